"""Models are read only as the release holds them; rules may differ and are named."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from cse_text import released
from cse_text.confidence.calibration import Judge
from cse_text.errors import ModelError
from cse_text.lexicon import load_lexicon
from cse_text.matching.tagger import Tagger
from cse_text.released import (
    Compared,
    compare_files,
    content_hash,
    manifest_hashes,
    read_released,
    seal,
    seal_folder,
)
from cse_text.resources import data_folder


@pytest.fixture
def shipped(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A small installation: two models, one rule file, sealed."""
    for name, content in (("models/a.json", "{}\n"), ("models/t/t.onnx", "weights\n"), ("lexicons/r.yaml", "x: 1\n")):
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content.encode())
    (tmp_path / "models/CARD.md").write_bytes(b"prose\n")
    monkeypatch.setattr(released, "data_folder", lambda name: tmp_path / name)
    seal()
    return tmp_path


def test_every_shipped_file_is_as_the_manifest_says() -> None:
    """The manifest committed here lists every model and rule file, each with its hash."""
    differing = [each for each in compare_files() if each.state != "released"]

    assert differing == [], "if you meant to change them: python -m supply.seal"
    assert {"models/tagger/tagger.onnx", "models/lexicon.json", "lexicons/sources.yaml"} <= set(manifest_hashes())


def test_a_sealed_file_is_read(shipped: Path) -> None:
    """What the manifest lists is given as it stands."""
    assert read_released(shipped / "models/a.json") == b"{}\n"


@pytest.mark.parametrize("name", ["models/a.json", "models/t/t.onnx"])
def test_a_changed_model_is_refused_by_name_with_a_way_on(shipped: Path, name: str) -> None:
    """One byte more, and the file is named and not used."""
    with (shipped / name).open("ab") as stream:
        stream.write(b" ")

    with pytest.raises(ModelError, match=f"{name} .*Install the package again; cse-text doctor") as caught:
        read_released(shipped / name)
    assert caught.value.slug == "model-not-released"


def test_a_model_that_no_release_lists_is_refused(shipped: Path) -> None:
    """A file put beside the shipped models is not read as one of them."""
    (shipped / "models/b.json").write_bytes(b"{}")

    with pytest.raises(ModelError, match=r"models/b\.json"):
        read_released(shipped / "models/b.json")


def test_files_elsewhere_are_read_as_they_are(shipped: Path) -> None:
    """Models being fitted lie elsewhere and are nobody's release."""
    path = shipped / "fitted.json"
    path.write_bytes(b"{}")

    assert read_released(path) == b"{}"


def test_line_ends_of_text_do_not_count(shipped: Path) -> None:
    """A checkout that turned line ends is still the release; in a binary file they are content."""
    (shipped / "models/a.json").write_bytes(b"{}\r\n")

    assert read_released(shipped / "models/a.json") == b"{}\r\n"
    assert content_hash("t.onnx", b"a\r\n") != content_hash("t.onnx", b"a\n")


@pytest.mark.parametrize("content", [None, b"", b"{", b"[]", b'{"format": 1}', b'{"format": 9, "sha256": {}}'])
def test_a_broken_manifest_is_named(shipped: Path, content: bytes | None) -> None:
    """Without a list of hashes no model is read, and the message says which list."""
    path = shipped / "models/manifest.json"
    path.unlink() if content is None else path.write_bytes(content)

    with pytest.raises(ModelError, match=r"models/manifest\.json.*install the package again"):
        read_released(shipped / "models/a.json")


def test_files_are_compared_by_name(shipped: Path) -> None:
    """Changed, missing and added files are told apart; prose is none of them."""
    (shipped / "lexicons/r.yaml").write_bytes(b"x: 2\n")
    (shipped / "models/a.json").unlink()
    (shipped / "lexicons/own.yaml").write_bytes(b"y: 1\n")

    assert compare_files() == [
        Compared("lexicons/own.yaml", "added"),
        Compared("lexicons/r.yaml", "changed"),
        Compared("models/a.json", "missing"),
        Compared("models/t/t.onnx", "released"),
    ]


def test_sealing_a_part_leaves_the_rest(shipped: Path) -> None:
    """Compiling rules never vouches for a model that was changed meanwhile."""
    before = manifest_hashes()["models/a.json"]
    (shipped / "lexicons/r.yaml").write_bytes(b"x: 2\n")
    (shipped / "models/a.json").write_bytes(b"{ }\n")
    seal("lexicons/")

    assert manifest_hashes()["models/a.json"] == before
    assert [each.name for each in compare_files() if each.state != "released"] == ["models/a.json"]


def test_models_just_fitted_are_sealed_where_they_ship(shipped: Path, tmp_path: Path) -> None:
    """Fitting into the shipped folder seals it, fitting elsewhere does not touch the manifest."""
    (shipped / "models/a.json").write_bytes(b"{ }\n")
    seal_folder(tmp_path / "elsewhere")
    with pytest.raises(ModelError):
        read_released(shipped / "models/a.json")

    seal_folder(shipped / "models")
    assert read_released(shipped / "models/a.json") == b"{ }\n"


@pytest.mark.parametrize(
    ("name", "load"),
    [
        ("models/judge-quick.json", lambda: Judge.load("quick")),
        ("models/tagger/tagger.onnx", Tagger.load),
        ("models/tagger/tokenizer.json", Tagger.load),
        ("models/tagger/words.txt", Tagger.load),
        ("models/lexicon.json", load_lexicon),
    ],
)
def test_no_shipped_model_is_used_unchecked(name: str, load: object, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where the manifest names another hash, loading refuses, whichever model it is."""
    other = dict(manifest_hashes()) | {name: "0" * 64}
    monkeypatch.setattr(released, "manifest_hashes", lambda: other)

    with pytest.raises(ModelError) as caught:
        load()  # type: ignore[operator]
    assert caught.value.slug == "model-not-released"


def test_the_manifest_holds_names_and_hashes_alone() -> None:
    """It is plain data in a stable order, so that a change of one model is a change of one line."""
    data = json.loads((data_folder("models") / "manifest.json").read_text(encoding="utf-8"))

    assert list(data) == ["format", "sha256"]
    assert list(data["sha256"]) == sorted(data["sha256"])
    assert all(len(digest) == 64 for digest in data["sha256"].values())
