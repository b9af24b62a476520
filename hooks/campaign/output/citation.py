"""The letter as a citation that reference managers read: BibTeX and RIS."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator
from typing import NamedTuple

from campaign.config.configuration import Campaign
from campaign.content.pages import Letter
from campaign.content.versions import Version
from campaign.output.addresses import citation_path
from campaign.output.build import Build
from campaign.output.output_files import OutputFile

BIBTEX_SIGNS = {
    "\\": r"\textbackslash{}", "{": r"\textbraceleft{}", "}": r"\textbraceright{}",
    "%": r"\%", "&": r"\&", "$": r"\$", "#": r"\#", "_": r"\_",
    "~": r"\textasciitilde{}", "^": r"\textasciicircum{}",
}  # fmt: skip
"""BibTeX counts braces even where they are escaped: all of these are balanced."""


class Citation(NamedTuple):
    """What has to be named of a letter."""

    authors: tuple[str, ...]
    """Organizations; empty where others publish the signed text."""
    title: str
    date: datetime.date
    publisher: str
    """Who publishes the signed text, if others do."""
    url: str
    """Where it is published; may be empty."""
    edition: str
    """The version of the text, as `Version 2`; may be empty."""
    language: str


def citation_files(build: Build) -> Iterator[OutputFile]:
    """Yield the letter's citation, for each language that has the letter, in two forms."""
    for site in build.site.all_languages:
        letter, versions = site.page_of("letter"), site.versions
        if letter is None or letter.folder != site.folder or not isinstance(letter.front, Letter):
            continue
        version = versions.of_text(letter.front.source_version) if versions.are_several else None
        address = build.address(letter.path)
        citation = cite(site.campaign, letter.front, address, version, site.language)
        base = citation_path(site)
        yield OutputFile(f"{base}.bib", [bibtex(citation)])
        yield OutputFile(f"{base}.ris", [ris(citation)])


def cite(
    campaign: Campaign, front: Letter, address: str, version: Version | None, language: str
) -> Citation:
    """Return what to cite: the signed text where it is published elsewhere, else this page."""
    original = front.original[0] if front.original else None
    return Citation(
        () if original else tuple(organizer.name for organizer in campaign.organizers),
        campaign.name,
        campaign.letter_date,
        original.publisher if original else "",
        original.url if original else address,
        str(version.number) if version and not original else "",
        language,
    )


def bibtex(citation: Citation) -> str:
    """Return an entry for BibTeX and biblatex, in UTF-8; each text stands as it was written."""
    fields = {
        "author": " and ".join(f"{{{_tex(author)}}}" for author in citation.authors),
        "title": f"{{{_tex(citation.title)}}}",
        "year": str(citation.date.year),
        "month": str(citation.date.month),
        "day": str(citation.date.day),
        "publisher": f"{{{_tex(citation.publisher)}}}" if citation.publisher else "",
        "howpublished": "Open letter",
        "version": citation.edition,
        "url": citation.url,
    }
    lines = [f"  {name} = {{{value}}}," for name, value in fields.items() if value]
    return "\n".join([f"@misc{{{_key(citation)},", *lines, "}", ""])


def ris(citation: Citation) -> str:
    """Return a record in RIS, which EndNote, Zotero, Mendeley and others read."""
    fields = [
        ("TY", "GEN"),
        *(("AU", f"{author},") for author in citation.authors),  # the comma: no first name
        ("TI", citation.title),
        ("PY", f"{citation.date:%Y}"),
        ("DA", f"{citation.date:%Y/%m/%d}/"),
        ("PB", citation.publisher),
        ("ET", citation.edition),
        ("LA", citation.language),
        ("UR", citation.url),
    ]
    lines = [f"{tag}  - {' '.join(value.split())}" for tag, value in fields if value]
    return "\r\n".join([*lines, "ER  - ", ""])


def _tex(text: str) -> str:
    return "".join(BIBTEX_SIGNS.get(character, character) for character in " ".join(text.split()))


def _key(citation: Citation) -> str:
    first = next(iter(citation.authors), citation.publisher)
    return f"{re.sub(r'[^a-z0-9]+', '', first.lower())[:24] or 'letter'}{citation.date.year}"
