"""Drafts: pages that were read, whether or not all that stands in them is right."""

from __future__ import annotations

import posixpath
from collections.abc import Collection, Iterable
from functools import partial
from pathlib import Path
from urllib.parse import unquote, urlsplit

from campaign.config.configuration import Campaign
from campaign.config.folder import VOICES, Folder
from campaign.config.settings import Extensions
from campaign.content.front_matter import read_front_matter, split_page
from campaign.content.markdown_html import page_html
from campaign.content.markdown_text import UNKNOWN_SECTION, without_code
from campaign.content.page_check import PageDraft
from campaign.core import files
from campaign.core.problems import Problems, Wrong
from campaign.core.topics import ABOUT_FILES, ABOUT_PAGES, ABOUT_RAW_HTML
from campaign.i18n.languages import split_path
from campaign.look.pictures import picture_size
from campaign.safety.page_limits import too_long, too_open
from campaign.safety.uploads import PICTURE_FORMATS


def read_page(
    folder: Folder, path: str, codes: Iterable[str], extensions: Extensions, problems: Problems
) -> PageDraft | None:
    """Read a page; return None where nothing of it can be used."""
    code, inner = split_path(path, tuple(codes))
    shown = folder.shown(folder.docs / path)
    text = problems.take(files.read_text(folder.docs / path, shown))
    if text is None:
        return None
    if message := too_long(text):
        problems.add(shown, (message[0], 1), message[1], ABOUT_FILES)
        return None
    split, found = split_page(text, shown)
    problems.extend(found)
    if found:
        return None
    front = problems.take(read_front_matter(split, shown, inner))
    if open_in := too_open(without_code(split.markdown)):
        problems.add(shown, split.place(open_in[0]), open_in[1], ABOUT_FILES)
        return None
    if unknown := UNKNOWN_SECTION.search(split.markdown):
        why = '"<![" may not stand in a page, not even as code; write "&lt;![" instead'
        problems.add(shown, split.place(unknown.start()), why, ABOUT_RAW_HTML)
        return None
    try:
        made = page_html(split.markdown, extensions, partial(_size, folder.docs, path))
    except Wrong as wrong:
        problems.add(shown, (split.markdown_line, 1), str(wrong), ABOUT_PAGES)
        return None
    return PageDraft(path, shown, text, split, made, front, code, inner)


def _size(docs: Path, page: str, address: str) -> tuple[int, int] | None:
    """Return the size of a picture below docs/ by its address on a page."""
    try:
        path = unquote(urlsplit(address).path)
    except ValueError:  # told by the check of links
        return None
    name = posixpath.normpath(posixpath.join(posixpath.dirname(page), path))
    if not name.lower().endswith(tuple(PICTURE_FORMATS)) or name.startswith(("/", "..")):
        return None
    found = picture_size(docs / name)
    return (found.width, found.height) if found else None


def refused_components(campaign: Campaign | None, paths: Collection[str]) -> dict[str, str]:
    """Return the components that a campaign cannot place, each with the reason.

    `paths` are the files below docs/.
    """
    refused: dict[str, str] = {}
    if campaign and not campaign.donate:
        refused["donate"] = (
            "the campaign has no donation link; add `donate:` to mkdocs.yml, or delete this @donate"
        )
    if campaign and campaign.goal is None:
        refused["goal"] = (
            "the campaign has no goal; add `goal:` and `at_goal:` to mkdocs.yml, or delete this "
            "@goal"
        )
    if VOICES not in paths:
        refused["voices"] = f"the campaign has no voices; add docs/{VOICES}, or delete this @voices"
    return refused
