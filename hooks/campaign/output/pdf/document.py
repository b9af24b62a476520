"""Makes the letter's PDF: what it says, who signed, and what this copy is.

The data is JSON for overrides/pdf/letter.typ, which alone decides how it looks.
"""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Callable
from datetime import UTC, datetime, time
from typing import Any

from campaign.content.component_syntax import PLACED, parse_placement
from campaign.content.pages import Letter
from campaign.content.paths import pdf_address
from campaign.i18n.formats import Formats
from campaign.look.colours import drawn_colours
from campaign.output import presentation
from campaign.output.build import Build
from campaign.output.feed import plain_text
from campaign.output.fonts import FONTS, font_folders
from campaign.output.pdf.content import read_content
from campaign.output.pdf.printing import (
    WARNS,
    is_wanted,
    messages,
    named_font_folders,
    print_letter,
)
from campaign.site.site import Site, SitePage

WORDS = "pdf/words.html"
_PRINTED = {
    "count": "components/count.html",
    "history": "components/history.html",
    "demands": "pdf/demands.html",
}
"""Components that a PDF has where they are placed; all signatories stand at its end anyway."""
ISOLATE, END_OF_ISOLATE = "\u2068", "\u2069"
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
    formats, address = Formats(site.language), build.address(source.path)
    locale = formats.locale
    words = {
        name: plain_text(value)
        for name, value in vars(build.words(site, WORDS)).items()
        if isinstance(value, str) and not name.startswith("_")
    }
    listed, logo = site.page_of("signatories"), site.campaign.logo
    written = build.template(site, "pdf/letter.json").render(
        letter=letter,
        words=words,
        wording_hash=wording_hash,
        address=address,
        list_address=build.address(listed.path) if listed else "",
        has_names=_prints_names(site),
        demands_are_placed=source.places("demands"),
        between=formats.between,
        isolated=lambda text: _isolated(text, locale.text_direction),
    )
    return {
        **json.loads(written),
        "language": locale.language,
        "region": locale.territory or "",
        "direction": locale.text_direction,
        "numerals": list("0123456789".translate(formats.digits)),
        "accent": drawn_colours(build.style)[0]["accent"],
        "logo": list((build.folder.docs / logo.file).read_bytes()) if logo and logo.file else [],
        "words": words,
        "body": read_content(_with_placed(build, site, source), base=address),
    }


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
        template = build.template(site, _PRINTED[placement.name])
        return template.render({**context, "options": placement.options, "inline": True})

    return PLACED.sub(placed, build.contents[source.path])


def _isolated(text: str, direction: str) -> str:
    text = LONG_RUN.sub(rf"\g<0>{MAY_BREAK}", text) if LONG.search(text) else text
    if direction == "ltr" and not any(unicodedata.bidirectional(c) in RIGHT_TO_LEFT for c in text):
        return text
    return f"{ISOLATE}{text}{END_OF_ISOLATE}"


def make_letter_pdf(build: Build, site: Site, say: Callable[..., None]) -> None:
    """Make the PDF of a site's letter, if there is to be one, and let its templates know of it.

    Says what cannot be printed. Raises `Unset`.
    """
    source, asked = site.page_of("letter", own=True), site.campaign.pdf
    if not source or not isinstance(letter := source.front, Letter) or letter.pdf:
        return
    if not is_wanted(asked, build.variables, is_served=build.is_served, language=site.language):
        return
    if (wording := site.wording(build.folder)) is None:
        return
    data = letter_data(build, site, source, letter, wording.hash)
    begun = datetime.combine(build.as_of, time(tzinfo=UTC)).timestamp()
    pdf = print_letter(
        data,
        f"{letter.title} {plain_text(build.contents[source.path])}",
        template=build.templates.winner("pdf/letter.typ"),
        fonts=(*font_folders(build.templates), *named_font_folders(build.variables)),
        moment=int(begun) if build.epoch is None else build.epoch,
    )
    for message in messages(pdf.missing, build.folder.shown(build.templates.own / FONTS)):
        say(f"{WARNS}{message}")
    address = pdf_address(source.path)
    build.pdfs[address] = pdf.data
    build.environments[site.folder].globals["letter_pdf"] = {
        "address": address,
        "size": len(pdf.data),
        "pages": pdf.pages,
        "has_names": _prints_names(site),
    }
