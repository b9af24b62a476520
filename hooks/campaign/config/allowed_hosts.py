"""What a campaign lets pages say: where gifts and signatures go, and its own contacts."""

from __future__ import annotations

from babel.core import get_global

from campaign.config.configuration import Campaign
from campaign.safety.link_policy import LinkPolicy
from campaign.safety.personal_data import NOTHING_PUBLIC, PublicDetails


def link_policy(campaign: Campaign | None) -> LinkPolicy | None:
    """Return where the campaign lets gifts and signatures go; None if that is not known."""
    if campaign is None:
        return None  # not known, so that no link is called wrong for it
    donate, sign_on = campaign.donate, campaign.sign_on
    links = [link for link in (donate, sign_on) if link]
    forms = [url for link in links for url in (link.url, *link.forms)]
    labels: list[str | None] = []
    if donate:
        forms.append(donate.monthly_url)
        labels += [donate.label, *(language.donate_label for language in campaign.languages)]
    if sign_on and sign_on.url:
        labels += [sign_on.label, *(language.sign_label for language in campaign.languages)]
    added = (donate.amount_parameter, donate.source_parameter) if donate else ()
    return LinkPolicy(
        hosts=frozenset(host for link in links for host in link.hosts),
        forms=tuple(filter(None, forms)),
        parameters=frozenset(filter(None, added)),
        labels=frozenset(filter(None, labels)),
    )


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
