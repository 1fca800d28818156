"""The names that columns have in exports of Liquidlogic, Mosaic, Capita ONE, CPOMS, MyConcern, police and chronologies.

The better name stands first. Case and punctuation do not matter: EVENT_DTTM, "Event Dttm" and eventDttm are the same.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

# Columns that hold the narrative and nothing else; then columns that hold it where there is no better one.
TEXT_NAMES: tuple[str, ...] = (
    "text", "note text", "case note text", "casenote text", "casenote", "case note", "case notes", "casenotes",
    "note", "notes", "note detail", "note details", "note body", "note content", "narrative", "free text", "full text",
    "text answer", "detail", "details", "full details", "event detail", "event details", "event description",
    "significant event", "significant events", "entry", "entry text", "log text", "log entry", "content", "body",
    "incident detail", "incident details", "incident description", "concern detail", "concern details",
    "description of concern", "record of contact", "contact details text", "recording", "case recording",
    "progress note", "progress notes", "oel text", "occurrence text", "what happened",
)  # fmt: skip
TEXT_NAMES_SECOND: tuple[str, ...] = (
    "event", "events", "incident", "concern", "description", "comments", "comment", "summary", "information",
    "observation", "observations", "outcome", "action", "actions", "action taken", "response", "analysis", "message",
    "rationale", "decision", "event and outcome", "event summary", "contact summary", "visit summary", "discussion",
)  # fmt: skip
NAMES: Mapping[str, tuple[str, ...]] = {
    "id": (
        "note id", "case note id", "casenote id", "fact casenote id", "note ref", "note reference", "note number",
        "entry id", "entry no", "entry number", "event id", "contact id", "record id", "form id", "incident id",
        "incident number", "incident ref", "concern id", "occurrence number", "occurrence no", "log number", "log no",
        "id", "uid", "unique id", "key", "row id", "ref", "reference", "reference number", "no",
    ),
    "child_id": (
        "child id", "person id", "dim person id", "client id", "lcs id", "ics id", "liquidlogic id", "mosaic id",
        "swift id", "child ref", "child reference", "child number", "person number", "person ref", "client number",
        "client ref", "case id", "case number", "case no", "case ref", "case reference", "service user id", "pupil id",
        "student id", "upn", "nominal id", "nominal ref", "nhs number", "young person id", "yp id", "case",
    ),
    "date": (
        "note date", "case note date", "casenote date", "date of note", "event date", "date of event", "event dttm",
        "event datetime", "event date time", "date and time of event", "contact date", "date of contact", "visit date",
        "date of visit", "entry date", "date of entry", "incident date", "date of incident", "date occurred",
        "occurred on", "concern date", "date of concern", "date", "date time", "date and time", "datetime", "dttm",
        "recorded date", "date recorded", "recorded on", "recording date", "logged", "log date", "date logged",
        "created date", "date created", "created on", "created", "created dttm", "start date",
    ),
    "agency": (
        "agency", "agency name", "reporting agency", "recording agency", "source agency", "organisation",
        "organization", "organisation name", "provider", "service", "service name", "source of information", "source",
    ),
    "team": (
        "team", "team name", "service team", "worker team", "allocated team", "responsible team", "recording team",
        "team at time", "locality team", "team description", "workgroup", "work group",
    ),
    "type": (
        "note type", "case note type", "casenote type", "casnt type", "casnt type id code",
        "dim lookup casnt type id code", "event type", "type of event", "contact type", "type of contact",
        "entry type", "incident type", "record type",
        "activity type", "visit type", "type", "category",
        "categories", "form name", "document type",
    ),
    "role": (
        "author role", "role of author", "worker role", "role", "staff role", "recorder role", "job title",
        "designation", "author job title", "worker type", "post", "position", "rank",
    ),
    "child_age": ("child age", "age of child", "age at event", "age at note", "age", "yp age", "age years"),
    "child_sex": ("child sex", "child gender", "sex", "gender", "gender code", "sex code", "yp gender", "pupil gender"),
    "child_ethnicity": (
        "child ethnicity", "ethnicity", "ethnic origin", "ethnic group", "ethnic background", "ethnicity code",
        "ethnicity description", "ethnicity of child", "yp ethnicity", "pupil ethnicity",
    ),
    "child_disability": (
        "child disability", "disability", "disabilities", "disability status", "disability code", "disabled",
        "disability of child", "yp disability", "disability description",
    ),
    "child_name": (
        "child name", "name of child", "childs name", "child", "young person", "young persons name", "yp name", "yp",
        "client name", "service user", "service user name", "pupil", "pupil name", "student", "student name",
        "subject child", "person name",
    ),
}  # fmt: skip


def squeezed(name: str) -> str:
    """Return a column name with nothing but its lower-case letters and figures, for comparing."""
    return re.sub(r"[\W_]+", "", name.casefold())


_LOOSE = "case"  # heads a number, a name or a story, and stands in lines above a header too: its cells decide
_NUMBER = re.compile(r"(?=\D*\d)[\w /.-]{1,20}")
_ALL_TEXT = (TEXT_NAMES, TEXT_NAMES_SECOND)
_SQUEEZED_TEXT = tuple({squeezed(name): rank for rank, name in enumerate(names)} for names in _ALL_TEXT)
_SQUEEZED = {field: {squeezed(name): rank for rank, name in enumerate(names)} for field, names in NAMES.items()}


def text_tier(name: str) -> int | None:
    """Return 0 for a name that only narrative has, 1 for one it may have, None for another."""
    return next((tier for tier, known in enumerate(_SQUEEZED_TEXT) if squeezed(name) in known), None)


def rank(field: str, name: str) -> int | None:
    """Return how good a name is for a field, 0 the best; None where it is none."""
    return _SQUEEZED[field].get(squeezed(name))


def is_known(name: str) -> bool:
    """Return whether a cell is the name of any column that is understood, whatever its cells hold."""
    key = squeezed(name)
    return key != _LOOSE and any(key in known for known in (*_SQUEEZED_TEXT, *_SQUEEZED.values()))


def fits(name: str, cells: Iterable[str]) -> bool:
    """Return whether the cells of a column are what its name says: one called 'Case' must hold mostly numbers."""
    filled = [cell.strip() for cell in cells if cell.strip()] if squeezed(name) == _LOOSE else []
    return 2 * sum(bool(_NUMBER.fullmatch(cell)) for cell in filled) >= len(filled)
