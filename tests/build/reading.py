"""Built pages, read as a browser does."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urljoin, urlsplit

from lxml import html

from campaign.core.problems import POINTERS_TITLE
from tests.sites import ADDRESS, Built


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


def meta(built: Built, address: str, name: str) -> str:
    """Return what a page's one <meta> of this name says; nothing, where it has none."""
    found = tree(built, address).xpath(f"//meta[@property='{name}' or @name='{name}']/@content")
    assert len(found) <= 1
    return "".join(found)


def linked_data(built: Built, address: str = "") -> list[dict[str, Any]]:
    """Return what a page says to search engines; nothing, where it does not speak to them."""
    scripts = tree(built, address).xpath("//script[@type='application/ld+json']")
    assert len(scripts) <= 1
    data = [json.loads(script.text) for script in scripts]
    assert all(each["@context"] == "https://schema.org" for each in data)
    return [node for each in data for node in each["@graph"]]


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


def dead_links(built: Built) -> list[str]:
    """Return the links of a site's pages that lead to no file of it, or to no place there."""
    base = urlsplit(ADDRESS).path
    pages = {
        file.relative_to(built.site).as_posix(): html.document_fromstring(file.read_bytes())
        for file in built.site.rglob("*.html")
    }
    places = {name: set(page.xpath("//@id")) for name, page in pages.items()}
    dead = []
    for name, page in pages.items():
        own = urljoin(ADDRESS, name.removesuffix("index.html"))
        for link in page.xpath("//@href | //@src | //form/@action"):
            address = urlsplit(urljoin(own, link))
            if not address.geturl().startswith(ADDRESS):
                continue
            target = unquote(address.path).removeprefix(base)
            target += "index.html" if not target or target.endswith("/") else ""
            is_there = (built.site / target).is_file()
            if not is_there or (address.fragment and address.fragment not in places[target]):
                dead.append(f"{name}: {link}")
    assert pages
    return dead
