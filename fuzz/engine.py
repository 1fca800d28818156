"""Runs targets in turns until the time is up, and keeps what breaks them; a crash leaves its input behind too."""

from __future__ import annotations

import faulthandler
import time
import traceback
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from hypothesis import HealthCheck, Phase, given, seed, settings

from fuzz.cases import keep
from fuzz.target import Target, hold

TURN = 40  # inputs a target gets before the next has its turn
_HANG = 1_800  # seconds by the clock, on a busy machine too, after which Python says where it hangs and stops


@dataclass(slots=True)
class Tally:
    """What a target has been through."""

    executions: int = 0
    seconds: float = 0.0
    found: dict[str, Path] = field(default_factory=dict)


def run(targets: Sequence[Target], minutes: float, first_seed: int, scratch: Path) -> dict[str, Tally]:
    """Run the targets in turns for so many minutes; return what each has been through."""
    scratch.mkdir(parents=True, exist_ok=True)
    tallies = {target.name: Tally() for target in targets}
    ends, number = time.monotonic() + minutes * 60, first_seed
    while time.monotonic() < ends:
        for target in targets:
            if time.monotonic() < ends:
                _turn(target, tallies[target.name], number, scratch / f"{target.name}.current")
        number += 1
    return tallies


def _turn(target: Target, tally: Tally, number: int, current: Path) -> None:
    """Give a target its turn; a fault seen before is passed over, so that others are found behind it."""
    failed: list[tuple[bytes, str]] = []

    @seed(number)
    @settings(
        max_examples=TURN, deadline=None, database=None, suppress_health_check=list(HealthCheck),
        phases=(Phase.generate, Phase.shrink), report_multiple_bugs=False, print_blob=False,
    )  # fmt: skip
    @given(target.inputs)
    def attempt(data: bytes) -> None:
        tally.executions += 1
        current.write_bytes(data)
        faulthandler.dump_traceback_later(_HANG, exit=True)
        try:
            hold(target, data)
        except Exception as error:
            fault = _fault(error)
            if fault in tally.found:
                return
            failed.append((data, fault))
            raise
        finally:
            faulthandler.cancel_dump_traceback_later()

    began = time.monotonic()
    try:
        attempt()
    except Exception:  # noqa: BLE001 - whatever broke the promise is in `failed`, made small
        data, fault = failed[-1]
        tally.found[fault] = keep(target.name, data)
        print(f"{target.name}: {fault} -> {tally.found[fault]}", flush=True)
    tally.seconds += time.monotonic() - began


def _fault(error: BaseException) -> str:
    """Return the kind of an error and where it arose: the same for every input that meets it."""
    frame = traceback.extract_tb(error.__traceback__)[-1]
    return f"{type(error).__name__} in {Path(frame.filename).name}, line {frame.lineno}"
