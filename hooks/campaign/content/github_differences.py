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
_SIGN = r"[ \t>]*([•●○◦▪■‣\u2043\uf0b7])[ \t\u00a0]"
BULLETS = re.compile(rf"^{_SIGN}.*(?:\r?\n{_SIGN}.*)*", re.M)
_DASHED = re.compile(r"^[ \t>]*([–—]) .*\r?\n[ \t>]*\1 .*(?:\r?\n[ \t>]*\1 .*)*", re.M)
GLUED_HEADING = re.compile(r"^ {0,3}(#{1,6})[^\s#]", re.M)
SHORT_NAME = re.compile(r"(?<![\w:/]):[a-z][a-z0-9_+-]*:(?![\w:])")
_RULE_BELOW = re.compile(
    r"^(?!\s*(?:[#>|<]|[-*+]\s|\d+[.)]\s|(?:[-*_]\s*){3,}$))[ \t]*\S.*\r?\n {0,3}(-+|=+)[ \t]*$",
    re.M,
)
"""A line of hyphens right below a text, of which GitHub makes a heading, however long it is."""
_FENCE = re.compile(r"^( *)(`{3,}|~{3,})[ \t]*([^`\r\n]*)$", re.M)
_LANGUAGE = re.compile(
    r"(?:[\w#.+-]*|\{.*\}|[\w#.+-]+(?:\s+[\w-]+=\S+)*(?:\s+[\w-]+=\"[^\"]*\")*)\s*"
)
_STARS = re.compile(r"(?<![*\\])(\*{1,3})(?=[^\s*])([^*\n]*[^\s*\\])\1(?!\*)")
_EMPTY_ENTRY = re.compile(r"^[ \t>]*(?:[-*+]|\d+[.)])[ \t]+\S.*\r?\n[ \t>]*([-*+])[ \t]*$", re.M)
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
    for match in (*BULLETS.finditer(visible), *_DASHED.finditer(visible)):
        yield (
            match.start(1),
            f"the line begins with {quote(match[1])}, as in a list from a word processor, which "
            "Markdown does not read; write `- ` instead, in each line of the list",
        )
    for match in GLUED_HEADING.finditer(visible):
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
    yield from _headings(visible)
    yield from _fences(markdown)
    yield from _emphasis(visible)
    for match in _EMPTY_ENTRY.finditer(without_code(markdown)):  # a component is a text
        yield match.start(1), "an entry of the list is empty; write its text, or delete the line"
    for match in _FORMULA.finditer(visible):
        yield (
            match.start(),
            "only GitHub sets a formula between $$; write it in words, or place a picture of it",
        )


def _headings(visible: str) -> Iterator[tuple[int, str]]:
    for match in _RULE_BELOW.finditer(visible):
        above = visible[: match.start()]
        is_one_line = not above or re.search(r"(?:\A|\n)[ \t]*\r?\n$", above)
        is_plain = len(match[1]) > 1 and match[0].splitlines()[-1].startswith(match[1])
        if not (is_one_line and is_plain):
            yield (
                match.start(1),
                f"GitHub makes a heading of the text above {quote(match[1])}; write an empty line "
                "between them for a line across the page, or ## before a heading",
            )


def _fences(markdown: str) -> Iterator[tuple[int, str]]:
    """Yield blocks of code whose signs GitHub reads otherwise than the site."""
    opened: re.Match[str] | None = None
    for match in _FENCE.finditer(markdown):
        indent, sign, rest = match.groups()
        if opened is None:
            opened = match
            if not _LANGUAGE.fullmatch(rest):
                yield match.start(3), "write one word for the code's language, or nothing"
            continue
        if rest.strip() or not sign.startswith(opened[2]):
            continue
        if len(indent) != len(opened[1]) or sign != opened[2]:
            yield (
                match.start(2),
                f"let the block of code end as it begins, with {opened[2]} in the same column",
            )
        elif 0 < len(indent) < 4 and not _is_in_item(markdown, opened.start(), len(indent)):
            yield opened.start(2), f"let {sign} begin its line, above and below the code"
        opened = None


def _is_in_item(markdown: str, offset: int, indent: int) -> bool:
    """Whether an entry of a list stands above, to which a line so indented belongs."""
    above = re.findall(r"^( *)(?:[-*+]|\d+[.)])( +)", markdown[:offset], re.M)
    return bool(above) and indent >= 2


def _emphasis(visible: str) -> Iterator[tuple[int, str]]:
    """Yield stars that GitHub does not read: a sign within them touches a letter without.

    https://spec.commonmark.org/0.31.2/#left-flanking-delimiter-run
    """
    for match in _STARS.finditer(visible):
        before, after = visible[: match.start()][-1:], visible[match.end() : match.end() + 1]
        first, last = match[2][0], match[2][-1]
        if (before.isalnum() and not first.isalnum()) or (after.isalnum() and not last.isalnum()):
            sign = first if before.isalnum() and not first.isalnum() else last
            yield (
                match.start(),
                f"GitHub shows these stars, since {quote(sign)} stands between them and a letter; "
                f"write {quote(sign)} outside of the stars",
            )
