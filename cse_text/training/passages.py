"""Fits what is read of whole records: which passages show a finding, such as a closing on blame.

The fitted tagger's hidden states stay as they are, so that what it says of spans does not move. A head notes a few
numbers of each word piece, and reads the notes of the whole record, far to both sides and all at once: whether
somebody asked, or what was found to be safe, may stand entries away. Heads fitted without a group of writers tell the
record checks how far to trust it.
"""

from __future__ import annotations

import json
import random
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import torch
from torch import nn
from torch.nn import functional

from cse_text.evaluation.record_scoring import OVER
from cse_text.matching.names import NameMask
from cse_text.matching.passages import found_passages
from cse_text.matching.tagger import Reading, Scorer, Tagger
from cse_text.matching.tagset import NOTES, RECORDS
from cse_text.training.across import across_file
from cse_text.training.corpus import Pair
from cse_text.training.epochs import one_epoch
from cse_text.training.tagger import TokenTagger, base_tokenizer
from cse_text.types import Passage

Report = Callable[[str], None]

LAYERS = (2, 4, 6)  # hidden states that are noted, side by side
GROUPS = 4  # of writers; each is read by a head that has not seen it
FAR = 1e4  # taken off what stands behind a record's end, so that it is never the highest


@dataclass(frozen=True, slots=True)
class HeadSettings:
    """How the head is fitted."""

    reach: int = 2  # pieces to each side that a layer sees, `steps` apart: together some 80 pieces
    steps: tuple[int, ...] = (1, 3, 9, 27)
    epochs: int = 5
    rate: float = 2e-3
    pieces: int = 3000  # a batch
    finding_weight: float = 2.5  # how much more a piece inside a finding counts
    plain_share: float = 0.3  # of the notes without any finding, how many are read in an epoch; of case files all
    longest_step: float = 1.0
    seed: int = 7


@dataclass(frozen=True, slots=True)
class Lesson:
    """A record, its hidden states as a reading (pieces x layers*size, half precision), labels (pieces x RECORDS).

    A label is 1 inside a finding, 0 outside, -1 where the writer was not asked for the kind.
    """

    writer: str
    document: dict[str, Any]
    reading: Reading
    labels: np.ndarray


class PieceNotes(nn.Module):
    """Hidden states (batch, pieces, size) to what is noted of each piece (batch, pieces, NOTES)."""

    def __init__(self, size: int) -> None:
        super().__init__()
        self.norm = nn.LayerNorm(size)
        self.narrow = nn.Linear(size, NOTES)

    def forward(self, hidden: torch.Tensor) -> torch.Tensor:
        """Return the notes."""
        return torch.relu(self.narrow(self.norm(hidden)))


class RecordHead(nn.Module):
    """Notes (batch, pieces, NOTES) and mask to (batch, pieces, RECORDS) scores before the sigmoid."""

    def __init__(self, settings: HeadSettings) -> None:
        super().__init__()
        wide, reach = 2 * settings.reach + 1, settings.reach
        self.layers = nn.ModuleList(
            nn.Conv1d(NOTES, 2 * NOTES, wide, padding=reach * step, dilation=step) for step in settings.steps
        )
        self.norms = nn.ModuleList(nn.LayerNorm(NOTES) for _ in self.layers)
        self.whole = nn.Linear(2 * NOTES, NOTES)
        self.dropout = nn.Dropout(0.3)
        self.out = nn.Linear(NOTES, len(RECORDS))

    def forward(self, notes: torch.Tensor, attention_mask: torch.Tensor) -> torch.Tensor:
        """Return scores before the sigmoid."""
        mask = attention_mask.unsqueeze(-1)
        made = self.dropout(notes) * mask
        for number, (layer, norm) in enumerate(zip(self.layers, self.norms, strict=True)):
            value, gate = layer(made.transpose(1, 2)).transpose(1, 2).chunk(2, dim=-1)
            made = norm(made + self.dropout(value * torch.sigmoid(gate))) * mask
            if number == len(self.layers) // 2:
                made = (made + self.dropout(self._of_all(made, mask))) * mask
        scores: torch.Tensor = self.out(self.dropout(made))
        return scores

    def _of_all(self, made: torch.Tensor, mask: torch.Tensor) -> torch.Tensor:
        """Return what the whole record holds, for every piece of it: its highest and its mean."""
        highest = (made - FAR * (1 - mask)).amax(dim=1, keepdim=True)
        mean = made.sum(dim=1, keepdim=True) / mask.sum(dim=1, keepdim=True)
        return torch.relu(self.whole(torch.cat([highest, mean], dim=-1)))


class PassageHead(nn.Module):
    """Hidden states (batch, pieces, size) and mask to (batch, pieces, RECORDS) scores before the sigmoid."""

    def __init__(self, size: int, settings: HeadSettings) -> None:
        super().__init__()
        self.notes = PieceNotes(size)
        self.record = RecordHead(settings)

    def forward(self, hidden: torch.Tensor, attention_mask: torch.Tensor) -> torch.Tensor:
        """Return scores before the sigmoid."""
        scores: torch.Tensor = self.record(self.notes(hidden), attention_mask)
        return scores


class NotingTagger(nn.Module):
    """The tagger that ships: what it says of spans, and beside it what it notes of each piece for the whole record."""

    def __init__(self, tagger: TokenTagger, notes: PieceNotes) -> None:
        super().__init__()
        self.tagger = tagger
        self.notes = notes

    def forward(self, input_ids: torch.Tensor, attention_mask: torch.Tensor) -> torch.Tensor:
        """Return scores of spans (batch, pieces, SPANS) before softmax, and behind them the notes."""
        states = hidden_states(self.tagger, input_ids, attention_mask)
        return torch.cat([self.tagger.head(states[-1]), self.notes(torch.cat(states, dim=-1))], dim=-1)


def hidden_states(tagger: TokenTagger, input_ids: torch.Tensor, attention_mask: torch.Tensor) -> list[torch.Tensor]:
    """Return the hidden states that are noted, the last layer's at the end."""
    read = tagger.encoder(input_ids=input_ids, attention_mask=attention_mask, output_hidden_states=True).hidden_states
    return [read[layer] for layer in LAYERS]


def lessons(pairs: Sequence[Pair], tagger: TokenTagger, names: NameMask) -> list[Lesson]:
    """Return annotated records as the tagger reads them."""
    asked = {writer for writer, document in pairs for each in document["documents"] if each["type"] == OVER}
    reader = Tagger(base_tokenizer(), _hidden_scorer(tagger), names)
    read = ((writer, document, reader.read(document["text"])) for writer, document in pairs)
    return [
        Lesson(writer, document, reading, _labels(document, reading, asked=writer in asked))
        for writer, document, reading in read
    ]


def _hidden_scorer(tagger: TokenTagger) -> Scorer:
    """Return what reads a window's hidden states, in half precision."""

    def score(ids: np.ndarray, mask: np.ndarray) -> np.ndarray:
        with torch.no_grad():
            states = hidden_states(tagger, torch.from_numpy(ids), torch.from_numpy(mask))
            read: np.ndarray = torch.cat(states, dim=-1).half().numpy()
        return read

    return score


def _labels(document: dict[str, Any], reading: Reading, *, asked: bool) -> np.ndarray:
    """Return the labels of a record's pieces; `asked`: its writer was asked for the kind that only some were."""
    labels = np.zeros((len(reading.starts), len(RECORDS)), dtype=np.int8)
    if not asked:
        labels[:, RECORDS.index(OVER)] = -1
    for each in document["documents"]:
        for low, high in each["spans"]:
            labels[(reading.starts < high) & (reading.ends > low), RECORDS.index(each["type"])] = 1
    return labels


def fit_head(taught: Sequence[Lesson], settings: HeadSettings, report: Report) -> PassageHead:
    """Return a head fitted on lessons. Reproducible for a seed on one machine."""
    torch.manual_seed(settings.seed)
    rng = random.Random(settings.seed)
    head = PassageHead(taught[0].reading.scores.shape[1], settings)
    optimiser = torch.optim.AdamW(head.parameters(), lr=settings.rate, weight_decay=0.05)
    epochs = [_batches(taught, settings, rng) for _ in range(settings.epochs)]
    schedule = torch.optim.lr_scheduler.OneCycleLR(optimiser, settings.rate, total_steps=sum(map(len, epochs)))
    for number, made in enumerate(epochs):
        started = time.monotonic()
        loss = one_epoch(
            head, made, lambda batch: _loss(head, batch, settings), optimiser, schedule, settings.longest_step
        )
        report(f"passages, epoch {number + 1}: loss {loss:.4f}, {time.monotonic() - started:.0f} s")
    return head.eval()


def _batches(taught: Sequence[Lesson], settings: HeadSettings, rng: random.Random) -> list[list[Lesson]]:
    """Return one epoch's batches of records of like length, in random order; plain notes come now and then."""
    chosen = [each for each in taught if _teaches(each.document) or rng.random() < settings.plain_share]
    chosen.sort(key=lambda each: len(each.labels) * (1 + rng.random() / 10))
    made: list[list[Lesson]] = [[]]
    for each in chosen:
        if made[-1] and len(each.labels) * (len(made[-1]) + 1) > settings.pieces:
            made.append([])
        made[-1].append(each)
    rng.shuffle(made)
    return made


def _teaches(document: dict[str, Any]) -> bool:
    """Return whether a record is read in every epoch: one with a finding, or a case file, often a near miss."""
    return bool(document["documents"]) or document["meta"].get("kind") == "case"


def _loss(head: PassageHead, batch: Sequence[Lesson], settings: HeadSettings) -> torch.Tensor:
    longest = max(len(lesson.labels) for lesson in batch)
    hidden = torch.zeros(len(batch), longest, batch[0].reading.scores.shape[1])
    labels = torch.full((len(batch), longest, len(RECORDS)), -1.0)
    mask = torch.zeros(len(batch), longest)
    for row, lesson in enumerate(batch):
        size = len(lesson.labels)
        hidden[row, :size] = torch.from_numpy(lesson.reading.scores.astype(np.float32))
        labels[row, :size] = torch.from_numpy(lesson.labels.astype(np.float32))
        mask[row, :size] = 1
    known = labels >= 0
    weight = known * (1 + (settings.finding_weight - 1) * labels.clamp(min=0))
    loss = functional.binary_cross_entropy_with_logits(
        head(hidden, mask), labels.clamp(min=0), reduction="none", weight=weight
    )
    return loss.sum() / mask.sum()


def groups(writers: Sequence[str]) -> list[frozenset[str]]:
    """Return the writers in groups, each to be read by a head that has not seen it."""
    ordered = sorted(set(writers))
    return [frozenset(ordered[n::GROUPS]) for n in range(min(GROUPS, len(ordered)))]


def read_across(taught: Sequence[Lesson], scratch: Path, report: Report) -> None:
    """Fit a head without each group of writers and keep what it reads in their records, by document, in `scratch`."""
    found: dict[str, list[Any]] = {}
    for group in groups([each.writer for each in taught]):
        head = fit_head([each for each in taught if each.writer not in group], HeadSettings(), report)
        for lesson in taught:
            if lesson.writer in group:
                passages = _passages(lesson, head)
                found[lesson.document["id"]] = [[one.check, one.start, one.end, one.probability] for one in passages]
    pairs = [(each.writer, each.document) for each in taught]
    across_file(scratch, pairs).write_text(json.dumps(found), encoding="utf-8", newline="\n")


def _passages(lesson: Lesson, head: PassageHead) -> tuple[Passage, ...]:
    """Return what a head reads in a record."""
    reading = lesson.reading
    with torch.no_grad():
        hidden = torch.from_numpy(reading.scores.astype(np.float32)).unsqueeze(0)
        scores = head(hidden, torch.ones(hidden.shape[:2]))[0].numpy()
    return found_passages(lesson.document["text"], reading.starts, reading.ends, scores)
