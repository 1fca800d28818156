"""Suggests harm-centred wording, as edits for display. It asserts nothing the record does not support."""

from cse_text.reframing.ranking import Ranking
from cse_text.reframing.suggest import MOST, Suggester
from cse_text.reframing.whole import with_whole_sentences

__all__ = ["MOST", "Ranking", "Suggester", "with_whole_sentences"]
