"""Reads documents, Markdown and HTML: the lists and tables of names below their headings."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace

from selectolax.lexbor import LexborHTMLParser, LexborNode

from campaign.config.topics import ABOUT_IMPORTING
from campaign.content.fingerprint import EXTENSIONS
from campaign.content.front_matter import split_page
from campaign.content.markdown_text import open_comment, without_code
from campaign.core.folding import fold
from campaign.core.problems import LineIndex, Problem, quote
from campaign.importer.encodings import Decoded
from campaign.importer.table import HEADING, STRUCK, Table, make_table, unreadable
from campaign.importer.words import kind_of, target_of
from campaign.safety.personal_data import EMAIL

HTML = (".html", ".htm")
LISTS = ("ul", "ol")
SKIPPED = ("script", "style", "template", "pre", "nav", "img")
STRUCK_BY = ("del", "s", "strike")
ITEM = r"(?:[-*+•]|\d{1,6}[.)])[ \t]"
# What GitHub shows as a list and the site's library does not.
AS_GITHUB_DOES = (
    (re.compile(r"(?m)^([ \t]*)•[ \t]*"), r"\1- "),
    (re.compile(r"(?m)^([ \t]*\d{1,6})\)[ \t]"), r"\1. "),
    (re.compile(rf"(?m)^ {{2,3}}(?={ITEM})"), "    "),
    (re.compile(rf"(?m)^(?![ \t]*{ITEM}|[ \t]|#)(.*\S.*)\n(?={ITEM})"), r"\1\n\n"),
)
ADDRESS = re.compile(r"https?://[^\s<>]+", re.IGNORECASE)
EMPTY = re.compile(r"\(\s*\)|\[\s*\]|<\s*>")
EDGE = " \t\n,;:–—-|"
BOX = re.compile(r"\[[ xX]\][ \t]")
SENTENCE_END = re.compile("[.!?:;\u3002\uff01\uff1f]$")
ABBREVIATION = re.compile(r"(?:[A-Z]\w{0,4}|\w+\.\w+)\.$")
PARTICLES = frozenset(
    "a al an and bin by d da das de degli dei del della den der des di do dos du e el et for für "
    "i ibn in la las le les los of on og och the to und v van von y z zu".split()
)
MOST_WORDS = 16


@dataclass
class _Entry:
    """One entry of a list, or one row of a table, while it is read."""

    line: int
    cells: list[str]
    """An entry's text; the cells of a table's row."""
    address: str = ""
    email: str = ""
    is_struck: bool = False
    is_nested: bool = False


@dataclass
class _Block:
    """A list or a table, and the headings above it, the nearest last."""

    headings: tuple[str, ...]
    entries: list[_Entry] = field(default_factory=list)
    header: tuple[str, ...] = ()
    """A table's header."""

    @property
    def heading(self) -> str:
        return self.headings[-1] if self.headings else ""

    @property
    def holds_names(self) -> bool:
        """Whether more entries may be names than are sentences."""
        if self.header:
            targets = {target_of(cell) for cell in self.header}
            return not targets.isdisjoint(("name", "person", "organization", "first name"))
        sentences = sum(is_sentence(entry.cells[0]) for entry in self.entries)
        return bool(self.entries) and sentences * 2 <= len(self.entries)


def read_document(decoded: Decoded, file: str, section: str | None, *, is_html: bool) -> Table:
    """Return the table of a document's names: those below `section`, or those that it proposes.

    Entries within entries, boxes to tick and sentences are refused by their line; an entry that
    is struck through stands for somebody who withdrew.
    """
    html, first_line = (decoded.text, 1) if is_html else _html(decoded.text, file)
    root = LexborHTMLParser(html).root
    lines = _Lines(decoded.text, first_line)
    blocks = list(_blocks(root, lines)) if root else []
    chosen = _chosen(blocks, section, file)
    others = [block for block in blocks if not any(block is one for one in chosen)]
    form = f"{'HTML' if is_html else 'Markdown'}, in {decoded.encoding}"
    table = _table(file, form, chosen)
    return replace(table, notes=(*_notes(chosen, others), *table.notes))


def is_sentence(text: str) -> bool:
    """Whether a text reads as a sentence and not as a name, by its end and its small letters."""
    words = re.sub(r"\([^()]*\)", "", text).split()
    if not words:
        return False
    if SENTENCE_END.search(words[-1]) and not ABBREVIATION.search(words[-1]):
        return True
    letters = [word for word in words if word[0].isalpha() and word not in PARTICLES]
    small = [word for word in letters if word[0].islower()]
    return len(words) > MOST_WORDS or (len(words) > 2 and len(small) * 2 > len(letters))


def _html(text: str, file: str) -> tuple[str, int]:
    """Return the HTML that the site's library makes of Markdown, and the text's first line."""
    # Loaded here: only documents need it.
    from markdown import Markdown

    split, problems = split_page(text, file)
    if problems:
        raise unreadable(file, problems[0].message, problems[0].line, problems[0].column)
    markdown = without_code(split.markdown)
    if (offset := open_comment(markdown)) is not None:
        line, column = LineIndex(markdown).place(offset)
        message = (
            "a comment opens here and is never closed, so that nothing below can be read; "
            "close it with -->"
        )
        raise unreadable(file, message, line + split.markdown_line - 1, column)
    source = split.markdown.replace("\r\n", "\n").replace("\r", "\n")
    for pattern, written in AS_GITHUB_DOES:
        source = pattern.sub(written, source)
    try:
        return Markdown(extensions=[*EXTENSIONS, "pymdownx.tilde"]).convert(source), (
            split.markdown_line
        )
    except RecursionError:
        raise unreadable(file, "the lists are nested too deeply; write them flatter") from None


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
    above: list[tuple[int, str]] = []
    for node in root.traverse():
        if re.fullmatch("h[1-6]", node.tag or ""):
            level = int((node.tag or "h1")[1])
            text = " ".join(node.text().split())
            above = [*((n, t) for n, t in above if n < level), (level, text)]
            lines.find(text)
        elif node.tag in LISTS and not _within(node, (*LISTS, "table", *SKIPPED)):
            block = _Block(tuple(text for _, text in above))
            block.entries = list(_items(node, lines, is_nested=False))
            yield block
        elif node.tag == "table" and not _within(node, ("table", *SKIPPED)):
            yield _read_rows(node, tuple(text for _, text in above), lines)


def _within(node: LexborNode, tags: Sequence[str]) -> bool:
    parent = node.parent
    while parent is not None:
        if parent.tag in tags:
            return True
        parent = parent.parent
    return False


def _items(node: LexborNode, lines: _Lines, *, is_nested: bool) -> Iterator[_Entry]:
    for item in node.iter():
        if item.tag != "li":
            continue
        entry = _entry(item, lines)
        entry.is_nested = is_nested
        yield entry
        for inner in item.css("ul, ol"):
            if inner.parent is not None and inner.parent.mem_id == item.mem_id:
                yield from _items(inner, lines, is_nested=True)


def _read_rows(node: LexborNode, headings: tuple[str, ...], lines: _Lines) -> _Block:
    block = _Block(headings)
    for row in node.css("tr"):
        cells = [_entry(cell, lines) for cell in row.iter() if cell.tag in ("td", "th")]
        texts = [cell.cells[0] for cell in cells]
        if not block.header:
            block.header = tuple(texts)
        elif any(texts):
            line = next((cell.line for cell in cells if cell.line), 0)
            first = next((cell for cell in cells if cell.address), None)
            filled = [cell for cell in cells if cell.cells[0]]
            block.entries.append(
                _Entry(
                    line, texts, first.address if first else "",
                    next((cell.email for cell in cells if cell.email), ""),
                    all(cell.is_struck for cell in filled),
                )
            )  # fmt: skip
    return block


def _entry(node: LexborNode, lines: _Lines) -> _Entry:
    """Return what an entry says: its text, its first whole address, whether it is struck."""
    texts: list[tuple[str, bool]] = []
    addresses: list[str] = []
    emails: list[str] = []

    def walk(parent: LexborNode, *, is_struck: bool) -> None:
        for child in parent.iter(include_text=True):
            if child.tag == "-text":
                texts.append((child.text(), is_struck))
            elif child.tag == "a":
                _follow(child, is_struck=is_struck)
            elif child.tag == "br":
                texts.append((" ", is_struck))
            elif child.tag not in (*LISTS, *SKIPPED, "table"):
                walk(child, is_struck=is_struck or child.tag in STRUCK_BY)

    def _follow(link: LexborNode, *, is_struck: bool) -> None:
        address = (link.attributes.get("href") or "").strip()
        text = link.text().strip()
        if address.lower().startswith("mailto:"):
            emails.append(address)
            if EMAIL.fullmatch(text):
                return
        elif ADDRESS.fullmatch(address):
            addresses.append(address)
        if not ADDRESS.fullmatch(text):
            walk(link, is_struck=is_struck or bool(link.css(", ".join(STRUCK_BY))))

    walk(node, is_struck=False)
    written = [text for text, _ in texts if text.strip(EDGE)]
    whole = "".join(text for text, _ in texts)
    addresses += ADDRESS.findall(whole)
    bare = EMPTY.sub("", ADDRESS.sub("", whole))
    first = written[0].strip()[:24] if written else (addresses or [""])[0]
    return _Entry(
        lines.find(first.split("\n")[0]),
        [" ".join(bare.split()).strip(EDGE)],
        (addresses or [""])[0],
        (emails or [""])[0],
        bool(written) and all(is_struck for text, is_struck in texts if text.strip(EDGE)),
    )


def _chosen(blocks: list[_Block], section: str | None, file: str) -> list[_Block]:
    """Return the blocks to read: those of the wanted section, or those that hold the names."""
    if section is not None:
        found = [b for b in blocks if fold(section) in map(fold, b.headings) and b.entries]
        if found:
            return found
        message = f"no list stands below a heading {quote(section)}; write one of: "
        raise unreadable(file, message + (_shown(blocks) or "none, since the file holds no list"))
    found = [block for block in blocks if block.holds_names and block.entries]
    if not found:
        message = "the file holds no list of names; begin each entry with a dash, as - Name"
        if blocks:
            message = (
                "no list of the file holds names: the entries read as sentences; say below which "
                f'heading the signatories stand, as --section "HEADING": {_shown(blocks)}'
            )
        raise unreadable(file, message)
    telling = [b for b in found if _tells_names(b.heading)] or [
        b for b in found if any(map(_tells_names, b.headings))
    ]
    if telling or len({block.heading for block in found}) == 1:
        return telling or found
    raise unreadable(
        file,
        "several lists may be the signatories; say below which heading they stand, as "
        f'--section "HEADING": {_shown(found)}',
    )


def _tells_names(heading: str) -> bool:
    targets = ("name", "organization", "person", "signed")
    is_short = len(heading.split()) <= 4
    return is_short and (target_of(heading) in targets or kind_of(heading) is not None)


def _shown(blocks: Iterable[_Block]) -> str:
    """Name headings with how many entries stand below each, and the first."""
    counts: dict[str, list[str]] = {}
    for block in blocks:
        counts.setdefault(block.heading, []).extend(entry.cells[0] for entry in block.entries)
    return ", ".join(
        f"{quote(heading) if heading else 'no heading'} ({len(texts):,}, as {quote(texts[0])})"
        for heading, texts in counts.items()
        if texts
    )


def _notes(chosen: list[_Block], others: list[_Block]) -> Iterator[str]:
    yield f"Read, below headings: {_shown(chosen)}."
    if left := _shown(others):
        yield f"Not read: {left}. To read others, write --section with the heading."


def _table(file: str, form: str, blocks: list[_Block]) -> Table:
    header = list(dict.fromkeys(name for block in blocks for name in block.header))
    records: list[tuple[int, list[str]]] = []
    refused: list[tuple[Problem, ...]] = []
    found: list[tuple[int, dict[str, str]]] = []
    for block in blocks:
        for entry in block.entries:
            if why := _unfit(entry, is_row=bool(block.header)):
                refused.append((Problem(file, entry.line, 0, why, ABOUT_IMPORTING),))
                continue
            named = zip(block.header or ("Name",), entry.cells, strict=False)
            found.append((entry.line, {
                HEADING: block.heading,
                **dict(named),
                "Web address": entry.address,
                "E-mail": entry.email,
                STRUCK: "yes" if entry.is_struck else "",
            }))  # fmt: skip
    names = [HEADING, *(header or ["Name"]), "Web address", "E-mail", STRUCK]
    columns = [n for n in dict.fromkeys(names) if any(cells.get(n) for _, cells in found)]
    records = [(line, [cells.get(name, "") for name in columns]) for line, cells in found]
    table = make_table(file, form, columns, records)
    return replace(table, refused=table.refused + tuple(refused))


def _unfit(entry: _Entry, *, is_row: bool) -> str | None:
    """Say why an entry may stand for no signatory."""
    if entry.is_nested:
        return "the entry stands within another one; let it begin in the column of the others"
    if is_row:
        return None
    if BOX.match(entry.cells[0]):
        return "the entry begins with a box to tick; write the name alone"
    if is_sentence(entry.cells[0]):
        return f"{quote(entry.cells[0])} reads as a sentence; write the name alone"
    if not entry.cells[0]:
        return "the entry holds no text; write the name"
    return None
