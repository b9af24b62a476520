"""A campaign that makes the site its own by everything that mkdocs.yml offers for that."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from tests.example import CAMPAIGN, PAGES, example
from tests.sites import ROOT, Built, build

LOGO = """\
<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 120 40">
  <title>Example Alliance</title>
  <path d="M2 38V8l18-6 18 6v30z" fill="{fill}"/>
  <circle cx="20" cy="20" r="8" fill="{mark}"/>
  <path d="M50 14h62M50 27h40" stroke="{fill}" stroke-width="6" stroke-linecap="round"/>
</svg>
"""
LIGHT, DARK = LOGO.format(fill="#0b4f6c", mark="#fff"), LOGO.format(fill="#9bd3ea", mark="#123")
COLOURS = {"accent": "#0b4f6c", "paper": "#ffffff"}
LOOK: dict[str, Any] = {
    "colours": COLOURS,
    "logo": {"file": "files/logo.svg", "dark": "files/logo-dark.svg"},
    "typefaces": {"headings": "own", "text": "humanist", "own": {"regular": "files/font.woff2"}},
}
FONT = (ROOT / "tests/fonts/example.woff2").read_bytes()
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
