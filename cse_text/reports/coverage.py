"""The coverage statement in sentences: what was read, what was not and why. Shared by the reports for people."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from cse_text.reports.manifest import manifest_line
from cse_text.reports.summary import Summary, Unread
from cse_text.reports.visible import one_line
from cse_text.reports.wording import count
from cse_text.types import Problem

_LISTED = 20
_PRACTICE = {
    "names-who-harms": "naming who does the harm",
    "quotes-with-analysis": "quoting the child with analysis",
    "challenges-masking": "challenging wording that masks",
}


def found_line(summary: Summary) -> str:
    """Return how much was found, in a sentence."""
    if not summary.records and summary.unchanged:
        return "Nothing is new or changed since the last run."
    if not summary.records:
        return "Nothing was read, so nothing could be found."
    if not summary.findings and not summary.record_findings:
        return "Found: nothing."
    phrases = count(summary.findings, "phrase")
    whole = f" and {count(summary.record_findings, 'point')} about whole records" if summary.record_findings else ""
    return f"Found: {phrases}{whole}, in {count(len(summary.files_with_findings), 'file')}."


def coverage_lines(summary: Summary) -> Iterator[str]:
    """Return what was read and what was left alone, a sentence a line."""
    if summary.stopped:
        yield "Stopped before the end: this covers only what had been read by then."
    files = count(len(summary.files), "file")
    yield f"Read: {count(summary.records, 'record')}, {count(summary.words, 'word')}, from {files}."
    if summary.parts:
        yield f"That is {', '.join(_parts(kind, number) for kind, number in summary.parts)}."
    if summary.unchanged:
        yield _unchanged_line(summary.unchanged)
    if summary.files_with_nothing and summary.files_with_findings:
        yield f"In {len(summary.files_with_nothing):,} of them nothing was found."
    if summary.copied:
        stand = count(summary.copied, "more phrase stands", "more phrases stand")
        yield f"{stand} in text copied word for word from an earlier place: shown as copied, counted there once."
    if summary.in_baseline:
        stand = count(summary.in_baseline, "finding is", "findings are")
        yield f"{stand} in the baseline: settled or reported before, and marked so."
    if summary.practice:
        yield practice_line(summary)
    if summary.left_alone:
        alone = count(summary.left_alone, "other phrase was", "other phrases were")
        yield f"{alone} weighed and left alone" + ("." if summary.all_shown else "; --all shows each with its reason.")
    if summary.manifest:
        yield manifest_line(summary.manifest)


def practice_line(summary: Summary) -> str:
    """Return how often good practice was noticed, in a sentence that a supervisor can pass on."""
    number = sum(each for _, each in summary.practice)
    kinds = ", ".join(f"{each:,} {_PRACTICE.get(kind, kind)}" for kind, each in summary.practice)
    verb = "keeps" if number == 1 else "keep"
    return f"Good practice: {count(number, 'sentence')} {verb} the harm in sight ({kinds})."


def problem_lines(summary: Summary) -> Iterator[tuple[str, list[str]]]:
    """Return a title and its lines, for sources that were not read and for those read in part."""
    if summary.not_read:
        yield "Not read", _listed(summary.not_read)
    if summary.noted:
        yield "Read, but note", _listed(summary.noted)
    unlisted = summary.problem_count - len(summary.problems)
    if unlisted:
        yield "Further problems", [f"{unlisted:,} more, not listed here"]


def problem_line(problem: Problem) -> str:
    """Return a problem as 'file, place: message'; a message that begins with its place says it itself."""
    where = ", ".join(one_line(part) for part in (problem.source, problem.place) if part)
    message = one_line(problem.message)
    said = not where or message.startswith((f"{where} ", f"{where}: ", f"{where}, "))
    return message if said else f"{where}: {message}"


def _unchanged_line(unread: Unread) -> str:
    """Return what was passed by, and what is not in this report for that reason."""
    last = f"{unread.last:%d/%m/%Y}"
    days = f"on {last}" if unread.first == unread.last else f"between {unread.first:%d/%m/%Y} and {last}"
    phrases = count(unread.phrases, "phrase")
    points = f" and {count(unread.points, 'point')} about whole records" if unread.points else ""
    return (
        f"Not read again: {count(unread.records, 'record')}, unchanged since read {days}; {phrases}{points} "
        "found then, not shown or counted here."
    )


def _parts(kind: str, number: int) -> str:
    return count(number, kind, f"{kind}es" if kind.endswith("x") else f"{kind}s")


def _listed(problems: Sequence[Problem]) -> list[str]:
    lines = [problem_line(problem) for problem in problems[:_LISTED]]
    more = len(problems) - _LISTED
    return [*lines, f"and {more:,} more"] if more > 0 else lines
