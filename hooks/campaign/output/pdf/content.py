"""Turns a page's HTML into the small tree that the PDF's template sets: nothing in it is lost.

What the tree has no kind for is kept as its text. Footnotes stand where they are referred to.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, TypeGuard
from urllib.parse import urljoin

from selectolax.lexbor import LexborHTMLParser

_BLANKS = re.compile(r"[ \t\r\n\f]+")
BLOCKS = frozenset(
    "address article aside blockquote caption center dd details div dl dt fieldset figcaption "
    "figure footer h1 h2 h3 h4 h5 h6 header hgroup hr li main nav ol p pre section summary table "
    "tbody td tfoot th thead tr ul".split()
)
UNSEEN = frozenset("col colgroup input script style template wbr".split())
_CELLS = ("td", "th", "caption")
STYLES = {
    "b": "strong", "strong": "strong",
    "cite": "emphasis", "dfn": "emphasis", "em": "emphasis", "i": "emphasis", "var": "emphasis",
    "del": "strike", "s": "strike", "ins": "underline", "u": "underline",
    "sub": "sub", "sup": "super",
    "code": "code", "kbd": "code", "samp": "code", "tt": "code",
}  # fmt: skip
HEADING_TAG = re.compile(r"h([1-6])")
_DEEPEST = 50
"""How deep elements are read within each other; of what is deeper only the text."""
TOP_HEADING = 2
"""The level of the first headings in a text: level 1 is the letter's title."""


@dataclass(frozen=True, slots=True)
class Node:
    """A piece of the letter: a paragraph, a heading, words that are emphasized."""

    kind: str
    children: tuple[Node | str, ...] = ()
    values: Mapping[str, Any] = field(default_factory=dict)
    """What the kind needs besides: `level` of a heading, `url` of a link, `start` of a list."""

    @property
    def is_block(self) -> bool:
        """Whether it stands on lines of its own."""
        return self.kind in BLOCK_KINDS

    def data(self) -> dict[str, Any]:
        """Return the node as JSON can hold it."""
        children = [c if isinstance(c, str) else c.data() for c in self.children]
        return {"kind": self.kind, "children": children, **self.values}


BLOCK_KINDS = frozenset(
    "paragraph heading list item quote code-block rule table row cell terms term description "
    "demands".split()
)
Pieces = Sequence[Node | str]


@dataclass(slots=True)
class _Element:
    tag: str
    attributes: Mapping[str, str]
    children: list[_Element | Node | str] = field(default_factory=list)

    @property
    def is_block(self) -> bool:
        """Whether it is a block, or an inline element around one."""
        return self.tag in BLOCKS or any(
            not isinstance(child, str) and child.is_block for child in self.children
        )

    def has_class(self, name: str) -> bool:
        return name in self.attributes.get("class", "").split()


def read_content(
    html: str, *, placed: Callable[[str], Pieces] = lambda _: (), base: str = ""
) -> tuple[Node, ...]:
    """Return the blocks of a page's HTML.

    `placed` gives what stands in place of a comment, from the comment's inside. `base` is the
    page's own address; without it only links with a whole address are kept as links.
    """
    return _Converter(_read(html, placed), base).blocks()


def text_of(pieces: Iterable[Node | str]) -> str:
    """Return the words in pieces of a tree, in their order."""
    return "".join(
        piece if isinstance(piece, str) else f"{text_of(piece.children)}{' ' * piece.is_block}"
        for piece in pieces
    )


def _read(html: str, placed: Callable[[str], Pieces]) -> _Element:
    """Read HTML as a browser does; `placed` gives what stands in place of a comment."""
    root = _Element("", {})
    body = LexborHTMLParser(html).body
    waiting = [(body, root, 0)] if body else []
    while waiting:
        node, element, depth = waiting.pop()
        for child in node.iter(include_text=True, skip_empty=False):
            if child.is_text_node:
                element.children.append(child.text_content or "")
            elif child.is_comment_node:
                element.children.extend(placed(child.comment_content or ""))
            elif child.tag is not None:
                attributes = {name: value or "" for name, value in child.attributes.items()}
                inner = _Element(child.tag, attributes)
                element.children.append(inner)
                if depth < _DEEPEST:
                    waiting.append((child, inner, depth + 1))
                else:
                    inner.children.append(child.text())
    return root


class _Converter:
    """Makes nodes of elements."""

    def __init__(self, root: _Element, base: str) -> None:
        self._root = root
        self._base = base
        self._level = TOP_HEADING - 1
        self._notes: dict[str, _Element] = {}
        self._used: set[str] = set()
        self._take_notes(root)

    def blocks(self) -> tuple[Node, ...]:
        found = list(self._blocks(self._root.children))
        for name in [name for name in self._notes if name not in self._used]:
            self._used.add(name)
            found += self._blocks(self._notes[name].children)  # nothing refers to it
        return tuple(found)

    def _take_notes(self, element: _Element) -> None:
        """Take the list of footnotes out of the text."""
        kept: list[_Element | Node | str] = []
        for child in element.children:
            if isinstance(child, _Element):
                items = [i for i in _all(child, "li") if i.attributes.get("id")]
                if child.tag == "div" and child.has_class("footnote") and items:
                    self._notes |= {item.attributes["id"]: item for item in items}
                    continue
                self._take_notes(child)
            kept.append(child)
        element.children = kept

    def _blocks(self, children: Iterable[_Element | Node | str]) -> Iterator[Node]:
        line: list[_Element | Node | str] = []
        for child in children:
            if isinstance(child, str) or not child.is_block:
                line.append(child)
                continue
            yield from self._paragraph(line)
            line = []
            if isinstance(child, Node):
                yield child
            else:
                yield from self._block(child)
        yield from self._paragraph(line)

    def _paragraph(self, line: Iterable[_Element | Node | str]) -> Iterator[Node]:
        if pieces := trimmed(self._inline(line)):
            yield Node("paragraph", tuple(pieces))

    def _block(self, element: _Element) -> Iterator[Node]:
        tag, children = element.tag, element.children
        if heading := HEADING_TAG.fullmatch(tag):
            if words := trimmed(self._inline(children)):
                # A level left out would be a fault of the PDF's (ISO 14289-1, 7.4.2).
                self._level = max(TOP_HEADING, min(int(heading[1]), self._level + 1))
                yield Node("heading", tuple(words), {"level": self._level})
        elif tag in ("ul", "ol"):
            items = [
                Node("item", tuple(self._blocks(child.children if _is(child, "li") else [child])))
                for child in children
                if not isinstance(child, str) or child.strip()
            ]
            start = element.attributes.get("start", "")
            values = {"ordered": tag == "ol", "start": int(start) if start.isdecimal() else 1}
            yield Node("list", tuple(items), values)
        elif tag == "blockquote":
            yield Node("quote", tuple(self._blocks(children)))
        elif tag == "pre":
            yield Node("code-block", (_raw_text(element).strip("\n"),))
        elif tag == "hr":
            yield Node("rule")
        elif tag == "table" and _is_regular(element):
            yield from self._table(element)
        elif tag == "dl":
            yield Node("terms", tuple(self._terms(children)))
        elif tag in ("summary", "figcaption", "caption") or element.has_class("admonition-title"):
            if words := trimmed(self._inline(children)):
                yield Node("paragraph", (Node("strong", tuple(words)),))
        elif tag not in UNSEEN:
            yield from self._blocks(children)

    def _terms(self, children: Iterable[_Element | Node | str]) -> Iterator[Node]:
        for child in children:
            if _is(child, "dt"):
                yield Node("term", tuple(trimmed(self._inline(child.children))))
            elif not isinstance(child, str) or child.strip():
                inside = child.children if _is(child, "dd") else [child]
                yield Node("description", tuple(self._blocks(inside)))

    def _table(self, element: _Element) -> Iterator[Node]:
        for caption in _all(element, "caption"):
            yield from self._block(caption)
        rows: list[Node] = []
        for row in _all(element, "tr"):
            tags = [cell.tag for cell in row.children if isinstance(cell, _Element)]
            is_head = bool(tags) and set(tags) == {"th"}
            heads = is_head and all(before.values["heads"] for before in rows)
            rows.append(Node("row", tuple(self._cells(row)), {"heads": heads}))
        if width := max((len(row.children) for row in rows), default=0):
            empty = Node("cell", (), {"align": "start"})
            full = (
                Node("row", row.children + (empty,) * (width - len(row.children)), row.values)
                for row in rows
            )
            yield Node("table", tuple(full), {"columns": width})

    def _cells(self, row: _Element) -> Iterator[Node]:
        for child in row.children:
            if _is(child, "td") or _is(child, "th"):
                yield Node("cell", tuple(self._blocks(child.children)), _align(child))

    def _inline(self, children: Iterable[_Element | Node | str]) -> Iterator[Node | str]:
        for child in children:
            if isinstance(child, str):
                yield _BLANKS.sub(" ", child)
            elif isinstance(child, Node):
                yield child
            else:
                yield from self._inline_element(child)

    def _inline_element(self, element: _Element) -> Iterator[Node | str]:
        tag = element.tag
        if tag == "br":
            yield Node("break")
        elif tag == "img":
            if alt := element.attributes.get("alt", "").strip():
                yield Node("emphasis", (f"[{_BLANKS.sub(' ', alt)}]",))
        elif tag == "a":
            yield from self._link(element)
        elif tag == "code":
            yield Node("code", (_BLANKS.sub(" ", _raw_text(element)),))
        elif tag == "sup" and (note := _note_in(element)):
            yield from self._link(note)
        elif tag in STYLES:
            if inside := tuple(self._inline(element.children)):
                yield Node(STYLES[tag], inside)
        elif tag == "q":
            yield "“"
            yield from self._inline(element.children)
            yield "”"
        elif tag not in UNSEEN:
            yield from self._inline(element.children)
            if tag == "abbr" and (title := element.attributes.get("title")):
                yield f" ({_BLANKS.sub(' ', title)})"
            if tag in BLOCKS:
                yield " "

    def _link(self, element: _Element) -> Iterator[Node | str]:
        href = element.attributes.get("href", "")
        inside = tuple(self._inline(element.children))
        if element.has_class("footnote-backref"):
            return
        if element.has_class("footnote-ref") and (note := self._notes.get(href[1:])):
            if href[1:] in self._used:
                yield Node("super", inside)
                return
            self._used.add(href[1:])
            yield Node("footnote", tuple(self._blocks(note.children)))
            return
        url = urljoin(self._base, href)
        if href and inside and url.startswith(("https://", "http://", "mailto:")):
            yield Node("link", inside, {"url": url})
        else:
            yield from inside


def trimmed(pieces: Iterable[Node | str]) -> list[Node | str]:
    """Return the pieces of a line without blanks at its ends and two in a row."""
    found: list[Node | str] = []
    for piece in pieces:
        if isinstance(piece, str):
            follows = found[-1] if found else " "
            blank_before = isinstance(follows, str) and follows.endswith(" ")
            after_break = isinstance(follows, Node) and follows.kind == "break"
            text = piece.lstrip(" ") if blank_before or after_break else piece
            if isinstance(follows, str) and found:
                found[-1] = follows + text
            elif text:
                found.append(text)
        else:
            found.append(piece)
    while found and isinstance(last := found[-1], str):
        if text := last.rstrip(" "):
            found[-1] = text
            break
        found.pop()
    return found


def _is(child: _Element | Node | str, tag: str) -> TypeGuard[_Element]:
    return isinstance(child, _Element) and child.tag == tag


def _is_regular(element: _Element) -> bool:
    """Whether nothing that was placed stands between a table's cells, where no row has room."""
    return all(
        (isinstance(child, str) and not child.strip())
        or (isinstance(child, _Element) and (child.tag in _CELLS or _is_regular(child)))
        for child in element.children
    )


def _all(element: _Element, tag: str) -> Iterator[_Element]:
    """Yield the outermost elements of a tag below an element."""
    for child in element.children:
        if isinstance(child, _Element):
            if child.tag == tag:
                yield child
            else:
                yield from _all(child, tag)


def _note_in(element: _Element) -> _Element | None:
    return next((link for link in _all(element, "a") if link.has_class("footnote-ref")), None)


def _raw_text(element: _Element) -> str:
    return "".join(
        child if isinstance(child, str) else text_of([child]) if isinstance(child, Node)
        else "\n" if child.tag == "br" else _raw_text(child)
        for child in element.children
    )  # fmt: skip


def _align(cell: _Element) -> dict[str, str]:
    said = f"{cell.attributes.get('class', '')} {cell.attributes.get('align', '')}"
    for name, align in (("right", "end"), ("center", "center")):
        if name in said:
            return {"align": align}
    return {"align": "start"}
