"""exploitation-treated-as-over: exploitation is called past or closed, and nothing recorded shows the child is safe.

Rests on the learning points of reviews: closing or calling historic while those who did harm are free.
Near misses left alone: a conviction, prison, a child who says she is safe; harm that an adult suffered long ago.
"""

from __future__ import annotations

from collections.abc import Iterator

from cse_text.audit.case import About, Case, Sign

CHECK = "exploitation-treated-as-over"
ABOUT = About(
    check=CHECK,
    title="Exploitation treated as over",
    message=(
        "Exploitation is called past, ended or closed here; what shows that the child is safe is not found in"
        " what was read."
    ),
    why=(
        "The national inquiry found high risk lowered too fast and past harm set aside. Silence after "
        "exploitation is not safety while those who did it are free."
    ),
    settle="Where the people who did harm are now, and what the child says.",
    sources=("iicsa-cse-organised-networks-f-2022-2", "independent-inquiry-into-rotherham-abuse-should-have-2014"),
)
HARM = ("harm", "harm-sign", "sexual-harm", "coercion", "harm-suspected")


def find(case: Case) -> Iterator[Sign]:
    """Yield a sign for words that call exploitation over, and for a file that ends closed without a safe reason."""
    if not case.is_file() or not case.named(*HARM):
        return
    for mark in case.named("called-over"):
        if not case.within(*case.parts[case.part(mark.start)], "safe-reason"):
            where = "last" if case.part(mark.start) >= len(case.parts) - 2 else "earlier"
            yield Sign(CHECK, ((mark.start, mark.end),), ("called", where, *case.setting()))
    begin, end = case.parts[-1]
    closings = case.within(begin, end, "closure", "ended")
    if closings and not case.within(begin, end, "safe-reason"):
        mark = next((each for each in closings if each.name == "closure"), closings[0])
        yield Sign(CHECK, ((mark.start, mark.end),), ("closed", "last", *case.setting()))
