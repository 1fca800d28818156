"""What the outcome of a record depends on besides the record: rules, models, version and settings, as one key."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, version

from cse_text.lexicon.load import lexicon_version, shipped_folder
from cse_text.resources import data_folder
from cse_text.settings import Settings
from cse_text.types import Record

_SIZE = 16
_SECRET = 32  # bytes: a key of ChaCha20-Poly1305


def run_key(settings: Settings, *further: str) -> bytes:
    """Return a key that is the same only where every record would be read the same; `further` makes it narrower."""
    parts = (
        _tool(),
        lexicon_version((shipped_folder(), *settings.lexicon_folders)),
        _models(),
        settings.depth,
        repr(settings.threshold),
        *further,
    )
    return hashlib.blake2b("\0".join(parts).encode("utf-8", "surrogatepass"), digest_size=_SIZE).digest()


@dataclass(frozen=True, slots=True)
class RecordKeys:
    """Two fingerprints of a record in a run: one to find it by, and one that nobody has who has not the record."""

    name: bytes
    secret: bytes


def note_key(record: Record, run: bytes) -> bytes:
    """Return the fingerprint of a note wherever it stands: its id, its text and what is said of it."""
    data = repr((record.id, record.text, sorted(record.meta.items()))).encode("utf-8", "surrogatepass")
    return hashlib.blake2b(data, digest_size=_SIZE, key=run, person=b"note").digest()


def record_keys(record: Record, run: bytes) -> RecordKeys:
    """Return the keys of a record: all that is read of it bears on them, and they show none of its words."""
    held = (record.id, record.text, record.source, sorted(record.meta.items()), record.entries, record.places)
    data = repr((*held, record.problems)).encode("utf-8", "surrogatepass")
    return RecordKeys(
        hashlib.blake2b(data, digest_size=_SIZE, key=run, person=b"name").digest(),
        hashlib.blake2b(data, digest_size=_SECRET, key=run, person=b"secret").digest(),
    )


def _tool() -> str:
    try:
        return version("cse-text")
    except PackageNotFoundError:  # read from a checkout that was never installed
        return "checkout"


def _models() -> str:
    folder = data_folder("models")
    digest = hashlib.sha256()
    for path in sorted(each for each in folder.rglob("*") if each.suffix in {".json", ".onnx"}):
        digest.update(path.relative_to(folder).as_posix().encode())
        with path.open("rb") as stream:
            digest.update(hashlib.file_digest(stream, "sha256").digest())
    return digest.hexdigest()
