"""Addresses in YAML: none that a text spells out, and no link's words, may divert a gift.

A value that is nothing but an address, as a source or an organizer's site, is for the owners to
review: every change of one stands in full in a pull request's summary.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from campaign.config.yaml_text import Path, YamlText
from campaign.core.problems import Problem, quote
from campaign.core.topics import ABOUT_DONATION_ADDRESS
from campaign.safety.form_urls import LinkPolicy
from campaign.safety.link_policy import WEB_ADDRESS, diverting
from campaign.safety.link_words import misleads

SITS_BESIDE = ("url", "source", "archive")
"""The keys of addresses that a link leads to."""
NAMES_IT = ("name", "title", "source_title", "label")
"""The keys of what such a link says."""


def check_values(
    document: YamlText,
    shown: str,
    policy: LinkPolicy | None,
    *,
    is_reviewed: bool = True,
) -> list[Problem]:
    """Return a problem for each text and each link of a document that may divert a gift.

    `is_reviewed`: values that are addresses are left to the owners; a translation's are not.
    """
    if policy is None:
        return []
    problems = []
    for path, value in _texts(document.data):
        if is_reviewed and WEB_ADDRESS.fullmatch(value):
            continue
        for _, address, why in diverting(value, policy):
            message = f"{_name(path)}: the address {quote(address)} {why}"
            problems.append(Problem(shown, *document.place(path), message, ABOUT_DONATION_ADDRESS))
    for path, words, url in _links(document.data):
        if misleading := misleads(words, url, policy):
            message = f"{_name(path)}: the link {quote(url)} {misleading}"
            problems.append(Problem(shown, *document.place(path), message, ABOUT_DONATION_ADDRESS))
    return problems


def _texts(data: Any, at: Path = ()) -> Iterator[tuple[Path, str]]:
    """Yield every text in what YAML holds, keys among them, with its place."""
    if isinstance(data, str):
        yield at, data
    elif isinstance(data, list):
        for number, item in enumerate(data):
            yield from _texts(item, (*at, number))
    elif isinstance(data, dict):
        for key, value in data.items():
            yield (*at, key), key
            yield from _texts(value, (*at, key))


def _links(data: Any, at: Path = ()) -> Iterator[tuple[Path, str, str]]:
    """Yield the place, the words and the address of each link that a document makes."""
    if isinstance(data, list):
        for number, item in enumerate(data):
            yield from _links(item, (*at, number))
    elif isinstance(data, dict):
        yield from _links_of(data, at)
        for key, value in data.items():
            yield from _links(value, (*at, key))


def _links_of(data: Mapping[str, Any], at: Path) -> Iterator[tuple[Path, str, str]]:
    """Yield the links of one mapping: an entry of the menu is one by itself."""
    addresses = [data[key] for key in SITS_BESIDE if isinstance(data.get(key), str)]
    for key in NAMES_IT:
        if isinstance(data.get(key), str):
            yield from (((*at, key), data[key], url) for url in addresses)
    if len(data) == 1:
        ((words, url),) = data.items()
        if isinstance(url, str) and re.match("https?:", url, re.IGNORECASE):
            yield (*at, words), words, url


def _name(path: Path) -> str:
    """Name a value by the last key that leads to it."""
    return f"'{next((step for step in reversed(path) if isinstance(step, str)), 'this')}'"
