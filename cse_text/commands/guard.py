"""How a command ends: its exit code, and errors said in one line without a word of any note."""

from __future__ import annotations

import traceback
from collections.abc import Callable
from pathlib import Path

import typer

from cse_text.commands.console import abandon_output, say, say_lines
from cse_text.commands.exit_codes import NOT_DONE, NOTHING_FOUND
from cse_text.errors import CseTextError, LexiconError


def run_guarded(job: Callable[[], int], *, verbose: bool | None = None) -> None:
    """Do the job and leave with its exit code; say errors calmly and leave with 2.

    `verbose` None means that the command has no such option to point to.
    """
    raise typer.Exit(_code(job, verbose=verbose))


def _code(job: Callable[[], int], *, verbose: bool | None) -> int:
    try:
        return job()
    except LexiconError as error:
        say_lines(error.message)
    except CseTextError as error:
        say(error.message)
    except BrokenPipeError:
        abandon_output()
        return NOTHING_FOUND
    except KeyboardInterrupt:
        say("Stopped.")
    except Exception as error:  # noqa: BLE001 - the message of an unknown error may hold a note's words
        say(_unknown(error) + (" --verbose shows the way there." if verbose is False else ""))
        if verbose:
            say_frames(error)
    return NOT_DONE


def _unknown(error: BaseException) -> str:
    frame = traceback.extract_tb(error.__traceback__)[-1]
    where = f"{Path(frame.filename).name}, line {frame.lineno}"
    return f"Something went wrong inside the tool ({type(error).__name__} in {where})."


def say_frames(error: BaseException) -> None:
    """Say the places an error came through: files, lines and names of functions, never values."""
    for frame in traceback.extract_tb(error.__traceback__):
        say(f"  {frame.filename}, line {frame.lineno}, in {frame.name}")
