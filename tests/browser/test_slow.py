"""A page that comes in pieces, as over a bad connection, does not move while it comes."""

from __future__ import annotations

import threading
from pathlib import Path

import pytest

from tests.browser.conftest import Published, Visit
from tests.browser.readers import Reader, run
from tests.sites import Quiet, served

PAUSE = 0.15
"""Seconds between two pieces: the browser has painted what came before."""


class InPieces(Quiet):
    """Sends a page link by link until its header has ended, then the rest."""

    def do_GET(self) -> None:  # noqa: N802 (as http.server calls it)
        """Answer with a page in pieces, with any other file at once."""
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


@pytest.mark.parametrize("width", [320, 1440])
def test_header_stays_where_it_first_stood(width: int, visit: Visit, full: Published) -> None:
    with served(full.built.site, handler=InPieces) as address:
        page = visit(f"{address}signatories/", Reader(width, 640))
        assert page.locator(".site-nav li").count() > 3
        assert run(page, "shift") == []
