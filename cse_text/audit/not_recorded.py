"""not-recorded: the child's sex, ethnicity or disability, or who may have done it, is never stated, or left blank.

Rests on the national inquiry's finding that these were so often missing that nobody could say who was harmed by whom.
Near misses left alone: 'none known' states disability; pronouns state sex; a blank field that is filled elsewhere;
a short note or log, which need not repeat what the file's front sheet holds.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from cse_text.audit.case import About, Case, Sign, Span
from cse_text.audit.unsaid import told_missing

CHECK = "not-recorded"
ABOUT = About(
    check=CHECK,
    title="Not recorded",
    message="Not found in what was read: {lacking}.",
    why=(
        "The national audit of group-based exploitation found sex, ethnicity and disability, of children and "
        "of those who harm them, so often unrecorded that nobody could say who was harmed by whom."
    ),
    settle="The front sheet or the system's own fields, or asking the child and the family.",
    sources=("baroness-casey-national-national-audit-group-based-2025",),
)
LONG = 2000  # code points from which a record is long: one that says nothing of the child's details says more by it
FRONT = 500  # code points from the start in which a file's front matter stands

_UNSAID = (
    r"(?:left |still |also |again |field |is |are |was |were |box |boxes |both |information |data |details? |all "
    r"|nowhere )*"
    r"(?:blank|empty|not (?:yet )?(?:been )?(?:stated|recorded|known|held|given|asked|obtained|completed|entered|shown"
    r"|provided|collected|captured|supplied|specified|disclosed|filled|ticked|noted|answered|established|available"
    r"|sought|found|identified|listed|declared|documented|discussed|selected)|none (?:shown|recorded|entered|given"
    r"|held|noted"
    r"|selected|ticked)|no (?:data|entry|information|answer|record|code)|unknown|unrecorded|unstated|unspecified"
    r"|undisclosed"
    r"|uncompleted|incomplete|unanswered|outstanding|pending|awaited|awaiting|missing|null|illegible|n/k|n\.k|nk|tbc"
    r"|tba|t\.b\.c"
    r"|to be (?:confirmed|completed|added|obtained|advised)|to follow|not on (?:file|system|form|record)"
    r"|nowhere (?:stated|recorded))\b"
)
_BLANK = (
    rf"(?:_{{2,}}|(?<=[:=|])[ \t]*(?:$|\n|\|)|[\[(]\s*(?:not |left |blank|empty|nil)[\w ]*[\])]|\.{{4,}}|\[\s*\]"
    rf"|[\"'\u2018\u201c(]?\s*{_UNSAID}|\?+(?=\s|$)|[-\u2013\u2014]{{1,3}}[ \t]*(?:\n|\||$))"
)
_MORE = (  # other fields that share the answer
    r"(?:\s*(?:/|,|&|\band\b|\bor\b)\s*(?:ethnic\w*|disab\w*|sex|gender|religion|faith|language|sen[dk]?"
    r"|nationality|age|first language)\b){0,4}"
)
_BETWEEN = (
    rf"[^.;|/\n\w_(\[]{{0,4}}{_MORE}[^.;|/\n\w_(\[]{{0,3}}"
    r"(?:(?:of|for) (?:the )?(?:child|yp|young person)|on (?:the )?\w+|box(?:es)?|fields?|codes?|flag|status|section"
    r"|question)?"
    r"[\s:=|\u2013\u2014-]{0,4}"
)
_PERPETRATOR = (
    r"(?:(?:suspected|alleged|possible|known|identified) )?(?:perpetrator|offender|suspect|exploiter|abuser|groomer"
    r"|person (?:of concern|responsible|causing harm|posing (?:a )?risk|who harmed)|adult of concern"
    r"|source of (?:harm|risk))s?(?: details| name| box| field| section)?"
)
_FIELDS = {
    "sex": (r"sex|gender", "sex-stated", ("child_sex", "sex", "gender")),
    "ethnicity": (
        r"(?:self[- ]defined )?(?:ethnic\w*|eth)(?: origin| group| background| code| category| appearance)?|race",
        "ethnicity-stated",
        ("child_ethnicity", "ethnicity"),
    ),
    "disability": (
        r"disab\w*(?:\s?/\s?(?:sen[dk]?|health|impairment))?|impairments?|send?",
        "disability-stated",
        ("child_disability", "disability"),
    ),
    "suspected perpetrator": (
        _PERPETRATOR,
        "",
        ("perpetrator", "suspect"),
    ),
}
HARM = ("harm", "harm-sign", "sexual-harm", "coercion")
# Anything that says who may have done it: an age, a name he goes by, a trade, a tie, what police did. Wide on purpose:
# the check speaks only where a file holds nothing of the kind. 'A man' or 'suspect unknown' is none of them.
_DESCRIBED = re.compile(
    r"(?-i:\b[A-Z][\w\u2019'.-]+),?\s*\(?(?:aged? )?(?:1[89]|[2-6]\d)\b(?![:./-]?\d)"
    r"|\b(?:arrest|charg|bail|remand|convict|sentenc|jail|guilty|prison|custody)\w*"
    r"|\b(?:early|mid|late)?[ -]?[2-6]0(?:s|ish)\b|\b(?:1[89]|[2-6]\d)[- ]?(?:yo|year|yr)"
    r"|\b(?:older (?:boy|man|male)|(?:step)?(?:father|dad|uncle|brother|cousin)|coach|teacher|owner|driver|landlord"
    r"|manager|priest|neighbour|dealer|boyfriend|girlfriend|tutor|photographer|chef|barber|guard|lodger|doorman"
    r"|caretaker|trader"
    r"|scout|leader|pastor|imam|vicar|doctor|builder|plasterer|student|elders?|gang|boss|fella|lodgers?|aunt(?:ie)?"
    r"|stepdad|grandad"
    r"|cab|taxi|lorry|trucker|soldier|officer in|foreman|farmer|waiter|porter|guest|agent|producer|cousins?)\b"
    r"|\b(?-i:[A-Z]\w+)(?: (?-i:[A-Z])\w*\.?)? (?:(?:has|have|had|and (?:\w+ ){1,3}) )?(?:rape[sd]?|sold|sells|takes"
    r"|took|made|makes"
    r"|keeps|kept|films|filmed|hurts?|forced|forces|groomed|sexually|assault(?:s|ed)|threatened|threatens|pays|paid)\b"
    r"|\bM(?:r|ister)\.? (?-i:[A-Z])|[\"\u201c](?-i:[A-Z])\w+[\"\u201d]"
    r"|\b(?:called|known as|named|nickname\w*|calls himself|goes by) [\"\u201c']?(?-i:[A-Z])"
    r"|\b(?:asian|white|black|turkish|albanian|pakistani|polish|romanian) (?:man|men|males?|lads?|guys?|blokes?)\b"
    r"|\b(?:perpetrator|suspect):\s?\w|\b(?:aged?|age) (?:1[89]|[2-6]\d)\b",
    re.IGNORECASE,
)
# Conditions that a file's front matter gives where it speaks of disability; elsewhere they may be anybody's.
_CONDITION = re.compile(
    r"\b(?:asthma\w*|diabet\w+|sickle cell|thalass\w+|epilep\w+|tourette\w*|tics?|stammer\w*|stutter\w*|mutism"
    r"|deaf\w*|blind"
    r"|hearing|sight\w*|vision|visual|audiolog\w+|cochlear|sign language|bsl|makaton|wheelchair|powered chair"
    r"|crutch\w*|walks with"
    r"|prosthe\w+|limb|amput\w+|cerebral|palsy|spina bifida|dystrophy|atrophy|scoliosis|arthritis|crohn\w*|colitis"
    r"|coeliac|ibd"
    r"|cystic|heart condition|cardiac|kidney|cancer|leukaemia|brain injury|head injury|hydrocephal\w+|fits|seizures?"
    r"|narcolep\w+"
    r"|autis\w+|asperger\w*|asd|asc|adhd|add|odd|pda|ocd|ptsd|bipolar|psychosis|schizo\w+|anorexi\w+|eating disorder"
    r"|anxiety|depress\w+|dysl\w+|dysp\w+|dyscalc\w+|fasd?|foetal alcohol|down\W?s|fragile x|williams syndrome|syndrome"
    r"|chromosom\w+|learning (?:disab|diff|need)\w*|\b[ms]?ld\b|pmld|sld|mld|semh|slcn|speech (?:and|&) language|salt"
    r"|global delay"
    r"|developmental\w*|additional needs?|special (?:needs|school|educational)|sen[dk]?\b|sen support|ehc\w*"
    r"|statement(?:ed)?"
    r"|able[- ]bodied|fit and well|no (?:health|medical|additional|special|learning|known) (?:needs?|conditions?"
    r"|problems?|issues?)"
    r"|non[- ]disabled|handicap\w*|slow learner|backward|remedial|subnormal|maladjusted|chronic|m\.?e\.?/cfs|eczema"
    r"|migraine\w*|allerg\w+|hiv|cleft|impair\w+)\b",
    re.IGNORECASE,
)
_INTRODUCES = re.compile(
    r"\b(?:aged?|born|d\.?\s?o\.?\s?b|male|female|girl|boy|subject|re|child|name|yrs?|years?)\b|\(\d{1,2}\)|,\s*1\d\b",
    re.IGNORECASE,
)
_FIELD = re.compile(r"[:=|\[(_\u2013\u2014]|\b(?:box|field|section|details|left|name)\b", re.IGNORECASE)
_STATES_NONE = re.compile(
    r"\b(?:no|nil|none|not|non|without|neither|never)\b[^.|\n]{0,28}\b(?:disab\w*|impairment)|\b(?:disab\w*"
    r"|impairments?)\b[^\w\n|]{0,6}"
    r"(?:none|nil|no|n|nk none)\b|\bdisab\w* (?:codes?|flags?|status|register|box):? ?(?:\d+ ?)?(?:none|nil|no|n)\b",
    re.IGNORECASE,
)
_STATES_ETHNICITY = re.compile(
    r"\b(?:white|black|asian|mixed)\s?/\s?\w+"
    r"|\b(?:white|black|asian),? (?:english|welsh|scottish|irish|british|manx)\b"
    r"|(?:,|\||\b(?:is|a))\s(?:white|black|asian"
    r"|mixed(?: race)?)(?=\s*(?:[,.;|)\n]|\Z)"
    r"|\s(?:male|female|boy|girl|lad|and)\b)",
    re.IGNORECASE,
)
_STEMS = {  # what a text must hold for a field to be shown: cheaper to look for than the field
    "sex": (
        "sex:",
        "sex =",
        "sex |",
        "sex -",
        "sex (",
        "sex not",
        "sex is",
        "gender",
        "sex\t",
        "sex \u2013",
        "sex _",
        "sex [",
    ),
    "ethnicity": ("ethnic", "eth:", "eth ", "race", "heritage", "cultural"),
    "disability": ("disab", "impairment", "sen:", "send:", "sen ", "send "),
    "suspected perpetrator": (
        "perpetrator",
        "offender",
        "suspect",
        "exploiter",
        "abuser:",
        "groomer:",
        "person of concern",
        "person responsible",
        "source of",
        "adult of concern",
    ),
}
_SHOWN_BLANK = {
    name: re.compile(rf"\b(?:{words})\b{_BETWEEN}{_BLANK}", re.IGNORECASE) for name, (words, _, _) in _FIELDS.items()
}
_SHOWN_FILLED = {
    name: re.compile(
        rf"\b(?:{words})\b{_MORE}[^\S\n]{{0,3}}[\]:=|\u2013-]+[^\S\n]{{0,3}}(?!{_BLANK})[^\W_]", re.IGNORECASE
    )
    for name, (words, _, _) in _FIELDS.items()
}


def find(case: Case) -> Iterator[Sign]:
    """Yield one sign for a record that shows a field blank, or for a case file that never states one."""
    lower = case.text.lower()
    asked = [name for name, stems in _STEMS.items() if any(stem in lower for stem in stems)]
    shown = {name: match.span() for name in asked if (match := _SHOWN_BLANK[name].search(case.text))}
    told = told_missing(case.text, (name for name in asked if name not in shown))
    blank = {name: span for name in asked if (span := shown.get(name) or told.get(name))}
    blank = {
        name: span
        for name, span in blank.items()
        if not _filled(case, name)
        and not _none(case, name, span)
        and (name != "suspected perpetrator" or _is_field(case.text, span))
    }
    absent = [name for name in _FIELDS if case.is_file() and name not in blank and _never(case, name)]
    if not blank and not absent:
        return
    spans = tuple(sorted(blank.values())) or _front_lines(case.text)
    grounds = ("blank",) if blank else tuple(f"never-{name.split()[-1]}" for name in absent)
    length = () if blank else ("never-long" if len(case.text) >= LONG else "never-short",)
    yield Sign(CHECK, spans, (*grounds, *length, *case.setting()), _listed([*blank, *absent]))


def _is_field(text: str, span: Span) -> bool:
    """Return whether blank words stand in a field, not in a sentence that says that somebody is not known."""
    return bool(_FIELD.search(text, *span))


def _none(case: Case, name: str, span: Span) -> bool:
    """Return whether a field holds 'none', which answers for disability."""
    return name == "disability" and bool(_STATES_NONE.search(case.text, *span))


def _filled(case: Case, name: str) -> bool:
    """Return whether a field is filled in another place of the record."""
    _, _, fields = _FIELDS[name]
    return bool(_SHOWN_FILLED[name].search(case.text)) or any(case.record.meta.get(each, "").strip() for each in fields)


def _never(case: Case, name: str) -> bool:
    _, kind, _ = _FIELDS[name]
    if not kind:  # the suspected perpetrator: asked only of files that record harm
        return bool(case.named(*HARM)) and not _filled(case, name) and not _DESCRIBED.search(case.text)
    if name == "disability" and (_STATES_NONE.search(case.text) or _CONDITION.search(case.text, 0, _front(case))):
        return False
    if name == "ethnicity" and _STATES_ETHNICITY.search(case.text):
        return False
    if case.named(kind) or _filled(case, name):
        return False
    return name != "ethnicity" or not case.within(0, FRONT, "demonym")


def _front(case: Case) -> int:
    """Return where the front matter ends: before the second dated part, and not far into the file."""
    return min(FRONT, case.parts[1][0] if len(case.parts) > 1 else FRONT)


def _front_lines(text: str) -> tuple[Span, ...]:
    """Return the record's first line and the one that introduces the child: where such details would stand."""
    lines = [match.span() for match in re.finditer(r"[^\s][^\n]*", text[:FRONT])]
    if not lines:
        return ((0, 0),)
    child = next((span for span in lines if _INTRODUCES.search(text, *span)), lines[0])
    return tuple(sorted({lines[0], child}))


def _listed(names: list[str]) -> str:
    return names[0] if len(names) == 1 else ", ".join(names[:-1]) + " and " + names[-1]
