"""Who may ask the live page, and what is answered. Knows no sockets, keeps nothing that was typed.

Three locks, each enough by itself: the address is this machine's own; the name asked for must be this address, so
that a foreign page whose name is pointed here is refused; the path holds a random word that only the user was told.
"""

from __future__ import annotations

import json
import secrets
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

HOST = "127.0.0.1"
READ = "read"
MOST_BYTES = 100_000
_PLAIN = "text/plain; charset=utf-8"
_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src data:; base-uri 'none'; "
    "form-action 'none'; frame-ancestors 'none'; require-trusted-types-for 'script'; trusted-types 'none'"
)
HEADERS = {
    "Content-Security-Policy": _POLICY,
    "Cache-Control": "no-store",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), microphone=(), geolocation=(), clipboard-read=()",
}


@dataclass(frozen=True, slots=True)
class Request:
    """What a browser asks; the names of headers are in small letters."""

    method: str
    path: str
    headers: Mapping[str, str]
    body: bytes = b""


@dataclass(frozen=True, slots=True)
class Answer:
    """What it gets."""

    status: int
    kind: str
    body: bytes


@dataclass(frozen=True, slots=True)
class Site:
    """The page's files by name, and the reading of a text; the empty name is the page."""

    files: Mapping[str, tuple[str, bytes]]
    read: Callable[[str], Mapping[str, Any]]
    token: str = field(default_factory=lambda: secrets.token_urlsafe(18))

    def address(self, port: int) -> str:
        """Return the address to open."""
        return f"http://{HOST}:{port}/{self.token}/"

    def answer(self, request: Request, port: int) -> Answer:
        """Return what a request is answered with: nothing is said to one that does not know the way."""
        if request.headers.get("host", "").lower() not in _hosts(port):
            return refused(403)
        token, _, name = request.path.removeprefix("/").partition("/")
        if not secrets.compare_digest(token.encode(), self.token.encode()):
            return refused(404)
        if request.method == "POST" and name == READ:
            return self._reading(request, port)
        if request.method == "GET" and name in self.files:
            return Answer(200, *self.files[name])
        return refused(404)

    def _reading(self, request: Request, port: int) -> Answer:
        if request.headers.get("origin", "") not in {f"http://{host}" for host in _hosts(port)}:
            return refused(403)
        shown = self.read(request.body.decode("utf-8", "replace"))
        return Answer(200, "application/json; charset=utf-8", json.dumps(shown, ensure_ascii=False).encode())


def refused(status: int) -> Answer:
    """Return an answer that says no more than that there is none."""
    return Answer(status, _PLAIN, b"Nothing is shown here.\n")


def _hosts(port: int) -> tuple[str, str]:
    return f"{HOST}:{port}", f"localhost:{port}"
