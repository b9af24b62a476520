"""A page for each version of the letter, so that readers can see what earlier signers signed."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote

from .list_output import ListedPage, ListFront, OutputFile, SourceFile, Template
from .versions import Version, Versions
from .wording import Piece, differences


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


def version_output(
    versions: Versions,
    words_now: str,
    template: Template,
    context: Mapping[str, Any],
    *,
    address: Callable[[int], str],
    source: str,
    site_url: str,
    title_of: Callable[[Version], str],
    campaign_name: str,
) -> Iterator[OutputFile]:
    """Yield the HTML of every version's page.

    `address` gives a page's address below the site's root, `source` is the letter's file below
    docs/, `context` what the letter's own template was given.
    """
    for shown in version_pages(versions, words_now):
        url = address(shown.version.number)
        title = title_of(shown.version)
        description = f"{title}. {campaign_name}"
        canonical = site_url + quote(url) if site_url else None
        meta = {"title": title, "description": description}
        extra = {
            "page": ListedPage(url, canonical, title, SourceFile(source), meta),
            "front": ListFront(title, description, "version"),
            "shown": shown,
        }
        yield OutputFile(f"{url}index.html", [template.render({**context, **extra})])
