"""Licences: which one each part has, and whether it is allowed."""

from __future__ import annotations

import tomllib
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from functools import cache
from importlib import metadata
from pathlib import Path

TERMS = Path(__file__).with_name("licences.toml")


@dataclass(frozen=True, slots=True)
class Terms:
    """What licences.toml says; `engineers` holds what is allowed for tools that do not travel."""

    allowed: frozenset[str]
    engineers: frozenset[str]
    written: Mapping[str, str]
    packages: Mapping[str, str]
    notes: Mapping[str, str]


@cache
def terms() -> Terms:
    """Return the allowed licences and what is known of single packages."""
    data = tomllib.loads(TERMS.read_text(encoding="utf-8"))
    travels = frozenset(data["allowed"])
    engineers = travels | frozenset(data["allowed_for_engineers"])
    return Terms(travels, engineers, data["written"], data["packages"], data["notes"])


def licence_of(name: str) -> str:
    """Return a package's licence as an SPDX expression, or '' where nothing says it."""
    known = terms()
    if name in known.packages:
        return known.packages[name]
    try:
        package = metadata.metadata(name)
    except metadata.PackageNotFoundError:
        return ""
    if package["License-Expression"]:
        return str(package["License-Expression"])
    stated = [str(package["License"] or ""), *_classified(package.get_all("Classifier") or [])]
    return next((found for each in stated if (found := _spdx(each))), "")


def is_allowed(expression: str, allowed: Collection[str]) -> bool:
    """Return whether an expression without brackets asks for allowed licences only."""
    parts = expression.split(" AND ")
    return all(any(each in allowed for each in part.split(" OR ")) for part in parts)


def _classified(classifiers: list[str]) -> list[str]:
    return [each.rsplit(" :: ", 1)[-1] for each in classifiers if each.startswith("License ::")]


def _spdx(written: str) -> str:
    known = terms()
    found = known.written.get(written, written)
    return found if is_allowed(found, known.engineers) else ""
