"""Marking notes at a terminal: what is shown, what is typed, and how one follows from the other."""
