"""Annotated notes: the inline mark-up people write, and the JSON objects everything else reads.

The definition of a span, its categories, voices and subjects is corpus_samples/ANNOTATION.md.
This room knows the notation and its consistency rules; it must not know how findings are made.

Mark-up, one or more documents a file:

    === id: A1-001
    agency: school
    child_age: 14
    child_sex: female
    note_date: 2014-03-02
    kind: note
    ---
    She keeps [[+putting herself at risk|SE]] with her [[-"boyfriend"|RF|scare]].
    @doc closed-on-blame: exact quotation // another exact quotation
"""

from __future__ import annotations

import re
import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

CATEGORIES = {
    "IC": "implied-consent",
    "RF": "relationship-framing",
    "CF": "commercial-framing",
    "SE": "self-endangerment",
    "HR": "harm-as-risk",
    "DC": "discrediting",
    "EB": "engagement-blame",
    "MB": "missing-blame",
    "CR": "criminal-framing",
    "OA": "online-agency",
    "MI": "minimising",
    "PE": "perpetrator-erasure",
    "AD": "adultification",
    "GB": "gender-bias",
    "OT": "other",
}
VOICES = {
    "own": "own",
    "rp": "reported-professional",
    "rf": "reported-family",
    "rc": "reported-child",
    "rs": "reported-suspect",
    "qp": "quoted-professional",
    "qf": "quoted-family",
    "qc": "quoted-child",
    "qs": "quoted-suspect",
    "scare": "scare-quotes",
    "meta": "meta",
}
SUBJECTS = ("child", "adult", "suspect", "other")
MASKING_VOICES = {"own", "reported-professional", "quoted-professional", "reported-family"}
RECORD_CHECKS = (
    "harm-described-as-risk",
    "missing-without-enquiry",
    "closed-on-blame",
    "threshold-on-unknown-perpetrator",
    "criminal-label-over-sexual-harm",
    "not-recorded",
    "exploitation-treated-as-over",
)
MARK = re.compile(r"\[\[([+?-])(.+?)\|([^\]]*?)\]\]", re.DOTALL)
VERDICTS = {"+": True, "-": False, "?": None}


class MarkupError(ValueError):
    """A document breaks the notation; the message names file, document and place, never its words."""


def parse_file(path: Path) -> Iterator[dict[str, Any]]:
    """Yield the annotated documents of one mark-up file."""
    blocks = re.split(r"(?m)^===[ \t]*", path.read_text(encoding="utf-8"))
    if blocks[0].strip():
        raise MarkupError(f"{path.name}: text before the first '===' line")
    for number, block in enumerate(blocks[1:], start=1):
        yield parse_document(block, f"{path.name} document {number}")


def parse_document(block: str, place: str) -> dict[str, Any]:
    """Return one annotated document from its header and marked-up body."""
    head, separator, body = block.partition("\n---\n")
    if not separator:
        raise MarkupError(f"{place}: no '---' line between header and text")
    meta = dict(_header_line(line, place) for line in head.splitlines() if line.strip())
    place = f"{place} ({meta.get('id', 'no id')})"
    if "id" not in meta:
        raise MarkupError(f"{place}: no id")
    marked, quotations = _split_documents(body.strip("\n"), place)
    text, spans = _spans(marked, place)
    return {
        "id": meta.pop("id"),
        "text": text,
        "meta": {key: int(value) if key == "child_age" and value.isdigit() else value for key, value in meta.items()},
        "spans": spans,
        "documents": [_locate(kind, quotes, text, place) for kind, quotes in quotations],
    }


def _header_line(line: str, place: str) -> tuple[str, str]:
    key, separator, value = line.partition(":")
    if not separator:
        raise MarkupError(f"{place}: header line without ':'")
    return key.strip(), value.strip()


def _split_documents(body: str, place: str) -> tuple[str, list[tuple[str, list[str]]]]:
    """Return the text and the record-level findings, which stand on '@doc' lines at the end."""
    text, found = [], []
    for line in body.split("\n"):
        if not line.startswith("@doc"):
            text.append(line)
            continue
        kind, _, quotes = line[4:].partition(":")
        if kind.strip() not in RECORD_CHECKS:
            raise MarkupError(f"{place}: unknown record check {kind.strip()!r}")
        found.append((kind.strip(), [quote.strip() for quote in quotes.split("//") if quote.strip()]))
    return "\n".join(text).strip("\n"), found


def _spans(marked: str, place: str) -> tuple[str, list[dict[str, Any]]]:
    text, spans, end = "", [], 0
    for match in MARK.finditer(marked):
        text += marked[end : match.start()]
        start = len(text)
        text += match[2]
        end = match.end()
        spans.append(_span(match, start, f"{place} at character {match.start()}"))
    text += marked[end:]
    if "[[" in text or "]]" in text:
        raise MarkupError(f"{place}: a mark is not closed or lacks its sign or category")
    return text, spans


def _span(match: re.Match[str], start: int, place: str) -> dict[str, Any]:
    masking, surface = VERDICTS[match[1]], match[2]
    fields = [field.strip() for field in match[3].split("|")] + ["", "", ""]
    category = CATEGORIES.get(fields[0].upper(), fields[0])
    voice = VOICES.get(fields[1] or "own", fields[1])
    subject, note = fields[2] or "child", fields[3]
    for value, known in ((category, CATEGORIES.values()), (voice, VOICES.values()), (subject, SUBJECTS)):
        if value not in known:
            raise MarkupError(f"{place}: unknown value {value!r}")
    if surface != surface.strip():
        raise MarkupError(f"{place}: space at the edge of the span")
    if masking is True and (subject != "child" or voice not in MASKING_VOICES):
        raise MarkupError(f"{place}: a masking span must be about the child, in a voice that masks (not {voice})")
    if masking is False and subject == "child" and voice in MASKING_VOICES and not note:
        raise MarkupError(f"{place}: a trap about the child in voice {voice} needs its reason as fifth field")
    return {
        "start": start,
        "end": start + len(surface),
        "surface": surface,
        "category": category,
        "masking": masking,
        "voice": voice,
        "subject": subject,
        "note": note,
    }


def _locate(kind: str, quotes: list[str], text: str, place: str) -> dict[str, Any]:
    for quote in quotes:
        if text.count(quote) != 1:
            raise MarkupError(f"{place}: a quotation of {kind} stands {text.count(quote)} times in the text, not once")
    return {"type": kind, "spans": [[text.index(q), text.index(q) + len(q)] for q in quotes], "note": ""}


def to_markup(document: dict[str, Any]) -> str:
    """Return a document as mark-up that `parse_document` reads back; overlapping spans keep the first."""
    codes = {name: code for code, name in CATEGORIES.items()}
    voices = {name: code for code, name in VOICES.items()}
    signs = {verdict: sign for sign, verdict in VERDICTS.items()}
    text, parts, at = document["text"], [], 0
    for span in sorted(document.get("spans", []), key=lambda each: (each["start"], -each["end"])):
        if span["start"] < at:
            continue
        fields = [codes[span["category"]], voices[span["voice"]], span["subject"], span.get("note", "")]
        mark = f"[[{signs[span['masking']]}{text[span['start'] : span['end']]}|{'|'.join(fields)}]]"
        parts += [text[at : span["start"]], mark]
        at = span["end"]
    parts.append(text[at:])
    head = [f"=== id: {document['id']}", *(f"{key}: {value}" for key, value in document.get("meta", {}).items())]
    found = [
        f"@doc {each['type']}: " + " // ".join(text[start:end] for start, end in each["spans"])
        for each in document.get("documents", [])
    ]
    return "\n".join([*head, "---", "".join(parts), *found]) + "\n"


def squash(surface: str) -> str:
    """Return a surface folded for counting distinct wording: lower case, one space, letters only."""
    return " ".join(re.sub(r"[^a-z ]+", " ", surface.lower()).split())


def summarise(documents: Iterable[dict[str, Any]]) -> str:
    """Return counts of documents, spans, traps and distinct wording, a line each."""
    documents = list(documents)
    spans = [span for document in documents for span in document["spans"]]
    masking = [span for span in spans if span["masking"] is True]
    surfaces = Counter(squash(span["surface"]) for span in masking)
    kinds = Counter(document["meta"].get("kind", "note") for document in documents)
    clean = sum(
        not any(s["masking"] is True for s in d["spans"]) for d in documents if d["meta"].get("kind") != "sentence"
    )
    lines = [
        f"documents {len(documents)} {dict(kinds)}; whole documents with no masking {clean}",
        f"words {sum(len(d['text'].split()) for d in documents)}",
        (
            f"masking {len(masking)} (distinct wording {len(surfaces)}); "
            f"traps {sum(s['masking'] is False for s in spans)}; null {sum(s['masking'] is None for s in spans)}"
        ),
        f"masking by category {dict(Counter(s['category'] for s in masking).most_common())}",
        f"traps by category {dict(Counter(s['category'] for s in spans if s['masking'] is False).most_common())}",
        f"voices {dict(Counter(s['voice'] for s in spans).most_common())}",
        f"subjects {dict(Counter(s['subject'] for s in spans).most_common())}",
        f"record checks {dict(Counter(d['type'] for x in documents for d in x['documents']))}",
        "repeated wording: " + ", ".join(f"{s} x{n}" for s, n in surfaces.most_common(12) if n > 1),
    ]
    return "\n".join(lines)


def main(arguments: list[str]) -> int:
    """Check mark-up files and print their counts: `python -m cse_text.annotation FILE…`."""
    documents: list[dict[str, Any]] = []
    failed = False
    for name in arguments:
        try:
            documents += parse_file(Path(name))
        except MarkupError as error:
            failed = True
            sys.stderr.write(f"{error}\n")
    repeated = [key for key, n in Counter(document["id"] for document in documents).items() if n > 1]
    if repeated:
        failed = True
        sys.stderr.write(f"ids used twice: {', '.join(repeated)}\n")
    sys.stdout.write(summarise(documents) + "\n")
    return int(failed)


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
