"""Writes a fitted tagger as ONNX with int8 weights, for onnxruntime on the CPU."""

from __future__ import annotations

import json
import tempfile
from collections.abc import Sequence
from pathlib import Path

import torch

from cse_text.matching.names import WORDS
from cse_text.training.passages import PassageHead, ReadingTagger
from cse_text.training.tagger import TokenTagger, base_tokenizer


def export(tagger: TokenTagger, words: Sequence[str], folder: Path) -> None:
    """Write tagger.onnx (int8), tokenizer.json and the words that are not names into a folder."""
    folder.mkdir(parents=True, exist_ok=True)
    tagger.encoder.set_attn_implementation("eager")  # its plain products quantise; the fused one does not
    _write(tagger, folder / "tagger.onnx", ["MatMul", "Gather"])
    (folder / WORDS).write_text("\n".join(words) + "\n", encoding="utf-8", newline="\n")
    base_tokenizer().save(str(folder / "tokenizer.json"), pretty=False)


def export_reading(tagger: TokenTagger, head: PassageHead, folder: Path) -> None:
    """Write tagger.onnx with what it says of spans and, beside it, of whole records."""
    tagger.encoder.set_attn_implementation("eager")
    _write(ReadingTagger(tagger, head), folder / "tagger.onnx", ["MatMul", "Gather"])


def export_skimmer(skimmer: torch.nn.Module, folder: Path, threshold: float) -> None:
    """Write skimmer.onnx (int8 embeddings, float convolutions, which are faster so) and skimmer.json."""
    folder.mkdir(parents=True, exist_ok=True)
    _write(skimmer, folder / "skimmer.onnx", ["Gather"])
    (folder / "skimmer.json").write_text(json.dumps({"threshold": threshold}) + "\n", encoding="utf-8", newline="\n")


def _write(reader: torch.nn.Module, path: Path, quantised: list[str]) -> None:
    from onnxruntime.quantization import QuantType, quantize_dynamic

    reader.eval()
    example = (torch.ones(2, 16, dtype=torch.int64), torch.ones(2, 16, dtype=torch.int64))
    axes = {0: "batch", 1: "pieces"}
    with tempfile.TemporaryDirectory() as scratch:
        plain = Path(scratch) / "plain.onnx"
        torch.onnx.export(
            reader,
            example,
            str(plain),
            input_names=["input_ids", "attention_mask"],
            output_names=["scores"],
            dynamic_axes={"input_ids": axes, "attention_mask": axes, "scores": axes},
            opset_version=17,
            dynamo=False,
        )
        quantize_dynamic(
            str(plain), str(path), weight_type=QuantType.QInt8, per_channel=True, op_types_to_quantize=quantised
        )
