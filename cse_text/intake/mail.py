"""What a message holds, whatever file it came in, and how it becomes a record: one a chain, each sender an author.

Quoted replies are entries of their own, with their sender and date; '>' before quoted lines is no text. What is
attached is read as a file of its own. It knows neither .eml nor .msg.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import PurePosixPath

from cse_text.errors import IntakeError
from cse_text.intake.blocks import cut_problem, left_out
from cse_text.intake.entries import cut_entries
from cse_text.intake.mail_chain import Part, agency_of, split_chain
from cse_text.intake.records import build_record, normalise_newlines
from cse_text.intake.sources import Job, Source
from cse_text.types import Entry, Place, Problem, Record

DEEPEST = 4
_PICTURES = (".png", ".jpg", ".jpeg", ".gif", ".bmp", ".svg", ".emz", ".wmz", ".heic", ".tif", ".tiff")


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file that hangs on a message; `data` is None where it could not be taken out."""

    name: str
    data: bytes | None


@dataclass(frozen=True, slots=True)
class Mail:
    """One message as it was sent; `body` is plain text."""

    subject: str = ""
    sender: str = ""
    day: date | None = None
    body: str = ""
    attachments: Sequence[Attachment] = field(default_factory=tuple)


def read_mail(source: Source, mail: Mail, job: Job) -> Iterator[Record | Problem]:
    """Yield the record of a message and its replies, then what its attachments hold."""
    record = _record(source, mail, job)
    if record is not None:
        yield record
    pictures = [each for each in mail.attachments if PurePosixPath(each.name).suffix.casefold() in _PICTURES]
    way = "words in them are not read"
    yield from left_out(source, len(pictures), "pictures-not-read", "attached picture", way)
    files = [each for each in mail.attachments if each not in pictures]
    for number, attachment in enumerate(files, start=1):
        yield from _attached(source, attachment, number, job)
    if record is None and not files:
        raise IntakeError("empty-file", f"{source.name} is a message without words.", source=source.name)


def _record(source: Source, mail: Mail, job: Job) -> Record | None:
    limit = job.settings.max_record_chars
    body = normalise_newlines(mail.body)
    parts = split_chain(body[:limit], mail.sender, mail.day)
    subject = " ".join(mail.subject.split())
    if not subject and not any(part.text.strip() for part in parts):
        return None
    lead = f"{subject}\n\n" if subject else ""
    text = lead + "\n".join(part.text for part in parts)
    meta = {"note_type": "email", "author": mail.sender, "agency": agency_of(mail.sender)}
    meta["note_date"] = mail.day.isoformat() if mail.day else ""
    problems = [cut_problem(source, f"character {limit:,}", job)] if len(body) > limit else []
    built = build_record(source, source.label, text, tuple(_places(lead, parts)), meta=meta, problems=problems)
    return replace(built, entries=tuple(_entries(len(lead), parts)))


def _places(lead: str, parts: Sequence[Part]) -> Iterator[Place]:
    if lead:
        yield Place(0, "subject")
    start = len(lead)
    for number, part in enumerate(parts, start=1):
        for line_number, line in enumerate(part.text.split("\n"), start=1):
            yield Place(start, f"message {number}, line {line_number}")
            start += len(line) + 1


def _entries(lead: int, parts: Sequence[Part]) -> Iterator[Entry]:
    """Yield the entries of each message: the message itself, or the log that was pasted into it."""
    start = lead
    for number, part in enumerate(parts):
        base = Entry(0, 0, part.day, part.agency, note_type="email", author=part.sender)
        end = start + len(part.text) + (number + 1 < len(parts))
        for entry in cut_entries(part.text, base):
            first = 0 if number == 0 and entry.start == 0 else entry.start + start
            last = end if entry.end == len(part.text) else entry.end + start
            yield replace(entry, start=first, end=last)
        start = end


def _attached(source: Source, attachment: Attachment, number: int, job: Job) -> Iterator[Record | Problem]:
    """Yield what one attached file holds; its name is data and leads nowhere but into a label."""
    name = PurePosixPath(attachment.name.replace("\\", "/")).name or f"attachment {number}"
    inner = Source(f"{source.name}/{name}", f"{source.label}/{name}", PurePosixPath(name).suffix.casefold(), data=b"")
    if attachment.data is None:
        message = f"{inner.name} could not be taken out of the message and was not read; save it as a file of its own."
        yield Problem(inner.name, "", "attachment-not-read", message)
        return
    yield from job.nested(replace(inner, data=attachment.data), job)
