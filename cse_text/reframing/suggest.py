"""Up to three edits for a finding: the strongest wording that the record supports, fitted, checked and ranked."""

from __future__ import annotations

from collections.abc import Sequence

from cse_text.lexicon.compiled import CompiledLexicon
from cse_text.lexicon.finder import PhraseFinder
from cse_text.lexicon.rules import Rule
from cse_text.reframing.grammar import Site, edit_range, fit
from cse_text.reframing.ladder import supported
from cse_text.text import sentence_at, sentence_starts, words
from cse_text.types import Candidate, Context, Evidence, Reframing

MOST = 3
# What a suggestion starts from, and what speaks against it; see corpus_samples/reframings for the judged pairs.
_BASE, _PER_RUNG, _MUCH_LONGER, _WITH_NEEDS = 0.85, -0.06, -0.15, -0.03
_LONGER = 3.0  # times the length of the words replaced


class Suggester:
    """Suggests reframings. Built once per lexicon."""

    def __init__(self, compiled: CompiledLexicon) -> None:
        self._verbs = compiled.verbs
        self._finder = PhraseFinder(compiled.rules)

    def suggest(
        self, text: str, candidate: Candidate, context: Context, rule: Rule, evidence: Sequence[Evidence], sex: str
    ) -> tuple[Reframing, ...]:
        """Return the edits that fit, best first. Other people's quoted words are not rewritten."""
        if context.voice.startswith("quoted"):
            return ()
        start, end = sentence_at(sentence_starts(text), candidate.start, len(text))
        sentence = words(text, start, max(end, candidate.end))
        first = next((n for n, word in enumerate(sentence) if word.start >= candidate.start), None)
        after = next((n for n, word in enumerate(sentence) if word.start >= candidate.end), len(sentence))
        if first is None or after <= first:
            return ()
        site = Site(text, sentence, first, after, sex)
        made: dict[str, Reframing] = {}
        for place, (rung, because) in enumerate(supported(rule.reframings, evidence)):
            said = fit(rung.say, site, self._verbs)
            if said is None:
                continue
            edit = edit_range(site, said)
            if self._clean(text, edit, start, end):
                confidence = _confidence(place, candidate, said, needs=len(rung.needs))
                made.setdefault(said, Reframing(*edit, confidence, because))
        return tuple(sorted(made.values(), key=lambda each: -each.confidence))[:MOST]

    def _clean(self, text: str, edit: tuple[int, int, str], start: int, end: int) -> bool:
        """Return whether no rule flags the new words where they stand."""
        low, high, said = edit
        edited = text[start:low] + said + text[high : max(end, high)]
        sentence = words(edited, 0, len(edited))
        begin, stop = low - start, low - start + len(said)
        return not any(
            sentence[match.first].start < stop and begin < sentence[match.last].end
            for match in self._finder.find(sentence)
        )


def _confidence(place: int, candidate: Candidate, said: str, *, needs: int) -> float:
    longer = len(said) > _LONGER * (candidate.end - candidate.start)
    return round(_BASE + _PER_RUNG * place + _MUCH_LONGER * longer + _WITH_NEEDS * needs, 3)
