"""Compiles the phrases of reframings: what each rung is written for, and what must or must not stand beside it."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping

from cse_text.errors import LexiconError
from cse_text.lexicon.building import TableBuilder
from cse_text.lexicon.notation import Layout
from cse_text.lexicon.rules import BREAK, Rule, Rung
from cse_text.lexicon.tables import KEPT, CompiledLexicon, PhraseTable, RungPhrase


def rung_phrases(
    known: CompiledLexicon, classes: Mapping[str, tuple[str, ...]], fresh: Iterable[Rule], shared: Collection[str]
) -> tuple[PhraseTable, tuple[RungPhrase, ...]]:
    """Return the table of the phrases of all rungs, and what each is there for; those of `fresh` compiled."""
    builder = TableBuilder(classes, begun=known.wordings)
    builder.drop({number for number, each in enumerate(known.rungs) if each.rule not in shared})
    rungs = list(known.rungs)
    for rule in fresh:
        for place, rung in enumerate(rule.reframings):
            at = _at(rule, rung)
            for role, phrase in _phrases(rung):
                _add(builder, rungs, RungPhrase(rule.id, place, role), phrase, at)
    return builder.table(), tuple(rungs)


def _phrases(rung: Rung) -> Iterator[tuple[str, str]]:
    yield from (("", phrase) for phrase in rung.wordings)
    for role, phrases in rung.around().items():
        yield from ((role, phrase) for phrase in phrases if phrase != BREAK)


def _at(rule: Rule, rung: Rung) -> tuple[str, frozenset[int]]:
    """Return where a rung stands, for messages, and the numbers of the parts it keeps."""
    place = f"{rule.file}, line {rule.line}: {rule.id}, reframings"
    kept = frozenset(map(int, KEPT.findall(rung.say)))
    if kept and not rung.wordings:
        raise LexiconError("phrase-broken", f"{place}: '{rung.say}' keeps words but has no 'for' to take them from")
    return place, kept


def _add(
    builder: TableBuilder, rungs: list[RungPhrase], what: RungPhrase, phrase: str, at: tuple[str, frozenset[int]]
) -> None:
    """Add a phrase; where words of it are kept, each way through it by itself, so that its steps are known."""
    place, kept = at
    if what.role or not kept:
        builder.add(len(rungs), phrase, place)
        rungs.append(what)
        return
    seen: set[int] = set()

    def owner(layout: Layout) -> int:
        seen.update(step.part for step in layout)
        rungs.append(what._replace(parts=tuple(_parts(layout, kept))))
        return len(rungs) - 1

    builder.add_ways(owner, phrase, place)
    if missing := kept - seen:
        raise LexiconError("phrase-broken", f"{place}: phrase '{phrase}' has no part {{{min(missing)}}} to keep")


def _parts(layout: Layout, kept: Collection[int]) -> Iterator[tuple[int, int, int]]:
    for part in sorted(kept):
        steps = [n for n, step in enumerate(layout) if step.part == part]
        if steps:
            yield part, steps[0], steps[-1]
