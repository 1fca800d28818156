"""HTML for people: one file that needs nothing else, complete without script, with filters where script runs.

Every word that comes from a note passes through Jinja's escaping; a content policy in the page lets nothing be
loaded and no script run but its own. The findings shown are held in memory until the end, since the summary stands
first; the records' texts are not.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from cse_text.reports.coverage import coverage_lines, found_line, problem_line
from cse_text.reports.manifest import manifest_facts
from cse_text.reports.method import MARKS, METHOD
from cse_text.reports.pages import environment, policy_hash
from cse_text.reports.summary import Summary
from cse_text.reports.views import RecordView, ViewReporter, code_of
from cse_text.reports.visible import one_line
from cse_text.reports.wording import NOT_SAFE, TO_CHECK, count

_LEVELS = (  # as in reports.wording
    ("0", "any"),
    ("0.4", "possible (0.40) or more"),
    ("0.6", "likely (0.60) or more"),
    ("0.8", "very likely (0.80) or more"),
    ("0.95", "almost certain (0.95) or more"),
)


class HtmlReporter(ViewReporter):
    """Keeps what is to be shown, and writes the page at the end."""

    def end(self, summary: Summary) -> None:
        """Write the page."""
        pages = environment()
        template = pages.get_template("report.html")
        for part in template.generate(**_values(pages, self._records, summary)):
            self._stream.write(part)


def _values(pages: Any, records: list[RecordView], summary: Summary) -> dict[str, Any]:
    findings = [finding for record in records for passage in record.passages for finding in passage.findings]
    wholes = [whole for record in records for whole in record.wholes]
    manifest = summary.manifest
    style = pages.get_template("report.css").render()
    return {
        "script_hash": policy_hash(pages.get_template("report.js").render()),
        "style": style,
        "style_hash": policy_hash(style),
        "summary": summary,
        "found": found_line(summary),
        "records": records,
        "total": len(findings) + len(wholes),
        "categories": sorted({finding.category for finding in findings}),
        "agencies": sorted({*(each.agency for each in findings), *(each.agency for each in wholes)}),
        "levels": _LEVELS,
        "has_wholes": bool(wholes),
        "read": list(coverage_lines(replace(summary, manifest=None))),
        "not_read": [problem_line(problem) for problem in summary.not_read],
        "noted": [problem_line(problem) for problem in summary.noted],
        "unlisted": summary.problem_count - len(summary.problems),
        "method": METHOD,
        "marks": MARKS,
        "facts": manifest_facts(manifest) if manifest else [],
        "inputs": manifest.inputs if manifest else (),
        "not_safe": NOT_SAFE,
        "to_check": TO_CHECK,
        "code_of": code_of,
        "count": count,
        "one_line": one_line,
    }
