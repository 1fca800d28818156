"""A deck's YAML as a trainer writes it, checked once at the edge and turned into plain values."""

from __future__ import annotations

from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, StringConstraints, model_validator

from cse_text.lexicon.schema import Category
from cse_text.teaching.cards import LEAVE, Card, Deck, Kind, Level, Mark, Option, Risk

TO_WRITE = "(to write)"
Line = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1)]
Slug = Annotated[str, StringConstraints(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$")]


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class MarkFile(_Strict):
    """Words of the note and what they do."""

    words: Line
    category: Category
    does: Line


class OtherFile(_Strict):
    """A wording that is not the one to take."""

    text: Line
    because: Line


class ChooseFile(_Strict):
    """Why the first reframing is the one to take, and two others that are not."""

    because: Line
    others: Annotated[tuple[OtherFile, ...], Field(min_length=2, max_length=2)]


class RiskFile(_Strict):
    """How serious the note reads before and after."""

    before: Level
    after: Level
    because: Line


class CardFile(_Strict):
    """One card."""

    id: Slug
    setting: Line
    note: Line
    kind: Kind = "mask"
    marks: Annotated[tuple[MarkFile, ...], Field(min_length=1)]
    reframings: tuple[Line, ...] = ()
    changes: Line
    choose: ChooseFile
    risk: RiskFile
    ask: str = ""
    sources: tuple[Line, ...] = ()
    also: tuple[Line, ...] = ()

    @model_validator(mode="after")
    def _whole(self) -> CardFile:
        for number, mark in enumerate(self.marks, start=1):
            if mark.words not in self.note:
                raise ValueError(f"the words of mark {number} do not stand in the note, letter for letter")
        for number, words in enumerate(self.also, start=1):
            if words not in self.note:
                raise ValueError(f"'also' number {number} does not stand in the note, letter for letter")
        if self.kind == "mask" and not self.reframings:
            raise ValueError("a card whose words mask needs at least one reframing")
        return self

    def plain(self, line: int) -> Card:
        """Return the card as a plain value."""
        good = self.reframings[0] if self.reframings else LEAVE
        others = tuple(Option(each.text, each.because, good=False) for each in self.choose.others)
        return Card(
            id=self.id,
            setting=self.setting,
            note=self.note,
            kind=self.kind,
            marks=tuple(Mark(each.words, each.category, each.does) for each in self.marks),
            reframings=self.reframings,
            changes=self.changes,
            options=(Option(good, self.choose.because, good=True), *others),
            risk=Risk(self.risk.before, self.risk.after, self.risk.because),
            ask=self.ask.strip(),
            sources=self.sources,
            also=self.also,
            line=line,
        )


class DeckFile(_Strict):
    """One deck."""

    name: Slug
    title: Line
    audience: Line
    about: Line
    cards: Annotated[tuple[CardFile, ...], Field(min_length=1)]

    @model_validator(mode="after")
    def _ids_once(self) -> DeckFile:
        seen: set[str] = set()
        for card in self.cards:
            if card.id in seen:
                raise ValueError(f"the id {card.id} is used twice")
            seen.add(card.id)
        return self

    def plain(self, lines: tuple[int, ...]) -> Deck:
        """Return the deck as a plain value; `lines` says where each card begins."""
        cards = tuple(card.plain(line) for card, line in zip(self.cards, lines, strict=True))
        return Deck(self.name, self.title, self.audience, self.about, cards)
