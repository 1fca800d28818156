"""not-recorded: the child's sex, ethnicity or disability is never stated, or a form shows such a field blank.

Near misses left alone: 'none known' states disability; pronouns state sex; a blank field that is filled elsewhere;
a short note, which need not repeat what the file's front sheet holds.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from cse_text.audit.case import Case, Sign

CHECK = "not-recorded"
FIELDS = {
    "sex": (r"sex|gender", "sex-stated", ("child_sex", "sex", "gender")),
    "ethnicity": (
        r"ethnic\w*(?: origin| group| background)?|heritage|nationality",
        "ethnicity-stated",
        ("ethnicity", "child_ethnicity"),
    ),
    "disability": (r"disabilit\w*|disab|send status", "disability-stated", ("disability", "child_disability")),
    "suspected perpetrator": (
        r"(?:suspect(?:ed)?|alleged)?\s?(?:perpetrator|offender|suspect|exploiter)s?(?: details| name| box| field)*",
        "adult-named",
        ("perpetrator", "suspect"),
    ),
}
_BLANK = (
    r"(?:_{2,}|\.{4,}|\[\s*\]|\(?\s*(?:left |field |is |was |box )*(?:blank|empty|not (?:yet )?(?:stated|recorded|known|held|given|asked|obtained|completed|entered"
    r"|shown|provided|collected)|none (?:shown|recorded|entered|given|held)|unknown|unrecorded|n/k|nk|tbc|to be confirmed|missing|not on (?:file|system|form))\b)"
)
_LEADING = {
    name: re.compile(
        rf"\b(?:{words})\b[^.;|/\n\w_(\[]{{0,4}}(?:of child|on (?:the )?\w+|box|field)?[\s:=|\u2013-]{{0,4}}{_BLANK}",
        re.IGNORECASE,
    )
    for name, (words, _, _) in FIELDS.items()
}


def find(case: Case) -> Iterator[Sign]:
    """Yield one sign for a record that shows a field blank, or for a case file that never states one."""
    blank = {name: match.span() for name, pattern in _LEADING.items() if (match := pattern.search(case.text))}
    absent = [name for name in FIELDS if name not in blank and _never(case, name)] if case.is_file() else []
    if not blank and not absent:
        return
    spans = tuple(sorted(blank.values())) or ((0, _first_line(case.text)),)
    grounds = ("blank",) if blank else tuple(f"never-{name}" for name in absent)
    yield Sign(CHECK, spans, (*grounds, *case.setting()), _message([*blank, *absent]))


def _never(case: Case, name: str) -> bool:
    _, kind, fields = FIELDS[name]
    if kind == "adult-named":
        return False
    return not case.marks.get(kind) and not any(case.record.meta.get(field, "").strip() for field in fields)


def _first_line(text: str) -> int:
    end = text.find("\n", len(text) - len(text.lstrip()))
    return len(text) if end < 0 else end


def _message(names: list[str]) -> str:
    listed = names[0] if len(names) == 1 else ", ".join(names[:-1]) + " and " + names[-1]
    return f"Not found in what was read: {listed}. The front sheet, or asking the child and family, would settle it."
