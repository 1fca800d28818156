"""Tests of suggestions as a scan shows them, with the shipped lexicon."""

from __future__ import annotations

import pytest

from cse_text.scanner import Scanner
from cse_text.settings import Settings
from cse_text.training.suggestions import list_suggestions
from cse_text.types import Finding, Record


@pytest.fixture(scope="module")
def scanner() -> Scanner:
    """Return a scanner at quick depth that counts all it weighs as masking, and offers all that fits."""
    made = Scanner.load(Settings(depth="quick", threshold=0.0))
    made.suggester.floor = 0.0
    return made


def shown(scanner: Scanner, text: str) -> list[str]:
    """Return the text with the first edit of each finding in place."""
    made = (
        next((each for each in finding.reframings if not each.adds), None)
        for finding in scanner.scan(Record("r", text, "")).findings
    )
    return [text[: each.start] + each.text + text[each.end :] for each in made if each]


@pytest.mark.parametrize(
    ("note", "expected"),
    [
        ("Leah is putting herself at risk.", "Leah is at risk."),
        ("She absconded on Monday.", "She went missing on Monday."),
        ("Stonewalled throughout.", "Said little throughout."),
        ("She is vulnerable to grooming.", "She is at risk of further harm through grooming."),
        ("Mum says she is a drama queen.", "Mum says she is often upset."),
        ("She could become a target.", "She may be harmed again."),
        ("She ended up in a flat.", "She was in a flat."),
        ("He won't disclose.", "He has not said more."),
        ("Both girls put themselves at risk at night.", "Both girls were at risk at night."),
        ("Leah and Amy put themselves at risk on Friday.", "Leah and Amy were at risk on Friday."),
        ("A puts herself at risk.", "A is at risk."),
        ("A absconded on Monday.", "A went missing on Monday."),
        ("A is streetwise.", "A seems confident."),
        ("K gone AWOL again.", "K gone missing again."),
        ("She'd gone AWOL by nine.", "She'd gone missing by nine."),
        ("She'd absconded by nine.", "She'd gone missing by nine."),
        ("He's burnt the candle at both ends.", "He's been short of sleep."),
        ("He'd had his fingers burned by them.", "He'd been harmed by them."),
        ("S gone over the wall.", "S got out over the wall."),
        ("We cannot help until she engages.", "We cannot help until she can take part."),
        ("Will not talk about the supposed rape.", "Will not talk about the rape."),
        ("TACTICAL PLAN, category / COUNTY LINES NOMINAL", "TACTICAL PLAN, category / COUNTY LINES"),
        ("Gay kids grow up fast, so no referral.", "Gay kids have to grow up, so no referral."),
    ],
)
def test_first_suggestions_read_as_a_practitioner_writes(scanner: Scanner, note: str, expected: str) -> None:
    """The first suggestion fits its sentence as it stands."""
    assert expected in shown(scanner, note)


@pytest.mark.parametrize(
    "note",
    [
        "She is not promiscuous at all.",
        "She is fifteen going on thirty-five.",
        "They were evidently a two-way street.",
        "The streetwise cooking club met.",
        "He fancies himself as a roadman.",
    ],
)
def test_where_no_edit_fits_none_is_made(scanner: Scanner, note: str) -> None:
    """A denied phrase, half a compound or a fancied role is not edited."""
    assert shown(scanner, note) == []


def test_the_evidence_of_a_rung_is_shown_with_its_place(scanner: Scanner) -> None:
    """A rung that needs a stated adult names the words that state one."""
    text = "An older man collects her. The bouncers say she trades on her looks."
    finding = next(each for each in scanner.scan(Record("r", text, "")).findings if each.rule == "CF062")

    ground = next(each for each in finding.reframings if not each.adds).evidence[0]

    assert (ground.name, text[ground.start : ground.end]) == ("adult", "older man")


def test_a_sentence_with_several_findings_has_one_reframing_of_them_all(scanner: Scanner) -> None:
    """The first finding also carries the whole sentence, with every edit in it."""
    text = "She absconded on Monday and is putting herself at risk."
    found = [each for each in scanner.scan(Record("r", text, "")).findings if each.reframings]

    whole = found[0].reframings[-1]

    assert (whole.start, whole.end) == (0, len(text))
    assert whole.text == "She went missing on Monday and is at risk."


def test_suggestions_are_listed_for_judging(scanner: Scanner) -> None:
    """Each fitting suggestion is a row with its template and features; a finding without one is counted."""
    rows = list(list_suggestions([{"id": "d", "text": "She absconded. She is not promiscuous."}], scanner))

    first = rows[0]
    assert first["sentence"][: first["start"]] + first["new"] + first["sentence"][first["end"] :] == "She went missing"
    assert first["features"][f"template={first['template']}"] == 1.0
    assert rows[1]["template"] == "analysis"
    assert rows[1]["start"] == rows[1]["end"] == len("She absconded.")


def test_values_still_pickle_and_findings_stay_findings(scanner: Scanner) -> None:
    """What the scan returns is plain findings."""
    assert all(isinstance(each, Finding) for each in scanner.scan(Record("r", "She absconded.", "")).findings)
