"""Damaged and hostile input against every reader, the phrase notation, the scanner and every report.

    python -m fuzz --minutes 10 [TARGET …]

Each target makes a promise about any input (`readers.py`, `words.py`, `written.py`); hypothesis looks for an input
that breaks it and makes it as small as it can. What is found is kept in tests/fuzz_cases/TARGET/ and replayed by
tests/test_fuzz_cases.py from then on.
"""
