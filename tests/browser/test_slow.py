"""A page that comes in pieces, as over a bad connection, does not move while it comes."""

from __future__ import annotations

import functools
import threading
from collections.abc import Iterator
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from tests.browser.conftest import Published, Visit
from tests.browser.readers import Reader, run

PAUSE = 0.15
"""Seconds between two pieces: the browser has painted what came before."""


class _InPieces(SimpleHTTPRequestHandler):
    """Sends a page link by link until its header has ended, then the rest."""

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing for each request."""

    def do_GET(self) -> None:
        path = Path(self.translate_path(self.path))
        if not path.is_dir():
            return super().do_GET()
        head, end, rest = (path / "index.html").read_bytes().partition(b"</header>")
        self.send_response(200)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.end_headers()
        for piece in head.split(b"<li>"):
            self.wfile.write(b"<li>" * (not piece.startswith(b"<!doctype")) + piece)
            threading.Event().wait(PAUSE)
        self.wfile.write(end + rest)
        return None


@pytest.fixture(scope="module")
def slow(full: Published) -> Iterator[str]:
    handler = functools.partial(_InPieces, directory=str(full.built.site))
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}/"
    server.shutdown()
    server.server_close()


@pytest.mark.parametrize("width", [320, 1440])
def test_header_stays_where_it_first_stood(slow: str, width: int, visit: Visit) -> None:
    page = visit(f"{slow}signatories/", Reader(width, 640))
    assert page.locator(".site-nav li").count() > 3
    assert run(page, "shift") == []
