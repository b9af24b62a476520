"""Makes the letter's PDF in each language, and says what it cannot print."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple
from urllib.parse import quote

from campaign.config.publication import moment_of
from campaign.content.pages import Letter
from campaign.content.paths import pdf_address
from campaign.look.overrides import winner
from campaign.output import presentation
from campaign.output.build import FONTS, OWN, PDF, Build
from campaign.output.pdf.composing import compose
from campaign.output.pdf.document import Copy, prints_names
from campaign.output.pdf.glyphs import messages
from campaign.output.pdf.making import WARNS
from campaign.output.pdf.typesetting import TEMPLATE, Pdf, font_folders, is_wanted
from campaign.site.load_versions import letter_wording
from campaign.site.site import Site


class ReadPage(NamedTuple):
    """A page as Markdown made it."""

    html: str
    address: str
    """Its whole address; empty where the site's is not known."""


def make_pdf(
    build: Build, site: Site, page_of: Callable[[str], ReadPage | None], say: Callable[..., None]
) -> None:
    """Make the PDF of a site's letter, if there is to be one, and let its templates know of it.

    `page_of` gives a page by its path below docs/. Raises `Unset`.
    """
    letter, pdf = site.page_of("letter"), _letter_pdf(build, site, page_of, say)
    if letter is None or pdf is None:
        return
    address = pdf_address(letter.path)
    build.pdfs[address] = pdf.data
    build.environment_of(site).globals["letter_pdf"] = presentation.MadeFile(
        address, len(pdf.data), pdf.pages, prints_names(site)
    )


def _letter_pdf(
    build: Build, site: Site, page_of: Callable[[str], ReadPage | None], say: Callable[..., None]
) -> Pdf | None:
    """Make the PDF of a site's letter, if the build is to make one; say what it cannot print."""
    source = site.page_of("letter")
    if source is None or source.folder != site.folder:
        return None
    if not isinstance(letter := source.front, Letter) or letter.pdf:
        return None
    asked = site.campaign.pdf
    if not is_wanted(asked, build.variables, is_served=build.is_served, language=site.language):
        return None
    page = page_of(source.path)
    wording = letter_wording(build.folder, site)
    if page is None or wording is None:
        return None
    overrides = build.overrides
    pdf = compose(
        site,
        source,
        letter,
        page.html,
        Copy(wording.hash, page.address, _list_address(build, site)),
        build.environment_of(site),
        folder=winner(overrides, f"{PDF}{TEMPLATE}").parent,
        fonts=(overrides / FONTS, overrides / OWN / FONTS, *font_folders(build.variables)),
        moment=moment_of(build.epoch, build.as_of()),
    )
    for message in messages(pdf.missing, build.folder.shown(overrides / FONTS)):
        say(f"{WARNS}{message}")
    return pdf


def _list_address(build: Build, site: Site) -> str:
    """Return the whole address of the page that lists a site's signatories; empty without one."""
    page = site.page_of("signatories")
    url = build.url_of(page.path) if page else None
    return build.site_url + quote(url) if build.site_url and url is not None else ""


def write_pdfs(build: Build, site_dir: str) -> None:
    """Write the PDFs that were made."""
    for address, data in build.pdfs.items():
        target = Path(site_dir, address)
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(data)
