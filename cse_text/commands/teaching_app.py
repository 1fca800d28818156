"""The training room's commands on the command line: `teach`, `quiz`, `compare`, `demo`."""

from __future__ import annotations

from enum import StrEnum
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from typer.core import TyperGroup

from cse_text.commands.guard import run_guarded
from cse_text.commands.shared_options import Depth

if TYPE_CHECKING:
    import click

DECK = "newcomers"


class Format(StrEnum):
    """What a hand-out is written as."""

    HTML = "html"
    DOCX = "docx"


class SlideFormat(StrEnum):
    """What slides are written as."""

    HTML = "html"
    PPTX = "pptx"


class _DeckGroup(TyperGroup):
    """A group in which a word that is no command is a deck: `teach police` is `teach show police`."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:  # type: ignore[override]
        if not args or (args[0] not in self.commands and args[0] != "--help"):
            args = ["show", *args]
        return super().parse_args(ctx, args)  # type: ignore[arg-type]


Deck = Annotated[str, typer.Argument(metavar="DECK", help="Name of a deck, or a .yaml file of your own.")]
Out = Annotated[Path, typer.Option(dir_okay=False, metavar="FILE", help="Where to write it.")]

teach_app = typer.Typer(
    name="teach",
    cls=_DeckGroup,
    help="Hold a training session from a deck: cse-text teach DECK; --list names the decks.",
    rich_markup_mode=None,
)


def register(app: typer.Typer) -> None:
    """Add the training room's commands to the command line."""
    app.add_typer(teach_app, name="teach")
    app.command("quiz")(quiz_command)
    app.command("compare")(compare_command)
    app.command("demo")(demo_command)


@teach_app.command("show")
def show_command(
    deck: Deck = DECK,
    at: Annotated[int, typer.Option(min=1, metavar="CARD", help="Begin with this card.")] = 1,
    *,
    names: Annotated[bool, typer.Option("--list", help="Name the decks and end.")] = False,
) -> None:
    """Show a deck to the room: the note, what the words do, the reframing, what changes for the child."""
    from cse_text.commands import teach

    run_guarded(teach.list_decks if names else partial(teach.show, deck, at))


@teach_app.command("check")
def check_command(
    file: Annotated[Path, typer.Argument(metavar="FILE", exists=True, dir_okay=False, help="A deck of your own.")],
    depth: Annotated[Depth, typer.Option(help="How closely the reframings are read.")] = Depth.STANDARD,
) -> None:
    """Check a deck of your own: its form, what is still to be written, wording that is marked itself.

    Ends with 0 if all is in order, 1 if there is something to look at, 2 if the file is broken.
    """
    from cse_text.commands.teach import check

    run_guarded(partial(check, file, depth.value))


@teach_app.command("make")
def make_command(
    record: Annotated[str, typer.Argument(metavar="RECORD", help="Pseudonymised notes: any file that scan reads.")],
    out: Out,
    depth: Annotated[Depth, typer.Option(help="How closely the notes are read.")] = Depth.STANDARD,
) -> None:
    """Begin a deck from notes of your own; change whatever could name a child before you show it."""
    from cse_text.commands.teach import make

    run_guarded(partial(make, record, out, depth.value))


@teach_app.command("handout")
def handout_command(
    deck: Deck,
    out: Out,
    form: Annotated[Format | None, typer.Option("--format", help="By default what --out ends in.")] = None,
    *,
    notes: Annotated[bool, typer.Option("--notes", help="The facilitator's notes instead.")] = False,
    answers: Annotated[bool, typer.Option("--answers", help="The quiz with its answer key instead.")] = False,
) -> None:
    """Write a hand-out: one page of "instead of" and "consider", or the facilitator's notes, or the answer key."""
    from cse_text.commands.handouts import handout

    run_guarded(partial(handout, deck, out, form.value if form else "", notes=notes, answers=answers))


@teach_app.command("slides")
def slides_command(
    deck: Deck,
    out: Out,
    form: Annotated[SlideFormat | None, typer.Option("--format", help="By default what --out ends in.")] = None,
) -> None:
    """Write slides: one HTML file that works offline and by keyboard, or PPTX with notes for who speaks."""
    from cse_text.commands.handouts import slides

    run_guarded(partial(slides, deck, out, form.value if form else ""))


def quiz_command(
    deck: Deck = DECK,
    teams: Annotated[str, typer.Option(metavar="A,B", help="Names of teams that answer in turn.")] = "",
    save: Annotated[
        Path | None, typer.Option(dir_okay=False, metavar="FILE", help="Keep the results in a .json file.")
    ] = None,
    cards: Annotated[int | None, typer.Option(min=1, metavar="N", help="Only N cards.")] = None,
    first: Annotated[int, typer.Option("--from", min=1, metavar="CARD", help="Begin with this card.")] = 1,
    compare: Annotated[
        tuple[Path, Path] | None,
        typer.Option(exists=True, dir_okay=False, metavar="BEFORE AFTER", help="Compare two kept results."),
    ] = None,
    out: Annotated[
        Path | None,
        typer.Option(dir_okay=False, metavar="FILE", help="With --compare: a page (.html) or a picture (.png)."),
    ] = None,
) -> None:
    """Spot the phrase, choose the wording, rate the risk: alone or in teams, with reasons after each answer."""
    from cse_text.commands import quiz

    job = partial(quiz.compare, compare, out) if compare else partial(quiz.quiz, deck, teams, save, cards, first)
    run_guarded(job)


def compare_command(
    before: Annotated[Path, typer.Argument(metavar="BEFORE", exists=True, help="The earlier version.")],
    after: Annotated[Path, typer.Argument(metavar="AFTER", exists=True, help="The later version.")],
    depth: Annotated[Depth, typer.Option(help="How closely both are read.")] = Depth.STANDARD,
    width: Annotated[int | None, typer.Option(min=60, max=200, metavar="N", help="Columns to use.")] = None,
    out: Annotated[
        Path | None, typer.Option(dir_okay=False, metavar="FILE", help="A page to print (.html), .json or .txt.")
    ] = None,
    *,
    json: Annotated[bool, typer.Option("--json", help="The comparison as JSON.")] = False,
) -> None:
    """Show two versions of a note side by side: what improved, what remains, what new wording crept in.

    Ends with 0 if the later version holds no masking wording, 1 if it does, 2 if the job could not be done.
    """
    from cse_text.commands.versions import versions

    run_guarded(partial(versions, before, after, depth.value, width, out, as_json=json))


def demo_command(
    port: Annotated[int, typer.Option(min=0, max=65535, metavar="N", help="Port of the page; 0 takes a free one.")] = 0,
    depth: Annotated[Depth, typer.Option(help="How closely the page reads.")] = Depth.STANDARD,
    deck: Annotated[
        str | None, typer.Option(metavar="DECK", help="Offer the notes of this deck too: a name or a .yaml file.")
    ] = None,
    *,
    serve: Annotated[bool, typer.Option("--serve", help="A page in the browser that reads as you type.")] = False,
    no_browser: Annotated[bool, typer.Option("--no-browser", help="Say the address, open no browser.")] = False,
) -> None:
    """Show what the tool does: the first deck in the terminal, or with --serve a page that reads as you type.

    The page is served to this computer alone, uses no network and keeps nothing. Ctrl-C ends it.
    """
    from cse_text.commands import demo, teach

    page = partial(demo.serve, port, depth.value, deck, browser=not no_browser)
    run_guarded(page if serve else partial(teach.show, deck or DECK, 1))
