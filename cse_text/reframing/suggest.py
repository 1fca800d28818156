"""Up to three edits for a finding: the strongest wording that the record supports, fitted, checked and ranked."""

from __future__ import annotations

from collections.abc import Sequence

from cse_text.lexicon.finder import PhraseFinder
from cse_text.lexicon.rules import Rule
from cse_text.lexicon.tables import CompiledLexicon
from cse_text.reframing.grammar import Site, edit_range, fit
from cse_text.reframing.ladder import supported
from cse_text.reframing.ranking import Ranking, features_of
from cse_text.text import sentence_at, sentence_starts, words
from cse_text.types import Candidate, Context, Evidence, Reframing

MOST = 3


class Suggester:
    """Suggests reframings. Built once per lexicon."""

    def __init__(self, compiled: CompiledLexicon, ranking: Ranking, finder: PhraseFinder) -> None:
        self._ranking = ranking
        self._verbs = compiled.verbs
        self._finder = finder

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
                found = features_of(text[start:end], edit[0] - start, edit[1] - start, edit[2], place)
                confidence = round(self._ranking.confidence(found, f"{rule.id}|{rung.say}"), 4)
                made.setdefault(said, Reframing(*edit, confidence, because))
        kept = [each for each in made.values() if each.confidence >= self._ranking.floor]
        return tuple(sorted(kept, key=lambda each: -each.confidence))[:MOST]

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
