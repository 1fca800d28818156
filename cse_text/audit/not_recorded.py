"""not-recorded: the child's sex, ethnicity or disability is never stated, or a form shows such a field blank.

Rests on the national inquiry's finding that these were so often missing that nobody could say who was harmed by whom.
Near misses left alone: 'none known' states disability; pronouns state sex; a blank field that is filled elsewhere;
a short note or log, which need not repeat what the file's front sheet holds.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from cse_text.audit.case import Case, Sign

CHECK = "not-recorded"
LONG = 2000  # code points from which a file of dated entries is one that should hold the child's details
FRONT = 500  # code points from the start in which a file's front matter stands

_BLANK = (
    r"(?:_{2,}|\.{4,}|\[\s*\]|\(?\s*(?:left |field |is |was |box )*(?:blank|empty|not (?:yet )?(?:stated|recorded|known|held"
    r"|given|asked|obtained|completed|entered|shown|provided|collected|captured)|none (?:shown|recorded|entered|given|held)"
    r"|unknown|unrecorded|n/k|nk|tbc|to be confirmed|to follow|not on (?:file|system|form|record))\b)"
)
_BETWEEN = r"[^.;|/\n\w_(\[]{0,4}(?:of (?:the )?child|on (?:the )?\w+|box|field)?[\s:=|\u2013\u2014-]{0,4}"
_FIELDS = {
    "sex": (r"sex|gender", "sex-stated", ("child_sex", "sex", "gender")),
    "ethnicity": (
        r"ethnic\w*(?: origin| group| background| code)?",
        "ethnicity-stated",
        ("child_ethnicity", "ethnicity"),
    ),
    "disability": (r"disab\w*", "disability-stated", ("child_disability", "disability")),
    "suspected perpetrator": (
        r"(?:(?:suspected|alleged) )?(?:perpetrator|offender|suspect|exploiter)s?(?: details| name| box| field)?",
        "",
        ("perpetrator", "suspect"),
    ),
}
_SHOWN_BLANK = {
    name: re.compile(rf"\b(?:{words})\b{_BETWEEN}{_BLANK}", re.IGNORECASE) for name, (words, _, _) in _FIELDS.items()
}
_SHOWN_FILLED = {
    name: re.compile(rf"\b(?:{words})\b\s{{0,3}}[:=|\u2013-]\s{{0,3}}(?!{_BLANK})[^\W_]", re.IGNORECASE)
    for name, (words, _, _) in _FIELDS.items()
}


def find(case: Case) -> Iterator[Sign]:
    """Yield one sign for a record that shows a field blank, or for a case file that never states one."""
    blank = {name: match.span() for name, pattern in _SHOWN_BLANK.items() if (match := pattern.search(case.text))}
    blank = {name: span for name, span in blank.items() if not _filled(case, name)}
    whole = case.is_file() and len(case.text) >= LONG
    absent = [name for name in _FIELDS if whole and name not in blank and _never(case, name)]
    if not blank and not absent:
        return
    spans = tuple(sorted(blank.values())) or (_first_line(case.text),)
    grounds = ("blank",) if blank else tuple(f"never-{name}" for name in absent)
    yield Sign(CHECK, spans, (*grounds, *case.setting()), _message([*blank, *absent]))


def _filled(case: Case, name: str) -> bool:
    """Return whether a field is filled in another place of the record."""
    _, _, fields = _FIELDS[name]
    return bool(_SHOWN_FILLED[name].search(case.text)) or any(case.record.meta.get(each, "").strip() for each in fields)


def _never(case: Case, name: str) -> bool:
    _, kind, _ = _FIELDS[name]
    if not kind or case.named(kind) or _filled(case, name):
        return False
    return name != "ethnicity" or not case.within(0, FRONT, "demonym")


def _first_line(text: str) -> tuple[int, int]:
    start = len(text) - len(text.lstrip())
    end = text.find("\n", start)
    return start, len(text) if end < 0 else end


def _message(names: list[str]) -> str:
    listed = names[0] if len(names) == 1 else ", ".join(names[:-1]) + " and " + names[-1]
    return f"Not found in what was read: {listed}. The front sheet, or asking the child and family, would settle it."
