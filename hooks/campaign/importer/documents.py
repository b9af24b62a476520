"""Reads documents, Markdown and HTML: the lists and tables of names below their headings."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import NamedTuple

from selectolax.lexbor import LexborHTMLParser, LexborNode

from campaign.content.fingerprint import EXTENSIONS
from campaign.content.front_matter import split_page
from campaign.content.markdown_text import open_comment, without_code
from campaign.core.folding import fold
from campaign.core.problems import LineIndex, Problem, Wrong, quote
from campaign.importer.table import (
    HEADING,
    STRUCK,
    Decoded,
    Entry,
    Table,
    Unreadable,
    row_problem,
    table_of_entries,
    unreadable,
)
from campaign.importer.words import NAMES, PERSONS, is_sentence, kind_of, target_of, withholds
from campaign.safety.personal_data import EMAIL
from campaign.signatories.tidy import is_anonymous

TABLES = ("ul", "ol", "table")
HIDES = re.compile(r"display\s*:\s*none", re.IGNORECASE)
SKIPPED = ("script", "style", "template", "pre", "nav", "img")
# What begins an entry for GitHub, or for whoever wrote it, and not for the site's library.
LIST_SIGNS = (
    (re.compile(r"(?m)^([ \t]*)•[ \t]*"), r"\1- "),
    (re.compile(r"(?m)^([ \t]*\d{1,6})\)[ \t]"), r"\1. "),
)
ADDRESS = re.compile(r"https?://[^\s<>]+", re.IGNORECASE)
EMPTY_BRACKETS = re.compile(r"\(\s*\)|\[\s*\]|<\s*>")
_EDGE = " \t\n,;:–—-|"
BOX = re.compile(r"(?:\[[ xX]\]|[☐☑])[ \t]")
STRUCK_TAGS = ("del", "s", "strike")
LINE_THROUGH = "line-through"
_STRUCK_CLASS = re.compile(rf"\.([A-Za-z_][\w-]*)\s*\{{[^{{}}]*{LINE_THROUGH}")
"""A class that strikes through, as in what Google Docs exports."""
PARTLY_STRUCK = (
    "the entry begins with struck text and goes on with another; delete it if they withdrew, or "
    "delete what is struck"
)
HIDDEN_ENTRY = (
    "the page hides the entry; if the signatory may be named, delete what hides it in a copy: "
    "display:none, or hidden"
)


class _Cell(NamedTuple):
    """One entry of a list, or one cell of a table."""

    line: int
    text: str
    address: str
    email: str
    is_struck: bool
    """Whether it is struck through but for a remark behind."""
    is_corrected: bool
    """Whether another text stands behind what is struck."""
    is_nested: bool
    is_hidden: bool
    """Whether its page does not show it."""


class _Block(NamedTuple):
    """A list, whose rows are of one cell, or a table; and the headings above, the nearest last."""

    headings: tuple[str, ...]
    """The first is empty: it stands for no heading."""
    rows: list[list[_Cell]]
    header: tuple[str, ...] = ()
    """A table's header."""

    @property
    def holds_names(self) -> bool:
        """Whether more entries may be names than are sentences."""
        if self.header:
            return not NAMES.isdisjoint(map(target_of, self.header))
        return sum(is_sentence(row[0].text) for row in self.rows) * 2 <= len(self.rows)


def read_document(decoded: Decoded, file: str, section: str | None, *, is_html: bool) -> Table:
    """Return the table of a document's names: those below `section`, or those that it proposes.

    Entries within entries, boxes to tick and sentences are refused by their line; an entry that
    is struck through stands for somebody who withdrew.
    """
    html, first_line = (decoded.text, 1) if is_html else _html(decoded.text, file)
    root = LexborHTMLParser(html).root
    if root:
        _mark_struck(root)
    blocks = list(_blocks(root, _Lines(decoded.text, first_line))) if root else []
    chosen = _chosen(blocks, section, file)
    notes = [f"Read, below headings: {_shown(chosen)}."]
    if left := _shown(block for block in blocks if not any(block is one for one in chosen)):
        notes.append(f"Not read: {left}. To read others, write --section with the heading.")
    form = f"{'HTML' if is_html else 'Markdown'}, in {decoded.encoding}"
    return replace(_table(file, form, chosen), notes=tuple(notes))


def _html(text: str, file: str) -> tuple[str, int]:
    """Return the HTML that the site's library makes of Markdown, and the text's first line."""
    # Loaded here: only documents need it.
    from campaign.content.markdown_html import page_html

    split, problems = split_page(text, file)
    if problems:
        raise Unreadable(*problems)
    markdown = without_code(split.markdown)
    if (offset := open_comment(markdown)) is not None:
        line, column = LineIndex(markdown).place(offset)
        message = (
            "a comment opens here and is never closed, so that nothing below can be read; "
            "close it with -->"
        )
        raise unreadable(file, message, line + split.markdown_line - 1, column)
    source = split.markdown.replace("\r\n", "\n").replace("\r", "\n")
    for sign, written in LIST_SIGNS:
        source = sign.sub(written, source)
    try:
        html = page_html(source, {name: {} for name in (*EXTENSIONS, "pymdownx.tilde")}).html
    except Wrong as wrong:
        raise unreadable(file, str(wrong)) from None
    return html, split.markdown_line


class _Lines:
    """Finds the line of each entry by its first words, in the order of the text."""

    def __init__(self, text: str, first_line: int) -> None:
        self._lines = re.split(r"\r\n|\n|\r", text)
        self._at = first_line - 1

    def find(self, text: str) -> int:
        """Return the line, from 1, that holds a text, not before the last one found; 0 for none."""
        for at in range(self._at, len(self._lines)):
            if text and text in self._lines[at]:
                self._at = at
                return at + 1
        return 0


def _blocks(root: LexborNode, lines: _Lines) -> Iterator[_Block]:
    """Yield the lists and tables of a document in their order."""
    above: list[tuple[str, str]] = [("", "")]
    for node in root.traverse():
        if re.fullmatch("h[1-6]", tag := node.tag or ""):
            text = " ".join(node.text().split())
            above = [*(each for each in above if each[0] < tag), (tag, text)]
            lines.find(text)
        if tag not in TABLES or _is_within(node, *TABLES, *SKIPPED):
            continue
        headings = tuple(text for _, text in above)
        if tag != "table":
            yield _Block(headings, [[_cell(item, lines)] for item in node.css("li")])
            continue
        rows = [
            [_cell(cell, lines) for cell in row.iter() if cell.tag in ("td", "th")]
            for row in node.css("tr")
        ]
        filled = [row for row in rows if any(cell.text for cell in row)]
        header = tuple(cell.text for cell in filled[0]) if filled else ()
        yield _Block(headings, filled[1:], header)


def _mark_struck(root: LexborNode) -> None:
    """Give each element the style that strikes it through by its class."""
    for name in _STRUCK_CLASS.findall(" ".join(sheet.text() for sheet in root.css("style"))):
        for node in root.css(f".{name}"):
            node.attrs["style"] = LINE_THROUGH


def _strikes(node: LexborNode | None) -> bool:
    """Whether an element, or one that it stands in, strikes through."""
    while node is not None:
        style = node.attributes.get("style") or ""
        if node.tag in STRUCK_TAGS or LINE_THROUGH in style:
            return True
        node = node.parent
    return False


def _is_within(node: LexborNode, *tags: str) -> bool:
    parent = node.parent
    while parent is not None and parent.tag not in tags:
        parent = parent.parent
    return parent is not None


def _cell(node: LexborNode, lines: _Lines) -> _Cell:
    """Return what an entry says: its text, its first whole address, whether it is struck."""
    part = LexborHTMLParser(f"<body>{node.inner_html}")
    _remove(part, ", ".join((*TABLES, *SKIPPED)))
    addresses, emails = [], []
    for link in part.css("a"):
        address = (link.attributes.get("href") or "").strip()
        if address.lower().startswith("mailto:"):
            emails.append(address)
        elif ADDRESS.fullmatch(address):
            addresses.append(address)
        text = link.text().strip()
        if ADDRESS.fullmatch(text) or (emails and EMAIL.fullmatch(text)):
            link.replace_with("")
    for end in part.css("br"):
        end.replace_with(" ")
    whole = part.text()
    addresses += ADDRESS.findall(whole)
    nodes = part.root.traverse(include_text=True) if part.root else ()
    texts = [text for text in nodes if text.tag == "-text" and text.text().strip(_EDGE)]
    written = [text.text() for text in texts]
    begins_struck = bool(texts) and (_strikes(texts[0].parent) or _strikes(node))
    behind = "" if _strikes(node) else "".join(t.text() for t in texts if not _strikes(t.parent))
    is_corrected = begins_struck and behind.lstrip()[:1].isalpha()
    first = (written or addresses or [""])[0]
    return _Cell(
        lines.find(first.strip("☐☑ \t\n").split("\n")[0][:24] if written else first),
        " ".join(EMPTY_BRACKETS.sub("", ADDRESS.sub("", whole)).split()).strip(_EDGE),
        (addresses or [""])[0],
        (emails or [""])[0],
        begins_struck and not is_corrected,
        is_corrected,
        _is_within(node, "li"),
        _is_hidden(node) or (node.tag != "li" and _is_hidden(node.parent)),
    )


def _is_hidden(node: LexborNode | None) -> bool:
    attributes = node.attributes if node else {}
    return "hidden" in attributes or bool(HIDES.search(attributes.get("style") or ""))


def _remove(part: LexborHTMLParser, selector: str) -> None:
    while (found := part.css_first(selector)) is not None:
        found.decompose()


def _chosen(blocks: list[_Block], section: str | None, file: str) -> list[_Block]:
    """Return the blocks to read: those of the wanted section, or those that hold the names."""
    if section is not None:
        found = [b for b in blocks if fold(section) in map(fold, b.headings) and b.rows]
        if found:
            return found
        message = f"no list stands below a heading {quote(section)}; write one of: "
        raise unreadable(file, message + (_shown(blocks) or "none, since the file holds no list"))
    found = [block for block in blocks if block.holds_names and block.rows]
    if not found:
        message = "the file holds no list of names; begin each entry with a dash, as - Name"
        if blocks:
            message = (
                "no list of the file holds names: the entries read as sentences; say below which "
                f'heading the signatories stand, as --section "HEADING": {_shown(blocks)}'
            )
        raise unreadable(file, message)
    telling = [b for b in found if _tells_names(b.headings[-1])] or [
        b for b in found if any(map(_tells_names, b.headings))
    ]
    if telling or len({block.headings[-1] for block in found}) == 1:
        return telling or found
    raise unreadable(
        file,
        "several lists may be the signatories; say below which heading they stand, as "
        f'--section "HEADING": {_shown(found)}',
    )


def _tells_names(heading: str) -> bool:
    targets = ("name", "organization", "person", "signed")
    is_short = len(heading.split()) <= 4 and not withholds(heading)
    return is_short and (target_of(heading) in targets or kind_of(heading) is not None)


def _shown(blocks: Iterable[_Block]) -> str:
    """Name headings with how many entries stand below each, and the first."""
    counts: dict[str, list[str]] = {}
    for block in blocks:
        counts.setdefault(block.headings[-1], []).extend(row[0].text for row in block.rows)
    return ", ".join(
        f"{quote(heading) if heading else 'no heading'} ({len(texts):,}, as {quote(texts[0])})"
        for heading, texts in counts.items()
        if texts
    )


def _table(file: str, form: str, blocks: list[_Block]) -> Table:
    wrong: list[tuple[Problem, ...]] = []
    found: list[Entry] = []
    for block, row in [(each, row) for each in blocks for row in each.rows]:
        line = next((cell.line for cell in row if cell.line), 0)
        naming = _naming(block.header, row)
        why = None if block.header else _unfit(row[0])
        if any(cell.is_hidden for cell in row):
            why = HIDDEN_ENTRY
        if any(cell.is_corrected for cell in naming):
            why = PARTLY_STRUCK
        if why:
            wrong.append((row_problem(file, line, why),))
            continue
        facts = {
            HEADING: block.headings[-1],
            **dict(zip(block.header or ("Name",), (cell.text for cell in row), strict=False)),
            "Web address": next((cell.address for cell in row if cell.address), ""),
            "E-mail": next((cell.email for cell in row if cell.email), ""),
            STRUCK: "yes" if any(cell.is_struck for cell in naming) else "",
        }
        found.append(Entry(file, line, {key: value for key, value in facts.items() if value}))
    return table_of_entries(file, form, found, wrong)


def _naming(header: tuple[str, ...], row: list[_Cell]) -> list[_Cell]:
    """Return the cells of a row that name whom it stands for: the first, where no header does."""
    targets = [target_of(name) for name in header]
    for wanted in (("name", *PERSONS), ("organization",)):
        cells = zip(targets, row, strict=False)
        if found := [cell for target, cell in cells if target in wanted and cell.text]:
            return found
    return [cell for cell in row if cell.text][:1]


def _unfit(entry: _Cell) -> str | None:
    """Say why a list's entry may stand for no signatory."""
    if entry.is_nested:
        return "the entry stands within another one; let it begin in the column of the others"
    if BOX.match(entry.text):
        return "the entry begins with a box to tick; write the name alone"
    is_known = entry.is_struck or is_anonymous(entry.text)
    if is_sentence(entry.text) and not is_known:
        return f"{quote(entry.text)} reads as a sentence; write the name alone"
    return None if entry.text else "the entry holds no text; write the name"
