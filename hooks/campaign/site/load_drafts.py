"""Drafts: pages that were read, whether or not all that stands in them is right."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace

from campaign.config.folder import Folder
from campaign.content.component_syntax import Known, find_placements
from campaign.content.front_matter import SplitPage, read_front_matter, split_page
from campaign.content.links import LinkTargets, check_links
from campaign.content.markdown_text import top_heading, unknown_section, without_code
from campaign.content.pages import AnyPage
from campaign.core import files
from campaign.core.problems import LineIndex, Problems, quote
from campaign.i18n.languages import split_path
from campaign.safety.page_limits import too_long, too_open
from campaign.site.load_demands import is_demand_path
from campaign.site.site import SitePage

HIDDEN = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\u202d\u202e]")
"""Signs that steer terminals, or show letters in another order than every check reads them."""


@dataclass(frozen=True, slots=True)
class Draft:
    """A page that was read, whether or not its front matter is valid."""

    path: str
    shown: str
    text: str
    split: SplitPage
    visible: str
    front: AnyPage | None
    folder: str
    """The folder of its language below docs/; the main language has none."""
    inner: str
    """Its path within that folder."""


def read_draft(folder: Folder, path: str, codes: Iterable[str], problems: Problems) -> Draft | None:
    """Read a page; return None where nothing of it can be used."""
    code, inner = split_path(path, tuple(codes))
    shown = folder.shown(folder.docs / path)
    text, found = files.read_text(folder.docs / path, shown)
    problems.extend(found)
    if text is None:
        return None
    if message := too_long(text):
        problems.add(shown, (message[0], 1), message[1])
        return None
    split, found = split_page(text, shown)
    problems.extend(found)
    if found:
        return None
    front, found = read_front_matter(split, shown, is_demand=is_demand_path(inner))
    problems.extend(found)
    visible = without_code(split.markdown)
    if open_in := too_open(visible):
        line, column = LineIndex(visible).place(open_in[0])
        problems.add(shown, (line + split.markdown_line - 1, column), open_in[1])
        return None
    if (offset := unknown_section(split.markdown)) is not None:
        line, column = LineIndex(split.markdown).place(offset)
        why = '"<![" may not stand in a page, not even as code; write "&lt;![" instead'
        problems.add(shown, (line + split.markdown_line - 1, column), why)
        return None
    return Draft(path, shown, text, split, visible, front, code, inner)


def check_draft(
    draft: Draft, known: Known, targets: LinkTargets, problems: Problems
) -> SitePage | None:
    """Check a page's text; return the page, or None where its front matter is wrong."""
    line = draft.split.markdown_line
    if draft.front and not draft.front.donate:
        refused = {"donate": "the page says `donate: false` and yet places @donate; delete one"}
        known = replace(known, refused=refused | dict(known.refused))
    placements, found = find_placements(
        draft.visible, draft.shown, line, known, on_demand=is_demand_path(draft.inner)
    )
    problems.extend(found)
    problems.extend(check_links(draft.visible, draft.path, draft.shown, line, targets))
    if hidden := HIDDEN.search(draft.split.markdown):
        row, column = LineIndex(draft.split.markdown).place(hidden.start())
        why = f"the text holds the invisible character {quote(hidden[0])}; delete it"
        problems.add(draft.shown, (row + line - 1, column), why)
    if (offset := top_heading(draft.visible)) is not None:
        row, column = LineIndex(draft.visible).place(offset)
        problems.add(
            draft.shown,
            (row + line - 1, column),
            "the page's heading comes from `title` "
            "in its front matter; begin headings in the text with ##",
        )
    if draft.front is None:
        return None
    return SitePage(draft.path, draft.front, draft.split.markdown, line, placements, draft.folder)
