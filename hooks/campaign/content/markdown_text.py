"""Finds what matters in Markdown source: HTML comments and links, but none that code shows."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

_LINE = re.compile(r"[^\r\n]*(?:\r\n|\n|\r|$)")
FENCE = re.compile(r"[ \t]*(?:>[ \t]?)*(?:(?:[-*+]|\d+[.)])[ \t]+)*(`{3,}|~{3,})")
_CONTAINER = re.compile(
    r"[ \t]*(?:[-*+][ \t]|\d+[.)][ \t]|(?:!!!|\?\?\?\+?|===!?\+?)[ \t]|\[\^|:[ \t]|///)"
)
PARAGRAPH_GOES_ON = r"(?:(?!(?:\r\n|\n|\r)[ \t]*(?:\r\n|\n|\r)).)+?"
CODE_SPAN = re.compile(rf"(?<![`\\])(`+)(?!`)({PARAGRAPH_GOES_ON})(?<!`)\1(?!`)", re.DOTALL)
_COMMENT = re.compile(r"<!--(.*?)-->", re.DOTALL)
UNKNOWN_SECTION = re.compile(
    r"<!\[(?!(?:temp|cdata|ignore|include|rcdata|if|else|endif)(?![-_.a-z0-9]))", re.IGNORECASE
)
"""A marked section by none of the names that Python's reader of HTML knows: it gives up."""
INLINE_LINK = re.compile(r"(?<!\\)\]\(\s*(?:<([^<>\r\n]*)>|([^\s()]*(?:\([^\s()]*\)[^\s()]*)*))")
LINK_DEFINITION = re.compile(r"(?<![^\r\n]) {0,3}\[(?!\^)[^\]\r\n]+\]:[ \t]*<?([^\s>]+)")
AUTOLINK = re.compile(r"<([a-zA-Z][a-zA-Z0-9+.-]*:[^\s<>]+)>")
HTML_LINK = re.compile(
    r"<[a-zA-Z][^<>]*?\s(?:href|src)\s*=\s*(?:\"([^\"]*)\"|'([^']*)'|([^\s\"'>]+))"
)
# `^` and `$` know only \n as a line end.
HEADING_1 = re.compile(
    r"(?<![^\r\n])(?:#(?!#)[ \t]*[^\s]|[^\s#>`~+*=-][^\r\n]*(?:\r\n|\n|\r)=+[ \t]*(?![^\r\n]))"
)


@dataclass(frozen=True, slots=True)
class _Found:
    """A piece of Markdown and the offset in the text at which it begins."""

    text: str
    offset: int


def without_code(text: str) -> str:
    """Return the text, of the same length, without what code holds.

    Blocks of code become spaces; a code span becomes letters, since it is a part of its sentence.
    """
    blank = code_blocks(text).visible
    return CODE_SPAN.sub(lambda match: re.sub(r"[^\r\n]", "x", match[0]), blank)


def comments(visible: str) -> Iterator[_Found]:
    """Yield the inside of every HTML comment of a text from `without_code`."""
    for match in _COMMENT.finditer(visible, 0, _last_close(visible)):
        yield _Found(match[1], match.start())


def open_comment(visible: str) -> int | None:
    """Return the offset of a comment that is never closed, if there is one."""
    found = without_comments(visible).find("<!--")
    return found if found >= 0 else None


def unknown_section(text: str) -> int | None:
    """Return the offset of a `<![` of which Markdown can make nothing, if there is one.

    `text` is as it was written, since Markdown looks for sections in code as well.
    """
    found = UNKNOWN_SECTION.search(text)
    return found.start() if found else None


def links(visible: str) -> Iterator[_Found]:
    """Yield the target of every link and image of a text from `without_code`."""
    visible = without_comments(visible)
    for pattern in (INLINE_LINK, LINK_DEFINITION, AUTOLINK, HTML_LINK):
        for match in pattern.finditer(visible):
            group = match.lastindex
            if group and match[group]:
                yield _Found(match[group], match.start(group))


def top_heading(visible: str) -> int | None:
    """Return the offset of a level 1 heading, if there is one."""
    found = HEADING_1.search(visible)
    return found.start() if found else None


def without_comments(visible: str) -> str:
    """Return a text from `without_code`, of the same length, with its comments blank."""
    end = _last_close(visible)
    return _COMMENT.sub(lambda match: _spaces(match[0]), visible[:end]) + visible[end:]


def _last_close(text: str) -> int:
    """Return where the last comment can end: an opening behind it would be sought in vain."""
    return text.rfind("-->") + len("-->") if "-->" in text else 0


@dataclass
class CodeBlocks:
    """A text without its blocks of code, and where those stand."""

    visible: str = ""
    indented: list[int] = field(default_factory=list)
    """The offset of each block that four spaces make one of code."""
    open_fence: int | None = None
    """The offset of the line that opens a block of code which nothing closes."""


def code_blocks(text: str) -> CodeBlocks:
    """Find the blocks of code in a text, and what is left of it."""
    result: list[str] = []
    found = CodeBlocks()
    fence = ""
    after_blank = True
    in_container = False
    in_comment = False
    for match in _LINE.finditer(text):
        line = match[0]
        if not line:
            break
        stripped = line.strip()
        is_indented = line.startswith(("    ", "\t"))
        opening = FENCE.match(line)
        if fence:
            if opening and opening[1].startswith(fence) and stripped.strip("> \t") == opening[1]:
                fence, found.open_fence = "", None
            line = _spaces(line)
        elif in_comment:
            in_comment = "-->" not in line
        elif opening and "`" not in stripped[stripped.index(opening[1]) + len(opening[1]) :]:
            fence, found.open_fence = opening[1], match.start()
            line = _spaces(line)
        elif is_indented and not in_container and after_blank and stripped:
            found.indented.append(match.start())
            line = _spaces(line)
            result.append(line)
            continue  # a paragraph of code goes on as long as its lines are indented
        elif stripped and not is_indented:
            in_container = bool(_CONTAINER.match(line)) or (in_container and not after_blank)
        if not fence and not in_comment and "<!--" in line:
            in_comment = "-->" not in line[line.rindex("<!--") :]
        after_blank = not stripped
        result.append(line)
    found.visible = "".join(result)
    return found


def _spaces(text: str) -> str:
    return re.sub(r"[^\r\n]", " ", text)
