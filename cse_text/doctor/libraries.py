"""The libraries: which versions are here, and which the tool says it works with."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib import metadata
from pathlib import Path
from typing import Any

from packaging.requirements import Requirement
from packaging.specifiers import SpecifierSet

from cse_text.resources import how_to_add
from cse_text.types import Check

PART, OPTIONAL = "Libraries", "Optional"
NAME = "cse-text"
_FOR_ENGINEERS = frozenset({"dev", "supply"})
_INSTALL = "Install the tool again from its lock file: python -m pip install -r requirements.txt"


@dataclass(frozen=True, slots=True)
class Declared:
    """What the tool says it needs: Python, libraries, and the libraries of each extra."""

    python: SpecifierSet
    needed: tuple[Requirement, ...]
    extras: Mapping[str, tuple[Requirement, ...]]


@cache
def declared() -> Declared:
    """Return what the checkout's pyproject.toml declares, or else the installed package."""
    checkout = Path(__file__).resolve().parents[2]
    if (checkout / "models").is_dir():  # as cse_text.resources tells a checkout from an installed package
        return from_project(checkout / "pyproject.toml")
    return from_metadata(metadata.metadata(NAME))


def from_project(path: Path) -> Declared:
    """Return what a pyproject.toml declares."""
    import tomllib

    project: dict[str, Any] = tomllib.loads(path.read_text(encoding="utf-8"))["project"]
    extras = {name: _requirements(lines) for name, lines in project.get("optional-dependencies", {}).items()}
    return Declared(SpecifierSet(project["requires-python"]), _requirements(project["dependencies"]), extras)


def from_metadata(package: metadata.PackageMetadata) -> Declared:
    """Return what an installed package declares."""
    lines = package.get_all("Requires-Dist") or []
    every = tuple(map(Requirement, lines))
    needed = tuple(each for each in every if _applies(each))
    extras = {
        name: tuple(each for each in every if not _applies(each) and _applies(each, name))
        for name in package.get_all("Provides-Extra") or []
    }
    return Declared(SpecifierSet(package["Requires-Python"]), needed, extras)


def library_checks() -> Iterator[Check]:
    """Yield each library that the tool needs."""
    return (library_check(each, _installed(each.name)) for each in declared().needed if _applies(each))


def library_check(wanted: Requirement, version: str) -> Check:
    """Return whether a library is here ('' if not) in a version that the tool works with."""
    if not version:
        return Check(PART, wanted.name, "mend", f"missing; needs {_range(wanted)}", _INSTALL)
    fits = wanted.specifier.contains(version, prereleases=True)
    says = f"{version}; needs {_range(wanted)}"
    return Check(PART, wanted.name, "ok" if fits else "mend", says, "" if fits else _INSTALL)


def extra_checks() -> Iterator[Check]:
    """Yield which optional parts are here."""
    for name, wanted in declared().extras.items():
        if name not in _FOR_ENGINEERS:
            yield extra_check(name, {each: _installed(each.name) for each in wanted if _applies(each, name)})


def extra_check(name: str, found: Mapping[Requirement, str]) -> Check:
    """Return whether all of an extra is here; its lack is no fault."""
    lacking = [each.name for each, version in found.items() if not each.specifier.contains(version or "0")]
    if not lacking:
        return Check(OPTIONAL, name, "ok", "here")
    return Check(OPTIONAL, name, "note", f"not here: {', '.join(lacking)}", how_to_add(name))


def _requirements(lines: Iterable[str]) -> tuple[Requirement, ...]:
    return tuple(map(Requirement, lines))


def _applies(wanted: Requirement, extra: str = "") -> bool:
    return wanted.marker is None or wanted.marker.evaluate({"extra": extra})


def _installed(name: str) -> str:
    try:
        return metadata.version(name)
    except metadata.PackageNotFoundError:
        return ""


def _range(wanted: Requirement) -> str:
    return ",".join(sorted(map(str, wanted.specifier), reverse=True)) or "any version"
