"""The terminal report: highlighting with and without colour, glyphs, quiet records."""

from __future__ import annotations

import io

import pytest

from cse_text.reports.base import ReportOptions
from cse_text.reports.summary import FileCount, Summary
from cse_text.reports.terminal import TerminalReporter
from cse_text.types import Record, ScannedRecord
from tests.reports.samples import case_file, finding, note, quiet_note

BOLD_UNDERLINE = "\x1b[1;4;38;5;"


class Screen(io.StringIO):
    """A stream that says it is a terminal."""

    encoding = "utf-8"  # type: ignore[assignment]

    def isatty(self) -> bool:
        """Return True."""
        return True


def shown(stream: io.StringIO, scanned: ScannedRecord, **options: object) -> str:
    """Return what the report of one record looks like on a stream."""
    TerminalReporter(stream, ReportOptions(width=80, **options)).add_record(scanned)  # type: ignore[arg-type]
    return stream.getvalue()


@pytest.fixture(autouse=True)
def _plain_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("NO_COLOR", "FORCE_COLOR", "COLORTERM", "TTY_COMPATIBLE", "TTY_INTERACTIVE"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("TERM", "xterm-256color")


def test_with_colour_a_phrase_is_bold_and_underlined() -> None:
    """On a screen with colour the phrase is bold and underlined, not coloured alone, and has no brackets."""
    report = shown(Screen(), note())

    assert f"{BOLD_UNDERLINE}136mabsconded" in report
    assert "[[" not in report


def test_no_color_keeps_brackets_and_drops_colour(monkeypatch: pytest.MonkeyPatch) -> None:
    """With NO_COLOR set, phrases stand in brackets and no colour is written."""
    monkeypatch.setenv("NO_COLOR", "1")
    report = shown(Screen(), note())

    assert "absconded" in report
    assert "[[" in report
    assert "\x1b[38" not in report
    assert ";38;" not in report


@pytest.mark.parametrize("scanned", [note(), case_file()])
def test_a_dumb_terminal_gets_text(monkeypatch: pytest.MonkeyPatch, scanned: ScannedRecord) -> None:
    """A terminal that can do nothing gets brackets and no escape sequence."""
    monkeypatch.setenv("TERM", "dumb")
    report = shown(Screen(), scanned)

    assert "[[" in report
    assert "\x1b" not in report


def test_a_pipe_gets_text() -> None:
    """A pipe or a file gets brackets and no escape sequence."""
    report = shown(io.StringIO(), note())

    assert "YP [[absconded]](1) from placement at 23:40" in report
    assert "\x1b" not in report


def test_glyphs_that_cannot_be_written_are_replaced() -> None:
    """On an old Windows code page the report is drawn with what that page has."""
    raw = io.BytesIO()
    with io.TextIOWrapper(raw, encoding="cp437", errors="strict") as stream:
        TerminalReporter(stream, ReportOptions(width=80, colour=False)).add_record(note())
        stream.flush()
        report = raw.getvalue().decode("cp437")

    assert 'in place of "absconded"' in report
    assert "* went missing" in report


def test_a_record_without_findings_stays_quiet() -> None:
    """Nothing is written for a record in which nothing was found."""
    assert shown(io.StringIO(), quiet_note()) == ""


def test_at_most_three_reframings_are_offered() -> None:
    """However many reframings a finding brings, three are shown."""
    text = "He absconded."
    scanned = note()
    offers = scanned.findings[0].reframings * 3
    many = ScannedRecord(Record("1", text, "a.txt"), (finding(text, "absconded", reframings=offers),))

    assert shown(io.StringIO(), many).count("\u2022 ") == 3


def test_an_empty_reframing_says_what_it_means() -> None:
    """A reframing that leaves words out says so."""
    text = "He absconded again."
    scanned = note()
    (first, _) = scanned.findings[0].reframings
    empty = type(first)(3, 12, "", 0.5, "")
    report = shown(
        io.StringIO(), ScannedRecord(Record("1", text, "a.txt"), (finding(text, "absconded", reframings=(empty,)),))
    )

    assert "(leave these words out)" in report


def test_without_closing_there_is_no_summary() -> None:
    """A report asked to be brief ends after its last finding."""
    stream = io.StringIO()
    TerminalReporter(stream, ReportOptions(closing=False)).end(Summary())

    assert stream.getvalue() == ""


def test_many_files_are_cut_short() -> None:
    """The table of files shows the first fifteen and says how many more there are."""
    files = tuple(FileCount(f"file_{number:02}.txt", 1, 10, 1, 0) for number in range(18))
    stream = io.StringIO()
    TerminalReporter(stream, ReportOptions(width=80, colour=False)).end(Summary(files=files))

    assert "file_14.txt" in stream.getvalue()
    assert "file_15.txt" not in stream.getvalue()
    assert "and 3 more files with findings" in stream.getvalue()


def test_the_end_never_says_safe() -> None:
    """Where nothing was found, the report says that this does not mean safe."""
    stream = io.StringIO()
    quiet = Summary(files=(FileCount("a.txt", 1, 3, 0, 0),))
    TerminalReporter(stream, ReportOptions(width=100, colour=False)).end(quiet)

    assert "Found: nothing." in stream.getvalue()
    assert "No findings does not mean that a record is sound" in " ".join(stream.getvalue().split())
