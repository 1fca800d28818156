"""The sample case file as an audit lays it out, with a copied, repeated and challenged wording in it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from cse_text.audit.chronology import assemble, before_and_after, by_agency, then_and_now, timeline
from cse_text.audit.spread import spread
from cse_text.reports.audit_page import Audited
from cse_text.types import Record, ScannedRecord
from tests.reports.samples import UNREAD, case_file, finding

WORDS = "at risk"
NOTES = (
    ("Social care", "2014-03-14", "Leah places herself at risk by going to the flat in the evenings again."),
    ("Police", "2014-05-02", "Leah places herself at risk by going to the flat in the evenings again."),
    ("School", "2014-06-09", "We should not say that she <b>places herself at risk</b>: men harm her."),
    ("Health", "", "She places herself at risk, GP told."),
)


def audited(event: date | None = date(2014, 5, 1)) -> Audited:
    """Return the sample notes of four agencies laid out, with findings about the whole record."""
    notes = [
        Record(f"n{n}", text, f"{agency}.docx", {"agency": agency, "note_date": day})
        for n, (agency, day, text) in enumerate(NOTES)
    ]
    record = assemble("CF-0147", notes)
    found, start = [], 0
    while (start := record.text.find("herself at risk", start)) >= 0:
        each = finding(record.text[start:], "herself at risk", valid_from="2014-04-01")
        challenged = "not say" in record.text[max(0, start - 40) : start]
        voice = {"masking": False, "voice": "meta"} if challenged else {}
        found.append(replace(each, start=start, end=start + 15, **voice))  # type: ignore[arg-type]
        start += 15
    whole = tuple(replace(each, spans=((0, 4),)) for each in case_file().record_findings)
    scanned = ScannedRecord(record, tuple(found), whole)
    lines = timeline(scanned)
    around = before_and_after(lines, event) if event else None
    shown = (scanned, lines, by_agency(lines), spread(lines, scanned), then_and_now(lines))
    return Audited(*shown, event=event, around=around, problems=(UNREAD,))
