"""Judges findings against annotated notes."""
