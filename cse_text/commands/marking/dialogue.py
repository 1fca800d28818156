"""The dialogue of marking: passage after passage, each mark saved as soon as it is set."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from cse_text.commands.marking.describe import describe, settle
from cse_text.commands.marking.keyboard import Keyboard
from cse_text.commands.marking.screen import Screen, marks_in
from cse_text.marking import Mark, Note, Passage, choose_words, passages_of
from cse_text.types import Finding

Propose = Callable[[Note], Sequence[Finding]]
Save = Callable[[Sequence[Note]], None]

HELP = """\
Type the words that mask or look as if they did, as they stand, or their numbers: 4 or 3-6.
Mark the shortest run of words that carries it. Words that look alike but mask nothing are traps: mark them too, with n.
Enter goes on. b goes back. u undoes the last mark of this sitting. x1 takes away the first mark shown.
/b marks the word b. q stops: everything is saved, and the same command goes on from here."""
_TAKE_AWAY = re.compile(r"x\s?(\d+)")
_TAKE_OVER = re.compile(r"p\s?(\d+)")


@dataclass(frozen=True, slots=True)
class Before:
    """What `u` goes back to."""

    number: int
    note: Note


class Dialogue:
    """One sitting. Holds the notes as they are now; `save` is called after every change."""

    def __init__(
        self,
        notes: Sequence[Note],
        screen: Screen,
        keyboard: Keyboard,
        save: Save,
        propose: Propose,
        *,
        by_sentence: bool = False,
    ) -> None:
        self.notes = list(notes)
        self._screen, self._keyboard, self._save, self._propose = screen, keyboard, save, propose
        self._by_sentence = by_sentence
        self._history: list[Before] = []
        self._number = next((n for n, note in enumerate(self.notes) if not note.done), 0)
        if all(note.done for note in self.notes):  # another look at all of them, from the beginning
            self.notes = [replace(note, at=0) for note in self.notes]

    def run(self) -> bool:
        """Go through the notes; return whether all are done."""
        try:
            while self._number < len(self.notes):
                self._show()
                if not self._obey(self._typed()):
                    break
        except (EOFError, KeyboardInterrupt):
            self._screen.answered()
        return all(note.done for note in self.notes)

    @property
    def _note(self) -> Note:
        return self.notes[self._number]

    @property
    def _passages(self) -> list[Passage]:
        return passages_of(self._note.text, by_sentence=self._by_sentence)

    @property
    def _passage(self) -> Passage:
        """The passage that holds the place up to which the note was read."""
        later = [each for each in self._passages if each.end > self._note.at]
        return later[0] if later else self._passages[-1]

    def _show(self) -> None:
        passages, passage = self._passages, self._passage
        place = f"note {self._number + 1} of {len(self.notes)}, part {passages.index(passage) + 1} of {len(passages)}"
        self._screen.passage(self._note, passage, place, self._suggested())

    def _suggested(self) -> list[Finding]:
        """Return what the tool proposes in this passage and nobody has marked yet."""
        passage, note = self._passage, self._note
        found = [each for each in self._propose(note) if passage.start <= each.start < passage.end]
        return [each for each in found if not any(mark.touches(each.start, each.end) for mark in note.marks)]

    def _typed(self) -> str:
        self._screen.ask(">")
        return self._keyboard.line().strip()

    def _obey(self, typed: str) -> bool:
        """Do what was typed; return whether to go on."""
        commands = {"": self._next, "b": self._back, "u": self._undo, "?": self._help}
        if typed == "q":
            return False
        if typed in commands:
            commands[typed]()
        elif away := _TAKE_AWAY.fullmatch(typed):
            self._take_away(int(away[1]))
        elif over := _TAKE_OVER.fullmatch(typed):
            self._take_over(int(over[1]))
        else:
            self._mark(typed.removeprefix("/"))
        return True

    def _next(self) -> None:
        end = self._passage.end
        last = end == self._passages[-1].end
        self._put(replace(self._note, at=end, done=last or self._note.done))
        if last:
            self._number = next((n for n in range(self._number + 1, len(self.notes)) if self._open(n)), len(self.notes))

    def _open(self, number: int) -> bool:
        return bool(self.notes[number].text.strip())

    def _back(self) -> None:
        passages = self._passages
        here = passages.index(self._passage)
        if here:
            self._put(replace(self._note, at=passages[here - 1].start))
        elif self._number:
            self._number -= 1
            self._put(replace(self._note, at=self._passages[-1].start))
        else:
            self._pause("This is the beginning.")

    def _undo(self) -> None:
        if not self._history:
            self._pause("Nothing to undo in this sitting; x1 takes away the first mark shown.")
            return
        before = self._history.pop()
        self._number = before.number
        self._put(before.note)

    def _help(self) -> None:
        for text in HELP.splitlines():
            self._screen.say(text)
        self._pause("")

    def _take_away(self, number: int) -> None:
        marks = marks_in(self._note, self._passage)
        if not 1 <= number <= len(marks):
            self._pause("There is no such mark here.")
            return
        self._change(self._note.without(marks[number - 1]))

    def _take_over(self, number: int) -> None:
        suggested = self._suggested()
        if not 1 <= number <= len(suggested):
            self._pause("There is no such suggestion here.")
            return
        found = suggested[number - 1]
        mark = Mark(found.start, found.end, found.category, found.masking, found.voice, found.subject)
        self._set(settle(mark, self._screen, self._keyboard))

    def _mark(self, typed: str) -> None:
        choice = choose_words(self._note.text, self._passage, typed)
        if choice.fault:
            self._pause(choice.fault)
            return
        span = choice.spans[0] if len(choice.spans) == 1 else self._which(choice.spans)
        if span is not None:
            self._screen.text(self._note.text[slice(*span)])
            self._set(describe(*span, self._screen, self._keyboard))

    def _which(self, spans: Sequence[tuple[int, int]]) -> tuple[int, int] | None:
        """Return which of several places is meant, None if the answer names none."""
        self._screen.ask(f"They stand here {len(spans)} times; which one, 1 to {len(spans)}?")
        typed = self._keyboard.line().strip()
        if typed.isdecimal() and 1 <= int(typed) <= len(spans):
            return spans[int(typed) - 1]
        self._pause("No mark was set.")
        return None

    def _set(self, mark: Mark | None) -> None:
        if mark is None:
            self._pause("No mark was set.")
            return
        self._change(self._note.with_mark(mark))

    def _change(self, note: Note) -> None:
        self._history.append(Before(self._number, replace(self._note, at=self._passage.start)))
        self._put(replace(note, at=self._passage.start))

    def _put(self, note: Note) -> None:
        self.notes[self._number] = note
        self._save(self.notes)

    def _pause(self, text: str) -> None:
        """Say something that the next passage must not wipe away at once."""
        if text:
            self._screen.say(text)
        self._screen.ask("Enter goes on >")
        self._keyboard.line()
