"""What search engines and catalogues read of a page: JSON-LD, by partials/structured_data.json."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any, NamedTuple

import jinja2
from selectolax.lexbor import LexborHTMLParser

from campaign.config.donate import donation_link
from campaign.content.pages import DemandPage, FaqPage, Letter
from campaign.site.site import Site, SitePage

MOST_LISTED = 100
"""Signatories that are listed by name; their whole number is always said."""
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


def page_data(
    template: jinja2.Template, site: Site, page: SitePage, place: Place
) -> dict[str, Any] | None:
    """Return the data of a page; None for pages that say nothing which a machine could use."""
    front, signatories, versions = page.front, site.signatories, site.versions
    letter = site.page_of("letter")
    given = {
        "site": site,
        "front": front,
        "place": place,
        "listed": signatories.all[:MOST_LISTED],
        "signed_note": getattr(letter.front, "signed_note", None) if letter else None,
    }
    if isinstance(front, Letter):
        notes = [(change.date, change.note) for change in front.changes]
        notes += [(v.date, v.change) for v in versions.entries if v.correction and v.change]
        days = [day for day, _ in notes] + [version.date for version in versions.entries]
        given |= {
            "listed": signatories.first(min(site.campaign.first_signatories, MOST_LISTED)),
            "signed_note": front.signed_note,
            "version": versions.of_text(front.source_version),
            "corrections": sorted(notes),
            "changed": [site.campaign.letter_date, *days],
        }
    elif isinstance(front, DemandPage):
        demand = next(demand for demand in site.demands if demand.path == page.path)
        given |= {
            "demand": demand,
            "corrections": [(e.date, e.correction) for e in demand.history if e.correction],
            "changed": [demand.reviewed, *(event.date for event in demand.history)],
        }
    elif isinstance(front, FaqPage):
        given["questions"] = list(_questions(page.made.html))
    if site.campaign.donate:
        given["donation"] = donation_link(site.campaign.donate, page.name)
    data: dict[str, Any] = json.loads(template.render(given))
    return _filled(data) if data["@graph"] else None


def _questions(html: str) -> Iterator[tuple[str, str]]:
    """Yield each heading of the second order, and the text up to the next."""
    answers = dict[str, list[str]]()
    body = LexborHTMLParser(html).body
    for element in body.iter() if body else ():
        said = " ".join(element.text().split())
        if element.tag == "h2":
            answers[said] = []
        elif answers and said:
            answers[next(reversed(answers))].append(said)
    return ((question, " ".join(answer)) for question, answer in answers.items() if answer)


def script_text(data: dict[str, Any]) -> str:
    """Return data as JSON that may stand in a `<script>` element whatever its texts hold.

    Neither `</script>` nor `<!--` can appear, nor a line end that JavaScript knows and JSON does
    not. (HTML Living Standard, "Restrictions for contents of script elements".)
    """
    return json.dumps(data, ensure_ascii=False, separators=(",", ":")).translate(ESCAPES)


def _filled(value: Any) -> Any:
    """Return data without what is empty in it."""
    if isinstance(value, dict):
        return {key: _filled(inner) for key, inner in value.items() if inner not in (None, "", [])}
    return [_filled(inner) for inner in value] if isinstance(value, list) else value
