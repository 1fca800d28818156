"""Phrases, lexicons, texts and the tool's own files made to fill memory or time: bounded, with a way on."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path

import pytest

from cse_text.copies import LONGEST, mark_copies
from cse_text.errors import IntakeError, LexiconError, SettingsError
from cse_text.intake import IntakeSettings, read_paths
from cse_text.lexicon.compiled import compile_lexicon
from cse_text.lexicon.finder import PhraseFinder
from cse_text.lexicon.load import read_lexicon
from cse_text.lexicon.notation import DEEPEST, MOST_LOOSE, NotationError, layouts
from cse_text.lexicon.rules import Lexicon
from cse_text.matching.phrases import settle_overlaps
from cse_text.review.reading import read_report
from cse_text.scanner import Scanner
from cse_text.settings import Settings
from cse_text.text import LONGEST_SENTENCE, sentence_starts, words
from cse_text.types import Candidate, Record


@pytest.mark.parametrize(
    "phrase",
    [
        "[a] " * (MOST_LOOSE + 1) + "risk",
        "risk" + " {any}" * (MOST_LOOSE + 1),
        "a " + "… b " * (MOST_LOOSE + 1),
        "(" * (DEEPEST + 1) + "risk" + ")" * (DEEPEST + 1),
        "(" * 5_000,
        "risk " * 2_000,
        "(a|b c) " * 12,
    ],
)
def test_catastrophic_phrases_are_refused(phrase: str) -> None:
    """A phrase with more ways through it than anybody can look for is refused, with what to do."""
    with pytest.raises(NotationError, match=r"split it|more simply|missing"):
        layouts(phrase)


def test_the_loosest_phrase_allowed_is_found_in_bounded_steps(monkeypatch: pytest.MonkeyPatch) -> None:
    """The worst phrase that is allowed, over the worst words for it, takes a bounded number of steps."""
    from cse_text.lexicon import walk

    steps = 0
    whole = walk.Walk.follow

    def counted(self: walk.Walk, *given: object) -> int | None:
        nonlocal steps
        steps += 1
        return whole(self, *given)  # type: ignore[arg-type]

    monkeypatch.setattr(walk.Walk, "follow", counted)
    text = "never risk " + "very " * 60
    finder = PhraseFinder(_table("=risk" + " [{any}]" * MOST_LOOSE + " =never"))
    finder.find(words(text, 0, len(text)))

    assert 0 < steps < 1_000_000


def _table(phrase: str) -> object:
    from cse_text.lexicon.building import TableBuilder

    builder = TableBuilder({})
    builder.add(0, phrase, "here")
    return builder.table()


def test_a_class_that_multiplies(tmp_path: Path) -> None:
    """A member of a class whose forms multiply beyond counting is refused."""
    lexicon = Lexicon("v", (), {}, {"self": ("put place leave go come make take give see",)}, (), ())
    from cse_text.lexicon.building import TableBuilder

    builder = TableBuilder(lexicon.classes)
    with pytest.raises(LexiconError, match="too long"):
        builder.add(0, "risk {self}", "here")
    assert compile_lexicon(lexicon).rules.phrases == ()


@pytest.mark.parametrize("content", ["[" * 100_000, "a: " + "{a: " * 5_000, "- " * 50_000, "&a [*a]", "? " * 50_000])
def test_lexicon_files_nested_without_end(tmp_path: Path, content: str) -> None:
    """A lexicon file that nests without end, or holds itself, is a broken file with its name."""
    (tmp_path / "mine.yaml").write_text(content, encoding="utf-8")

    with pytest.raises(LexiconError, match=r"mine\.yaml"):
        read_lexicon([tmp_path])


def test_a_lexicon_file_of_aliases(tmp_path: Path) -> None:
    """A file in which names stand for lists of names, ten deep, is refused in no time."""
    lines = ["a: &a [x, x, x, x, x, x, x, x, x, x]"]
    lines += [
        f"{one}: &{one} [{', '.join([f'*{other}'] * 10)}]" for one, other in zip("bcdefghij", "abcdefghi", strict=True)
    ]
    (tmp_path / "mine.yaml").write_text("\n".join(lines) + "\n", encoding="utf-8")

    with pytest.raises(LexiconError, match=r"mine\.yaml"):
        read_lexicon([tmp_path])


def test_a_report_whose_places_lie_far_out(tmp_path: Path) -> None:
    """A report that says its words stand a billion characters on is no reason to make room for them."""
    from fuzz.written import report_of
    from tests.reports.samples import note

    data = json.loads(report_of("json", note()))
    data[0]["findings"][0]["end"] = 10**12
    path = tmp_path / "r.json"
    path.write_text(json.dumps(data), encoding="utf-8")

    with pytest.raises(IntakeError, match="not a whole JSON report"):
        read_report(path)


def test_a_sentence_without_an_end_is_cut() -> None:
    """No sentence is longer than a bound, spaces or not, and a real one is never cut."""
    spaced, solid = "word " * 5_000, "x" * 10_000

    for text in (spaced, solid, f"Seen. {spaced}", f"{solid}. Seen."):
        starts = [*sentence_starts(text), len(text)]
        assert max(end - start for start, end in pairwise(starts)) <= LONGEST_SENTENCE
    assert sentence_starts("word " * 300) == (0,)


def test_overlaps_settle_as_before() -> None:
    """The longest of overlapping candidates is kept, among many too."""
    made = [Candidate(start, start + 3 + start % 5, "SE001", "c", "phrase") for start in range(0, 400, 2)]
    kept = settle_overlaps(made)

    assert all(one.end <= other.start for one, other in pairwise(kept))
    assert all(any(each.start < one.end and one.start < each.end for one in kept) for each in made)
    assert kept == sorted(kept, key=lambda each: each.start)


def test_a_record_of_endless_findings(monkeypatch: pytest.MonkeyPatch) -> None:
    """Places to judge beyond a bound are left, and said to be left with where they begin."""
    monkeypatch.setattr("cse_text.matching.bounds.MOST_FOUND", 2)
    record = Record("r", "She puts herself at risk. " * 4, "r.txt")
    scanned = Scanner.load(Settings(depth="quick")).scan(record)

    assert len(scanned.findings) == 2
    assert [problem.slug for problem in scanned.problems] == ["too-many-findings"]
    assert "r.txt holds more than 2 places" in scanned.problems[0].message


def test_a_line_too_long_to_be_a_copy() -> None:
    """A line longer than any paragraph is not compared word by word for each finding in it."""
    from dataclasses import replace

    from cse_text.types import ScannedRecord
    from tests.reports.samples import note

    found_in = note()
    text = found_in.record.text + " word" * LONGEST
    long = [replace(found_in.record, id=name, text=text, source=name) for name in ("a", "b")]
    marked = list(mark_copies([ScannedRecord(each, found_in.findings) for each in long]))

    assert not any(finding.copied_from for each in marked for finding in each.findings)  # type: ignore[union-attr]


@pytest.mark.parametrize(
    "content", ["[columns]\n" + "a" * 100_000, "x = " + "[" * 5_000, "\x00", "[columns]\ntext = 1"]
)
def test_mapping_files_made_to_break(tmp_path: Path, content: str) -> None:
    """A column mapping that is no mapping is named."""
    path = tmp_path / "map.toml"
    path.write_text(content, encoding="utf-8")

    with pytest.raises(SettingsError, match=r"map\.toml"):
        read_paths([tmp_path], IntakeSettings(mapping_file=path))


def test_the_recursion_limit_is_as_it_was() -> None:
    """Nothing here needed more room than Python gives."""
    assert sys.getrecursionlimit() <= 10_000


def _sitting(path: Path) -> object:
    from cse_text.teaching.results import read_sitting

    return read_sitting(path)


def _marks(path: Path) -> object:
    from cse_text.marking import begin

    return begin([], path)


@pytest.mark.parametrize("take", [read_report, _sitting, _marks])
def test_json_nested_without_end(tmp_path: Path, take: Callable[[Path], object]) -> None:
    """A file of JSON that nests deeper than can be followed is named as what it should have been and is not."""
    path = tmp_path / "n.json"
    path.write_text('{"id": ' + "[" * 50_000, encoding="utf-8")

    with pytest.raises(IntakeError, match=r"n\.json"):
        take(path)
