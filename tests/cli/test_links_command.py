"""`campaign links`: which sources still answer, asked of a server on this machine."""

from __future__ import annotations

import csv
import errno
import http.server
import re
import socket
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st

from campaign.cli.commands import campaign
from campaign.cli.link_answers import ask, ask_all
from campaign.cli.link_sources import sources
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
        ("cut", "unclear", "it answers nothing that can be read"),
    ],
)
def test_what_became_of_an_address(server: str, name: str, kind: str, detail: str) -> None:
    answer = ask(f"{server}/{name}")
    assert (answer.kind, answer.detail.removeprefix(server)) == (kind, detail)


@pytest.mark.parametrize(
    ("error", "detail"),
    [
        (socket.gaierror(socket.EAI_NONAME, "not known"), "the name of its host was not found"),
        (socket.gaierror(socket.EAI_AGAIN, "try again"), "the name of its host was not found"),
        (TimeoutError(), "no answer within 20 seconds"),
        (OSError(errno.ENETUNREACH, "no network"), "it cannot be reached"),
    ],
)
def test_what_cannot_be_reached_is_not_gone(
    error: OSError, detail: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fails(*_: object, **__: object) -> None:
        raise error

    monkeypatch.setattr(socket, "getaddrinfo", fails)
    answer = ask("https://nobody.invalid/")
    assert (answer.kind, answer.detail) == ("unreached", detail)


def test_an_address_may_hold_other_letters(server: str) -> None:
    assert ask(f"{server}/é%20رسالة").detail == "it answers 404"


def test_a_host_may_hold_other_letters(monkeypatch: pytest.MonkeyPatch) -> None:
    looked_up = []

    def look_up(host: str, *_: object, **__: object) -> None:
        looked_up.append(host)
        raise socket.gaierror(socket.EAI_NONAME, "not known")

    monkeypatch.setattr(socket, "getaddrinfo", look_up)
    assert ask("https://exämple.invalid/é").kind == "unreached"
    assert looked_up == ["xn--exmple-cua.invalid"]


def test_what_cannot_be_asked_for_is_not_called_an_answer() -> None:
    answer = ask("http://127.0.0.1:port/")
    assert (answer.kind, answer.detail) == ("unclear", "it is no address that can be asked for")


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
    ("([أ](https://example.org/a)، https://example.org/b؛ (https://example.org/c)؟)",
     ["https://example.org/a", "https://example.org/b", "https://example.org/c"]),
    ("**https://example.org/bold**", ["https://example.org/bold"]),
    ("---\n# https://example.org/note\nsource: https://example.org/a # https://example.org/b\n"
     "---\n[c](https://example.org/c)\n", ["https://example.org/a", "https://example.org/c"]),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), TEXTS)
def test_addresses_in_a_page(text: str, expected: list[str]) -> None:
    assert [each.address for each in sources([("docs/a.md", text)])] == expected


SETTINGS = [
    ("# https://example.org/old\na: https://example.org/a  # https://example.org/b\n",
     [("https://example.org/a", 2, 4)]),
    ("é: 'it''s https://example.org/a#b' # https://example.org/c\n",
     [("https://example.org/a", 1, 11)]),
    ("a: |  # https://example.org/b\n  # https://example.org/a\n  c\n",
     [("https://example.org/a", 2, 5)]),
    ("a: !ENV [X, https://example.org/a]\n", [("https://example.org/a", 1, 13)]),
    ("# https://example.org/old\na: 'https://example.org/a\n", [("https://example.org/a", 2, 5)]),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), SETTINGS)
def test_addresses_in_settings(text: str, expected: list[tuple[str, int, int]]) -> None:
    found = [(each.address, *each.places[0][1:]) for each in sources([("mkdocs.yml", text)])]
    assert found == expected


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


def asked(root: Path) -> str:
    result = CliRunner().invoke(
        campaign, ["links", "--config", str(root / "mkdocs.yml"), "--patience", "1"]
    )
    assert result.exit_code == 0, result.output
    return result.output


def test_without_a_network_it_says_so_once(tmp_path: Path, alone: None) -> None:
    lines = asked(example(tmp_path)).splitlines()
    assert lines[0] == (
        "No address could be reached: the name of its host was not found, for each of them. "
        "Nothing is known of any; look whether this computer has a network, and ask again."
    )
    assert re.fullmatch(r"\d+ addresses: 0 answer, 0 moved, 0 gone, \d+ not reached, 0 unclear\.",
                        lines[1])  # fmt: skip
    assert len(lines) == 2


def test_no_copy_is_advised_for_where_readers_give_or_sign(
    server: str, tmp_path: Path, alone: None
) -> None:
    about = {"title": "About", "description": "About us."}
    root = example(tmp_path, pages={"about.md": (about, f"[Give]({server}/give?from=about)\n")})
    settings = root / "mkdocs.yml"
    text = settings.read_text(encoding="utf-8")
    settings.write_text(
        text.replace("https://donate.example.org/form", f"{server}/give"), encoding="utf-8"
    )
    said = [line for line in asked(root).splitlines() if "it answers 404" in line]
    assert [line.split(": ", 1)[1] for line in said] == [
        f'"{server}/{name}" no longer leads anywhere: it answers 404; readers give or sign there: '
        "check the address in mkdocs.yml now"
        for name in ("give", "give?from=about")
    ]
    assert any(
        '"https://sign.example.org/form" could not be reached: the name of its host was not found; '
        "readers give or sign there: check the address in mkdocs.yml now" in line
        for line in asked(root).splitlines()
    )
