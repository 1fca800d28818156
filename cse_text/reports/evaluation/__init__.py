"""The figures of an evaluation for people: sections for a terminal, errors to read, a picture of calibration."""

from cse_text.reports.evaluation.sections import write_figures

__all__ = ["write_figures"]
