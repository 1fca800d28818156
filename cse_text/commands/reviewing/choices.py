"""The keys of a review, and why a finding can be rejected. No reason has the key q: it quits, or goes back."""

from __future__ import annotations

from cse_text.types import Finding, RecordFinding

KEYS = "a accept, r reject, w own words, n note, Enter next, b back, u undo, ? help, q quit"
HELP = """\
a accepts: these words mask, here. r rejects: they do not; one more key says why, since only then it teaches.
w accepts and keeps the words that you would write instead. An empty answer leaves things as they were.
n keeps a note of yours beside the finding, decided or not.
Enter goes on without deciding; right after another key it only ends that key. b goes back.
u takes back the last thing done in this sitting.
q quits: every decision is kept as soon as it is taken, and the same command goes on from here."""
OTHER = "w"
REASONS = {
    "n": "negated or ruled out",
    "t": "somebody else's words, reported or quoted",
    "s": "about somebody else, not the child",
    "p": "a peer relationship without concern",
    "f": "the name of an offence, form, heading or service",
    "r": "at risk, and no harm shown yet",
    "m": "plain recording of what happened",
    OTHER: "other, in your words",
}
WHOLE_REASONS = {
    "e": "it is recorded elsewhere",
    "o": "the extract could not hold it",
    "m": "the record does not show this",
    OTHER: "other, in your words",
}


def reasons_for(finding: Finding | RecordFinding) -> dict[str, str]:
    """Return by key why a finding can be rejected."""
    return REASONS if isinstance(finding, Finding) else WHOLE_REASONS
