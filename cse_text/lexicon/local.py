"""What a lexicon folder of one's own may say beside rules: which rules it silences and why, which styles it wants.

silence.yaml       SE010: Our form asks for these words.
settings.toml      [style]
                   victim = true
"""

from __future__ import annotations

import tomllib
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from cse_text.errors import LexiconError
from cse_text.lexicon.rules import Silence
from cse_text.lexicon.yaml_files import line_of, read_mapping, shown

SILENCE, SETTINGS = "silence.yaml", "settings.toml"


def read_silences(folder: Path) -> tuple[Silence, ...]:
    """Return the rules that a folder silences, each with its reason; a silence without a reason is refused."""
    path = folder / SILENCE
    if not path.is_file():
        return ()
    return tuple(_silence(path, str(rule), because) for rule, because in read_mapping(path).items())


def read_styles(folder: Path) -> tuple[str, ...]:
    """Return the names of the style switches that a folder turns on."""
    path = folder / SETTINGS
    if not path.is_file():
        return ()
    data = _toml(path)
    for name in sorted(set(data).difference({"style"})):
        raise LexiconError("setting-unknown", shown(path, line_of(path, name, 1), f"'{name}' is not understood"))
    switches = data.get("style", {})
    for name, value in switches.items():
        if not isinstance(value, bool):
            raise LexiconError("style-not-a-switch", shown(path, line_of(path, name, 1), f"'{name}' is true or false"))
    return tuple(name for name, value in switches.items() if value)


def _silence(path: Path, rule: str, because: Any) -> Silence:
    if not isinstance(because, str) or not because.strip():
        message = f"{rule}: a silence says why, such as '{rule}: Our form asks for these words.'"
        raise LexiconError("silence-without-reason", shown(path, line_of(path, rule, 1), message))
    return Silence(rule, " ".join(because.split()))


def _toml(path: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(path.read_text(encoding="utf-8-sig"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError, RecursionError) as error:
        message = f"{path.name}: not valid TOML in UTF-8; it holds lines such as [style] and victim = true"
        raise LexiconError("settings-broken", message) from error


def read_local(folders: Sequence[Path]) -> list[str]:
    """Return what folders silence and switch on, a line each, as reports say it; rules themselves are not read."""
    silenced = [f"{each.rule}: {each.because.rstrip('.')}" for folder in folders for each in read_silences(folder)]
    styles = [f"house style '{name}'" for folder in folders for name in read_styles(folder)]
    return [*(f"silenced {line}" for line in silenced), *(f"switched on {line}" for line in styles)]
