"""Compiles the phrases of reframings: what each rung is written for, and what must or must not stand beside it."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping

from cse_text.errors import LexiconError
from cse_text.lexicon.building import TableBuilder
from cse_text.lexicon.notation import Layout
from cse_text.lexicon.rules import ALONE, BREAK, COMMA, Rule, Rung
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
            for role, phrase in _phrases(rung, classes, at[0]):
                _add(builder, rungs, RungPhrase(rule.id, place, role), phrase, at)
    return builder.table(), tuple(rungs)


def _phrases(rung: Rung, classes: Mapping[str, tuple[str, ...]], place: str) -> Iterator[tuple[str, str]]:
    """Yield each phrase with its role; the role of one beside a comma ends in ','. A class alone is its members."""
    yield from (("", phrase) for phrase in rung.wordings)
    for role, phrases in rung.around().items():
        for phrase in phrases:
            if phrase != BREAK:
                bare = _without_comma(role, phrase, place)
                mark = COMMA if bare != phrase else ""
                yield from ((role + mark, each) for each in _members(bare, classes, place))


def _without_comma(role: str, phrase: str, place: str) -> str:
    """Return a phrase without the comma that stands between it and the rung: ", who" behind it, "however," before."""
    behind = "before" in role  # 'only-before': the rung stands before the phrase
    bare = phrase.removeprefix(COMMA) if behind else phrase.removesuffix(COMMA)
    if COMMA not in bare and bare.strip():
        return bare.strip() if bare != phrase else phrase
    where = "begin with one (', who')" if behind else "end with one ('however,')"
    key = role.replace("_", "-")
    raise LexiconError(
        "phrase-broken", f"{place}: {key} '{phrase}': of commas it may only {where}; '.' stands for any stop or comma"
    )


def _members(phrase: str, classes: Mapping[str, tuple[str, ...]], place: str) -> tuple[str, ...]:
    """Return what a phrase stands for: a class alone, which is no phrase by itself, for each of its members."""
    if not ALONE.fullmatch(phrase):
        return (phrase,)
    if phrase == "{any}":
        raise LexiconError("phrase-broken", f"{place}: '{{any}}' beside a rung says nothing: name the words")
    if phrase[1:-1] not in classes:
        raise LexiconError("phrase-broken", f"{place}: there is no class {phrase} in classes.yaml")
    return classes[phrase[1:-1]]


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
