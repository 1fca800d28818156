r"""Walks rich text (RTF) code by code and yields its words block by block, with the place of each.

Groups in braces carry a state that ends with them: what is read where, in which alphabet. It knows RTF and no files.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from cse_text.intake.rtf_codes import CHARACTERS, CHARSETS, ENCLOSING, MARGINAL, NUMBERED, OPTIONAL, PARAGRAPHS, SILENT
from cse_text.intake.rtf_page import Page, Sink, Walk

_TOKEN = re.compile(
    r"\\(?P<word>[A-Za-z]{1,32})(?P<number>-?[0-9]{1,9})? ?|\\'(?P<byte>[0-9A-Fa-f]{2})|\\(?P<sign>[^A-Za-z'])"
    r"|(?P<brace>[{}])|(?P<ends>[\r\n]+)|(?P<text>[^\\{}\r\n]+)|(?P<odd>\\'?)"
)
_DEEPEST = 5_000


@dataclass(frozen=True, slots=True)
class _State:
    sink: Sink
    silent: bool = False
    enclosing: bool = False
    deleted: bool = False
    hidden: bool = False
    in_table: bool = False
    fallback: int = 1
    encoding: str = "cp1252"
    fonts: bool = False


def walk(text: str) -> Walk:
    """Return what a rich text holds; bytes above ASCII come as Latin-1 letters."""
    walker = _Walker()
    position = 0
    while token := _TOKEN.match(text, position):
        position = token.end() + walker.take(token)
    walker.finish()
    return walker.found


class _Walker:
    """Takes tokens one by one; `found` grows."""

    def __init__(self) -> None:
        self._page = Page()
        self.found = self._page.found
        self._state = _State(self._page.body)
        self._stack: list[_State] = []
        self._too_deep = 0
        self._optional = False
        self._skip = 0
        self._bytes = bytearray()
        self._numbers: dict[str, int] = {}
        self._fonts: dict[int, str] = {}
        self._font = 0
        self._base = "cp1252"
        self._half = ""
        self._told: tuple[str, str] = ("", "")

    def take(self, token: re.Match[str]) -> int:
        """Read one token; return how many raw characters after it are no text."""
        kind = token.lastgroup if token.lastgroup != "number" else "word"
        if kind == "byte":
            self._byte(int(token["byte"], 16))
        elif kind == "text":
            self._plain(token["text"])
        elif kind == "brace":
            self._brace(token["brace"])
        elif kind == "sign":
            self._sign(token["sign"])
        elif kind == "word":
            return self._word(token["word"], int(token["number"]) if token["number"] else None)
        return 0

    def finish(self) -> None:
        """End what is still open."""
        self._flush()
        self.found.closed = not self._stack and not self._too_deep
        for state in reversed([*self._stack, self._state]):
            if state.sink is not self._page.body:
                self._page.close(state.sink)
        self._page.end_row(self._page.body)
        if self._page.body.words:
            self._page.end_paragraph(self._page.body, in_table=False)

    def _brace(self, brace: str) -> None:
        self._flush()
        self._optional = False
        self._skip = 0
        if brace == "{":
            if len(self._stack) >= _DEEPEST:
                self._too_deep += 1
            else:
                self._stack.append(self._state)
        elif self._too_deep:
            self._too_deep -= 1
        elif self._stack:
            ended, self._state = self._state, self._stack.pop()
            if ended.sink is not self._state.sink:
                self._page.close(ended.sink)

    def _sign(self, sign: str) -> None:
        if sign == "*":
            self._optional = True
        elif sign in PARAGRAPHS:
            self._word("par", None)
        elif sign in CHARACTERS:
            self._say(CHARACTERS[sign])

    def _plain(self, text: str) -> None:
        """Take words as they stand; the first letters after a Unicode letter are its stand-in for old readers."""
        if self._state.fonts:
            return
        taken = min(self._skip, len(text))
        self._skip -= taken
        self._say_bytes(text[taken:].encode("latin-1", "ignore"))

    def _byte(self, value: int) -> None:
        if self._skip:
            self._skip -= 1
            return
        self._say_bytes(bytes([value]))

    def _word(self, word: str, number: int | None) -> int:
        optional, self._optional = self._optional, False
        if word == "bin":
            return max(0, number or 0)
        if word == "u" and number is not None:
            self._unicode(number)
        elif word in CHARACTERS:
            self._say(CHARACTERS[word])
        elif word in PARAGRAPHS:
            self._flush()
            if not self._state.silent:
                self._page.end_paragraph(self._state.sink, in_table=self._state.in_table)
        elif self._part(word, optional=optional):
            self._flush()
        else:
            self._flush()
            self._property(word, 1 if number is None else number)
        return 0

    def _part(self, word: str, *, optional: bool) -> bool:
        """Begin a part of the document that is no running text; return whether the word does so."""
        state = self._state
        if word == "fonttbl":
            self._state = replace(state, fonts=True, silent=True)
        elif word in SILENT or (optional and word not in OPTIONAL):
            self.found.pictures += word == "pict" and not state.silent
            self.found.objects += word == "objdata"
            self._state = replace(state, silent=True, enclosing=False)
        elif word in ENCLOSING:
            self._state = replace(state, enclosing=True)
        elif word in NUMBERED and (not state.silent or state.enclosing):
            name = NUMBERED[word]
            self._numbers[name] = self._numbers.get(name, 0) + 1
            sink = Sink(name, f"{name} {self._numbers[name]}")
            self._state = replace(state, sink=sink, in_table=False, enclosing=False)
        elif word in MARGINAL and not state.silent:
            self._state = replace(state, sink=Sink(MARGINAL[word], MARGINAL[word]), in_table=False)
        else:
            return False
        return True

    def _property(self, word: str, number: int) -> None:
        match word:
            case "pard":
                self._state = replace(self._state, in_table=False)
            case "plain":
                self._state = replace(self._state, hidden=False, deleted=False)
            case "intbl":
                self._state = replace(self._state, in_table=True)
            case "v":
                self._state = replace(self._state, hidden=bool(number))
            case "deleted":
                self._state = replace(self._state, deleted=bool(number))
            case "uc":
                self._state = replace(self._state, fallback=max(0, number))
            case "cell" | "nestcell" if not self._state.silent:
                self._page.end_cell(self._state.sink)
            case "row" | "nestrow" if not self._state.silent:
                self._page.end_row(self._state.sink)
            case _:
                self._alphabet(word, number)

    def _alphabet(self, word: str, number: int) -> None:
        if word == "ansicpg":
            self._base = f"cp{number}" if _is_known(f"cp{number}") else "cp1252"
        elif word == "mac":
            self._base = "mac-roman"
        elif word == "f" and self._state.fonts:
            self._font = number
        elif word == "fcharset" and self._state.fonts:
            self._fonts[self._font] = self._base if number in (0, 1) else CHARSETS.get(number, self._base)
        elif word == "f":
            self._state = replace(self._state, encoding=self._fonts.get(number, self._base))
        elif word in ("deff", "ansi"):
            self._state = replace(self._state, encoding=self._base)

    def _unicode(self, number: int) -> None:
        """Take a letter given by its number; one beyond the first plane comes in two halves."""
        letter = chr(number % 65536)
        self._skip = 0
        if self._half and "\udc00" <= letter <= "\udfff":
            self._say((self._half + letter).encode("utf-16", "surrogatepass").decode("utf-16", "replace"))
            self._half = ""
        elif "\ud800" <= letter <= "\udbff":
            self._half = letter
        elif not "\udc00" <= letter <= "\udfff":
            self._half = ""
            self._say(letter)
        self._skip = self._state.fallback

    def _say_bytes(self, data: bytes) -> None:
        if self._heard():
            self._bytes += data

    def _say(self, words: str) -> None:
        if self._skip:
            self._skip -= 1
        elif self._heard():
            self._flush()
            self._state.sink.words.append(words)

    def _heard(self) -> bool:
        """Return whether words count here; note where deleted or hidden ones stand."""
        state = self._state
        if state.silent or state.enclosing:
            return False
        if not (state.deleted or state.hidden):
            return True
        told = ("deleted" if state.deleted else "hidden", self._page.place(state.sink, in_table=state.in_table))
        if told != self._told:
            (self.found.deletions if state.deleted else self.found.hidden).append(told[1])
            self._told = told
        return False

    def _flush(self) -> None:
        if self._bytes:
            self._state.sink.words.append(_decoded(bytes(self._bytes), self._state.encoding))
            self._bytes.clear()


def _is_known(encoding: str) -> bool:
    try:
        b"".decode(encoding)
    except LookupError:
        return False
    return True


def _decoded(data: bytes, encoding: str) -> str:
    """Return bytes as letters; those that fit no alphabet stay visible as such."""
    try:
        return data.decode(encoding)
    except UnicodeDecodeError:
        return data.decode("latin-1") if encoding == "cp1252" else data.decode(encoding, "replace")
