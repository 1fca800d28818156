"""What a record states that rules and reframings may rest on: ages, adults, harm, gifts, coercion, going missing."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from itertools import chain

from cse_text.context.people import People
from cse_text.lexicon.anchors import AnchorScanner
from cse_text.lexicon.finder import Match, PhraseFinder
from cse_text.lexicon.numbers import Numbers
from cse_text.lexicon.tables import CompiledLexicon, PhraseTable
from cse_text.text import NO_BREAK, Word, words
from cse_text.types import Evidence

_NEGATIONS = frozenset(
    [
        "no",
        "not",
        "never",
        "without",
        "denies",
        "denied",
        "deny",
        "nor",
        "neither",
        "nothing",
        "isn't",
        "wasn't",
        "didn't",
        "hasn't",
        "hadn't",
    ]
)
_SUBJECTS = frozenset(["she", "he", "they"])
_TOLD = frozenset(["denies", "denied", "deny"])  # "denied: he was …" goes on
_DOUBTS = frozenset(
    [
        "if",
        "might",
        "may",
        "could",
        "would",
        "risk",
        "potential",
        "potentially",
        "possible",
        "prevent",
        "worry",
        "worried",
        "fear",
        "future",
    ]
)
REACH = 5  # words before a piece of evidence in which a negation or a condition undoes it

# What says who the child is: looked for apart, as nearly every sentence holds such a word.
FIELDS = frozenset({"sex-stated", "ethnicity-stated", "disability-stated", "demonym"})

# What the judge and the reframings ask of a record; all else is what the record checks rest on, sought for them alone.
ASKED = frozenset({"harm", "harm-denied", "harm-suspected", "gifts", "coercion", "missing", "adult", "online", "drugs"})

# What a word of negation or doubt does depends on what is stated. By kind: the reach of a negation in words, and
# whether a condition undoes it too. A kind of reach 0 holds its own negation ("no suspect", "no disability").
_SCOPES = {
    **dict.fromkeys(("closure", "ended", "called-over"), (2, False)),
    **dict.fromkeys(("return", "came-back", "went-out", "went-often"), (3, False)),
    **dict.fromkeys(("enquiry", "asked-why", "said-why"), (4, False)),
    **dict.fromkeys(
        ("unknown-perpetrator", "unidentified", "lowered", "not-asked", "only-checked", "acknowledged", "plan-label"),
        (0, False),
    ),
    **dict.fromkeys(
        ("sex-stated", "ethnicity-stated", "disability-stated", "demonym", "criminal-label", "crime-named"), (0, False)
    ),
    "risk-named": (2, False),
    "harm-denied": (0, False),
}
_NOBODY = frozenset("nobody no-one none nil neither refused declined unable couldn't wouldn't won't".split())
# Words behind an interview that say it was not held.
_NOT_HELD = frozenset(
    "not declined refused offered outstanding pending requested due overdue never empty blank unanswered indicated "
    "lapsed required needed expired waived arranged booked awaited chase chased arrange book tbc asap sought "
    "tick ticked box leaflet n/a na nil cancelled unavailable postponed unallocated unassigned hostile none".split()
)
_ASKING = frozenset({"enquiry", "asked-why", "said-why"})
_CHILD_WORDS = frozenset({"child", "girl", "boy", "yp", "lad", "pupil"})
_HELD_REACH = 4  # words behind an interview in which it may be said not to have been held


class EvidenceReader:
    """Finds evidence words over a whole record. Built once per lexicon."""

    def __init__(self, compiled: CompiledLexicon, numbers: Numbers | None = None) -> None:
        self._cues = compiled.lexicon.evidence
        asked = ASKED.union(_needed(compiled))
        of_kind = {n: cue.kind for n, cue in enumerate(self._cues)}
        fields = frozenset(n for n, kind in of_kind.items() if kind in FIELDS)
        main = frozenset(n for n, kind in of_kind.items() if kind in asked) - fields
        numbers = Numbers(compiled.evidence) if numbers is None else numbers
        self._main = _Seeker(compiled.evidence.only(main), numbers)
        self._records = _Seeker(compiled.evidence.only(frozenset(of_kind) - fields - main), numbers)
        self._fields = _Seeker(compiled.evidence.only(fields), numbers)
        self._kept = lru_cache(maxsize=2)(self._sought)  # a long record is asked before and after the tagger read it

    def find(self, text: str, people: People) -> tuple[Evidence, ...]:
        """Return the evidence that wording is judged by, in order; ages from its fields come first, an empty span."""
        found = [
            Evidence(f"under-{limit}", 0, 0) for limit in (13, 16, 18) if people.age is not None and people.age < limit
        ]
        return (*found, *self._kept(self._main, text, people))

    def of_records(self, text: str, people: People) -> tuple[Evidence, ...]:
        """Return what only the record checks rest on, in order."""
        return self._kept(self._records, text, people)

    def fields(self, text: str, people: People) -> tuple[Evidence, ...]:
        """Return where a record first states the child's sex, ethnicity and disability."""
        first: dict[str, Evidence] = {}
        for begin, end in self._fields.sentences(text):
            for each in self._in_sentence(self._fields, text, begin, end, people):
                first.setdefault(each.name, each)
            if len(first) == len(FIELDS):
                break
        return tuple(first.values())

    def _sought(self, seeker: _Seeker, text: str, people: People) -> tuple[Evidence, ...]:
        found = (self._in_sentence(seeker, text, begin, end, people) for begin, end in seeker.sentences(text))
        return tuple(chain.from_iterable(found))

    def _in_sentence(self, seeker: _Seeker, text: str, begin: int, end: int, people: People) -> list[Evidence]:
        sentence = words(text, begin, end)
        found: dict[Evidence, None] = {}
        for match in seeker.finder.find(sentence, people.child):
            name = _stands(self._cues[match.owner].kind, sentence, match)
            if name in _ASKING and _child_asks(sentence, match, people):
                continue
            if name:
                found[Evidence(name, sentence[match.first].start, sentence[match.last].end)] = None
        return list(found)


def _needed(compiled: CompiledLexicon) -> frozenset[str]:
    """Return what any rule and its reframings need, in a team's own lexicon too."""
    rules = compiled.by_id.values()
    rungs = (rung for rule in rules for rung in rule.reframings)
    return frozenset(need for needs in (*(r.needs for r in rules), *(r.needs for r in rungs)) for need in needs)


class _Seeker:
    """A part of the evidence table: which sentences deserve a look, and what they hold."""

    def __init__(self, part: PhraseTable, numbers: Numbers) -> None:
        self.finder = PhraseFinder(part, numbers)
        self._anchors = AnchorScanner(part, numbers) if part.phrases else None

    def sentences(self, text: str) -> list[tuple[int, int]]:
        """Return the sentences in which evidence may stand."""
        return self._anchors.sentences(text) if self._anchors else []


def _child_asks(sentence: Sequence[Word], match: Match, people: People) -> bool:
    """Return whether it is the child who asks, so that nobody asked the child."""
    if not match.first or not sentence[match.first].form.startswith("ask"):
        return False
    return sentence[match.first - 1].form in people.child | _CHILD_WORDS


def _stands(kind: str, sentence: Sequence[Word], match: Match) -> str:
    """Return the kind under which a match counts, or '' where the words around it undo it."""
    reach, doubtful = _SCOPES.get(kind, (REACH, True))
    low = max(0, match.first - reach)
    before = {word.form for word in sentence[low : match.first]}
    if before & _NEGATIONS and _denied(sentence, low, match.first):
        return ""
    if kind in _ASKING:
        behind = {word.form for word in sentence[match.last + 1 : match.last + 1 + _HELD_REACH]}
        return "" if before & _NOBODY or behind & _NOT_HELD else kind
    if doubtful and before & _DOUBTS:
        return "harm-suspected" if kind == "harm" else ""
    return kind


def _denied(sentence: Sequence[Word], low: int, at: int) -> bool:
    """Return whether a word from `low` on denies what is stated at `at`, within its clause."""
    for n in range(at - 1, low - 1, -1):
        if sentence[n + 1].form == "but" or (_begins(sentence, n + 1) and sentence[n].form not in _TOLD):
            return False
        if sentence[n].form in _NEGATIONS:
            return True
    return False


def _begins(sentence: Sequence[Word], at: int) -> bool:
    """Return whether a clause with its own subject begins behind a comma or a stop."""
    return sentence[at].gap > NO_BREAK and sentence[at].form.partition("'")[0] in _SUBJECTS
