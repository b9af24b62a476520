"""What GitHub's preview shows otherwise than the site, so that no page may hold it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from campaign.content.markdown_text import without_code, without_comments
from campaign.core.problems import quote

_DRAWN = re.compile(
    r"^[ \t>]*(?:[-*+][ \t]+)?(?:`{3,}|~{3,})[ \t]*(mermaid|math|geojson|topojson|stl)\b", re.M
)
FENCE_IN_ITEM = re.compile(r"^[ \t>]*(?:[-*+]|\d+[.)])[ \t]+((?:`{3,}|~{3,})[^`\n]*)$", re.M)
BULLET = re.compile(r"^[ \t>]*([•●○◦▪■‣\u2043\uf0b7])[ \t\u00a0]", re.M)
_HEADING = re.compile(r"^ {0,3}(#{1,6})[^\s#]", re.M)
SHORT_NAME = re.compile(r"(?<![\w:/]):[a-z][a-z0-9_+-]*:(?![\w:])")
_FORMULA = re.compile(r"^[ \t>]*\$\$", re.M)


def find_differences(markdown: str) -> Iterator[tuple[int, str]]:
    """Yield an offset in a page's Markdown, and a message, for what the two show differently."""
    if drawn := _DRAWN.search(markdown):
        yield (
            drawn.start(1),
            f"only GitHub draws {quote(drawn[1])}, the site would show its source; save the "
            "picture as PNG or WebP in docs/, and place it as ![What it shows](picture.png)",
        )
    for match in FENCE_IN_ITEM.finditer(markdown):
        yield (
            match.start(1),
            "code that begins beside a list's sign is read differently on GitHub; begin it on a "
            "line of its own below, indented as far as the item's text",
        )
    visible = without_comments(without_code(markdown))
    for match in BULLET.finditer(visible):
        yield (
            match.start(1),
            f"the line begins with {quote(match[1])}, as in a list from a word processor, which "
            "Markdown does not read; write `- ` instead",
        )
    for match in _HEADING.finditer(visible):
        yield (
            match.start(1),
            f"a space is missing after {quote(match[1])}: GitHub shows it as text; write the "
            "space for a heading, or a \\ before # for the sign itself",
        )
    for match in SHORT_NAME.finditer(visible):
        yield (
            match.start(),
            f"only GitHub draws {quote(match[0])}; write the sign itself, as 🙂, or leave it out",
        )
    for match in _FORMULA.finditer(visible):
        yield (
            match.start(),
            "only GitHub sets a formula between $$; write it in words, or place a picture of it",
        )
