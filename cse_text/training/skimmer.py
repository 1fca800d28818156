"""The skimmer: a small convolutional reader over the base model's word pieces, many times as fast as the tagger.

It decides which sentences the tagger reads at standard depth. It learns from what a tagger says of each word piece
(distillation), so that it wakes the tagger where the tagger would find something.
"""

from __future__ import annotations

import random
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import torch
from safetensors.torch import load_file
from torch import nn
from torch.nn import functional

from cse_text.matching.tagger import LONGEST, Tagger
from cse_text.matching.tagset import MARK, MARKS, OUTPUTS
from cse_text.matching.windows import cut_windows
from cse_text.odds import softmax
from cse_text.training.epochs import one_epoch
from cse_text.training.tagger import base_folder


@dataclass(frozen=True, slots=True)
class SkimmerSettings:
    """How the skimmer is fitted."""

    width: int = 64
    layers: int = 2
    reach: int = 2  # pieces to each side that one layer sees
    epochs: int = 6
    rate: float = 3e-3
    pieces: int = 4096  # word pieces a batch
    masking_weight: float = 3.0  # how much more a piece counts that the tagger is sure of
    seed: int = 7


@dataclass(frozen=True, slots=True)
class Lesson:
    """One window as the tagger read it: word piece ids and, for each, its probabilities of MARKS (pieces x marks)."""

    ids: np.ndarray
    marks: np.ndarray


def lessons(texts: Iterable[str], tagger: Tagger) -> Iterator[Lesson]:
    """Yield what a tagger says of the windows of texts."""
    for text in texts:
        windows = cut_windows(text)
        marks = softmax(tagger.read(text, windows).scores[:, MARK])
        at = 0
        for encoded in tagger.tokenizer.encode_batch([tagger.names.masked(text[a:b]).text for a, b in windows]):
            ids = np.array(encoded.ids[1:-1][: LONGEST - 2], dtype=np.int64)
            yield Lesson(ids, marks[at : at + len(ids)])
            at += len(ids)


class Skimmer(nn.Module):
    """Embeddings from the base model's principal directions, then residual convolutions, then one linear layer."""

    def __init__(self, settings: SkimmerSettings) -> None:
        super().__init__()
        table = load_file(base_folder() / "model.safetensors")["embeddings.word_embeddings.weight"].float()
        _, _, directions = torch.pca_lowrank(table, q=settings.width, niter=4)
        start = (table - table.mean(0)) @ directions
        self.embedding = nn.Embedding.from_pretrained(start / start.std(), freeze=False)
        size = 2 * settings.reach + 1
        self.layers = nn.ModuleList(
            nn.Conv1d(settings.width, 2 * settings.width, size, padding=settings.reach) for _ in range(settings.layers)
        )
        self.norms = nn.ModuleList(nn.LayerNorm(settings.width) for _ in range(settings.layers))
        self.dropout = nn.Dropout(0.2)
        self.head = nn.Linear(settings.width, OUTPUTS)

    def forward(self, input_ids: torch.Tensor, attention_mask: torch.Tensor) -> torch.Tensor:
        """Return scores before softmax."""
        hidden = self.dropout(self.embedding(input_ids)) * attention_mask.unsqueeze(-1)
        for layer, norm in zip(self.layers, self.norms, strict=True):
            value, gate = layer(hidden.transpose(1, 2)).transpose(1, 2).chunk(2, dim=-1)
            hidden = norm(hidden + self.dropout(value * torch.sigmoid(gate))) * attention_mask.unsqueeze(-1)
        return self.head(hidden)


def fit_skimmer(taught: Sequence[Lesson], settings: SkimmerSettings, report: Callable[[str], None]) -> Skimmer:
    """Return a skimmer fitted on what a tagger said of texts."""
    torch.manual_seed(settings.seed)
    rng = random.Random(settings.seed)
    skimmer = Skimmer(settings)
    optimiser = torch.optim.AdamW(skimmer.parameters(), lr=settings.rate, weight_decay=0.05)
    made = _batches(taught, settings.pieces)
    steps = len(made) * settings.epochs
    schedule = torch.optim.lr_scheduler.OneCycleLR(optimiser, settings.rate, total_steps=steps)
    for epoch in range(settings.epochs):
        started = time.monotonic()
        rng.shuffle(made)
        loss = one_epoch(skimmer, made, lambda batch: _distance(skimmer, batch, settings), optimiser, schedule)
        report(f"epoch {epoch + 1}: loss {loss:.4f}, {time.monotonic() - started:.0f} s")
    return skimmer.eval()


def _batches(taught: Sequence[Lesson], pieces: int) -> list[list[Lesson]]:
    made: list[list[Lesson]] = [[]]
    for lesson in sorted(taught, key=lambda each: len(each.ids)):
        if made[-1] and len(lesson.ids) * (len(made[-1]) + 1) > pieces:
            made.append([])
        made[-1].append(lesson)
    return made


def _distance(skimmer: Skimmer, batch: Sequence[Lesson], settings: SkimmerSettings) -> torch.Tensor:
    """Return the cross entropy between the tagger's probabilities and the skimmer's."""
    longest = max(len(lesson.ids) for lesson in batch)
    ids = torch.zeros(len(batch), longest, dtype=torch.int64)
    mask = torch.zeros(len(batch), longest, dtype=torch.int64)
    target = torch.zeros(len(batch), longest, len(MARKS))
    for row, lesson in enumerate(batch):
        ids[row, : len(lesson.ids)] = torch.from_numpy(lesson.ids)
        mask[row, : len(lesson.ids)] = 1
        target[row, : len(lesson.ids)] = torch.from_numpy(lesson.marks)
    said = functional.log_softmax(skimmer(ids, mask)[..., MARK], dim=-1)
    weight = (1 + settings.masking_weight * target[..., 1]) * mask
    return -((target * said).sum(-1) * weight).sum() / weight.sum()
