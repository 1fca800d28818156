"""The models and rules: are they those of the release, and which rules are the user's own."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from cse_text.errors import CseTextError
from cse_text.lexicon import load_lexicon
from cse_text.lexicon.kept import kept_path, read_kept
from cse_text.lexicon.load import join, lexicon_version, read_part, shipped_folder
from cse_text.released import Compared, compare_files, content_hash, manifest_path
from cse_text.types import Check

PART = "Models and rules"
_SHORT = 12
_INSTALL = "Install the package again."
_OWN = "Findings differ from the release's; reports name the version of the rules."
_SAYS = {"changed": "not as released", "missing": "missing", "added": "not of the release"}


def file_checks() -> Iterator[Check]:
    """Yield how models and rules stand to the release; each that differs has a check of its own."""
    try:
        compared = compare_files()
    except CseTextError as error:
        yield Check(PART, "manifest", "mend", error.message, _INSTALL)
        return
    for kind in ("models", "lexicons"):
        inside = [each for each in compared if each.name.startswith(f"{kind}/")]
        same = sum(each.state == "released" for each in inside)
        yield Check(PART, kind, "ok", f"{same} of {len(inside)} files as released")
        yield from (_differing(each) for each in inside if each.state != "released")
    digest = content_hash(manifest_path().name, manifest_path().read_bytes())
    yield Check(PART, "manifest", "ok", f"{digest[:_SHORT]}, the release's fingerprint")
    yield _compiled()


def _differing(compared: Compared) -> Check:
    rules = compared.name.startswith("lexicons/") and compared.state != "missing"
    return Check(PART, compared.name, "note" if rules else "mend", _SAYS[compared.state], _OWN if rules else _INSTALL)


def _compiled() -> Check:
    version = lexicon_version([shipped_folder()])
    try:
        kept = is_compiled(version)
    except CseTextError as error:
        return Check(PART, "rules", "mend", error.message, _INSTALL)
    if kept:
        return Check(PART, "rules", "ok", f"version {version}, compiled")
    way = "Every start compiles them again, which takes a while. Once is enough: cse-text lexicon compile"
    return Check(PART, "rules", "note", f"version {version}, edited since they were compiled", way)


def is_compiled(version: str) -> bool:
    """Return whether the compiled rules that ship were made from the rules as they are now."""
    return read_kept(kept_path(), version) is not None


def own_checks(folders: Sequence[Path]) -> Iterator[Check]:
    """Yield each folder of the user's own rules: whether it can be read, and that it is not of the release."""
    if not folders:
        return
    shipped = load_lexicon(all_styles=True).lexicon
    for folder in folders:
        try:
            local = join(shipped, read_part(folder)).local
        except CseTextError as error:
            way = "cse-text lexicon check --lexicon DIR names file and line."
            yield Check(PART, folder.name, "mend", error.message.split("\n", 1)[0], way)
            continue
        changes = f"{len(local.added)} added, {len(local.overridden)} replaced, {len(local.silenced)} silenced"
        yield Check(PART, folder.name, "note", f"rules of your own, {_SAYS['added']}: {changes}", _OWN)
