"""Tests of the mark-up in which annotated notes are written."""

from __future__ import annotations

from pathlib import Path

import pytest

from cse_text.annotation import MarkupError, main, parse_document, parse_file, to_markup

HEAD = "id: T-1\nagency: school\nchild_age: 14\n---\n"


def test_marks_become_spans_with_offsets_into_the_plain_text() -> None:
    """Sign, category, voice, subject and reason of each mark are kept, and the surface stands at its offsets."""
    document = parse_document(
        HEAD + "She is [[+streetwise|AD]]; mum's [[-boyfriend|RF|own|adult]] left. [[?was raped|PE]]", "here"
    )

    assert document["text"] == "She is streetwise; mum's boyfriend left. was raped"
    assert [(s["surface"], s["category"], s["masking"], s["voice"], s["subject"]) for s in document["spans"]] == [
        ("streetwise", "adultification", True, "own", "child"),
        ("boyfriend", "relationship-framing", False, "own", "adult"),
        ("was raped", "perpetrator-erasure", None, "own", "child"),
    ]
    assert all(document["text"][s["start"] : s["end"]] == s["surface"] for s in document["spans"])
    assert document["meta"] == {"agency": "school", "child_age": 14}


def test_record_findings_name_their_quotations() -> None:
    """A '@doc' line becomes a record-level finding whose spans are those of its quotations."""
    document = parse_document(
        HEAD + "At risk of harm. She was assaulted.\n@doc harm-described-as-risk: At risk // assaulted", "x"
    )

    assert document["documents"] == [{"type": "harm-described-as-risk", "spans": [[0, 7], [25, 34]], "note": ""}]


@pytest.mark.parametrize(
    ("body", "message"),
    [
        ("[[+x|ZZ]]", "unknown value"),
        ("[[+x|AD|qc]]", "voice that masks"),
        ("[[-x|AD]]", "needs its reason"),
        ("[[+ x|AD]]", "space at the edge"),
        ("[[+x|AD", "not closed"),
        ("a a\n@doc closed-on-blame: a", "2 times"),
        ("a\n@doc no-such-check: a", "unknown record check"),
    ],
)
def test_a_broken_document_is_refused(body: str, message: str) -> None:
    """Each rule of the notation is checked, with a message that names the document and not its words."""
    with pytest.raises(MarkupError, match=message):
        parse_document(HEAD + body, "here")


def test_files_are_checked_and_counted(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The checker prints counts, and fails on ids used twice."""
    path = tmp_path / "a.txt"
    path.write_text(f"=== {HEAD}One [[+streetwise|AD]].\n=== {HEAD}Two.\n", encoding="utf-8")

    assert len(list(parse_file(path))) == 2
    assert main([str(path)]) == 1
    assert "documents 2" in capsys.readouterr().out


def test_markup_is_read_back_as_it_was_written() -> None:
    """A document written as mark-up and parsed again is the same document."""
    body = "She is [[+streetwise|AD]]; \u201c[[-my boyfriend|RF|qc]]\u201d. At risk.\n@doc closed-on-blame: At risk"
    document = parse_document(HEAD + body, "x")
    again = parse_document(to_markup(document).removeprefix("=== "), "x")

    assert again == document
