"""`cse-text evaluate GOLD…`: how well the tool reads annotated notes, one's own among them."""

from __future__ import annotations

import io
import json
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from cse_text.commands.console import prepare_output, say, write_out
from cse_text.commands.exit_codes import NOT_DONE, NOTHING_FOUND
from cse_text.commands.output import open_report, write_bytes
from cse_text.commands.progress import Progress, wants_progress

if TYPE_CHECKING:
    from cse_text.commands.evaluate_options import EvaluateOptions
    from cse_text.evaluation.figures import Figures
    from cse_text.evaluation.gold import Document
    from cse_text.evaluation.reading import Read
    from cse_text.scanner import Scanner

SCREEN = Path("-")


def evaluate(options: EvaluateOptions) -> int:
    """Measure on annotated documents and write the figures where they are asked for; return the exit code."""
    from cse_text.evaluation.gold import read_gold
    from cse_text.evaluation.measure import measure
    from cse_text.evaluation.novel import read_phrases

    if options.plot is not None:
        from cse_text.reports.evaluation.picture import check_picture

        check_picture(options.plot)
    documents, problems = read_gold(options.gold)
    for problem in problems:
        say(problem.message)
    if not documents:
        say("No annotated note could be read. corpus_samples/ANNOTATION.md shows the format.")
        return NOT_DONE
    scanner = _scanner(options)
    reads = _read(documents, scanner, asked=not options.no_progress)
    phrases = read_phrases(options.phrases)
    figures = measure(reads, phrases, depth=options.depth.value, threshold=scanner.threshold)
    _write_files(options, figures)
    if options.json != SCREEN:
        _write_sections(options, figures)
    if problems:
        say(f"{len(problems)} of {len(documents) + len(problems)} notes were left out, as said above.")
    return NOTHING_FOUND


def _scanner(options: EvaluateOptions) -> Scanner:
    from cse_text.scanner import Scanner
    from cse_text.settings import Settings

    return Scanner.load(Settings(options.depth.value, options.threshold, tuple(options.lexicon or ())))


def _read(documents: Sequence[Document], scanner: Scanner, *, asked: bool) -> list[Read]:
    from cse_text.evaluation.reading import read_documents

    progress = Progress(shown=wants_progress(asked=asked, to_file=True))
    reads: list[Read] = []
    flags = 0
    try:
        for read in read_documents(documents, scanner):
            reads.append(read)
            flags += len(read.flagged)
            progress.update(len(reads), flags)
    finally:
        progress.close()
    return reads


def _write_sections(options: EvaluateOptions, figures: Figures) -> None:
    """Write the figures on the screen, section by section."""
    from cse_text.evaluation.mistakes import choose
    from cse_text.reports.base import ReportOptions
    from cse_text.reports.evaluation import write_figures
    from cse_text.reports.evaluation.mistakes import write_mistakes
    from cse_text.reports.page import Page

    page = Page(prepare_output(), ReportOptions())
    write_figures(page, figures)
    if options.errors:
        shown = choose(figures.mistakes, options.errors)
        write_mistakes(page, shown, figures.mistakes, words=options.show_words)
    page.console.file.flush()


def _write_files(options: EvaluateOptions, figures: Figures) -> None:
    from cse_text.evaluation.figures import as_data

    if options.json is not None:
        text = json.dumps(as_data(figures), indent=1, ensure_ascii=False) + "\n"
        _write_text(options.json, text)
    if options.errors_to is not None:
        from cse_text.reports.evaluation.mistakes import write_mistakes_to

        with open_report(options.errors_to, "utf-8-sig") as stream:  # Excel reads the mark as UTF-8
            write_mistakes_to(stream, figures.mistakes)
        say(f"{options.errors_to.name}: {len(figures.mistakes)} errors, with the notes' words.")
    if options.plot is not None:
        from cse_text.reports.evaluation.picture import draw

        picture = io.BytesIO()
        draw(picture, options.plot, figures)
        write_bytes(options.plot, picture.getvalue())


def _write_text(path: Path, text: str) -> None:
    if path == SCREEN:
        write_out(text)
        return
    with open_report(path, "utf-8") as stream:
        stream.write(text)
