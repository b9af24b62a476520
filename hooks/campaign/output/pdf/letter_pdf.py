"""Makes the letter's PDF in each language of a build, and says what it cannot print."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, NamedTuple

from campaign.config.publication import moment_of
from campaign.content.component_syntax import COMPONENTS, parse_placement
from campaign.content.pages import Letter
from campaign.content.paths import pdf_address
from campaign.look.css_tokens import drawn_colours
from campaign.output import presentation
from campaign.output.build import PDF, Build
from campaign.output.fonts import FONTS
from campaign.output.pdf.content import Pieces, read_content
from campaign.output.pdf.document import (
    Copy,
    placed_demands,
    plain_text,
    plain_words,
    printed_letter,
    prints_names,
)
from campaign.output.pdf.glyphs import messages
from campaign.output.pdf.making import WARNS
from campaign.output.pdf.typesetting import (
    LETTER_TEMPLATE,
    Pdf,
    body_text,
    is_wanted,
    named_font_folders,
    typeset,
)
from campaign.output.typesetting import font_folders
from campaign.site.letter_record import letter_wording
from campaign.site.site import Site

WORDS = "pdf/words.html"
_PRINTED = ("count", "demands", "history")
"""Components that a PDF has where they are placed; all signatories stand at its end anyway."""


class ReadPage(NamedTuple):
    """A page as Markdown made it."""

    html: str
    address: str
    """Its whole address; empty where the site's is not known."""


def make_letter_pdf(
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
    listed = site.page_of("signatories")
    copy = Copy(wording.hash, page.address, build.address(listed.path) if listed else "")
    data = _data(build, site, letter, page.html, copy)
    pdf = typeset(
        data,
        body_text(data),
        folder=build.templates.winner(f"{PDF}{LETTER_TEMPLATE}").parent,
        fonts=(*font_folders(build.templates), *named_font_folders(build.variables)),
        moment=moment_of(build.epoch, build.as_of()),
    )
    for message in messages(pdf.missing, build.folder.shown(build.templates.own / FONTS)):
        say(f"{WARNS}{message}")
    return pdf


def _data(build: Build, site: Site, letter: Letter, html: str, copy: Copy) -> dict[str, Any]:
    """Return all that the PDF of a letter says; `html` is its text as Markdown made it."""
    templates = build.environment_of(site)
    words: Any = templates.get_template("partials/words.html").module
    said = printed_letter(
        site,
        letter,
        read_content(html, placed=lambda it: _placed(build, site, it), base=copy.address),
        copy,
        plain_words(templates.get_template(WORDS).module),
        name_of=lambda section: plain_text(str(words.section_name(section))),
    )
    colours, _ = drawn_colours(build.style())
    logo = site.campaign.logo
    drawn = list((build.folder.docs / logo.file).read_bytes()) if logo and logo.file else []
    return {**said, "accent": colours["accent"], "logo": drawn}


def _placed(build: Build, site: Site, comment: str) -> Pieces:
    """Return what stands in the place of a comment in the letter: a component, or nothing."""
    placement, source = parse_placement(comment), site.page_of("letter")
    if placement is None or source is None or placement.name not in _PRINTED:
        return ()
    if placement.name == "demands":
        return (placed_demands(site, placement),)
    template = build.environment_of(site).get_template(f"components/{placement.name}.html")
    context = presentation.page_context(site, source)
    context |= presentation.component_context(site, source, placement, inline=True)
    nodes = read_content(template.render(context))
    is_inline = COMPONENTS[placement.name].inline and len(nodes) == 1
    return nodes[0].children if is_inline else nodes
