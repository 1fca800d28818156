"""Proposes candidates: spans where wording may mask. What they mean in context is decided elsewhere."""
