"""Presets: the column names of the exports that most services make, best name first.

Names of keys, dates and types are those that the systems' reporting tables and help pages publish. The narrative is in
no published extract, so its names are those that analysts give it; `cse-text columns` shows what was taken.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from cse_text.errors import SettingsError
from cse_text.intake.column_names import squeezed

PRESETS: Mapping[str, Mapping[str, tuple[str, ...]]] = {
    "liquidlogic": {
        "text": ("CASENOTE_TEXT", "NOTE_TEXT", "CASE_NOTE", "CASENOTE_DETAILS", "DETAILS", "NOTE"),
        "id": ("FACT_CASENOTE_ID", "CASENOTE_ID"),
        "child_id": ("DIM_PERSON_ID", "PERSON_ID", "LCS_ID", "LIQUIDLOGIC_ID"),
        "date": ("EVENT_DTTM", "EVENT_DATE", "CASENOTE_DATE", "CREATED_DTTM"),
        "type": ("DIM_LOOKUP_CASNT_TYPE_ID_CODE", "DIM_LOOKUP_CASNT_TYPE_ID", "CASENOTE_TYPE"),
        "team": ("DEPARTMENT_NAME", "TEAM_NAME", "DIM_DEPARTMENT_ID_DESC", "TEAM"),
        "role": ("WORKER_ROLE", "JOB_TITLE"),
        "child_age": ("AGE", "CHILD_AGE"),
        "child_sex": ("GENDER", "DIM_LOOKUP_GENDER_ID_CODE", "SEX"),
    },
    "mosaic": {
        "text": ("TEXT_ANSWER", "CASE_NOTE_TEXT", "NOTE_TEXT", "NARRATIVE", "DETAILS"),
        "id": ("CASE_NOTE_ID", "FORM_ANSWER_ROW_ID", "FORM_ID", "NOTE_ID"),
        "child_id": ("PERSON_ID", "SUBJECT_PERSON_ID", "MOSAIC_ID", "CUSTOMER_ID"),
        "date": ("NOTE_DATE", "EVENT_DATE", "DATE_COMPLETED", "RECORDED_ON", "STARTED_ON"),
        "type": ("NOTE_TYPE", "CASE_NOTE_TYPE", "WORKFLOW_STEP_DESCRIPTION", "FORM_NAME", "QUESTION"),
        "team": ("ORGANISATION_NAME", "TEAM_NAME", "WORKER_TEAM", "RESPONSIBLE_TEAM"),
        "role": ("WORKER_ROLE", "ROLE"),
        "child_age": ("AGE",),
        "child_sex": ("GENDER", "SEX"),
    },
    "capita-one": {
        "text": ("Detail", "Details", "Note Details", "Summary"),
        "id": ("Case Note ID", "Note ID", "Log ID", "Communication Log ID"),
        "child_id": ("Person ID", "Student ID", "UPN", "ONE ID", "Client ID"),
        "date": ("Date", "Event Date", "Note Date"),
        "type": ("Event Type", "Note Type", "Communication Type"),
        "team": ("Service Team", "Team"),
        "role": ("Role", "Job Title"),
        "child_age": ("Age",),
        "child_sex": ("Gender", "Sex"),
    },
    "chronology": {
        "text": ("Significant Event", "Event", "Details of Event", "Event/Information", "Description", "What happened"),
        "date": ("Date", "Date of Event", "Date and Time", "Event Date"),
        "agency": ("Agency", "Source", "Source of Information", "Reporting Agency", "Organisation"),
        "role": ("Role", "Professional", "Author Role", "Job Title"),
        "type": ("Type of Event", "Type", "Category"),
        "child_name": ("Child", "Name of Child", "Subject"),
        "child_age": ("Age", "Age of Child"),
    },
}


def checked_preset(name: str) -> str:
    """Return the name of a preset, '' for none; refuse one that does not exist."""
    if name and name not in PRESETS:
        raise SettingsError("unknown-preset", f"There is no preset '{name}'. The presets: {', '.join(PRESETS)}.")
    return name


def preset_columns(name: str, header: Sequence[str]) -> dict[str, str]:
    """Return field → column for what a preset knows of this header."""
    there = {squeezed(column): column for column in reversed(header) if column.strip()}
    found = {
        field: next((there[squeezed(column)] for column in columns if squeezed(column) in there), "")
        for field, columns in PRESETS.get(name, {}).items()
    }
    return {field: column for field, column in found.items() if column}


def known_to(name: str) -> dict[str, str]:
    """Return all names of a preset, each under a key of its own, for finding the header row."""
    return {f"{field}-{n}": each for field, names in PRESETS.get(name, {}).items() for n, each in enumerate(names)}


def best_preset(header: Sequence[str]) -> tuple[str, int]:
    """Return the preset that knows most of a header, and how many of its fields it knows; the narrative must be one."""
    fits = {name: preset_columns(name, header) for name in PRESETS}
    counts = {name: len(found) for name, found in fits.items() if "text" in found}
    best = max(counts, key=counts.__getitem__, default="")
    return best, counts.get(best, 0)
