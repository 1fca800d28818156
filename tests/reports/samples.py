"""Invented records with findings, as the scanner hands them to the reports."""

from __future__ import annotations

from datetime import date

from cse_text.reports.selection import Selection
from cse_text.reports.summary import Summary, Tally
from cse_text.types import Entry, Finding, Place, Problem, Reason, Record, RecordFinding, Reframing, ScannedRecord

CASE_TEXT = (
    "14/03/2014 Home visit. Leah (14) was pleasant and talked about college.\n"
    "She continues to place herself at risk by going to the flat with older\n"
    "males and refuses to engage with return interviews. Mum says Leah is 'no angel'.\n"
    "\n"
    "02/05/2014 Strategy meeting. Leah told the nurse, \u201che\u2019s my boyfriend\u201d. "
    "Police to speak to the man, aged 31. "
    "Leah was driven to a hotel in Leeds and sexually assaulted.\n"
    "\n"
    "09/06/2014 It was felt that Leah remains at risk of CSE. Case to be closed as Leah won't work with us.\n"
)
NOTE_TEXT = "YP absconded from placement at 23:40 and returned of her own accord. Staff asked where she had been."


def finding(text: str, phrase: str, /, **changes: object) -> Finding:
    """Return a finding on the first place where the phrase stands in the text."""
    start = text.index(phrase)
    values: dict[str, object] = {
        "rule": "SE001",
        "name": "placing-self-at-risk",
        "category": "self-endangerment",
        "start": start,
        "end": start + len(phrase),
        "text": phrase,
        "place": "paragraph 1",
        "severity": "high",
        "masking": True,
        "confidence": 0.94,
        "voice": "own",
        "subject": "child",
        "detector": "phrase",
        **changes,
    }
    return Finding(**values)  # type: ignore[arg-type]


def edit(text: str, phrase: str, *offers: str, because: str = "older males are named") -> tuple[Reframing, ...]:
    """Return reframings that replace the phrase by each of the offers."""
    start = text.index(phrase)
    odds = (0.72, 0.64, 0.51, 0.4)
    return tuple(
        Reframing(start, start + len(phrase), offer, confidence, because)
        for offer, confidence in zip(offers, odds, strict=False)
    )


def case_file() -> ScannedRecord:
    """Return a social care running record with several findings in one sentence, a trap and whole-record findings."""
    text = CASE_TEXT
    second, third = text.index("02/05"), text.index("09/06")
    record = Record(
        id="CF-0147",
        text=text,
        source="closed_cases/cf-0147.docx",
        meta={"agency": "Children's social care", "child_age": "14"},
        entries=(
            Entry(0, second, date(2014, 3, 14)),
            Entry(second, third, date(2014, 5, 2), agency="Police"),
            Entry(third, len(text), date(2014, 6, 9)),
        ),
        places=(Place(0, "paragraph 1"), Place(second, "paragraph 2"), Place(third, "table 1, row 4")),
        problems=(
            Problem(
                "closed_cases/cf-0147.docx",
                "paragraph 9",
                "deleted-text",
                "Text struck out by a tracked deletion was not read.",
            ),
        ),
    )
    return ScannedRecord(record, _case_findings(text), _case_whole(text))


def _case_findings(text: str) -> tuple[Finding, ...]:
    return (
        finding(
            text,
            "place herself at risk",
            why="Makes the child the source of the danger and leaves out the people who would do the harm.",
            reframings=edit(
                text,
                "place herself at risk by going",
                "be put at risk by the older males when she goes",
                "be exposed to harm by adults when she goes",
            )
            + edit(text, "place herself at risk", "be at risk of harm from adults who exploit her"),
            question="Who is at the flat, and what draws Leah there?",
            sources=("cs-napac-2024", "iicsa-2022"),
            reasons=(
                Reason("subject-child", "The words are about Leah, who is 14.", True),
                Reason("voice-own", "They are the author's own.", True),
            ),
        ),
        finding(
            text,
            "refuses to engage",
            rule="EB001",
            name="refuses-to-engage",
            category="engagement-blame",
            severity="medium",
            confidence=0.88,
            why="Turns the service's difficulty in reaching a child into the child's fault.",
            reframings=edit(
                text,
                "refuses to engage with return interviews",
                "has not been able to talk in return interviews",
                "has been offered return interviews and has not taken them up; the reasons are not yet known",
                "has not felt safe to speak in return interviews",
            ),
            question="What has been tried to make it easier for Leah to talk, and with whom would she?",
        ),
        finding(
            text,
            "no angel",
            rule="DC014",
            name="no-angel",
            category="discrediting",
            severity="medium",
            masking=False,
            confidence=0.21,
            voice="quoted-family",
            reasons=(Reason("quoted-family", "These are the mother's words, in quotation marks.", False),),
        ),
        finding(
            text,
            "boyfriend",
            rule="RF001",
            name="boyfriend",
            category="relationship-framing",
            place="paragraph 2",
            masking=False,
            confidence=0.08,
            voice="quoted-child",
            reasons=(Reason("quoted-child", "The words are the child's own, in quotation marks.", False),),
        ),
        finding(
            text,
            "remains at risk of CSE",
            rule="HR001",
            name="at-risk-of-cse",
            category="harm-as-risk",
            place="table 1, row 4",
            confidence=0.66,
            why="Calls harm that the record shows has happened a risk.",
            reframings=edit(text, "remains at risk of CSE", "has been sexually exploited and is not yet safe"),
        ),
        finding(
            text,
            "won't work with us",
            rule="EB007",
            name="wont-work-with",
            category="engagement-blame",
            place="table 1, row 4",
            severity="low",
            confidence=0.47,
            voice="reported-professional",
            why="Turns the service's difficulty in reaching a child into the child's fault.",
        ),
    )


def _case_whole(text: str) -> tuple[RecordFinding, ...]:
    risk, harm = text.index("remains at risk of CSE"), text.index("sexually assaulted")
    return (
        RecordFinding(
            "harm-described-as-risk",
            ((risk, risk + 22), (harm, harm + 18)),
            0.83,
            "Risk wording stands in a record that already shows harm of the same kind.",
            title="Harm described as risk",
            why="Harm already suffered was rated as a risk of it.",
            settle="Wording that says what was done.",
            sources=("inquiry-2022",),
        ),
    )


def note() -> ScannedRecord:
    """Return a MISPER note with two findings in one sentence."""
    text = NOTE_TEXT
    record = Record(
        "0042",
        text,
        "misper_2019.csv",
        {"agency": "Residential home", "note_date": "2019-11-03"},
        places=(Place(0, "row 12"),),
    )
    common = {"category": "missing-blame", "place": "row 12"}
    return ScannedRecord(
        record,
        (
            finding(
                text,
                "absconded",
                rule="MB001",
                name="absconded",
                severity="medium",
                confidence=0.97,
                why="Makes going missing wilful; a child may be running from harm or be taken to it.",
                reframings=edit(text, "absconded", "went missing", "left, for reasons not yet known"),
                question="What was happening before she left, and who did she meet?",
                **common,
            ),
            finding(
                text,
                "returned of her own accord",
                rule="MB004",
                name="returned-of-own-accord",
                severity="low",
                confidence=0.61,
                why="Suggests that leaving and coming back were free choices.",
                reframings=edit(text, "returned of her own accord", "came back", "was back at the home"),
                **common,
            ),
        ),
    )


def quiet_note() -> ScannedRecord:
    """Return a note in which nothing was found."""
    return ScannedRecord(Record("0043", "School visit, all well. Reading improved.", "misper_2019.csv"))


def other_file() -> ScannedRecord:
    """Return a note of a file in which nothing was found."""
    return ScannedRecord(Record("health-7", "Health visitor saw J at home.", "closed_cases/health_7.txt"))


UNREAD = Problem(
    "closed_cases/scan_03.pdf",
    "",
    "no-text-layer",
    "It holds pictures of pages and no text. Run text recognition first.",
)


def judged_run(selection: Selection | None = None) -> tuple[list[ScannedRecord], Summary]:
    """Return the sample records as they are shown, and the counts of their run."""
    selection = selection or Selection()
    tally = Tally(all_shown=selection.show_all)
    judged = [selection.judge(scanned) for scanned in (case_file(), note(), quiet_note(), other_file())]
    for one in judged:
        tally.add_record(one)
    tally.add_problem(UNREAD)
    return [selection.show(one) for one in judged], tally.summary()
