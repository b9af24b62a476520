"""The addresses outside of the site that its pages and settings name, and where they stand."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple
from urllib.parse import urldefrag

from campaign.config.yaml_text import YamlText, without_notes
from campaign.content.front_matter import split_page
from campaign.content.markdown_text import without_code, without_comments
from campaign.core.problems import LineIndex

ADDRESS = re.compile(r"https?://[^\s<>\"'`\\^{|}\]“”„‘’«»]+", re.IGNORECASE)
ENDS = ".,;:!?*_،؛؟"
"""What stands behind an address as part of the sentence around it."""
ARCHIVES = ("web.archive.org", "archive.today", "archive.ph", "perma.cc")


class Place(NamedTuple):
    """Where an address stands."""

    path: str
    line: int
    column: int


class Source(NamedTuple):
    """An address and every place that names it, in the order of the files."""

    address: str
    places: tuple[Place, ...]


def sources(texts: Iterable[tuple[str, str]]) -> list[Source]:
    """Return the addresses in texts, given with their paths, by the first place that names them.

    Addresses in code do not count, nor comments' in Markdown and YAML, since no reader can follow
    them. An anchor is left out: servers never see it.
    """
    found: dict[str, list[Place]] = {}
    for path, text in texts:
        visible = _visible_page(text, path) if path.endswith(".md") else text
        visible = without_notes(text) if path.endswith(".yml") else visible
        index = LineIndex(text)
        for offset, address in _addresses(visible):
            found.setdefault(address, []).append(Place(path, *index.place(offset)))
    return [Source(address, tuple(places)) for address, places in found.items()]


def where_readers_act(campaign: YamlText | None) -> frozenset[str]:
    """Return the addresses in `extra.campaign` at which readers give or sign, without queries."""
    data = campaign.data if campaign else None
    found: set[str] = set()
    for key in ("donate", "sign_on"):
        part = data.get(key) if isinstance(data, dict) else None
        if isinstance(part, dict):
            forms = part.get("forms")
            texts = [part.get("url"), *(forms if isinstance(forms, list) else ())]
            found.update(
                without_query(address)
                for text in texts
                if isinstance(text, str)
                for _, address in _addresses(text)
            )
    return frozenset(found)


def without_query(address: str) -> str:
    """Return an address without what stands behind its question mark."""
    return address.partition("?")[0]


def _visible_page(text: str, path: str) -> str:
    page, _ = split_page(text, path)
    visible = without_comments(without_code(text))
    if page.yaml is None:
        return visible
    begin = text.index(page.yaml, text.index("---") + 3)
    end = begin + len(page.yaml)
    return visible[:begin] + without_notes(page.yaml) + visible[end:]


def _addresses(text: str) -> Iterator[tuple[int, str]]:
    for match in ADDRESS.finditer(text):
        address = match[0].rstrip(ENDS)
        # A parenthesis that closes none of the address belongs to Markdown or to the sentence.
        while address.endswith(")") and address.count(")") > address.count("("):
            address = address[:-1].rstrip(ENDS)
        yield match.start(), urldefrag(address).url
