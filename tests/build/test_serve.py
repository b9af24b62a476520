"""The preview: every change shows; a mistake is told over the last good site, which stays up."""

import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.example import example, page
from tests.sites import environment_with

PATIENCE = 40  # seconds; far more than a loaded machine needs


class Preview:
    """A running `campaign serve`."""

    def __init__(self, root: Path, port: int) -> None:
        self.root = root
        self.address = f"http://127.0.0.1:{port}/"

    def get(self, name: str = "") -> str:
        with urllib.request.urlopen(self.address + name, timeout=PATIENCE) as answer:
            return str(answer.read().decode("utf-8"))

    def wait_for(self, text: str, name: str = "", *, absent: bool = False) -> str:
        """Ask for a page until it holds a text (or does not); fail when patience ends."""
        deadline = time.monotonic() + PATIENCE
        shown = ""
        while time.monotonic() < deadline:
            try:
                shown = self.get(name)
            except (urllib.error.URLError, ConnectionError):
                pass
            else:
                if (text in shown) is not absent:
                    return shown
            time.sleep(0.1)
        raise AssertionError(f"{text!r} {'stays' if absent else 'is missing'} in:\n{shown[:3000]}")

    def change(self, name: str, old: str, new: str) -> None:
        path = self.root / name
        text = path.read_text(encoding="utf-8")
        assert old in text
        path.write_text(text.replace(old, new), encoding="utf-8")


@pytest.fixture(scope="module")
def preview(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Preview]:
    tmp_path = tmp_path_factory.mktemp("preview")
    root = example(tmp_path / "x")
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    with (tmp_path / "log").open("wb") as log:
        process = subprocess.Popen(
            [sys.executable, "-P", "-m", "campaign", "serve", "--port", str(port)],
            cwd=root,
            env=environment_with(PYTHONPATH=str(root / "hooks")),
            stdout=log,
            stderr=log,
        )
        try:
            running = Preview(root, port)
            running.wait_for("An open letter")
            yield running
            assert process.poll() is None, (tmp_path / "log").read_text()
            assert "Traceback" not in (tmp_path / "log").read_text()
        finally:
            process.terminate()
            process.wait(timeout=PATIENCE)
            with socket.socket() as left, pytest.raises(ConnectionRefusedError):
                left.connect(("127.0.0.1", port))  # MkDocs, its child, has ended too


def test_every_kind_of_change_is_shown(preview: Preview) -> None:
    preview.change("docs/data/signatories.csv", "Gamma Fund", "Delta Fund")
    assert "Gamma Fund" not in preview.wait_for("Delta Fund", "signatories/")
    preview.change("docs/demands/act-now.md", "The council promised to act.", "It promised again.")
    preview.wait_for("It promised again.", "demands/act-now/")
    preview.change("mkdocs.yml", "short_name: The letter", "short_name: Our letter")
    preview.wait_for("Our letter")
    (preview.root / "docs" / "news.md").write_text(
        page({"title": "News", "description": "N."}, "New.")
    )
    preview.wait_for("New.", "news/")
    preview.change(
        "overrides/letter.html",
        '<article class="letter" aria',
        '<article class="letter changed" aria',
    )
    preview.wait_for("letter changed")
    with (preview.root / "overrides" / "assets" / "campaign.css").open("a") as style:
        style.write("\n.changed { color: red }\n")
    preview.wait_for(".changed", "assets/campaign.css")


def test_a_mistake_is_told_over_the_last_good_site(preview: Preview) -> None:
    signed, demand = "docs/data/signatories.csv", "docs/demands/act-now.md"
    for name, good, bad, problem in (
        (signed, "individual", "person", f"{signed}:5:14: &#x27;kind&#x27;"),
        ("docs/about.md", "We.", "[We](#nowhere).", "docs/about.md:8:6: the link &quot;#nowhere"),
        (demand, "status: promised", "status: pormised", f"{demand}:12:11:"),
        ("mkdocs.yml", "status: open", "status: ajar", "&#x27;status&#x27; is &quot;ajar&quot;"),
    ):
        preview.change(name, good, bad)
        shown = preview.wait_for(problem)
        assert 'role="alert"' in shown
        assert "An open letter" in shown
        assert "About" in preview.get("about/")
        preview.change(name, bad, good)
        assert "An open letter" in preview.wait_for('role="alert"', absent=True)
