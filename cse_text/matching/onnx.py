"""Opens the models that onnxruntime runs, each on one thread of the CPU: workers share the cores, not threads."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from cse_text.errors import ModelError
from cse_text.released import read_released

if TYPE_CHECKING:
    from onnxruntime import InferenceSession


def open_session(model: Path) -> InferenceSession:
    """Return a session that runs a shipped ONNX model; raise ModelError where it cannot be read."""
    import onnxruntime

    # Beside what `cse_text` sets for it, for a program that had imported it before us.
    onnxruntime.disable_telemetry_events()
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = 1
    options.inter_op_num_threads = 1
    options.log_severity_level = 3
    try:
        return onnxruntime.InferenceSession(read_released(model), options, providers=["CPUExecutionProvider"])
    except ModelError:
        raise
    except Exception as error:
        raise ModelError("tagger-broken", f"the model at {model} cannot be read; install the package again") from error
