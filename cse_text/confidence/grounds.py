"""Why a decision fell as it did, in named reasons."""

from __future__ import annotations

from collections.abc import Container

from cse_text.lexicon.rules import Rule
from cse_text.types import Context, Reason

_OF_THE_RECORD = (
    Reason("no-harm-recorded", "no harm is found in what was read", masks=False),
    Reason("harm-recorded", "the record states harm", masks=True),
    Reason("frame-agrees", "the grammar of the sentence says the same", masks=True),
)
_OFTEN_PLAIN = Reason("often-plain", "such words are often plain recording, and nothing here says more", masks=False)


def grounds(
    rule: Rule, context: Context, found: Container[str], read: float | None, category: str, *, masking: bool
) -> tuple[Reason, ...]:
    """Return the named grounds of a decision, the wording first; what is left alone has one against it.

    `found`: the features of the decision; `read`: how likely the tagger finds masking here, None where it did not read;
    `category`: what the words do here, which need not be what the rule's words do most.
    """
    named = [Reason("wording", rule.title, masks=True), *context.reasons]
    named += [each for each in _OF_THE_RECORD if each.code in found]
    if read is not None:
        leans = read >= 0.5  # noqa: PLR2004 - an even chance
        text = "the sentence reads as masking" if leans else "the sentence reads as plain recording"
        named.append(Reason("reading", f"{text} ({read:.2f})", masks=leans))
    if masking and category != rule.category:
        named.append(Reason("category", f"in this sentence they read as {category} rather than {rule.category}"))
    if not masking and not any(each.masks is False for each in named):
        named.append(_OFTEN_PLAIN)
    return tuple(named)
