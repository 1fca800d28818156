"""What is measured: readers that take notes and find what they can, each built and warm before it is timed."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from benchmarks.notes import make_notes, masking_wordings

Reader = Callable[[Sequence[str]], object]
# Cues of another reading, as ConText has them: words, and whether they bear on what follows or on what stands before.
_CUES = {
    "forward": "no,not,never,denies,denied,without,no evidence of,rules out,if,could,might,alleged,reported that,said,"
    "says,history of,previously,in the past,according to,it is wrong to say",
    "backward": "was ruled out,was denied,is not accepted,she said,he said,they said,in her words,was unlikely",
}
_STOPS = "but,however,although,because,which,though,except"


def scanner_reader(depth: str) -> Reader:
    """Return cse_text at one depth."""
    from cse_text.scanner import Scanner
    from cse_text.settings import Settings
    from cse_text.types import Record

    scanner = Scanner.load(Settings(depth=depth))  # type: ignore[arg-type]
    scanner.scan(Record("warm", make_notes(1, "dense", seed=1)[0], "warm"))
    return lambda notes: [scanner.scan(Record(str(n), note, "b")) for n, note in enumerate(notes)]


def pipeline_reader() -> Reader:
    """Return spaCy's full English pipeline: tagger, parser, lemmas, entities."""
    from cse_text.matching.nlp import english_pipeline

    nlp = english_pipeline()
    return lambda notes: sum(len(doc) for doc in nlp.pipe(notes, batch_size=32))


def matcher_reader() -> Reader:
    """Return spaCy's PhraseMatcher with the corpus's masking wordings, on a blank pipeline."""
    nlp, matcher = _blank()
    return lambda notes: [matcher(doc) for doc in nlp.pipe(notes)]


def context_reader() -> Reader:
    """Return target-and-context matching in the manner of medspaCy: targets, cues, and the reach of each cue."""
    from spacy.matcher import PhraseMatcher

    nlp, targets = _blank()
    nlp.add_pipe("sentencizer")
    cues = PhraseMatcher(nlp.vocab, attr="LOWER")
    for name, words in (*_CUES.items(), ("stop", _STOPS)):
        cues.add(name, list(nlp.tokenizer.pipe(words.split(","))))

    def read(notes: Sequence[str]) -> object:
        return [_modified(doc, targets, cues) for doc in nlp.pipe(notes)]

    return read


def automaton_reader() -> Reader:
    """Return an automaton alone, over bytes, with the same wordings; it decides nothing."""
    from ahocorasick_rs import BytesAhoCorasick, Implementation, MatchKind

    automaton = BytesAhoCorasick(
        [wording.lower().encode() for wording in masking_wordings()],
        matchkind=MatchKind.LeftmostLongest,
        implementation=Implementation.ContiguousNFA,
    )
    fold = bytes.maketrans(b"ABCDEFGHIJKLMNOPQRSTUVWXYZ\n\t", b"abcdefghijklmnopqrstuvwxyz  ")
    return lambda notes: [automaton.find_matches_as_indexes(note.encode().translate(fold)) for note in notes]


READERS: dict[str, Callable[[], Reader]] = {
    "cse_text quick": lambda: scanner_reader("quick"),
    "cse_text standard": lambda: scanner_reader("standard"),
    "cse_text full": lambda: scanner_reader("full"),
    "spaCy full pipeline": pipeline_reader,
    "spaCy PhraseMatcher": matcher_reader,
    "targets and context": context_reader,
    "automaton alone": automaton_reader,
}


def _blank():  # noqa: ANN202 - spaCy's own types
    import spacy
    from spacy.matcher import PhraseMatcher

    nlp = spacy.blank("en")
    nlp.max_length = 10_000_000
    matcher = PhraseMatcher(nlp.vocab, attr="LOWER")
    matcher.add("masking", list(nlp.tokenizer.pipe(masking_wordings())))
    return nlp, matcher


def _modified(doc, targets, cues):  # noqa: ANN001, ANN202 - spaCy's own types
    """Return each target with the cues that reach it: within its sentence, and not past a stop."""
    found = targets(doc, as_spans=True)
    if not found:
        return []
    met = cues(doc, as_spans=True)
    return [(target, [cue for cue in met if _reaches(cue, target, met)]) for target in found]


def _reaches(cue, target, met) -> bool:  # noqa: ANN001 - spaCy's own types
    if cue.label_ == "stop" or cue.sent.start != target.sent.start:
        return False
    first, last = (cue.end, target.start) if cue.label_ == "forward" else (target.end, cue.start)
    return first <= last and not any(each.label_ == "stop" and first <= each.start < last for each in met)
