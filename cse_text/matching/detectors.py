"""The detectors together: phrases, frames beside them, and the tagger for what neither proposes; each place once."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import replace

from cse_text.lexicon import CompiledLexicon
from cse_text.lexicon.numbers import Numbers
from cse_text.matching.cast import Known
from cse_text.matching.frames import FrameDetector
from cse_text.matching.phrases import PhraseDetector, settle_overlaps
from cse_text.matching.skimmer import Skimmer
from cse_text.matching.tagger import Reading, Tagger, propose
from cse_text.matching.windows import join_stretches
from cse_text.types import Candidate

Places = Sequence[tuple[int, int]]


class Detectors:
    """What proposes candidates at one depth. Built once; holds no state between texts."""

    def __init__(
        self,
        compiled: CompiledLexicon,
        tagger: Tagger | None = None,
        skimmer: Skimmer | None = None,
        frames: FrameDetector | None = None,
        numbers: Numbers | None = None,
    ) -> None:
        self.phrases = PhraseDetector(compiled, numbers)
        self._frames = frames
        self._tagger = tagger
        self._skimmer = skimmer
        self._rules = compiled.by_id
        self._silent = compiled.lexicon.silent
        general = [each for each in compiled.lexicon.rules if each.detector == "tagger" and each.id not in self._silent]
        self.general = {rule.category: rule.id for rule in general}

    @property
    def reads(self) -> bool:
        """Whether a tagger reads beside the lexicon."""
        return self._tagger is not None

    @property
    def prepares(self) -> bool:
        """Whether several texts together can be read faster than one by one."""
        return self._frames is not None

    def prepare(self, texts: Iterable[tuple[str, Known]]) -> None:
        """Read ahead what is read faster for several texts at once."""
        if self._frames is not None:
            self._frames.prepare(texts)

    def find(
        self, text: str, known: Known, places: Places, *, whole: bool, asked: Sequence[int] | None = None
    ) -> tuple[list[Candidate], Reading | None]:
        """Return the candidates of a text in order, and what the tagger read; `places` is what `phrases` says of it.

        `whole`: the tagger reads all of the text, whatever the skimmer says. `asked`: offsets around which it reads
        too, so that it can tell passages about the whole record.
        """
        listed, silenced = self._listed(text, known, places)
        reading = self.read(text, listed, whole=whole, asked=asked)
        return self._joined(text, listed, silenced, reading), reading

    def beside(self, text: str, known: Known, reading: Reading | None) -> list[Candidate]:
        """Return the candidates of a text that was read already, or is not to be read."""
        return self._joined(text, *self._listed(text, known, self.phrases.places(text)), reading)

    def read(
        self, text: str, listed: Sequence[Candidate], *, whole: bool = False, asked: Sequence[int] | None = None
    ) -> Reading | None:
        """Return the tagger's reading: of everything, or of what the skimmer, the lexicon and `asked` point to."""
        if self._tagger is None or self._skimmer is None or whole:
            return self._tagger.read(text) if self._tagger else None
        windows = self._skimmer.windows(text, [each.start for each in listed], asked or ())
        reading = self._tagger.read(text, windows)
        return reading if asked is None else replace(reading, stretches=join_stretches(windows))

    def _listed(self, text: str, known: Known, places: Places) -> tuple[list[Candidate], list[Candidate]]:
        """Return what the lexicon proposes, phrases and beside them frames, and what is silenced."""
        phrases, silenced = self.phrases.find_all(text, known.child, places)
        if self._frames is None:
            return phrases, silenced
        found = self._frames.find(text, known)
        silenced += [each for each in found if each.rule in self._silent]
        frames = _without(found, silenced)
        return _merge([_backed(each, frames) for each in phrases], self._claimed(phrases), frames), silenced

    def _joined(
        self, text: str, listed: list[Candidate], silenced: list[Candidate], reading: Reading | None
    ) -> list[Candidate]:
        """Return what is listed, and what the tagger proposes beside it and beside wording that is silenced."""
        if reading is None:
            return listed
        proposed = (
            replace(each, rule=self.general[each.category])
            for each in propose(text, reading)
            if each.category in self.general
        )
        return _merge(listed, self._claimed(listed), _without(proposed, silenced))

    def _claimed(self, listed: Sequence[Candidate]) -> list[Candidate]:
        """Return the candidates that claim their words for themselves: house styles let others say more of them."""
        return [each for each in listed if not self._rules[each.rule].style]


def _backed(phrase: Candidate, frames: Sequence[Candidate]) -> Candidate:
    """Return a phrase with the frame that says the same, where there is one."""
    frame = next((each.rule for each in frames if _same(each, phrase)), "")
    return replace(phrase, backed_by=frame) if frame else phrase


def _without(found: Iterable[Candidate], silenced: Sequence[Candidate]) -> list[Candidate]:
    silent = _Near(silenced)
    return [each for each in found if not silent.holds(each)]


def _merge(first: list[Candidate], claimed: list[Candidate], second: list[Candidate]) -> list[Candidate]:
    """Return the candidates of one detector, and those of another where none of those stand that claim their words."""
    kept = _without(second, claimed)
    return sorted([*first, *settle_overlaps(kept)], key=lambda each: (each.start, each.end))


class _Near:
    """Candidates by place, so that a long text's are not all compared with all."""

    def __init__(self, candidates: Sequence[Candidate]) -> None:
        self._placed = sorted(candidates, key=_start)
        self._starts = [each.start for each in self._placed]
        self._longest = max((each.end - each.start for each in candidates), default=0)

    def holds(self, candidate: Candidate) -> bool:
        """Return whether one of them is about the same words as this one."""
        low = bisect_left(self._starts, candidate.start - self._longest)
        high = bisect_left(self._starts, candidate.end)
        return any(_same(candidate, other) for other in self._placed[low:high])


def _start(each: Candidate) -> int:
    return each.start


def _same(one: Candidate, other: Candidate) -> bool:
    shared = min(one.end, other.end) - max(one.start, other.start)
    return shared > 0 and shared * 2 >= min(one.end - one.start, other.end - other.start)
