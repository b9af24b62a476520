"""Reads lists, tables and escapes as GitHub does: what its preview shows is what the site shows.

Python-Markdown wants an empty line before a list or a table, and four spaces for each level of a
list. GitHub follows https://spec.commonmark.org/0.31.2/#list-items: what belongs to an item begins
where the item's text begins.
"""

from __future__ import annotations

import re
import string
from dataclasses import dataclass
from typing import TYPE_CHECKING

from markdown.inlinepatterns import SubstituteTagInlineProcessor
from markdown.preprocessors import Preprocessor

if TYPE_CHECKING:
    from markdown import Markdown

TAB = 4
"""Spaces of a level in Python-Markdown, and of a block of code."""
_ITEM = re.compile(r"([-+*]|\d{1,9}[.)])( +(?=\S)|\s*$)(.*)")
BREAK = re.compile(r"([-*_])\s*(?:\1\s*){2,}$")
_CONTAINER = re.compile(r"(?:!!!|\?\?\?\+?|===[!+]*)\s|\[\^[^\]]+\]:|:\s")
"""What an extension indents by four spaces below it: notes, tabs, footnotes, definitions."""
_BLOCK = re.compile(r"#{1,6}\s|>|\x02|</?[a-zA-Z!]")
"""What begins anew without an empty line before it; a fence is a sign of its own by now."""
RAW = re.compile(r"<(pre|!--|textarea|script|style)\b|<(!--)", re.IGNORECASE)
_ROW_OF_DASHES = re.compile(r"\s*\|?\s*:?-+:?\s*(?:\|\s*:?-+:?\s*)*\|?\s*$")
_HEADING = re.compile(r"#{1,6}\s")
_OPENED = re.compile(
    r"<(div|details|section|article|aside|figure)\b([^<>]*)>(<summary>.*</summary>)?[ \t]*",
    re.IGNORECASE,
)
"""A line that opens an element in which GitHub reads Markdown, if an empty line follows."""
TASKS = {"[ ] ": "☐ ", "[x] ": "☑ ", "[X] ": "☑ "}
"""A box that nobody can tick is no control: signs say as much, to screen readers too."""


def read_as_github(md: Markdown) -> None:
    """Have Python-Markdown read a page's blocks and escapes as GitHub reads them."""
    # Extensions put a sign for each block of code at 25; at 20 HTML is looked for.
    md.preprocessors.register(_Blocks(md), "campaign-blocks", 24)
    md.ESCAPED_CHARS = [*string.punctuation]
    line_end = SubstituteTagInlineProcessor(r"\\\n", "br")
    md.inlinePatterns.register(line_end, "campaign-line-end", 185)


class _Blocks(Preprocessor):
    def run(self, lines: list[str]) -> list[str]:
        return _Reader(lines).made


@dataclass(slots=True)
class _Level:
    """What a line must be indented to, to belong to a list's item or to another container."""

    column: int
    """As GitHub counts it."""
    is_item: bool
    has_empty_line: bool = False


class _Reader:
    """Writes lines anew as Python-Markdown wants them."""

    def __init__(self, lines: list[str]) -> None:
        self.made: list[str] = []
        self._text = "\n".join(lines).lower()
        self._levels: list[_Level] = []
        self._before = ""
        """What the line before was: empty, a paragraph's, or another."""
        self._second = ""
        """The line after the next."""
        self._raw = ""
        """What ends the raw HTML that is open."""
        quoted: list[str] = []
        for number, line in enumerate(lines):
            if not self._raw and self._is_quoted(line, quoted):
                continue
            following, self._second = [*lines[number + 1 : number + 3], "", ""][:2]
            self._read(line, following)
        self._end_quotation(quoted)

    def _is_quoted(self, line: str, quoted: list[str]) -> bool:
        """Collect a quotation's lines, which are read by themselves."""
        text = line.lstrip()
        inner = self._inner(line)
        if text.startswith(">") and inner < TAB and (quoted or self._before != "code"):
            if not quoted:
                self._leave(line, is_block=True)
                if self._levels and self._before:
                    self._write_empty()
            quoted.append(text[1:].removeprefix(" "))
            return True
        self._end_quotation(quoted)
        return False

    def _end_quotation(self, quoted: list[str]) -> None:
        if quoted:
            for line in _Reader(quoted).made:
                self._write(f"> {line}".rstrip() if not line.strip() else f"> {line}")
            is_ended = not quoted[-1].strip()
            quoted.clear()
            self._before = "quotation"
            if is_ended:  # what follows without an empty line is no part of it
                self._write_empty()

    def _inner(self, line: str) -> int:
        """How far a line is indented within the innermost level that it belongs to."""
        indent = len(line) - len(line.lstrip())
        columns = [level.column for level in self._levels if level.column <= indent]
        return indent - (columns[-1] if columns else 0)

    def _read(self, line: str, following: str) -> None:
        text = line.lstrip()
        if self._raw:
            self.made.append(line)
            if self._raw in line.lower():
                self._raw = ""
        elif not text:
            self._write_empty()
        elif self._inner(line) >= TAB and self._before != "paragraph":
            self._leave(line, is_block=True)
            self._write(" " * self._inner(line) + text, "code")
        elif self._inner(line) >= TAB:
            self._write(text if not _ITEM.match(text) else f"\\{text}", "paragraph")
        elif (item := _ITEM.match(text)) and not BREAK.match(text):
            self._read_item(line, item)
        else:
            self._read_text(line, following)

    def _read_item(self, line: str, item: re.Match[str]) -> None:
        marker, space, text = item.groups()
        indent = len(line) - len(line.lstrip())
        depth = sum(level.column <= indent for level in self._levels)
        sibling = next((level for level in self._levels[depth:] if level.is_item), None)
        is_list = sibling or marker in ("-", "+", "*", "1.", "1)")
        if self._before == "paragraph" and not (is_list and (text or sibling)):
            self._write(line.lstrip(), "paragraph")
            return
        self._leave(line, is_block=True, is_sibling=sibling is not None)
        inner = self._levels[-1] if self._levels else None
        if (
            self._before
            and not sibling
            and (not inner or inner.has_empty_line or not inner.is_item)
        ):
            self.made.append("")
        text = TASKS.get(text[:4], text[:4]) + text[4:]
        self._write(f"{marker} {text}", "paragraph" if text else "item")
        width = len(marker) + (len(space) if text and len(space) <= TAB else 1)
        # Markdown takes HTML out of the text, and would lose it beside a list directly below.
        self._levels.append(_Level(indent + width, is_item=True, has_empty_line=text[:1] == "<"))

    def _read_text(self, line: str, following: str) -> None:
        text = line.lstrip()
        is_table = bool("|" in text and "|" in following and _ROW_OF_DASHES.match(following))
        is_container = bool(_CONTAINER.match(text))
        is_block = bool(_BLOCK.match(text) or BREAK.match(text) or is_table or is_container)
        self._leave(line, is_block=is_block)
        if self._before == "paragraph" and (is_table or (is_block and self._levels)):
            self._write_empty()
        if _HEADING.match(text):
            text = line = text.rstrip()
        elif block := _OPENED.fullmatch(line):
            line = text = self._with_markdown(block, following)
        self._write(text if self._levels else line, "block" if is_block else "paragraph")
        if is_container:
            indent = len(line) - len(text)
            self._levels.append(_Level(indent + TAB, is_item=False))
        if (raw := RAW.match(text)) and "\x03" not in text:
            ending = "-->" if raw[1] is None or raw[1] == "!--" else f"</{raw[1].lower()}"
            if ending not in text.lower():
                self._raw = ending

    def _with_markdown(self, block: re.Match[str], following: str) -> str:
        """Return the line that opens an element so that Markdown below an empty line is read."""
        tag, rest, more = block.groups()
        if following.lstrip().startswith("<summary>"):
            following = self._second
        is_read = (
            "markdown" in rest or bool(following.strip()) or f"</{tag.lower()}" not in self._text
        )
        return block[0] if is_read else f'<{tag}{rest} markdown="1">{more or ""}'

    def _leave(self, line: str, *, is_block: bool, is_sibling: bool = False) -> None:
        """Leave the levels that a line does not belong to, unless it goes on with a paragraph."""
        indent = len(line) - len(line.lstrip())
        depth = next(
            (n for n, level in enumerate(self._levels) if level.column > indent), len(self._levels)
        )
        left = self._levels[depth:]
        if self._before == "paragraph" and not is_block and all(level.is_item for level in left):
            return
        if (self._before == "quotation" and is_block) or (
            left and self._before and (not is_sibling or left[0].has_empty_line)
        ):
            self.made.append("")
        del self._levels[depth:]

    def _write_empty(self) -> None:
        self.made.append("")
        self._before = ""
        for level in self._levels:
            level.has_empty_line = True

    def _write(self, text: str, kind: str = "") -> None:
        self.made.append(" " * (TAB * len(self._levels)) + text)
        self._before = kind
