"""Messages: the chain cut into who wrote what and when, and what is attached read as files of their own."""

from __future__ import annotations

import tempfile
from datetime import date
from pathlib import Path

import pytest
from format_files import container, eml, msg, rtf
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from intake_files import CANARY, LETTERS, document, only, read, slugs, write

from cse_text.intake.mail_chain import agency_of, split_chain, spoken_sender
from cse_text.intake.msg_rtf import unpacked

LINES = st.lists(
    st.text(LETTERS, max_size=30).filter(lambda line: ":" not in line and ">" not in line and "\u2028" not in line),
    min_size=1,
    max_size=6,
).filter(lambda lines: any(line.strip() for line in lines))
OUTLOOK = (
    "Hi both,\n\nFrom: Ann Lee <ann.lee@trust.nhs.uk>\nSent: 02 April 2018 09:10\nTo: Jo Bell\nSubject: Leah\n\n"
    "She refuses to engage.\n\nFrom: Sam Roe\nSent: Friday, 30 March 2018 08:00\nTo: Ann Lee\n\nFirst."
)


@settings(max_examples=40, deadline=None)
@given(LINES)
def test_messages_come_back_as_written(lines):
    """The lines of any message are read back from both formats, each with its number."""
    body = "\n".join(lines)
    with tempfile.TemporaryDirectory() as folder:
        record = only(msg(Path(folder, "n.msg"), body.replace("\n", "\r\n"), subject="Leah", sender="Jo"))
    assert record.text == f"Leah\n\n{body}"
    start = len("Leah\n\n")
    for number, line in enumerate(lines, start=1):
        assert record.place_at(start) == f"message 1, line {number}"
        assert record.text[start : start + len(line)] == line
        start += len(line) + 1


@settings(max_examples=40, deadline=None)
@given(st.lists(st.text(st.sampled_from("abc xyz\u00e9\u2019\u20ac"), min_size=1, max_size=30), min_size=1, max_size=6))
def test_messages_of_other_programs_come_back_as_written(lines):
    """The words of any message are read back from .eml, whatever its transfer encoding."""
    with tempfile.TemporaryDirectory() as folder:
        record = only(eml(Path(folder, "n.eml"), "\n".join(lines), subject="Leah"))
    assert record.text == "Leah\n\n" + "\n".join(lines) + "\n"


@pytest.mark.parametrize("suffix", [".eml", ".msg"])
def test_quoted_replies_are_entries_of_their_senders(tmp_path, suffix):
    """Each message of a chain is an entry with its sender, date and agency; the entries leave no gap."""
    path = tmp_path / f"n{suffix}"
    if suffix == ".eml":
        eml(path, OUTLOOK, subject="RE: Leah")
    else:
        msg(path, OUTLOOK, subject="RE: Leah", sender="Jo Bell", address="jo@x.police.uk")
    record = only(path)
    assert [(entry.author, entry.date, entry.agency) for entry in record.entries] == [
        ("Jo Bell", date(2018, 4, 3), "Police"),
        ("Ann Lee", date(2018, 4, 2), "Health"),
        ("Sam Roe", date(2018, 3, 30), ""),
    ]
    assert [entry.end for entry in record.entries[:-1]] == [entry.start for entry in record.entries[1:]]
    assert record.entry_at(record.text.index("refuses")).author == "Ann Lee"
    assert record.place_at(record.text.index("She refuses")) == "message 2, line 6"
    assert record.place_at(0) == "subject"
    assert record.meta["agency"] == "Police"


def test_quoting_marks_are_no_text_and_lead_back_to_their_writer():
    """Lines behind '>' belong to who is quoted, deeper ones to who was quoted there; answers below to the sender."""
    body = (
        "Thanks.\n\nOn 2 April 2018 at 09:10, Ann Lee <ann@trust.nhs.uk> wrote:\n> She puts herself\n> at risk.\n"
        "> On Mon, 1 Apr 2018, Bob <b@leeds.gov.uk>\n> wrote:\n>> Seen.\nAgreed.\n"
    )
    parts = split_chain(body, "Jo <jo@x.org>", date(2018, 4, 3))
    assert [(part.sender, part.agency) for part in parts] == [
        ("Jo", ""),
        ("Ann Lee", "Health"),
        ("Bob", "Local authority"),
        ("Jo", ""),
    ]
    assert "She puts herself\nat risk." in parts[1].text
    assert [part.day for part in parts] == [date(2018, 4, 3), date(2018, 4, 2), date(2018, 4, 1), date(2018, 4, 3)]
    assert parts[3].text == "Agreed.\n"


def test_a_line_that_begins_with_from_is_no_header():
    """Prose stays with its writer."""
    assert (
        len(split_chain("From: the start she was\nseen as an adult.\nOn the day he\nwrote: nothing.", "Jo", None)) == 1
    )
    assert agency_of("x@notpolice.uk.example.org") == ""
    assert spoken_sender("<jo@x.org>") == "jo@x.org"


def test_attachments_are_read_as_files_of_their_own(tmp_path):
    """What is attached has its own record and name; what cannot be read is named, pictures counted."""
    word = document(tmp_path / "a.docx", "In the document.").read_bytes()
    inner = eml(tmp_path / "inner.eml", "Inside.", subject="In").read_bytes()
    attached = {"a.docx": word, "..\\..\\b.txt": b"Note.", "c.exe": b"MZ", "d.png": b"x", "inner.eml": inner}
    for path in (
        eml(tmp_path / "n.eml", "Body.", attached=attached),
        msg(tmp_path / "n.msg", "Body.", attached=attached),
    ):
        records, problems, _ = read(path)
        name = path.name
        assert [record.id for record in records] == [name, f"{name}/a.docx", f"{name}/b.txt", f"{name}/inner.eml"]
        assert [record.text.strip() for record in records[1:3]] == ["In the document.", "Note."]
        assert sorted(problem.slug for problem in problems) == ["format-not-read", "pictures-not-read"]


def test_a_message_inside_a_message_is_read(tmp_path):
    """A forwarded message that hangs on another as an item is read with its own subject and sender."""
    inside = {
        "__properties_version1.0": b"\0" * 24,
        "__substg1.0_0037001F": "Inner".encode("utf-16-le"),
        "__substg1.0_1000001F": "Deep words.".encode("utf-16-le"),
    }
    tree = {
        "__properties_version1.0": b"\0" * 32,
        "__substg1.0_1000001F": "Outer.".encode("utf-16-le"),
        "__attach_version1.0_#00000000": {"__substg1.0_3701000D": inside},
    }
    path = tmp_path / "n.msg"
    path.write_bytes(container(tree))
    assert [(record.id, record.text) for record in read(path)[0]] == [
        ("n.msg", "Outer."),
        ("n.msg/message 1.msg", "Inner\n\nDeep words."),
    ]


def test_bodies_in_html_and_rich_text_are_read(tmp_path):
    """A message that is a web page, or Outlook's packed rich text, is read as words."""
    made = eml(tmp_path / "n.eml", "Plain.", html="<p>Page.</p>").read_bytes()
    assert only(tmp_path / "n.eml").text.strip() == "Plain."
    (tmp_path / "h.eml").write_bytes(b"From: a@b.org\nContent-Type: text/html\n\n<p>One</p><p>Two &amp; 3</p>")
    assert only(tmp_path / "h.eml").text == "One\nTwo & 3"
    assert b"multipart/alternative" in made
    packed = bytes.fromhex(
        "2d0000002b0000004c5a4675f1c5c7a703000a007263706731323542320af32068656c090020627705b06c647d0a800fa0"
    )
    assert unpacked(packed, 1000) == b"{\\rtf1\\ansi\\ansicpg1252\\pard hello world}\r\n"
    path = tmp_path / "r.msg"
    tree = {"__properties_version1.0": b"\0" * 32, "__substg1.0_10090102": packed}
    path.write_bytes(container(tree))
    assert only(path).text == "hello world"


def test_files_that_are_no_messages_are_named(tmp_path):
    """Text named .eml, another Office file named .msg and a message without words are problems."""
    assert slugs(write(tmp_path / "a.eml", "just words\nand more")) == ["wrong-suffix"]
    (tmp_path / "b.msg").write_bytes(container({"Workbook": b"x" * 10}))
    assert slugs(tmp_path / "b.msg") == ["wrong-suffix"]
    assert slugs(msg(tmp_path / "c.msg", "")) == ["empty-file"]
    rtf(tmp_path / "d.rtf", "x").rename(tmp_path / "d.msg")
    assert slugs(tmp_path / "d.msg") == ["wrong-suffix"]


def test_messages_nested_without_end_are_bounded(tmp_path):
    """Messages in messages are followed a few levels deep, and then named."""
    data = b"From: a@b.org\n\nEnd."
    for _ in range(8):
        path = eml(tmp_path / "n.eml", "Level.", attached={"n.eml": data})
        data = path.read_bytes()
    records, problems, _ = read(path)
    assert len(records) == 5
    assert [problem.slug for problem in problems] == ["too-deep"]


@pytest.mark.parametrize("writer", [eml, msg])
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.data())
def test_damage_anywhere_is_a_record_or_a_problem(tmp_path, writer, data):
    """Bytes changed anywhere never raise and never show words in a problem."""
    path = writer(tmp_path / f"n.{writer.__name__}", CANARY, subject=CANARY, attached={"a.txt": b"Note."})
    target = bytearray(path.read_bytes())
    for _ in range(data.draw(st.integers(1, 5))):
        at = data.draw(st.integers(0, 100_000)) % len(target)
        target[at : at + data.draw(st.integers(0, 4))] = data.draw(st.binary(max_size=5))
    path.write_bytes(bytes(target))
    records, problems, _ = read(path)
    assert records or problems
    assert not any(CANARY in problem.message for problem in (*problems, *(p for r in records for p in r.problems)))
