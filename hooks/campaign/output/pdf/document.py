"""Makes the letter's PDF: what it says, who signed, and what this copy is.

The data is JSON for overrides/pdf/letter.typ, which alone decides how it looks.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from typing import Any, NamedTuple

from markupsafe import Markup

from campaign.config.fields import contact_link
from campaign.config.publication import moment_of
from campaign.content.component_syntax import PLACED, parse_placement
from campaign.content.pages import Letter
from campaign.content.paths import pdf_address
from campaign.i18n.formats import Formats
from campaign.look.css_tokens import drawn_colours
from campaign.output import presentation
from campaign.output.build import Build
from campaign.output.fonts import FONTS, font_folders
from campaign.output.pdf.content import read_content
from campaign.output.pdf.printing import (
    WARNS,
    is_wanted,
    messages,
    named_font_folders,
    print_letter,
)
from campaign.signatories.signatories import Signatory
from campaign.site.letter_record import letter_wording
from campaign.site.site import Site, SitePage

WORDS = "pdf/words.html"
_PRINTED = {
    "count": "components/count.html",
    "history": "components/history.html",
    "demands": "pdf/demands.html",
}
"""Components that a PDF has where they are placed; all signatories stand at its end anyway."""
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


def letter_data(
    build: Build, site: Site, source: SitePage, letter: Letter, wording_hash: str
) -> dict[str, Any]:
    """Return all that the PDF of a letter says; `wording_hash` is the SHA-256 of its words.

    Raises `Unset`.
    """
    campaign, formats = site.campaign, Formats(site.language)
    locale, address = formats.locale, build.address(source.path)
    templates = build.environment_of(site)
    words = {
        name: _plain(value)
        for name, value in vars(templates.get_template(WORDS).module).items()
        if isinstance(value, str) and not name.startswith("_")
    }
    listed, has_names = site.page_of("signatories"), _prints_names(site)
    sections = site.signatories.sections if has_names else ()
    contact, logo = campaign.press_contact or campaign.contact, campaign.logo
    return {
        "language": locale.language,
        "region": locale.territory or "",
        "direction": locale.text_direction,
        "paper": campaign.paper,
        "numerals": list("0123456789".translate(formats.digits)),
        "accent": drawn_colours(build.style())[0]["accent"],
        "logo": list((build.folder.docs / logo.file).read_bytes()) if logo and logo.file else [],
        "words": words,
        "title": letter.title,
        "short_title": campaign.short_name,
        "description": letter.description,
        "organizers": [organizer.name for organizer in campaign.organizers],
        "note": letter.note or "",
        "originals": _originals(letter, formats),
        "day": formats.long_date(campaign.letter_date),
        "addressee": campaign.addressee,
        "subject": letter.subject or "",
        "salutation": letter.salutation or "",
        "body": read_content(_with_placed(build, site, source), base=address),
        "demands": [
            {"number": formats.number(demand.order), "text": demand.ask}
            for demand in (() if source.places("demands") else site.demands)
        ],
        "closing": letter.closing or "",
        "signed_by": letter.signed_by or letter.signed_note or "",
        "signed_note": (letter.signed_by and letter.signed_note) or "",
        "sections": [
            {
                "name": _plain(str(build.words(site).section_name(each))),
                "number": formats.number(len(each.signatories)),
                "affiliations": each.kind == "individual" and each.has_affiliations,
                "signatories": [
                    _signatory(signatory, words["comma"], locale.text_direction)
                    for signatory in each.signatories
                ],
            }
            for each in sections
        ],
        "list": {"is_elsewhere": not has_names}
        | _link(build.address(listed.path) if listed else ""),
        "copy": {
            "hash": wording_hash,
            "address": _link(address),
            "contact": _link(contact) | {"url": contact_link(contact)},
        },
    }


def _originals(letter: Letter, formats: Formats) -> list[dict[str, str]]:
    before = formats.between(original.publisher for original in letter.original)
    return [
        {"before": said, "text": original.publisher, "url": original.url}
        for said, original in zip(before, letter.original, strict=True)
    ]


def _prints_names(site: Site) -> bool:
    """Whether the PDF holds everybody who signed: there may be too many."""
    return site.signatories.count.listed <= MOST_NAMES_PRINTED


def _with_placed(build: Build, site: Site, source: SitePage) -> str:
    """Return the letter's HTML with each component that a PDF has where it is placed."""
    context = presentation.page_context(site, source)

    def placed(comment: re.Match[str]) -> str:
        placement = parse_placement(comment["alone"] or comment["among"] or "")
        if placement is None or placement.name not in _PRINTED:
            return ""
        template = build.environment_of(site).get_template(_PRINTED[placement.name])
        extra = presentation.component_context(site, source, placement, inline=True)
        return template.render({**context, **extra})

    return PLACED.sub(placed, build.contents[source.path])


def _plain(markup: str) -> str:
    """Return the text in what a template rendered."""
    # It is only read here, and is never shown as markup.
    return Markup(markup).striptags()  # noqa: S704


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


def _link(address: str) -> dict[str, Any]:
    text = f"{LEFT_TO_RIGHT}{address}{END_OF_ISOLATE}" if address else ""
    return {"text": text, "url": address}


class MadeFile(NamedTuple):
    """A PDF that the build made, for pages that link to it."""

    address: str
    """Below the site's root."""
    size: int
    """In bytes."""
    pages: int
    has_names: bool
    """Whether it holds everybody who signed."""


def make_letter_pdf(build: Build, site: Site, say: Callable[..., None]) -> None:
    """Make the PDF of a site's letter, if there is to be one, and let its templates know of it.

    Says what cannot be printed. Raises `Unset`.
    """
    source, asked = site.page_of("letter"), site.campaign.pdf
    if source is None or source.folder != site.folder:
        return
    if not isinstance(letter := source.front, Letter) or letter.pdf:
        return
    if not is_wanted(asked, build.variables, is_served=build.is_served, language=site.language):
        return
    if (wording := letter_wording(build.folder, site)) is None:
        return
    data = letter_data(build, site, source, letter, wording.hash)
    pdf = print_letter(
        data,
        f"{letter.title} {_plain(build.contents[source.path])}",
        template=build.templates.winner("pdf/letter.typ"),
        fonts=(*font_folders(build.templates), *named_font_folders(build.variables)),
        moment=moment_of(build.epoch, build.as_of()),
    )
    for message in messages(pdf.missing, build.folder.shown(build.templates.own / FONTS)):
        say(f"{WARNS}{message}")
    address = pdf_address(source.path)
    build.pdfs[address] = pdf.data
    build.environment_of(site).globals["letter_pdf"] = MadeFile(
        address, len(pdf.data), pdf.pages, _prints_names(site)
    )
