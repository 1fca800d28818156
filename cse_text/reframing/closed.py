"""The closed classes of English that say what a slot in a sentence is: no knowledge of any rule."""

from __future__ import annotations

AFTER_HAVE = frozenset("have has had having haven't hasn't hadn't 've".split())
BE = frozenset("is are was were be been being am isn't wasn't aren't weren't".split())
AFTER_BE = BE | {"gets", "got", "getting", "get"}
PAST_BE = frozenset("was were wasn't weren't".split())
PRESENT_BE = frozenset("is are am isn't aren't".split())
COPULAS = BE | frozenset(
    "seem seems seemed appear appears appeared look looks looked feel feels felt become becomes became becoming "
    "remain remains remained remaining stay stays stayed gets got getting as sound sounds sounded".split()
)
MODALS = frozenset(
    "will would can could may might must shall should cannot can't couldn't won't wouldn't mustn't shouldn't "
    "mightn't".split()
)
AFTER_BARE = MODALS | frozenset("to did do does didn't don't doesn't not let lets".split())
PARTICIPLES = frozenset(  # no finite verbs, whatever stands before them: 'K gone AWOL'
    "gone been done taken seen given driven broken fallen thrown shown drawn known grown written eaten".split()
)
PAST_AUX = frozenset("was were had did would wasn't weren't hadn't didn't wouldn't".split())
AUXILIARIES = MODALS | BE | AFTER_HAVE | frozenset("do does did don't doesn't didn't".split())
ADVERBS = frozenset(
    "not never also still often again repeatedly always just already even ever sometimes now then too very quite so "
    "rather really somewhat highly extremely fairly pretty only simply probably perhaps maybe there here yet once "
    "more most less all both a-bit reportedly".split()
)
PRONOUN_SUBJECTS = frozenset("she he they i we you it who that which yp s/he".split())
CHILDREN = frozenset(
    "girls boys children youngsters teenagers pupils kids lads lasses teens youths students daughters sons minors "
    "adolescents schoolgirls schoolboys sisters brothers siblings twins".split()
)
PLURAL = CHILDREN | frozenset(
    "they we you these those both people men males females women peers friends victims".split()
)
SINGULAR = frozenset(
    "she he her him herself himself yp child girl boy lad lass teen teenager pupil student youngster youth kid "
    "daughter son person sister brother".split()
)
OPENERS = frozenset("if unless until till once whether".split())
ARTICLES = frozenset("a an the".split())
DETERMINERS = ARTICLES | frozenset(
    "her his their this that these those any some no my our your its another each every such what one two three "
    "four five many several".split()
)
PREPOSITIONS = frozenset(
    "of for with in at on by from about into to through over under against around after before during since until "
    "despite towards toward without within between among off out up down upon near behind beyond per via re like "
    "than".split()
)
# What may stand behind a phrase without belonging to it: where, when, why, and the next clause.
ADJUNCTS = frozenset(
    "and or but in at on since until till after before during when while whilst because as if though although "
    "despite again today tonight yesterday daily weekly nightly still now then too also throughout so yet "
    "whenever once through per via this every most last x2 x3 afterwards overnight nor which where unless "
    "following re only tomorrow over around near outside inside behind alongside anywhere imo etc according apart "
    "often always sometimes repeatedly regularly recently later today's within between".split()
)
AUX_ADJUNCTS = AUXILIARIES | {"who", "that"}
LIGHT = frozenset(
    "us me him her them it you staff carers everyone people anyone services professionals adults police workers "
    "someone somebody anybody others men".split()
)
# Person nouns that a clause about the child may be hung on.
CHILD_NOUNS = frozenset(
    "child girl boy lad lass lassie teen teenager pupil student youngster youth kid person daughter son "
    "adolescent schoolgirl schoolboy female male individual children girls boys lads lasses teens teenagers pupils "
    "youngsters kids people daughters sons minor minors".split()
)
NEGATIONS = frozenset(
    "no not never nor neither none nothing nobody without cannot can't couldn't won't wouldn't don't doesn't didn't "
    "isn't wasn't aren't weren't hasn't haven't hadn't shouldn't mustn't".split()
)
# What opens a clause that a denial before it does not reach.
CLAUSE_OPENERS = frozenset(
    "until till unless when whenever if once because since although though while whereas despite given".split()
)
# Grown people a record speaks of, each in the singular: who speaks of the child, or cares for it.
ADULTS = frozenset(
    "mother mum mam mom father dad parent nan nana gran grandma grandmother grandad grandfather granny aunt auntie "
    "uncle stepdad stepfather stepmum stepmother carer neighbour worker officer police pc dc ds ps sgt sergeant "
    "teacher tutor head headteacher nurse doctor gp consultant clinician manager staff keyworker sw hv fc iro chair "
    "guardian solicitor barrister magistrate judge mentor coach dsl ewo landlord landlady caretaker colleague school "
    "agency service team family man woman adult driver boss stranger boyfriend suspect perpetrator".split()
)
INTENSIFIERS = frozenset(
    "very quite so rather really too extremely somewhat highly fairly pretty totally completely incredibly just more "
    "most all absolutely proper right bit a-bit".split()
)
# Names within an idiom are no one's.
IDIOMS = (
    "walter mitty",
    "lolita",
    "casanova",
    "lothario",
    "don juan",
    "romeo",
    "prince charming",
    "houdini",
    "harry houdini",
    "jezebel",
    "jack the lad",
    "artful dodger",
    "del boy",
    "arthur daley",
    "fagin",
    "girl friday",
    "tony montana",
    "scarface",
    "billy no mates",
    "tom dick and harry",
    "life of riley",
    "madam",
    "snap",
)
CONJUNCTIONS = frozenset("and or but yet".split())
BEHIND_NOUNS = frozenset("with for by off about from at i he she they".split())
TRAILING = frozenset("at from in".split())
SAYING = frozenset("say saying says said talk speak words".split())
HANGING = frozenset("with to by from in on of for into about at that as he she they them having along".split())
# What a verb of state follows 'is' with, so that 'is meeting' becomes 'is in contact' and not 'is being in contact'.
STATIVE = PREPOSITIONS | frozenset("away close not said still often missing easily unwell without strongly".split())
FANCIED = frozenset("fancies fancied fancying thinks plays playing played".split())
GOING = frozenset("missing unseen".split())
