"""What readers see of a text of Markdown, YAML or HTML: its words, without what marks them up."""

from __future__ import annotations

import re
from html import unescape

_INLINE = (
    r"</?(?:a|abbr|b|bdi|bdo|cite|code|del|dfn|em|i|ins|kbd|label|mark|q|ruby|s|samp|small|span|"
    r"strong|sub|sup|time|tspan|u|var|wbr|rt|rp)\b[^>]*>"
)
_PIECE = re.compile(
    rf"(?P<gone><!--.*?-->|<(?:script|style)\b.*?</(?:script|style)\s*>|{_INLINE}|"
    r"\*+|~~|==|\^\^|(?<!\w)_+(?=\w)|(?<=\w)_+(?!\w)|\\(?=[@.+_-])|[\u00ad\u200b-\u200f\u2060-\u2064\ufeff])"
    r"|(?P<space><br\b[^>]*>|\]\([^()\s]*(?:\s+\"[^\"]*\")?\)|\\[nrt](?=[A-Z])|\\)"
    r"|(?P<block><[^>]*>|\n[ \t\r]*\n)"
    r"|(?P<letter>&(?:\#\w+|\w+);|(?<=\\)u[0-9a-fA-F]{4})",
    re.DOTALL | re.IGNORECASE,
)
_CODE = re.compile(r"<code\b[^>]*>.*?</code\s*>", re.IGNORECASE | re.DOTALL)
PARTS_BLOCKS = "\0"
"""What parts blocks of a text, as paragraphs."""


def seen_text(source: str, *, with_marks: bool = False) -> tuple[str, list[int]]:
    """Return a text as a reader sees it, and the offset in `source` of each of its characters.

    `with_marks`: what marks it up follows, each piece as a block of its own: addresses, comments.
    """
    parts: list[str] = []
    offsets: list[int] = []
    marks: list[re.Match[str]] = []
    last = 0

    def add(text: str, start: int, step: int) -> None:
        parts.append(text)
        offsets.extend(start + step * at for at in range(len(text)))

    for match in _PIECE.finditer(source):
        add(source[last : match.start()], last, 1)
        last = match.end()
        if match["letter"]:
            said = match["letter"]
            shown = unescape(said) if said[0] == "&" else chr(int(said[1:], 16))
            add(shown, match.start(), 0)
            continue
        marks.append(match)
        if match.lastgroup != "gone":
            add(" " if match["space"] else PARTS_BLOCKS, match.start(), 0)
    add(source[last:], last, 1)
    for match in marks if with_marks else ():
        add(PARTS_BLOCKS, match.start(), 0)
        add(match[0], match.start(), 1)
    return "".join(parts), offsets


def seen_lines(html: str) -> str:
    """Return what a page says, each of its blocks on a line of its own."""
    return seen_text(html)[0].replace(PARTS_BLOCKS, "\n")


def seen_prose(html: str) -> str:
    """Return what a page says as `seen_lines` does, without its code, in which nobody is named."""
    return seen_lines(_CODE.sub(" ", html))
