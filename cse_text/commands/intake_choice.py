"""From a command's options to what intake may know: one place, so that no command forgets an option it offers."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from cse_text.intake import IntakeSettings

_SAME = (
    *("text_column", "id_column", "date_column", "agency_column", "team_column", "author_column"),
    *("preset", "encoding"),
)


def intake_settings(options: Any) -> IntakeSettings:
    """Return how to read, from those of the shared options that a command has."""
    from cse_text.intake import IntakeSettings

    chosen = {name: getattr(options, name) for name in _SAME if hasattr(options, name)}
    if hasattr(options, "stdin_format"):
        chosen["stdin_format"] = f".{options.stdin_format.value}"
    return IntakeSettings(mapping_file=options.mapping, **chosen)
