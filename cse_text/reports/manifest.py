"""The run manifest: what was read, by which version of what, under which settings. Plain values and their wordings.

It names no clock unless one was asked for, so that the same input gives the same bytes.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from hashlib import sha256

from cse_text.reports.visible import one_line
from cse_text.reports.wording import count

FORMAT = 1
_SHORT = 12


@dataclass(frozen=True, slots=True)
class InputFile:
    """One file that was read, or was to be: its size and SHA-256, '' where it could not be opened again."""

    source: str
    size: int = 0
    sha256: str = ""


@dataclass(frozen=True, slots=True)
class Manifest:
    """What it takes to make the same report again."""

    version: str
    versions: Mapping[str, str] = field(default_factory=dict)
    lexicon: str = ""
    models: Mapping[str, str] = field(default_factory=dict)
    settings: Mapping[str, str] = field(default_factory=dict)
    inputs: tuple[InputFile, ...] = ()
    stamp: str = ""


def manifest_object(manifest: Manifest) -> dict[str, object]:
    """Return the manifest as JSON holds it."""
    inputs = [{"source": each.source, "size": each.size, "sha256": each.sha256} for each in manifest.inputs]
    stamped = {"stamp": manifest.stamp} if manifest.stamp else {}
    return {
        "manifest": FORMAT,
        "tool": "cse-text",
        "version": manifest.version,
        "versions": dict(manifest.versions),
        "lexicon": manifest.lexicon,
        "models": dict(manifest.models),
        "settings": dict(manifest.settings),
        "inputs": inputs,
        **stamped,
    }


def manifest_facts(manifest: Manifest) -> list[tuple[str, str]]:
    """Return label and value of everything but the inputs, safe to show."""
    facts = [("cse-text", manifest.version), ("Lexicon", manifest.lexicon)]
    facts += [(f"Model {name}", digest) for name, digest in manifest.models.items()]
    facts += list(manifest.versions.items())
    facts += [(f"Setting {name}", value) for name, value in manifest.settings.items()]
    facts += [("Made on", manifest.stamp)] if manifest.stamp else []
    return [(one_line(label), one_line(value)) for label, value in facts]


def manifest_line(manifest: Manifest) -> str:
    """Return the manifest in one sentence; all inputs have one hash between them."""
    parts = [
        f"cse-text {manifest.version}",
        f"lexicon {manifest.lexicon}",
        f"models {_digest(manifest.models.values())}",
    ]
    parts += [f"{name} {value}" for name, value in manifest.settings.items() if name == "depth"]
    parts += [manifest.settings["lexicon-changes"]] if manifest.settings.get("lexicon-changes") else []
    read = [each.sha256 for each in manifest.inputs if each.sha256]
    if read:
        parts.append(f"{count(len(read), 'file')} with SHA-256 {_digest(read)}")
    stamp = f", on {manifest.stamp}" if manifest.stamp else ""
    return one_line(f"Made with {', '.join(parts)}{stamp}.")


def _digest(hashes: Iterable[str]) -> str:
    return sha256(" ".join(hashes).encode()).hexdigest()[:_SHORT]
