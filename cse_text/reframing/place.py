"""A slot with all that its words may need, and what comes of it: an edit."""

from __future__ import annotations

from dataclasses import dataclass

from cse_text.lexicon.tables import VerbTable
from cse_text.reframing.closed import AUXILIARIES
from cse_text.reframing.grammar import finite_tag, joined_names, plural_subject
from cse_text.reframing.slot import VERBAL, Site, Slot

_FORM_OF = {"plain": "VB", "gerund": "VBG", "participle": "VBN"}


@dataclass(frozen=True, slots=True)
class Edit:
    """Words put for text[start:end], and by which template ('state-for-finite')."""

    start: int
    end: int
    text: str
    template: str

    @property
    def verbal(self) -> bool:
        """Whether a verb stood there."""
        return self.template.rpartition("-")[2] in VERBAL


@dataclass(frozen=True, slots=True)
class Place:
    """A slot with all that its words may need: the sentence, the verbs; `whole` where no half phrase is replaced."""

    site: Site
    slot: Slot
    verbs: VerbTable
    whole: bool = True

    @property
    def governor(self) -> str:
        """The word that governs the slot, or ''."""
        return self.site.words[self.slot.governor].form if self.slot.governor >= 0 else ""

    @property
    def plural(self) -> bool:
        """Whether the verb of this place is plural."""
        lead = self.site.words[self.site.first].form
        tags = self.verbs.tags.get(lead, ()) if self.slot.kind == "finite" else ()
        return plural_subject(self.governor, lead, tags) or joined_names(self.site, self.site.first)

    @property
    def tag(self) -> str:
        """The Penn tag of the verb form that this place asks for."""
        if self.slot.kind in _FORM_OF:
            return _FORM_OF[self.slot.kind]
        form = self.site.words[self.site.first].form
        options = () if form in AUXILIARIES else self.verbs.tags.get(form, ())
        return finite_tag(options, past=self.slot.past)
