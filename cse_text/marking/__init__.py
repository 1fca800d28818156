"""Marking notes by hand: notes with their marks, the words a person means, and the file the marks are kept in.

Knows the definition of a mark (`annotation`) and nothing of screens, keys or what the tool would find.
"""

from cse_text.marking.notes import Mark, Note, fault_of_mark
from cse_text.marking.passages import Passage, passages_of
from cse_text.marking.store import MARKING_ENDING, begin, save
from cse_text.marking.words import Choice, choose_words

__all__ = [
    "MARKING_ENDING",
    "Choice",
    "Mark",
    "Note",
    "Passage",
    "begin",
    "choose_words",
    "fault_of_mark",
    "passages_of",
    "save",
]
