"""A note and the marks a person set in it, as plain values that go to JSON and back."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from cse_text.annotation import MASKING_VOICES

CHILD = "child"


@dataclass(frozen=True, slots=True)
class Mark:
    """Words marked: what they do, whether they mask (None: two careful readers could differ), whose, about whom."""

    start: int
    end: int
    category: str
    masking: bool | None
    voice: str = "own"
    subject: str = CHILD
    note: str = ""

    def touches(self, start: int, end: int) -> bool:
        """Return whether the mark shares a character with text[start:end]."""
        return self.start < end and start < self.end


@dataclass(frozen=True, slots=True)
class Note:
    """A note being marked. `at` is how far it has been read, `done` whether to its end."""

    id: str
    text: str
    meta: Mapping[str, Any] = field(default_factory=dict)
    marks: tuple[Mark, ...] = ()
    findings: tuple[Mapping[str, Any], ...] = ()
    at: int = 0
    done: bool = False

    def with_mark(self, mark: Mark) -> Note:
        """Return the note with a mark, in place of marks on the very same words."""
        others = [each for each in self.marks if (each.start, each.end) != (mark.start, mark.end)]
        return replace(self, marks=tuple(sorted([*others, mark], key=lambda each: (each.start, each.end))))

    def without(self, mark: Mark) -> Note:
        """Return the note without a mark."""
        return replace(self, marks=tuple(each for each in self.marks if each != mark))

    def as_data(self) -> dict[str, Any]:
        """Return the note as the annotated document of corpus_samples/ANNOTATION.md, with how far marking is."""
        return {
            "id": self.id,
            "text": self.text,
            "meta": dict(self.meta),
            "spans": [self._span(mark) for mark in self.marks],
            "documents": [dict(each) for each in self.findings],
            "marking": {"at": self.at, "done": self.done},
        }

    def _span(self, mark: Mark) -> dict[str, Any]:
        return {
            "start": mark.start,
            "end": mark.end,
            "surface": self.text[mark.start : mark.end],
            "category": mark.category,
            "masking": mark.masking,
            "voice": mark.voice,
            "subject": mark.subject,
            "note": mark.note,
        }

    @classmethod
    def from_data(cls, data: Mapping[str, Any]) -> Note:
        """Return the note that `as_data` wrote, or an annotated document from elsewhere."""
        names = ("start", "end", "category", "masking", "voice", "subject", "note")
        marks = tuple(Mark(**{name: span[name] for name in names if name in span}) for span in data["spans"])
        marking = data.get("marking", {"at": 0, "done": True})
        rest = (tuple(data.get("documents", ())), marking["at"], marking["done"])
        return cls(str(data["id"]), data["text"], data.get("meta", {}), marks, *rest)


def fault_of_mark(mark: Mark) -> str:
    """Return why a mark contradicts the definition of masking, '' if it does not."""
    masks = mark.subject == CHILD and mark.voice in MASKING_VOICES
    if mark.masking is True and mark.subject != CHILD:
        return "Only words about the child mask."
    if mark.masking is True and not masks:
        return "Words in that voice do not mask: what was said is recorded as said."
    if mark.masking is False and masks and not mark.note:
        return "Words about the child in that voice mask unless something speaks against it."
    return ""
