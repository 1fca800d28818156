"""`cse-text demo --serve`: only this machine is answered, only with the token, and nothing typed is said or kept."""

from __future__ import annotations

import http.client
import json
import socket
import threading
from collections.abc import Iterator, Mapping
from typing import Any

import pytest
from typer.testing import CliRunner

from cse_text.commands import app, demo
from cse_text.commands.serving.server import PageServer
from cse_text.commands.serving.site import HOST, MOST_BYTES, Request, Site
from cse_text.confidence import Judge
from cse_text.errors import SettingsError
from cse_text.lexicon import CompiledLexicon
from cse_text.matching.cast import Known
from cse_text.matching.frames import FrameDetector
from cse_text.matching.skimmer import Skimmer
from cse_text.matching.tagger import Tagger
from cse_text.scanner import Scanner

CANARY = "quixotry"
PORT = 4000
FILES = {"": ("text/html", b"page"), "page.js": ("text/javascript", b"script")}


def echo(text: str) -> Mapping[str, Any]:
    """Return the text as what was found; fail where it holds the canary."""
    if CANARY in text:
        raise ValueError(text)
    return {"text": text}


SITE = Site(FILES, echo, "token")
OURS = {"host": f"{HOST}:{PORT}", "origin": f"http://{HOST}:{PORT}"}


def ask(method: str, path: str, headers: Mapping[str, str] = OURS, body: bytes = b"") -> tuple[int, bytes]:
    """Return the status and the body of the site's answer."""
    answer = SITE.answer(Request(method, path, headers, body), PORT)
    return answer.status, answer.body


def test_the_page_is_given_to_who_knows_the_way() -> None:
    """The page, its files and its readings are given under the token."""
    assert ask("GET", "/token/") == (200, b"page")
    assert ask("GET", "/token/page.js") == (200, b"script")
    assert ask("GET", "/token/", {"host": f"LocalHost:{PORT}"}) == (200, b"page")
    assert ask("POST", "/token/read", body="Él \u2019s".encode()) == (200, '{"text": "Él \u2019s"}'.encode())


@pytest.mark.parametrize("host", ["", "example.org", f"example.org:{PORT}", HOST, f"{HOST}:1", f"{HOST}:{PORT}.org"])
def test_other_names_are_refused(host: str) -> None:
    """A request by another name is refused, even with the token: a foreign name may have been pointed here."""
    assert ask("GET", "/token/", {"host": host})[0] == 403
    assert ask("POST", "/token/read", {**OURS, "host": host})[0] == 403


@pytest.mark.parametrize("origin", ["", "null", "http://example.org", f"https://{HOST}:{PORT}", f"http://{HOST}:1"])
def test_other_pages_cannot_ask(origin: str) -> None:
    """A text is read only for the page itself."""
    assert ask("POST", "/token/read", {**OURS, "origin": origin})[0] == 403


@pytest.mark.parametrize("path", ["/", "", "/toke/", "/tokens/", "/token/../token/x", "/read", "/t\u00f6ken/", "*"])
def test_without_the_token_there_is_nothing(path: str) -> None:
    """A path without the token, or with a name that is not there, shows nothing."""
    assert ask("GET", path)[0] == 404


def test_each_page_has_a_token_of_its_own() -> None:
    """Two pages never share a token, and it is long."""
    one, two = Site(FILES, echo), Site(FILES, echo)

    assert one.token != two.token
    assert len(one.token) >= 24
    assert ask("PUT", "/token/read")[0] == 404


@pytest.fixture(name="server")
def _server() -> Iterator[PageServer]:
    """Give a server that runs beside the test."""
    with PageServer(SITE, 0) as server:
        beside = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
        beside.start()
        yield server
        server.shutdown()
        beside.join()


def answered(server: PageServer, method: str, path: str, **given: Any) -> http.client.HTTPResponse:
    """Return the answer to a request as a browser makes it."""
    connection = http.client.HTTPConnection(HOST, server.port, timeout=5)
    origin = {"Origin": f"http://{HOST}:{server.port}"}
    connection.request(method, path, headers={**origin, **given.pop("headers", {})}, **given)
    answer = connection.getresponse()
    answer.said = answer.read()  # type: ignore[attr-defined]
    connection.close()
    return answer


def test_the_server_carries_it(server: PageServer, capfd: pytest.CaptureFixture[str]) -> None:
    """Over the wire the page comes with its policy, texts are read, and nothing is logged."""
    page = answered(server, "GET", "/token/")
    read = answered(server, "POST", "/token/read", body=b"words")
    policy = page.headers["Content-Security-Policy"]

    assert page.said == b"page"  # type: ignore[attr-defined]
    assert json.loads(read.said) == {"text": "words"}  # type: ignore[attr-defined]
    assert policy.startswith("default-src 'none'; script-src 'self';")
    assert "unsafe" not in policy
    assert (page.headers["Cache-Control"], page.headers["Referrer-Policy"]) == ("no-store", "no-referrer")
    assert page.headers["Server"] == "cse-text"
    assert capfd.readouterr() == ("", "")


def test_what_goes_wrong_holds_no_words(server: PageServer, capfd: pytest.CaptureFixture[str]) -> None:
    """A failure inside, a body too long, one without length and a broken request are refused without a word of them."""
    failed = answered(server, "POST", "/token/read", body=CANARY.encode())
    long = answered(server, "POST", "/token/read", headers={"Content-Length": str(MOST_BYTES + 1)})
    odd = answered(server, "POST", "/token/read", headers={"Content-Length": "-1"})
    strange = answered(server, CANARY.upper(), "/token/")

    assert [each.status for each in (failed, long, odd, strange)] == [500, 413, 413, 501]
    assert all(CANARY not in each.said.decode().lower() for each in (failed, long, odd, strange))  # type: ignore[attr-defined]
    with socket.create_connection((HOST, server.port), timeout=5) as raw:
        raw.sendall(f"{CANARY}\r\n\r\n".encode())
        assert CANARY.encode() not in raw.recv(10_000)
    assert capfd.readouterr() == ("", "")


def test_it_listens_to_this_machine_alone(server: PageServer) -> None:
    """The server is bound to the loopback address, and a port in use is said calmly."""
    assert server.server_address[0] == "127.0.0.1"
    with pytest.raises(SettingsError, match="cannot be used"):
        PageServer(SITE, server.port)


def test_ctrl_c_ends_it(monkeypatch: pytest.MonkeyPatch) -> None:
    """Ctrl-C ends the page with 0 and one calm line; the address is said before."""

    def interrupted(_: PageServer) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(PageServer, "serve_forever", interrupted)
    monkeypatch.setattr(demo, "live_site", lambda *_: SITE)
    result = CliRunner().invoke(app, ["demo", "--serve", "--no-browser"])

    assert result.exit_code == 0
    assert "http://127.0.0.1:" in result.stdout
    assert "/token/" in result.stdout
    assert result.stderr.splitlines() == [
        "cse-text: Getting ready; the address follows in some seconds.",
        "cse-text: The page has ended. Nothing that was typed has been kept.",
    ]


def test_notes_of_a_deck_are_offered() -> None:
    """The notes of the deck that is asked for come before those that are always there; no deck comes twice."""
    assert list(demo.examples("police")) == ["For the log", "First words", "Judge, do not obey"]
    assert list(demo.examples("newcomers")) == list(demo.examples(None)) == ["First words", "Judge, do not obey"]
    with pytest.raises(SettingsError, match="no deck"):
        demo.examples("polica")


def test_no_key_waits_for_the_parser(compiled: CompiledLexicon) -> None:
    """What is read before the address is said reaches the parser, so that no key pays for loading it."""
    assert list(FrameDetector(compiled).sentences(demo.WARM, Known()))


def test_only_what_has_changed_is_read_anew(monkeypatch: pytest.MonkeyPatch, compiled: CompiledLexicon) -> None:
    """A letter typed at the end of a long text costs one window of the tagger, not all of them."""
    tagger = Tagger.load()
    scanner = Scanner(compiled, Judge.load("full"), tagger, Skimmer.load(tagger))
    monkeypatch.setattr(Scanner, "load", classmethod(lambda _cls, _settings: scanner))
    read = demo.reader("standard")
    read("Leah is well.")
    none = tagger._score.cache_info().misses
    text = "".join(
        f"On {day} May Leah was putting herself at risk; her boyfriend is {day + 20}. " for day in range(1, 25)
    )
    view = read(text)
    before = tagger._score.cache_info().misses
    read(f"{text}S")

    assert sum(len(line["findings"]) for line in view["lines"]) >= 24
    assert before - none >= 3
    assert tagger._score.cache_info().misses - before <= 1
