"""What libraries would say on their own is said without values: it may hold a note's words.

Warnings keep their kind and place, errors in threads and in objects being thrown away their kind; logs that nobody
asked for are dropped.
"""

from __future__ import annotations

import logging
import sys
import threading
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from cse_text.commands.console import say

if TYPE_CHECKING:
    from sys import UnraisableHookArgs


@contextmanager
def hushed() -> Iterator[None]:
    """Keep libraries quiet within the block, and leave everything as it was."""
    warned, unraisable, threaded = warnings.showwarning, sys.unraisablehook, threading.excepthook
    last, raises = logging.lastResort, logging.raiseExceptions
    sys.unraisablehook, threading.excepthook = _unraisable, _threaded
    warnings.showwarning = _warned  # type: ignore[assignment]
    logging.lastResort, logging.raiseExceptions = None, False
    sink = logging.NullHandler()  # without any handler, `logging` would write on standard error all the same
    logging.getLogger().addHandler(sink)
    try:
        yield
    finally:
        logging.getLogger().removeHandler(sink)
        logging.lastResort, logging.raiseExceptions = last, raises
        warnings.showwarning, sys.unraisablehook, threading.excepthook = warned, unraisable, threaded


def _warned(_message: Any, category: type[Warning], filename: str, lineno: int, *_: Any, **__: Any) -> None:
    say(f"A library warns of something ({category.__name__} in {Path(filename).name}, line {lineno}).")


def _unraisable(left: UnraisableHookArgs) -> None:
    say(f"Something could not be ended in order ({left.exc_type.__name__}).")


def _threaded(left: threading.ExceptHookArgs) -> None:
    say(f"Something went wrong beside the run ({left.exc_type.__name__}).")
