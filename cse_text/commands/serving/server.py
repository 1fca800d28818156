"""The live page's server: the standard library's own, bound to this machine alone, saying and keeping nothing.

One person types into one page, so a larger server would add a dependency and no use. What the standard one lacks, its
strictness, is a few lines here; what it has too much, a log of requests and the asking for the machine's name on the
network, is left out.
"""

from __future__ import annotations

import os
import socket
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from socketserver import TCPServer
from typing import Any

from cse_text.commands.serving.site import HEADERS, HOST, MOST_BYTES, Answer, Request, Site, refused
from cse_text.errors import SettingsError

_PATIENCE = 30.0  # seconds for which an idle connection is held


class PageServer(ThreadingHTTPServer):
    """Serves one site to this machine."""

    daemon_threads = True  # a browser that holds a connection open does not hold up the end
    allow_reuse_address = os.name == "posix"  # on Windows another program could then take the port over

    def __init__(self, site: Site, port: int) -> None:
        self.site = site
        try:
            super().__init__((HOST, port), PageHandler)
        except OSError as error:
            hint = "Name another with --port, or leave --port out."
            raise SettingsError("port-taken", f"Port {port} cannot be used ({error.strerror}). {hint}") from error

    @property
    def port(self) -> int:
        """Return the port that is served."""
        return int(self.server_address[1])

    def server_bind(self) -> None:
        """Bind without asking the network for the machine's name, as the library's own would."""
        exclusive = getattr(socket, "SO_EXCLUSIVEADDRUSE", None)  # Windows: nobody else listens in
        if exclusive is not None:
            self.socket.setsockopt(socket.SOL_SOCKET, exclusive, 1)
        TCPServer.server_bind(self)
        self.server_name, self.server_port = HOST, self.port

    def handle_error(self, request: Any, client_address: Any) -> None:
        """Say nothing: a browser that has left is no error, and a traceback could hold what was typed."""


class PageHandler(BaseHTTPRequestHandler):
    """Carries requests to the site and its answers back."""

    server: PageServer
    protocol_version = "HTTP/1.1"
    timeout = _PATIENCE
    disable_nagle_algorithm = True  # headers and body go out apart; waiting for each other would cost 40 ms

    def do_GET(self) -> None:
        """Answer with a file of the page."""
        self._give(self._asked(b""))

    def do_POST(self) -> None:
        """Answer with what was found in the text."""
        length = self.headers.get("Content-Length", "")
        if not (length.isascii() and length.isdecimal() and int(length) <= MOST_BYTES):
            self.close_connection = True  # what follows is not read
            self._give(refused(413))
            return
        self._give(self._asked(self.rfile.read(int(length))))

    def _asked(self, body: bytes) -> Answer:
        headers = {name.lower(): value for name, value in self.headers.items()}
        try:
            return self.server.site.answer(Request(self.command, self.path, headers, body), self.server.port)
        except Exception:  # noqa: BLE001 - the page says that it failed; the error may hold what was typed
            return refused(500)

    def _give(self, answer: Answer) -> None:
        self.send_response(answer.status)
        for name, value in {**HEADERS, "Content-Type": answer.kind}.items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(answer.body)))
        self.end_headers()
        self.wfile.write(answer.body)

    def send_error(self, code: int, *_: str | None, **__: str | None) -> None:
        """Refuse what is no proper request, without repeating any of it."""
        self.close_connection = True
        self._give(refused(code))

    def version_string(self) -> str:
        """Return the server's name; no versions."""
        return "cse-text"

    def log_message(self, format: str, *args: Any) -> None:  # noqa: A002 - the library's name
        """Log nothing."""
