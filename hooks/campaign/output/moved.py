"""Addresses that pages had before: each leads readers, without a script, to where the page is now.

GitHub Pages cannot redirect by its server. A small page in the old place names the new address
to search engines (`rel=canonical`) and takes readers there at once (a refresh after 0 seconds,
which search engines take for a redirect for good).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any, NamedTuple

from campaign.content.old_addresses import OldAddress, output_path
from campaign.output.list_html import OutputFile, Template


class Target(NamedTuple):
    """Where an old address leads."""

    url: str
    """Below the site's root, as a browser has it; empty for the first page."""
    canonical_url: str
    """Its whole address; empty where the site's is not known."""
    title: str


def moved_output(
    old: Iterable[OldAddress],
    template: Template,
    context: Mapping[str, Any],
    target_of: Callable[[str], Target],
) -> Iterator[tuple[OldAddress, OutputFile]]:
    """Yield the small page at each old address; `target_of` says where a page of docs/ is now."""
    for each in old:
        path, target = output_path(each.address), target_of(each.page)
        up = "../" * path.count("/")
        given = {
            "title": target.title,
            "canonical": target.canonical_url,
            "target": f"{up}{target.url}" or "./",
        }
        yield each, OutputFile(path, [template.render({**context, **given})])
