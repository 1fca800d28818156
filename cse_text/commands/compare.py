"""`cse-text annotate --compare A B`: how far two people agree, and where they do not."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from cse_text.commands.console import prepare_output, say
from cse_text.commands.exit_codes import NOT_DONE, NOTHING_FOUND
from cse_text.commands.output import open_report

if TYPE_CHECKING:
    from cse_text.commands.annotate_options import AnnotateOptions


def compare(options: AnnotateOptions) -> int:
    """Compare the marks in two files and write the agreement; return the exit code."""
    from cse_text.evaluation.agreement import compare as compare_marks
    from cse_text.evaluation.figures import as_data
    from cse_text.evaluation.gold import read_gold
    from cse_text.reports.base import ReportOptions
    from cse_text.reports.evaluation.agreement import write_agreement
    from cse_text.reports.page import Page

    read = [read_gold([path]) for path in options.files]
    for _, problems in read:
        for problem in problems:
            say(problem.message)
    found = compare_marks(read[0][0], read[1][0])
    if not found.documents:
        say("The two files have no finished note in common: same id, same text.")
        return NOT_DONE
    page = Page(prepare_output(), ReportOptions())
    write_agreement(page, found, words=options.show_words)
    page.console.file.flush()
    if options.json is not None:
        with open_report(options.json, "utf-8") as stream:
            stream.write(json.dumps({**as_data(found), "differences": len(found.differences)}, indent=1) + "\n")
    return NOTHING_FOUND
