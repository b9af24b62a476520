"""The one check of what a page says: its HTML, its links and its components."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from html import unescape

from campaign.config.yaml_text import YamlText, read_yaml
from campaign.content.component_syntax import KnownWords, Placement, find_placements
from campaign.content.demands import is_demand_path
from campaign.content.front_matter import SplitPage
from campaign.content.links import LinkTargets, check_links
from campaign.content.markdown_html import PageHtml
from campaign.content.markdown_slips import GLUED_HEADING, find_slips
from campaign.content.markdown_text import PageFault
from campaign.content.pages import Page
from campaign.core.problems import Problem, quote
from campaign.core.topics import ABOUT_ENCODING, ABOUT_RAW_HTML, ABOUT_VOICES
from campaign.safety.html_allowlist import SECOND_TITLE, check_raw_html, without_html_comments

HIDDEN = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\u202d\u202e]")
"""Signs that steer terminals, or show letters in another order than every check reads them."""

_BOLD = re.compile(
    r"\*\*[^<\n]{0,20}|[^<>\n]{0,20}\*\*|(?<![\w/.])__(?=\w)[^<\n]{0,20}|[^<>\n]{0,20}\w__(?![\w/.])"
)
"""Signs of bold in HTML, which Markdown left, and the words beside them."""
_CODE = re.compile(r"<(code|pre)\b.*?</\1>", re.DOTALL)


@dataclass(frozen=True, slots=True)
class PageDraft:
    """A page that was read, whether or not its front matter is valid."""

    path: str
    """From docs/."""
    shown: str
    text: str
    split: SplitPage
    made: PageHtml
    front: Page | None
    folder: str
    """The folder of its language below docs/; the main language has none."""
    inner: str
    """Its path within that folder."""

    @property
    def document(self) -> YamlText:
        """The front matter as YAML, which knows the place of each value."""
        return read_yaml(self.split.yaml or "", self.shown, first_line=2)[0]


def check_page(
    draft: PageDraft, known: KnownWords, targets: LinkTargets
) -> tuple[tuple[Placement, ...], list[Problem]]:
    """Return the components placed in a page, and everything that is wrong in its text.

    A build publishes the very HTML that is checked here, so that it finds nothing else in it.
    """
    markdown, front = draft.split.markdown, draft.front
    html = without_html_comments(draft.made.html)
    refused = dict(known.refused)
    if front and not front.donate:
        refused.setdefault(
            "donate", "the page says `donate: false` and yet places @donate; delete one"
        )
    if front and not front.figures:
        refused["figures"] = (
            "the page has no figures; add `figures:` to its front matter, or delete this @figures"
        )
    placements, faults = find_placements(
        draft.made.html,
        markdown,
        replace(known, refused=refused),
        on_demand=is_demand_path(draft.inner),
    )
    faults += check_links(html, markdown, draft.path, targets)
    if draft.split.yaml is not None:
        # Front matter that is not read as such looks like a heading and a line below it.
        faults += find_slips(markdown)
    faults += _shown_stars(html, markdown)
    if hidden := HIDDEN.search(markdown):
        message = f"the text holds the invisible character {quote(hidden[0])}; delete it"
        faults.append(PageFault(hidden.start(), message, ABOUT_ENCODING))
    told = {fault.message for fault in faults}
    if draft.split.yaml is None or re.search(GLUED_HEADING, markdown, re.M):
        # It is told that front matter is missing above the heading, or a space in it.
        told.add(SECOND_TITLE)
    for offset, message in check_raw_html(html, markdown):
        if message not in told:
            faults.append(PageFault(offset, message, ABOUT_RAW_HTML))
    is_shown = any(placed.name == "figures" for placed in placements)
    if front and front.figures and not is_shown and not faults:
        message = (
            "the page lists `figures`, but shows none; write `<!-- @figures -->` on a line of its "
            "own where they should stand"
        )
        faults.append(PageFault(0, message, ABOUT_VOICES))
    problems = [
        Problem(draft.shown, *draft.split.place(fault.offset), fault.message, fault.topic)
        for fault in faults
    ]
    return tuple(placements), problems


def _shown_stars(html: str, markdown: str) -> Iterator[PageFault]:
    """Yield the first signs that were to make words bold, and are shown instead."""
    for found in _BOLD.finditer(_CODE.sub(" ", html)):
        written = unescape(found[0])
        at = markdown.find(written)
        if at >= 0:
            message = (
                "two signs of bold are shown as they stand; write them directly around the words, "
                "as **these words**, or \\*\\* for the signs themselves"
            )
            sign = min(written.find(sign) for sign in ("**", "__") if sign in written)
            yield PageFault(at + sign, message)
            return
