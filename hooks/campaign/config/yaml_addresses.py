"""Addresses in YAML: none that a text spells out, and no link's words, may divert a gift.

A value that is nothing but an address, as a source or an organizer's site, is for the owners to
review: every change of one stands in full in a pull request's summary.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from campaign.config.yaml_text import Path, YamlText, walk
from campaign.core.problems import Problem, quote
from campaign.core.topics import ABOUT_DONATION_ADDRESS
from campaign.safety.link_policy import WEB_ADDRESS, LinkPolicy, diverting, misleads

SITS_BESIDE = ("url", "source", "archive")
"""The keys of addresses that a link leads to."""
NAMES_IT = ("name", "title", "source_title", "label")
"""The keys of what such a link says."""


def check_values(
    document: YamlText, policy: LinkPolicy, *, is_reviewed: bool = True
) -> Iterator[Problem]:
    """Yield a problem for each text and each link of a document that may divert a gift.

    `is_reviewed`: values that are addresses are left to the owners; a translation's are not.
    """
    found: list[tuple[Path, str]] = []
    for at, each in walk(document.data):
        if isinstance(each, str) and not (is_reviewed and WEB_ADDRESS.fullmatch(each)):
            for _, address, why in diverting(each, policy):
                found.append((at, f"the address {quote(address)} {why}"))
        for where, words, url in _links_of(each, at) if isinstance(each, dict) else ():
            if misleading := misleads(words, url, policy):
                found.append((where, f"the link {quote(url)} {misleading}"))
    for at, why in found:
        # A value is named by the last key that leads to it.
        name = next((step for step in reversed(at) if isinstance(step, str)), "this")
        yield document.problem(f"'{name}': {why}", *at, topic=ABOUT_DONATION_ADDRESS)


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
