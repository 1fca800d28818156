"""Words of a note never leave by the side door: whatever breaks, they are in no message, log or left-over file."""

from __future__ import annotations

import errno
import logging
import os
import signal
import sys
import threading
import warnings
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import typer
from typer.testing import CliRunner, Result

from cse_text.commands import app
from cse_text.commands.guard import run_guarded
from cse_text.scanner import Scanner
from cse_text.settings import Settings
from tests.safety.every_command import CANARY, NOTE

# A stage of the way from file to report: the module or class, and what of it breaks.
STAGES = (
    "cse_text.intake.reading.find_sources",
    "cse_text.intake.reading.check_kind",
    "cse_text.intake.text.read",
    "cse_text.intake.text.build_record",
    "cse_text.scanner.find_people",
    "cse_text.matching.phrases.PhraseDetector.find_all",
    "cse_text.context.ContextReader.assess",
    "cse_text.context.evidence.EvidenceReader.find",
    "cse_text.confidence.Judge.confidence",
    "cse_text.reframing.Suggester.suggest",
    "cse_text.scanner.run_checks",
    "cse_text.scanner.grounds",
    "cse_text.batch.run.mark_copies",
    "cse_text.review.keys.keyed",
    "cse_text.reports.selection.Selection.judge",
    "cse_text.reports.summary.Tally.add_record",
    "cse_text.reports.json_report.JsonReporter.begin",
    "cse_text.reports.json_report.JsonReporter.add_record",
    "cse_text.reports.json_report.JsonReporter.end",
    "cse_text.commands.manifest.build_manifest",
)
REPORTERS = (
    ("json", "cse_text.reports.json_report.JsonReporter.add_record"),
    ("jsonl", "cse_text.reports.json_report.JsonLinesReporter.add_record"),
    ("csv", "cse_text.reports.table.CsvReporter.add_record"),
    ("html", "cse_text.reports.html.HtmlReporter.end"),
    ("sarif", "cse_text.reports.sarif.SarifReporter.add_record"),
    ("docx", "cse_text.reports.docx_report.DocxReporter.end"),
    ("xlsx", "cse_text.reports.xlsx.XlsxReporter.end"),
    ("terminal", "cse_text.reports.terminal.TerminalReporter.add_record"),
    ("plain", "cse_text.reports.plain.PlainReporter.add_record"),
)
_load = Scanner.load


class Panicked(BaseException):
    """What compiled code raises when it gives up: no Exception."""


@pytest.fixture(scope="module")
def scanner() -> Scanner:
    """Return one scanner at quick depth for all tests here."""
    return _load(Settings(depth="quick"))


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, scanner: Scanner) -> Path:
    """Return a folder with a note, all temporary files beside it, and a scanner that is loaded already."""
    monkeypatch.setattr(Scanner, "load", classmethod(lambda _cls, _settings: scanner))
    (tmp_path / "tmp").mkdir()
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path / "tmp"))
    (tmp_path / "note.txt").write_text(NOTE, encoding="utf-8")
    return tmp_path


def breaking(error: type[BaseException]) -> Callable[..., Any]:
    """Return a stand-in that raises with the words of a note, and in a chain of errors that hold them too."""

    def fail(*_: Any, **__: Any) -> Any:
        raise error(f"about {CANARY}: {NOTE}") from LookupError(f"first {CANARY}")

    return fail


def scan(place: Path, *arguments: str) -> Result:
    """Scan the note into out.json, or as the arguments say."""
    given = arguments or ("--out", str(place / "out.json"))
    return CliRunner().invoke(app, ["scan", str(place / "note.txt"), "--depth", "quick", *given])


def leaks(place: Path, result: Result, caplog: pytest.LogCaptureFixture) -> list[str]:
    """Return where the canary went that is neither the note nor what was asked for."""
    said = {"stderr": result.stderr, "logs": caplog.text}
    left = [path for path in place.rglob("*") if path.is_file() and path.name != "note.txt"]
    held = {str(path): f"{path.name} {path.read_bytes()!r}" for path in left}
    return [name for name, content in {**said, **held}.items() if CANARY in content]


@pytest.mark.parametrize("verbose", [False, True])
@pytest.mark.parametrize("stage", STAGES)
def test_a_stage_that_breaks(
    place: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture, stage: str, *, verbose: bool
) -> None:
    """Whichever stage breaks, with --verbose too, no word of the note is said, and the run ends in order."""
    monkeypatch.setattr(stage, breaking(ValueError))
    extra = ("--verbose",) if verbose else ()
    result = scan(place, "--out", str(place / "out.json"), *extra)

    assert leaks(place, result, caplog) == []
    assert isinstance(result.exception, SystemExit)
    assert "note.txt" in result.stderr or "Something went wrong inside the tool" in result.stderr


@pytest.mark.parametrize("error", [KeyError, RuntimeError, RecursionError, MemoryError, Panicked])
@pytest.mark.parametrize(
    "stage", ["cse_text.scanner.find_people", "cse_text.reports.json_report.JsonReporter.add_record"]
)
def test_an_error_of_any_kind(
    place: Path,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
    stage: str,
    error: type[BaseException],
) -> None:
    """Whatever is raised, compiled code's panics too, ends with 2 and without a word of the note."""
    monkeypatch.setattr(stage, breaking(error))
    result = scan(place)

    assert leaks(place, result, caplog) == []
    assert result.exit_code == 2
    assert not (place / "out.json").exists() or b'"findings": []' in (place / "out.json").read_bytes()


@pytest.mark.parametrize(("name", "method"), REPORTERS)
def test_a_writer_that_fails_half_way(
    place: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture, name: str, method: str
) -> None:
    """A report that cannot be written to its end leaves the one before it whole, and nothing else."""
    before = place / f"out.{name}"
    before.write_text("the report of last week", encoding="utf-8")
    module, _, function = method.rpartition(".")
    whole = getattr(_found(module), function)

    def half(self: Any, *given: Any) -> None:
        whole(self, *given)
        raise OSError(errno.ENOSPC, f"No space left {CANARY}", f"{CANARY}.txt")

    monkeypatch.setattr(method, half)
    result = scan(place, "--format", name, "--out", str(before))

    assert result.exit_code == 2
    assert before.read_text(encoding="utf-8") == "the report of last week"
    journal = place / f"{before.name}.journal"  # so that --resume can go on; its owner's alone, and without the text
    assert {path.name for path in place.iterdir()} - {journal.name} == {"note.txt", before.name, "tmp"}
    assert os.name == "nt" or not journal.exists() or not journal.stat().st_mode & 0o077
    before.unlink()
    assert leaks(place, result, caplog) == []


def _found(dotted: str) -> Any:
    from importlib import import_module

    module, _, name = dotted.rpartition(".")
    return getattr(import_module(module), name)


@pytest.mark.parametrize(
    "arguments",
    [
        "audit {}/note.txt --out {}/out.html",
        "trends {}/note.txt --out {}/out.html",
        "compare {}/note.txt {}/note.txt",
        "teach make {}/note.txt --out {}/deck.yaml",
        "annotate {}/note.txt --suggest --out {}/marks.txt",
        "review {}/note.txt --as Jo",
    ],
)
def test_every_command_that_reads_notes(
    place: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture, arguments: str
) -> None:
    """Where the scanner breaks, every command that uses it says so without a word of the note."""
    monkeypatch.setattr("cse_text.scanner.find_people", breaking(ValueError))
    result = CliRunner().invoke(app, arguments.replace("{}", str(place)).split(), input="a\nq\n")

    assert CANARY not in result.output + result.stderr + caplog.text
    assert leaks(place, result, caplog) == []
    assert result.exit_code == 2 or "could not be scanned" in result.stderr


@pytest.mark.parametrize("error", [PermissionError, OSError, UnicodeError, BlockingIOError])
def test_a_file_that_cannot_be_read(
    place: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture, error: type[Exception]
) -> None:
    """A file that cannot be opened or read to its end is named, and nothing of it."""
    monkeypatch.setattr("cse_text.intake.sources.Source.open", breaking(error))
    result = scan(place)

    assert leaks(place, result, caplog) == []
    assert "note.txt" in result.stderr


def test_marks_that_cannot_be_saved(place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A save of marks that fails leaves nothing of the note behind."""
    from cse_text.errors import ReportError
    from cse_text.marking import save
    from cse_text.marking.notes import Note

    monkeypatch.setattr(Path, "replace", breaking(OSError))
    with pytest.raises(ReportError) as caught:
        save([Note("a", NOTE, {}, at=1)], place / "marks.annotated.jsonl")

    assert CANARY not in str(caught.value)
    assert sorted(path.name for path in place.iterdir()) == ["note.txt", "tmp"]


def warns() -> int:
    """Do what libraries do: warn, log, fail in a thread, fail while being thrown away. All with a note's words."""
    warnings.warn(CANARY, UserWarning, stacklevel=1)
    logging.getLogger("some.library").warning("%s", CANARY)
    logging.getLogger("some.library").error("%d", CANARY)  # a value that does not fit its place is a traceback
    thread = threading.Thread(target=breaking(ValueError))
    thread.start()
    thread.join()
    left = Left()
    del left
    return 0


class Left:
    """Something that cannot be thrown away in order."""

    def __del__(self) -> None:
        """Fail with the words of a note."""
        raise ValueError(CANARY)


@pytest.mark.filterwarnings("default")
def test_what_libraries_say_on_their_own(capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    """A warning, a log, an error in a thread or a destructor is named by its kind, and everything is put back."""
    monkeypatch.setattr(logging.getLogger(), "handlers", [])  # pytest's own would be asked
    before = (warnings.showwarning, sys.unraisablehook, threading.excepthook, logging.lastResort)
    with pytest.raises(typer.Exit) as ended:
        run_guarded(warns)
    said = capfd.readouterr()

    assert ended.value.exit_code == 0
    assert CANARY not in said.err + said.out
    assert said.err.count("cse-text: ") == 3
    assert "UserWarning in test_canary.py" in said.err
    assert (warnings.showwarning, sys.unraisablehook, threading.excepthook, logging.lastResort) == before


@pytest.mark.skipif(sys.platform == "win32", reason="Windows ends a process without asking it")
@pytest.mark.parametrize("name", ["SIGTERM", "SIGHUP"])
def test_being_asked_to_end_clears_away(place: Path, monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    """A run that is asked to end writes its report to the end of what was read, and leaves nothing half written."""

    def asked(*_: Any) -> Any:
        signal.raise_signal(getattr(signal, name))

    monkeypatch.setattr("cse_text.scanner.find_people", asked)
    result = scan(place)

    assert result.exit_code == 2
    assert "Stopped" in result.stderr
    assert {path.name for path in place.iterdir()} - {"out.json.journal"} == {"note.txt", "out.json", "tmp"}
    assert signal.getsignal(getattr(signal, name)) is signal.SIG_DFL
