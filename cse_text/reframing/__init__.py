"""Suggests harm-centred wording, as edits for display. It asserts nothing the record does not support."""

from cse_text.reframing.ranking import Ranking
from cse_text.reframing.suggest import Suggester

__all__ = ["Ranking", "Suggester"]
