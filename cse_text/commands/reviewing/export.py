"""`cse-text review REPORT --export FILE.jsonl`: records with their decisions, as annotated text."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

from cse_text.commands.console import say
from cse_text.commands.exit_codes import NOT_DONE, NOTHING_FOUND
from cse_text.commands.output import open_report
from cse_text.commands.reviewing.source import records_of
from cse_text.reports.wording import count
from cse_text.review.export import annotated
from cse_text.review.merge import decided, settle
from cse_text.review.reading import has_text
from cse_text.review.store import open_store

if TYPE_CHECKING:
    from cse_text.commands.review_options import ReviewOptions


def export(options: ReviewOptions, target: Path, place: Path, out: Path) -> int:
    """Write every record in which something was decided, text and all; return the exit code."""
    with open_store(place) as store:
        decisions = settle(store.rows())
    records = [decided(each, decisions) for each in records_of(options, target)]
    documents = [(each.record, document) for each in records if (document := annotated(each))]
    whole = [document for record, document in documents if has_text(record)]
    if lost := len(documents) - len(whole):
        say(f"{count(lost, 'record')} left out: the source could not be read again, so the text is not known.")
    if not whole:
        say("Nothing was decided in these records yet, so there is nothing to write.")
        return NOT_DONE
    with open_report(out, "utf-8") as stream:
        stream.write("".join(f"{json.dumps(document)}\n" for document in whole))
    say(f"{count(len(whole), 'record')} written to {out}. It holds the text of the records: keep it as safe as them.")
    return NOTHING_FOUND
