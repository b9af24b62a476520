"""Addresses in the list: no signatory's link, and no text of a cell, may divert a gift."""

from __future__ import annotations

import re
from collections.abc import Iterable

from campaign.core.problems import LineIndex, Problem, quote
from campaign.core.topics import ABOUT_DONATION_ADDRESS
from campaign.safety.link_policy import LinkPolicy, diverting, diverts, misleads
from campaign.signatories.signatories import Signatory

QUOTED, UNQUOTED = re.compile(r'[^"\r\n]*'), re.compile(r"[^,\r\n]*")
"""The rest of a cell of the list."""


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
    addresses = {s.url for s in signed} | {s.source for s in signed}
    asked = ((url, diverts(url, policy)) for url in addresses)
    wrong = {url: why for url, why in asked if why}
    problems = []
    lines = LineIndex(text)
    if wrong:
        any_of = "|".join(map(re.escape, sorted(wrong, key=len, reverse=True)))
        for match in re.finditer(any_of, text):
            message = f"the address {quote(match[0])} {wrong[match[0]]}"
            problems.append(
                Problem(shown, *lines.place(match.start()), message, ABOUT_DONATION_ADDRESS)
            )
    for signatory in signed:
        if signatory.url and (why := misleads(signatory.name, signatory.url, policy)):
            place = lines.place(max(text.find(signatory.url), 0))
            message = f"the link {quote(signatory.url)} of {quote(signatory.name)} {why}"
            problems.append(Problem(shown, *place, message, ABOUT_DONATION_ADDRESS))
    for offset, address, why in diverting(text.replace(",", " "), policy):
        rest = QUOTED if text[offset - 1 : offset] == '"' else UNQUOTED
        if (cell := rest.match(text, offset)) and cell[0].strip() in addresses:
            continue  # told above, if it is wrong as a signatory's
        problems.append(
            Problem(shown, *lines.place(offset), f"{quote(address)} {why}", ABOUT_DONATION_ADDRESS)
        )
    return problems
