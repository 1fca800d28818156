"""A page for each rule, made from its entry alone: nothing on it is written anywhere else.

`sections` says it once; `rule_page` writes it as Markdown, the lexicon's site as HTML.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from cse_text.lexicon.rules import BREAK, WORDS, Example, Frame, Lexicon, Rule, Rung, Source
from cse_text.lexicon.tables import KEPT, CompiledLexicon

_FITTED = re.compile(r"[<{]([a-z]+)[>}]")  # words that a reframing fits to its sentence
OWN = "own-reading"
_NEEDS = {
    "under-13": "the child is stated to be under 13",
    "under-16": "the child is stated to be under 16",
    "under-18": "the child is stated to be under 18",
    "adult": "an adult is described",
    "harm": "harm is stated",
    "harm-suspected": "a concern about harm is stated",
    "gifts": "gifts or money are stated",
    "coercion": "threats or force are stated",
    "missing": "the child was missing",
    "online": "contact online is stated",
    "drugs": "drugs or alcohol are stated",
}
_PRIORS = {
    "likely": "Said of a child in such a record, these words usually mask; the words around them decide.",
    "even": "Said of a child in such a record, these words mask about as often as not; the words around them decide.",
    "unlikely": "These words are mostly plain recording; they count only where the words around them say more.",
}
_MONTHS = "January February March April May June July August September October November December".split()


@dataclass(frozen=True, slots=True)
class Item:
    """One line of a page: its text, what kind of text that is, the reason or address that goes with it."""

    text: str
    kind: str = "text"  # text, phrase, say, found, left, gap, source
    note: str = ""
    link: str = ""


@dataclass(frozen=True, slots=True)
class Section:
    """A heading and what stands under it."""

    title: str
    items: tuple[Item, ...]


def find_rule(compiled: CompiledLexicon, id_or_name: str) -> Rule | None:
    """Return the rule of this id or name, in any case, or None."""
    wanted = id_or_name.strip().lower()
    return next((rule for rule in compiled.lexicon.rules if wanted in {rule.id.lower(), rule.name}), None)


def rule_page(rule: Rule, compiled: CompiledLexicon) -> str:
    """Return the page of a rule as Markdown."""
    lines = [f"# {rule.id} {rule.name}", "", f"**{rule.title}.**", "", *facts(rule, compiled.lexicon)]
    for section in sections(rule, compiled.lexicon):
        lines += ["", f"## {section.title}", "", *map(_line, section.items)]
    return "\n".join(lines) + "\n"


def facts(rule: Rule, lexicon: Lexicon) -> list[str]:
    """Return what is said of a rule above its sections, a line each."""
    found = [f"Category: {rule.category} · severity: {rule.severity} · since version {rule.since}"]
    if rule.valid_from:
        found.append(f"Out of line with published guidance since {period(rule.valid_from)}")
    if rule.style:
        state = "on" if rule.style in lexicon.local.styles else "off"
        found.append(f"House style: the switch '{rule.style}' turns it on; it is {state}")
    found += [f"Silenced by your lexicon: {each.because}" for each in lexicon.local.silenced if each.rule == rule.id]
    if rule.id in lexicon.local.overridden:
        found.append("Your lexicon puts this entry in place of the shipped one")
    if rule.id in lexicon.local.added:
        found.append("A rule of your own lexicon")
    return found


def sections(rule: Rule, lexicon: Lexicon) -> list[Section]:
    """Return the sections of a rule's page, those that hold nothing left out."""
    every = (
        Section("Why it matters", (Item(" ".join(rule.why.split())),)),
        Section("What it finds", tuple(_finds(rule))),
        Section("Not where", tuple(Item(each.phrase, "phrase", each.because) for each in rule.unless)),
        Section("How it is decided", tuple(_decided(rule))),
        Section("Consider instead", tuple(_rung(rung) for rung in rule.reframings if not rung.speaks)),
        Section("Or add behind the sentence", tuple(_analyses(rule))),
        Section("Ask", (Item(rule.question),) if rule.question else ()),
        Section("Examples", (*_examples("found", rule.flag), *_examples("left", rule.passes))),
        Section("Known gaps", tuple(_examples("gap", rule.gap))),
        Section("Sources", tuple(_sources(rule, lexicon))),
        Section("Guides that hold otherwise", tuple(_source(key, lexicon) for key in rule.against)),
    )
    return [section for section in every if section.items]


def period(text: str) -> str:
    """Return a day, a month or a year as people write it."""
    year, month, day = (*text.split("-"), "", "")[:3]
    named = _MONTHS[int(month) - 1] if month else ""
    return " ".join(filter(None, (day.lstrip("0"), named, year)))


def cited(source: Source) -> str:
    """Return how a piece of guidance is cited, without its address."""
    return f"{source.title}, {source.organisation}, {source.year}"


def _finds(rule: Rule) -> Iterator[Item]:
    yield from (Item(phrase, "phrase") for phrase in rule.match)
    for frame in rule.frame:
        yield from _frame(frame)
    if rule.detector == "tagger":
        yield Item("wording that no phrase here holds, as the tagger reads it")


def _frame(frame: Frame) -> Iterator[Item]:
    """Yield a line for each verb phrase of a frame, in the order of an ordinary sentence."""
    near = f"where {frame.near} is named in the sentence or in the one before" if frame.near else ""
    gain = f"for {frame.gain}" if frame.gain else ""
    said = "grammar: who does what" if frame.does else "grammar: done with nobody named who did it"
    note = "; ".join(filter(None, (said, gain, near)))
    for phrase in (*frame.does, *frame.undergoes):
        yield Item(" ".join(filter(None, (frame.who, phrase, frame.whom))), "phrase", note)


def _decided(rule: Rule) -> Iterator[Item]:
    if rule.style:
        yield Item("By the wording alone, in the author's own words; no model weighs it.")
    elif rule.match or rule.frame:
        yield Item(_PRIORS[rule.prior])
    if rule.needs:
        yield Item(f"It masks only where {' or '.join(_NEEDS[need] for need in rule.needs)} in the record.")


def _rung(rung: Rung) -> Item:
    needs = " and ".join(_NEEDS[need] for need in rung.needs)
    worded = f"for {_named(rung.wordings)}" if rung.wordings else ""
    beside = (f"{name.replace('_', ' ')} {_named(phrases)}" for name, phrases in rung.around().items())
    notes = filter(None, (worded, *beside, f"where {needs}" if needs else ""))
    said = KEPT.sub("\u2026", _FITTED.sub(r"\1", rung.say.replace(WORDS, "\u201c\u2026\u201d")))
    return Item(said or "(leave these words out)", "say", ", ".join(notes))


def _analyses(rule: Rule) -> Iterator[Item]:
    """Yield the sentences about the words: the general one, and those for certain wordings."""
    if rule.analysis:
        yield _rung(Rung(rule.analysis))
    yield from (_rung(rung) for rung in rule.reframings if rung.speaks)


def _named(phrases: Iterable[str]) -> str:
    return ", ".join("a stop" if phrase == BREAK else repr(phrase) for phrase in phrases)


def _examples(kind: str, examples: tuple[Example, ...]) -> Iterator[Item]:
    yield from (Item(each.text, kind, each.because) for each in examples)


def _sources(rule: Rule, lexicon: Lexicon) -> Iterator[Item]:
    """Yield the guidance a rule rests on; our own reading comes last and says how much it is."""
    published = [key for key in rule.sources if key != OWN]
    yield from (_source(key, lexicon) for key in published)
    if OWN in rule.sources and published:
        yield Item("Some of the wording is our own reading of the same mechanism; no published list names it.")
    elif OWN in rule.sources:
        yield _source(OWN, lexicon)


def _source(key: str, lexicon: Lexicon) -> Item:
    source = lexicon.sources.get(key)
    return Item(key) if source is None else Item(cited(source), "source", "", source.url)


def _line(item: Item) -> str:
    text = f"`{item.text}`" if item.kind == "phrase" else item.text
    lead = {"found": "found: ", "left": "left alone: ", "gap": "not found: "}.get(item.kind, "")
    note = f": {item.note}" if item.kind == "phrase" and item.note else f" ({item.note})" if item.note else ""
    link = f", {item.link}" if item.link else ""
    listed = "" if item.kind == "text" else "- "
    return f"{listed}{lead}{text}{note}{link}"
