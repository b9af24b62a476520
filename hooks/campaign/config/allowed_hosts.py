"""What a campaign lets pages say: where gifts and signatures go, and its own contacts."""

from __future__ import annotations

from babel.core import get_global

from campaign.config.configuration import Campaign
from campaign.safety.form_urls import allowed_form, allowed_parameter
from campaign.safety.personal_data import NOTHING_PUBLIC, PublicDetails


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
        if donate.monthly_url:
            allowed.add(allowed_form(donate.monthly_url))
        names = filter(None, (donate.amount_parameter, donate.source_parameter))
        allowed.update(map(allowed_parameter, names))
    return frozenset(allowed)


def own_contacts(campaign: Campaign | None) -> PublicDetails:
    """Return what the campaign publishes of its own accord, on all of its pages."""
    if campaign is None:
        return NOTHING_PUBLIC
    sign_on = campaign.sign_on.email if campaign.sign_on else None
    given = (campaign.contact, campaign.press_contact, campaign.removal_contact, sign_on)
    texts = frozenset((*filter(None, given), *campaign.may_be_published))
    return PublicDetails(texts, countries_of(campaign))


def countries_of(campaign: Campaign) -> tuple[str, ...]:
    """Return the campaign's countries: those that it names, and each language's largest."""
    likely = get_global("likely_subtags")
    codes = (language.code.replace("-", "_") for language in campaign.languages)
    largest = (likely.get(code, code).rpartition("_")[2] for code in codes)
    return tuple(dict.fromkeys((*campaign.countries, *largest)))


def button_labels(campaign: Campaign | None) -> frozenset[str]:
    """Return what the campaign's own buttons to its forms say, in every language."""
    if campaign is None:
        return frozenset()
    labels: list[str | None] = []
    if donate := campaign.donate:
        labels += [donate.label, *(language.donate_label for language in campaign.languages)]
    if (sign_on := campaign.sign_on) and sign_on.url:
        labels += [sign_on.label, *(language.sign_label for language in campaign.languages)]
    return frozenset(label for label in labels if label)
