"""Files, phrases and texts made to fill memory or time: each bounded, with a message that names the file."""

from __future__ import annotations

import json
import os
import sys
import zipfile
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
from cse_text.types import Candidate, Problem, Record
from tests.intake.format_files import eml, odt, web, zipped
from tests.intake.intake_files import document, rezipped, workbook

CANARY = "zyzzyva"


def found(path: Path, **limits: int) -> tuple[list[Record], list[Problem]]:
    """Return the records and problems of a path under these limits."""
    items = list(read_paths([path], IntakeSettings(**limits)))  # type: ignore[arg-type]
    return [each for each in items if isinstance(each, Record)], [each for each in items if isinstance(each, Problem)]


def refused(path: Path, slug: str, **limits: int) -> None:
    """Check that a file is refused under these limits, by a problem that names it and nothing in it."""
    _, problems = found(path, **limits)
    assert [problem.slug for problem in problems] == [slug]
    assert path.name in problems[0].message
    assert CANARY not in problems[0].message


def test_a_line_of_a_table_is_bounded(tmp_path: Path) -> None:
    """A line without an end is not read into memory whole."""
    path = tmp_path / "n.csv"
    path.write_text(f"Text,Date\nSeen.,\n{CANARY}," + ",".join("ab" * 50_000 for _ in range(12)), encoding="utf-8")
    refused(path, "row-not-read", max_record_chars=110_000)
    assert [record.text for record in found(path, max_record_chars=110_000)[0]] == ["Seen."]


def test_a_row_of_many_lines_is_bounded(tmp_path: Path) -> None:
    """A row that goes on over line after line, each cell within the limit, ends too."""
    path = tmp_path / "n.csv"
    cells = ",".join('"' + "a\n" * 40_000 + '"' for _ in range(15))
    path.write_text(f"Text,Date\n{cells}\n", encoding="utf-8")
    refused(path, "row-not-read", max_record_chars=100_000)


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such paths")
def test_folders_in_folders_without_end(tmp_path: Path) -> None:
    """Folders nested deeper than anybody nests them are named; the files above are read."""
    here = tmp_path
    for _ in range(130):
        here = here / "d"
        here.mkdir()
    (here / "deep.txt").write_text("Seen.", encoding="utf-8")
    (tmp_path / "a.txt").write_text("Seen.", encoding="utf-8")
    records, problems = found(tmp_path)

    assert [record.id for record in records] == ["a.txt"]
    assert [problem.slug for problem in problems] == ["too-deep"]


@pytest.mark.skipif(os.name == "nt", reason="Windows asks for rights to make links")
def test_links_in_a_circle(tmp_path: Path) -> None:
    """Folders that lead to themselves or to each other, and a link to nothing, are passed by once."""
    (tmp_path / "a").mkdir()
    (tmp_path / "a" / "note.txt").write_text("Seen.", encoding="utf-8")
    (tmp_path / "a" / "up").symlink_to(tmp_path)
    (tmp_path / "b").symlink_to(tmp_path / "c")
    (tmp_path / "c").symlink_to(tmp_path / "b")
    records, problems = found(tmp_path)

    assert [record.text for record in records] == ["Seen."]
    assert {problem.slug for problem in problems} == {"not-found"}


NAMES = (
    "../up.txt", "/etc/absolute.txt", "C:\\x\\drive.txt", "\\\\server\\share.txt", "a/../../b.txt", "CON.txt", "nul",
    "aux.txt", "a\x00b.txt", "a\u202etxt.exe", "x" * 300 + ".txt", "\x1b[31m.txt", "=cmd.txt", "a:stream.txt",
)  # fmt: skip


@pytest.mark.parametrize("name", NAMES)
def test_names_in_archives_are_only_names(tmp_path: Path, name: str) -> None:
    """Whatever a file in an archive is called, it is read in memory or named, and nothing is written anywhere."""
    path = tmp_path / "in" / "n.zip"
    path.parent.mkdir()
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("plain.txt", "Plain.")
        archive.writestr(zipfile.ZipInfo(name), "Seen.")
    before = sorted(tmp_path.rglob("*"))
    records, problems = found(path)

    assert "Plain." in [record.text for record in records]
    assert len(records) + len(problems) == 2
    assert all(record.source.startswith(str(path)) for record in records)
    assert sorted(tmp_path.rglob("*")) == before


def test_an_archive_that_holds_itself(tmp_path: Path) -> None:
    """Archives in archives end at a depth, however many there are."""
    inner = zipped(tmp_path / "0.zip", {"n.txt": b"Seen."}).read_bytes()
    for number in range(1, 9):
        inner = zipped(tmp_path / f"{number}.zip", {"i.zip": inner, "n.txt": b"Seen."}).read_bytes()
    records, problems = found(tmp_path / "8.zip")

    assert len(records) == 4
    assert {problem.slug for problem in problems} == {"too-deep"}


def test_a_bomb_in_an_archive_in_an_archive(tmp_path: Path) -> None:
    """What is unpacked counts over all levels together."""
    inner = zipped(tmp_path / "i.zip", {f"{n}.txt": b"a " * 200_000 for n in range(4)}).read_bytes()
    path = zipped(tmp_path / "n.zip", {f"{n}.zip": inner for n in range(4)})
    records, problems = found(path, max_expanded_bytes=2_000_000)

    assert len(records) == 4
    assert {problem.slug for problem in problems} == {"too-large"}


@pytest.mark.parametrize("suffix", [".docx", ".odt"])
def test_a_document_of_endless_elements(tmp_path: Path, suffix: str) -> None:
    """A document whose XML is small on the disk and vast as a tree is refused before it is parsed."""
    if suffix == ".docx":
        path = document(tmp_path / "n.docx", CANARY, body="<w:p/>" * 3_000)
    else:
        path = odt(tmp_path / "n.odt", CANARY, raw="<text:p/>" * 3_000)
    refused(path, "too-large", max_elements=2_500)
    assert len(found(path)[0]) == 1


def test_a_long_text_named_by_many_cells(tmp_path: Path) -> None:
    """A workbook that names one long text again and again is refused; one of many short ones is not."""
    long = _shared(tmp_path / "long.xlsx", ["Text", *[CANARY * 1_000] * 400])
    short = _shared(tmp_path / "short.xlsx", ["Text", *[f"Seen {n}." for n in range(400)], "x" * 7_000])

    refused(long, "too-large", max_expanded_bytes=1_000_000)
    assert len(found(long)[0]) == 400
    assert len(found(short, max_expanded_bytes=1_000_000)[0]) == 401


def _shared(path: Path, cells: list[str]) -> Path:
    """Write a workbook of one column that keeps each text once."""
    import xlsxwriter

    with xlsxwriter.Workbook(path) as book:
        book.add_worksheet().write_column(0, 0, cells)
    return path


_LAUGHS = "<!DOCTYPE l [<!ENTITY a 'ha'>" + "".join(
    f"<!ENTITY {one} '{f'&{other};' * 20}'>" for one, other in zip("bcdefghi", "abcdefgh", strict=True)
)
_OUTSIDE = "<!DOCTYPE l [<!ENTITY i SYSTEM '{secret}'>"


@pytest.mark.parametrize("kind", ["laughs", "outside"])
@pytest.mark.parametrize("suffix", [".docx", ".odt", ".xlsx", ".html"])
def test_entities(tmp_path: Path, suffix: str, kind: str) -> None:
    """Entities that grow without end, or name another file, are neither spelt out nor followed, in any format."""
    secret = tmp_path / "secret.txt"
    secret.write_text(CANARY, encoding="utf-8")
    head = (_LAUGHS if kind == "laughs" else _OUTSIDE.format(secret=secret.as_uri())) + "]>"
    path = {".docx": _docx, ".odt": _odt, ".xlsx": _xlsx, ".html": _html}[suffix](tmp_path, head)
    records, problems = found(path)

    assert records or problems
    assert CANARY not in repr((records, problems))
    assert all(len(record.text) < 1_000 for record in records)


def _docx(folder: Path, head: str) -> Path:
    return _headed(document(folder / "n.docx", "ENTITY"), "word/document.xml", head)


def _odt(folder: Path, head: str) -> Path:
    return _headed(odt(folder / "n.odt", "ENTITY"), "content.xml", head)


def _xlsx(folder: Path, head: str) -> Path:
    return _headed(workbook(folder / "n.xlsx", {"A": [["Text"], ["ENTITY"]]}), "xl/worksheets/sheet1.xml", head)


def _html(folder: Path, head: str) -> Path:
    path = web(folder / "n.html", "ENTITY")
    path.write_text(head + path.read_text(encoding="utf-8").replace("ENTITY", "&i;"), encoding="utf-8")
    return path


def _headed(path: Path, part: str, head: str) -> Path:
    """Put a document type before the root of a part, and use its entity where the text stands."""
    with zipfile.ZipFile(path) as archive:
        xml = archive.read(part).decode()
    declaration, _, rest = xml.rpartition("?>") if xml.startswith("<?xml") else ("", "", xml)
    if declaration:
        declaration, _, rest = xml.partition("?>")
        declaration += "?>"
    return rezipped(path, {part: f"{declaration}{head}{rest.replace('ENTITY', '&i;')}".encode()})


def test_a_message_nested_in_itself(tmp_path: Path) -> None:
    """A message in a message in a message ends at a depth, and names where."""
    inner = eml(tmp_path / "i.eml", "Seen.").read_bytes()
    for number in range(8):
        inner = eml(tmp_path / f"{number}.eml", "Seen.", attached={"i.eml": inner}).read_bytes()
    records, problems = found(tmp_path / "7.eml")

    assert 1 < len(records) < 9
    assert [problem.slug for problem in problems] == ["too-deep"]


def test_headers_without_an_end(tmp_path: Path) -> None:
    """A header longer than any is cut before it is taken apart, which would take time by the square of its length."""
    path = tmp_path / "n.eml"
    path.write_text(f"From: {'a, ' * 5_000}\nSubject: {CANARY * 5_000}\n\nSeen.", encoding="utf-8")
    records, _ = found(path)

    assert len(records) == 1
    assert "Seen." in records[0].text
    assert len(records[0].text) < 20_000


def test_a_page_nested_without_end(tmp_path: Path) -> None:
    """A web page of elements in elements in elements is read or named, and the run goes on."""
    path = web(tmp_path / "n.html", "Seen.", raw="<div>" * 20_000 + "Deep." + "</div>" * 20_000)
    records, problems = found(path)

    assert len(records) + len(problems) >= 1


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
    monkeypatch.setattr("cse_text.scanner.MOST_FOUND", 2)
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
