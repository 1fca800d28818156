"""`cse-text doctor` says what is wrong with an installation and how to mend it."""

from __future__ import annotations

import json
from email.message import Message
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from packaging.requirements import Requirement
from packaging.specifiers import SpecifierSet
from typer.testing import CliRunner

from cse_text import released
from cse_text.commands import app
from cse_text.confidence import Judge
from cse_text.doctor import files, libraries, machine, sample
from cse_text.errors import ModelError
from cse_text.lexicon import CompiledLexicon
from cse_text.reports.doctor import doctor_json, doctor_text
from cse_text.resources import data_folder
from cse_text.scanner import Scanner
from cse_text.types import Check

GOOD = Check("Libraries", "numpy", "ok", "2.0; needs <3,>=1.26")
BAD = Check(
    "Libraries", "onnxruntime", "mend", "missing; needs <2,>=1.19", "Install the tool again from its lock file."
)
RULE = """category: other
rules:
- id: ZZ001
  name: of-our-own
  title: An invented rule
"""


def test_a_python_too_old_or_of_32_bits_is_to_be_mended() -> None:
    """Only a 64-bit Python of a version that the tool declares is in order."""
    wanted = SpecifierSet(">=3.11")
    states = [machine.python_check(*each).state for each in (("3.11.7", wanted, 64), ("3.10.2", wanted, 64))]

    assert states == ["ok", "mend"]
    assert machine.python_check("3.12.1", wanted, 32).state == "mend"


def test_a_full_disk_is_to_be_mended() -> None:
    """A disk with less than a gigabyte is named, with a way on."""
    assert machine.disk_check(50_000_000_000) == Check("This machine", "Disk", "ok", "50 GB free where you are now")
    assert machine.disk_check(200_000_000).state == "mend"
    assert "--out" in machine.disk_check(200_000_000).way


def test_a_temporary_folder_that_cannot_be_written_is_to_be_mended(monkeypatch: pytest.MonkeyPatch) -> None:
    """What the system says is shown, the path is not."""

    def refuse() -> Any:
        raise PermissionError(13, "Permission denied", "/home/someone/tmp")

    monkeypatch.setattr(machine.tempfile, "NamedTemporaryFile", refuse)
    check = machine.temporary_check()

    assert (check.state, check.says) == ("mend", "cannot be written (Permission denied)")
    assert "TEMP" in check.way


@pytest.mark.parametrize(
    ("width", "encoding", "state"),
    [
        (80, "utf-8", "ok"),
        (80, "cp1252", "note"),
        (80, "ascii", "note"),
        (40, "utf-8", "note"),
        (80, "unknown", "note"),
    ],
)
def test_a_terminal_that_shows_less_is_worth_a_note(width: int, encoding: str, state: str) -> None:
    """A narrow window or a poor encoding is no fault; the way on names --plain."""
    check = machine.terminal_check(width, encoding)

    assert check.state == state
    assert ("--plain" in check.way) == (state == "note")


@pytest.mark.parametrize(("version", "state"), [("2.0.1", "ok"), ("1.0", "mend"), ("3.0", "mend"), ("", "mend")])
def test_a_library_of_another_version_is_to_be_mended(version: str, state: str) -> None:
    """Missing, too old and too new are told from what the tool works with."""
    check = libraries.library_check(Requirement("numpy>=1.26,<3"), version)

    assert check.state == state
    assert check.says.endswith("needs >=1.26,<3")
    assert bool(check.way) == (state == "mend")


def test_an_extra_that_is_not_here_is_no_fault() -> None:
    """An optional part is named with what it lacks and how to add it."""
    check = libraries.extra_check("plots", {Requirement("matplotlib>=3.8"): "", Requirement("numpy>=1"): "2.0"})

    assert check == Check(
        *("Optional", "plots", "note", "not here: matplotlib"),
        'To add it, in the folder of the clone: python -m pip install ".[plots]"',
    )


def test_a_checkout_and_an_installed_package_declare_the_same(tmp_path: Path) -> None:
    """Requirements are read alike from pyproject.toml and from an installed package."""
    project = tmp_path / "pyproject.toml"
    project.write_text(
        '[project]\nrequires-python = ">=3.11"\ndependencies = ["numpy>=1", "tzdata; sys_platform == \'z\'"]\n'
        '[project.optional-dependencies]\nplots = ["matplotlib>=3"]\n',
        encoding="utf-8",
    )
    package = Message()
    package["Requires-Python"] = ">=3.11"
    package["Requires-Dist"] = "numpy>=1"
    package["Requires-Dist"] = "matplotlib>=3; extra == 'plots'"
    package["Provides-Extra"] = "plots"
    checkout, installed = libraries.from_project(project), libraries.from_metadata(package)  # type: ignore[arg-type]

    assert checkout.python == installed.python
    assert [each.name for each in checkout.needed if libraries._applies(each)] == [
        each.name for each in installed.needed
    ]
    assert [each.name for each in checkout.extras["plots"]] == [each.name for each in installed.extras["plots"]]


@pytest.fixture
def installation(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A small installation, sealed, whose rules need no compiling."""
    for name in ("models/a.json", "lexicons/r.yaml"):
        path = tmp_path / name
        path.parent.mkdir(parents=True)
        path.write_bytes(b"x: 1\n")
    monkeypatch.setattr(released, "data_folder", lambda name: tmp_path / name)
    monkeypatch.setattr(files, "is_compiled", lambda _version: True)
    released.seal()
    return tmp_path


def states() -> dict[str, str]:
    """Return how each check of the files stands."""
    return {check.name: check.state for check in files.file_checks()}


def test_files_as_released_are_in_order(installation: Path) -> None:
    """Models and rules are counted, and the manifest has a fingerprint to compare."""
    assert states() == {"models": "ok", "lexicons": "ok", "manifest": "ok", "rules": "ok"}


def test_a_changed_model_is_to_be_mended_and_a_changed_rule_is_noted(installation: Path) -> None:
    """A model that differs is a fault; a rule that differs is the user's own doing, and is named."""
    for name in ("models/a.json", "lexicons/r.yaml"):
        (installation / name).write_bytes(b"x: 2\n")
    (installation / "lexicons/own.yaml").write_bytes(b"y: 1\n")
    found = states()

    assert found["models/a.json"] == "mend"
    assert found["lexicons/r.yaml"] == found["lexicons/own.yaml"] == "note"


def test_a_missing_file_is_to_be_mended(installation: Path) -> None:
    """A rule file that has gone is a fault, as is the manifest itself."""
    (installation / "lexicons/r.yaml").unlink()
    assert states()["lexicons/r.yaml"] == "mend"

    (installation / "models/manifest.json").unlink()
    assert states() == {"manifest": "mend"}


def test_rules_edited_since_they_were_compiled_are_noted(installation: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Editing rules is allowed; the way on says how they load fast again. A damaged copy is a fault."""
    monkeypatch.setattr(files, "is_compiled", lambda _version: False)
    assert next(each for each in files.file_checks() if each.name == "rules").way.endswith("cse-text lexicon compile")

    def damaged(_version: str) -> bool:
        raise ModelError("model-not-released", "models/lexicon.json is not the file of this release")

    monkeypatch.setattr(files, "is_compiled", damaged)
    assert states()["rules"] == "mend"


def test_rules_of_the_users_own_are_listed_and_not_refused(tmp_path: Path) -> None:
    """A folder of own rules is named as not of the release; one that cannot be read is a fault, told in a line."""
    own = tmp_path / "own"
    (own / "en-GB").mkdir(parents=True)
    shipped = data_folder("lexicons") / "en-GB" / "other.yaml"
    (own / "en-GB" / "other.yaml").write_bytes(shipped.read_bytes())
    (good,) = files.own_checks([own])
    (own / "en-GB" / "broken.yaml").write_text(RULE, encoding="utf-8")
    (bad,) = files.own_checks([own])

    assert (good.name, good.state) == ("own", "note")
    assert "not of the release" in good.says
    assert (bad.state, "\n" in bad.says) == ("mend", False)
    assert str(tmp_path) not in good.says + bad.says


@pytest.mark.parametrize(
    ("outcome", "state", "says"),
    [
        (True, "ok", "read"),
        (False, "mend", "not found"),
        (ModelError("x", "models/a.json is missing"), "mend", "models/a.json is missing"),
        (ImportError("DLL load failed"), "mend", "failed with ImportError"),
    ],
)
def test_a_sentence_is_read_or_it_is_said_why_not(
    outcome: Any, state: str, says: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A library that is here and does not work is a fault, with a depth that does without it."""

    def found(_depth: str) -> bool:
        if isinstance(outcome, Exception):
            raise outcome
        return bool(outcome)

    monkeypatch.setattr(sample, "_found", found)
    check = sample.sample_check("full")

    assert check.state == state
    assert says in check.says
    assert ("--depth quick" in check.way) == (state == "mend")


def test_the_sentence_is_found_at_quick_depth(compiled: CompiledLexicon, monkeypatch: pytest.MonkeyPatch) -> None:
    """The invented sentence is one that the rules find."""
    quick = Scanner(compiled, Judge.load("quick"))
    monkeypatch.setattr(Scanner, "load", classmethod(lambda _cls, _settings: quick))

    assert sample.sample_check("quick").state == "ok"


def test_the_page_fits_the_window_and_ends_with_how_all_stands() -> None:
    """Each check stands on its line with its way on below; nothing is wider than the window."""
    page = doctor_text([GOOD, BAD, Check("Reading", "depth quick", "ok", "word " * 40)], "1.2", 60)

    assert page.startswith("cse-text 1.2\n\nLibraries\n  ok    numpy        2.0; needs <3,>=1.26\n")
    assert "  mend  onnxruntime  missing; needs <2,>=1.19\n" + " " * 21 + "Install the tool again" in page
    assert max(map(len, page.splitlines())) <= 60
    assert page.endswith("\n1 thing to mend, marked 'mend' above, each with a way on.\n")
    assert doctor_text([GOOD], "1.2", 60).endswith("\nAll is in order.\n")


def test_a_long_name_has_a_line_of_its_own() -> None:
    """A file's name is never cut."""
    name = "lexicons/en-GB/relationship-framing.yaml"

    assert f"  note  {name}\n" in doctor_text([Check("Models and rules", name, "note", "not as released")], "1", 60)


def test_json_holds_the_same() -> None:
    """The object says in one value whether all is sound, and holds every check."""
    data = json.loads(doctor_json([GOOD, BAD], "1.2"))

    assert (data["schema"], data["version"], data["sound"]) == (1, "1.2", False)
    assert data["checks"][0] == {
        "part": "Libraries",
        "name": "numpy",
        "state": "ok",
        "says": "2.0; needs <3,>=1.26",
        "way": "",
    }


@pytest.mark.parametrize(("checks", "code"), [([GOOD], 0), ([GOOD, BAD], 1)])
def test_the_command_ends_with_how_all_stands(checks: list[Check], code: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """0 where all is in order, 1 where something is to be mended, on screen as in JSON."""
    given = SimpleNamespace(examine=lambda _folders: iter(checks))
    monkeypatch.setitem(__import__("sys").modules, "cse_text.doctor", given)
    shown, kept = (CliRunner().invoke(app, ["doctor", *more]) for more in ((), ("--json",)))

    assert shown.exit_code == kept.exit_code == code
    assert json.loads(kept.stdout)["sound"] == (code == 0)
