"""`cse-text review`: decide on findings at the terminal; compare, merge, settle and hand on what was decided."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from cse_text.commands.console import prepare_output, say
from cse_text.commands.exit_codes import NOTHING_FOUND
from cse_text.errors import SettingsError

if TYPE_CHECKING:
    from cse_text.commands.review_options import ReviewOptions
    from cse_text.commands.reviewing.dialogue import Dialogue
    from cse_text.commands.reviewing.items import Item
    from cse_text.review.store import Row, Store

ENDING = ".decisions.sqlite"
KEPT = (
    "Decisions are kept in {path}: ids of records and rules, fingerprints of the words found, your name as given and "
    "what you type. It holds no text of a record unless you type some. Keep it as safe as the report."
)


def review(options: ReviewOptions) -> int:
    """Do what the options ask for; return the exit code."""
    if not options.reviewer.strip():
        raise SettingsError("no-name", "--as needs a name; a role or initials will do.")
    if options.agreement:
        from cse_text.commands.reviewing.agreement import show_agreement

        return show_agreement(options.agreement, options.json)
    if options.merge:
        return _merge(_place(options), options.merge)
    if options.target is None:
        raise SettingsError("no-report", "Name a JSON report of scan, or files to scan: cse-text review REPORT.json")
    if options.export is not None:
        from cse_text.commands.reviewing.export import export

        return export(options, options.target, _place(options), options.export)
    return _sit(options, options.target)


def _place(options: ReviewOptions) -> Path:
    """Return where decisions are kept: where the options say, else beside what is reviewed."""
    if options.decisions is not None:
        return options.decisions
    if options.target is None:
        raise SettingsError("no-decisions", "Say with --decisions which file of decisions is meant.")
    target = options.target.resolve()
    return target.with_name(f"{target.name if target.is_dir() else target.stem}{ENDING}")


def _merge(place: Path, others: Sequence[Path]) -> int:
    from cse_text.reports.wording import count
    from cse_text.review.store import open_store

    with open_store(place, create=True) as store:
        for other in others:
            with open_store(other) as given:
                new = store.add_all(given.rows())
            say(f"{count(new, 'decision')} of {other} taken into {place}.")
    return NOTHING_FOUND


def _sit(options: ReviewOptions, target: Path) -> int:
    """Hold one sitting at the terminal."""
    from cse_text.commands.reviewing.items import items_of
    from cse_text.commands.reviewing.source import records_of
    from cse_text.review.store import open_store

    place = _place(options)
    if options.adjudicate and not place.exists():
        raise SettingsError("no-decisions", f"{place}: there are no decisions yet; two people review first.")
    items = items_of(records_of(options, target), left_alone=options.left_alone)
    if not items:
        say("There is nothing to review: no finding in what was read.")
        return NOTHING_FOUND
    if not place.exists():
        say(KEPT.format(path=place))
    with open_store(place, create=True) as store:
        return _settle(options, items, store) if options.adjudicate else _decide(options, items, store)


def _decide(options: ReviewOptions, items: Sequence[Item], store: Store) -> int:
    from cse_text.review.merge import REVIEW, current

    name = options.reviewer.strip()
    dialogue = _dialogue(options, items, store, dict(current(store.rows(), name, REVIEW)))
    return _farewell(dialogue.run(), dialogue.decided, len(items), store.path)


def _settle(options: ReviewOptions, items: Sequence[Item], store: Store) -> int:
    from cse_text.review.merge import ADJUDICATION, current, differing

    rows = store.rows()
    others = differing(rows)
    open_ = [item for item in items if item.key in others]
    if not open_:
        say("There is nothing to settle: the reviewers do not differ on any of these findings.")
        return NOTHING_FOUND
    name = options.reviewer.strip()
    dialogue = _dialogue(options, open_, store, dict(current(rows, name, ADJUDICATION)), others)
    return _farewell(dialogue.run(), dialogue.decided, len(open_), store.path)


def _dialogue(
    options: ReviewOptions,
    items: Sequence[Item],
    store: Store,
    rows: dict[str, Row],
    others: dict[str, tuple[Row, ...]] | None = None,
) -> Dialogue:
    from cse_text.commands.marking.keyboard import Terminal
    from cse_text.commands.reviewing.dialogue import Dialogue
    from cse_text.commands.reviewing.screen import Screen
    from cse_text.reports.base import ReportOptions
    from cse_text.review.merge import ADJUDICATION, REVIEW

    screen = Screen(prepare_output(), ReportOptions(decisions=True), clears=True)
    return Dialogue(
        items,
        rows,
        screen,
        Terminal(),
        store.add,
        reviewer=options.reviewer.strip(),
        role=REVIEW if others is None else ADJUDICATION,
        others=others,
    )


def _farewell(done: bool, decided: int, many: int, place: Path) -> int:  # noqa: FBT001 - one private caller
    from cse_text.reports.wording import count

    say(f"{decided} of {count(many, 'finding')} decided; kept in {place}.")
    if not done:
        say("The same command goes on from here.")
    return NOTHING_FOUND
