"""Reads .eml with the standard library: the message, the replies it quotes, what is attached."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from email import message_from_binary_file
from email.message import EmailMessage, MIMEPart
from email.policy import EmailPolicy
from email.utils import parsedate_to_datetime
from typing import Any

from cse_text.errors import IntakeError
from cse_text.intake.html import plain
from cse_text.intake.mail import Attachment, Mail, read_mail
from cse_text.intake.sources import Job, Source
from cse_text.types import Problem, Record

_HEADERS = ("from", "to", "subject", "date", "received", "message-id", "mime-version", "content-type")


_LONGEST_HEADER = 8_192  # characters; the library's time grows with their square


class _Bounded(EmailPolicy):
    """The library's own rules for messages, each header cut at a length beyond any that is read here."""

    def header_source_parse(self, sourcelines: list[str]) -> tuple[str, str]:
        """Return name and value of a header as it stands in the file."""
        name, value = super().header_source_parse(sourcelines)
        return name, value[:_LONGEST_HEADER]


def read(source: Source, job: Job) -> Iterator[Record | Problem]:
    """Yield the record of a message, then those of its attachments."""
    with source.open() as stream:
        message = message_from_binary_file(stream, policy=_Bounded())
    if not isinstance(message, EmailMessage) or not any(name in message for name in _HEADERS):
        text = f"{source.name} has no header of a message and was not read; save it anew from the mail program."
        raise IntakeError("wrong-suffix", text, source=source.name)
    limit = job.settings.max_record_chars
    mail = Mail(
        subject=_header(message, "subject"),
        sender=_header(message, "from"),
        day=_day(message),
        body=_body(message, limit),
        attachments=tuple(_attachments(message)),
    )
    yield from read_mail(source, mail, job)


def _header(message: EmailMessage, name: str) -> str:
    """Return a header as text, '' where it is absent or too broken for the library."""
    try:
        return str(message.get(name, ""))
    except Exception:  # noqa: BLE001 - headers of hostile messages raise many things; the body is still read
        return ""


def _day(message: EmailMessage) -> date | None:
    try:
        return parsedate_to_datetime(_header(message, "date")).date()
    except (ValueError, TypeError, IndexError, OverflowError):
        return None


def _body(message: EmailMessage, limit: int) -> str:
    """Return the plain text of a message, or its web page as text; both say the same where both are there."""
    body = message.get_body(preferencelist=("plain", "html"))
    if body is None:
        return ""
    text = _content(body)
    return plain(text[: limit + 1]) if body.get_content_type() == "text/html" else text


def _content(part: MIMEPart[Any, Any]) -> str:
    data = part.get_payload(decode=True)
    data = data if isinstance(data, bytes) else b""
    charset = part.get_content_charset("utf-8")
    for encoding in (charset, "utf-8", "cp1252"):
        try:
            return data.decode(encoding)
        except (LookupError, UnicodeDecodeError, ValueError):
            continue
    return data.decode("latin-1")


def _attachments(message: EmailMessage) -> Iterator[Attachment]:
    """Yield what hangs on a message; a message forwarded as a file is one of them."""
    body = message.get_body(preferencelist=("plain", "html"))
    inner: set[int] = set()
    for number, part in enumerate(message.walk()):
        if id(part) in inner or part is message:
            continue
        if part.get_content_type() == "message/rfc822":
            inner |= {id(each) for each in part.walk()}
            yield Attachment(_name(part, f"message {number}.eml"), _embedded(part))
        elif not part.is_multipart() and part is not body and not _is_other_body(part):
            data = part.get_payload(decode=True)
            subtype = {"plain": "txt", "jpeg": "jpg"}.get(part.get_content_subtype(), part.get_content_subtype())
            yield Attachment(_name(part, f"part {number}.{subtype}"), data if isinstance(data, bytes) else None)


def _is_other_body(part: MIMEPart[Any, Any]) -> bool:
    """Return whether a part is the same message in another form."""
    return (
        part.get_content_maintype() == "text"
        and part.get_content_subtype() in ("plain", "html")
        and not part.get_filename()
        and part.get_content_disposition() != "attachment"
    )


def _embedded(part: EmailMessage) -> bytes | None:
    payload = part.get_payload()
    inner = payload[0] if isinstance(payload, list) and payload else None
    try:
        return inner.as_bytes() if isinstance(inner, EmailMessage) else None
    except Exception:  # noqa: BLE001 - a message too broken to be written again is named as not read
        return None


def _name(part: EmailMessage, otherwise: str) -> str:
    try:
        name = part.get_filename() or otherwise
    except Exception:  # noqa: BLE001 - broken headers again
        name = otherwise
    suffix = otherwise.rpartition(".")[2]
    return name if part.get_content_type() != "message/rfc822" or name.endswith(f".{suffix}") else f"{name}.eml"
