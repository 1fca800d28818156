"""Why a decision fell as it did, in named reasons."""

from __future__ import annotations

from dataclasses import dataclass

from cse_text.lexicon.rules import Rule
from cse_text.types import Candidate, Context, Reason

_OF_THE_RECORD = (
    Reason("no-harm-recorded", "no harm is found in what was read", masks=False),
    Reason("harm-denied", "beside it the record says that no harm is known", masks=False),
    Reason("harm-recorded", "the record states harm", masks=True),
    Reason("frame-agrees", "the grammar of the sentence says the same", masks=True),
)
_ALONE = Reason("alone", "nothing else in this record masks, and this is not sure by itself", masks=False)
_OFTEN_PLAIN = Reason("often-plain", "such words are often plain recording, and nothing here says more", masks=False)


@dataclass(frozen=True, slots=True)
class Weighed:
    """A candidate weighed by itself: its context as read, the rule it is told by, what it is, how likely it masks.

    `found`: the names of the features it was weighed by; `read`: how likely the tagger finds masking here, None where
    it did not read.
    """

    candidate: Candidate
    context: Context
    rule: Rule
    category: str
    found: frozenset[str]
    read: float | None
    confidence: float


def grounds(weighed: Weighed, *, masking: bool, lone: bool) -> tuple[Reason, ...]:
    """Return the named grounds of a decision, the wording first; what is left alone has one against it."""
    rule = weighed.rule
    named = [Reason("wording", rule.title, masks=True), *weighed.context.reasons]
    named += [each for each in _OF_THE_RECORD if each.code in weighed.found]
    if weighed.read is not None:
        leans = weighed.read >= 0.5  # noqa: PLR2004 - an even chance
        text = "the sentence reads as masking" if leans else "the sentence reads as plain recording"
        named.append(Reason("reading", f"{text} ({weighed.read:.2f})", masks=leans))
    if lone:
        named.append(_ALONE)
    if masking and weighed.category != rule.category:
        text = f"in this sentence they read as {weighed.category} rather than {rule.category}"
        named.append(Reason("category", text))
    if not masking and not any(each.masks is False for each in named):
        named.append(_OFTEN_PLAIN)
    return tuple(named)
