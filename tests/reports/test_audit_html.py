"""The time line as a page: every section, whatever a note holds, and no section that has nothing to say."""

from __future__ import annotations

import html
import re

from cse_text.reports.audit_html import as_html
from tests.reports.audited import audited


def words_of(page: bytes) -> str:
    """Return what a reader sees of a page."""
    body = re.sub(r"</t[dh]>", " ", page.decode().split("</style>")[1])
    return " ".join(html.unescape(re.sub(r"<[^>]+>", "", body)).split())


def test_who_wrote_copied_and_challenged_a_phrase() -> None:
    """The page shows who wrote a phrase first, who copied, challenged and repeated it, and that it went on."""
    words = words_of(as_html(audited()))

    assert "first: 14 March 2014, Social care" in words
    assert "copied: 2 May 2014, Police" in words
    assert "challenged: 9 June 2014, School" in words
    assert "repeated: no date, Health" in words
    assert "After the challenge: the wording goes on: 1 use behind the first challenge." in words


def test_the_language_before_and_after_and_then_and_now() -> None:
    """Entries stand before or after the event, or in neither; wording out of line when written is told from later."""
    words = words_of(as_html(audited()))

    assert "Before and after 1 May 2014" in words
    assert "before 1 14 1" in words
    assert "1 entry without a date: in neither." in words
    assert "out of line when written 1 out of line now, not yet when written 1" in words
    assert "usual then, out of line now; guidance since 1 April 2014" in words
    assert "Before and after" not in words_of(as_html(audited(None)))


def test_words_of_a_note_are_words() -> None:
    """What a note holds is escaped, the marked words are marked, and the page allows nothing to run."""
    page = as_html(audited()).decode()

    assert "<b>" not in page
    assert page.count('<mark class="high">herself at risk</mark>') == 3
    assert "script-src" not in page
    assert "default-src 'none'" in page
