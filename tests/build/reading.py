"""Built pages, read as a browser does."""

from __future__ import annotations

from pathlib import Path

from lxml import html

from campaign.core.problems import POINTERS_TITLE
from tests.sites import Built


def tree(built: Built, address: str = "") -> html.HtmlElement:
    """Return a built page's document."""
    return html.document_fromstring(built.html(address))


def words(element: html.HtmlElement) -> str:
    """Return an element's text with single spaces."""
    return " ".join(element.text_content().split())


def main_text(built: Built, address: str = "") -> str:
    """Return the text of a page's main part."""
    (main,) = tree(built, address).cssselect("main")
    return words(main)


def files(folder: Path) -> dict[str, bytes]:
    """Return the bytes of every file below a folder, by its path."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def problems(built: Built) -> list[str]:
    """Return the problems that an editor saw, without the lines that explain and sum them up."""
    lines = [line.removeprefix("ERROR   -  ") for line in built.output.splitlines()]
    start = [line for line in built.output.splitlines() if line.startswith("ERROR   -  ")]
    assert start, built.output
    told = [line for line in lines if f"ERROR   -  {line}" in start and line != POINTERS_TITLE]
    return [line for line in told if not line.endswith("nothing was built.")]
