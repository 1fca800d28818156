"""A context read again: the tagger tells voice and subject better than cues do, so where they differ it has its way."""

from __future__ import annotations

from dataclasses import replace

from cse_text.context.voice import whose_words
from cse_text.types import Context, Reason, Subject, Voice

_ABOUT = {"child": "the child", "adult": "an adult", "suspect": "a suspect", "other": "something else"}


def read_again(context: Context, voice: Voice, subject: Subject) -> Context:
    """Return the context with another reader's voice and subject, and with reasons that say so."""
    kept = context.reasons
    if subject != context.subject:
        kept = tuple(each for each in kept if not each.code.startswith("subject-"))
        kept += (Reason("subject-read", f"reads as about {_ABOUT[subject]}", masks=subject == "child"),)
    if voice != context.voice:
        kept = tuple(each for each in kept if each.code != context.voice)
        kept += (Reason("voice-read", f"reads as {whose_words(voice)}", masks=None),)
    return replace(context, voice=voice, subject=subject, reasons=kept)
