"""What a user may decide about reading: which columns, which encoding, how large is too large."""

from __future__ import annotations

import codecs
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from cse_text.errors import SettingsError

MIB = 1024 * 1024

# The names a mapping file and the options use, and the names the same things have in `Record.meta`.
FIELDS: Mapping[str, str] = {
    "text": "text",
    "id": "id",
    "date": "note_date",
    "agency": "agency",
    "team": "team",
    "type": "note_type",
    "role": "author_role",
    "author": "author",
    "child_id": "child_id",
    "child_age": "child_age",
    "child_sex": "child_sex",
    "child_ethnicity": "child_ethnicity",
    "child_disability": "child_disability",
    "child_name": "child_name",
}


@dataclass(frozen=True, slots=True)
class IntakeSettings:
    """The choices of one run. An empty column name means: guess it from the table's own header.

    `preset` names a system whose column names are tried first (presets.py).
    `author` is never guessed: findings stay with teams unless somebody asks for names.
    `max_file_bytes` bounds what is read whole (.txt .md .docx .xlsx and standard input), `max_stream_bytes`
    what is read row by row (.csv .jsonl), `max_expanded_bytes` what a .docx or .xlsx may unpack to,
    `max_cells` the area of a sheet, `max_elements` the XML of a .docx or .odt and `max_record_chars` one cell or line.
    """

    text_column: str = ""
    id_column: str = ""
    date_column: str = ""
    agency_column: str = ""
    team_column: str = ""
    type_column: str = ""
    role_column: str = ""
    author_column: str = ""
    child_id_column: str = ""
    child_age_column: str = ""
    child_sex_column: str = ""
    child_ethnicity_column: str = ""
    child_disability_column: str = ""
    child_name_column: str = ""
    mapping_file: Path | None = None
    preset: str = ""
    encoding: str = ""
    stdin_format: str = ".txt"
    max_file_bytes: int = 256 * MIB
    max_stream_bytes: int = 64 * 1024 * MIB
    max_expanded_bytes: int = 512 * MIB
    max_cells: int = 20_000_000
    max_elements: int = 4_000_000
    max_record_chars: int = 20_000_000


DEFAULTS = IntakeSettings()


def named_columns(settings: IntakeSettings) -> dict[str, str]:
    """Return field → column as the user named them; an option wins over the mapping file."""
    columns = _mapping(settings.mapping_file) if settings.mapping_file else {}
    for field in FIELDS:
        if name := getattr(settings, f"{field}_column"):
            columns[field] = name
    return columns


def checked_encoding(name: str) -> str:
    """Return the encoding the user asked for, '' for none; refuse what is not a text encoding."""
    if not name:
        return ""
    try:
        "".encode(name)
        return codecs.lookup(name).name
    except LookupError as error:
        message = f"There is no text encoding called '{name}'. Try utf-8, cp1252, latin-1 or utf-16."
        raise SettingsError("encoding-not-known", message) from error


def _mapping(path: Path) -> dict[str, str]:
    try:
        columns = tomllib.loads(path.read_text(encoding="utf-8-sig")).get("columns")
    except OSError as error:
        raise SettingsError("mapping-not-read", f"{path}: the column mapping cannot be opened.") from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError, RecursionError) as error:
        message = f'{path}: the column mapping is not valid TOML in UTF-8: it needs lines such as text = "Detail".'
        raise SettingsError("mapping-broken", message) from error
    if not isinstance(columns, dict):
        raise SettingsError("mapping-broken", f"{path}: the column mapping has no [columns] table.")
    for field, name in columns.items():
        if field not in FIELDS or not isinstance(name, str):
            message = (
                f"{path}: '{field}' in [columns] is not understood; known are {', '.join(FIELDS)}, each with a name."
            )
            raise SettingsError("mapping-broken", message)
    return {field: name for field, name in columns.items() if name}
