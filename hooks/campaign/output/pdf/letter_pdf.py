"""Makes the letter's PDF in each language of a build, and says what it cannot print."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from campaign.config.publication import moment_of
from campaign.content.pages import Letter
from campaign.content.paths import pdf_address
from campaign.output.build import PDF, Build
from campaign.output.fonts import FONTS, font_folders
from campaign.output.pdf.content import text_of
from campaign.output.pdf.document import ReadPage, letter_data, prints_names
from campaign.output.pdf.making import WARNS
from campaign.output.pdf.typesetting import (
    LETTER_TEMPLATE,
    is_wanted,
    messages,
    named_font_folders,
    typeset,
)
from campaign.site.letter_record import letter_wording
from campaign.site.site import Site


class MadeFile(NamedTuple):
    """A PDF that the build made, for pages that link to it."""

    address: str
    """Below the site's root."""
    size: int
    """In bytes."""
    pages: int
    has_names: bool
    """Whether it holds everybody who signed."""


def make_letter_pdf(
    build: Build, site: Site, page_of: Callable[[str], ReadPage | None], say: Callable[..., None]
) -> None:
    """Make the PDF of a site's letter, if there is to be one, and let its templates know of it.

    `page_of` gives a page by its path below docs/. Says what cannot be printed. Raises `Unset`.
    """
    source, asked = site.page_of("letter"), site.campaign.pdf
    if source is None or source.folder != site.folder:
        return
    if not isinstance(letter := source.front, Letter) or letter.pdf:
        return
    if not is_wanted(asked, build.variables, is_served=build.is_served, language=site.language):
        return
    page, wording = page_of(source.path), letter_wording(build.folder, site)
    if page is None or wording is None:
        return
    data = letter_data(build, site, source, letter, page, wording.hash)
    pdf = typeset(
        data,
        f"{letter.title} {text_of(data['body'])}",
        folder=build.templates.winner(f"{PDF}{LETTER_TEMPLATE}").parent,
        fonts=(*font_folders(build.templates), *named_font_folders(build.variables)),
        moment=moment_of(build.epoch, build.as_of()),
    )
    for message in messages(pdf.missing, build.folder.shown(build.templates.own / FONTS)):
        say(f"{WARNS}{message}")
    address = pdf_address(source.path)
    build.pdfs[address] = pdf.data
    build.environment_of(site).globals["letter_pdf"] = MadeFile(
        address, len(pdf.data), pdf.pages, prints_names(site)
    )
