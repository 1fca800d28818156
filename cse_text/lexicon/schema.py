"""What a lexicon file may hold, checked by pydantic at the edge and turned into plain values."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, StringConstraints, model_validator

from cse_text.lexicon.rules import ANALYSIS, WORDS, Cue, Example, Frame, Rule, Rung, Source, Unless

Period = Annotated[str, StringConstraints(pattern=r"^(\d{4}(-\d{2}(-\d{2})?)?)?$")]  # a day, a month or a year
Line = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1)]
Category = Literal[
    "implied-consent",
    "relationship-framing",
    "commercial-framing",
    "self-endangerment",
    "harm-as-risk",
    "discrediting",
    "engagement-blame",
    "missing-blame",
    "criminal-framing",
    "online-agency",
    "minimising",
    "perpetrator-erasure",
    "adultification",
    "gender-bias",
    "other",
]
EVIDENCE = (
    "under-13",
    "under-16",
    "under-18",
    "adult",
    "harm",
    "harm-suspected",
    "gifts",
    "coercion",
    "missing",
    "online",
    "drugs",
)
EvidenceName = Literal[
    "under-13",
    "under-16",
    "under-18",
    "adult",
    "harm",
    "harm-suspected",
    "gifts",
    "coercion",
    "missing",
    "online",
    "drugs",
]


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class ExampleFile(_Strict):
    """One example: exactly one of flag, pass, gap, with the reason where it is not a flag."""

    flag: Line | None = None
    passing: Line | None = Field(default=None, alias="pass")
    gap: Line | None = None
    because: str = ""

    @model_validator(mode="after")
    def _one_kind(self) -> ExampleFile:
        if sum(text is not None for text in (self.flag, self.passing, self.gap)) != 1:
            raise ValueError("an example is exactly one of flag, pass or gap")
        if self.flag is None and not self.because:
            raise ValueError("a pass or a gap says why in 'because'")
        return self


class RungFile(_Strict):
    """One rung of the reframing ladder."""

    say: Annotated[str, StringConstraints(strip_whitespace=True)]  # '' leaves the words out
    needs: tuple[EvidenceName, ...] = ()
    form: Literal["", "verb", "finite", "state", "noun"] = Field(default="", alias="as")
    wordings: tuple[Line, ...] = Field(default=(), alias="for")
    only_before: tuple[Line, ...] = Field(default=(), alias="only-before")
    not_before: tuple[Line, ...] = Field(default=(), alias="not-before")
    only_after: tuple[Line, ...] = Field(default=(), alias="only-after")
    not_after: tuple[Line, ...] = Field(default=(), alias="not-after")

    @model_validator(mode="after")
    def _one_use(self) -> RungFile:
        if not self.say and not self.wordings:
            raise ValueError("a rung that leaves words out (say: \"\") names them under 'for'")
        if self.say.startswith(WORDS) and not (self.wordings and ANALYSIS.fullmatch(self.say)):
            raise ValueError("a sentence about certain words ends with a stop and names them under 'for'")
        return self


class UnlessFile(_Strict):
    """Wording that shows another sense of the rule's phrases."""

    phrase: Line
    because: Line


class FrameFile(_Strict):
    """One pattern over the grammar of a sentence."""

    who: Line
    does: tuple[Line, ...] = ()
    undergoes: tuple[Line, ...] = ()
    whom: str = ""
    near: str = ""
    gain: str = ""

    @model_validator(mode="after")
    def _one_verb(self) -> FrameFile:
        if bool(self.does) == bool(self.undergoes):
            raise ValueError("a frame says either what 'who' does or what 'who' undergoes")
        return self


class RuleFile(_Strict):
    """One rule as practitioners write it."""

    id: Annotated[str, StringConstraints(pattern=r"^[A-Z]{2}\d{3}$")]
    name: Annotated[str, StringConstraints(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$")]
    title: Line
    severity: Literal["high", "medium", "low"]
    since: str = "0.1"
    why: Line
    sources: Annotated[tuple[str, ...], Field(min_length=1)]
    match: tuple[Line, ...] = ()
    frame: tuple[FrameFile, ...] = ()
    prior: Literal["likely", "even", "unlikely"] = "likely"
    valid_from: Period = ""
    needs: tuple[EvidenceName, ...] = ()
    unless: tuple[UnlessFile, ...] = ()
    reframings: tuple[RungFile, ...] = ()
    analysis: Annotated[str, StringConstraints(strip_whitespace=True, pattern=rf"^({ANALYSIS.pattern})?$")] = ""
    question: str = ""
    examples: tuple[ExampleFile, ...] = ()
    detector: Literal["phrase", "frame", "tagger"] = "phrase"
    style: Annotated[str, StringConstraints(pattern=r"^([a-z]+(-[a-z]+)*)?$")] = ""
    against: tuple[str, ...] = ()
    category: Category | None = None  # only where a file holds rules of several categories

    @model_validator(mode="after")
    def _one_pattern(self) -> RuleFile:
        if self.match and self.frame:
            raise ValueError("an entry has phrases under 'match' or patterns under 'frame', not both")
        return self

    def plain(self, category: str, file: str, line: int) -> Rule:
        """Return the rule as a plain value."""
        fields = self.model_dump(exclude={"examples", "reframings", "unless", "category", "frame"})
        fields["detector"] = "frame" if self.frame else self.detector
        return Rule(
            **fields,
            category=self.category or category,
            file=file,
            line=line,
            frame=tuple(Frame(**each.model_dump()) for each in self.frame),
            unless=tuple(Unless(each.phrase, each.because) for each in self.unless),
            reframings=tuple(Rung(**rung.model_dump()) for rung in self.reframings),
            flag=tuple(Example(each.flag, each.because) for each in self.examples if each.flag),
            passes=tuple(Example(each.passing, each.because) for each in self.examples if each.passing),
            gap=tuple(Example(each.gap, each.because) for each in self.examples if each.gap),
        )


class CategoryFile(_Strict):
    """One file of masking wording."""

    category: Category
    rules: tuple[RuleFile, ...]


class SourceFile(_Strict):
    """One source of guidance."""

    title: Line
    organisation: Line
    year: str
    url: str = ""
    valid_from: Period = ""

    def plain(self, key: str) -> Source:
        """Return the source as a plain value."""
        return Source(key, self.title, self.organisation, self.year, self.url, self.valid_from)


class CueFile(_Strict):
    """One family of context or evidence words."""

    kind: Annotated[str, StringConstraints(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$")]
    phrases: Annotated[tuple[Line, ...], Field(min_length=1)]
    who: str = ""
    because: str = ""

    def plain(self) -> Cue:
        """Return the cue as a plain value."""
        return Cue(self.kind, self.phrases, self.who, self.because)


class CuesFile(_Strict):
    """One file of context cues or evidence words."""

    cues: tuple[CueFile, ...]
