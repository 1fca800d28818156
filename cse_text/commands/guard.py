"""How a command ends: its exit code, and errors said in one line without a word of any note."""

from __future__ import annotations

import signal
import threading
import traceback
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import typer

from cse_text.commands.console import abandon_output, say, say_lines
from cse_text.commands.exit_codes import NOT_DONE, NOTHING_FOUND
from cse_text.commands.hush import hushed
from cse_text.errors import CseTextError, LexiconError

_ENDINGS = ("SIGTERM", "SIGHUP", "SIGBREAK")  # asked to end, the window closed, the same on Windows


def run_guarded(job: Callable[[], int], *, verbose: bool | None = None) -> None:
    """Do the job and leave with its exit code; say errors calmly and leave with 2.

    `verbose` None means that the command has no such option to point to.
    """
    with hushed(), _ends_in_order():
        code = _code(job, verbose=verbose)
    raise typer.Exit(code)


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
    except MemoryError:
        say("There is not enough memory for this; split the files into smaller ones, or use fewer --jobs.")
    except (SystemExit, typer.Exit):
        raise
    except BaseException as error:  # noqa: BLE001 - its message may hold a note's words; compiled code raises no Exception
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


@contextmanager
def _ends_in_order() -> Iterator[None]:
    """Take being asked to end as a Ctrl-C, so that what is half written is cleared away."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    known = [number for name in _ENDINGS if (number := getattr(signal, name, None)) is not None]
    ours = [number for number in known if signal.getsignal(number) is signal.SIG_DFL]  # nohup ignores one: so it stays
    for number in ours:
        signal.signal(number, _as_ctrl_c)
    try:
        yield
    finally:
        for number in ours:
            signal.signal(number, signal.SIG_DFL)


def _as_ctrl_c(_number: int, _frame: object) -> None:
    if callable(signal.getsignal(signal.SIGINT)):
        signal.raise_signal(signal.SIGINT)  # who writes a record may have it wait until that is whole
    else:  # a job in the background, for which the shell has Ctrl-C ignored
        raise KeyboardInterrupt
