"""What readers see of a text of Markdown, YAML or HTML: its words, without what marks them up."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from html import unescape

_INLINE = (
    r"</?(?:a|abbr|b|bdi|bdo|cite|code|del|dfn|em|i|ins|kbd|label|mark|q|ruby|s|samp|small|span|"
    r"strong|sub|sup|time|tspan|u|var|wbr|rt|rp)\b[^>]*>"
)
_MARK = re.compile(r"\*+|~~|==|\^\^|(?<!\w)_+(?=\w)|(?<=\w)_+(?!\w)")
"""What makes words strong, struck or marked."""
_PIECE = re.compile(
    rf"(?P<gone><!--.*?-->|<(?:script|style)\b.*?</(?:script|style)\s*>|{_INLINE}|"
    rf"{_MARK.pattern}|\\(?=[@.+_-])|[\u00ad\u200b-\u200f\u2060-\u2064\ufeff])"
    r"|(?P<space><br\b[^>]*>|\]\([^()\s]*(?:\s+\"[^\"]*\")?\)|\\[nrt](?=[A-Z])|\\)"
    r"|(?P<cell></t[dh]\s*>\s*<t[dh]\b[^>]*>)"
    r"|(?P<block><[^>]*>|\n[ \t\r]*\n)"
    r"|(?P<letter>&(?:\#\w+|\w+);|(?<=\\)u[0-9a-fA-F]{4})",
    re.DOTALL | re.IGNORECASE,
)
_CODE = re.compile(r"<code\b[^>]*>.*?</code\s*>", re.IGNORECASE | re.DOTALL)
PARTS_BLOCKS = "\0"
"""What parts blocks of a text, as paragraphs."""


def both_readings(source: str) -> Iterator[tuple[str, Sequence[int]]]:
    """Yield a text as a reader sees it and as it is written, each with its offsets in `source`.

    Addresses and comments nobody sees, and marks alone may part what would run together without
    them, as "No.**123**": in the second reading, spaces stand for them.
    """
    yield seen_text(source)
    yield _MARK.sub(lambda match: " " * len(match[0]), source), range(len(source))


def seen_text(source: str) -> tuple[str, list[int]]:
    """Return a text as a reader sees it, and the offset in `source` of each of its characters."""
    parts: list[str] = []
    offsets: list[int] = []
    last = 0
    for match in _PIECE.finditer(source):
        start, end = match.span()
        parts.append(source[last:start])
        offsets += range(last, start)
        last = end
        if said := match["letter"]:
            parts.append(unescape(said) if said[0] == "&" else chr(int(said[1:], 16)))
        elif match["gone"]:
            continue
        else:  # cells stand beside each other as in Markdown's tables
            parts.append(" " if match["space"] else "|" if match["cell"] else PARTS_BLOCKS)
        offsets += [start] * len(parts[-1])
    parts.append(source[last:])
    offsets += range(last, len(source))
    return "".join(parts), offsets


def seen_lines(html: str) -> str:
    """Return what a page says, each of its blocks on a line of its own."""
    return seen_text(html)[0].replace(PARTS_BLOCKS, "\n")


def seen_prose(html: str) -> str:
    """Return what a page says as `seen_lines` does, without its code, in which nobody is named."""
    return seen_lines(_CODE.sub(" ", html))
