"""The single keys with which a mark is described, and what each choice means."""

from __future__ import annotations

VERDICTS: dict[str, tuple[bool | None, str]] = {
    "y": (True, "yes, they mask"),
    "n": (False, "no, a trap"),
    "u": (None, "unsure: readers could differ"),
}
VOICE_KEYS = {
    "o": ("own", "the author's own"),
    "p": ("reported-professional", "worker, reported"),
    "f": ("reported-family", "family, reported"),
    "c": ("reported-child", "child, reported"),
    "s": ("reported-suspect", "suspect, reported"),
    "P": ("quoted-professional", "worker, quoted"),
    "F": ("quoted-family", "family, quoted"),
    "C": ("quoted-child", "child, quoted"),
    "S": ("quoted-suspect", "suspect, quoted"),
    "q": ("scare-quotes", "quotes of distance"),
    "m": ("meta", "talk about words"),
}
SUBJECT_KEYS = {
    "c": ("child", "the child"),
    "a": ("adult", "an adult"),
    "s": ("suspect", "a suspect"),
    "o": ("other", "nobody, or another sense"),
}
CATEGORY_KEYS = {
    "c": ("implied-consent", "reads as the child's consensual sex"),
    "r": ("relationship-framing", "an exploiter reads as partner or friend"),
    "t": ("commercial-framing", "abuse reads as trade"),
    "s": ("self-endangerment", "the child is the source of the danger"),
    "h": ("harm-as-risk", "harm that happened is called a risk"),
    "d": ("discrediting", "attacks the child's character"),
    "e": ("engagement-blame", "not being reached is the child's fault"),
    "m": ("missing-blame", "going missing is wilful"),
    "k": ("criminal-framing", "an offender by choice"),
    "o": ("online-agency", "grooming or images are the child's act"),
    "i": ("minimising", "shrinks the abuse"),
    "p": ("perpetrator-erasure", "leaves no one who did it"),
    "a": ("adultification", "makes the child an adult"),
    "g": ("gender-bias", "a boy, gay or trans child is no victim"),
    "x": ("other", "none of these"),
}
REASON_KEYS = {
    "n": "negated or ruled out",
    "p": "a peer relationship without concern",
    "f": "the name of an offence, form, heading or service",
    "r": "at risk, and no harm shown yet",
    "w": "other, in your words",
}
