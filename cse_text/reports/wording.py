"""The words that reports share: confidence, dates, numbers of things, whose words, why left alone."""

from __future__ import annotations

from datetime import date
from typing import Any

from cse_text.dating import day_of, out_of_line_then
from cse_text.reports.visible import one_line
from cse_text.types import Decision, Finding, Record, RecordFinding

NOT_SAFE = (
    "No findings does not mean that a record is sound or that a child was safe: "
    "this reads wording only, and some masking wording will have been missed."
)
TO_CHECK = "Every finding is for a person to weigh against the whole record."

BEHIND = "behind the sentence"  # where a reframing stands that replaces nothing

_CONFIDENCE = ((0.95, "almost certain"), (0.8, "very likely"), (0.6, "likely"), (0.4, "possible"))
_MONTHS = (  # never the locale's
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)
_MONTH_NUMBERS = tuple(f"{number:02}" for number in range(1, len(_MONTHS) + 1))
IN_BASELINE = "in the baseline: settled or reported before"
_THEN = {
    True: "out of line then and now",
    False: "usual then, out of line now",
    None: "out of line now; whether already then is not known",
}
_VOICES = {
    "own": "the author",
    "reported-professional": "a professional, reported",
    "reported-family": "a family member, reported",
    "reported-child": "the child, reported",
    "reported-suspect": "a suspect, reported",
    "quoted-professional": "a professional, quoted",
    "quoted-family": "a family member, quoted",
    "quoted-child": "the child, quoted",
    "quoted-suspect": "a suspect, quoted",
    "scare-quotes": "the author, in quotation marks of distance",
    "meta": "talked about as words",
}
# First words of a sentence that can stand in lower case after 'because' without harm to a name.
_LOWERABLE = {
    *(
        "a",
        "about",
        "all",
        "an",
        "another",
        "both",
        "each",
        "he",
        "her",
        "here",
        "his",
        "in",
        "it",
        "its",
        "nobody",
        "no",
    ),
    *(
        "not",
        "nothing",
        "of",
        "on",
        "one",
        "only",
        "our",
        "quoted",
        "reported",
        "said",
        "she",
        "so",
        "some",
        "somebody",
    ),
    *("someone", "spoken", "such", "that", "the", "their", "there", "these", "they", "this", "those", "used", "what"),
    *("when", "where", "which", "who", "with", "written"),
}


def confidence_words(confidence: float) -> str:
    """Return a probability in words."""
    rounded = round(confidence, 2)  # the words must agree with the number shown beside them
    return next((words for floor, words in _CONFIDENCE if rounded >= floor), "unlikely")


def confidence_text(confidence: float) -> str:
    """Return a probability in words and number: 'very likely 0.94'."""
    return f"{confidence_words(confidence)} {confidence:.2f}"


def count(number: int, thing: str, things: str = "") -> str:
    """Return a number of things, as people write it: '1 record', '1,204 records'."""
    return f"{number:,} {thing if number == 1 else things or thing + 's'}"


def long_date(text: str) -> str:
    """Return an ISO date as '3 March 2014'; any other text as it is, on one line."""
    try:
        day = date.fromisoformat(text[:10]) if text[10:11] in {"", "T", " "} else None
    except ValueError:
        day = None
    return f"{day.day} {_MONTHS[day.month - 1]} {day.year}" if day else one_line(text)


def date_at(record: Record, offset: int) -> str:
    """Return the date of the entry at `offset`, or the record's own, ISO where it is known as a date; '' if none."""
    entry = record.entry_at(offset)
    return entry.date.isoformat() if entry and entry.date else record.meta.get("note_date", "")


def agency_at(record: Record, offset: int) -> str:
    """Return the agency that wrote the entry at `offset`, or the record's own; '' if none is known."""
    entry = record.entry_at(offset)
    return entry.agency if entry and entry.agency else record.meta.get("agency", "")


def span_facts(record: Record, offset: int) -> list[str]:
    """Return place, date and agency of the words at `offset`, each where it is known."""
    facts = (record.place_at(offset), long_date(date_at(record, offset)), agency_at(record, offset))
    return [one_line(fact) for fact in facts if fact]


def voice_words(finding: Finding) -> str:
    """Return whose words these are, to follow 'Voice'."""
    return _VOICES[finding.voice]


def decision_words(decision: Decision) -> str:
    """Return what reviewers made of a finding, to follow 'Decision'; '' if nothing was said of it."""
    by = f" by {one_line(', '.join(decision.by))}" if decision.by else ""
    verdicts = {"differ": f"reviewers differ ({one_line(', '.join(decision.by))})", "open": ""}
    parts = [
        verdicts.get(decision.verdict, decision.verdict + by),
        decision.reason,
        decision.reframing and f"in their words: {decision.reframing}",
        decision.note and f"note: {decision.note}",
    ]
    return "; ".join(one_line(part) for part in parts if part)


def review_words(finding: Finding | RecordFinding) -> str:
    """Return what is known of a finding from before, to follow 'Decision'; '' if nothing is."""
    said = decision_words(finding.decision) if finding.decision else ""
    return "; ".join(filter(None, (said, IN_BASELINE if finding.in_baseline else "")))


def dated_facts(record: Record, finding: Finding) -> dict[str, Any]:
    """Return for programs since when guidance speaks against the wording, and whether it did when it was written."""
    if not finding.valid_from:
        return {}
    return {"valid_from": finding.valid_from, "out_of_line_then": written_out_of_line(record, finding)}


def then_short(then: bool | None) -> str:  # noqa: FBT001 - it is the answer itself
    """Return in a few words, for a cell, whether wording was out of line when written, beside now."""
    return _THEN[then].partition("; ")[0]


def then_words(record: Record, finding: Finding) -> str:
    """Return whether the wording was out of line when written, beside now; '' where its rule has no date."""
    if not finding.valid_from:
        return ""
    then = written_out_of_line(record, finding)
    return f"{_THEN[then]}; guidance since {long_period(finding.valid_from)}"


def written_out_of_line(record: Record, finding: Finding) -> bool | None:
    """Return whether guidance spoke against the wording on the day it was written; None where that is not known."""
    return out_of_line_then(finding.valid_from, day_of(date_at(record, finding.start)))


def long_period(text: str) -> str:
    """Return an ISO date, month or year as people write it: '3 May 2015', 'May 2015', '2015'."""
    year, _, month = text.partition("-")
    if month in _MONTH_NUMBERS:
        return f"{_MONTHS[_MONTH_NUMBERS.index(month)]} {year}"
    return long_date(text)


def because(finding: Finding) -> str:
    """Return why a finding was left alone, to follow 'left alone, because'."""
    against = [reason.text for reason in finding.reasons if reason.masks is False]
    neutral = [reason.text for reason in finding.reasons if reason.masks is None]
    clauses = [_clause(one_line(sentence)) for sentence in against or neutral]
    return "; ".join(clause for clause in clauses if clause) or "its context, taken together, speaks against it"


def _clause(sentence: str) -> str:
    sentence = sentence.rstrip(". ")
    first = sentence.split(" ", 1)[0]
    return sentence[:1].lower() + sentence[1:] if first.lower() in _LOWERABLE else sentence
