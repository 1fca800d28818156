"""Two versions of notes as one HTML page: totals, then each note's sentences side by side, to read and to print."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from cse_text.teaching.sheets import templates
from cse_text.teaching.side_by_side import by_category, marked, summary, totals
from cse_text.teaching.versions import Compared, rows


def as_page(compared: Sequence[Compared]) -> str:
    """Return the comparison as one file that needs nothing beside it."""
    page = templates().get_template("versions.html.j2")
    notes = [_shown(each) for each in compared]
    return page.render(notes=notes, totals=totals(compared), categories=by_category(compared)) + "\n"


def _shown(compared: Compared) -> dict[str, Any]:
    before, after = compared.before, compared.after
    beside = rows(before.record.text, after.record.text)
    return {
        "id": before.record.id,
        "rows": [(marked(before, one), marked(after, two)) for one, two in beside],
        "summary": summary(compared),
    }
