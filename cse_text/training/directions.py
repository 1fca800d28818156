"""What a ground of a record check may say: for the finding, against it, or hardly anything.

The corpus is written, and its sober records are mostly traps. Left free, the fit learns that a record without masking
shows nothing, and hides the plainest sign in it. So a ground that means more cannot weigh against a finding, one that
means less cannot weigh for it, and the tone of the whole record tips only what is in doubt.
"""

from __future__ import annotations

TONE = "masking-"
MOST = 0.5  # what the tone of the whole record may weigh at most, in log odds
Bounds = tuple[float | None, float | None]

READS = {
    **dict.fromkeys(("reads-sure", "reads-likely", "passage-sure", "passage-likely"), (0.0, None)),
    **dict.fromkeys(("reads-nothing", "passage-doubtful"), (None, 0.0)),
}

FOR = {
    "missing-without-enquiry": "went-plain went-blamed went-often back-timed back-plain back-blamed headed same close"
    " only-checked asking-denied file",
    "harm-described-as-risk": "risk-found risk-named harm-stated harm-told file",
    "closed-on-blame": "closing-closure closing-ended clause-unwilling by-word beside-reason reason-same deciding file",
    "threshold-on-unknown-perpetrator": "beside-same linked lowered file",
    "criminal-label-over-sexual-harm": "harm-stated file",
    "not-recorded": "blank never-ethnicity never-disability never-perpetrator file",
    "exploitation-treated-as-over": "called last",
}
AGAINST = {
    "missing-without-enquiry": "apart before account went-unsaid back-untold silent note",
    "harm-described-as-risk": "denied others challenged passed-over risk-doubted risk-bare harm-answered",
    "closed-on-blame": "beside-named beside-before beside-after reason-part reason-far reason-doubted"
    " closing-turned-away closing-declined",
    "threshold-on-unknown-perpetrator": "loose beside-beside",
    "exploitation-treated-as-over": "earlier",
}


def bounds_of(check: str, ground: str) -> Bounds:
    """Return the least and the most that a ground of a check may weigh; None where it is free."""
    if ground.startswith(TONE):
        return -MOST, MOST
    if ground in READS:  # what the tagger reads at a place speaks as it says
        return READS[ground]
    least = 0.0 if ground in FOR.get(check, "").split() else None
    most = 0.0 if ground in AGAINST.get(check, "").split() else None
    return least, most
