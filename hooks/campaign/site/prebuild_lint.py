"""Foresees what a build finds in pages: HTML that may not stand there, names of who withdrew.

A build looks at what Markdown makes of every page. Only pages that may hold such a thing are made
here, by the extensions that every campaign has, so that a check stays short.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from html import escape, unescape
from typing import NamedTuple

from campaign.config.allowed_hosts import own_contacts
from campaign.config.configuration import Campaign
from campaign.config.fields import Wrong
from campaign.content.fingerprint import html_of
from campaign.content.markdown_text import AUTOLINK, COMMENT, without_code, without_comments
from campaign.core.folding import plain_letters
from campaign.core.problems import LINE_END, LineIndex, Problem
from campaign.signatories.signatories import Signatory

HTML = re.compile(r"<[A-Za-z/!?]|\{:?[^{}\r\n]*\}")
"""What begins an element, and the attributes that Markdown gives to what stands beside them."""
BETWEEN = r"[^\w\r\n]*(?:\r\n|\n|\r)?[^\w\r\n]*"
"""What may stand between the words of a name."""


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
    from campaign.safety.withdrawn_names import WithdrawnNames

    listed = tuple(signatory for signatory in signed if not signatory.withdrawn)
    expected = Expected(own=own_contacts(campaign), listed=listed, withdrawn=withdrawn)
    sought = WithdrawnNames(expected)
    words_of = {name: _words(name) for name in expected.gone}
    for page in pages:
        words = _words(unescape(page.text))
        likely = sorted(name for name, parts in words_of.items() if parts <= words)
        if not likely:
            continue
        said = f"<p>{escape(page.yaml)}</p>\n{COMMENT.sub('', _made(page))}"
        for message in sought.names_in(said.encode("utf-8"), is_page=True):
            name = next((name for name in likely if f'"{name}"' in message), "")
            yield Problem(page.shown, *_place(name, page), message)


def _made(page: PageText) -> str:
    """Return what Markdown makes of a page; nothing where it gives up, as is told elsewhere."""
    try:
        return html_of(page.markdown)
    except Wrong:
        return ""


def _words(text: str) -> set[str]:
    from campaign.safety.hosts import skeleton

    return set(skeleton(plain_letters(text).casefold()).split())


def _place(name: str, page: PageText) -> tuple[int, int]:
    """Return where a page names somebody; the Markdown's beginning where emphasis hides it."""
    words = re.findall(r"\w+", name)
    found = re.search(BETWEEN.join(map(re.escape, words)), page.text, re.IGNORECASE)
    if not words or not found:
        blank = page.markdown[: len(page.markdown) - len(page.markdown.lstrip())]
        return page.markdown_line + len(LINE_END.findall(blank)), 1
    return LineIndex(page.text).place(found.start())
