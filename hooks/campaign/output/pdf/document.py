"""Gathers what the PDF says: the letter, its demands, everybody who signed, and what this copy is.

The data is JSON for overrides/pdf/letter.typ, which alone decides how it looks.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from markupsafe import Markup

from campaign.config.fields import contact_link
from campaign.content.component_syntax import Placement
from campaign.content.demands import Demand
from campaign.content.pages import Letter
from campaign.i18n.formats import Formats
from campaign.output.pdf.content import Node
from campaign.signatories.signatories import Section, Signatory
from campaign.site.site import Site

ISOLATE, LEFT_TO_RIGHT, END_OF_ISOLATE = "\u2068", "\u2066", "\u2069"
"""What keeps a name's direction from its neighbours' (Unicode Standard Annex 9)."""

RIGHT_TO_LEFT = ("R", "AL", "AN")
LATIN = r"[!-~\u00c0-\u024f]"
LONG = re.compile(rf"{LATIN}{{31}}")
LONG_RUN = re.compile(rf"{LATIN}{{20}}(?={LATIN})")
MOST_NAMES_PRINTED = 20_000
"""Beyond so many a PDF would be hundreds of pages and many megabytes: it says where they stand."""
MAY_BREAK = "\u200b"
"""Lets a word that is wider than a column go on in the next line."""


@dataclass(frozen=True, slots=True)
class Copy:
    """What one PDF is: of which words, and where the letter is to be read."""

    hash: str
    """SHA-256 of the letter's words."""
    address: str
    """The letter page's own; empty where the site has none yet."""
    list_address: str = ""
    """Where all signatories stand; empty where no page lists them, or the site has no address."""


def plain_words(module: object) -> dict[str, str]:
    """Return what a template of words sets, by name, as plain text."""
    return {
        name: plain_text(value)
        for name, value in vars(module).items()
        if isinstance(value, str) and not name.startswith("_")
    }


def plain_text(markup: str) -> str:
    """Return the text in what a template rendered."""
    # It is only read here, and is never shown as markup.
    return Markup(markup).striptags()  # noqa: S704


def printed_letter(
    site: Site,
    letter: Letter,
    body: Iterable[Node],
    copy: Copy,
    words: Mapping[str, str],
    *,
    name_of: Callable[[Section], str],
) -> dict[str, Any]:
    """Return all that the PDF says; `name_of` gives the heading of a section of signatories."""
    campaign, formats = site.campaign, Formats(site.language)
    body = tuple(body)
    sections = site.signatories.sections if prints_names(site) else ()
    locale = formats.locale
    return {
        "language": locale.language,
        "region": locale.territory or "",
        "direction": locale.text_direction,
        "paper": campaign.paper,
        "numerals": list("0123456789".translate(formats.digits)),
        "words": dict(words),
        "title": letter.title,
        "short_title": campaign.short_name,
        "description": letter.description,
        "organizers": [organizer.name for organizer in campaign.organizers],
        "note": letter.note or "",
        "originals": [
            {"before": before, "text": original.publisher, "url": original.url}
            for before, original in zip(
                formats.between(o.publisher for o in letter.original), letter.original, strict=True
            )
        ],
        "day": formats.long_date(campaign.letter_date),
        "addressee": campaign.addressee,
        "subject": letter.subject or "",
        "salutation": letter.salutation or "",
        "body": [node.data() for node in body],
        "demands": [] if _places_demands(body) else [_demand(d, formats) for d in site.demands],
        "closing": letter.closing or "",
        "signed_by": letter.signed_by or letter.signed_note or "",
        "signed_note": (letter.signed_by and letter.signed_note) or "",
        "sections": [
            {"name": name_of(section), **_section(section, formats, words["comma"])}
            for section in sections
        ],
        "list": {
            "is_elsewhere": not prints_names(site),
            "text": _left_to_right(copy.list_address),
            "url": copy.list_address,
        },
        "copy": {
            "hash": copy.hash,
            "address": {"text": _left_to_right(copy.address), "url": copy.address},
            "contact": {
                "text": _left_to_right(campaign.press_contact or campaign.contact),
                "url": contact_link(campaign.press_contact or campaign.contact),
            },
        },
    }


def _section(section: Section, formats: Formats, comma: str) -> dict[str, Any]:
    return {
        "number": formats.number(len(section.signatories)),
        "affiliations": section.kind == "individual" and section.has_affiliations,
        "signatories": [
            _signatory(signatory, comma, formats.locale.text_direction)
            for signatory in section.signatories
        ],
    }


def prints_names(site: Site) -> bool:
    """Whether the PDF holds everybody who signed: there may be too many."""
    return site.signatories.count.listed <= MOST_NAMES_PRINTED


def placed_demands(site: Site, placement: Placement) -> Node:
    """Return what stands in the text where an editor placed the demands."""
    status = placement.options.get("status")
    formats = Formats(site.language)
    shown = [d for d in site.demands if status in (None, d.status)]
    return Node("demands", (), {"demands": [_demand(d, formats) for d in shown]})


def _places_demands(body: Iterable[Node | str]) -> bool:
    return any(
        not isinstance(node, str) and (node.kind == "demands" or _places_demands(node.children))
        for node in body
    )


def _demand(demand: Demand, formats: Formats) -> dict[str, str]:
    return {"number": formats.number(demand.order), "text": demand.ask}


def _signatory(signatory: Signatory, comma: str, direction: str) -> list[str]:
    """Return a signatory's name, and what stands after it."""
    details = (signatory.title, signatory.affiliation, signatory.place)
    return [
        _isolated(signatory.name, direction),
        "".join(f"{comma} {_isolated(d, direction)}" for d in details if d),
    ]


def _isolated(text: str, direction: str) -> str:
    text = LONG_RUN.sub(rf"\g<0>{MAY_BREAK}", text) if LONG.search(text) else text
    if direction == "ltr" and not any(unicodedata.bidirectional(c) in RIGHT_TO_LEFT for c in text):
        return text
    return f"{ISOLATE}{text}{END_OF_ISOLATE}"


def _left_to_right(address: str) -> str:
    return f"{LEFT_TO_RIGHT}{address}{END_OF_ISOLATE}" if address else ""
