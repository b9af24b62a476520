"""Addresses in the list: no signatory's link, and no text of a cell, may divert a gift."""

from __future__ import annotations

import re
from collections.abc import Iterable

from campaign.core.problems import LineIndex, Problem, quote
from campaign.core.topics import ABOUT_DONATION_ADDRESS
from campaign.safety.form_urls import LinkPolicy, is_at_shared
from campaign.safety.hosts import diverts, plain_host
from campaign.safety.link_words import misleads
from campaign.safety.spelled_addresses import WEB_ADDRESS, diverting
from campaign.signatories.signatories import Signatory


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
    wrong = _diverting({s.url for s in signed} | {s.source for s in signed}, policy)
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
    for offset, address, why in diverting(text, policy):
        if WEB_ADDRESS.match(address):
            continue  # told above, or at the cell that cannot be read
        problems.append(
            Problem(shown, *lines.place(offset), f"{quote(address)} {why}", ABOUT_DONATION_ADDRESS)
        )
    return problems


def _diverting(urls: Iterable[str], policy: LinkPolicy) -> dict[str, str]:
    """Return each address that diverts, and why; hosts where only hosts matter are asked once."""
    wrong: dict[str, str] = {}
    known: dict[str, str | None] = {}
    for url in urls:
        start, _, rest = url.partition("://")
        host = rest.partition("/")[0]
        asked = url if is_at_shared(plain_host(host)) else f"{start}://{host}/"
        if asked not in known:
            known[asked] = diverts(asked, policy, is_signers=True)
        if why := known[asked]:
            wrong[url] = why
    return wrong
