"""Tests of `cse-text scan --decisions` and `--baseline`: reports know what was decided."""

from __future__ import annotations

import csv
import html
import io
import json
from dataclasses import replace
from pathlib import Path

import pytest

from cse_text.review.store import open_store
from tests.commands.conftest import Cli
from tests.commands.fakes import Items
from tests.reports.office import all_text
from tests.review.samples import case, row


@pytest.fixture
def kept(tmp_path: Path) -> Path:
    """Return a file of decisions on the sample record: one accepted, one rejected, one with a note."""
    path = tmp_path / "kept.sqlite"
    first, second, third = case().findings
    with open_store(path, create=True) as store:
        store.add(row(first.key, reframing="=is being harmed"))
        store.add(row(second.key, verdict="rejected", reason="negated", note="\u001b[2Jsee p. 3"))
        store.add(row(third.key, verdict="open", note="ask"))
    return path


def one() -> Items:
    """Yield the sample record as the scanner does: without keys."""
    found = case()
    yield replace(
        found,
        findings=tuple(replace(each, key="") for each in found.findings),
        record_findings=tuple(replace(each, key="") for each in found.record_findings),
    )


def test_reports_show_decisions(cli: Cli, kept: Path) -> None:
    """Terminal, plain, JSON and CSV say of each finding what was decided, and nothing typed can steer a terminal."""
    shown = {name: cli("scan", "x", "--format", name, "--decisions", str(kept), items=one).stdout for name in FORMATS}
    found = json.loads(shown["json"])[0]["findings"]
    cells = list(csv.DictReader(io.StringIO(shown["csv"].removeprefix("\ufeff"))))

    for name in ("terminal", "plain"):
        assert "accepted by A; in their words: =is being harmed" in " ".join(shown[name].split())
        assert "rejected by A; negated; note: <U+001B>[2Jsee p. 3" in " ".join(shown[name].split())
    assert [each["decision"]["verdict"] for each in found] == ["accepted", "rejected", "open"]
    assert found[0]["key"] == case().findings[0].key
    assert [each["decision"] for each in cells] == ["accepted", "rejected", "open", ""]
    assert cells[0]["decision_words"] == "'=is being harmed"


FORMATS = ("terminal", "plain", "json", "csv")


def test_reports_without_decisions_have_no_columns_for_them(cli: Cli) -> None:
    """Nothing about decisions stands in a report that was not asked for them."""
    for name in FORMATS:
        assert "decision" not in cli("scan", "x", "--format", name, items=one).stdout.casefold()


def test_a_baseline_leaves_out_what_was_settled(cli: Cli, kept: Path) -> None:
    """Accepted and rejected findings are left out and counted; what has only a note is still new."""
    done = cli("scan", "x", "--format", "json", "--baseline", str(kept), items=one)

    assert [each["rule"] for each in json.loads(done.stdout)[0]["findings"]] == ["SE001"]
    assert "2 findings decided or reported before left out" in done.stderr
    assert done.exit_code == 1


def test_every_format_shows_decisions(cli: Cli, kept: Path, tmp_path: Path) -> None:
    """HTML, DOCX and XLSX say what was decided; SARIF suppresses what reviewers rejected, and says of all the rest."""
    for name in ("html", "docx", "xlsx", "sarif"):
        cli("scan", "x", "--out", str(tmp_path / f"r.{name}"), "--decisions", str(kept), items=one)
    results = json.loads((tmp_path / "r.sarif").read_text(encoding="utf-8"))["runs"][0]["results"]

    for name in ("html", "docx", "xlsx"):
        text = html.unescape(all_text(name, (tmp_path / f"r.{name}").read_bytes()))
        assert "accepted" in text
        assert "=is being harmed" in text
        assert "negated" in text
    assert [len(each["suppressions"]) for each in results] == [0, 1, 0, 0]
    assert results[1]["suppressions"][0]["status"] == "accepted"
    assert results[1]["suppressions"][0]["justification"].startswith("rejected by A; negated")


def test_a_baseline_can_be_kept_and_marked(cli: Cli, kept: Path, tmp_path: Path) -> None:
    """--keep-baseline shows what was settled, marked in every format; only what is new counts for the exit code."""
    options = ("--baseline", str(kept), "--keep-baseline")
    for name in ("html", "docx", "xlsx", "sarif", "csv", "txt"):
        assert cli("scan", "x", "--out", str(tmp_path / f"r.{name}"), *options, items=one).exit_code == 1
    found = json.loads(cli("scan", "x", "--format", "json", *options, items=one).stdout)[0]["findings"]
    results = json.loads((tmp_path / "r.sarif").read_text(encoding="utf-8"))["runs"][0]["results"]
    cells = list(csv.DictReader(io.StringIO((tmp_path / "r.csv").read_text(encoding="utf-8-sig"))))

    assert [each.get("in_baseline") for each in found] == [True, True, None]
    assert [each["baselineState"] for each in results] == ["unchanged", "unchanged", "new", "new"]
    assert [each["in_baseline"] for each in cells] == ["true", "true", "false", "false"]
    for name in ("html", "docx", "txt"):
        text = all_text(name, (tmp_path / f"r.{name}").read_bytes())
        assert text.count("in the baseline: settled or reported before") == 3  # and once under coverage
    assert all_text("xlsx", (tmp_path / "r.xlsx").read_bytes()).count("\ntrue\n") == 2
    assert cli("scan", "x", "--keep-baseline", items=one).exit_code == 2


def test_an_earlier_report_is_a_baseline_too(cli: Cli, report: Path) -> None:
    """Against a report of the same text nothing is new, and the exit code says so; a wrong file is refused."""
    done = cli("scan", "x", "--format", "json", "--baseline", str(report), items=one)

    assert json.loads(done.stdout)[0]["findings"] == []
    assert done.exit_code == 0
    assert cli("scan", "x", "--baseline", str(report.parent / "r1.txt"), items=one).exit_code == 2
