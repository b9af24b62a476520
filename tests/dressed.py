"""A campaign that makes the site its own by everything that mkdocs.yml offers for that."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from tests.example import CAMPAIGN, PAGES, example
from tests.made import DARK, FONT, LIGHT
from tests.sites import Built, build

COLOURS = {"accent": "#0b4f6c", "paper": "#ffffff"}
LOOK: dict[str, Any] = {
    "colours": COLOURS,
    "logo": {"file": "files/logo.svg", "dark": "files/logo-dark.svg"},
    "typefaces": {"headings": "own", "text": "humanist", "own": {"regular": "files/font.woff2"}},
}
ELSEWHERE = "https://alliance.example.org/news"
NAV = [{"Our news": ELSEWHERE}, {"The letter": "index.md"}, {"About": "about.md"}]
# What mkdocs.yml names besides the pages.
FILES: dict[str, str | bytes | None] = {
    "docs/files/logo.svg": LIGHT,
    "docs/files/logo-dark.svg": DARK,
    "docs/files/font.woff2": FONT,
}
SPANISH: dict[str, Any] = {
    "code": "es",
    "short_name": "La carta",
    "nav_titles": ["Noticias"],
}
LETTER = {"title": "Una carta abierta", "source_hash": "2dd015ed93ac"}
TRANSLATED = {"es/index.md": (PAGES["index.md"][0] | LETTER, "Pedimos.")}


def named(campaign: Mapping[str, Any]) -> dict[str, str | bytes | None]:
    """Return the files that a campaign names, by their path from the project's root."""
    return {path: data for path, data in FILES.items() if path[5:] in str(campaign)}


def build_look(target: Path) -> Built:
    """Build the campaign below a base path, as GitHub Pages serves it."""
    languages = {"languages": [{"code": "en"}, SPANISH]}
    root = example(
        target, campaign=CAMPAIGN | LOOK | languages, pages=TRANSLATED, files=FILES, nav=NAV
    )
    return build(root).good()
