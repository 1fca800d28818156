"""not-recorded: the child's sex, ethnicity or disability, or who may have done it, is never stated, or left blank.

Rests on the national inquiry's finding that these were so often missing that nobody could say who was harmed by whom.
Near misses left alone: 'none known' states disability; pronouns state sex; a blank field that is filled elsewhere;
a short note or log, which need not repeat what the file's front sheet holds.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from cse_text.audit.case import About, Case, Sign, Span

CHECK = "not-recorded"
ABOUT = About(
    check=CHECK,
    title="Not recorded",
    message="Not found in what was read: {lacking}.",
    why=(
        "The national audit of group-based exploitation found sex, ethnicity and disability, of children and "
        "of those who harm them, so often unrecorded that nobody could say who was harmed by whom."
    ),
    settle="The front sheet or the system's own fields, or asking the child and the family.",
    sources=("baroness-casey-national-national-audit-group-based-2025",),
)
LONG = 2000  # code points from which a file of dated entries is one that should hold the child's details
FRONT = 500  # code points from the start in which a file's front matter stands

_UNSAID = (
    r"(?:left |field |is |was |box )*(?:blank|empty|not (?:yet )?(?:stated|recorded|known|held|given|asked|obtained"
    r"|completed|entered|shown|provided|collected|captured)|none (?:shown|recorded|entered|given|held)|unknown"
    r"|unrecorded|n/k|nk|tbc|to be confirmed|to follow|not on (?:file|system|form|record))\b"
)
_BLANK = (
    rf"(?:_{{2,}}|(?<=[:=|])[ \t]*(?:$|\n|\|)|[\[(]\s*(?:not |left |blank|empty|nil)[\w ]*[\])]|\.{{4,}}|\[\s*\]"
    rf"|\(?\s*{_UNSAID})"
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
HARM = ("harm", "harm-sign", "sexual-harm", "coercion")
# Anything that says who may have done it: an age, a name he goes by, a trade, a tie, what police did. Wide on purpose:
# the check speaks only where a file holds nothing of the kind. 'A man' or 'suspect unknown' is none of them.
_DESCRIBED = re.compile(
    r"(?-i:\b[A-Z][\w\u2019'.-]+),?\s*\(?(?:aged? )?(?:1[89]|[2-6]\d)\b(?![:./-]?\d)"
    r"|\b(?:arrest|charg|bail|remand|convict|sentenc|jail|guilty|prison|custody)\w*"
    r"|\b(?:early|mid|late)?[ -]?[2-6]0(?:s|ish)\b|\b(?:1[89]|[2-6]\d)[- ]?(?:yo|year|yr)"
    r"|\b(?:older (?:boy|man|male)|(?:step)?(?:father|dad|uncle|brother|cousin)|coach|teacher|owner|driver|landlord"
    r"|manager|priest|neighbour|dealer)\b"
    r"|\b(?:called|known as|named|nickname\w*|calls himself|goes by) [\"\u201c']?(?-i:[A-Z])"
    r"|\b(?:asian|white|black|turkish|albanian|pakistani|polish|romanian) (?:man|men|males?|lads?|guys?|blokes?)\b"
    r"|\b(?:perpetrator|suspect):\s?\w|\b(?:aged?|age) (?:1[89]|[2-6]\d)\b",
    re.IGNORECASE,
)
_INTRODUCES = re.compile(
    r"\b(?:aged?|born|d\.?\s?o\.?\s?b|male|female|girl|boy|subject|re|child|name|yrs?|years?)\b|\(\d{1,2}\)|,\s*1\d\b",
    re.IGNORECASE,
)
_STATES_NONE = re.compile(
    r"\b(?:no|nil|none)\b[^.|\n]{0,28}\b(?:disab\w*|impairment)|\b(?:disab\w*|impairments?)\b[^\w\n|]{0,6}"
    r"(?:none|nil|no|n|nk none)\b",
    re.IGNORECASE,
)
_STATES_ETHNICITY = re.compile(
    r"\b(?:white|black|asian|mixed)\s?/\s?\w+|(?:,|\||\b(?:is|a))\s(?:white|black|asian"
    r"|mixed(?: race)?)(?=\s*(?:[,.;|)\n]|\Z)"
    r"|\s(?:male|female|boy|girl|lad|and)\b)",
    re.IGNORECASE,
)
_STEMS = {  # what a text must hold for a field to be shown: cheaper to look for than the field
    "sex": (
        "sex:",
        "sex =",
        "sex |",
        "sex -",
        "sex (",
        "sex not",
        "sex is",
        "gender",
        "sex\t",
        "sex \u2013",
        "sex _",
        "sex [",
    ),
    "ethnicity": ("ethnic",),
    "disability": ("disab",),
    "suspected perpetrator": ("perpetrator", "offender", "suspect", "exploiter"),
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
    lower = case.text.lower()
    asked = [name for name, stems in _STEMS.items() if any(stem in lower for stem in stems)]
    blank = {name: match.span() for name in asked if (match := _SHOWN_BLANK[name].search(case.text))}
    blank = {name: span for name, span in blank.items() if not _filled(case, name) and not _none(case, name, span)}
    whole = case.is_file() and len(case.text) >= LONG
    absent = [name for name in _FIELDS if whole and name not in blank and _never(case, name)]
    if not blank and not absent:
        return
    spans = tuple(sorted(blank.values())) or _front_lines(case.text)
    grounds = ("blank",) if blank else tuple(f"never-{name.split()[-1]}" for name in absent)
    yield Sign(CHECK, spans, (*grounds, *case.setting()), _listed([*blank, *absent]))


def _none(case: Case, name: str, span: Span) -> bool:
    """Return whether a field holds 'none', which answers for disability."""
    return name == "disability" and bool(_STATES_NONE.search(case.text, *span))


def _filled(case: Case, name: str) -> bool:
    """Return whether a field is filled in another place of the record."""
    _, _, fields = _FIELDS[name]
    return bool(_SHOWN_FILLED[name].search(case.text)) or any(case.record.meta.get(each, "").strip() for each in fields)


def _never(case: Case, name: str) -> bool:
    _, kind, _ = _FIELDS[name]
    if not kind:  # the suspected perpetrator: asked only of files that record harm
        return bool(case.named(*HARM)) and not _filled(case, name) and not _DESCRIBED.search(case.text)
    if name == "disability" and _STATES_NONE.search(case.text):
        return False
    if name == "ethnicity" and _STATES_ETHNICITY.search(case.text):
        return False
    if case.named(kind) or _filled(case, name):
        return False
    return name != "ethnicity" or not case.within(0, FRONT, "demonym")


def _front_lines(text: str) -> tuple[Span, ...]:
    """Return the record's first line and the one that introduces the child: where such details would stand."""
    lines = [match.span() for match in re.finditer(r"[^\s][^\n]*", text[:FRONT])]
    if not lines:
        return ((0, 0),)
    child = next((span for span in lines if _INTRODUCES.search(text, *span)), lines[0])
    return tuple(sorted({lines[0], child}))


def _listed(names: list[str]) -> str:
    return names[0] if len(names) == 1 else ", ".join(names[:-1]) + " and " + names[-1]
