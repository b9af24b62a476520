"""Reads the letter's recorded versions, and holds the letter against them."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable

from campaign.config.configuration import Campaign
from campaign.config.folder import Folder
from campaign.config.publication import today
from campaign.content.demands import Demand
from campaign.content.freeze_check import VERSIONS, advice, changed_words, read_texts, text_name
from campaign.content.letter_text import Wording, gather
from campaign.content.pages import Letter
from campaign.content.paths import versions_address
from campaign.content.versions import (
    ReadVersions,
    Versions,
    check_closed,
    check_texts,
    read_versions,
)
from campaign.core import files
from campaign.core.problems import Problem, Problems, Wrong
from campaign.signatories.topics import ABOUT_VERSIONS
from campaign.site.load_doc_files import is_record
from campaign.site.site import Site, SitePage


def read_record(
    folder: Folder, paths: Iterable[str], problems: Problems
) -> tuple[ReadVersions | None, Versions]:
    """Return the recorded versions with their places; None where there are none, or are wrong."""
    texts, found = read_texts(folder.docs, folder.shown)
    problems.extend(found)
    shown = folder.shown(folder.docs / VERSIONS)
    if not any(map(is_record, paths)):
        for number in texts:
            problems.add(
                folder.shown(folder.docs / text_name(number)),
                (0, 0),
                f"{shown} is missing, so that this is the text of no version; put that file back, "
                "or delete this one",
                ABOUT_VERSIONS,
            )
        return None, Versions()
    text, found = files.read_text(folder.docs / VERSIONS, shown)
    problems.extend(found)
    if text is None:
        return None, Versions()
    read, found = read_versions(text, shown)
    problems.extend(found)
    return read, Versions(read.entries, texts) if read else Versions()


def check_letter(
    folder: Folder,
    campaign: Campaign | None,
    letter: SitePage | None,
    demands: Iterable[Demand] | None,
    recorded: ReadVersions,
    versions: Versions,
    paths: Iterable[str],
    problems: Problems,
    *,
    is_read: bool,
    is_frozen: bool,
) -> None:
    """Hold the letter and its recorded versions against each other.

    `demands` is None where not all of them are right. `is_read`: all pages could be read, so that
    a letter that is not among them is missing. `is_frozen`: it is a problem if the letter does not
    say what its latest version says.
    """
    wording = None
    if campaign and letter and demands is not None:
        try:
            wording = wording_of(folder, campaign, letter, demands)
        except Wrong as wrong:
            place = (letter.markdown_line, 1)
            problems.add(
                folder.shown(folder.docs / letter.path), place, f"the text {wrong}", wrong.topic
            )
        if wording and is_frozen:
            _check_frozen(folder, wording, versions, campaign, problems)
    if letter is None and is_read:
        problems.add(
            folder.shown(folder.docs / VERSIONS),
            (1, 1),
            "versions of a letter are recorded, but no page has `type: letter`; add it to the "
            "page of the letter",
            ABOUT_VERSIONS,
        )
    _check_recorded(folder, recorded, versions, letter, wording, problems)
    _check_version_addresses(folder, letter, paths, problems)
    if campaign:
        shown = folder.shown(folder.docs / VERSIONS)
        problems.extend(check_closed(recorded, campaign, shown))


def _check_recorded(
    folder: Folder,
    recorded: ReadVersions,
    versions: Versions,
    letter: SitePage | None,
    wording: Wording | None,
    problems: Problems,
) -> None:
    """Hold the record and the recorded texts against each other and against the letter."""
    found = check_texts(
        recorded,
        versions.texts,
        folder.shown(folder.docs / VERSIONS),
        folder.shown(folder.docs / text_name("{}")),
        f"{versions_address(letter.path if letter else 'index.md')}{{}}/",
        wording.text if wording else "",
    )
    problems.extend(found)


def _check_version_addresses(
    folder: Folder, letter: SitePage | None, paths: Iterable[str], problems: Problems
) -> None:
    """Find files where the site shows the versions of the letter."""
    if letter is None:
        return
    taken = re.compile(rf"{re.escape(versions_address(letter.path))}\d+(?:\.|/)")
    for path in filter(taken.match, paths):
        problems.add(
            folder.shown(folder.docs / path),
            (0, 0),
            "the site shows the versions of the letter at this address; move this file to another "
            "folder",
            ABOUT_VERSIONS,
        )


def wording_of(
    folder: Folder, campaign: Campaign, letter: SitePage, demands: Iterable[Demand]
) -> Wording:
    """Return the words of a letter; raise `Wrong` as `plain`."""
    front, path = letter.front, folder.docs / letter.path
    if not isinstance(front, Letter):
        raise TypeError(letter.path)
    markdown = letter.markdown
    return gather(campaign, folder.configuration, front, markdown, path, demands, folder.docs)


def _check_frozen(
    folder: Folder, wording: Wording, versions: Versions, campaign: Campaign, problems: Problems
) -> None:
    """Find words of the letter that changed after its latest version."""
    found = changed_words(
        wording,
        versions,
        is_open=campaign.is_open,
        today=today(os.environ),
        shown=folder.shown,
        record=folder.shown(folder.docs / VERSIONS),
    )
    problems.extend(found)


def letter_wording(folder: Folder, site: Site) -> Wording | None:
    """Return the words of a site's letter, or None where it has none; raise `Wrong` as `plain`."""
    letter = site.page_of("letter")
    return wording_of(folder, site.campaign, letter, site.demands) if letter else None


def version_warnings(folder: Folder, site: Site) -> list[Problem]:
    """Return what is odd about a site's versions and yet may be right."""
    letter = site.page_of("letter")
    if letter is None:
        return []
    return advice(
        site.versions,
        site.signatories.count,
        is_open=site.campaign.is_open,
        letter=folder.shown(folder.docs / letter.path),
        record=folder.shown(folder.docs / VERSIONS),
    )
