"""The commands of people who own the lexicon, as the command line knows them: `lexicon …`. Declarations only."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import Annotated

import typer

from cse_text.commands.guard import run_guarded
from cse_text.commands.shared_options import Depth, Lexicon, NewLexicon

RuleName = Annotated[str, typer.Argument(metavar="RULE", help="Id or name of a rule.")]
Notes = Annotated[list[str], typer.Argument(metavar="PATH", help="Files and folders of notes; - for standard input.")]

lexicon_app = typer.Typer(
    name="lexicon", help="For people who own the wording.", no_args_is_help=True, rich_markup_mode=None
)


@lexicon_app.command("new")
def new_command(
    to: Annotated[
        Path | None, typer.Option(metavar="FILE", dir_okay=False, help="File of rules to add to; made if not there.")
    ] = None,
    lexicon: NewLexicon = None,
) -> None:
    """Ask for a new entry, run its examples and add it: to --to FILE, else to your lexicon folder.

    The id is assigned; other lines of the file, with their comments and order, stay as they are.
    """
    from cse_text.commands.lexicon_new import new

    run_guarded(partial(new, to, lexicon or ()))


@lexicon_app.command("check")
def check_command(lexicon: Lexicon = None) -> None:
    """Check every entry, its phrases, sources, reframings and examples.

    Ends with 0 if all is well, 1 if something is to be mended, 2 if a file is broken.
    """
    from cse_text.commands.lexicon import check

    run_guarded(partial(check, lexicon or ()))


@lexicon_app.command("test")
def run_examples_command(rule: RuleName, lexicon: Lexicon = None) -> None:
    """Run one rule's examples through the whole scan."""
    from cse_text.commands.lexicon import test

    run_guarded(partial(test, rule, lexicon or ()))


@lexicon_app.command("coverage")
def coverage_command(lexicon: Lexicon = None) -> None:
    """Count rules, phrases and distinct wordings by category."""
    from cse_text.commands.lexicon import show_coverage

    run_guarded(partial(show_coverage, lexicon or ()))


@lexicon_app.command("diff")
def diff_command(
    old: Annotated[str, typer.Argument(metavar="OLD", help="A lexicon folder, 'shipped', or a version used lately.")],
    new: Annotated[str, typer.Argument(metavar="NEW", help="The same.")],
    paths: Notes,
    depth: Annotated[Depth, typer.Option(help="How closely the notes are read.")] = Depth.QUICK,
    *,
    counts: Annotated[bool, typer.Option("--counts", help="Only counts by rule, no words of the notes.")] = False,
) -> None:
    """Show which findings change on your notes from one lexicon to another.

    Ends with 0 if none does, 1 if some do, 2 if the job could not be done.
    """
    from cse_text.commands.lexicon_notes import diff

    run_guarded(partial(diff, old, new, paths, depth.value, counts=counts))


@lexicon_app.command("discover")
def discover_command(
    paths: Notes,
    lexicon: Lexicon = None,
    depth: Annotated[Depth, typer.Option(help="standard or full: quick has no tagger to find new wording.")] = (
        Depth.STANDARD
    ),
    least: Annotated[int, typer.Option(min=1, metavar="N", help="Seen in at least so many records.")] = 3,
    writers: Annotated[int, typer.Option(min=1, metavar="N", help="By at least so many writers or teams.")] = 2,
    out: Annotated[
        Path | None, typer.Option(metavar="FILE", dir_okay=False, help="Write to this file, for your eyes only.")
    ] = None,
) -> None:
    """Show wording in your own notes that masks again and again and that no rule names yet.

    It holds sentences of the notes: they are shown here or written to --out, and nowhere else.
    """
    from cse_text.commands.lexicon_notes import discover

    run_guarded(partial(discover, paths, lexicon or (), depth.value, (least, writers), out))


@lexicon_app.command("site")
def site_command(
    folder: Annotated[
        Path, typer.Argument(metavar="DIR", file_okay=False, help="A new folder, or one made so before.")
    ],
    lexicon: Lexicon = None,
) -> None:
    """Write all rules as pages to browse, search and print: open DIR/index.html; needs no network."""
    from cse_text.commands.lexicon_site import write_site

    run_guarded(partial(write_site, folder, lexicon or ()))


@lexicon_app.command("compile")
def compile_command() -> None:
    """Compile the shipped lexicon after an edit, so that it loads fast."""
    from cse_text.commands.lexicon import compile_

    run_guarded(compile_)
