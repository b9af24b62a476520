"""Reads the letter's recorded versions, and gathers the words that a version records."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from campaign.config.configuration import Campaign
from campaign.config.folder import Folder
from campaign.content.demands import Demand
from campaign.content.fingerprint import plain, words
from campaign.content.letter_text import ADDRESSEE, Passage, Wording
from campaign.content.pages import Letter
from campaign.content.versions import VERSIONS, Versions, read_texts, read_versions, text_name
from campaign.core import files
from campaign.core.problems import Problems
from campaign.core.topics import ABOUT_VERSIONS
from campaign.site.doc_files import is_record
from campaign.site.site import Site, SitePage


def read_letter_record(folder: Folder, paths: Iterable[str], problems: Problems) -> Versions:
    """Return the recorded versions; none where they are wrong."""
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
        return Versions()
    text = problems.take(files.read_text(folder.docs / VERSIONS, shown))
    read = problems.take(read_versions(text, shown)) if text is not None else Versions()
    return replace(read, texts=texts) if read.entries else read


def wording_of(
    folder: Folder, campaign: Campaign, letter: SitePage, demands: Iterable[Demand]
) -> Wording:
    """Return the words of a letter; raise `Wrong` as `plain`."""
    front, path = letter.front, folder.docs / letter.path
    if not isinstance(front, Letter):
        raise TypeError(letter.path)
    found = [
        Passage(front.title, path, ("title",)),
        Passage(campaign.addressee, folder.configuration, ADDRESSEE),
        Passage(front.subject or "", path, ("subject",)),
        Passage(front.salutation or "", path, ("salutation",)),
        Passage(plain(letter.split.markdown), path),
        *(Passage(demand.ask, folder.docs / demand.path, ("ask",)) for demand in demands),
        Passage(front.closing or "", path, ("closing",)),
    ]
    return Wording(tuple(passage for passage in found if words(passage.text)))


def letter_wording(folder: Folder, site: Site) -> Wording | None:
    """Return the words of a site's letter, or None where it has none; raise `Wrong` as `plain`."""
    letter = site.page_of("letter")
    return wording_of(folder, site.campaign, letter, site.demands) if letter else None
