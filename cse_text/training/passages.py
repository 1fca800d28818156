"""Fits what the tagger says of whole records: which passages show a finding, such as a closing on blame.

A small convolutional head over the fitted tagger's hidden states, which stay as they are, so that what the tagger says
of spans does not move. Heads fitted without a group of writers tell the record checks how far to trust it.
"""

from __future__ import annotations

import json
import random
import time
from collections.abc import Callable, Iterator, Sequence
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
from cse_text.matching.tagger import LONGEST
from cse_text.matching.tagset import RECORDS
from cse_text.matching.windows import cut_windows
from cse_text.training.across import across_file
from cse_text.training.corpus import Pair
from cse_text.training.epochs import one_epoch
from cse_text.training.tagger import TokenTagger, base_tokenizer
from cse_text.types import Passage

Report = Callable[[str], None]

LAYERS = (2, 4, 6)  # hidden states that the head reads, side by side
BATCH = 16  # windows read at once
SIZES = (560, 240)  # code points a window: what is read whole, and what the skimmer wakes the tagger for
GROUPS = 4  # of writers; each is read by a head that has not seen it


@dataclass(frozen=True, slots=True)
class HeadSettings:
    """How the head is fitted."""

    width: int = 96
    reach: int = 3  # pieces to each side that the first layer sees; the second sees twice as far
    epochs: int = 4
    rate: float = 2e-3
    windows: int = 24  # a batch
    finding_weight: float = 2.5  # how much more a piece inside a finding counts
    plain_share: float = 0.3  # of the windows of records without any finding, how many are read in an epoch
    seed: int = 7


@dataclass(frozen=True, slots=True)
class Window:
    """Word pieces of a document, the special ones at both ends included, and where each stands (offsets, half-open)."""

    writer: str
    document: dict[str, Any]
    size: int
    ids: Sequence[int]
    starts: np.ndarray
    ends: np.ndarray


@dataclass(frozen=True, slots=True)
class Lesson:
    """A window, its hidden states (pieces x layers*size, half precision) and labels (pieces x RECORDS, -1 unknown)."""

    window: Window
    hidden: np.ndarray
    labels: np.ndarray


class PassageHead(nn.Module):
    """Hidden states (batch, pieces, size) and mask to (batch, pieces, RECORDS) scores before the sigmoid."""

    def __init__(self, size: int, settings: HeadSettings) -> None:
        super().__init__()
        wide, reach = 2 * settings.reach + 1, settings.reach
        self.norm = nn.LayerNorm(size)
        self.narrow = nn.Linear(size, settings.width)
        self.layers = nn.ModuleList(
            nn.Conv1d(settings.width, 2 * settings.width, wide, padding=reach * step, dilation=step) for step in (1, 2)
        )
        self.norms = nn.ModuleList(nn.LayerNorm(settings.width) for _ in self.layers)
        self.dropout = nn.Dropout(0.3)
        self.out = nn.Linear(settings.width, len(RECORDS))

    def forward(self, hidden: torch.Tensor, attention_mask: torch.Tensor) -> torch.Tensor:
        """Return scores before the sigmoid."""
        mask = attention_mask.unsqueeze(-1).to(hidden.dtype)
        made = self.dropout(torch.relu(self.narrow(self.norm(hidden)))) * mask
        for layer, norm in zip(self.layers, self.norms, strict=True):
            value, gate = layer(made.transpose(1, 2)).transpose(1, 2).chunk(2, dim=-1)
            made = norm(made + self.dropout(value * torch.sigmoid(gate))) * mask
        scores: torch.Tensor = self.out(self.dropout(made))
        return scores


class ReadingTagger(nn.Module):
    """The tagger that ships: what it says of spans, and beside it what the head says of the record."""

    def __init__(self, tagger: TokenTagger, head: PassageHead) -> None:
        super().__init__()
        self.tagger = tagger
        self.head = head

    def forward(self, input_ids: torch.Tensor, attention_mask: torch.Tensor) -> torch.Tensor:
        """Return scores (batch, pieces, OUTPUTS) before softmax or sigmoid."""
        states = hidden_states(self.tagger, input_ids, attention_mask)
        spans = self.tagger.head(states[-1])
        return torch.cat([spans, self.head(torch.cat(states, dim=-1), attention_mask)], dim=-1)


def hidden_states(tagger: TokenTagger, input_ids: torch.Tensor, attention_mask: torch.Tensor) -> list[torch.Tensor]:
    """Return the hidden states that the head reads, the last layer's at the end."""
    read = tagger.encoder(input_ids=input_ids, attention_mask=attention_mask, output_hidden_states=True).hidden_states
    return [read[layer] for layer in LAYERS]


def lessons(pairs: Sequence[Pair], tagger: TokenTagger, names: NameMask) -> list[Lesson]:
    """Return the windows of annotated records, as the tagger reads them; small ones only where there is a finding."""
    asked = {writer for writer, document in pairs for each in document["documents"] if each["type"] == OVER}
    tokenizer = base_tokenizer()
    windows = [each for writer, document in pairs for each in _windows(writer, document, tokenizer, names)]
    windows.sort(key=lambda each: len(each.ids))
    return [
        Lesson(window, hidden, _labels(window, asked=window.writer in asked))
        for begin in range(0, len(windows), BATCH)
        for window, hidden in _read(windows[begin : begin + BATCH], tagger)
    ]


def _windows(writer: str, document: dict[str, Any], tokenizer: Any, names: NameMask) -> Iterator[Window]:
    for most in SIZES if document["documents"] else SIZES[:1]:
        for start, end in cut_windows(document["text"], most):
            masked = names.masked(document["text"][start:end])
            encoded = tokenizer.encode(masked.text)
            ids = encoded.ids[:LONGEST]
            places = np.array(encoded.offsets[: len(ids)], dtype=np.int64).reshape(-1, 2)
            starts, ends = masked.places(places[:, 0], places[:, 1])
            yield Window(writer, document, most, ids, starts + start, ends + start)


def _read(windows: Sequence[Window], tagger: TokenTagger) -> Iterator[tuple[Window, np.ndarray]]:
    """Yield windows with the hidden states that the head reads, in half precision."""
    longest = max(len(each.ids) for each in windows)
    ids = torch.zeros(len(windows), longest, dtype=torch.int64)
    mask = torch.zeros_like(ids)
    for row, window in enumerate(windows):
        ids[row, : len(window.ids)] = torch.tensor(window.ids)
        mask[row, : len(window.ids)] = 1
    with torch.no_grad():
        read = torch.cat(hidden_states(tagger, ids, mask), dim=-1).half().numpy()
    for row, window in enumerate(windows):
        yield window, read[row, : len(window.ids)].copy()


def _labels(window: Window, *, asked: bool) -> np.ndarray:
    """Return the labels of a window's pieces; `asked`: its writer was asked for the kind that only some were."""
    labels = np.zeros((len(window.ids), len(RECORDS)), dtype=np.int8)
    if not asked:
        labels[:, RECORDS.index(OVER)] = -1
    for each in window.document["documents"]:
        for low, high in each["spans"]:
            labels[(window.starts < high) & (window.ends > low), RECORDS.index(each["type"])] = 1
    return labels


def fit_head(taught: Sequence[Lesson], settings: HeadSettings, report: Report) -> PassageHead:
    """Return a head fitted on lessons. Reproducible for a seed on one machine."""
    torch.manual_seed(settings.seed)
    rng = random.Random(settings.seed)
    head = PassageHead(taught[0].hidden.shape[1], settings)
    optimiser = torch.optim.AdamW(head.parameters(), lr=settings.rate, weight_decay=0.05)
    epochs = [_batches(taught, settings, rng) for _ in range(settings.epochs)]
    schedule = torch.optim.lr_scheduler.OneCycleLR(optimiser, settings.rate, total_steps=sum(map(len, epochs)))
    for number, made in enumerate(epochs):
        started = time.monotonic()
        loss = one_epoch(head, made, lambda batch: _loss(head, batch, settings), optimiser, schedule)
        report(f"passages, epoch {number + 1}: loss {loss:.4f}, {time.monotonic() - started:.0f} s")
    return head.eval()


def _batches(taught: Sequence[Lesson], settings: HeadSettings, rng: random.Random) -> list[list[Lesson]]:
    """Return one epoch's batches of windows of like length, in random order; plain records come now and then."""
    chosen = [each for each in taught if each.window.document["documents"] or rng.random() < settings.plain_share]
    chosen.sort(key=lambda each: len(each.hidden) + rng.random() * 8)
    made = [chosen[n : n + settings.windows] for n in range(0, len(chosen), settings.windows)]
    rng.shuffle(made)
    return made


def _loss(head: PassageHead, batch: Sequence[Lesson], settings: HeadSettings) -> torch.Tensor:
    longest = max(len(lesson.hidden) for lesson in batch)
    hidden = torch.zeros(len(batch), longest, batch[0].hidden.shape[1])
    labels = torch.full((len(batch), longest, len(RECORDS)), -1.0)
    mask = torch.zeros(len(batch), longest)
    for row, lesson in enumerate(batch):
        size = len(lesson.hidden)
        hidden[row, :size] = torch.from_numpy(lesson.hidden.astype(np.float32))
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


def read_across(pairs: Sequence[Pair], taught: Sequence[Lesson], scratch: Path, report: Report) -> None:
    """Fit a head without each group of writers and keep what it reads in their records, by document, in `scratch`."""
    found: dict[str, list[Any]] = {}
    for group in groups([writer for writer, _ in pairs]):
        head = fit_head([each for each in taught if each.window.writer not in group], HeadSettings(), report)
        of_document: dict[str, list[Lesson]] = {}
        for each in taught:
            if each.window.writer in group and each.window.size == SIZES[0]:
                of_document.setdefault(each.window.document["id"], []).append(each)
        for name, read in of_document.items():
            passages = _passages(sorted(read, key=lambda each: int(each.window.starts[-1])), head)
            found[name] = [[each.check, each.start, each.end, each.probability] for each in passages]
    across_file(scratch, pairs).write_text(json.dumps(found), encoding="utf-8", newline="\n")


def _passages(read: Sequence[Lesson], head: PassageHead) -> tuple[Passage, ...]:
    """Return what a head reads in the windows of one document."""
    scores = []
    for each in read:
        with torch.no_grad():
            hidden = torch.from_numpy(each.hidden.astype(np.float32)).unsqueeze(0)
            scores.append(head(hidden, torch.ones(1, len(each.hidden)))[0, 1:-1].numpy())
    starts, ends = (np.concatenate([getattr(each.window, side)[1:-1] for each in read]) for side in ("starts", "ends"))
    return found_passages(read[0].window.document["text"], starts, ends, np.concatenate(scores))
