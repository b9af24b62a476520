"""Compares the words of pages: which are new, which are gone, and which passages change."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from difflib import SequenceMatcher
from html import unescape
from typing import NamedTuple

from campaign.content.markdown_text import links, without_code, without_comments
from campaign.safety.hosts import DONATION_PLATFORMS

WORD = re.compile(r"[^\W_]+(?:['’.-][^\W_]+)*")
PARAGRAPH_END = re.compile(r"(?:[ \t]*(?:\r\n|\n|\r)){2,}")
LINK_TARGET = re.compile(r"\]\([^()\s]*(?:\([^()\s]*\)[^()\s]*)*(?:\s+\"[^\"]*\")?\)|\]\[[^\]]*\]")
WEB_ADDRESS = re.compile(r"https?://[^\s<>\"'`\\^{|}\[\]]+", re.IGNORECASE)
SENTENCE = ".,;:!?*_~)"  # what may follow an address that stands in a sentence or a link
HOST = re.compile(r"(?:[a-z][a-z0-9+.-]*:)?[/\\]{2,}(?:[^/\\?#@]*@)?([^/\\?#:]+)", re.IGNORECASE)
MOST_PARAGRAPHS = 2_000
"""A text of more paragraphs is compared by its words only: to align them would take too long."""
ALIKE = 0.5
"""From this share of common words on, a page gone and a page come are one page, renamed."""


class Passage(NamedTuple):
    """A run of paragraphs before and after; empty where it is new, or gone."""

    before: str
    after: str


class WordCount(NamedTuple):
    """How many words are new, and how many are gone."""

    new: int
    gone: int


def words(markdown: str) -> list[str]:
    """Return the words that readers see; formatting, comments and the targets of links are none."""
    return WORD.findall(LINK_TARGET.sub("] ", without_comments(markdown)))


def count_words(before: str, after: str) -> WordCount:
    """Return how many words are new and gone; none of either may be another order of the same."""
    old, new = Counter(words(before)), Counter(words(after))
    return WordCount((new - old).total(), (old - new).total())


def passages(before: str, after: str) -> tuple[Passage, ...]:
    """Return the passages whose words differ, with the paragraphs of each as they are written."""
    old, new = _paragraphs(before), _paragraphs(after)
    if max(len(old), len(new)) > MOST_PARAGRAPHS:
        return ()
    was, now = ([tuple(words(paragraph)) for paragraph in side] for side in (old, new))
    matcher = SequenceMatcher(None, was, now, autojunk=False)
    found = (
        Passage("\n\n".join(old[a:b]), "\n\n".join(new[c:d]))
        for kind, a, b, c, d in matcher.get_opcodes()
        if kind != "equal"
    )
    return tuple(passage for passage in found if words(passage.before) != words(passage.after))


def _paragraphs(markdown: str) -> list[str]:
    return [part.strip() for part in PARAGRAPH_END.split(markdown) if part.strip()]


def same_pages(before: Mapping[str, str], after: Mapping[str, str]) -> dict[str, str]:
    """Return which of the pages gone stand where among the pages come, the most alike first."""
    old = {path: Counter(words(text)) for path, text in before.items()}
    new = {path: Counter(words(text)) for path, text in after.items()}
    scores = sorted(
        (-score, left, right)
        for left, gone in old.items()
        for right, come in new.items()
        if (score := _share(gone, come)) >= ALIKE
    )
    pairs: dict[str, str] = {}
    for _, left, right in scores:
        if left not in pairs and right not in pairs.values():
            pairs[left] = right
    return pairs


def _share(one: Counter[str], other: Counter[str]) -> float:
    both = one.total() + other.total()
    return 2 * (one & other).total() / both if both else 1.0


def money_links(text: str, hosts: Sequence[str]) -> Counter[str]:
    """Return the addresses in a page that lead to one of the hosts or to a donation platform."""
    addresses = Counter[str]()
    for writing in {text, unescape(text)}:  # in an attribute, `&sol;` is a slash
        addresses |= Counter(found.rstrip(SENTENCE) for found in WEB_ADDRESS.findall(writing))
    addresses |= Counter(found.text for found in links(without_code(text)))
    return Counter({a: n for a, n in addresses.items() if _leads_to_money(a, hosts)})


def _leads_to_money(address: str, hosts: Sequence[str]) -> bool:
    found = HOST.match(address)
    if not found:
        return False
    host = found[1].casefold().rstrip(".")
    return any(
        host == known or host.endswith(f".{known}") for known in (*hosts, *DONATION_PLATFORMS)
    )
