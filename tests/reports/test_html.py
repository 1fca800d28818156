"""The HTML report: one file, escaped, whole without script, in an order that any reader can follow."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from itertools import pairwise

from hypothesis import example, given, settings
from hypothesis import strategies as st

from cse_text.reports.html import HtmlReporter
from cse_text.reports.selection import Selection
from cse_text.reports.visible import one_line
from tests.reports.gold import check_gold
from tests.reports.runs import sample_report, single_report
from tests.reports.samples import case_file
from tests.reports.test_hostile_text import record_of

SCRIPT = "<script>alert(1)</script><img src=x onerror=alert(2)>\"'&{{ 7*7 }}{% raw %}"


OWN = set(
    "html head meta title style body a header h1 h2 h3 h4 h5 p nav ul li main section div table caption thead tbody tr "
    "th td span form fieldset legend label input select option button article bdi blockquote mark dl dt dd strong "
    "footer script".split()
)


class Reader(HTMLParser):
    """Notes the elements, their attributes and the words of a page."""

    def __init__(self) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.words: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note an element."""
        self.elements.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        """Note words."""
        self.words.append(data)


def read(page: bytes) -> Reader:
    """Return what a parser sees of a page."""
    reader = Reader()
    reader.feed(page.decode())
    return reader


def tags(reader: Reader, name: str) -> list[dict[str, str | None]]:
    """Return the attributes of every element of a name."""
    return [attributes for tag, attributes in reader.elements if tag == name]


def test_page_as_it_was_looked_at() -> None:
    """The page is as it was looked at in a browser."""
    check_gold("report.html", sample_report("html").decode())


def test_page_with_findings_only() -> None:
    """Without --all, nothing that was left alone is on the page."""
    page = sample_report("html", Selection()).decode()

    assert "no angel" not in page
    assert "place herself at risk" in page


def test_note_text_never_becomes_mark_up() -> None:
    """Script in a note is text: the page holds its own one script, and every word of the note can be read."""
    page = single_report("html", record_of(SCRIPT))
    reader = read(page)

    assert len(tags(reader, "script")) == 1
    assert tags(reader, "img") == []
    assert not [name for _, attributes in reader.elements for name in attributes if name.startswith("on")]
    assert SCRIPT in "".join(reader.words)


def _spaced(text: str) -> str:
    """Return a text with one space wherever it has any kind of white space."""
    return " ".join(text.split())


@settings(deadline=None)
@example("0\u16800")  # a space of Ogham, which a page keeps
@given(st.text(st.one_of(st.characters(), st.sampled_from("<>\"'&/=! {}%-")), min_size=1, max_size=60))
def test_no_text_adds_an_element(text: str) -> None:
    """Whatever a note holds, the page has only elements of its own, and no attribute that could run or load."""
    reader = read(single_report("html", record_of(text)))

    assert {tag for tag, _ in reader.elements} <= OWN
    assert len(tags(reader, "script")) == 1
    assert not [name for _, attributes in reader.elements for name in attributes if name.startswith(("on", "src"))]
    assert {(each["href"] or "")[0] for each in tags(reader, "a")} == {"#"}
    assert _spaced(one_line(text)) in _spaced("".join(reader.words)) or " " in one_line(text)


def test_nothing_is_loaded() -> None:
    """The page names no other file, and its policy forbids all but its own script and style."""
    reader = read(sample_report("html"))
    policies = [each["content"] or "" for each in tags(reader, "meta") if "http-equiv" in each]
    links = [attributes[key] or "" for _, attributes in reader.elements for key in ("src", "href") if key in attributes]

    assert [policy.split(";")[0] for policy in policies] == ["default-src 'none'"]
    assert re.search(r"script-src 'sha256-[^']+'; ", policies[0])
    assert all(link.startswith("#") for link in links)
    assert tags(reader, "link") == []


def test_headings_are_in_order() -> None:
    """No heading skips a level, and there is one of the first."""
    levels = [int(tag[1]) for tag, _ in read(sample_report("html")).elements if re.fullmatch("h[1-6]", tag)]

    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(after - before <= 1 for before, after in pairwise(levels))


def test_links_inside_the_page_lead_somewhere() -> None:
    """The skip link and the contents lead to places that exist, and no id is used twice."""
    reader = read(sample_report("html"))
    ids = [attributes["id"] for _, attributes in reader.elements if "id" in attributes]

    assert len(ids) == len(set(ids))
    assert {(each["href"] or "")[1:] for each in tags(reader, "a")} <= set(ids)
    assert {tag for tag, _ in reader.elements} >= {"header", "nav", "main", "footer"}


def test_filters_wait_for_script() -> None:
    """Without script the filters are not shown and every finding is."""
    reader = read(sample_report("html"))
    findings = [attributes for _, attributes in reader.elements if "data-confidence" in attributes]

    assert "hidden" in tags(reader, "form")[0]
    assert len(findings) == 9
    assert not any("hidden" in attributes for attributes in findings)
    assert {each["data-agency"] for each in findings} == {"Children's social care", "Police", "Residential home"}


def test_marks_do_not_depend_on_colour() -> None:
    """Every marked phrase is followed by the letters of its category and the number of its finding."""
    page = sample_report("html").decode()

    assert '<mark class="high">place herself at risk</mark><span class="tag"> [SE 1]</span>' in page
    assert '<mark class="spared">no angel</mark><span class="tag"> [DC 3]</span>' in page


def test_a_run_without_findings_says_what_that_means() -> None:
    """Where nothing was found the page says so, and that it is no sign of safety."""
    page = single_report("html", case_file().__class__(case_file().record)).decode()

    assert "Found: nothing." in page
    assert "No findings does not mean that a record is sound" in page
    assert '<form id="filters"' not in page


def test_the_reporter_keeps_no_text_of_records() -> None:
    """Until the end the reporter holds what it will show, and not the records."""
    import io
    import pickle

    scanned = case_file()
    reporter = HtmlReporter(io.StringIO())
    reporter.add_record(scanned)

    assert b"Strategy meeting" not in pickle.dumps(reporter._records)
