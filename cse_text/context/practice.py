"""Good practice noticed: sentences that name who harms, quote the child with analysis, or challenge masking wording."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from cse_text.context.people import People
from cse_text.lexicon.anchors import AnchorScanner
from cse_text.lexicon.finder import PhraseFinder
from cse_text.lexicon.numbers import Numbers
from cse_text.lexicon.tables import CompiledLexicon
from cse_text.text import sentence_at, sentence_starts, words
from cse_text.types import GoodPractice

QUOTES_CHILD = "quotes-with-analysis"
# Each way begins with one of four marks, which the search leaps to.
_QUOTED = re.compile(
    r"[\"\u201c\u2018'](?:(?<=[\"\u201c])\w[^\"\u201d\n]{7,}[\"\u201d]|(?<!\w[\u2018'])(?<=[\u2018'])\w[^\u2019'\n]{7,}[\u2019'](?!\w))"
)
# Words that turn a cue into something that is not said to be so: denied, feared, asked, taught, or about no child.
_UNDONE = frozenset(
    "no not never nor denied denies deny denying without if whether unless could might may would should risk prevent "
    "avoid example training film story novel book play article worksheet session quiz policy leaflet poster drama "
    "module slide course lesson scenario dog cat horse pony hypothetical imagine suppose joke fictional "
    "documentary seminar lecture dissertation essay programme campaign assembly conference podcast".split()
)
_WITH_QUOTATION = frozenset(["said", "analysis"])
_DENIALS = frozenset("no not never nor without could may would should avoid".split())
_MASKED = frozenset(["challenges-masking"])  # such sentences deny by their nature


class PracticeReader:
    """Finds good practice. Built once per lexicon."""

    def __init__(self, compiled: CompiledLexicon, numbers: Numbers | None = None) -> None:
        self._cues = compiled.lexicon.practice
        numbers = Numbers(compiled.practice) if numbers is None else numbers
        self._finder = PhraseFinder(compiled.practice, numbers)
        # 'she said' stands in most notes: such cues are looked for only in sentences that hold a quotation.
        sure = frozenset(n for n, cue in enumerate(self._cues) if cue.kind not in _WITH_QUOTATION)
        table = compiled.practice.only(sure)
        self._anchors = AnchorScanner(table, numbers) if table.phrases else None

    def find(self, text: str, people_of: Callable[[], People]) -> tuple[GoodPractice, ...]:
        """Return the sentences of a record that show good practice, in order, each once.

        `people_of` tells who is in the record; most records hold no such sentence, and it is not asked.
        """
        places = self._places(text)
        if not places:
            return ()
        people = people_of()
        found: dict[tuple[int, int], GoodPractice] = {}
        for start, end in places:
            kinds = self._kinds(text, start, end, people)
            shown = self._shown(text, start, end, kinds, people)
            if shown is not None:
                found.setdefault((start, end), GoodPractice(shown[0], start, end, shown[1]))
        return tuple(found.values())

    def _places(self, text: str) -> list[tuple[int, int]]:
        """Return the sentences that deserve a look, in order."""
        found = self._anchors.sentences(text) if self._anchors else []
        quoted = [match.start() for match in _QUOTED.finditer(text)]
        if quoted:
            starts = sentence_starts(text)
            found += [sentence_at(starts, at, len(text)) for at in quoted]
        return sorted(set(found))

    def _kinds(self, text: str, start: int, end: int, people: People) -> dict[str, str]:
        """Return the kinds of cue that stand in a sentence, each with its reason."""
        sentence = words(text, start, end)
        forms = {word.form for word in sentence}
        kinds: dict[str, str] = {}
        for match in self._finder.find(sentence, people.child):
            cue = self._cues[match.owner]
            if not forms & _UNDONE or cue.kind in _WITH_QUOTATION or _challenges(cue.kind, forms):
                kinds.setdefault(cue.kind, cue.because)
        return kinds

    def _shown(self, text: str, start: int, end: int, kinds: dict[str, str], people: People) -> tuple[str, str] | None:
        for kind in ("challenges-masking", "names-who-harms"):
            if kind in kinds and text[start:end].rstrip()[-1:] != "?":
                return kind, kinds[kind]
        if "said" not in kinds or not _QUOTED.search(text, start, end):
            return None
        after = sentence_at(sentence_starts(text), end, len(text)) if end < len(text) else (end, end)
        if "analysis" in kinds or "analysis" in self._kinds(text, *after, people):
            return QUOTES_CHILD, "the child's words are quoted, attributed and followed by what they may mean"
        return None


def _challenges(kind: str, forms: Sequence[str] | set[str]) -> bool:
    """Return whether a cue challenges wording in a sentence about a record, not in a lesson."""
    return kind in _MASKED and not set(forms) & (_UNDONE - _DENIALS)
