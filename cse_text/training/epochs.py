"""One pass of fitting over batches, the same for every model that torch fits here."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TypeVar

import torch
from torch import nn

Batch = TypeVar("Batch")


def one_epoch(
    model: nn.Module,
    batches: Sequence[Batch],
    loss_of: Callable[[Batch], torch.Tensor],
    optimiser: torch.optim.Optimizer,
    schedule: torch.optim.lr_scheduler.LRScheduler,
    longest_step: float = 0.0,
) -> float:
    """Fit a model on each batch in turn and return the mean loss; gradients are cut to `longest_step`, 0 for any."""
    model.train()
    total = 0.0
    for batch in batches:
        loss = loss_of(batch)
        optimiser.zero_grad()
        loss.backward()
        if longest_step:
            nn.utils.clip_grad_norm_(model.parameters(), longest_step)
        optimiser.step()
        schedule.step()
        total += loss.item()
    return total / max(1, len(batches))
