"""Runs a rule's own examples and the checks of a lexicon as a whole.

What comes back are sentences for the author of an entry; an empty list means all is well.
"""

from __future__ import annotations

import re
import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from cse_text.context import find_people
from cse_text.context.spoken_of import SLOTS
from cse_text.errors import LexiconError
from cse_text.lexicon.compiled import CompiledLexicon, compile_lexicon, load_lexicon, with_styles
from cse_text.lexicon.finder import PhraseFinder
from cse_text.lexicon.load import read_lexicon, shipped_folder
from cse_text.lexicon.rules import WORDS, Example, Rule
from cse_text.matching.cast import Known
from cse_text.matching.frames import FrameDetector
from cse_text.matching.phrases import PhraseDetector, settle_overlaps
from cse_text.scanner import Scanner
from cse_text.settings import Settings
from cse_text.text import words
from cse_text.types import Candidate, Depth, Finding, Record

OWN = "own-reading"
_SLOT = re.compile(r"<[^>]*>|\{[^}]*\}")


def check_whole(compiled: CompiledLexicon) -> list[str]:
    """Return what is wrong with the lexicon beyond single entries: names, sources, examples, reframings."""
    lexicon = compiled.lexicon
    faults = [f"{name}: the name is used twice" for name, n in Counter(r.name for r in lexicon.rules).items() if n > 1]
    phrases = Counter(phrase for rule in lexicon.rules for phrase in rule.match)
    faults += [f"the phrase '{phrase}' stands in two entries or twice in one" for phrase, n in phrases.items() if n > 1]
    detector = PhraseDetector(with_styles(compiled, lexicon.local.styles))
    return faults + [fault for rule in lexicon.rules for fault in check_rule(rule, compiled, detector)]


def check_rule(rule: Rule, compiled: CompiledLexicon, detector: PhraseDetector) -> list[str]:
    """Return what is wrong with one entry but for its examples: its sources, its parts, its reframings."""
    place = f"{rule.file}, line {rule.line}: {rule.id}"
    named = (*rule.sources, *rule.against)
    known = compiled.lexicon.sources
    faults = [f"{place}: source '{key}' is not in sources.yaml" for key in named if key not in known]
    faults += [f"{place}: {fault}" for fault in _grounds(rule)]
    if rule.detector != "tagger":
        faults += [f"{place}: no {what}" for what, has in _wanted(rule) if not has]
    for say in rule.says():
        said = _SLOT.sub("it", say)
        flagged = (f"the reframing '{say}' is itself flagged by {hit.rule}" for hit in detector.find(said))
        faults += [f"{place}: {fault}" for fault in flagged]
    slots = {slot for say in rule.analyses() for slot in _SLOT.findall(say)}
    return faults + [f"{place}: an analysis knows no {slot}" for slot in sorted(slots - {WORDS, *SLOTS})]


def _grounds(rule: Rule) -> list[str]:
    """Return what is wrong with what a rule rests on: published guidance, or plainly our own reading."""
    faults = []
    if rule.style and (OWN in rule.sources or not rule.against):
        faults.append("a style rests on published guides, and names under 'against' those that hold otherwise")
    if rule.against and not rule.style:
        faults.append("'against' is for a style; a rule that guides dispute is a style")
    if rule.valid_from and set(rule.sources) == {OWN}:
        faults.append("'valid_from' needs guidance with that date, and the rule is our own reading")
    return faults


def _wanted(rule: Rule) -> list[tuple[str, object]]:
    return [
        ("phrase or frame to match", rule.match or rule.frame),
        ("flag example", rule.flag),
        ("pass example", rule.passes),
        ("question", rule.question),
    ]


@dataclass(frozen=True, slots=True)
class Detectors:
    """The detectors whose rules have examples, built once per lexicon."""

    phrases: PhraseDetector
    frames: FrameDetector

    @classmethod
    def of(cls, compiled: CompiledLexicon) -> Detectors:
        """Return the detectors of a lexicon."""
        return cls(PhraseDetector(compiled), FrameDetector(compiled))

    def own(self, rule: Rule, text: str) -> list[Candidate]:
        """Return what the rule itself finds in a text, overlaps settled."""
        if rule.frame:
            people = find_people(text, {})
            found = self.frames.matches(text, Known(people.child, people.older, people.sex))
        else:
            found = self.phrases.matches(text)
        return settle_overlaps([hit for hit in found if hit.rule == rule.id])


def check_examples(rule: Rule, detectors: Detectors) -> list[str]:
    """Return which examples of a rule its pattern alone does not bear out.

    A flag must be found with exactly its marked span; a gap must not be found, nor what a frame is to pass.
    """
    faults = []
    for example in rule.flag:
        found = [(hit.start, hit.end) for hit in detectors.own(rule, example.plain)]
        if sorted(found) != sorted(example.spans):
            faults.append(_fault(rule, example, "flag", _shown(example.plain, found)))
    silent = [("gap", each) for each in rule.gap] + [("pass", each) for each in rule.passes if rule.frame]
    for kind, example in silent:
        found = [(hit.start, hit.end) for hit in detectors.own(rule, example.plain)]
        if found:
            faults.append(_fault(rule, example, kind, _shown(example.plain, found)))
    return faults


def open_passes(rule: Rule, compiled: CompiledLexicon, detector: PhraseDetector) -> list[str]:
    """Return the pass examples whose words the phrases still find, so that context must rule them out."""
    finder = PhraseFinder(compiled.unless)
    shown = []
    for example in rule.passes:
        sentence = words(example.plain, 0, len(example.plain))
        excused = [
            (sentence[m.first].start, sentence[m.last].end)
            for m in finder.find(sentence)
            if compiled.exceptions[m.owner][0] == rule.id
        ]
        shown += [
            f"{rule.id}: pass left to context: {example.text}"
            for hit in detector.find(example.plain)
            if hit.rule == rule.id and not any(a < hit.end and hit.start < b for a, b in excused)
        ]
    return shown


def decided_examples(rule: Rule, folders: Sequence[Path]) -> tuple[list[str], bool]:
    """Return a line for each example with the whole scan's verdict, and whether all are borne out.

    The depth is the least at which the rule is looked for: quick for phrases, standard for frames.
    """
    depth: Depth = "standard" if rule.frame else "quick"
    scanner = Scanner.load(Settings(depth=depth, lexicon_folders=tuple(folders)))
    lines, right = [], True
    for kind, examples in (("flag", rule.flag), ("pass", rule.passes)):
        for example in examples:
            findings = scanner.scan(Record("example", example.plain, "")).findings
            shown = [finding for finding in findings if finding.rule == rule.id and finding.masking]
            fine = bool(shown) == (kind == "flag")
            right = right and fine
            highest = max((finding.confidence for finding in findings if finding.rule == rule.id), default=0.0)
            lines.append(f"{'ok  ' if fine else 'OPEN'} {kind} {highest:.2f} {example.text}")
            lines += _not_offered(example.plain, shown, rule, scanner)
    return lines, right


def _not_offered(text: str, shown: Iterable[Finding], rule: Rule, scanner: Scanner) -> Iterator[str]:
    """Yield each reframing of the findings that is made and not offered, and which rule or check objects to it."""
    people = find_people(text, {})
    evidence = scanner.evidence(text, people)
    for each in shown:
        candidate = Candidate(each.start, each.end, rule.id, each.category, each.detector)
        for said, objecting in scanner.suggester.refused(text, candidate, rule, evidence, people.sex):
            named = (f"{name} flags it" if name.isupper() else f"the check of {name}" for name in objecting)
            yield f"     not offered: {said} ({', '.join(named)})"


def _fault(rule: Rule, example: Example, kind: str, found: str) -> str:
    return f"{rule.file}, line {rule.line}: {rule.id}: {kind} '{example.text}' is read as: {found}"


def _shown(text: str, spans: Iterable[tuple[int, int]]) -> str:
    for start, end in sorted(spans, reverse=True):
        text = f"{text[:start]}[[{text[start:end]}]]{text[end:]}"
    return text


def main(arguments: list[str]) -> int:
    """Check all entries, or the files named: `python -m cse_text.rule_tests [FILE.yaml …]`."""
    names = {Path(name).name for name in arguments}
    try:
        compiled = (
            compile_lexicon(read_lexicon([shipped_folder()], only=names)) if names else load_lexicon(all_styles=True)
        )
    except LexiconError as error:
        sys.stderr.write(f"{error}\n")
        return 1
    detectors = Detectors.of(compiled)
    chosen = compiled.lexicon.rules
    faults = check_whole(compiled)
    for rule in chosen:
        faults += check_examples(rule, detectors)
    left = [line for rule in chosen for line in open_passes(rule, compiled, detectors.phrases)]
    sys.stdout.write("\n".join([*faults, *left, f"{len(chosen)} rules, {len(faults)} faults"]) + "\n")
    return int(bool(faults))


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
