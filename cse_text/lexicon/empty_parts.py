"""What a rung says where a part of its wording that it keeps is left out: "at {2} risk" may come to "at risk"."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from cse_text.lexicon.notation import Layout, layouts
from cse_text.lexicon.rules import Rung
from cse_text.lexicon.tables import KEPT

_HANGING = frozenset("a an the of to with by from in on at for into about as than and or that which who very".split())


class EmptyPart(NamedTuple):
    """A part of a wording that a rung keeps and that may be empty; `reads` is what the rung then says."""

    say: str
    part: int
    wording: str
    reads: str

    @property
    def hangs(self) -> bool:
        """Whether the rung then says nothing, or ends in a word that needs another behind it."""
        said = self.reads.split()
        return not said or (self.say.endswith("}") and said[-1] in _HANGING)

    def __str__(self) -> str:
        return f"'{self.say}' reads '{self.reads}' where part {{{self.part}}} of '{self.wording}' is empty"


def empty_parts(rung: Rung) -> Iterator[EmptyPart]:
    """Yield each part that a rung keeps and that a way through one of its wordings leaves out."""
    kept = sorted({int(part) for part in KEPT.findall(rung.say)})
    for wording in rung.wordings if kept else ():
        ways = layouts(wording)
        for part in kept:
            if any(_may_be_empty(layout, part) for layout in ways):
                reads = " ".join(rung.say.replace(f"{{{part}}}", "").split())
                yield EmptyPart(rung.say, part, wording, reads)


def _may_be_empty(layout: Layout, part: int) -> bool:
    """Return whether a way through a wording may take no word for a part: a gap may, and what is in '[…]'."""
    return all(step.optional or step.kind == "gap" for step in layout if step.part == part)
