"""Reads a Markdown list of names, one an entry, with a link or without."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from html import unescape

from campaign.content.front_matter import split_page
from campaign.content.markdown_text import open_comment, without_code, without_comments
from campaign.core.problems import LineIndex, Problem
from campaign.importer.encodings import Decoded
from campaign.importer.table import Table, make_table, unreadable

HEADING = re.compile(r" {0,3}#{1,6}[ \t]+(.+?)[ \t#]*$")
ITEM = re.compile(r"([ \t]*)(?:[-*+]|\d{1,6}[.)])[ \t]+(\S.*)$")
LINK = re.compile(r"(?<!!)\[([^\[\]]+)\]\(\s*<?([^\s<>()]*(?:\([^\s()]*\)[^\s()]*)*)>?[^()]*\)")
AUTOLINK = re.compile(r"<(https?://[^\s<>]+)>")
HTML = re.compile(r"<[/!?a-zA-Z]")
IMAGE = re.compile(r"!\[[^\]]*\]\(")
EMPHASIS = re.compile(r"(?<![\w\\])(\*\*|__|\*|_)(?=\S)(.+?)(?<=[^\s\\])\1(?!\w)")
STRUCK = re.compile(r"(?<!\\)~~(?=\S)")
BOX = re.compile(r"\[[ xX]\][ \t]")
ESCAPED = re.compile(r"\\([!-/:-@\[-`{-~])")
HEADER = ("Heading", "Name", "Web address")
MOST_RANGES = 10
"""Places of lines that are named; a file of prose has hundreds."""


def read_markdown(decoded: Decoded, file: str) -> Table:
    """Return the table of a Markdown text: each entry's name, its link, the heading above it.

    Entries within entries, those that are struck through, boxes to tick, images and HTML are
    refused by their line; other lines are named.
    """
    split, problems = split_page(decoded.text, file)
    if problems:
        raise unreadable(file, problems[0].message, problems[0].line, problems[0].column)
    markdown = without_code(split.markdown)
    if (offset := open_comment(markdown)) is not None:
        line, column = LineIndex(markdown).place(offset)
        raise unreadable(
            file,
            "a comment opens here and is never closed, so that nothing below can be read; "
            "close it with -->",
            line + split.markdown_line - 1,
            column,
        )
    refused: list[tuple[Problem, ...]] = []
    records: list[tuple[int, list[str]]] = []
    others: list[int] = []
    for below, heading, entry, nested in _entries(without_comments(markdown)):
        line = below + split.markdown_line - 1
        if entry is None:
            others.append(line)
            continue
        why = _unfit(entry, nested)
        if why:
            refused.append((Problem(file, line, 0, why),))
        else:
            records.append((line, [_plain(heading), *_name_and_address(entry)]))
    if not records and not refused:
        raise unreadable(file, "the file holds no list; begin each entry with a dash: - Name")
    notes = [f"Lines that are no entry of a list, not read: {_ranges(others)}."] if others else []
    table = make_table(file, f"a Markdown list, in {decoded.encoding}", HEADER, records, notes)
    return replace(table, refused=table.refused + tuple(refused), headings=frozenset({HEADER[0]}))


def _entries(markdown: str) -> Iterator[tuple[int, str, str | None, bool]]:
    """Yield line, heading and text of each entry, and of each other line with None for its text."""
    heading = ""
    base: int | None = None
    pending: tuple[int, str, str, bool] | None = None
    for number, line in enumerate(re.split(r"\r\n|\n|\r", markdown), start=1):
        item = ITEM.match(line)
        if pending and line.strip() and not item and line[:1] in " \t":
            pending = (*pending[:2], f"{pending[2]} {line.strip()}", pending[3])
            continue
        if pending and (item or not line.strip() or line[:1] not in " \t"):
            yield pending
            pending = None
        if item:
            indent = len(item[1].expandtabs(4))
            base = indent if base is None else base
            pending = (number, heading, item[2].strip(), indent > base + 1)
        elif found := HEADING.match(line):
            heading, base = found[1], None
        elif line.strip():
            base = None
            yield number, heading, None, False
    if pending:
        yield pending


def _ranges(lines: list[int]) -> str:
    """Return the numbers of lines, those that follow one another as from the first to the last."""
    runs: list[list[int]] = []
    for line in lines:
        if runs and line == runs[-1][-1] + 1:
            runs[-1][1:] = [line]
        else:
            runs.append([line])
    shown = ["–".join(map(str, run)) for run in runs[:MOST_RANGES]]
    more = len(runs) - len(shown)
    return ", ".join(shown) + (f" and {more} more places" if more else "")


def _unfit(entry: str, nested: bool) -> str | None:
    if nested:
        return "the entry stands within another one; let it begin in the column of the others"
    if STRUCK.search(entry):
        return "the entry is struck through; leave it out, or write the name without the ~~"
    if BOX.match(entry):
        return "the entry begins with a box to tick; write the name alone"
    if IMAGE.search(entry):
        return "the entry holds a picture; write the name alone"
    if HTML.search(AUTOLINK.sub("", entry)):
        return "the entry holds HTML; write the name alone, as - Name or - [Name](https://…)"
    if len(LINK.findall(entry)) + len(AUTOLINK.findall(entry)) > 1:
        return "the entry holds several links; keep the signatory's own"
    return None


def _name_and_address(entry: str) -> tuple[str, str]:
    if found := LINK.search(entry):
        name, address = LINK.sub(lambda match: match[1], entry), found[2]
    elif found := AUTOLINK.search(entry):
        name, address = AUTOLINK.sub("", entry), found[1]
    else:
        name, address = entry, ""
    return _plain(name), unescape(address)


def _plain(text: str) -> str:
    """Return Markdown's inline text as it is shown."""
    before = ""
    while before != text:
        before, text = text, EMPHASIS.sub(lambda match: match[2], text)
    return " ".join(unescape(ESCAPED.sub(r"\1", text)).split())
