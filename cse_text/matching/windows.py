"""Cuts a text into windows that the tagger can read at once: whole sentences, about ninety words."""

from __future__ import annotations

from collections.abc import Sequence

from cse_text.text import sentence_starts

MOST_CHARACTERS = 560  # about ninety words
LONGEST_SENTENCE = 900  # a longer one is cut at a space


def cut_windows(text: str, most: int = MOST_CHARACTERS) -> list[tuple[int, int]]:
    """Return half-open ranges that cover the text, cut at sentence or line ends."""
    return join_sentences(cut_sentences(text), most)


def cut_sentences(text: str) -> list[tuple[int, int]]:
    """Return the ranges of the sentences of a text, overlong ones cut at spaces."""
    starts = sentence_starts(text)
    ranges = []
    for start, end in zip(starts, [*starts[1:], len(text)], strict=True):
        at = start
        while end - at > LONGEST_SENTENCE:
            cut = text.rfind(" ", at + 1, at + LONGEST_SENTENCE)
            cut = cut if cut > at else at + LONGEST_SENTENCE
            ranges.append((at, cut))
            at = cut
        if text[at:end].strip():
            ranges.append((at, end))
    return ranges


def join_sentences(sentences: Sequence[tuple[int, int]], most: int = MOST_CHARACTERS) -> list[tuple[int, int]]:
    """Return windows that join neighbouring sentences while they hold at most `most` code points."""
    windows: list[tuple[int, int]] = []
    for start, end in sentences:
        if windows and end - windows[-1][0] <= most:
            windows[-1] = (windows[-1][0], end)
        else:
            windows.append((start, end))
    return windows


def join_stretches(windows: Sequence[tuple[int, int]]) -> tuple[tuple[int, int], ...]:
    """Return the stretches of text that windows cover, those that meet joined."""
    joined: list[tuple[int, int]] = []
    for start, end in windows:
        if joined and start <= joined[-1][1]:
            joined[-1] = (joined[-1][0], end)
        else:
            joined.append((start, end))
    return tuple(joined)
