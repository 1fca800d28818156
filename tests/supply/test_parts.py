"""The lock, the list of parts and the licences hold together."""

from __future__ import annotations

import json
import tomllib
from pathlib import Path
from typing import Any

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from cse_text.released import manifest_hashes
from supply.licences import is_allowed, licence_of, terms
from supply.lock import ENGINEERS, ROOT, RUNTIME, read_lock
from supply.sbom import BILLS, PAGE, licence, licence_page, refused_parts

LOCKS = [RUNTIME, ENGINEERS]
AGAIN = "run: python -m supply.sbom"


def bill(lock: Path) -> dict[str, Any]:
    """Return the committed bill of a lock file."""
    data: dict[str, Any] = json.loads(BILLS[lock].read_text(encoding="utf-8"))
    return data


@pytest.mark.parametrize("lock", LOCKS, ids=lambda path: path.name)
def test_every_locked_package_has_hashes(lock: Path) -> None:
    """One hash in a lock makes pip ask for all; here every pin has its own, so pip refuses any other file."""
    pins = read_lock(lock)
    written = [line for line in lock.read_text(encoding="utf-8").splitlines() if line[:1].isalnum()]

    assert len(pins) == len(written)
    assert [pin.name for pin in pins if not pin.hashes] == []


def test_every_dependency_is_locked_in_a_version_that_fits() -> None:
    """What pyproject.toml asks for stands in the lock, within its range."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    pins = read_lock(RUNTIME)
    for wanted in map(Requirement, project["dependencies"]):
        versions = [pin.version for pin in pins if pin.name == canonicalize_name(wanted.name)]
        assert versions, f"{wanted.name} is not locked; run: just lock"
        assert all(wanted.specifier.contains(version) for version in versions), wanted.name


@pytest.mark.parametrize("lock", LOCKS, ids=lambda path: path.name)
def test_the_bill_lists_exactly_what_is_locked(lock: Path) -> None:
    """Each locked package stands in the CycloneDX bill once, with its version and hashes, and nothing else does."""
    listed = {
        (each["name"], each["version"]): sum(len(link.get("hashes", ())) for link in each["externalReferences"])
        for each in bill(lock)["components"]
        if each["type"] == "library"
    }

    assert listed == {(pin.name, pin.version): len(pin.hashes) for pin in read_lock(lock)}, AGAIN


def test_the_bill_lists_every_model_and_rule_file() -> None:
    """What the manifest of hashes holds travels, and so stands in the bill of what travels."""
    files = {each["name"] for each in bill(RUNTIME)["components"] if each["type"] != "library"}

    assert files == set(manifest_hashes()), AGAIN


@pytest.mark.parametrize("lock", LOCKS, ids=lambda path: path.name)
def test_every_licence_is_known_and_allowed(lock: Path) -> None:
    """No part has a licence outside the allowed ones, or none that is known."""
    assert refused_parts(lock, bill(lock)) == [], "see supply/licences.toml"


def test_the_page_of_licences_is_the_bills() -> None:
    """docs/licences.md shows what the bills hold, no more and no less."""
    assert PAGE.read_text(encoding="utf-8") == licence_page(bill(RUNTIME), bill(ENGINEERS)), AGAIN


def test_the_bill_says_what_asked_for_what() -> None:
    """The tool's own dependencies lead to every package of the bill."""
    wanted = {each["ref"]: each.get("dependsOn", []) for each in bill(RUNTIME)["dependencies"]}
    reached, left = set(), ["cse-text"]
    while left:
        ref = left.pop()
        if ref not in reached:
            reached.add(ref)
            left += wanted[ref]

    assert reached == set(wanted)


@pytest.mark.parametrize(
    ("expression", "allowed"),
    [
        ("MIT", True),
        ("MIT AND Zlib", True),
        ("GPL-3.0-only", False),
        ("MIT AND GPL-3.0-only", False),
        ("GPL-3.0-only OR MIT", True),
        ("LGPL-3.0-only", False),
        ("", False),
        ("Proprietary", False),
    ],
)
def test_a_licence_is_allowed_only_if_all_it_asks_is(expression: str, allowed: bool) -> None:
    """AND asks for every part, OR for one; what is unknown is refused."""
    assert is_allowed(expression, terms().allowed) is allowed


def test_a_part_without_a_known_licence_is_named() -> None:
    """The refusal names the part and what is written of its licence."""
    odd = {"name": "odd", "version": "1", "type": "library"}
    strange = odd | {"licenses": [{"expression": "AGPL-3.0-only"}]}

    assert refused_parts(RUNTIME, {"components": [odd, strange]}) == [
        "odd 1: licence unknown",
        "odd 1: AGPL-3.0-only",
    ]
    assert licence(strange) == "AGPL-3.0-only"


def test_licences_are_read_from_what_packages_say() -> None:
    """SPDX names as they are, written names by the table, gaps by hand, nothing where nothing is known."""
    assert licence_of("pytest") == "MIT"
    assert licence_of("jinja2") == "BSD-3-Clause"
    assert licence_of("no-such-package") == ""
