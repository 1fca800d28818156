"""Trends for people and for machines: one finished value, a file a format."""

from cse_text.reports.trends.shown import Shown

__all__ = ["Shown"]
