"""Gathers the run manifest: hashes of what was read, versions, lexicon, models, settings."""

from __future__ import annotations

import hashlib
import json
import platform
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import TYPE_CHECKING

from cse_text.commands.version import tool_version
from cse_text.reports.manifest import InputFile, Manifest, manifest_object

if TYPE_CHECKING:
    from cse_text.commands.scan_options import ScanOptions
    from cse_text.reports.summary import Summary

_SHORT = 12
_LIBRARIES = ("numpy", "onnxruntime", "tokenizers", "python-docx", "python-calamine")
_FULL = ("judge-full.json", "reframings.json", "audit.json", "categories.json", "tagger/tagger.onnx")
_MODELS = {
    "quick": ("judge-quick.json", "reframings.json", "audit.json"),
    "standard": (*_FULL, "skimmer/skimmer.onnx"),
    "full": _FULL,
}


def build_manifest(options: ScanOptions, summary: Summary) -> Manifest:
    """Return what a run was made with; the clock is read only if the options ask for a stamp."""
    return Manifest(
        version=tool_version(),
        versions={"Python": platform.python_version(), **dict(_libraries())},
        lexicon=_lexicon(options),
        models=_models(options.depth.value),
        settings={**_settings(options), **_passed_by(summary)},
        inputs=tuple(_inputs(summary)),
        stamp=datetime.now(UTC).isoformat(timespec="seconds") if options.stamp else "",
    )


def manifest_bytes(manifest: Manifest) -> bytes:
    """Return the manifest as a file of its own."""
    return (json.dumps(manifest_object(manifest), indent=1) + "\n").encode()


def cited_sources(options: ScanOptions) -> Mapping[str, str]:
    """Return how each piece of guidance is cited, by key."""
    from cse_text.lexicon.load import read_sources, shipped_folder

    sources = read_sources((shipped_folder(), *(options.lexicon or ())))
    return {
        key: ". ".join(filter(None, (each.title.rstrip("."), f"{each.organisation}, {each.year}", each.url)))
        for key, each in sources.items()
    }


def _libraries() -> Iterator[tuple[str, str]]:
    for name in _LIBRARIES:
        try:
            yield name, version(name)
        except PackageNotFoundError:
            continue


def _lexicon(options: ScanOptions) -> str:
    from cse_text.lexicon.load import lexicon_version, shipped_folder

    return lexicon_version((shipped_folder(), *(options.lexicon or ())))


def _models(depth: str) -> dict[str, str]:
    from cse_text.resources import data_folder

    folder = data_folder("models")
    return {name: _hashed(folder / name)[1][:_SHORT] or "missing" for name in _MODELS[depth]}


def _settings(options: ScanOptions) -> dict[str, str]:
    """Return the settings that the findings depend on, those at their default left out but for the depth."""
    from cse_text.lexicon.local import read_local

    threshold = "the model's own" if options.threshold is None else f"{options.threshold:g}"
    chosen = {
        "depth": options.depth.value,
        "threshold": threshold,
        "min-severity": options.min_severity.value,
        "category": ", ".join(sorted(set(options.category or ()))),
        "all": "yes" if options.show_all else "",
        "text-column": options.text_column,
        "id-column": options.id_column,
        "date-column": options.date_column,
        "agency-column": options.agency_column,
        "team-column": options.team_column,
        "mapping": str(options.mapping or ""),
        "preset": options.preset,
        "decisions": str(options.decisions or ""),
        "baseline": str(options.baseline or ""),
        "keep-baseline": "yes" if options.keep_baseline else "",
        "encoding": options.encoding,
        "lexicon": ", ".join(map(str, options.lexicon or ())),
        "lexicon-changes": "; ".join(read_local(options.lexicon or ())),
    }
    return {name: value for name, value in chosen.items() if value}


def _passed_by(summary: Summary) -> dict[str, str]:
    """Return how many records were not read again, since a report that leaves some out must say so to programs too."""
    return {"unchanged-not-read": str(summary.unchanged.records)} if summary.unchanged else {}


def _inputs(summary: Summary) -> Iterator[InputFile]:
    """Yield each file once, in order of name; what stands inside an archive has the archive's hash."""
    named = {file.source for file in summary.files} | {problem.source for problem in summary.problems}
    files = {str(_file_of(Path(source)) or source) for source in named if source}
    for source in sorted(files):
        size, digest = _hashed(Path(source))
        yield InputFile(source, size, digest)


def _file_of(path: Path) -> Path | None:
    try:
        return next((each for each in (path, *path.parents) if each.is_file()), None)
    except (OSError, ValueError):
        return None


def _hashed(path: Path) -> tuple[int, str]:
    try:
        with path.open("rb") as stream:
            digest = hashlib.file_digest(stream, "sha256").hexdigest()
            return stream.tell(), digest
    except (OSError, ValueError):
        return 0, ""
