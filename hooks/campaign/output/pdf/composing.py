"""Composes the letter's PDF in one language: its words from templates, its text from its page."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import jinja2

from campaign.content.component_syntax import COMPONENTS, parse
from campaign.content.pages import Letter
from campaign.output import presentation
from campaign.output.pdf.content import Pieces, read_content
from campaign.output.pdf.document import Copy, letter_data, placed_demands, plain_text, plain_words
from campaign.output.pdf.typesetting import Pdf, body_text, typeset
from campaign.site.site import Site, SitePage

WORDS = "pdf/words.html"
PRINTED = ("count", "demands", "history")
"""Components that a PDF has where they are placed; all signatories stand at its end anyway."""


def compose(
    site: Site,
    source: SitePage,
    letter: Letter,
    html: str,
    copy: Copy,
    templates: jinja2.Environment,
    *,
    folder: Path,
    fonts: Sequence[Path],
    moment: int,
) -> Pdf:
    """Return the PDF of a letter.

    `source` is the letter's page, `letter` its front matter and `html` its text as Markdown made
    it, with the components in it still comments. `templates` are those of the site's language. The
    others are as for `typeset`, which says what is raised.
    """

    def placed(comment: str) -> Pieces:
        placement = parse(comment)
        if placement is None or placement.name not in PRINTED:
            return ()
        if placement.name == "demands":
            return (placed_demands(site, placement),)
        template = templates.get_template(f"components/{placement.name}.html")
        context = presentation.page_context(site, source)
        context |= presentation.component_context(site, source, placement, inline=True)
        nodes = read_content(template.render(context))
        is_inline = COMPONENTS[placement.name].inline and len(nodes) == 1
        return nodes[0].children if is_inline else nodes

    words: Any = templates.get_template("partials/words.html").module
    data = letter_data(
        site,
        letter,
        read_content(html, placed=placed, base=copy.address),
        copy,
        plain_words(templates.get_template(WORDS).module),
        name_of=lambda section: plain_text(str(words.section_name(section))),
    )
    return typeset(data, body_text(data), folder=folder, fonts=fonts, moment=moment)
