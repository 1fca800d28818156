"""The command line: `cse-text scan`, `explain`, `rules`. Everything heavy is imported by the command that needs it."""

import inspect
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Annotated, Any, get_type_hints

import typer

from cse_text.commands.guard import run_guarded
from cse_text.commands.scan_options import ScanOptions
from cse_text.commands.version import show_version

__all__ = ["app"]

app = typer.Typer(
    name="cse-text",
    help="Find language in practitioners' notes that masks child exploitation, and consider other words.",
    no_args_is_help=True,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
)

Lexicon = Annotated[
    list[Path] | None,
    typer.Option(
        exists=True, file_okay=False, metavar="DIR", help="Folder of further rules of your own; may be repeated."
    ),
]


@app.callback()
def main(
    *,
    version: Annotated[
        bool, typer.Option("--version", callback=show_version, is_eager=True, help="Show the version and end.")
    ] = False,
) -> None:
    """Find language in practitioners' notes that masks child exploitation, and consider other words."""


def _with_fields_of(options: type[ScanOptions]) -> Callable[[Callable[..., None]], Callable[..., None]]:
    """Give a command the fields of a dataclass as its parameters, so that each option is declared once."""

    def decorate(command: Callable[..., None]) -> Callable[..., None]:
        hints = get_type_hints(options, include_extras=True)
        parameters = inspect.signature(options).parameters.values()
        command.__signature__ = inspect.Signature(  # type: ignore[attr-defined]
            [parameter.replace(annotation=hints[parameter.name]) for parameter in parameters]
        )
        command.__annotations__ = hints
        return command

    return decorate


@app.command("scan")
@_with_fields_of(ScanOptions)
def scan_command(**values: Any) -> None:
    """Read notes and show the phrases that mask abuse, why, and what to consider instead.

    Ends with 0 if nothing was found, 1 if something was, 2 if the job could not be done.
    """
    from cse_text.commands.scan import scan

    options = ScanOptions(**values)
    run_guarded(partial(scan, options), verbose=options.verbose)


@app.command("explain")
def explain_command(
    rule: Annotated[str, typer.Argument(metavar="RULE", help="Id or name of a rule, such as SE001.")],
    lexicon: Lexicon = None,
    *,
    plain: Annotated[bool, typer.Option("--plain", help="The page as plain text.")] = False,
) -> None:
    """Show all about one rule: what it finds, why it matters, what to consider, its sources."""
    from cse_text.commands.explain import explain

    run_guarded(partial(explain, rule, lexicon or (), plain=plain))


@app.command("rules")
def rules_command(
    word: Annotated[str, typer.Argument(metavar="WORD", help="Only rules whose id, name or title holds this.")] = "",
    category: Annotated[str, typer.Option(metavar="NAME", help="Only rules of this category.")] = "",
    lexicon: Lexicon = None,
) -> None:
    """List the rules, a line each."""
    from cse_text.commands.rules import rules

    run_guarded(partial(rules, word, category, lexicon or ()))
