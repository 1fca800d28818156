"""Which model and lexicon files the release holds, and whether they still are what it holds.

`models/manifest.json` lists the SHA-256 of each. A model that was damaged, half updated or exchanged is refused before
it is used. Rules are knowledge that practitioners may edit: they are compared (`cse-text doctor`), never refused.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal, TypeVar

from cse_text.errors import ModelError
from cse_text.resources import data_folder

FORMAT = 1
MANIFEST = "manifest.json"
FOLDERS = ("models", "lexicons")
Model = TypeVar("Model")
State = Literal["released", "changed", "missing", "added"]
_TEXT = frozenset({".json", ".txt", ".tsv", ".yaml"})
_UNLISTED = frozenset({".md"})  # prose about the models decides nothing


@dataclass(frozen=True, slots=True)
class Compared:
    """A file by its name in the manifest (`models/audit.json`), and how it stands to the release."""

    name: str
    state: State


def read_released(path: Path) -> bytes:
    """Return the content of a file; raise ModelError where it is a shipped model and not the release's own.

    Files elsewhere, such as models being fitted, are read as they are. OSError is the caller's.
    """
    content = path.read_bytes()
    models = data_folder("models")
    if path.is_relative_to(models):
        name = path.relative_to(models.parent).as_posix()
        if manifest_hashes().get(name) != content_hash(name, content):
            raise ModelError("model-not-released", _refusal(name))
    return content


def read_fitted(path: Path, version: int, build: Callable[[Any], Model]) -> Model:
    """Return the model that `build` makes of a JSON file.

    Raises ModelError where the file is missing, damaged or of another version.
    """
    try:
        data = json.loads(read_released(path))
        if data["format"] != version:
            raise ModelError("model-version", f"{path.name} was made by another version; install the package again")
        return build(data["model"])
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise ModelError("model-broken", f"{path.name} is missing or damaged; install the package again") from error


def manifest_path() -> Path:
    """Return where the list of hashes lies."""
    return data_folder("models") / MANIFEST


def manifest_hashes() -> Mapping[str, str]:
    """Return the SHA-256 of each file of the release by its name; raise ModelError where the list cannot be read."""
    try:
        data = json.loads(manifest_path().read_bytes())
        if data["format"] != FORMAT:
            raise ModelError("model-version", _unreadable("was made by another version"))
        return {str(name): str(digest) for name, digest in data["sha256"].items()}
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        raise ModelError("manifest-broken", _unreadable("is missing or damaged")) from error


def compare_files() -> list[Compared]:
    """Return every file that the release or this installation holds, in order of name, compared by content."""
    listed, here = manifest_hashes(), dict(_files())
    return [Compared(name, _state(name, listed, here)) for name in sorted({*listed, *here})]


def seal(*beginnings: str) -> Path:
    """Write the manifest again for the files whose names begin so (by default for all) and return where it lies.

    Whoever fits a model or compiles the lexicon says with it: these are the files to ship.
    """
    listed = manifest_hashes() if beginnings else {}
    kept = {name: each for name, each in listed.items() if not name.startswith(beginnings)}
    wanted = beginnings or ("",)
    made = {name: content_hash(name, path.read_bytes()) for name, path in _files() if name.startswith(wanted)}
    data = {"format": FORMAT, "sha256": dict(sorted({**kept, **made}.items()))}
    manifest_path().write_text(json.dumps(data, indent=1) + "\n", encoding="utf-8", newline="\n")
    return manifest_path()


def seal_folder(models: Path) -> None:
    """Seal the models of a folder that were just fitted, if it is the one that ships."""
    if models.resolve() == data_folder("models"):
        seal("models/")


def content_hash(name: str, content: bytes) -> str:
    """Return the SHA-256 of a file's content; line ends of text do not count, as git may change them."""
    if Path(name).suffix in _TEXT:
        content = content.replace(b"\r\n", b"\n")
    return hashlib.sha256(content).hexdigest()


def _files() -> Iterator[tuple[str, Path]]:
    for folder in map(data_folder, FOLDERS):
        for path in sorted(folder.rglob("*")):
            if path.is_file() and path.suffix not in _UNLISTED and path != manifest_path():
                yield path.relative_to(folder.parent).as_posix(), path


def _state(name: str, listed: Mapping[str, str], here: Mapping[str, Path]) -> State:
    if name not in here:
        return "missing"
    if name not in listed:
        return "added"
    return "released" if content_hash(name, here[name].read_bytes()) == listed[name] else "changed"


def _refusal(name: str) -> str:
    return (
        f"{name} is not the file of this release: its hash is not the one in models/{MANIFEST}. "
        "Install the package again; cse-text doctor compares every file."
    )


def _unreadable(what: str) -> str:
    return f"models/{MANIFEST}, which holds the hashes of the models, {what}; install the package again."
