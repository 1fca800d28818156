"""Text that comes in blocks, each with the place where a person finds it: paragraphs, table rows, headers, comments.

Readers of documents yield blocks; here they become one record. It knows no format.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from cse_text.errors import IntakeError
from cse_text.intake.records import build_record
from cse_text.intake.sources import Job, Source
from cse_text.types import Entry, Place, Problem, Record

_SHOWN = 5


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph or table row: where a person finds it, and its text."""

    label: str
    text: str


@dataclass(frozen=True, slots=True)
class Remark:
    """A comment in the margin: an entry of its own, since another hand wrote it on another day."""

    label: str
    text: str
    author: str = ""
    day: date | None = None


def trimmed(blocks: Sequence[Block]) -> list[Block]:
    """Return the blocks without blank ones at either end."""
    filled = [number for number, block in enumerate(blocks) if block.text.strip()]
    return list(blocks[filled[0] : filled[-1] + 1]) if filled else []


def once(groups: Sequence[Sequence[Block]]) -> Iterator[Block]:
    """Yield the blocks of each header or footer once, however many sections and first pages repeat it."""
    seen = set()
    for group in groups:
        blocks = trimmed(group)
        text = "\n".join(block.text for block in blocks)
        if text not in seen:
            seen.add(text)
            yield from blocks


def block_record(
    source: Source, job: Job, blocks: Sequence[Block], remarks: Sequence[Remark] = (), problems: Sequence[Problem] = ()
) -> Record | None:
    """Return the record of a document, its comments last; None where it holds no text."""
    body = trimmed(blocks)
    said = [remark for remark in remarks if remark.text.strip()]
    if not body and not said:
        return None
    kept, faults = _bounded(source, [*body, *(Block(remark.label, remark.text) for remark in said)], job)
    starts = _starts(kept)
    tail = [
        Entry(starts[number], starts[number] + len(kept[number].text), remark.day, author=remark.author)
        for number, remark in enumerate(said, start=len(body))
        if number < len(kept)
    ]
    return build_record(
        source,
        source.label,
        "\n".join(block.text for block in kept),
        tuple(Place(start, block.label) for start, block in zip(starts, kept, strict=True)),
        problems=[*problems, *faults],
        tail=[replace(entry, note_type="comment") for entry in tail],
    )


def shown_places(places: Sequence[str]) -> str:
    """Return the first few of the places, each once, for a message."""
    distinct = list(dict.fromkeys(places))
    return "; ".join(distinct[:_SHOWN]) + (" and more" if len(distinct) > _SHOWN else "")


def deletions_problem(source: Source, places: Sequence[str]) -> Iterator[Problem]:
    """Yield what is said of tracked deletions: they are told apart, and their words are shown to nobody."""
    if places:
        were = "tracked deletion was" if len(places) == 1 else "tracked deletions were"
        message = (
            f"{source.name}: {len(places)} {were} left out of the text ({shown_places(places)}); "
            "look at them where changes are reviewed in the program it came from."
        )
        yield Problem(source.name, places[0], "tracked-deletions", message)


def left_out(source: Source, number: int, slug: str, what: str, way: str) -> Iterator[Problem]:
    """Yield that a number of things in a document were not read, and a way on; nothing where there are none."""
    if number:
        were = "were" if number > 1 else "was"
        message = f"{source.name}: {number:,} {what}{'s' if number > 1 else ''} {were} not read; {way}."
        yield Problem(source.name, "", slug, message)


def no_text(source: Source, also: str = "") -> IntakeError:
    """Return the error for a document without a word."""
    message = (
        f"{source.name} holds no text that can be read; if it is a scan, it needs text recognition first."
        f"{' ' if also else ''}{also}"
    )
    return IntakeError("empty-file", message, source=source.name)


def _bounded(source: Source, blocks: list[Block], job: Job) -> tuple[list[Block], list[Problem]]:
    """Return the blocks up to the size limit of a record, and what is said of the rest."""
    left = job.settings.max_record_chars
    for number, block in enumerate(blocks):
        if len(block.text) > left:
            kept = [*blocks[:number], Block(block.label, block.text[:left])]
            return kept, [cut_problem(source, block.label, job)]
        left -= len(block.text) + 1
    return blocks, []


def cut_problem(source: Source, place: str, job: Job) -> Problem:
    """Return what is said of a text above the limit: where it was cut, and a way on."""
    message = (
        f"{source.name} holds more than {job.settings.max_record_chars:,} characters in one record; it was cut in "
        f"{place} and what follows was not read. Split it."
    )
    return Problem(source.name, place, "text-cut", message)


def _starts(blocks: Sequence[Block]) -> list[int]:
    starts, start = [], 0
    for block in blocks:
        starts.append(start)
        start += len(block.text) + 1
    return starts
