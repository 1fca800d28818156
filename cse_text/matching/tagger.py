"""The tagger: reads sentences and marks wording that no list holds.

MiniLM fine-tuned on the annotated corpus (training/tagger.py), run by onnxruntime on the CPU. Its scores over
a span also help to judge what the other detectors propose, so a phrase and its context are read together.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

import numpy as np

from cse_text.annotation import MASKING_VOICES
from cse_text.errors import ModelError
from cse_text.matching.names import NO_MASK, Masked, NameMask
from cse_text.matching.onnx import open_session
from cse_text.matching.tagset import (
    BEGIN,
    CATEGORIES,
    CATEGORY,
    MARK,
    OUTPUTS,
    SUBJECT,
    SUBJECTS,
    VOICE,
    VOICES,
)
from cse_text.matching.windows import cut_windows
from cse_text.odds import sigmoids, softmax
from cse_text.released import read_released
from cse_text.resources import data_folder
from cse_text.types import Candidate, Subject, Voice

Scorer = Callable[[np.ndarray, np.ndarray], np.ndarray]

PROPOSE = 0.30  # the mean probability at which a run of pieces becomes a candidate; judging comes later
INSIDE = 0.22  # below this a piece ends a run
LONGEST = 256  # word pieces a window
REMEMBERED = 512  # windows; records are full of copied text
_GRAMMAR = frozenset(
    "a an the and or but if that which who whom whose this these those there here then so as than to of in on at by "
    "for with from into onto i he she it they we you him her them us me his hers its their our your my himself herself "
    "themselves am is are was were be been being has have had having do does did will would shall should can could may "
    "might must not no all also just still very what when where how why s d t m ll re ve".split()
)
_WORD = re.compile(r"[^\W_]+")
_MASKING_VOICES = [VOICES.index(each) for each in MASKING_VOICES]


@dataclass(frozen=True, slots=True)
class Reading:
    """The tagger's scores for the word pieces of a text, in order of place.

    `starts`, `ends`: offsets in code points; `scores`: pieces x OUTPUTS, before softmax;
    `whole`: no place of the text was left out. `stretches`: what was read of a text in parts, in order of place, where
    passages about the whole record were asked for; None where they were not.
    """

    starts: np.ndarray
    ends: np.ndarray
    scores: np.ndarray
    whole: bool = False
    stretches: tuple[tuple[int, int], ...] | None = None

    def over(self, start: int, end: int) -> np.ndarray:
        """Return the scores of the pieces that overlap text[start:end] (none where it was not read)."""
        low = int(np.searchsorted(self.ends, start, side="right"))
        high = int(np.searchsorted(self.starts, end, side="left"))
        return self.scores[low:high]


@dataclass(frozen=True, slots=True)
class SpanView:
    """What the tagger thinks of one span: its likeliest labels, and probabilities.

    `masking`, `peak`: mean and highest probability of masking; `trap`: mean probability of a trap;
    `voice_masks`: that the voice is one in which words mask; `about_child`: that the subject is the child;
    `categories`: the probability of each category, in the order of the tag set.
    """

    masking: float
    peak: float
    trap: float
    voice: Voice
    subject: Subject
    categories: tuple[float, ...]
    voice_masks: float
    about_child: float

    @property
    def category(self) -> str:
        """The likeliest category."""
        return CATEGORIES[self.categories.index(max(self.categories))]

    @property
    def numbers(self) -> dict[str, float]:
        """The probabilities that the judge weighs, by name."""
        return {
            "masking": self.masking,
            "peak": self.peak,
            "trap": self.trap,
            "contrast": self.masking / (self.masking + self.trap + 1e-4),
            "voice-masks": self.voice_masks,
            "about-child": self.about_child,
        }


class Tagger:
    """Reads windows of text and proposes candidates."""

    def __init__(self, tokenizer: Any, scorer: Scorer, names: NameMask = NO_MASK) -> None:
        self.tokenizer = tokenizer
        self.names = names
        self._scorer = scorer
        self._score = lru_cache(REMEMBERED)(self._scored)

    @classmethod
    def load(cls, folder: Path | None = None) -> Tagger:
        """Return the shipped tagger; raise ModelError where it is not there or cannot be run."""
        folder = folder or data_folder("models") / "tagger"
        model, tokenizer = folder / "tagger.onnx", folder / "tokenizer.json"
        if not model.is_file() or not tokenizer.is_file():
            raise ModelError(
                "tagger-missing", f"the tagger is not in {folder}; use --depth quick, which needs no tagger"
            )
        from tokenizers import Tokenizer

        pieces = Tokenizer.from_buffer(read_released(tokenizer))
        pieces.no_padding()  # a base model's file may pad and cut every window to one length
        pieces.no_truncation()
        return cls(pieces, onnx_scorer(model), NameMask.load(folder))

    def read(self, text: str, windows: Sequence[tuple[int, int]] | None = None) -> Reading:
        """Return the scores of every word piece of the windows (by default of the whole text)."""
        whole = windows is None
        windows = cut_windows(text) if windows is None else windows
        masked = [self.names.masked(text[start:end]) for start, end in windows]
        encoded = self.tokenizer.encode_batch([each.text for each in masked])
        rows = [
            self._row(pieces, each, start) for pieces, each, (start, _) in zip(encoded, masked, windows, strict=True)
        ]
        read = [(starts, ends, self._score(ids)[1 : 1 + len(starts)]) for ids, starts, ends in rows]
        return _joined(read, whole=whole)

    def _row(self, encoded: Any, masked: Masked, shift: int) -> tuple[tuple[int, ...], np.ndarray, np.ndarray]:
        ids = encoded.ids[: LONGEST - 1]
        if len(ids) < len(encoded.ids):
            ids = [*ids, encoded.ids[-1]]
        places = np.array(encoded.offsets[1 : len(ids) - 1], dtype=np.int64).reshape(-1, 2)
        starts, ends = masked.places(places[:, 0], places[:, 1])
        return tuple(ids), starts + shift, ends + shift

    def _scored(self, ids: tuple[int, ...]) -> np.ndarray:
        """Return the scores of one window's pieces.

        Windows are read one by one: on one core that is the fastest for int8 weights, and what stands beside a
        window never bears on its scores, so the same words always read the same.
        """
        row = np.array([ids], dtype=np.int64)
        scores: np.ndarray = self._scorer(row, np.ones_like(row))[0]
        return scores


def propose(text: str, reading: Reading) -> list[Candidate]:
    """Return the runs of word pieces that look like masking, widened to whole words, with their mean probability.

    A run of mere grammar ("she had been") says nothing by itself: it belongs to the run behind it, or is left out.
    """
    if not len(reading.starts):
        return []
    masking = softmax(reading.scores[:, MARK])[:, 1]
    begin = sigmoids(reading.scores[:, BEGIN])
    found = []
    for first, after in _telling(text, reading, _runs(text, reading, masking, begin)):
        start, end = whole_words(text, int(reading.starts[first]), int(reading.ends[after - 1]))
        score = float(masking[first:after].mean())
        if score >= PROPOSE and end > start:
            category = CATEGORIES[int(softmax(reading.scores[first:after, CATEGORY]).mean(axis=0).argmax())]
            found.append(Candidate(start, end, "", category, "tagger", score))
    return found


def _telling(text: str, reading: Reading, runs: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Return the runs that hold more than grammar, each with the grammar directly before it."""
    kept: list[tuple[int, int]] = []
    before: tuple[int, int] | None = None
    for first, after in runs:
        start, end = whole_words(text, int(reading.starts[first]), int(reading.ends[after - 1]))
        if all(word.lower() in _GRAMMAR for word in _WORD.findall(text, start, end)):
            before = (first, after)
            continue
        joins = before is not None and before[1] == first and not _stop_between(text, reading, first - 1, first)
        kept.append((before[0] if before and joins else first, after))
        before = None
    return kept


def view(reading: Reading, start: int, end: int) -> SpanView | None:
    """Return what the tagger thinks of text[start:end], or None where it was not read."""
    scores = reading.over(start, end)
    if not len(scores):
        return None
    marks = softmax(scores[:, MARK])
    category, voice, subject = (softmax(scores[:, part]).mean(axis=0) for part in (CATEGORY, VOICE, SUBJECT))
    return SpanView(
        float(marks[:, 1].mean()),
        float(marks[:, 1].max()),
        float(marks[:, 2].mean()),
        VOICES[int(voice.argmax())],
        SUBJECTS[int(subject.argmax())],
        tuple(map(float, category)),
        float(voice[_MASKING_VOICES].sum()),
        float(subject[SUBJECTS.index("child")]),
    )


def _runs(text: str, reading: Reading, masking: np.ndarray, begin: np.ndarray) -> list[tuple[int, int]]:
    """Return half-open runs of pieces above INSIDE, cut where a new span begins and at sentence ends."""
    runs: list[list[int]] = []
    for n in np.flatnonzero(masking >= INSIDE):
        piece = int(n)
        joined = bool(runs) and piece - runs[-1][1] <= 1 and not _stop_between(text, reading, runs[-1][1] - 1, piece)
        if joined and not (begin[piece] > 0.5 and _starts_word(text, reading, piece)):  # noqa: PLR2004 - an even chance
            runs[-1][1] = piece + 1
        else:
            runs.append([piece, piece + 1])
    return [(first, after) for first, after in runs]


def _starts_word(text: str, reading: Reading, piece: int) -> bool:
    start = int(reading.starts[piece])
    return start == 0 or not text[start - 1].isalnum()


def _stop_between(text: str, reading: Reading, before: int, piece: int) -> bool:
    between = text[int(reading.ends[before]) : int(reading.starts[piece])]
    edge = text[int(reading.starts[piece]) : int(reading.ends[piece])]
    return "\n\n" in between or (edge in {".", "!", "?", ";", "|"} or text[int(reading.ends[before]) - 1] in ".!?;|")


def whole_words(text: str, start: int, end: int) -> tuple[int, int]:
    """Return the range widened to whole words, without spaces, quotation marks or stops at its edges."""
    while start > 0 and text[start - 1].isalnum() and text[start].isalnum():
        start -= 1
    while end < len(text) and text[end].isalnum() and text[end - 1].isalnum():
        end += 1
    while start < end and text[start] in " \n\t\"'\u201c\u201d\u2018\u2019.,;:!?()-\u2013|":
        start += 1
    while end > start and text[end - 1] in " \n\t\"'\u201c\u201d\u2018\u2019.,;:!?()-\u2013|":
        end -= 1
    return start, end


def _joined(parts: Sequence[tuple[np.ndarray, np.ndarray, np.ndarray]], *, whole: bool) -> Reading:
    if not parts:
        empty = np.zeros(0, dtype=np.int64)
        return Reading(empty, empty, np.zeros((0, OUTPUTS), dtype=np.float32), whole)
    starts, ends, scores = (np.concatenate([part[n] for part in parts]) for n in range(3))
    return Reading(starts, ends, scores, whole)


def onnx_scorer(model: Path) -> Scorer:
    """Return a scorer that runs an ONNX model; raise ModelError where it cannot be read."""
    session = open_session(model)

    def score(ids: np.ndarray, mask: np.ndarray) -> np.ndarray:
        result: np.ndarray = session.run(None, {"input_ids": ids, "attention_mask": mask})[0]
        return result

    return score
