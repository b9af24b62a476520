"""Reads the letter's recorded versions, and gathers the words that a version records."""

from __future__ import annotations

from collections.abc import Iterable

from campaign.config.configuration import Campaign
from campaign.config.folder import Folder
from campaign.content.demands import Demand
from campaign.content.freeze_check import VERSIONS, advice, read_texts, text_name
from campaign.content.letter_text import Wording, gather
from campaign.content.pages import Letter
from campaign.content.versions import ReadVersions, Versions, read_versions
from campaign.core import files
from campaign.core.problems import Problem, Problems
from campaign.core.topics import ABOUT_VERSIONS
from campaign.site.doc_files import is_record
from campaign.site.site import Site, SitePage


def read_letter_record(
    folder: Folder, paths: Iterable[str], problems: Problems
) -> tuple[ReadVersions | None, Versions]:
    """Return the recorded versions with their places; None where there are none, or are wrong."""
    texts = problems.take(read_texts(folder.docs, folder.shown))
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
    text = problems.take(files.read_text(folder.docs / VERSIONS, shown))
    read = problems.take(read_versions(text, shown)) if text is not None else None
    return read, Versions(read.entries, texts) if read else Versions()


def wording_of(
    folder: Folder, campaign: Campaign, letter: SitePage, demands: Iterable[Demand]
) -> Wording:
    """Return the words of a letter; raise `Wrong` as `plain`."""
    front, path = letter.front, folder.docs / letter.path
    if not isinstance(front, Letter):
        raise TypeError(letter.path)
    markdown = letter.markdown
    return gather(campaign, folder.configuration, front, markdown, path, demands, folder.docs)


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
