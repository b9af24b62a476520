"""`campaign links`: which sources still answer, asked of a server on this machine."""

from __future__ import annotations

import csv
import http.server
import socket
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st

from campaign.commands import campaign
from campaign.source_answers import ask, ask_all
from campaign.sources import sources
from tests.example import example


class _Server(http.server.BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        name = self.path.strip("/")
        codes = {"good": 200, "gone": 404, "shy": 403, "broken": 500}
        to = {"moved": (301, "/good"), "away": (302, "/good"), "later": (302, "/moved"),
              "lost": (301, "/gone"), "loop": (302, "/loop"), "out": (302, "file:///etc/passwd"),
              "twice": (308, "/moved"), "half": (301, "/away")}  # fmt: skip
        if name == "cut":
            self.wfile.write(b"nothing that a server says\r\n")
            return
        code, target = to.get(name, (codes.get(name, 404), ""))
        self.send_response(code)
        if target:
            self.send_header("Location", target)
        self.send_header("Content-Length", "0")
        self.end_headers()

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing."""


@pytest.fixture(scope="module")
def server() -> Iterator[str]:
    running = http.server.ThreadingHTTPServer(("127.0.0.1", 0), _Server)
    threading.Thread(target=running.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{running.server_port}"
    running.shutdown()
    running.server_close()


@pytest.fixture
def alone(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let this machine know no host but itself, so that no test asks the web."""
    look_up = socket.getaddrinfo

    def only_here(host: str, *more: Any, **named: Any) -> Any:
        if host == "127.0.0.1":
            return look_up(host, *more, **named)
        raise socket.gaierror(socket.EAI_NONAME, "not known")

    monkeypatch.setattr(socket, "getaddrinfo", only_here)


@pytest.mark.parametrize(
    ("name", "kind", "detail"),
    [
        ("good", "answers", ""),
        ("away", "answers", ""),
        ("moved", "moved", "/good"),
        ("twice", "moved", "/good"),
        ("half", "moved", "/away"),
        ("later", "answers", ""),
        ("gone", "gone", "it answers 404"),
        ("lost", "gone", "it answers 404"),
        ("shy", "unclear", "it answers 403, as some do to programs"),
        ("broken", "unclear", "it answers 500"),
        ("loop", "unclear", "it answers 302"),
        ("out", "unclear", "it answers 302"),
        ("cut", "unclear", "it cannot be reached"),
    ],
)
def test_what_became_of_an_address(server: str, name: str, kind: str, detail: str) -> None:
    answer = ask(f"{server}/{name}")
    assert (answer.kind, answer.detail.removeprefix(server)) == (kind, detail)


def test_a_host_that_does_not_exist_is_gone(alone: None) -> None:
    answer = ask("https://nobody.invalid/")
    assert (answer.kind, answer.detail) == ("gone", "there is no such host")


def test_answers_come_in_the_order_of_the_questions(server: str) -> None:
    asked = [f"{server}/{name}" for name in ("gone", "good", "moved") * 5]
    assert [answer.address for answer in ask_all(asked)] == asked


TEXTS = [
    ("[a](https://example.org/a).", ["https://example.org/a"]),
    ("See https://example.org/a_(b)), or <https://example.org/b>.",
     ["https://example.org/a_(b)", "https://example.org/b"]),
    ("source: https://example.org/a#part", ["https://example.org/a"]),
    ("`https://example.org/code` and <!-- https://example.org/hidden -->", []),
    ('<a href="https://example.org/q?a=1&b=2">x</a>', ["https://example.org/q?a=1&b=2"]),
    ("**https://example.org/bold**", ["https://example.org/bold"]),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), TEXTS)
def test_addresses_in_a_page(text: str, expected: list[str]) -> None:
    assert [each.address for each in sources([("docs/a.md", text)])] == expected


@given(st.lists(st.tuples(st.sampled_from(["a.md", "b.yml"]), st.text())))
def test_every_address_stands_where_it_is_said_to(texts: list[tuple[str, str]]) -> None:
    for source in sources(texts):
        assert source.address.lower().startswith(("http://", "https://"))
        assert source.places


def test_the_command_says_where_and_what_to_write(server: str, tmp_path: Path, alone: None) -> None:
    about = {"title": "About", "description": "About us."}
    text = f"[a]({server}/gone) [b]({server}/good)\n\n[c]({server}/moved) [d]({server}/gone)\n"
    root = example(tmp_path / "x y", pages={"about.md": (about, text)})
    report = tmp_path / "report.csv"
    result = CliRunner().invoke(
        campaign,
        ["links", "--config", str(root / "mkdocs.yml"), "--report", str(report),
         "--patience", "1"],
    )  # fmt: skip
    assert result.exit_code == 0, result.output
    line = text.splitlines().index(f"[c]({server}/moved) [d]({server}/gone)")
    assert (
        f'"{server}/gone" (and in 1 other place) no longer leads anywhere: it answers 404; look '
        f"whether https://web.archive.org/web/2/{server}/gone is a copy, and write its address"
    ) in result.output
    assert f"has moved for good; write {server}/good" in result.output
    assert line
    with report.open(encoding="utf-8", newline="") as file:
        table = {row["address"]: row for row in csv.DictReader(file)}
    assert table[f"{server}/good"]["result"] == "answers"
    assert table[f"{server}/gone"]["places"].count("docs/about.md:") == 2
