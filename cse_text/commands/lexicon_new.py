"""`cse-text lexicon new`: asks for an entry, tries it, adds it. What an entry looks like stands in authoring.entry."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple, TextIO

from cse_text.commands.console import prepare_output, say
from cse_text.commands.exit_codes import FOUND, NOT_DONE, NOTHING_FOUND
from cse_text.errors import LexiconError, SettingsError

if TYPE_CHECKING:
    from cse_text.authoring.entry import Draft
    from cse_text.commands.marking.keyboard import Keyboard
    from cse_text.lexicon.tables import CompiledLexicon

_SLUG = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_SEVERITIES = ("high", "medium", "low")
_OWN = "own-reading"
_REASON = "Look like it but do not mask; the reason after #: The adult put her at risk. # another person is the cause"
_MARK = "Mark the words with [[ and ]], such as: She [[puts herself at risk]]."
_ANALYSIS = (
    "Stands behind theirs; begins with {words}: {words} puts the danger in {them}; it does not say who brings it."
)


class Question(NamedTuple):
    """One thing to ask: what for, a line of help, what is wrong with an answer ('' for nothing).

    `least`: how many answers at least, up to an empty line; -1 for exactly one.
    """

    label: str
    help: str
    fault: Callable[[str], str]
    least: int = -1


def new(to: Path | None, folders: Sequence[Path], keyboard: Keyboard | None = None) -> int:
    """Ask for an entry and add it; return 1 where it was added with something still to mend, 2 where it was not."""
    from cse_text.commands.marking.keyboard import Terminal
    from cse_text.lexicon import load_lexicon

    compiled = load_lexicon(_there(folders), all_styles=True)
    dialogue = Dialogue(prepare_output(), keyboard or Terminal(), compiled)
    try:
        draft = dialogue.draft()
        path = to or _home(folders, draft.category)
        entry, faults = dialogue.tried(draft, path, own=not _is_shipped(path))
        if faults and not dialogue.agrees("Add it all the same?"):
            say("Nothing was written.")
            return NOT_DONE
    except EOFError:
        say("Stopped. Nothing was written.")
        return NOT_DONE
    _add(path, entry, draft.category)
    say(f"Added to {path}. Try it: cse-text lexicon test {draft.name}")
    return FOUND if faults else NOTHING_FOUND


class Dialogue:
    """Puts the questions of an entry and shows what its examples do."""

    def __init__(self, stream: TextIO, keyboard: Keyboard, compiled: CompiledLexicon) -> None:
        self._stream = stream
        self._keyboard = keyboard
        self._compiled = compiled

    def draft(self) -> Draft:
        """Ask for everything an entry holds but its id."""
        from cse_text.authoring.entry import Draft

        self._tell("A new entry. Everything can be changed in the file later; Ctrl-C stops and writes nothing.")
        asked = {name: self._ask(question) for name, question in self._questions().items()}
        flags = [("flag", each, "") for each in asked["flag"]]
        passes = [("pass", each.partition(" # ")[0], each.partition(" # ")[2]) for each in asked["passes"]]
        return Draft(
            name=asked["name"][0],
            title=asked["title"][0],
            category=asked["category"][0],
            severity=asked["severity"][0],
            why=asked["why"][0],
            sources=tuple(asked["sources"]) or (_OWN,),
            match=tuple(asked["match"]),
            reframings=tuple(asked["reframings"]),
            analysis=" ".join(asked["analysis"]),
            question=asked["question"][0],
            examples=(*flags, *passes),
        )

    def tried(self, draft: Draft, path: Path, *, own: bool) -> tuple[str, list[str]]:
        """Return the entry as text and what is to be mended in it, shown with what context will decide."""
        from cse_text.authoring.entry import category_of, entry_text, next_id
        from cse_text.authoring.trial import try_entry
        from cse_text.commands.version import tool_version

        identity = next_id(self._compiled.lexicon.rules, draft.category, shipped=not own)
        there = category_of(path)
        other = draft.category if there not in {"", draft.category} else ""
        entry = entry_text(identity, draft, ".".join(tool_version().split(".")[:2]), other)
        try:
            faults, left = try_entry(entry, draft.category, self._compiled)
        except LexiconError as error:
            faults, left = [error.message], []
        for line in (*faults, *left, *([] if faults else [f"{identity}: the examples are borne out."])):
            self._tell(line)
        return entry, faults

    def agrees(self, question: str) -> bool:
        """Return whether the answer is yes."""
        self._tell(f"{question} y or n")
        return self._keyboard.key().lower() == "y"

    def _questions(self) -> dict[str, Question]:
        rules = self._compiled.lexicon.rules
        names = {rule.name for rule in rules}
        categories = sorted({rule.category for rule in rules})
        sources = self._compiled.lexicon.sources
        return {
            "category": Question("Category", ", ".join(categories), _one_of(categories)),
            "title": Question("Title", "What the words do, such as: Says the child put themself at risk", _needed),
            "name": Question("Name", "A short slug, such as: putting-self-at-risk", _free(names)),
            "severity": Question("Severity", "high, medium or low", _one_of(_SEVERITIES)),
            "why": Question("Why it matters", "One or two plain sentences", _needed),
            "sources": Question("Sources", f"Keys of sources.yaml; none means {_OWN}", _known(sources), least=0),
            "match": Question("Phrases", "Such as: put {self} at [adj] (risk|danger)", _readable, least=1),
            "flag": Question("Sentences in which they mask", _MARK, _marked, least=2),
            "passes": Question("Sentences to leave alone, and why", _REASON, _reasoned, least=2),
            "reframings": Question("Consider instead", "From the most definite to the most hedged", _needed, least=1),
            "analysis": Question("A sentence about the words, if you have one", _ANALYSIS, _speaks, least=0),
            "question": Question("Question to the writer", "Such as: Who is placing the child in danger?", _needed),
        }

    def _ask(self, question: Question) -> list[str]:
        """Return the answers: one, or those up to an empty line."""
        many = question.least >= 0
        self._tell("")
        self._tell(f"{question.label}. {question.help}")
        if many:
            self._tell("  one a line; an empty line ends")
        answers: list[str] = []
        while many or not answers:
            answer = " ".join(self._keyboard.line().split())
            if not answer and many and len(answers) >= question.least:
                break
            fault = question.fault(answer) if answer or not many else f"At least {question.least}."
            if fault:
                self._tell(f"  {fault}")
            else:
                answers.append(answer)
        return answers

    def _tell(self, line: str) -> None:
        self._stream.write(f"{line}\n")
        self._stream.flush()


def _there(folders: Sequence[Path]) -> list[Path]:
    """Return the lexicon folders there are; only the last may be missing, for its first entry makes it."""
    missing = next((each for each in folders[:-1] if not each.is_dir()), None)
    if missing is not None:
        message = f"{missing}: there is no such lexicon folder; check --lexicon. Only the last one named is made."
        raise SettingsError("no-lexicon-folder", message)
    return [each for each in folders if each.is_dir()]


def _home(folders: Sequence[Path], category: str) -> Path:
    """Return the file of a category in the last lexicon folder named."""
    from cse_text.commands.shared_options import LEXICON

    if not folders:
        way = f"Name a file with --to FILE, or your lexicon folder with --lexicon DIR (or the variable {LEXICON})."
        raise SettingsError("no-lexicon-folder", f"There is nowhere to add to. {way}")
    return folders[-1] / "en-GB" / f"{category}.yaml"


def _is_shipped(path: Path) -> bool:
    from cse_text.lexicon.load import shipped_folder

    return path.resolve().is_relative_to(shipped_folder().resolve())


def _add(path: Path, entry: str, category: str) -> None:
    from cse_text.authoring.entry import with_entry
    from cse_text.commands.output import make_folder, write_bytes

    content = with_entry(path, entry, category)
    make_folder(path.parent)
    write_bytes(path, content.encode("utf-8"))


def _needed(answer: str) -> str:
    return "" if answer else "Something is needed here."


def _one_of(names: Sequence[str]) -> Callable[[str], str]:
    return lambda answer: "" if answer in names else f"One of: {', '.join(names)}."


def _known(names: object) -> Callable[[str], str]:
    return lambda answer: "" if answer in names else "No such key in sources.yaml."  # type: ignore[operator]


def _free(names: set[str]) -> Callable[[str], str]:
    def fault(answer: str) -> str:
        if not _SLUG.fullmatch(answer):
            return "Small letters, figures and hyphens only."
        return "There is a rule of this name." if answer in names else ""

    return fault


def _readable(answer: str) -> str:
    from cse_text.lexicon.notation import NotationError, layouts

    try:
        layouts(answer)
    except NotationError as error:
        return f"{error}."
    return ""


def _speaks(answer: str) -> str:
    from cse_text.lexicon.rules import ANALYSIS

    return "" if ANALYSIS.fullmatch(answer) else "It begins with {words} and ends with a stop."


def _marked(answer: str) -> str:
    return "" if "[[" in answer and "]]" in answer.partition("[[")[2] else _MARK


def _reasoned(answer: str) -> str:
    sentence, mark, reason = answer.partition(" # ")
    return "" if sentence and mark and reason and "[[" not in sentence else _REASON
