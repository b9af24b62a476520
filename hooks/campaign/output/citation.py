"""The letter as a citation that reference managers read: BibTeX and RIS."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from campaign.config.configuration import Campaign
from campaign.content.pages import Letter
from campaign.content.paths import page_folder
from campaign.content.versions import Version
from campaign.output.build import Build
from campaign.output.output_files import OutputFile

BIBTEX_SIGNS = {
    "\\": r"\textbackslash{}", "{": r"\textbraceleft{}", "}": r"\textbraceright{}",
    "%": r"\%", "&": r"\&", "$": r"\$", "#": r"\#", "_": r"\_",
    "~": r"\textasciitilde{}", "^": r"\textasciicircum{}",
}  # fmt: skip
"""BibTeX counts braces even where they are escaped: all of these are balanced."""


def citation_files(build: Build) -> Iterator[OutputFile]:
    """Yield the letter's citation, for each language that has the letter, in two forms."""
    for site in build.site.all_languages:
        letter, versions = site.page_of("letter", own=True), site.versions
        if letter is None or not isinstance(letter.front, Letter):
            continue
        version = versions.of_text(letter.front.source_version) if versions.are_several else None
        address = build.address(letter.path)
        given = cited(site.campaign, letter.front, address, version) | {"language": site.language}
        for ending, line_end in (("bib", "\n"), ("ris", "\r\n")):
            template = build.template(site, f"partials/citation.{ending}")
            text = template.render(given).replace("\n", line_end)
            yield OutputFile(f"{page_folder(letter.path)}citation.{ending}", [text])


def cited(
    campaign: Campaign, front: Letter, address: str, version: Version | None
) -> dict[str, Any]:
    """Return what to cite: the signed text where it is published elsewhere, else this page."""
    original = front.original[0] if front.original else None
    authors = [] if original else [organizer.name for organizer in campaign.organizers]
    publisher = original.publisher if original else ""
    first = re.sub(r"[^a-z0-9]+", "", (authors or [publisher])[0].lower())[:24] or "letter"
    return {
        "authors": authors,
        "title": campaign.name,
        "date": campaign.letter_date,
        "publisher": publisher,
        "url": original.url if original else address,
        "edition": str(version.number) if version and not original else "",
        "key": f"{first}{campaign.letter_date.year}",
        "tex": tex,
    }


def tex(text: str) -> str:
    """Return a text in one line, as BibTeX shows it unchanged."""
    return "".join(BIBTEX_SIGNS.get(character, character) for character in " ".join(text.split()))
