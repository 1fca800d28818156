"""The skimmer: a small convolutional reader over the base model's word pieces, many times as fast as the tagger.

It decides which sentences the tagger reads at standard depth, and stands in the table of alternatives.
"""

from __future__ import annotations

import random
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import torch
from safetensors.torch import load_file
from torch import nn

from cse_text.matching.tagset import OUTPUTS
from cse_text.training.examples import batches, make_windows, padded
from cse_text.training.tagger import TaggerSettings, base_folder, base_tokenizer, tagging_loss


@dataclass(frozen=True, slots=True)
class SkimmerSettings:
    """How the skimmer is fitted."""

    width: int = 64
    layers: int = 2
    reach: int = 2  # pieces to each side that one layer sees
    epochs: int = 8
    rate: float = 2e-3
    pieces: int = 4096
    seed: int = 7


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


def fit_skimmer(
    documents: Sequence[dict[str, Any]], settings: SkimmerSettings, report: Callable[[str], None]
) -> Skimmer:
    """Return a skimmer fitted on annotated documents."""
    torch.manual_seed(settings.seed)
    rng = random.Random(settings.seed)
    tokenizer = base_tokenizer()
    skimmer = Skimmer(settings)
    optimiser = torch.optim.AdamW(skimmer.parameters(), lr=settings.rate, weight_decay=0.05)
    weights = TaggerSettings()
    schedule = torch.optim.lr_scheduler.CosineAnnealingLR(optimiser, settings.epochs)
    for epoch in range(settings.epochs):
        started, total = time.monotonic(), 0.0
        windows = [window for document in documents for window in make_windows(document, tokenizer, rng)]
        made = batches(windows, settings.pieces, rng)
        skimmer.train()
        for batch in made:
            ids, mask, labels = (torch.from_numpy(array) for array in padded(batch))
            loss = tagging_loss(skimmer(ids, mask), labels, weights)
            optimiser.zero_grad()
            loss.backward()
            optimiser.step()
            total += loss.item()
        schedule.step()
        report(
            f"epoch {epoch + 1} of {settings.epochs}: loss {total / len(made):.4f}, {time.monotonic() - started:.0f} s"
        )
    return skimmer.eval()
