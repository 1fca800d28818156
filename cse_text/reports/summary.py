"""What a run found and read, counted: by category, by file, and what could not be read. No formats here."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field
from datetime import date

from cse_text.reports.manifest import Manifest
from cse_text.types import Problem, ScannedRecord

_PART = re.compile(
    r"(?:sheet .*, )?(table(?= [0-9]+, row)|row|page|paragraph|line|header|footer|footnote|endnote|comment|text box"
    r"|message|subject)\b"
)
_KINDS = {"table": "table row", "message": "message line"}
KEPT_PROBLEMS = 500  # enough for any report; the rest are counted, so that memory does not grow with a bad source


@dataclass(frozen=True, slots=True)
class CategoryCount:
    """How many findings a category has, and of what severity."""

    category: str
    findings: int
    high: int
    medium: int
    low: int


@dataclass(frozen=True, slots=True)
class FileCount:
    """What one source held: records, words, findings, findings about whole records, and findings copied to it."""

    source: str
    records: int
    words: int
    findings: int
    record_findings: int
    copied: int = 0


@dataclass(frozen=True, slots=True)
class Unread:
    """What was passed by, since it had not changed: records, what was found when they were read, and on which days."""

    records: int
    phrases: int
    points: int
    first: date
    last: date


@dataclass(frozen=True, slots=True)
class Summary:
    """The counts of a run; categories and files with most findings first.

    `copied` counts the findings in text copied from an earlier place: they are shown, and counted where they stood
    first. `in_baseline` counts the findings of both kinds that were settled or reported before; `practice` the
    sentences that show good practice, by kind. `parts` says how many pages, paragraphs, rows and so on were read.
    """

    categories: tuple[CategoryCount, ...] = ()
    files: tuple[FileCount, ...] = ()
    left_alone: int = 0
    copied: int = 0
    in_baseline: int = 0
    parts: tuple[tuple[str, int], ...] = ()
    problems: tuple[Problem, ...] = ()
    problem_count: int = 0
    practice: tuple[tuple[str, int], ...] = ()
    all_shown: bool = False
    stopped: bool = False
    manifest: Manifest | None = None
    unchanged: Unread | None = None

    @property
    def records(self) -> int:
        """The number of records read."""
        return sum(file.records for file in self.files)

    @property
    def words(self) -> int:
        """The number of words read."""
        return sum(file.words for file in self.files)

    @property
    def findings(self) -> int:
        """The number of phrases found to mask."""
        return sum(file.findings for file in self.files)

    @property
    def record_findings(self) -> int:
        """The number of findings about whole records."""
        return sum(file.record_findings for file in self.files)

    @property
    def files_with_findings(self) -> tuple[FileCount, ...]:
        """The files in which something was found."""
        return tuple(file for file in self.files if file.findings or file.record_findings)

    @property
    def files_with_nothing(self) -> tuple[str, ...]:
        """The files that were read and in which nothing was found."""
        return tuple(file.source for file in self.files if not (file.findings or file.record_findings or file.copied))

    @property
    def not_read(self) -> tuple[Problem, ...]:
        """The problems of sources of which no record was read."""
        read = {file.source for file in self.files}
        return tuple(problem for problem in self.problems if problem.source and problem.source not in read)

    @property
    def noted(self) -> tuple[Problem, ...]:
        """The problems in sources that were read, in part at least."""
        unread = set(self.not_read)
        return tuple(problem for problem in self.problems if problem not in unread)


@dataclass(slots=True)
class _FileTally:
    records: int = 0
    words: int = 0
    findings: int = 0
    record_findings: int = 0
    copied: int = 0


@dataclass(slots=True)
class Tally:
    """The counts while a run goes on; its size grows with the number of files, not of records."""

    all_shown: bool = False
    _files: dict[str, _FileTally] = field(default_factory=dict)
    _categories: Counter[tuple[str, str]] = field(default_factory=Counter)
    _records: int = 0
    _found: int = 0
    _left_alone: int = 0
    _in_baseline: int = 0
    _parts: Counter[str] = field(default_factory=Counter)
    _practice: Counter[str] = field(default_factory=Counter)
    _problems: dict[Problem, None] = field(default_factory=dict)
    _dropped: int = 0

    @property
    def records(self) -> int:
        """The number of records so far."""
        return self._records

    @property
    def found(self) -> int:
        """The number of findings of both kinds so far."""
        return self._found

    def add_record(self, judged: ScannedRecord) -> None:
        """Count one record, as a Selection judged it."""
        found = [finding for finding in judged.findings if finding.masking]
        masking = [finding for finding in found if not finding.copied_from]
        file = self._files.setdefault(judged.record.source, _FileTally())
        file.records += 1
        self._records += 1
        self._found += len(masking) + len(judged.record_findings)
        self._in_baseline += sum(each.in_baseline for each in masking)
        self._in_baseline += sum(each.in_baseline for each in judged.record_findings)
        file.words += len(judged.record.text.split())
        file.findings += len(masking)
        file.record_findings += len(judged.record_findings)
        self._categories.update((finding.category, finding.severity) for finding in masking)
        self._left_alone += len(judged.findings) - len(found)
        file.copied += len(found) - len(masking)
        self._practice.update(each.kind for each in judged.good_practice)
        self._parts.update(part_kind(place.label) for place in judged.record.places)
        for problem in problems_of(judged):
            self.add_problem(problem)

    def add_problem(self, problem: Problem) -> None:
        """Count one problem; the same one is counted once."""
        if problem in self._problems:
            return
        if len(self._problems) < KEPT_PROBLEMS:
            self._problems[problem] = None
        else:
            self._dropped += 1

    def summary(self, *, stopped: bool = False) -> Summary:
        """Return the counts so far; `stopped` says that the run was ended before its end."""
        files = [
            FileCount(source, file.records, file.words, file.findings, file.record_findings, file.copied)
            for source, file in self._files.items()
        ]
        return Summary(
            categories=self._category_counts(),
            files=tuple(sorted(files, key=lambda file: (-file.findings, -file.record_findings, file.source))),
            left_alone=self._left_alone,
            copied=sum(file.copied for file in self._files.values()),
            in_baseline=self._in_baseline,
            parts=tuple((kind, number) for kind, number in self._parts.most_common() if kind),
            practice=tuple(sorted(self._practice.items())),
            problems=tuple(self._problems),
            problem_count=len(self._problems) + self._dropped,
            all_shown=self.all_shown,
            stopped=stopped,
        )

    def _category_counts(self) -> tuple[CategoryCount, ...]:
        counts = [
            CategoryCount(name, sum(parts), *parts)
            for name in {category for category, _ in self._categories}
            for parts in [[self._categories[name, severity] for severity in ("high", "medium", "low")]]
        ]
        return tuple(sorted(counts, key=lambda count: (-count.findings, count.category)))


def part_kind(label: str) -> str:
    """Return what kind of place a label names: 'page', 'table row', 'message line'; '' where it names none known."""
    found = _PART.match(label)
    return _KINDS.get(found[1], found[1]) if found else ""


def problems_of(scanned: ScannedRecord) -> tuple[Problem, ...]:
    """Return the problems of reading and of judging one record, each once."""
    return tuple(dict.fromkeys((*scanned.record.problems, *scanned.problems)))
