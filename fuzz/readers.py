"""Targets that read files: every format of intake, and the files that other commands take.

Promise: whatever the bytes, there come records and problems, or an error of the tool's own; offsets fit the text, and
no problem holds a word of the file.
"""

from __future__ import annotations

import re
import tempfile
from collections.abc import Callable, Sequence
from functools import cache, partial
from itertools import pairwise
from pathlib import Path

from cse_text.annotation import MarkupError, parse_document
from cse_text.errors import CseTextError
from cse_text.intake import SUFFIXES, IntakeSettings, read_paths
from cse_text.intake.settings import named_columns
from cse_text.types import Problem, Record
from fuzz.damage import damaged
from fuzz.seeds import CANARY, seeds_of
from fuzz.target import Target

_SETTINGS = IntakeSettings(
    max_file_bytes=2_000_000, max_stream_bytes=2_000_000, max_expanded_bytes=4_000_000, max_cells=200_000,
    max_record_chars=200_000,
)  # fmt: skip
_COLUMN = re.compile(r"column '\S+'")  # names of columns are shown, and a lone word in a first row may be one
_ROOT = Path(__file__).resolve().parent.parent


def targets() -> list[Target]:
    """Return the target of every format that is read, and of every other file that a command takes."""
    formats = [
        Target(f"read{suffix}", damaged(partial(seeds_of, suffix)), partial(_check_read, suffix)) for suffix in SUFFIXES
    ]
    others = [
        Target(name, damaged(partial(_shipped, name)), partial(_check_file, name, take))
        for name, take in _TAKERS.items()
    ]
    return [*formats, *others]


def _check_read(suffix: str, data: bytes) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, f"note{suffix}")
        path.write_bytes(data)
        found = list(read_paths([path], _SETTINGS))
    assert found, "neither a record nor a problem"
    for item in found:
        if isinstance(item, Record):
            _check_record(item)
        else:
            _check_problem(item)


def _check_record(record: Record) -> None:
    record.text.encode("utf-8")
    assert len(record.text) <= _SETTINGS.max_record_chars + 1_000
    for entry in record.entries:
        assert 0 <= entry.start <= entry.end <= len(record.text)
    starts = [place.start for place in record.places]
    assert starts == sorted(starts)
    assert all(0 <= start <= len(record.text) for start in starts)
    assert all(one.start <= other.start for one, other in pairwise(record.entries))
    for problem in record.problems:
        _check_problem(problem)


def _check_problem(problem: Problem) -> None:
    assert problem.slug, "a problem without a slug"
    assert problem.message, "a problem without a message"
    said = _COLUMN.sub("column", f"{problem.message} {problem.place}")
    assert CANARY not in said, "a problem holds words of the file"


def _check_file(name: str, take: Callable[[Path], object], data: bytes) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, name.partition("-")[2])
        path.write_bytes(data)
        try:
            take(path)
        except (CseTextError, MarkupError) as error:
            assert CANARY not in str(error), "an error holds words of the file"  # noqa: PT017 - no test of pytest


def _lexicon(path: Path) -> object:
    from cse_text.lexicon.load import read_lexicon

    return read_lexicon([path.parent])


def _deck(path: Path) -> object:
    from cse_text.teaching.load import read_deck

    return read_deck(path)


def _mapping(path: Path) -> object:
    return named_columns(IntakeSettings(mapping_file=path))


def _report(path: Path) -> object:
    from cse_text.review.reading import is_report, read_report

    return is_report(path) and read_report(path)


def _gold(path: Path) -> object:
    from cse_text.evaluation.gold import read_gold

    return read_gold([path])


def _markup(path: Path) -> object:
    return parse_document(path.read_text(encoding="utf-8", errors="replace"), "place")


def _marks(path: Path) -> object:
    from cse_text.marking import begin

    return begin([], path)


def _quiz(path: Path) -> object:
    from cse_text.teaching.results import read_sitting

    return read_sitting(path)


def _decisions(path: Path) -> object:
    from cse_text.review.store import open_store

    with open_store(path) as store:
        return store.rows()


_TAKERS: dict[str, Callable[[Path], object]] = {
    "take-lexicon.yaml": _lexicon,
    "take-deck.yaml": _deck,
    "take-mapping.toml": _mapping,
    "take-report.json": _report,
    "take-gold.jsonl": _gold,
    "take-markup.txt": _markup,
    "take-marks.annotated.jsonl": _marks,
    "take-quiz.json": _quiz,
    "take-decisions.sqlite": _decisions,
}


@cache
def _shipped(name: str) -> Sequence[bytes]:
    """Return whole files of a kind: shipped ones cut short where they are long, or written here."""
    match name:
        case "take-lexicon.yaml":
            return [_rules(path) for path in sorted((_ROOT / "lexicons/en-GB").glob("*.yaml"))[:4]] + [
                (_ROOT / "lexicons/classes.yaml").read_bytes()[:2_000]
            ]
        case "take-deck.yaml":
            return [(_ROOT / "decks/newcomers.yaml").read_bytes()]
        case "take-mapping.toml":
            return [f'[columns]\ntext = "{CANARY}"\nid = "Person"\n'.encode()]
        case "take-report.json":
            return _reports()
        case "take-gold.jsonl" | "take-marks.annotated.jsonl" | "take-markup.txt":
            return _annotated(markup=name.endswith(".txt"))
        case "take-quiz.json":
            return [_sitting()]
    return [_store()]


def _rules(path: Path) -> bytes:
    """Return the first rule of a lexicon file."""
    return b"- id:".join(path.read_bytes().split(b"- id:")[:2])


def _reports() -> list[bytes]:
    from fuzz.written import report_of
    from tests.reports.samples import case_file

    return [report_of(name, case_file()) for name in ("json", "jsonl")]


def _annotated(*, markup: bool) -> list[bytes]:
    from cse_text.annotation import to_markup

    span = {"start": 4, "end": 23, "category": "self-endangerment", "masking": True, "voice": "own", "subject": "child"}
    document = {"id": "a", "text": f"She put herself at risk. {CANARY}", "meta": {}, "spans": [{**span, "note": ""}]}
    if markup:
        return [to_markup(document).encode()]
    import json

    return [json.dumps(document).encode()]


def _sitting() -> bytes:
    from cse_text.teaching.quiz import Answer, Player
    from cse_text.teaching.results import Sitting, as_text

    answer = Answer("1", "phrase", "other", right=True)
    return as_text(Sitting("newcomers", "2026-01-01", (Player("A", (answer,), ()),))).encode()


def _store() -> bytes:
    from cse_text.review.store import Row, open_store

    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "a.sqlite")
        with open_store(path, create=True) as store:
            store.add(Row("k", "r", "SE001", "Jo", "review", "accepted"))
        return path.read_bytes()
