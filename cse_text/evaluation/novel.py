"""Wording that no published list holds, and how much of it is found.

`published_phrases.txt` names the wordings of the guidance that lexicons/sources.yaml lists, one a line: short phrases
alone, none of the guidance's text. A surface is listed where it holds one of them as whole words.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from importlib.resources import files
from pathlib import Path

import numpy as np

from cse_text.annotation import squash
from cse_text.evaluation.bootstrap import interval, ratio
from cse_text.evaluation.figures import NovelFigures, Share
from cse_text.evaluation.reading import Read
from cse_text.evaluation.scoring import pair

PUBLISHED = "published_phrases.txt"


def read_phrases(path: Path | None = None) -> list[str]:
    """Return the phrases of a list, one a line, '#' for remarks; of the published ones if no list is named."""
    source = path or files("cse_text.evaluation").joinpath(PUBLISHED)
    lines = source.read_text(encoding="utf-8").splitlines()
    return [squashed for line in lines if not line.startswith("#") and (squashed := squash(line))]


def listing(phrases: Sequence[str]) -> Callable[[str], bool]:
    """Return what tells whether a surface holds one of the phrases."""
    known = [f" {phrase} " for phrase in phrases]
    return lambda surface: any(phrase in f" {squash(surface)} " for phrase in known)


def novel_figures(reads: Sequence[Read], phrases: Sequence[str]) -> NovelFigures:
    """Return recall end to end, apart for wording that the phrases hold and wording that they do not."""
    is_listed = listing(phrases)
    rows = np.array([_counts(read, is_listed) for read in reads])
    found, seen, found_listed, seen_listed = (int(each) for each in rows.sum(axis=0)) if len(rows) else (0,) * 4
    return NovelFigures(
        len(phrases),
        Share(found, seen, interval(rows, ratio)),
        Share(found_listed, seen_listed, interval(rows, lambda sums: ratio(sums, 2, 3))),
    )


def _counts(read: Read, is_listed: Callable[[str], bool]) -> tuple[int, int, int, int]:
    met = pair(read.masking, read.flagged)
    text = read.document["text"]
    listed = [is_listed(text[span["start"] : span["end"]]) for span in read.masking]
    hit = [listed[i] for i in met]
    return hit.count(False), listed.count(False), hit.count(True), listed.count(True)
