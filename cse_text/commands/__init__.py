"""The command line: `cse-text scan`, `explain`, `rules`. Everything heavy is imported by the command that needs it."""

import inspect
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Annotated, Any, get_type_hints

import typer

from cse_text.commands.annotate_options import AnnotateOptions
from cse_text.commands.audit_options import AuditOptions
from cse_text.commands.columns import ColumnsOptions
from cse_text.commands.evaluate_options import EvaluateOptions
from cse_text.commands.guard import run_guarded
from cse_text.commands.lexicon_app import lexicon_app
from cse_text.commands.pseudonymise_options import PseudonymiseOptions
from cse_text.commands.review_options import ReviewOptions
from cse_text.commands.scan_options import ScanOptions
from cse_text.commands.shared_options import Lexicon
from cse_text.commands.teaching_app import register
from cse_text.commands.trends_options import TrendsOptions
from cse_text.commands.version import show_version

__all__ = ["app"]

app = typer.Typer(
    name="cse-text",
    help="Find language in practitioners' notes that masks child exploitation, and consider other words.",
    no_args_is_help=True,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
)


@app.callback()
def main(
    *,
    version: Annotated[
        bool, typer.Option("--version", callback=show_version, is_eager=True, help="Show the version and end.")
    ] = False,
) -> None:
    """Find language in practitioners' notes that masks child exploitation, and consider other words."""


def _with_fields_of(options: type[Any]) -> Callable[[Callable[..., None]], Callable[..., None]]:
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


@app.command("audit")
@_with_fields_of(AuditOptions)
def audit_command(**values: Any) -> None:
    """Lay out one child's record as a time line by agency.

    Shows who wrote masking wording first, who repeated, copied or challenged it, and what the whole record shows.
    """
    from cse_text.commands.audit import audit

    run_guarded(partial(audit, AuditOptions(**values)))


@app.command("columns")
@_with_fields_of(ColumnsOptions)
def columns_command(**values: Any) -> None:
    """Show which column of a table is read as what, with its first rows; save it as a mapping.

    The words of notes are printed only with --show-words; otherwise their lengths are.
    """
    from cse_text.commands.columns import columns

    run_guarded(partial(columns, ColumnsOptions(**values)))


@app.command("review")
@_with_fields_of(ReviewOptions)
def review_command(**values: Any) -> None:
    """Go through findings at the terminal and decide on each: accept, reject with a reason, your own words, a note.

    Decisions are kept as they are taken and found again in later scans. Two people's decisions can be compared, merged
    and settled. See docs/review-findings.md.
    """
    from cse_text.commands.review import review

    run_guarded(partial(review, ReviewOptions(**values)))


@app.command("trends")
@_with_fields_of(TrendsOptions)
def trends_command(**values: Any) -> None:
    """Show rates of masking wording over many notes, by team, agency, note type, category, quarter and child.

    Small groups are hidden, named workers never shown unless asked for with a reason. See --sample for what is missed.
    """
    from cse_text.commands.trends import trends

    run_guarded(partial(trends, TrendsOptions(**values)))


@app.command("pseudonymise")
@_with_fields_of(PseudonymiseOptions)
def pseudonymise_command(**values: Any) -> None:
    """Write notes again under pseudonyms: names, initials, addresses, dates of birth and numbers, alike in all files.

    The key that leads back is a file of its own, kept apart. What is written is not anonymous.
    """
    from cse_text.commands.pseudonymise import pseudonymise

    run_guarded(partial(pseudonymise, PseudonymiseOptions(**values)))


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


@app.command("evaluate")
@_with_fields_of(EvaluateOptions)
def evaluate_command(**values: Any) -> None:
    """Measure how well annotated notes are read: your own, or the samples.

    Shows spans, decisions, end to end, groups, wording in no list, who is who and calibration. See
    docs/evaluate-on-your-own-notes.md.
    """
    from cse_text.commands.evaluate import evaluate

    run_guarded(partial(evaluate, EvaluateOptions(**values)))


@app.command("train")
def train_command(
    stages: Annotated[list[str] | None, typer.Argument(metavar="STAGE", help="lexicon, taggers, judges.")] = None,
    corpus: Annotated[
        Path | None, typer.Option(exists=True, file_okay=False, help="Folder of annotated JSONL.")
    ] = None,
    models: Annotated[Path | None, typer.Option(file_okay=False, help="Folder to write models to.")] = None,
    scratch: Annotated[Path, typer.Option(file_okay=False, help="Folder for what a later run can take up.")] = Path(
        "build/training"
    ),
    epochs: Annotated[int, typer.Option(min=1, help="How often the tagger sees the corpus.")] = 5,
    held: Annotated[
        list[str] | None, typer.Option(help="Writers kept from the tagger that the judge is fitted with.")
    ] = None,
) -> None:
    """Fit the models again from the annotated corpus (needs the extra [train])."""
    from cse_text.commands.train import HELD, STAGES, train
    from cse_text.resources import data_folder

    samples = corpus or data_folder("corpus_samples") / "annotated"
    run_guarded(
        partial(
            train,
            samples,
            models or data_folder("models"),
            scratch,
            tuple(stages or STAGES),
            epochs,
            tuple(held or HELD),
        )
    )


@app.command("annotate")
@_with_fields_of(AnnotateOptions)
def annotate_command(**values: Any) -> None:
    """Mark notes of your own, at the terminal or in an editor; compare two people's marks.

    The marks are kept beside the notes, as NAME.annotated.jsonl. See docs/evaluate-on-your-own-notes.md.
    """
    from cse_text.commands.annotate import annotate

    run_guarded(partial(annotate, AnnotateOptions(**values)))


@app.command("doctor")
def doctor_command(
    lexicon: Lexicon = None,
    *,
    json: Annotated[bool, typer.Option("--json", help="As JSON.")] = False,
) -> None:
    """Look over this installation: Python, libraries, models, rules; what is missing and how to mend it.

    Works offline and reads no notes. Ends with 0 if all is in order, 1 if something is to be mended.
    """
    from cse_text.commands.doctor import doctor

    run_guarded(partial(doctor, lexicon or (), as_json=json))


register(app)

app.add_typer(lexicon_app)
