"""Tests of words by number: what belongs alike shares one, and a text read for several tables reads as for each."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from cse_text.lexicon import CompiledLexicon
from cse_text.lexicon.numbers import MOST_TABLES, Numbers, Vocabulary
from tests.lexicon.small import compiled as small

TABLES = [small(phrase).rules for phrase in ("put {self} at [{adj}] risk", "{child} take (risk|chance)", "=risk")]
APART = [Numbers(table) for table in TABLES]
TOGETHER = Vocabulary(TABLES)
WORDS = "put Puts puting herself at serious RISK risk's risks girl girl\u2019s boys' takes chance ; caf\u00e9".split()


def test_words_of_the_same_sets_and_classes_share_a_number() -> None:
    """Inflections, capitals, possessives and slips are numbered as the word they stand for; other words are 0."""
    numbers = APART[0]

    assert numbers["puts"] == numbers["PUT"] == numbers["puting"] != 0
    assert numbers["risk\u2019s"] == numbers["risk"] != numbers["puts"]
    assert numbers["tea"] == 0
    assert numbers.sets[numbers["risk"]]


@given(st.lists(st.sampled_from(WORDS)).map(" ".join))
def test_a_text_read_for_several_tables_reads_as_for_each(text: str) -> None:
    """Each table sees the numbers that it would give by itself, in whatever order the tables ask."""
    shared = [numbers.read(text).tolist() for numbers in reversed(TOGETHER.tables)][::-1]

    assert shared == [numbers.read(text).tolist() for numbers in APART]


def test_the_numbers_of_the_shipped_tables_fit_together(compiled: CompiledLexicon) -> None:
    """What is packed for the three tables of a scan comes out whole, the highest number too."""
    tables = (compiled.rules, compiled.evidence, compiled.practice)
    words = [max(table.forms, key=Numbers(table).of) for table in tables]
    shared = [numbers.read(" ".join(words)).tolist() for numbers in Vocabulary(tables).tables]

    assert len(tables) == MOST_TABLES
    assert shared == [Numbers(table).read(" ".join(words)).tolist() for table in tables]
