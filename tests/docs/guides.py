"""Runs the guides: the Python of each block, in order and in one namespace, and what it prints.

`python -m tests.docs.guides docs/guide-pandas.md` writes what the blocks print now into the guide.
"""

from __future__ import annotations

import io
import re
import sys
from collections.abc import Iterator
from contextlib import redirect_stdout
from pathlib import Path
from typing import Any

BLOCK = re.compile(r"^```python\n(?P<code>.*?)^```\n(?:\n```text\n(?P<output>.*?)^```\n)?", re.MULTILINE | re.DOTALL)


def run(guide: str) -> Iterator[tuple[int, str, str]]:
    """Yield the line of each block, the output that the guide shows and the one that it gives."""
    names: dict[str, Any] = {}
    for block in BLOCK.finditer(guide):
        line = guide.count("\n", 0, block.start()) + 1
        printed = io.StringIO()
        with redirect_stdout(printed):
            exec(compile("\n" * line + block["code"], "guide", "exec"), names)  # the line of an error is the guide's
        yield line, _trimmed(block["output"] or ""), _trimmed(printed.getvalue())


def _trimmed(text: str) -> str:
    """Return the text without spaces at the ends of its lines, which pandas writes and nobody sees."""
    return "".join(f"{line.rstrip()}\n" for line in text.splitlines())


def rewrite(path: Path) -> None:
    """Put the outputs of now into a guide."""
    text = path.read_text(encoding="utf-8")
    given = iter([output for _, _, output in run(text)])
    fresh = BLOCK.sub(lambda block: f"```python\n{block['code']}```\n\n```text\n{next(given)}```\n", text)
    path.write_text(fresh, encoding="utf-8", newline="\n")


if __name__ == "__main__":
    rewrite(Path(sys.argv[1]))
