"""What is shown, and what is counted."""

from __future__ import annotations

from dataclasses import replace

import pytest

from cse_text.reports.coverage import coverage_lines, found_line, problem_line, problem_lines
from cse_text.reports.selection import BELOW_THRESHOLD, Selection
from cse_text.reports.summary import KEPT_PROBLEMS, CategoryCount, FileCount, Summary, Tally, part_kind
from cse_text.types import Problem
from tests.reports.samples import UNREAD, case_file, judged_run, note


def rules_shown(selection: Selection) -> list[str]:
    """Return the rules of the findings of the case file that a selection shows."""
    return [finding.rule for finding in selection.show(selection.judge(case_file())).findings]


def test_by_default_what_masks_is_shown() -> None:
    """Without any wish, all that masks is shown and nothing that was left alone."""
    assert rules_shown(Selection()) == ["SE001", "EB001", "HR001", "EB007"]


def test_all_shows_what_was_left_alone() -> None:
    """With all asked for, what was left alone is shown too."""
    assert rules_shown(Selection(show_all=True)) == ["SE001", "EB001", "DC014", "RF001", "HR001", "EB007"]


def test_threshold_keeps_the_boundary() -> None:
    """A finding exactly at the threshold is shown, one below is not."""
    assert rules_shown(Selection(threshold=0.66)) == ["SE001", "EB001", "HR001"]


def test_below_threshold_no_longer_masks() -> None:
    """Shown with all, a finding below the threshold is left alone and says why."""
    judged = Selection(show_all=True, threshold=0.9).judge(case_file())

    assert [finding.rule for finding in judged.findings if finding.masking] == ["SE001"]
    assert judged.findings[1].reasons[-1] == BELOW_THRESHOLD
    assert judged.record_findings == ()


def test_severity_and_category_narrow() -> None:
    """A least severity and categories leave out the rest, also of what was left alone."""
    assert rules_shown(Selection(show_all=True, min_severity="medium", categories={"engagement-blame"})) == ["EB001"]


def test_a_category_leaves_whole_records_out() -> None:
    """Findings about whole records have no category and go when one is asked for."""
    selection = Selection(categories={"harm-as-risk"})

    assert selection.judge(case_file()).record_findings == ()
    assert len(Selection(min_severity="high").judge(case_file()).record_findings) == 1


def test_counts_by_category_and_by_file() -> None:
    """Findings are counted by category with their severities, and by file with records and words."""
    _, summary = judged_run()

    assert summary.categories == (
        CategoryCount("engagement-blame", 2, 0, 1, 1),
        CategoryCount("missing-blame", 2, 0, 1, 1),
        CategoryCount("harm-as-risk", 1, 1, 0, 0),
        CategoryCount("self-endangerment", 1, 1, 0, 0),
    )
    assert summary.files == (
        FileCount("closed_cases/cf-0147.docx", 1, 89, 4, 1),
        FileCount("misper_2019.csv", 2, 24, 2, 0),
        FileCount("closed_cases/health_7.txt", 1, 6, 0, 0),
    )
    assert (summary.records, summary.words, summary.findings, summary.record_findings) == (4, 119, 6, 1)
    assert summary.files_with_nothing == ("closed_cases/health_7.txt",)
    assert summary.left_alone == 2


def test_what_was_not_read_stands_apart() -> None:
    """A source of which nothing was read is told apart from one that was read with a remark."""
    _, summary = judged_run()

    assert summary.not_read == (UNREAD,)
    assert [problem.slug for problem in summary.noted] == ["deleted-text"]


def test_problems_are_counted_but_not_all_kept() -> None:
    """A source with very many problems does not fill the memory; the rest are counted."""
    tally = Tally()
    for row in range(KEPT_PROBLEMS + 3):
        tally.add_problem(Problem("a.csv", f"row {row}", "no-text", "The row has no text."))
    tally.add_problem(Problem("a.csv", "row 0", "no-text", "The row has no text."))
    summary = tally.summary()

    assert len(summary.problems) == KEPT_PROBLEMS
    assert summary.problem_count == KEPT_PROBLEMS + 3
    assert list(problem_lines(summary))[-1] == ("Further problems", ["3 more, not listed here"])


def test_coverage_speaks_in_sentences() -> None:
    """The coverage statement counts in words that agree with their numbers."""
    tally = Tally()
    tally.add_record(Selection().judge(note()))
    summary = tally.summary(stopped=True)

    assert found_line(summary) == "Found: 2 phrases, in 1 file."
    assert list(coverage_lines(summary)) == [
        "Stopped before the end: this covers only what had been read by then.",
        "Read: 1 record, 18 words, from 1 file.",
        "That is 1 row.",
    ]


def test_parts_are_named_by_their_places() -> None:
    """The coverage statement says how many pages, rows and comments were read, by the labels of their places."""
    labels = {
        "page 3": "page",
        "sheet Row 4, row 12, column Line 3": "row",
        "row 2, column Text": "row",
        "table 1, row 2": "table row",
        "comment 2, at page 1": "comment",
        "text box 1": "text box",
        "message 2, line 4": "message line",
        "somewhere": "",
    }

    assert {label: part_kind(label) for label in labels} == labels


def test_copies_are_said() -> None:
    """What stands in copied text is said to be counted once."""
    said = list(coverage_lines(replace(Summary(), copied=2)))

    assert said[-1].startswith("2 more phrases stand in text copied word for word")


def test_nothing_read_is_not_nothing_found() -> None:
    """A run that read nothing does not say that nothing was found, one that read says so."""
    nothing_found = replace(Summary(), files=(FileCount("a.txt", 1, 3, 0, 0),))

    assert found_line(Summary()) == "Nothing was read, so nothing could be found."
    assert found_line(nothing_found) == "Found: nothing."


def test_left_alone_names_the_way_to_see_it() -> None:
    """What was left alone is counted, with the option that shows it unless it was shown."""
    summary = replace(Summary(), left_alone=1)

    assert list(coverage_lines(summary))[-1] == (
        "1 other phrase was weighed and left alone; --all shows each with its reason."
    )
    assert list(coverage_lines(replace(summary, all_shown=True)))[-1] == ("1 other phrase was weighed and left alone.")


@pytest.mark.parametrize(
    ("place", "message", "line"),
    [
        ("", "bad.pdf is damaged.", "bad.pdf is damaged."),
        ("page 2", "bad.pdf, page 2 has no text.", "bad.pdf, page 2 has no text."),
        ("page 2", "bad.pdf is damaged.", "bad.pdf, page 2: bad.pdf is damaged."),
        ("", "it is damaged.", "bad.pdf: it is damaged."),
    ],
)
def test_a_problem_names_its_place_once(place: str, message: str, line: str) -> None:
    """A message that begins with file and place is not led by them again; any other is."""
    assert problem_line(Problem("bad.pdf", place, "damaged", message)) == line
