"""A page for each version of the letter, so that readers can see what earlier signers signed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from campaign.content.fingerprint import Piece, differences
from campaign.content.versions import Version, Versions
from campaign.output.addresses import version_path
from campaign.output.build import Build
from campaign.output.made_pages import made_page
from campaign.output.output_files import OutputFile
from campaign.site.letter_record import letter_wording
from campaign.site.site import Site


@dataclass(frozen=True, slots=True)
class VersionPage:
    """What the page of one version shows."""

    version: Version
    previous: Version | None
    next: Version | None
    """The version that replaced it; None for the one in force."""
    paragraphs: tuple[str, ...]
    """Its words; the first paragraph is the title."""
    differences: tuple[tuple[Piece, ...], ...]
    """What it says otherwise than the version before."""


def version_pages(versions: Versions, words_now: str) -> Iterator[VersionPage]:
    """Yield a page for each version, the oldest first; `words_now` are the latest version's."""
    texts = {**versions.texts}
    if versions.latest:
        texts[versions.latest.number] = words_now
    around: list[Version | None] = [None, *versions.entries, None]
    for before, version, after in zip(around, versions.entries, around[2:], strict=False):
        text = texts[version.number]
        yield VersionPage(
            version,
            before,
            after,
            tuple(" ".join(p.split()) for p in text.split("\n\n") if p.strip()),
            differences(texts[before.number], text) if before else (),
        )


def version_files(build: Build) -> Iterator[OutputFile]:
    """Yield a page for each recorded version of the letter in each language.

    The words are the main language's.
    """
    main = build.site
    wording = letter_wording(build.folder, main) if main.versions.entries else None
    if main.page_of("letter") is None or wording is None:
        return
    languages = [each for each in main.all_languages if build.context_of(each, "letter")]
    address_of = {site.language: version_path(site) for site in languages}
    for shown in version_pages(main.versions, wording.text):
        addresses = {code: address(shown.version.number) for code, address in address_of.items()}
        yield from (_version_file(build, site, shown, addresses) for site in languages)


def _version_file(
    build: Build, site: Site, shown: VersionPage, addresses: Mapping[str, str]
) -> OutputFile:
    words: Any = build.environment_of(site).get_template("partials/words.html").module
    title = str(words.version_title(shown.version))
    return made_page(build, site, addresses, title, "version", "letter", {"shown": shown})
