"""What search engines and catalogues read of a page: JSON-LD in the vocabulary of schema.org.

Every function returns plain data. schema.org has no type for somebody who signed: the letter is
an `Article` that mentions an `ItemList` of those who did.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from datetime import date
from typing import Any, NamedTuple

from selectolax.lexbor import LexborHTMLParser

from campaign.config.configuration import Campaign
from campaign.config.donate import Donate, donation_link
from campaign.content.demands import Demand
from campaign.content.pages import Appeal, DemandPage, FaqPage, Letter, SignatoriesPage
from campaign.signatories.signatories import Signatory
from campaign.site.site import Site, SitePage

CONTEXT = "https://schema.org"
MOST_LISTED = 100
"""Signatories that are listed by name; their whole number is always said."""
_Node = dict[str, Any]
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


def page_data(site: Site, page: SitePage, place: Place) -> _Node | None:
    """Return the data of a page; None for pages that say nothing which a machine could use."""
    front, nodes = page.front, list[_Node]()
    if isinstance(front, Letter):
        shown = site.signatories.first(min(site.campaign.first_signatories, MOST_LISTED))
        nodes = [
            _letter(site, front, place),
            _signatories(site, shown, front.title, front.signed_note, place),
            _website(site.campaign, place),
        ]
    elif isinstance(front, DemandPage):
        demand = next(demand for demand in site.demands if demand.path == page.path)
        nodes = [_demand(site.campaign, demand, place)]
    elif isinstance(front, Appeal) and site.campaign.donate:
        nodes = [_appeal(site.campaign.donate, front, page.name, place)]
    elif isinstance(front, FaqPage):
        nodes = [_faq(page.made.html, place)]
    elif isinstance(front, SignatoriesPage):
        letter = site.page_of("letter")
        note = letter.front.signed_note if letter and isinstance(letter.front, Letter) else None
        nodes = [_signatories(site, site.signatories.all[:MOST_LISTED], front.title, note, place)]
    return {"@context": CONTEXT, "@graph": _filled(nodes)} if nodes else None


def _page(kind: str, name: str, place: Place) -> _Node:
    """Return what is said of every page; `name` is what it is called in the graph."""
    return {
        "@type": kind,
        "@id": f"{place.url}#{name}",
        "url": place.url,
        "inLanguage": place.language,
        "image": place.image,
        "translationOfWork": {"@id": f"{place.original}#{name}"} if place.original else None,
        "isPartOf": {"@id": f"{place.home}#site"},
    }


def _letter(site: Site, front: Letter, place: Place) -> _Node:
    campaign, versions = site.campaign, site.versions
    notes = [(change.date, change.note) for change in front.changes]
    notes += [(v.date, v.change) for v in versions.entries if v.correction and v.change]
    changed = [day for day, _ in notes] + [version.date for version in versions.entries]
    version = versions.of_text(front.source_version)
    signed = {"@id": f"{place.url}#signatories"}
    return _page("Article", "letter", place) | {
        "headline": front.title,
        "description": front.description,
        "author": _organizers(campaign),
        "datePublished": campaign.letter_date.isoformat(),
        "dateModified": max([campaign.letter_date, *changed]).isoformat(),
        "version": version.number if version else None,
        "correction": [_correction(day, note) for day, note in sorted(notes)],
        "license": campaign.licence.url if campaign.licence else None,
        "isBasedOn": [
            {
                "@type": "CreativeWork",
                "name": original.title,
                "url": original.url,
                "publisher": {"@type": "Organization", "name": original.publisher},
            }
            for original in front.original
        ],
        "mentions": signed if site.signatories.count.total else None,
    }


def _signatories(
    site: Site, shown: Iterable[Signatory], name: str, note: str | None, place: Place
) -> _Node:
    return {
        "@type": "ItemList",
        "@id": f"{place.url}#signatories",
        "name": name,
        "description": note,
        "numberOfItems": site.signatories.count.total,
        "itemListElement": [_signatory(signatory) for signatory in shown],
    }


def _signatory(signatory: Signatory) -> _Node:
    """Return who signed; of an individual only the name, the site and the affiliation."""
    node: _Node = {"name": signatory.name, "url": signatory.url}
    if signatory.kind != "individual":
        return {"@type": "Organization", **node}
    affiliation = {"@type": "Organization", "name": signatory.affiliation}
    return {"@type": "Person", **node, "affiliation": signatory.affiliation and affiliation}


def _demand(campaign: Campaign, demand: Demand, place: Place) -> _Node:
    """Return a demand's page as an article about the events in its history."""
    events = demand.history
    return _page("Article", "demand", place) | {
        "headline": demand.ask,
        "alternativeHeadline": demand.title,
        "description": demand.description,
        "author": _organizers(campaign),
        "dateModified": max([demand.reviewed, *(each.date for each in events)]).isoformat(),
        "about": [
            {
                "@type": "Event",
                "name": event.summary,
                "startDate": event.date.isoformat(),
                "subjectOf": {
                    "@type": "CreativeWork",
                    "name": event.source_title,
                    "url": event.source,
                    "archivedAt": event.archive,
                },
            }
            for event in events
        ],
        "correction": [_correction(e.date, e.correction) for e in events if e.correction],
    }


def _faq(html: str, place: Place) -> _Node:
    """Return a page of questions: each heading of the second order, and the text up to the next."""
    answers = dict[str, list[str]]()
    body = LexborHTMLParser(html).body
    for element in body.iter() if body else ():
        said = " ".join(element.text().split())
        if element.tag == "h2":
            answers[said] = []
        elif answers and said:
            answers[next(reversed(answers))].append(said)
    return _page("FAQPage", "faq", place) | {
        "mainEntity": [
            {
                "@type": "Question",
                "name": question,
                "acceptedAnswer": {"@type": "Answer", "text": " ".join(answer)},
            }
            for question, answer in answers.items()
            if answer
        ]
    }


def _appeal(donate: Donate, front: Appeal, source: str, place: Place) -> _Node:
    return _page("WebPage", "appeal", place) | {
        "name": front.title,
        "description": front.description,
        "potentialAction": {
            "@type": "DonateAction",
            "name": donate.label,
            "description": front.purpose,
            "recipient": {"@type": "Organization", "legalName": donate.legal_name},
            "target": {"@type": "EntryPoint", "urlTemplate": donation_link(donate, source)},
        },
    }


def _website(campaign: Campaign, place: Place) -> _Node:
    return {
        "@type": "WebSite",
        "@id": f"{place.home}#site",
        "url": place.home,
        "name": campaign.name,
        "alternateName": campaign.short_name,
        "image": place.logo,
        "inLanguage": place.language,
        "publisher": _organizers(campaign),
    }


def _organizers(campaign: Campaign) -> list[_Node]:
    return [
        {"@type": "Organization", "name": organizer.name, "url": organizer.url}
        for organizer in campaign.organizers
    ]


def script_text(data: _Node) -> str:
    """Return data as JSON that may stand in a `<script>` element whatever its texts hold.

    Neither `</script>` nor `<!--` can appear, nor a line end that JavaScript knows and JSON does
    not. (HTML Living Standard, "Restrictions for contents of script elements".)
    """
    return json.dumps(data, ensure_ascii=False, separators=(",", ":")).translate(ESCAPES)


def _correction(day: date, note: str) -> _Node:
    return {"@type": "CorrectionComment", "text": note, "datePublished": day.isoformat()}


def _filled(value: Any) -> Any:
    """Return data without what is empty in it."""
    if isinstance(value, dict):
        return {key: _filled(inner) for key, inner in value.items() if inner not in (None, "", [])}
    return [_filled(inner) for inner in value] if isinstance(value, list) else value
