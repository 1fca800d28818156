"""What the tests of the record checks share: a scanner without models, and what it finds of a whole record."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from cse_text.scanner import Scanner
from cse_text.settings import Settings
from cse_text.types import Record

Shown = Callable[[str], dict[str, list[str]]]


@pytest.fixture(scope="session")
def scanner() -> Scanner:
    """A scanner at quick depth."""
    return Scanner.load(Settings(depth="quick"))


@pytest.fixture(scope="session")
def shown(scanner: Scanner) -> Shown:
    """Return the quotes of each check that a text gives."""

    def find(text: str) -> dict[str, list[str]]:
        found: dict[str, list[str]] = {}
        for finding in scanner.scan(Record("r", text, "r.txt")).record_findings:
            found.setdefault(finding.check, []).extend(text[start:end] for start, end in finding.spans)
        return found

    return find
