"""A page for each version of the letter, so that readers can see what earlier signers signed."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from campaign.content.fingerprint import differences
from campaign.content.versions import Version, Versions
from campaign.output.addresses import version_path
from campaign.output.build import Build
from campaign.output.made_pages import made_page
from campaign.output.output_files import OutputFile
from campaign.site.letter_record import letter_wording


def version_pages(versions: Versions, words_now: str) -> Iterator[dict[str, Any]]:
    """Yield what the page of each version shows, oldest first; `words_now` are the latest one's.

    Its `paragraphs` begin with its title, its `differences` are those from the version before.
    """
    texts = {**versions.texts}
    if versions.latest:
        texts[versions.latest.number] = words_now
    around: list[Version | None] = [None, *versions.entries, None]
    for before, version, after in zip(around, versions.entries, around[2:], strict=False):
        text = texts[version.number]
        yield {
            "version": version,
            "previous": before,
            "next": after,
            "paragraphs": [" ".join(p.split()) for p in text.split("\n\n") if p.strip()],
            "differences": differences(texts[before.number], text) if before else (),
        }


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
        version = shown["version"]
        addresses = {code: address(version.number) for code, address in address_of.items()}
        for site in languages:
            words: Any = build.environment_of(site).get_template("partials/words.html").module
            title, given = str(words.version_title(version)), {"shown": shown}
            yield made_page(build, site, addresses, title, "version", "letter", given)
