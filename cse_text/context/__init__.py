"""Reads how the words of a candidate are used where they stand: whose, about whom, denied or meant."""

from cse_text.context.assess import ContextReader
from cse_text.context.people import People, find_people

__all__ = ["ContextReader", "People", "find_people"]
