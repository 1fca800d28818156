"""`cse-text teach`, `quiz` and `compare`: from typed lines to what the room sees."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from cse_text.commands import app
from cse_text.scanner import Scanner
from cse_text.settings import Settings
from tests.teaching.samples import CANARY, DECK, deck_file

_load = Scanner.load


@cache
def quick() -> Scanner:
    """Return one scanner at quick depth for all tests here: loading it takes longer than they do."""
    return _load(Settings(depth="quick"))


@pytest.fixture(autouse=True)
def once(monkeypatch: pytest.MonkeyPatch) -> None:
    """Load the scanner once."""
    monkeypatch.setattr(Scanner, "load", classmethod(lambda _cls, _settings: quick()))


def run(*arguments: str, typed: str = "") -> Result:
    """Run the command with lines typed."""
    return CliRunner().invoke(app, list(arguments), input=typed)


def test_a_session(tmp_path: Path) -> None:
    """Enter leads from the note to the words and on; a number jumps; q ends with 0."""
    result = run("teach", str(deck_file(tmp_path)), typed="\n\n2\nq\n")
    shown = result.stdout

    assert result.exit_code == 0
    assert shown.index("THE NOTE AS WRITTEN") < shown.index("THE WORDS") < shown.index("WHAT THE WORDS DO")
    assert "card 2 of 2, page 1 of 5" in shown


def test_a_session_ends_with_its_input(tmp_path: Path) -> None:
    """No more input ends a session, as a closed window does."""
    assert run("teach", str(deck_file(tmp_path))).exit_code == 0


def test_demo_without_a_page() -> None:
    """`demo` alone opens the newcomers' deck in the terminal."""
    result = run("demo", typed="q\n")

    assert result.exit_code == 0
    assert "First words" in result.stdout
    assert "THE NOTE AS WRITTEN" in result.stdout


def test_the_list() -> None:
    """--list names every deck with its number of cards."""
    result = run("teach", "--list")

    assert result.exit_code == 0
    assert "counter-examples" in result.stdout
    assert "9 cards  First words" in result.stdout


def test_checking(tmp_path: Path) -> None:
    """A broken deck ends with 2, one with wording that is marked itself or open places with 1."""
    broken = run("teach", "check", str(deck_file(tmp_path, DECK.replace("before: low", f"before: {CANARY}", 1))))
    marked = DECK.replace("- Dean, 34, was with her.", "- She is promiscuous and keeps putting herself at risk.")
    open_ = marked.replace("because: Worse.", "because: (to write)")
    result = run("teach", "check", str(deck_file(tmp_path, open_)))

    assert broken.exit_code == 2
    assert "small.yaml, line 25: " in broken.stdout
    assert CANARY not in broken.output
    assert result.exit_code == 1
    assert "one, reframing 1 holds wording that is marked itself" in result.stdout
    assert "still to be written" in result.stdout
    assert "two names no source" in result.stdout


def test_checking_at_a_depth(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Reframings are read quickly, and once more at the usual depth or the one asked for."""
    depths = []
    load = classmethod(lambda _cls, settings: depths.append(settings.depth) or quick())
    monkeypatch.setattr(Scanner, "load", load)

    run("teach", "check", str(deck_file(tmp_path)))
    run("teach", "check", str(deck_file(tmp_path)), "--depth", "quick")

    assert depths == ["quick", "standard", "quick"]


def test_a_deck_from_notes(tmp_path: Path) -> None:
    """Make begins a deck that check can read, and never writes over one."""
    note, out = tmp_path / "note.txt", tmp_path / "own.yaml"
    note.write_text("She is promiscuous. She keeps putting herself at risk with Dean, 34.", encoding="utf-8")

    made = run("teach", "make", str(note), "--out", str(out), "--depth", "quick")
    checked = run("teach", "check", str(out))

    assert made.exit_code == 0
    assert f"Then: cse-text teach check {out}" in made.stderr
    assert checked.exit_code == 1
    assert "own.yaml: 1 card, " in checked.stdout
    assert f"still to be written; cse-text teach check {out} names them." in run("teach", str(out)).stderr
    assert "still to be written" not in run("teach", "newcomers").stderr
    assert run("teach", "make", str(note), "--out", str(out), "--depth", "quick").exit_code == 2


@pytest.mark.parametrize("name", ["sheet.html", "sheet.docx"])
def test_sheets(tmp_path: Path, name: str) -> None:
    """A hand-out is written as its ending says."""
    out = tmp_path / name

    assert run("teach", "handout", str(deck_file(tmp_path)), "--out", str(out)).exit_code == 0
    assert out.stat().st_size > 1000


def test_slides_and_refusals(tmp_path: Path) -> None:
    """Slides are HTML or PPTX; an ending that says nothing, and two sheets at once, are refused."""
    deck = str(deck_file(tmp_path))

    assert run("teach", "slides", deck, "--out", str(tmp_path / "s.html")).exit_code == 0
    assert run("teach", "slides", deck, "--out", str(tmp_path / "s.pptx")).exit_code == 0
    assert run("teach", "slides", deck, "--out", str(tmp_path / "s.odp"), "--format", "pptx").exit_code == 0
    assert (tmp_path / "s.pptx").read_bytes() == (tmp_path / "s.odp").read_bytes()
    assert run("teach", "slides", deck, "--out", str(tmp_path / "s.odt")).exit_code == 2
    assert run("teach", "handout", deck, "--out", str(tmp_path / "s.odt")).exit_code == 2
    assert run("teach", "handout", deck, "--out", str(tmp_path / "s.html"), "--notes", "--answers").exit_code == 2


def answers(deck: str, *, right: bool) -> list[str]:
    """Return the lines one player types through the small deck."""
    from cse_text.teaching.load import read_deck
    from cse_text.teaching.quiz import shuffled

    typed = []
    for card in read_deck(Path(deck)).cards:
        good = next("abc"[n] for n, option in enumerate(shuffled(card)) if option.good)
        bad = next(letter for letter in "abc" if letter != good)
        spot = card.marks[0].words if card.masks == right else "none"
        typed += ["l", spot, good if right else bad, card.risk.after if right else "m"]
    return typed


def test_a_quiz_of_two_teams(tmp_path: Path) -> None:
    """Teams answer in turn, another first with each card; scores are open and the results hold no words of a note."""
    deck, out = str(deck_file(tmp_path)), tmp_path / "before.json"
    pairs = zip(answers(deck, right=True), answers(deck, right=False), strict=True)
    turned = [pair if place < 4 else reversed(pair) for place, pair in enumerate(pairs)]
    typed = "\n".join(line for pair in turned for line in pair) + "\n"
    result = run("quiz", deck, "--teams", "Ash, Birch", "--save", str(out), typed=typed)
    data = json.loads(out.read_text(encoding="utf-8"))

    assert result.exit_code == 0
    assert "AT THE END  Ash: 6 of 6" in result.stdout
    assert "AT THE END  Birch: 0 of 6" in result.stdout
    assert "YES. He is in it." in result.stdout
    assert result.stdout.count("High: harm, or danger now, is recorded.") == 2
    assert [player["name"] for player in data["players"]] == ["Ash", "Birch"]
    assert CANARY not in out.read_text(encoding="utf-8")
    assert "at risk" not in out.read_text(encoding="utf-8")
    compared = run("quiz", "--compare", str(out), str(out))
    assert compared.exit_code == 0
    assert "change 0 points" in compared.stdout
    assert run("quiz", "--compare", str(out), str(out), "--out", str(tmp_path / "c.html")).exit_code == 0
    assert "0 points" in (tmp_path / "c.html").read_text(encoding="utf-8")
    assert run("quiz", "--compare", str(out), str(out), "--out", str(tmp_path / "c.pdf")).exit_code == 2


def test_a_quiz_from_a_later_card(tmp_path: Path) -> None:
    """--from begins with a later card, so that a second quiz can ask others; beyond the deck it is refused."""
    deck = str(deck_file(tmp_path))
    later = run("quiz", deck, "--from", "2", typed="\n".join(answers(deck, right=True)[4:]) + "\n")

    assert later.exit_code == 0
    assert "CARD 1 OF 1" in later.stdout
    assert "AT THE END  You: 3 of 3" in later.stdout
    assert "spot the phrase        |##############################| 1/1" in later.stdout
    assert run("quiz", deck, "--from", "3").exit_code == 2


def test_a_quiz_that_is_left(tmp_path: Path) -> None:
    """Leaving early keeps the cards played to their end; nothing played is nothing kept."""
    deck, out = str(deck_file(tmp_path)), tmp_path / "r.json"
    first = answers(deck, right=True)[:4]

    assert run("quiz", deck, "--save", str(out), typed="what\nq\n").exit_code == 2
    assert not out.exists()
    assert run("quiz", deck, "--save", str(out), typed="\n".join([*first, "l", "q"]) + "\n").exit_code == 0
    assert len(json.loads(out.read_text(encoding="utf-8"))["players"][0]["answers"]) == 3
    assert run("quiz", deck, "--save", str(out)).exit_code == 2


def test_two_versions(tmp_path: Path) -> None:
    """Compare ends with 1 while the later version masks, 0 when it does not, 2 when there is nothing to read."""
    before, after, empty = tmp_path / "a.txt", tmp_path / "b.txt", tmp_path / "c.txt"
    before.write_text("Leah is promiscuous. She refuses to engage with workers.", encoding="utf-8")
    after.write_text("A man is sexually abusing Leah. She refuses to engage with workers.", encoding="utf-8")
    empty.write_text("", encoding="utf-8")
    plain = ("--depth", "quick")

    shown = run("compare", str(before), str(after), *plain)
    assert shown.exit_code == 1
    assert "1 improved, 1 remain, 0 new." in shown.stdout
    assert "Masking phrases: 2 before, 1 after, in 1 note." in shown.stdout
    assert run("compare", str(after), str(before), *plain, "--json").exit_code == 1
    assert json.loads(run("compare", str(after), str(before), *plain, "--json").stdout)["notes"][0]["crept_in"]
    assert run("compare", str(before), str(empty), *plain).exit_code == 2


def test_two_folders_as_a_page(tmp_path: Path) -> None:
    """Two folders are compared note by note; --out writes a page, JSON or text by its ending, and refuses others."""
    for folder, words in (("a", "Leah is promiscuous."), ("b", "A man of 34 is sexually abusing Leah.")):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "one.txt").write_text(words, encoding="utf-8")
        (tmp_path / folder / "two.txt").write_text("She refuses to engage <b>.", encoding="utf-8")
    given = ("compare", str(tmp_path / "a"), str(tmp_path / "b"), "--depth", "quick")
    page, data = tmp_path / "c.html", tmp_path / "c.json"

    assert run(*given, "--out", str(page)).exit_code == 1
    assert run(*given, "--out", str(data)).exit_code == 1
    assert run(*given, "--out", str(tmp_path / "c.pdf")).exit_code == 2
    assert "Notes that hold any: 2 before, 1 after." in page.read_text(encoding="utf-8")
    assert len(json.loads(data.read_text(encoding="utf-8"))["notes"]) == 2
    assert "engagement-blame             1 before     1 after" in run(*given).stdout
