"""Tests of frames: who is strict, grammar decides, and only sentences about an exploiter are parsed."""

from __future__ import annotations

from pathlib import Path

import pytest

from cse_text.errors import LexiconError
from cse_text.lexicon import CompiledLexicon, load_lexicon
from cse_text.lexicon.kept import read_kept, write_kept
from cse_text.matching.cast import Known
from cse_text.matching.frames import FrameDetector

GIRL = Known(child=frozenset({"kayla"}), older=frozenset({"dean"}), sex="female")
BOY = Known(child=frozenset({"lewis"}), older=frozenset({"dean"}), sex="male")

RULE = """
category: other
rules:
- id: ZZ001
  name: zz-frame
  title: Says zz
  severity: low
  why: It is a test.
  sources: [own-reading]
  frame:
    - who: "{child}"
      does: ["juggle [up] with"]
      whom: "{exploiter}"
  reframings: [{say: a plain word}]
  question: What happened?
  examples:
    - flag: "She [[juggles with]] a man."
    - pass: "A man juggles."
      because: the man does it
"""


@pytest.fixture(scope="module")
def detector(compiled: CompiledLexicon) -> FrameDetector:
    """The shipped frames."""
    return FrameDetector(compiled)


def found(detector: FrameDetector, text: str, known: Known = GIRL) -> list[tuple[str, str]]:
    """Return rule and words of what a text holds."""
    return [(hit.rule, text[hit.start : hit.end]) for hit in detector.find(text, known)]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Kayla moved in with a man of 50.", "moved in with"),
        ("Dean drives a van. She is besotted with him.", "is besotted with"),
        ("She wants to go back to Dean.", "wants to go back to"),
        ("Continues to hang around with older lads.", "hang around with"),
        ("The man is 30. She will not leave him.", "leave"),
        ("She was at the flat with two men, and she is passed around.", "passed around"),
        ("An understanding exists between Kayla and the driver.", "exists between"),
    ],
)
def test_the_child_as_the_one_who_acts_is_found(text: str, words: str, detector: FrameDetector) -> None:
    """The verb phrase is found over its grammar, names, pronouns and a missing subject read as a reader would."""
    assert [each for _, each in found(detector, text)] == [words]


@pytest.mark.parametrize(
    "text",
    [
        "Mum moved in with a man of 50.",
        "A man moved in with Kayla.",
        "Officers hang around with older lads.",
        "Girls hang around with older lads.",
        "She did not move in with a man.",
        "She never hangs around with older lads.",
        "She was made to hang around with older lads.",
        "Dean forced her to hang around with older lads.",
        "If she moves in with a man, call us.",
        "She might move in with a man.",
        "She moved in with her nan.",
        "Her nan met a man. She moved in with her nan.",
        "I moved in with a man, said the worker.",
        "She is passed around by two men.",
        "Kayla moved in. A man came by.",
    ],
)
def test_another_doer_or_a_denial_is_left_alone(text: str, detector: FrameDetector) -> None:
    """Adults' own doings, what is denied, forced or only possible, and family are no frame."""
    assert found(detector, text) == []


def test_a_boys_exploiter_is_told_from_the_boy(detector: FrameDetector) -> None:
    """'He' and 'him' in one sentence are two people."""
    assert found(detector, "Dean is 34. He idolises him.", BOY) == [("FR007", "idolises")]


def test_only_sentences_about_an_exploiter_are_parsed(detector: FrameDetector) -> None:
    """A sentence without an exploiter, in itself or before it, never reaches the parser."""
    text = "She moved in with her nan. Tea was pasta. A man called. She fell for him. Gas bill paid."
    places = [text[start:end].strip() for (start, end), _ in detector.sentences(text, GIRL)]

    assert places == ["She fell for him."]


def test_what_is_read_ahead_is_not_parsed_again(
    detector: FrameDetector, compiled: CompiledLexicon, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Texts prepared together hold what each holds by itself, and finding it asks for no further parse."""
    texts = ["She fell for a man of 40.", "Tea was pasta.", "He idolises Dean, who is 34.\nShe fell for a man of 40."]
    alone = [detector.find(text, GIRL) for text in texts]
    ahead = FrameDetector(compiled)
    ahead.prepare((text, GIRL) for text in texts)
    monkeypatch.setattr("cse_text.matching.frames.english_pipeline", None)

    assert [ahead.find(text, GIRL) for text in texts] == alone
    assert any(alone)


def test_offsets_hold_in_any_text(detector: FrameDetector) -> None:
    """Line breaks, tabs and characters of several bytes leave the offsets right."""
    text = "\U0001f642 caf\u00e9\t\u2013 note:\n\nShe  moved\nin with a man.\r\nKayla fell for\u00a0a man."

    assert [words for _, words in found(detector, text)] == ["moved\nin with", "fell for"]


def test_the_compiled_frames_come_back_from_json(compiled: CompiledLexicon, tmp_path: Path) -> None:
    """The kept copy holds all of every frame."""
    write_kept(compiled, tmp_path / "kept.json")
    kept = read_kept(tmp_path / "kept.json", compiled.lexicon.version)

    assert kept is not None
    assert kept.frames == compiled.frames


def local(folder: Path, rule: str) -> Path:
    """Write a lexicon folder of one file."""
    path = folder / "en-GB" / "local.yaml"
    path.parent.mkdir(parents=True)
    path.write_text(rule, encoding="utf-8")
    return folder


def test_a_frame_of_ones_own(tmp_path: Path) -> None:
    """A local folder adds frames as it adds phrases; what may be left out may be there."""
    detector = FrameDetector(load_lexicon([local(tmp_path, RULE)]))

    assert ("ZZ001", "juggled with") in found(detector, "She juggled with a man.")
    assert ("ZZ001", "juggling up with") in found(detector, "She is juggling up with a man.")


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ('whom: "{exploiter}"', 'whom: "{nobody}"', "needs {exploiter}, {adult} or {both}"),
        ('who: "{child}"', 'who: "{nobody}"', "no class {nobody}"),
        ('does: ["juggle [up] with"]', 'does: ["juggle {child}"]', "plain words only"),
        ('does: ["juggle [up] with"]', "does: []", "what 'who' does or what 'who' undergoes"),
        ("  frame:", "  match: [zigzag]\n  frame:", "not both"),
    ],
)
def test_a_broken_frame_is_refused_with_its_place(old: str, new: str, message: str, tmp_path: Path) -> None:
    """The error names file, entry and what is wrong."""
    with pytest.raises(LexiconError) as caught:
        load_lexicon([local(tmp_path, RULE.replace(old, new))])
    assert message in str(caught.value)
    assert "local.yaml, line 4" in str(caught.value)
    assert "ZZ001" in str(caught.value)
