"""Writes a fitted tagger as ONNX with int8 weights, for onnxruntime on the CPU."""

from __future__ import annotations

import json
import tempfile
from collections.abc import Sequence
from pathlib import Path

import torch

from cse_text.matching.names import WORDS
from cse_text.matching.passages import FILE
from cse_text.matching.tagset import NOTES
from cse_text.training.passages import NotingTagger, PassageHead, RecordHead
from cse_text.training.tagger import TokenTagger, base_tokenizer


def export(tagger: TokenTagger, words: Sequence[str], folder: Path) -> None:
    """Write tagger.onnx (int8), tokenizer.json and the words that are not names into a folder."""
    folder.mkdir(parents=True, exist_ok=True)
    tagger.encoder.set_attn_implementation("eager")  # its plain products quantise; the fused one does not
    _write(tagger, folder / "tagger.onnx", ["MatMul", "Gather"])
    (folder / WORDS).write_text("\n".join(words) + "\n", encoding="utf-8", newline="\n")
    base_tokenizer().save(str(folder / "tokenizer.json"), pretty=False)


class _OneRecord(torch.nn.Module):
    """The head as it runs: over one record at a time, which needs no mask."""

    def __init__(self, head: RecordHead) -> None:
        super().__init__()
        self.head = head

    def forward(self, notes: torch.Tensor) -> torch.Tensor:
        scores: torch.Tensor = self.head(notes, torch.ones_like(notes[..., 0]))
        return scores


def export_reading(tagger: TokenTagger, head: PassageHead, folder: Path) -> None:
    """Write tagger.onnx with what it says of spans and notes of each piece, and what reads the notes of a record."""
    tagger.encoder.set_attn_implementation("eager")
    _write(NotingTagger(tagger, head.notes), folder / "tagger.onnx", ["MatMul", "Gather"])
    _trace(_OneRecord(head.record), {"notes": torch.rand(1, 64, NOTES)}, folder / FILE)


def export_skimmer(skimmer: torch.nn.Module, folder: Path, threshold: float) -> None:
    """Write skimmer.onnx (int8 embeddings, float convolutions, which are faster so) and skimmer.json."""
    folder.mkdir(parents=True, exist_ok=True)
    _write(skimmer, folder / "skimmer.onnx", ["Gather"])
    (folder / "skimmer.json").write_text(json.dumps({"threshold": threshold}) + "\n", encoding="utf-8", newline="\n")


def _write(reader: torch.nn.Module, path: Path, quantised: list[str]) -> None:
    from onnxruntime.quantization import QuantType, quantize_dynamic

    pieces = {name: torch.ones(2, 16, dtype=torch.int64) for name in ("input_ids", "attention_mask")}
    with tempfile.TemporaryDirectory() as scratch:
        plain = Path(scratch) / "plain.onnx"
        _trace(reader, pieces, plain)
        quantize_dynamic(
            str(plain), str(path), weight_type=QuantType.QInt8, per_channel=True, op_types_to_quantize=quantised
        )


def _trace(reader: torch.nn.Module, example: dict[str, torch.Tensor], path: Path) -> None:
    """Write a model as ONNX with its weights as they are; inputs and scores begin with a batch and its pieces."""
    reader.eval()
    axes = {0: "batch", 1: "pieces"}
    torch.onnx.export(
        reader,
        tuple(example.values()),
        str(path),
        input_names=list(example),
        output_names=["scores"],
        dynamic_axes=dict.fromkeys((*example, "scores"), axes),
        opset_version=17,
        dynamo=False,
    )
