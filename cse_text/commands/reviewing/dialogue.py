"""The dialogue of a review: finding after finding, each decision kept as soon as it is taken."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

from cse_text.commands.marking.keyboard import ESCAPE, Keyboard
from cse_text.commands.reviewing.choices import OTHER, reasons_for
from cse_text.commands.reviewing.items import Item
from cse_text.commands.reviewing.screen import Screen
from cse_text.review.merge import OPEN, REVIEW, Current
from cse_text.review.store import Role, Row
from cse_text.types import Decision

Keep = Callable[[Row], Row]
_LEAVE = ("0", "q", ESCAPE)


class Dialogue:
    """One sitting of one reviewer. `rows` is what this person said before; `keep` gets every change."""

    def __init__(
        self,
        items: Sequence[Item],
        rows: Current,
        screen: Screen,
        keyboard: Keyboard,
        keep: Keep,
        *,
        reviewer: str,
        role: Role = REVIEW,
        others: Mapping[str, Sequence[Row]] | None = None,
    ) -> None:
        self._items, self._rows = items, dict(rows)
        self._screen, self._keyboard, self._keep = screen, keyboard, keep
        self._reviewer, self._role, self._others = reviewer, role, others or {}
        self._history: list[tuple[int, Row]] = []
        self._skipped = ""
        self._after_key = False
        self._number = next((n for n, item in enumerate(items) if not self._is_decided(item)), 0)

    def run(self) -> bool:
        """Go through the findings; return whether all are decided."""
        try:
            while self._number < len(self._items):
                self._show()
                if not self._obey(self._pressed(">")):
                    break
        except (EOFError, KeyboardInterrupt):
            self._screen.answered()
        return self.decided == len(self._items)

    @property
    def decided(self) -> int:
        """How many of the findings this person has decided."""
        return sum(self._is_decided(item) for item in self._items)

    @property
    def _item(self) -> Item:
        return self._items[self._number]

    @property
    def _row(self) -> Row:
        """What this person says of the finding shown, as a row."""
        item = self._item
        blank = Row(item.key, item.record, item.rule, self._reviewer, self._role, OPEN)
        return self._rows.get(item.key, blank)

    def _is_decided(self, item: Item) -> bool:
        return item.key in self._rows and self._rows[item.key].verdict != OPEN

    def _show(self) -> None:
        row, many = self._row, len(self._items)
        progress = f"Finding {self._number + 1:,} of {many:,}, {self.decided:,} decided"
        decision = Decision(row.verdict, (), row.reason, row.reframing, row.note) if row.uid else None
        self._screen.show(self._item, progress, decision, self._others.get(self._item.key, ()))
        if self._skipped:
            self._screen.say(self._skipped)
        self._skipped = ""

    def _pressed(self, question: str) -> str:
        """Return one key. An Enter right after another key ends that key and is no answer: many type `a`, Enter."""
        key = self._key(question)
        if not key and self._after_key:
            key = self._key(question)
        self._after_key = bool(key)
        return key

    def _key(self, question: str) -> str:
        self._screen.ask(question)
        key = self._keyboard.key()
        self._screen.answered(key)
        return key

    def _typed(self, question: str) -> str:
        self._screen.ask(question)
        self._after_key = False
        return " ".join(self._keyboard.line().split())

    def _obey(self, key: str) -> bool:
        """Do what the key says; return whether to go on."""
        commands = {
            "": self._skip,
            "a": self._accept,
            "r": self._reject,
            "w": self._reword,
            "n": self._note,
            "b": self._back,
            "u": self._undo,
            "?": self._help,
        }
        if key == "q":
            return False
        commands.get(key, self._unknown)()
        return True

    def _accept(self) -> None:
        self._change(replace(self._row, verdict="accepted", reason=""))
        self._next()

    def _reject(self) -> None:
        reason = self._reason()
        if not reason:
            self._pause("Nothing was decided.")
            return
        self._change(replace(self._row, verdict="rejected", reason=reason, reframing=""))
        self._next()

    def _reason(self) -> str:
        """Return why the finding is rejected, '' if the reviewer leaves it."""
        choices = reasons_for(self._item.finding)
        self._screen.choices("Why not?", choices)
        key = self._pressed("key, q leaves it >")
        while key not in choices:
            if not key or key in _LEAVE:
                return ""
            key = self._pressed("one of the keys above >")
        return self._typed("in a few words >") if key == OTHER else choices[key]

    def _reword(self) -> None:
        words = self._typed("your words >")
        if not words:
            self._pause("Nothing was decided.")
            return
        self._change(replace(self._row, verdict="accepted", reason="", reframing=words))
        self._next()

    def _note(self) -> None:
        words = self._typed("note >")
        if words:
            self._change(replace(self._row, note=words))

    def _skip(self) -> None:
        if not self._is_decided(self._item):
            self._skipped = f"Finding {self._number + 1:,} is left undecided; b goes back to it."
        self._next()

    def _next(self) -> None:
        self._number += 1

    def _back(self) -> None:
        if self._number:
            self._number -= 1
        else:
            self._pause("This is the beginning.")

    def _undo(self) -> None:
        if not self._history:
            self._pause("Nothing to undo in this sitting.")
            return
        self._number, before = self._history.pop()
        self._rows[before.key] = self._keep(before)

    def _help(self) -> None:
        self._screen.help()
        self._pause("")

    def _unknown(self) -> None:
        self._pause("That key does nothing here; ? says what the keys do.")

    def _change(self, row: Row) -> None:
        before = self._row
        self._rows[row.key] = self._keep(row)  # kept first: what is not on the disk is not undone either
        self._history.append((self._number, before))

    def _pause(self, text: str) -> None:
        """Say something that the next finding must not wipe away at once."""
        if text:
            self._screen.say(text)
        self._screen.ask("Enter goes on >")
        self._after_key = False
        self._keyboard.line()
