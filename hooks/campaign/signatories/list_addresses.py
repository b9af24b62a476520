"""Addresses in the list: no signatory's link, and no text of a cell, may divert a gift."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import chain
from operator import attrgetter

from campaign.core.problems import LineIndex, Problem, quote
from campaign.core.topics import ABOUT_DONATION_ADDRESS
from campaign.safety.link_policy import (
    LinkPolicy,
    diverting,
    diverts,
    may_spell_address,
    misleads,
)
from campaign.signatories.signatories import Signatory

_TEXTS = attrgetter("name", "title", "affiliation", "place", "sort")
IN_A_CELL = "leave the cell empty, or write the address of the signatory's own page"
IN_A_TEXT = "leave the address out"


def check_addresses(
    text: str,
    shown: str,
    signed: Iterable[Signatory],
    policy: LinkPolicy | None,
) -> list[Problem]:
    """Return a problem for each place of a list that may divert a gift or a signature.

    `text` is the list's, `signed` whoever could be read of it.
    """
    if policy is None:
        return []
    signed = tuple(signed)
    wrong: dict[str, str] = {}
    """What is said of a part of the text, wherever it stands in it."""
    for url in {s.url for s in signed} | {s.source for s in signed}:
        if why := diverting_link(url, policy):
            wrong[url] = f"the address {quote(url)} {why}"
    texts = dict.fromkeys(chain.from_iterable(map(_TEXTS, signed)))
    said = "".join(f"{each}\n" for each in texts if may_spell_address(each))
    for offset, address, why in diverting_texts(said, policy):
        rest = said[offset : said.index("\n", offset)]
        wrong[rest.replace('"', '""')] = f"{quote(address)} {why}"
    found: list[tuple[int, str]] = []
    if wrong:
        any_of = "|".join(map(re.escape, sorted(wrong, key=len, reverse=True)))
        whole = rf"(?:(?<!/)|(?!https?:))(?:{any_of})"  # no part of an archive's address
        found += ((match.start(), wrong[match[0]]) for match in re.finditer(whole, text))
    for signatory in signed:
        if why := misleading_link(signatory.name, signatory.url, policy):
            message = f"the link {quote(signatory.url)} of {quote(signatory.name)} {why}"
            found.append((max(text.find(signatory.url), 0), message))
    lines = LineIndex(text if found else "")
    return [Problem(shown, *lines.place(at), why, ABOUT_DONATION_ADDRESS) for at, why in found]


def diverting_link(url: str, policy: LinkPolicy | None) -> str | None:
    """Say why a cell's address may divert a gift, as the end of a sentence, or return None."""
    why = diverts(url, policy) if url and policy else None
    return _for_a_list(why, IN_A_CELL) if why else None


def diverting_texts(text: str, policy: LinkPolicy | None) -> Iterator[tuple[int, str, str]]:
    """Yield each address that cells spell out and that may divert a gift: offset, it and why."""
    for offset, address, why in diverting(text.replace(",", " "), policy) if policy else ():
        yield offset, address, _for_a_list(why, IN_A_TEXT)


def misleading_link(name: str, url: str, policy: LinkPolicy | None) -> str | None:
    """Say how a signatory's name misleads about where its link leads, or return None."""
    why = misleads(name, url, policy) if url and policy else None
    return _for_a_list(why, IN_A_CELL) if why else None


def _for_a_list(why: str, remedy: str) -> str:
    """Say why an address diverts, and what can be done in a cell, where no button can stand."""
    reason, _, on_a_page = why.partition("; ")
    return f"{reason}; {remedy}" if "<!--" in on_a_page else why
