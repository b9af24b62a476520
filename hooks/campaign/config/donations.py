"""Donation links: where a gift goes, with the amount and the page it came from."""

from __future__ import annotations

import re
from urllib.parse import urlencode, urlsplit, urlunsplit

from campaign.config.donate import Donate

SOURCE_LENGTH = 150  # Stripe's limit for client_reference_id and utm_*, the strictest of all


def donation_link(
    donate: Donate, source: str, amount: int | None = None, *, monthly: bool = False
) -> str:
    """Return the form's address for one page (`source`) and, in major units, one amount.

    `monthly` asks for the form's address for a gift each month, which the campaign must have.
    """
    parameters = {}
    if donate.source_parameter:
        parameters[donate.source_parameter] = source_code(source)
    if amount is not None and donate.amount_parameter:
        parameters[donate.amount_parameter] = str(amount)
    parts = urlsplit(donate.monthly_url if monthly and donate.monthly_url else donate.url)
    kept = [part for part in parts.query.split("&") if part.partition("=")[0] not in parameters]
    query = "&".join(filter(None, [*kept, urlencode(parameters)]))
    return urlunsplit(parts._replace(query=query))


def source_code(source: str) -> str:
    """Return a page's name in the letters that every platform accepts: A-Z a-z 0-9 - _."""
    return re.sub(r"[^A-Za-z0-9_-]+", "-", source).strip("-")[:SOURCE_LENGTH] or "letter"


def host_of(url: str) -> str:
    """Return the host of an address, as it is shown beside a button that leads there."""
    return (urlsplit(url).hostname or "").removeprefix("www.")
