"""Trends over many notes: rates of masking wording by group, small cells hidden, and a sample to find what was missed.

Scanned records in, finished values out. How they are shown is for reports; nothing here knows a file format but the
sample that a person reads and judges.
"""

from cse_text.trends.counts import Tally
from cse_text.trends.tables import build_trends
from cse_text.trends.values import Rate, Row, Table, Trends

__all__ = ["Rate", "Row", "Table", "Tally", "Trends", "build_trends"]
