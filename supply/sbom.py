"""`python -m supply.sbom`: the list of parts (CycloneDX), and docs/licences.md. Needs the extra [supply].

cyclonedx-bom reads the lock files; licences, who asked for what, and the models and rules of the release are added.
"""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

from cse_text.released import MANIFEST, manifest_hashes
from supply.licences import is_allowed, licence_of, terms
from supply.lock import ENGINEERS, ROOT, RUNTIME, Pin, read_lock

BILLS = {RUNTIME: ROOT / "supply/sbom.cdx.json", ENGINEERS: ROOT / "supply/sbom-dev.cdx.json"}
PAGE = ROOT / "docs/licences.md"
SELF = "cse-text"
_OWN_LICENCE = "Apache-2.0"


def main() -> None:
    """Write the bill of each lock file and the page of licences; stop at a licence that is not allowed."""
    for lock, path in BILLS.items():
        path.write_text(json.dumps(bill_of(lock), indent=1) + "\n", encoding="utf-8", newline="\n")
        print(f"{path.relative_to(ROOT)} written")
    bills = [json.loads(path.read_text(encoding="utf-8")) for path in BILLS.values()]
    PAGE.write_text(licence_page(*bills), encoding="utf-8", newline="\n")
    print(f"{PAGE.relative_to(ROOT)} written")
    if refused := [each for lock, bill in zip(BILLS, bills, strict=True) for each in refused_parts(lock, bill)]:
        sys.exit("not allowed, see supply/licences.toml:\n" + "\n".join(refused))


def bill_of(lock: Path) -> dict[str, Any]:
    """Return the bill of a lock file, checked against CycloneDX's schema."""
    bill = _read_by_cyclonedx(lock)
    pins = read_lock(lock)
    bill["components"] = [*map(_package, bill["components"])]
    root = bill["metadata"]["component"] | {"bom-ref": SELF}
    bill["metadata"]["component"] = root
    bill["dependencies"] = list(_dependencies(pins))
    if lock == RUNTIME:
        bill["components"] += _data_files()
    _validate(bill)
    return bill


def refused_parts(lock: Path, bill: dict[str, Any]) -> list[str]:
    """Return the parts of a bill whose licence is not allowed for where they go, named with it."""
    allowed = terms().allowed if lock == RUNTIME else terms().engineers
    return [
        f"{each['name']} {each.get('version', '')}: {licence(each) or 'licence unknown'}"
        for each in bill["components"]
        if not is_allowed(licence(each), allowed)
    ]


def licence(component: dict[str, Any]) -> str:
    """Return the SPDX expression of a component, or ''."""
    return next((str(each["expression"]) for each in component.get("licenses", ())), "")


def licence_page(travels: dict[str, Any], engineers: dict[str, Any]) -> str:
    """Return the page of licences of two bills; what travels is not told again for engineers."""
    told = {(each["name"], each.get("version")) for each in travels["components"]}
    packages = [each for each in travels["components"] if each["type"] == "library"]
    others = [each for each in engineers["components"] if (each["name"], each["version"]) not in told]
    files = [each for each in travels["components"] if each["type"] != "library"]
    lines = [_HEAD, *_table(packages), "", _ENGINEERS, *_table(others), "", _FILES, *_table(files), "", _NOTES]
    lines += [f"- {name}: {note}." for name, note in sorted(terms().notes.items())]
    return "\n".join(lines) + "\n"


def _read_by_cyclonedx(lock: Path) -> dict[str, Any]:
    words = ["requirements", str(lock), "--pyproject", str(ROOT / "pyproject.toml"), "--output-reproducible"]
    command = [sys.executable, "-W", "ignore", "-m", "cyclonedx_py", *words, "--of", "JSON", "-o", "-"]
    done = subprocess.run(command, capture_output=True, check=True, text=True, encoding="utf-8")  # noqa: S603 - own words
    data: dict[str, Any] = json.loads(done.stdout)
    return data


def _package(found: dict[str, Any]) -> dict[str, Any]:
    """Return a component without the lock's lines, but with its licence."""
    kept = {key: found[key] for key in ("type", "name", "version", "purl", "externalReferences")}
    stated = licence_of(found["name"])
    return kept | {"bom-ref": found["purl"]} | ({"licenses": [{"expression": stated}]} if stated else {})


def _data_files() -> Iterator[dict[str, Any]]:
    """Yield the models and rules that travel. Their hashes change with every rule and stand in the manifest alone."""
    for name in manifest_hashes():
        yield {
            "type": "machine-learning-model" if name.endswith(".onnx") else "data",
            "bom-ref": name,
            "name": name,
            "licenses": [{"expression": _OWN_LICENCE}],
            "properties": [{"name": "cse-text:sha256", "value": f"models/{MANIFEST}"}],
        }


def _dependencies(pins: Sequence[Pin]) -> Iterator[dict[str, Any]]:
    """Yield what each package asked for, as the lock file tells it."""
    for ref, name in [(SELF, SELF), *((_purl(pin), pin.name) for pin in pins)]:
        wanted = sorted(_purl(pin) for pin in pins if name in pin.via)
        yield {"ref": ref} | ({"dependsOn": wanted} if wanted else {})


def _purl(pin: Pin) -> str:
    return f"pkg:pypi/{pin.name}@{pin.version}"


def _validate(bill: dict[str, Any]) -> None:
    from cyclonedx.schema import SchemaVersion
    from cyclonedx.validation.json import JsonStrictValidator

    fault = JsonStrictValidator(SchemaVersion.from_version(bill["specVersion"])).validate_str(json.dumps(bill))
    if fault is not None:
        sys.exit(f"the bill does not keep to CycloneDX's schema: {fault}")


def _table(components: Iterable[dict[str, Any]]) -> Iterator[str]:
    yield "| part | version | licence |"
    yield "|---|---|---|"
    for each in components:
        yield f"| {each['name']} | {each.get('version', '')} | {licence(each) or 'unknown'} |"


_HEAD = """# Licences

cse_text itself is under Apache-2.0 (`LICENSE`). It is made of the parts below. Which licences are allowed stands in
`supply/licences.toml`; a part with another one stops the tests. `python -m supply.sbom` writes this page and the list
of parts in CycloneDX's form, `supply/sbom.cdx.json` (with hashes, and the models and rules too) and
`supply/sbom-dev.cdx.json`.

## What travels to users
"""
_ENGINEERS = """## What only engineers install, to test and to build
"""
_FILES = """## Models and rules

`models/manifest.json` holds their hashes. The tagger starts from all-MiniLM-L6-v2 (Apache-2.0), and the skimmer takes
its word vectors from it; the rest was made for this tool.
"""
_NOTES = """## Worth knowing
"""

if __name__ == "__main__":
    main()
