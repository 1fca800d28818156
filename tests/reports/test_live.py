"""What the live page shows: plain values of the whole text, and a page that nothing typed can become part of."""

from __future__ import annotations

from dataclasses import replace

from cse_text.reports.live import live_view, page_files, sentences_then
from cse_text.types import Finding, Record, RecordFinding, Reframing, ScannedRecord

TEXT = "Seen at school.\n\nLeah keeps putting\nherself at risk. She is <b>tired</b>.\n"


def found(text: str, words: str, *, masking: bool = True, offer: str = "is not kept safe by adults") -> Finding:
    """Return a finding of words in a text, with one reframing of the same stretch."""
    start = text.index(words)
    end = start + len(words)
    return Finding(
        rule="SE001",
        name="putting-self-at-risk",
        category="self-endangerment",
        start=start,
        end=end,
        text=words,
        place="",
        severity="high",
        masking=masking,
        confidence=0.9,
        voice="own",
        subject="child",
        detector="phrase",
        sources=("key",),
        reframings=(Reframing(start, end, offer, 0.6, "nothing more"),),
    )


def test_every_line_is_shown_in_pieces() -> None:
    """Lines without findings are shown too, and lines that one finding joins are one."""
    record = Record("page", TEXT, "")
    view = live_view(ScannedRecord(record, (found(TEXT, "putting\nherself at risk"),)), {"key": "A title"})
    pieces = [[piece["text"] for piece in line["pieces"]] for line in view["lines"]]

    assert pieces == [
        ["Seen at school. "],
        ["Leah keeps ", "putting herself at risk", ". She is <b>tired</b>. "],
    ]
    assert view["lines"][1]["pieces"][1]["tags"] == ("SE 1",)
    assert view["lines"][1]["findings"][0]["sources"] == ("A title",)


def test_a_reframing_is_shown_in_its_sentence() -> None:
    """The sentence is given as it would read, on one line, and no other sentence with it."""
    finding = found(TEXT, "keeps putting\nherself at risk")

    assert sentences_then(Record("page", TEXT, ""), finding) == ["Leah is not kept safe by adults."]


def test_what_is_said_aloud() -> None:
    """One short sentence says how much masks, what was left alone and what the whole text shows."""
    record = Record("page", TEXT, "")
    masks = found(TEXT, "herself at risk")
    left = replace(found(TEXT, "tired"), masking=False)
    whole = RecordFinding("harm-as-risk", ((0, 4),), 0.8, "Harm is described as risk.")

    assert live_view(ScannedRecord(Record("page", " \n", "")), {})["said"] == "Nothing is written yet."
    assert live_view(ScannedRecord(record), {})["said"] == "Nothing found to look at."
    assert live_view(ScannedRecord(record, (masks, left), (whole,)), {})["said"] == (
        "1 phrase to look at, 1 weighed and left alone, 1 about the whole text."
    )


def test_the_page_is_whole_and_escapes_its_notes() -> None:
    """The page names only its own two files, and an example's words stay words."""
    files = page_files({"A deck": [("A <b>title</b>", 'Said "x" & <script>y</script>')]})
    page = files[""][1].decode()

    assert set(files) == {"", "page.css", "page.js"}
    assert 'value="Said &#34;x&#34; &amp; &lt;script&gt;y&lt;/script&gt;"' in page
    assert page.count("<script") == 1
    assert not any(word in page for word in ("http:", "https:", "style=", "onclick"))


def test_the_script_writes_no_markup_and_stores_nothing() -> None:
    """The page's script has no way to turn words into markup, to keep them or to send them elsewhere."""
    script = page_files({})["page.js"][1].decode()

    for word in ("innerHTML", "outerHTML", "insertAdjacent", "Storage", "cookie", "eval(", "http"):
        assert word not in script
    assert script.count("fetch(") == 1
