"""Looks over an installation: the machine, the libraries, the models and rules, and whether a sentence is read.

Knows no notes and touches none; works without network. What it finds are plain values, shown by reports.doctor.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from cse_text.doctor.files import file_checks, own_checks
from cse_text.doctor.libraries import extra_checks, library_checks
from cse_text.doctor.machine import machine_checks
from cse_text.doctor.sample import sample_checks
from cse_text.types import Check

__all__ = ["examine"]


def examine(folders: Sequence[Path] = ()) -> Iterator[Check]:
    """Yield every check in the order in which it is shown; `folders` hold further rules of the user's own."""
    yield from machine_checks()
    yield from library_checks()
    yield from file_checks()
    yield from own_checks(folders)
    yield from sample_checks()
    yield from extra_checks()
