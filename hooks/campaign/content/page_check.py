"""The one check of what a page says: its HTML, its links and its components."""

from __future__ import annotations

import re
from html import unescape
from typing import NamedTuple

from campaign.content.component_syntax import KnownWords, Placement, find_placements
from campaign.content.links import LinkTargets, check_links
from campaign.content.markdown_slips import GLUED_HEADING, find_slips
from campaign.content.markdown_text import top_heading, without_code
from campaign.core.problems import LineIndex, Problem, quote
from campaign.core.topics import (
    ABOUT_ENCODING,
    ABOUT_FRONT_MATTER,
    ABOUT_PAGES,
    ABOUT_RAW_HTML,
)
from campaign.safety.html_allowlist import SECOND_TITLE, check_raw_html, without_html_comments

HIDDEN = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\u202d\u202e]")
"""Signs that steer terminals, or show letters in another order than every check reads them."""

_BOLD = re.compile(
    r"\*\*[^<\n]{0,20}|[^<>\n]{0,20}\*\*|(?<![\w/.])__(?=\w)[^<\n]{0,20}|[^<>\n]{0,20}\w__(?![\w/.])"
)
"""Signs of bold in HTML, which Markdown left, and the words beside them."""
_CODE = re.compile(r"<(code|pre)\b.*?</\1>", re.DOTALL)


class MadePage(NamedTuple):
    """A page as its editor wrote it, and as Markdown made it."""

    path: str
    """From docs/."""
    shown: str
    markdown: str
    first_line: int
    """The line of the file in which the Markdown begins."""
    html: str
    is_demand: bool = False
    has_front_matter: bool = True


def check_page(
    page: MadePage, known: KnownWords, targets: LinkTargets
) -> tuple[tuple[Placement, ...], list[Problem]]:
    """Return the components placed in a page, and everything that is wrong in its text.

    A build publishes the very HTML that is checked here, so that it finds nothing else in it.
    """
    placements, problems = find_placements(
        page.html, page.markdown, page.shown, page.first_line, known, on_demand=page.is_demand
    )
    lines = LineIndex(page.markdown)
    html = without_html_comments(page.html)

    def at(offset: int) -> tuple[str, int, int]:
        line, column = lines.place(offset)
        return page.shown, line + page.first_line - 1, column

    for offset, message in check_raw_html(html, page.markdown):
        if message == SECOND_TITLE and not page.has_front_matter:
            continue  # what is missing above it is told
        if message == SECOND_TITLE and re.search(GLUED_HEADING, page.markdown, re.M):
            continue  # told as a sign without its space
        if message == SECOND_TITLE:
            heading = top_heading(without_code(page.markdown))
            problems.append(Problem(*at(heading or offset), message, ABOUT_FRONT_MATTER))
        else:
            problems.append(Problem(*at(offset), message, ABOUT_RAW_HTML))
    # Front matter that is not read as such looks like a heading and a line below it.
    slips = find_slips(page.markdown) if page.has_front_matter else ()
    for fault in (*check_links(html, page.markdown, page.path, targets), *slips):
        problems.append(Problem(*at(fault.offset), fault.message, fault.topic))
    if (stars := _shown_stars(html, page.markdown)) is not None:
        message = (
            "two signs of bold are shown as they stand; write them directly around the words, as "
            "**these words**, or \\*\\* for the signs themselves"
        )
        problems.append(Problem(*at(stars), message, ABOUT_PAGES))
    if hidden := HIDDEN.search(page.markdown):
        message = f"the text holds the invisible character {quote(hidden[0])}; delete it"
        problems.append(Problem(*at(hidden.start()), message, ABOUT_ENCODING))
    return placements, problems


def _shown_stars(html: str, markdown: str) -> int | None:
    """Return the offset of stars that were to make words bold, and are shown instead."""
    for found in _BOLD.finditer(_CODE.sub(" ", html)):
        written = unescape(found[0])
        at = markdown.find(written)
        if at >= 0:
            return at + min(written.find(sign) for sign in ("**", "__") if sign in written)
    return None
