"""Slips: Markdown that was meant and is shown as it stands, on GitHub as on the site."""

from __future__ import annotations

import re
from collections.abc import Iterator

from campaign.content.github_markdown import ROW_OF_DASHES
from campaign.content.markdown_text import (
    FENCE,
    indented_code,
    open_fence,
    without_code,
    without_comments,
)
from campaign.core.problems import quote

_ADDRESS = r"(?:https?://[^\s()\[\]]+|[^\s()\[\]]+\.(?:md|png|jpe?g|pdf)(?:#[^\s()\[\]]*)?)"
_EXCHANGED = re.compile(rf"\(([^()\n]+)\)\[({_ADDRESS})\]")
_PARTED = re.compile(rf"(?<!\\)\]([ \t]+)\(({_ADDRESS})\)")
_NEVER_CLOSED = re.compile(rf"(?<!\\)\]\(({_ADDRESS})(?![^\n]*\))[^\n]*$", re.M)
_ROW = re.compile(r"^[ \t]*\|.*\|[ \t]*$")
_NOTE = re.compile(r"(?<!\\)\[\^([^\]\s]+)\](?!:)")
_NOTE_TEXT = re.compile(r"^[ \t]*\[\^([^\]\s]+)\]:", re.M)
_SILENT = re.compile(r"<img\b(?![^>]*\balt\s*=)[^>]*>", re.I)
_SENTENCE = re.compile(r"\w+ \w+ .*[.!?:,;…”\"]$")
_NOTHING_BELOW = re.compile(r"^((?:!!!|\?\?\?\+?)[ \t]+\w.*)\r?\n {0,3}[^\s!?]", re.M)
_FILLED_IN = re.compile(r"\{\{[^{}\n]*\}\}|\{%[^{}\n]*%\}")
_SNIPPET = re.compile(r"^[ \t]*-+8<-+[ \t].*$", re.M)
_CLASS = re.compile(r"\{[^{}\n]*\.(md-[\w-]+)[^{}\n]*\}|class=[\"'][^\"']*\b(grid cards)\b")
_FORMULA = re.compile(r"(?<![\w$\\])\$(?=[^\s$])[^$\n]*[\\^_{}=][^$\n]*(?<=[^\s\\])\$(?![\w$])")
_BY_GROUND = re.compile(r"#(?:gh-(?:dark|light)-mode-only|only-(?:dark|light))\b")


def find_slips(markdown: str) -> Iterator[tuple[int, str]]:
    """Yield an offset in a page's Markdown, and a message, for each slip."""
    visible = without_comments(without_code(markdown))
    yield from _links(visible)
    yield from _tables(visible)
    yield from _notes(visible)
    yield from _blocks(markdown)
    yield from _of_other_programs(visible)
    for silent in _SILENT.finditer(visible):
        yield (
            silent.start(),
            "the picture says nothing to those who do not see it; write what it shows as its "
            'alt="…"',
        )


def _links(visible: str) -> Iterator[tuple[int, str]]:
    for match in _EXCHANGED.finditer(visible):
        yield (
            match.start(),
            "the link's brackets are exchanged, so that it is none; write "
            f"[{match[1]}]({match[2]})",
        )
    for match in _PARTED.finditer(visible):
        yield (
            match.start(1),
            "a space parts the link's words from its address, so that it is none; delete it: "
            f"]({match[2]})",
        )
    for match in _NEVER_CLOSED.finditer(visible):
        yield match.start(1), f"the link to {quote(match[1])} is never closed; write ) behind it"


def _tables(visible: str) -> Iterator[tuple[int, str]]:
    """Yield the first line of each block of rows that no line of dashes makes a table."""
    offset, before = 0, ""
    lines = visible.splitlines(keepends=True)
    for number, line in enumerate(lines):
        following = lines[number + 1] if number + 1 < len(lines) else ""
        is_first = bool(_ROW.match(line.rstrip("\r\n"))) and not before.strip()
        if is_first and _ROW.match(following.rstrip("\r\n")) and not ROW_OF_DASHES.match(following):
            yield (
                offset,
                "the rows make no table without a line of dashes below the first; write one, as "
                "| --- | --- |",
            )
        offset, before = offset + len(line), line


def _notes(visible: str) -> Iterator[tuple[int, str]]:
    known = set(_NOTE_TEXT.findall(visible))
    for match in _NOTE.finditer(visible):
        if match[1] not in known:
            yield (
                match.start(),
                f"the note {quote(match[1])} has no text; write a line that begins with "
                f"[^{match[1]}]: and a space",
            )


def _blocks(markdown: str) -> Iterator[tuple[int, str]]:
    """Yield blocks of code that are none, or that take in what follows."""
    if (fence := open_fence(markdown)) is not None:
        sign = FENCE.match(markdown, fence)
        yield (
            fence,
            "a block of code opens here and is never closed; write a line of "
            f"{sign[1] if sign else '```'} below it",
        )
    for match in _NOTHING_BELOW.finditer(without_code(markdown)):
        yield match.start(1), "four spaces begin each line of what belongs to a note; write them"
    for offset in indented_code(markdown):
        line = markdown[offset:].lstrip(" \t").splitlines()[0].rstrip()
        if _SENTENCE.match(line):
            yield (
                offset,
                "four spaces before a text show it as code; delete them, or write a line of ``` "
                "above and below what is code",
            )


def _of_other_programs(visible: str) -> Iterator[tuple[int, str]]:
    for match in _FILLED_IN.finditer(visible):
        yield (
            match.start(),
            f"nothing is filled in for {quote(match[0])}; write the text itself, or a component, "
            "as <!-- @count -->",
        )
    for match in _SNIPPET.finditer(visible):
        yield match.start(), "no other file is taken into a page; write its text here"
    for match in _CLASS.finditer(visible):
        name = match[1] or match[2]
        remedy = "for a link to another page write `.button`" if match[1] else "write a list"
        yield match.start(), f"the class {quote(name)} has no effect here; {remedy}"
    for match in _FORMULA.finditer(visible):
        yield (
            match.start(),
            "only GitHub sets a formula between $; write it in words, or a \\ before each $",
        )
    for match in _BY_GROUND.finditer(visible):
        yield (
            match.start(),
            f"{quote(match[0])} has no effect here; place one picture, which fits the light and "
            "the dark",
        )
