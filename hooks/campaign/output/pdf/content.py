"""Turns a page's HTML into the small tree that the PDF's template sets: nothing in it is lost.

What the tree has no kind for is kept as its text. Footnotes stand where they are referred to.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Any, TypeAlias
from urllib.parse import urljoin

from selectolax.lexbor import LexborHTMLParser, LexborNode

from campaign.output.typesetting import Unset

Node: TypeAlias = dict[str, Any]
"""A piece of the letter, as a paragraph or emphasized words: its `kind`, its `children`, and what
the kind needs besides: `level` of a heading, `url` of a link, `start` of a list."""
Piece: TypeAlias = Node | str

_BLANKS = re.compile(r"[ \t\r\n\f]+")
BLOCKS = frozenset(
    "address article aside blockquote caption center dd demands details div dl dt fieldset "
    "figcaption figure footer h1 h2 h3 h4 h5 h6 header hgroup hr li main nav ol p pre section "
    "summary table tbody td tfoot th thead tr ul".split()
)
STYLES = {
    "b": "strong", "strong": "strong",
    "cite": "emphasis", "dfn": "emphasis", "em": "emphasis", "i": "emphasis", "var": "emphasis",
    "del": "strike", "s": "strike", "ins": "underline", "u": "underline",
    "sub": "sub", "sup": "super",
    "code": "code", "kbd": "code", "samp": "code", "tt": "code",
}  # fmt: skip
_DOUBLE = re.compile(" +")
HEADING_TAG = re.compile(r"h([1-6])")
TOP_HEADING = 2
"""The level of the first headings in a text: level 1 is the letter's title."""


def read_content(html: str, *, base: str = "") -> list[Node]:
    """Return the blocks of a page's HTML, without its comments.

    `base` is the page's own address; without it only links with a whole address are kept as
    links. Raises `Unset`.
    """
    body = LexborHTMLParser(html).body
    try:
        return _Reader(body, base).read() if body else []
    except RecursionError:
        raise Unset(
            "the letter holds lists or quotations nested too deeply; write them flatter"
        ) from None


class _Reader:
    """Makes nodes of a page's elements."""

    def __init__(self, body: LexborNode, base: str) -> None:
        self._body = body
        self._base = base
        self._level = TOP_HEADING - 1
        notes = body.css("div.footnote > ol > li[id]")
        self._notes = {note.attributes["id"] or "": note for note in notes}
        self._used: set[str] = set()

    def read(self) -> list[Node]:
        found = list(self._blocks(_children(self._body)))
        for name, note in self._notes.items():
            if name not in self._used:  # nothing refers to it
                self._used.add(name)
                found += self._blocks(_children(note))
        return found

    def _blocks(self, children: Iterable[LexborNode]) -> Iterator[Node]:
        line: list[LexborNode] = []
        for child in children:
            if _holds_block(child):
                yield from self._paragraph(line)
                line = []
                yield from self._block(child)
            else:
                line.append(child)
        yield from self._paragraph(line)

    def _paragraph(self, line: Iterable[LexborNode]) -> Iterator[Node]:
        if pieces := self._line(line):
            yield _node("paragraph", pieces)

    def _block(self, element: LexborNode) -> Iterator[Node]:
        tag, children = element.tag or "", list(_children(element))
        if heading := HEADING_TAG.fullmatch(tag):
            if words := self._line(children):
                # A level left out would be a fault of the PDF's (ISO 14289-1, 7.4.2).
                self._level = max(TOP_HEADING, min(int(heading[1]), self._level + 1))
                yield _node("heading", words, level=self._level)
        elif tag in ("ul", "ol"):
            start = element.attributes.get("start") or ""
            items = [_node("item", self._inside(each, "li")) for each in children if _is_seen(each)]
            number = int(start) if start.isdecimal() else 1
            yield _node("list", items, ordered=tag == "ol", start=number)
        elif tag == "blockquote":
            yield _node("quote", self._blocks(children))
        elif tag == "pre":
            yield _node("code-block", [_raw_text(element).strip("\n")])
        elif tag == "hr":
            yield _node("rule")
        elif tag == "table":
            yield from self._table(element)
        elif tag == "demands":  # made by pdf/demands.html
            found = element.css("demand")
            listed = [{"number": d.attributes["number"], "text": d.text()} for d in found]
            yield _node("demands", demands=listed)
        elif tag == "dl":
            yield _node("terms", self._terms(children))
        elif tag in ("summary", "figcaption", "caption") or _has_class(element, "admonition-title"):
            if words := self._line(children):
                yield _node("paragraph", [_node("strong", words)])
        elif not (_has_class(element, "footnote") and element.css_first("ol > li[id]")):
            yield from self._blocks(children)

    def _inside(self, child: LexborNode, tag: str) -> Iterator[Node]:
        """Yield what is in an element of this tag; another child, which should be in one, whole."""
        return self._blocks(_children(child) if child.tag == tag else [child])

    def _terms(self, children: Iterable[LexborNode]) -> Iterator[Node]:
        for child in children:
            if child.tag == "dt":
                yield _node("term", self._line(_children(child)))
            elif _is_seen(child):
                yield _node("description", self._inside(child, "dd"))

    def _table(self, element: LexborNode) -> Iterator[Node]:
        """Yield a table, whose rows a parser of HTML puts into its parts."""
        for caption in element.iter():
            if caption.tag == "caption":
                yield from self._block(caption)
        rows: list[Node] = []
        for row in (each for part in element.iter() for each in part.iter() if each.tag == "tr"):
            cells = [cell for cell in row.iter() if cell.tag in ("td", "th")]
            is_head = bool(cells) and all(cell.tag == "th" for cell in cells)
            nodes = (_node("cell", self._blocks(_children(c)), align=_align(c)) for c in cells)
            heads = is_head and all(before["heads"] for before in rows)
            rows.append(_node("row", nodes, heads=heads))
        if width := max((len(row["children"]) for row in rows), default=0):
            for made in rows:
                missing = width - len(made["children"])
                made["children"] += [_node("cell", align="start") for _ in range(missing)]
            yield _node("table", rows, columns=width)

    def _line(self, children: Iterable[LexborNode]) -> list[Piece]:
        """Return what stands in a line, without blanks at its ends and two in a row."""
        found: list[Piece] = []
        for piece in self._inline(children):
            if not isinstance(piece, str):
                found.append(piece)
                continue
            before = found.pop() if found and isinstance(found[-1], str) else ""
            text = _DOUBLE.sub(" ", f"{before}{piece}")
            if not found or (isinstance(found[-1], dict) and found[-1]["kind"] == "break"):
                text = text.lstrip(" ")
            found.append(text)
        if found and isinstance(found[-1], str):
            found[-1] = found[-1].rstrip(" ")
        return [piece for piece in found if piece]

    def _inline(self, children: Iterable[LexborNode]) -> Iterator[Piece]:
        for child in children:
            if child.is_text_node:
                yield _BLANKS.sub(" ", child.text_content or "")
            else:
                yield from self._inline_element(child)

    def _inline_element(self, element: LexborNode) -> Iterator[Piece]:
        tag, children = element.tag or "", _children(element)
        if tag == "br":
            yield _node("break")
        elif tag == "img":
            if alt := (element.attributes.get("alt") or "").strip():
                yield _node("emphasis", [f"[{_BLANKS.sub(' ', alt)}]"])
        elif tag == "a":
            yield from self._link(element)
        elif tag == "code":
            yield _node("code", [_BLANKS.sub(" ", _raw_text(element))])
        elif tag == "sup" and (note := element.css_first("a.footnote-ref")):
            yield from self._link(note)
        elif tag in STYLES:
            if inside := list(self._inline(children)):
                yield _node(STYLES[tag], inside)
        elif tag == "q":
            yield "“"
            yield from self._inline(children)
            yield "”"
        else:
            yield from self._inline(children)
            if tag == "abbr" and (title := element.attributes.get("title")):
                yield f" ({_BLANKS.sub(' ', title)})"
            if tag in BLOCKS:
                yield " "

    def _link(self, element: LexborNode) -> Iterator[Piece]:
        href = element.attributes.get("href") or ""
        inside = list(self._inline(_children(element)))
        if _has_class(element, "footnote-backref"):
            return
        if _has_class(element, "footnote-ref") and (note := self._notes.get(href[1:])):
            if href[1:] in self._used:
                yield _node("super", inside)
                return
            self._used.add(href[1:])
            yield _node("footnote", self._blocks(_children(note)))
            return
        url = urljoin(self._base, href)
        if href and inside and url.startswith(("https://", "http://", "mailto:")):
            yield _node("link", inside, url=url)
        else:
            yield from inside


def _node(kind: str, children: Iterable[Piece] = (), **values: Any) -> Node:
    return {"kind": kind, "children": list(children), **values}


def _children(element: LexborNode) -> Iterator[LexborNode]:
    children = element.iter(include_text=True, skip_empty=False)
    return (child for child in children if not child.is_comment_node)


def _holds_block(node: LexborNode) -> bool:
    """Whether it is a block, or an inline element around one."""
    return node.tag in BLOCKS or any(map(_holds_block, node.iter()))


def _is_seen(child: LexborNode) -> bool:
    return not child.is_text_node or bool((child.text_content or "").strip())


def _raw_text(element: LexborNode) -> str:
    return "".join(
        (child.text_content or "") if child.is_text_node
        else "\n" if child.tag == "br" else _raw_text(child)
        for child in _children(element)
    )  # fmt: skip


def _has_class(element: LexborNode, name: str) -> bool:
    return name in (element.attributes.get("class") or "").split()


def _align(cell: LexborNode) -> str:
    said = f"{cell.attributes.get('class')} {cell.attributes.get('align')}"
    return "end" if "right" in said else "center" if "center" in said else "start"
