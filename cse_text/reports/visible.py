"""Note text made safe to show: nothing in it can steer a terminal, hide itself or turn the line around."""

from __future__ import annotations

import re

_SPACES = re.compile("[ \t\n\r\v\f\x85\xa0\u2028\u2029]+")
# Control characters, marks that change the direction of writing, invisible tags, what XML refuses,
# halves of surrogate pairs.
_UNSAFE = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ufff9-\ufffb"
    "\ufffe\uffff\U000e0000-\U000e007f\ud800-\udfff]"
)


def make_visible(text: str) -> str:
    """Return the text with every control and direction character written out as <U+001B>."""
    return _UNSAFE.sub(lambda match: f"<U+{ord(match[0]):04X}>", text)


def join_spaces(text: str) -> str:
    """Return the text with every run of spaces and line breaks as one space."""
    return _SPACES.sub(" ", text)


def one_line(text: str) -> str:
    """Return the text on one line, without space at its ends, safe to show."""
    return make_visible(join_spaces(text)).strip()
