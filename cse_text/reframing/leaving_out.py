"""Leaves words out of a sentence: "left of her own accord" → "left", its spaces, commas and capital mended."""

from __future__ import annotations

from cse_text.reframing.place import Edit
from cse_text.reframing.slot import Site
from cse_text.text import HARD_BREAK

TEMPLATE = "left-out"


def left_out(site: Site) -> Edit:
    """Return the edit that leaves the words out, and one of two commas that stood around them."""
    first, last = site.words[site.first], site.words[site.after - 1]
    begins = site.first == 0 or first.gap >= HARD_BREAK
    if begins and site.after < len(site.words):
        return _from_the_beginning(site)
    if begins:
        return Edit(first.start, last.end, "", TEMPLATE)
    start = site.words[site.first - 1].end
    ahead, behind = site.text[start : first.start], _behind(site)
    if ahead.strip() == "," and behind.strip() == ",":  # "went, as usual, with": neither is needed
        return Edit(start, last.end + behind.index(",") + 1, "", TEMPLATE)
    if ahead.strip() == "," and site.after < len(site.words) and not site.words[site.after].gap:
        return Edit(start, last.end, ",", TEMPLATE)
    return Edit(start if ahead.strip(" ,\u2013\u2014-") == "" else first.start, last.end, "", TEMPLATE)


def _from_the_beginning(site: Site) -> Edit:
    """Return the edit where the words open their sentence: the next word opens it with their capital."""
    first, following = site.words[site.first], site.words[site.after]
    behind = _behind(site)
    if following.gap >= HARD_BREAK:  # nothing would be left of the clause
        return Edit(first.start, site.words[site.after - 1].end, "", TEMPLATE)
    word = site.text[following.start : following.end]
    if site.text[first.start].isupper():
        word = word[:1].upper() + word[1:]
    marks = "" if behind.strip(" ,") == "" else behind.strip(" ,") + " "
    return Edit(first.start, following.end, marks + word, TEMPLATE)


def _behind(site: Site) -> str:
    """Return what stands between the words and the next."""
    end = site.words[site.after - 1].end
    return site.text[end : site.words[site.after].start] if site.after < len(site.words) else ""
