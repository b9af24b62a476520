"""A page for each version of the letter, so that readers can see what earlier signers signed."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote

from campaign.content.fingerprint import Piece, differences
from campaign.content.versions import Version, Versions
from campaign.output.list_html import ListedPage, ListFront, OutputFile, SourceFile, Template


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


@dataclass(frozen=True, slots=True)
class VersionLanguage:
    """What the versions' pages are made with in one language."""

    code: str
    address: Callable[[int], str]
    """Gives the address below the site's root of a version's page."""
    source: str
    """The letter's file below docs/."""
    template: Template
    context: Mapping[str, Any]
    """What the letter's own template was given."""
    title_of: Callable[[Version], str]
    campaign_name: str
    marked: Callable[[str, str], str]
    """Gives a page's HTML, and its address, with the languages of links that lead to others."""


def version_output(
    versions: Versions,
    words_now: str,
    languages: Sequence[VersionLanguage],
    site_url: str,
) -> Iterator[OutputFile]:
    """Yield the HTML of every version's page in each language; the words are the main one's."""
    address_of = {language.code: language.address for language in languages}
    for shown in version_pages(versions, words_now):
        number = shown.version.number
        for language in languages:
            url = language.address(number)
            title = language.title_of(shown.version)
            description = f"{title}. {language.campaign_name}"
            canonical = site_url + quote(url) if site_url else None
            meta = {"title": title, "description": description}
            choices = tuple(
                choice._replace(address=address_of[choice.code](number), is_same_page=True)
                if choice.code in address_of
                else choice._replace(is_same_page=False)
                for choice in language.context.get("choices", ())
            )
            extra = {
                "page": ListedPage(url, canonical, title, SourceFile(language.source), meta),
                "front": ListFront(title, description, "version"),
                "shown": shown,
                "choices": choices,
                "translation": None,
            }
            html = language.template.render({**language.context, **extra})
            yield OutputFile(f"{url}index.html", [language.marked(html, url)])
