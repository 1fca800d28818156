"""The run manifest: in every report, and the same input gives the same bytes."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest

from cse_text.reports.manifest import Manifest, manifest_facts, manifest_line, manifest_object
from cse_text.reports.registry import FORMATS
from tests.reports.office import all_text
from tests.reports.runs import MANIFEST, sample_report


@pytest.mark.parametrize("name", FORMATS)
def test_the_same_input_gives_the_same_bytes(name: str) -> None:
    """A report made twice is the same to the byte, whatever the clock says."""
    assert sample_report(name) == sample_report(name)


@pytest.mark.parametrize("name", [name for name in FORMATS if name != "csv"])
def test_every_report_names_lexicon_and_version(name: str) -> None:
    """Each report says by which version and lexicon it was made; CSV leaves that to --manifest."""
    text = all_text(name, sample_report(name))

    assert "0fc631092a39" in text
    assert "0.1.0" in text


@pytest.mark.parametrize("name", ["html", "docx", "xlsx", "sarif", "json", "jsonl"])
def test_reports_to_file_hold_the_hash_of_each_input(name: str) -> None:
    """Reports that are filed hold the SHA-256 of every file that was read."""
    assert "9c" * 32 in all_text(name, sample_report(name))


def test_the_object_holds_a_stamp_only_if_asked() -> None:
    """The clock is in the manifest only where a stamp was asked for."""
    assert "stamp" not in manifest_object(MANIFEST)
    assert manifest_object(replace(MANIFEST, stamp="2026-11-22T08:00:00+00:00"))["stamp"] == "2026-11-22T08:00:00+00:00"
    assert json.loads(json.dumps(manifest_object(MANIFEST)))["inputs"][0]["size"] == 37_653


def test_the_line_names_what_a_reader_needs() -> None:
    """The sentence for terminals holds version, lexicon, depth and one hash for all files that could be hashed."""
    line = manifest_line(MANIFEST)

    assert line.startswith("Made with cse-text 0.1.0, lexicon 0fc631092a39, models ")
    assert "depth standard, 1 file with SHA-256 " in line
    assert "file" not in manifest_line(Manifest("0.1.0"))


def test_facts_are_safe_to_show() -> None:
    """Settings come from a command line and may hold anything; they are shown, never obeyed."""
    facts = dict(manifest_facts(replace(MANIFEST, settings={"text-column": "a\x1b[2J"}, stamp="now")))

    assert facts["Setting text-column"] == "a<U+001B>[2J"
    assert facts["Made on"] == "now"
