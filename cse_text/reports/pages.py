"""What HTML pages share: templates that escape all they are given, and the hash a content policy names a part by."""

from __future__ import annotations

from base64 import b64encode
from hashlib import sha256
from typing import Any


def environment() -> Any:
    """Return Jinja over the reports' templates; a name that is not given is an error."""
    from jinja2 import Environment, PackageLoader, StrictUndefined

    return Environment(
        loader=PackageLoader("cse_text.reports"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )


def policy_hash(part: str) -> str:
    """Return how a page's content policy names its own script or style."""
    return b64encode(sha256(part.encode()).digest()).decode()
