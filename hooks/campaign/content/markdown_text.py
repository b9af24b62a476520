"""Finds what matters in Markdown source: HTML comments and links, but none that code shows."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from campaign.core.problems import Topic
from campaign.core.topics import ABOUT_PAGES

_LINE_END = r"(?>\r\n|\n|\r)"
_FENCED = re.compile(
    rf"""
    <!--.*?(?:-->|\Z)  # whatever it holds is no code
    | (?<![^\r\n])  # `^` and `$` know only \n as a line end
    (?P<before>[ \t]*(?:>[ \t]?)*(?:(?:[-*+]|\d+[.)])[ \t]+)*)
    (?P<sign>(?P<one>[`~])(?P=one){{2,}})
    [ \t]*(?P<language>[^`\r\n]*)(?![^\r\n])
    (?:{_LINE_END}(?![> \t]*(?P=sign)(?P=one)*[> \t]*(?![^\r\n]))[^\r\n]*)*
    (?:{_LINE_END}(?P<before_end>[> \t]*)(?P<end>(?P=sign)(?P=one)*)[> \t]*)?
    """,
    re.DOTALL | re.VERBOSE,
)
_CONTAINER = re.compile(
    r"[ \t]*(?:[-*+][ \t]|\d+[.)][ \t]|(?:!!!|\?\?\?\+?|===!?\+?)[ \t]|\[\^|:[ \t]|///)"
)
PARAGRAPH_GOES_ON = rf"(?:(?!{_LINE_END}[ \t]*{_LINE_END}).)+?"
CODE_SPAN = re.compile(rf"(?<![`\\])(`+)(?!`)({PARAGRAPH_GOES_ON})(?<!`)\1(?!`)", re.DOTALL)
_COMMENT = re.compile(r"<!--.*?(?P<end>-->|\Z)", re.DOTALL)
UNKNOWN_SECTION = re.compile(
    r"<!\[(?!(?:temp|cdata|ignore|include|rcdata|if|else|endif)(?![-_.a-z0-9]))", re.IGNORECASE
)
"""A marked section by none of the names that Python's reader of HTML knows: it gives up.

It is looked for in the text as it was written, since Markdown looks for sections in code as well.
"""
_LINK = re.compile(
    r"(?<!\\)\]\(\s*(?:<([^<>\r\n]*)>|([^\s()]*(?:\([^\s()]*\)[^\s()]*)*))"
    r"|(?<![^\r\n]) {0,3}\[(?!\^)[^\]\r\n]+\]:[ \t]*<?([^\s>]+)"
    r"|<([a-zA-Z][a-zA-Z0-9+.-]*:[^\s<>]+)>"
    r"|<[a-zA-Z][^<>]*?\s(?:href|src)\s*=\s*(?:\"([^\"]*)\"|'([^']*)'|([^\s\"'>]+))"
)
"""A link of Markdown, the definition of one, an address alone, and a link or picture of HTML."""


class PageFault(NamedTuple):
    """What is wrong at an offset of a page's Markdown."""

    offset: int
    message: str
    topic: Topic = ABOUT_PAGES


class CodeBlocks:
    """A text without its blocks of code, and where those stand."""

    def __init__(self, text: str) -> None:
        """Find the blocks of code in a text."""
        self.fenced = [match for match in _FENCED.finditer(text) if match["sign"]]
        """Those between fences; the last may have no `end`."""
        self.indented: list[int] = []
        """The offset of each line that four spaces make one of code."""
        visible = _FENCED.sub(
            lambda found: _filled(found, " ") if found["sign"] else found[0], text
        )
        # No line within a comment is code, however it is indented.
        masked = _COMMENT.sub(lambda found: _filled(found, "x"), visible)
        after_blank, in_container = True, False
        shown: list[str] = []
        for match in re.finditer(rf"[^\r\n]*(?:{_LINE_END}|\Z)", masked):
            line, begin = match[0], match.start()
            is_indented = line.startswith(("    ", "\t"))
            if not line.strip():
                after_blank = True
            elif is_indented and after_blank and not in_container:
                self.indented.append(begin)
                shown.append(_filled(match, " "))
                continue  # code goes on as long as its lines are indented
            else:
                if not is_indented:
                    goes_on = in_container and not after_blank
                    in_container = bool(_CONTAINER.match(line)) or goes_on
                after_blank = False
            shown.append(visible[begin : match.end()])
        self.visible = "".join(shown)


def without_code(text: str) -> str:
    """Return the text, of the same length, without what code holds.

    Blocks of code become spaces; a code span becomes letters, since it is a part of its sentence.
    """
    return CODE_SPAN.sub(lambda found: _filled(found, "x"), CodeBlocks(text).visible)


def open_comment(visible: str) -> int | None:
    """Return the offset of a comment that is never closed, in a text from `without_code`."""
    return next((each.start() for each in _COMMENT.finditer(visible) if not each["end"]), None)


def without_comments(visible: str) -> str:
    """Return a text from `without_code`, of the same length, with its comments blank."""
    return _COMMENT.sub(lambda found: _filled(found, " ") if found["end"] else found[0], visible)


def links(visible: str) -> Iterator[tuple[str, int]]:
    """Yield the target of every link and image of a text from `without_code`, and its offset."""
    for match in _LINK.finditer(without_comments(visible)):
        group = match.lastindex
        if group and match[group]:
            yield match[group], match.start(group)


def _filled(found: re.Match[str], sign: str) -> str:
    """Return what was found with each of its characters as a sign, but for its line ends."""
    return re.sub(r"[^\r\n]", sign, found[0])
