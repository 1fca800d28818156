"""Tests of what is said where an optional part is missing."""

from __future__ import annotations

import sys

import pytest

from cse_text.errors import SettingsError
from cse_text.resources import check_pictures


def test_without_matplotlib_the_way_on_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    """A picture that cannot be drawn is refused with what to install, and with what else can be had."""
    monkeypatch.setitem(sys.modules, "matplotlib", None)

    with pytest.raises(SettingsError, match=r'^A picture needs matplotlib\. .* install "\.\[plots\]"$'):
        check_pictures()
    with pytest.raises(SettingsError, match=r"\.\[plots\]\" A page needs nothing\.$"):
        check_pictures("A page needs nothing.")
