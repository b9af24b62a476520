"""What search engines and catalogues read of a page: JSON-LD in the vocabulary of schema.org.

Every function returns plain data. schema.org has no type for somebody who signed: the letter is
an `Article` that mentions an `ItemList` of those who did.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from datetime import date
from typing import Any, NamedTuple

from campaign.config.configuration import Campaign
from campaign.config.donations import donation_link
from campaign.content.demands import Demand, Event
from campaign.content.pages import Appeal, DemandPage, Letter, SignatoriesPage
from campaign.content.versions import Versions
from campaign.signatories.signatories import Count, Signatory
from campaign.site.site import Site, SitePage

CONTEXT = "https://schema.org"
MOST_LISTED = 100
"""Signatories that are listed by name; their whole number is always said."""
Node = dict[str, Any]
ESCAPES = {ord(c): f"\\u{ord(c):04x}" for c in "<>&'\u2028\u2029"}


class Place(NamedTuple):
    """Where and in which language a page stands."""

    url: str
    """The page's whole address."""
    home: str
    """The address of the site in this language."""
    language: str
    image: str = ""
    """The whole address of the page's card."""
    logo: str = ""
    """The whole address of the campaign's logo."""
    original: str = ""
    """The whole address of the page that this one translates."""


def page_data(site: Site, page: SitePage, place: Place) -> Node | None:
    """Return the data of a page; None for pages that say nothing which a machine could use."""
    front, nodes = page.front, list[Node]()
    if isinstance(front, Letter):
        nodes = [
            letter_data(site.campaign, front, site.versions, place, site.signatories.count),
            signatories_data(
                site.signatories.first(min(site.campaign.first_signatories, MOST_LISTED)),
                site.signatories.count,
                front.title,
                front.signed_note,
                place,
            ),
            website_data(site.campaign, place),
        ]
    elif isinstance(front, DemandPage):
        demand = next(demand for demand in site.demands if demand.path == page.path)
        nodes = [demand_data(site.campaign, demand, place)]
    elif isinstance(front, Appeal) and site.campaign.donate:
        nodes = [appeal_data(site.campaign, front, page.name, place)]
    elif isinstance(front, SignatoriesPage):
        shown = site.signatories.all[:MOST_LISTED]
        letter = site.page_of("letter")
        note = letter.front.signed_note if letter and isinstance(letter.front, Letter) else None
        nodes = [signatories_data(shown, site.signatories.count, front.title, note, place)]
    return {"@context": CONTEXT, "@graph": nodes} if nodes else None


def letter_data(
    campaign: Campaign, front: Letter, versions: Versions, place: Place, count: Count
) -> Node:
    """Return the letter as an article with its authors, version and correction notes."""
    notes = [(change.date, change.note) for change in front.changes]
    notes += [(v.date, v.change) for v in versions.entries if v.correction and v.change]
    changed = [day for day, _ in notes] + [version.date for version in versions.entries]
    version = versions.of_text(front.source_version)
    node = {
        "@type": "Article",
        "@id": f"{place.url}#letter",
        "url": place.url,
        "headline": front.title,
        "description": front.description,
        "inLanguage": place.language,
        "author": organizers(campaign),
        "datePublished": _day(campaign.letter_date),
        "dateModified": _day(max([campaign.letter_date, *changed])),
        "version": version.number if version else None,
        "correction": [_correction(day, note) for day, note in sorted(notes)],
        "image": place.image,
        "license": campaign.licence.url if campaign.licence else None,
        "translationOfWork": _original(place, "letter"),
        "isBasedOn": [
            {
                "@type": "CreativeWork",
                "name": original.title,
                "url": original.url,
                "publisher": {"@type": "Organization", "name": original.publisher},
            }
            for original in front.original
        ],
        "mentions": {"@id": f"{place.url}#signatories"} if count.total else None,
        "isPartOf": {"@id": f"{place.home}#site"},
    }
    return _filled(node)


def signatories_data(
    shown: Iterable[Signatory], count: Count, name: str, note: str | None, place: Place
) -> Node:
    """Return a list of some who signed, with the number of all and what to know of it."""
    node = {
        "@type": "ItemList",
        "@id": f"{place.url}#signatories",
        "name": name,
        "description": note,
        "numberOfItems": count.total,
        "itemListElement": [signatory_data(signatory) for signatory in shown],
    }
    return _filled(node)


def signatory_data(signatory: Signatory) -> Node:
    """Return who signed; of an individual only the name, the site and the affiliation."""
    is_person = signatory.kind == "individual"
    node = {
        "@type": "Person" if is_person else "Organization",
        "name": signatory.name,
        "url": signatory.url,
        "affiliation": {"@type": "Organization", "name": signatory.affiliation}
        if is_person and signatory.affiliation
        else None,
    }
    return _filled(node)


def demand_data(campaign: Campaign, demand: Demand, place: Place) -> Node:
    """Return a demand's page as an article about the events in its history."""
    days = [demand.reviewed, *(event.date for event in demand.history)]
    notes = [(event.date, event.correction) for event in demand.history if event.correction]
    node = {
        "@type": "Article",
        "@id": f"{place.url}#demand",
        "url": place.url,
        "headline": demand.ask,
        "alternativeHeadline": demand.title,
        "description": demand.description,
        "inLanguage": place.language,
        "author": organizers(campaign),
        "dateModified": _day(max(days)),
        "image": place.image,
        "translationOfWork": _original(place, "demand"),
        "about": [event_data(event) for event in demand.history],
        "correction": [_correction(day, note) for day, note in notes],
        "isPartOf": {"@id": f"{place.home}#site"},
    }
    return _filled(node)


def event_data(event: Event) -> Node:
    """Return an event with the document that shows it."""
    source = {
        "@type": "CreativeWork",
        "name": event.source_title,
        "url": event.source,
        "archivedAt": event.archive,
    }
    return {
        "@type": "Event",
        "name": event.summary,
        "startDate": _day(event.date),
        "subjectOf": _filled(source),
    }


def appeal_data(campaign: Campaign, front: Appeal, source: str, place: Place) -> Node:
    """Return the appeal's page with the donation that it asks for."""
    donate = campaign.donate
    action = donate and {
        "@type": "DonateAction",
        "name": donate.label,
        "description": front.purpose,
        "recipient": {"@type": "Organization", "legalName": donate.legal_name},
        "target": {"@type": "EntryPoint", "urlTemplate": donation_link(donate, source)},
    }
    node = {
        "@type": "WebPage",
        "@id": f"{place.url}#appeal",
        "url": place.url,
        "name": front.title,
        "description": front.description,
        "inLanguage": place.language,
        "image": place.image,
        "translationOfWork": _original(place, "appeal"),
        "potentialAction": action,
        "isPartOf": {"@id": f"{place.home}#site"},
    }
    return _filled(node)


def website_data(campaign: Campaign, place: Place) -> Node:
    """Return the site itself."""
    node = {
        "@type": "WebSite",
        "@id": f"{place.home}#site",
        "url": place.home,
        "name": campaign.name,
        "alternateName": campaign.short_name,
        "image": place.logo,
        "inLanguage": place.language,
        "publisher": organizers(campaign),
    }
    return _filled(node)


def organizers(campaign: Campaign) -> list[Node]:
    """Return who stands behind the campaign."""
    return [
        {"@type": "Organization", "name": organizer.name, "url": organizer.url}
        for organizer in campaign.organizers
    ]


def script_text(data: Node) -> str:
    """Return data as JSON that may stand in a `<script>` element whatever its texts hold.

    Neither `</script>` nor `<!--` can appear, nor a line end that JavaScript knows and JSON does
    not. (HTML Living Standard, "Restrictions for contents of script elements".)
    """
    return json.dumps(data, ensure_ascii=False, separators=(",", ":")).translate(ESCAPES)


def _correction(day: date, note: str) -> Node:
    return {"@type": "CorrectionComment", "text": note, "datePublished": _day(day)}


def _original(place: Place, name: str) -> Node | None:
    return {"@id": f"{place.original}#{name}"} if place.original else None


def _day(day: date) -> str:
    return day.isoformat()


def _filled(node: Node) -> Node:
    return {key: value for key, value in node.items() if value not in (None, "", [])}
