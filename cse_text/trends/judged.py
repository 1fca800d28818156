"""The sample as a file: notes for the reader, a key beside them; and the judged sample read back."""

from __future__ import annotations

import csv
import hashlib
import io
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from cse_text.errors import SettingsError
from cse_text.trends.intervals import recall, share
from cse_text.trends.sample import FLAGGED, UNFLAGGED, Sample
from cse_text.trends.values import Rate

COLUMNS = ("sample", "record", "source", "place", "date", "note type", "text", "masking", "comment")
_CELL = 32_000  # a spreadsheet cell holds 32,767 characters and drops the rest without a word
_GOES_ON = " [the note goes on: read it at its place]"
_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\uff1d", "\uff0b", "\uff0d", "\uff20")
_ANSWERS = {
    **dict.fromkeys(("yes", "y", "masks", "masking", "true", "1"), True),
    **dict.fromkeys(("no", "n", "false", "0"), False),
}
_UNSURE = ("", "unsure", "doubtful", "?", "not sure")


@dataclass(frozen=True, slots=True)
class Estimate:
    """What a judged sample tells: the share of masking notes that were flagged, and the share of flagged that mask."""

    recall: Rate | None
    precision: Rate | None
    judged: Mapping[str, int]
    masking: Mapping[str, int]
    sizes: Mapping[str, int]
    unsure: int


def key_path(path: Path) -> Path:
    """Return where the key of a sample stands: beside it."""
    return path.with_name(f"{path.stem}.key.json")


def sample_text(sample: Sample) -> str:
    """Return the file for the reader, with an empty column for the judgement."""
    stream = io.StringIO(newline="")
    writer = csv.writer(stream, lineterminator="\r\n", quoting=csv.QUOTE_ALL)
    writer.writerow(COLUMNS)
    for number, note in enumerate(sample.notes, start=1):
        day = "/".join(reversed(note.day[:10].split("-")))
        cells = (note.record, note.source, note.place, day, note.note_type, note.text)
        writer.writerow([str(number), *map(_safe, cells), "", ""])
    return stream.getvalue()


def key_text(sample: Sample) -> str:
    """Return the key: how many notes of each kind there were, and of which kind each of the sample is."""
    strata = {str(number): stratum for number, stratum in enumerate(sample.strata, start=1)}
    ids = "\0".join(f"{note.record}\0{note.place}" for note in sample.notes)
    found = {"key": 1, "seed": sample.seed, "notes": hashlib.sha256(ids.encode("utf-8", "replace")).hexdigest()}
    return json.dumps({**found, "sizes": sample.sizes, "strata": strata}, indent=1) + "\n"


def read_judged(path: Path) -> Estimate:
    """Return what the judged sample tells; raise SettingsError where sample or key cannot be read."""
    strata, sizes = _key(key_path(path))
    judged, masking = {FLAGGED: 0, UNFLAGGED: 0}, {FLAGGED: 0, UNFLAGGED: 0}
    unsure, seen = 0, set()
    for number, answer in _answers(path):
        if number not in strata or number in seen:
            raise _fault("sample-not-fitting", f"{path.name}: row '{number[:9]}' is not in its key, or stands twice.")
        seen.add(number)
        if answer is None:
            unsure += 1
            continue
        judged[strata[number]] += 1
        masking[strata[number]] += answer
    return _estimate(judged, masking, sizes, unsure)


def _estimate(judged: dict[str, int], masking: dict[str, int], sizes: dict[str, int], unsure: int) -> Estimate:
    parts = [(masking[kind], judged[kind], sizes[kind]) for kind in (FLAGGED, UNFLAGGED)]
    enough = all(many or not size for _, many, size in parts) and any(masks for masks, _, _ in parts)
    precision = share(masking[FLAGGED], judged[FLAGGED]) if judged[FLAGGED] else None
    return Estimate(recall(*parts) if enough else None, precision, judged, masking, sizes, unsure)


def _key(path: Path) -> tuple[dict[str, str], dict[str, int]]:
    try:
        found = json.loads(path.read_text(encoding="utf-8"))
        strata = {str(number): str(kind) for number, kind in found["strata"].items()}
        sizes = {kind: int(found["sizes"][kind]) for kind in (FLAGGED, UNFLAGGED)}
    except OSError as error:
        message = f"{path.name} was not found: the sample's key stands beside it under this name; put it there."
        raise _fault("no-key", message) from error
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError) as error:
        raise _fault("key-broken", f"{path.name} is no key of a sample; draw the sample again.") from error
    if not set(strata.values()) <= set(sizes):
        raise _fault("key-broken", f"{path.name} is no key of a sample; draw the sample again.")
    return strata, sizes


def _answers(path: Path) -> Iterator[tuple[str, bool | None]]:
    """Yield each row's number and judgement; None where the reader was not sure or has not judged."""
    text = _text(path)
    first = text.partition("\n")[0]
    rows = csv.DictReader(io.StringIO(text, newline=""), delimiter=";" if first.count(";") > first.count(",") else ",")
    if not {"sample", "masking"} <= set(rows.fieldnames or ()):
        raise _fault("no-sample", f"{path.name} has no columns 'sample' and 'masking': it is no sample of this tool.")
    for row in rows:
        number, said = (row["sample"] or "").strip(), (row["masking"] or "").strip().casefold()
        if not number:
            continue
        if said not in _ANSWERS and said not in _UNSURE:
            message = f"{path.name}, sample {number[:9]}: the column 'masking' takes yes, no or unsure."
            raise _fault("judgement-unknown", message)
        yield number, _ANSWERS.get(said)


def _text(path: Path) -> str:
    try:
        content = path.read_bytes()
    except OSError as error:
        raise _fault("sample-not-read", f"{path.name}: the judged sample cannot be opened.") from error
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return content.decode("cp1252", "replace")  # as Excel saves it unasked


def _safe(text: str) -> str:
    """Return text that no spreadsheet takes for a formula and that fits a cell; it says where it does not."""
    shown = "".join(letter for letter in text if letter.isprintable() or letter in "\n\t")
    shown = shown if len(shown) <= _CELL else shown[:_CELL] + _GOES_ON
    return f"'{shown}" if shown.startswith(_FORMULA_STARTS) else shown


def _fault(slug: str, message: str) -> SettingsError:
    return SettingsError(slug, message)
