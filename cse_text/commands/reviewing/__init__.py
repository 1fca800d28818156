"""Reviewing findings at a terminal: what is shown, which keys do what, and where the findings come from."""
