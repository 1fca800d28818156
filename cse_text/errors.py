"""The errors a caller may meet. None of them ever holds a note's words.

CseTextError
├── SettingsError      an option or settings file makes no sense
├── LexiconError       a lexicon file is broken: names path, line and entry
├── IntakeError        a source cannot be read: names source and place
├── ModelError         a model file is missing, damaged or does not fit
└── ReportError        a report cannot be written
"""

from __future__ import annotations


class CseTextError(Exception):
    """Base of all errors: a slug for machines, a sentence with a way on for people."""

    def __init__(self, slug: str, message: str) -> None:
        super().__init__(slug, message)
        self.slug = slug
        self.message = message

    def __str__(self) -> str:
        return self.message


class SettingsError(CseTextError):
    """An option or a settings file makes no sense."""


class LexiconError(CseTextError):
    """A lexicon file is broken."""


class IntakeError(CseTextError):
    """A source cannot be read. `place` is where in the source, '' for the whole of it."""

    def __init__(self, slug: str, message: str, *, source: str, place: str = "") -> None:
        super().__init__(slug, message)
        self.source = source
        self.place = place

    def __reduce__(self) -> tuple[object, ...]:
        return _rebuild_intake_error, (self.slug, self.message, self.source, self.place)


class ModelError(CseTextError):
    """A model file is missing, damaged or does not fit the lexicon."""


class ReportError(CseTextError):
    """A report cannot be written."""


def _rebuild_intake_error(slug: str, message: str, source: str, place: str) -> IntakeError:
    return IntakeError(slug, message, source=source, place=place)
