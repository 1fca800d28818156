"""What a target is, and how long and how large one input may make it run."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass

from hypothesis.strategies import SearchStrategy

MOST_SECONDS = 5.0  # of processor time; the inputs are small


@dataclass(frozen=True, slots=True)
class Target:
    """A promise: `check` raises on an input for which it is broken. `inputs` says where to look."""

    name: str
    inputs: SearchStrategy[bytes]
    check: Callable[[bytes], None]


def hold(target: Target, data: bytes) -> None:
    """Check the promise of a target on one input, and that keeping it took no longer than it may."""
    began = time.process_time()
    target.check(data)
    taken = time.process_time() - began
    if taken > MOST_SECONDS:
        raise TimeoutError(f"{target.name}: {len(data)} bytes took {taken:.1f} s")


def as_text(data: bytes) -> str:
    """Return the text that an input of a target for text stands for."""
    return data.decode("utf-8", "surrogatepass")


def as_bytes(text: str) -> bytes:
    """Return the input that stands for a text, halves of surrogate pairs too."""
    return text.encode("utf-8", "surrogatepass")
