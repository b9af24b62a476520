"""Foresees what a build finds in pages: HTML that may not stand there, names of who withdrew.

A build looks at what Markdown makes of every page. Only pages that may hold such a thing are made
here, by the extensions that every campaign has, so that a check stays short.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from campaign.config.allowed_hosts import own_contacts
from campaign.config.configuration import Campaign
from campaign.config.fields import Wrong
from campaign.content.fingerprint import html_of
from campaign.content.markdown_text import AUTOLINK, without_code, without_comments
from campaign.core.problems import LineIndex, Problem, quote
from campaign.safety.topics import ABOUT_WITHDRAWN
from campaign.signatories.signatories import Signatory

HTML = re.compile(r"<[A-Za-z/!?]|\{:?[^{}\r\n]*\}")
"""What begins an element, and the attributes that Markdown gives to what stands beside them."""


class PageText(NamedTuple):
    """A page as an editor wrote it."""

    shown: str
    text: str
    """The whole file."""
    yaml: str
    markdown: str
    markdown_line: int
    """The line of the file in which the Markdown begins."""


def html_problems(pages: Iterable[PageText]) -> Iterator[Problem]:
    """Yield a problem for each element or attribute that may not stand in a page."""
    for page in pages:
        visible = without_comments(without_code(page.markdown))
        if not HTML.search(AUTOLINK.sub("", visible)):
            continue
        from campaign.safety.html_allowlist import check_raw_html

        if html := _made(page):
            yield from check_raw_html(html, page.markdown, page.shown, page.markdown_line)


def named_problems(
    pages: Sequence[PageText], campaign: Campaign | None, signed: Sequence[Signatory]
) -> Iterator[Problem]:
    """Yield a problem for each page and each signatory who withdrew and whom the page names."""
    withdrawn = tuple(signatory for signatory in signed if signatory.withdrawn)
    if not withdrawn:
        return
    # Loaded here: most campaigns have nobody who withdrew.
    from campaign.safety.built_site_check import Expected
    from campaign.safety.withdrawn_names import REMEDY, WithdrawnNames

    listed = tuple(signatory for signatory in signed if not signatory.withdrawn)
    expected = Expected(own=own_contacts(campaign), listed=listed, withdrawn=withdrawn)
    sought = WithdrawnNames(expected)
    for page in pages:
        lines = LineIndex(page.text)
        for name, offset in sought.named_in(page.text):
            message = f"{quote(name)} {REMEDY}"
            yield Problem(page.shown, *lines.place(offset), message, ABOUT_WITHDRAWN)


def _made(page: PageText) -> str:
    """Return what Markdown makes of a page; nothing where it gives up, as is told elsewhere."""
    try:
        return html_of(page.markdown)
    except Wrong:
        return ""
