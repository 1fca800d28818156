"""Pseudonyms: the same stand-in for the same person, number or address in all files, and a key that leads back.

ordinary.py says which capitalised words are no names, patterns.py finds numbers and addresses, letters.py tells
initials from other letters, names.py finds names in one record, people.py joins what all records say of whom, key.py
gives tokens and keeps them, mask.py writes them into records. It knows nothing of findings and formats. What it makes
is not anonymous, and NOTICE says so in every output.
"""

from __future__ import annotations

from cse_text.pseudonyms.key import Key
from cse_text.pseudonyms.mask import NOTICE, Masked, Masker
from cse_text.pseudonyms.people import Roll

__all__ = ["NOTICE", "Key", "Masked", "Masker", "Roll"]
