"""Where a campaign lets gifts and signatures go."""

from __future__ import annotations

from .configuration import Campaign
from .form_links import allowed_form, allowed_parameter


def allowed_hosts(campaign: Campaign | None) -> frozenset[str] | None:
    """Return what the campaign lets gifts and signatures go to; None if that is not known.

    These are hosts, and forms as `form_links` has them.
    """
    if campaign is None:
        return None  # not known, so that no link is called wrong for it
    allowed: set[str] = set()
    for link in (campaign.donate, campaign.sign_on):
        if link:
            allowed.update(link.hosts)
            allowed.update(allowed_form(url) for url in (link.url, *link.forms) if url)
    if donate := campaign.donate:
        names = filter(None, (donate.amount_parameter, donate.source_parameter))
        allowed.update(map(allowed_parameter, names))
    return frozenset(allowed)
