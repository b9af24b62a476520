"""Turns a page's HTML into the small tree that the PDF's template sets: nothing in it is lost.

What the tree has no kind for is kept as its text. Footnotes stand where they are referred to.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from functools import cache
from typing import Any, TypeAlias, TypeGuard
from urllib.parse import urljoin

from selectolax.lexbor import LexborHTMLParser, LexborNode

from campaign.output.typesetting import Unset

Node: TypeAlias = dict[str, Any]
"""A piece of the letter, as a paragraph or emphasized words: its `kind`, its `children`, and what
the kind needs besides: `level` of a heading, `url` of a link, `start` of a list."""
Piece: TypeAlias = Node | str
_Child: TypeAlias = LexborNode | Node | str

_BLANKS = re.compile(r"[ \t\r\n\f]+")
BLOCKS = frozenset(
    "address article aside blockquote caption center dd details div dl dt fieldset figcaption "
    "figure footer h1 h2 h3 h4 h5 h6 header hgroup hr li main nav ol p pre section summary table "
    "tbody td tfoot th thead tr ul".split()
)
UNSEEN = frozenset("col colgroup input script style template wbr".split())
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
BLOCK_KINDS = frozenset(
    "paragraph heading list item quote code-block rule table row cell terms term description "
    "demands".split()
)


def read_content(
    html: str, *, placed: Callable[[str], Iterable[Piece]] = lambda _: (), base: str = ""
) -> list[Node]:
    """Return the blocks of a page's HTML.

    `placed` gives what stands in place of a comment, from the comment's inside. `base` is the
    page's own address; without it only links with a whole address are kept as links. Raises
    `Unset`.
    """
    body = LexborHTMLParser(html).body
    try:
        return _Reader(body, cache(placed), base).read() if body else []
    except RecursionError:
        raise Unset(
            "the letter holds lists or quotations nested too deeply; write them flatter"
        ) from None


def text_of(pieces: Iterable[Piece]) -> str:
    """Return the words in pieces of a tree, in their order."""
    return "".join(
        piece
        if isinstance(piece, str)
        else f"{text_of(piece['children'])}{' ' * (piece['kind'] in BLOCK_KINDS)}"
        for piece in pieces
    )


def _node(kind: str, children: Iterable[Piece] = (), **values: Any) -> Node:
    return {"kind": kind, "children": list(children), **values}


class _Reader:
    """Makes nodes of a page's elements."""

    def __init__(
        self, body: LexborNode, placed: Callable[[str], Iterable[Piece]], base: str
    ) -> None:
        self._body = body
        self._placed = placed
        self._base = base
        self._level = TOP_HEADING - 1
        notes = body.css("div.footnote > ol > li[id]")
        self._notes = {note.attributes["id"] or "": note for note in notes}
        self._used: set[str] = set()

    def read(self) -> list[Node]:
        found = list(self._blocks(self._children(self._body)))
        for name, note in self._notes.items():
            if name not in self._used:  # nothing refers to it
                self._used.add(name)
                found += self._blocks(self._children(note))
        return found

    def _children(self, element: LexborNode) -> Iterator[_Child]:
        for child in element.iter(include_text=True, skip_empty=False):
            if child.is_text_node:
                yield child.text_content or ""
            elif child.is_comment_node:
                yield from self._placed(child.comment_content or "")
            else:
                yield child

    def _is_block(self, child: _Child) -> bool:
        """Whether it is a block, or an inline element around one."""
        if isinstance(child, LexborNode):
            return child.tag in BLOCKS or any(map(self._is_block, self._children(child)))
        return not isinstance(child, str) and child["kind"] in BLOCK_KINDS

    def _blocks(self, children: Iterable[_Child]) -> Iterator[Node]:
        line: list[_Child] = []
        for child in children:
            if isinstance(child, str) or not self._is_block(child):
                line.append(child)
                continue
            yield from self._paragraph(line)
            line = []
            if isinstance(child, LexborNode):
                yield from self._block(child)
            else:
                yield child
        yield from self._paragraph(line)

    def _paragraph(self, line: Iterable[_Child]) -> Iterator[Node]:
        if pieces := trimmed(self._inline(line)):
            yield _node("paragraph", pieces)

    def _block(self, element: LexborNode) -> Iterator[Node]:
        tag, children = element.tag or "", list(self._children(element))
        if heading := HEADING_TAG.fullmatch(tag):
            if words := trimmed(self._inline(children)):
                # A level left out would be a fault of the PDF's (ISO 14289-1, 7.4.2).
                self._level = max(TOP_HEADING, min(int(heading[1]), self._level + 1))
                yield _node("heading", words, level=self._level)
        elif tag in ("ul", "ol"):
            start = element.attributes.get("start") or ""
            yield _node(
                "list",
                (_node("item", self._inside(child, "li")) for child in children if _is_seen(child)),
                ordered=tag == "ol",
                start=int(start) if start.isdecimal() else 1,
            )
        elif tag == "blockquote":
            yield _node("quote", self._blocks(children))
        elif tag == "pre":
            yield _node("code-block", [self._raw_text(element).strip("\n")])
        elif tag == "hr":
            yield _node("rule")
        elif tag == "table":
            yield from self._table(element)
        elif tag == "dl":
            yield _node("terms", self._terms(children))
        elif tag in ("summary", "figcaption", "caption") or _has_class(element, "admonition-title"):
            if words := trimmed(self._inline(children)):
                yield _node("paragraph", [_node("strong", words)])
        elif tag not in UNSEEN and not (
            _has_class(element, "footnote") and element.css_first("ol > li[id]")
        ):
            yield from self._blocks(children)

    def _inside(self, child: _Child, tag: str) -> Iterator[Node]:
        """Yield what is in an element of this tag; another child, which should be in one, whole."""
        return self._blocks(self._children(child) if _is(child, tag) else [child])

    def _terms(self, children: Iterable[_Child]) -> Iterator[Node]:
        for child in children:
            if _is(child, "dt"):
                yield _node("term", trimmed(self._inline(self._children(child))))
            elif _is_seen(child):
                yield _node("description", self._inside(child, "dd"))

    def _table(self, element: LexborNode) -> Iterator[Node]:
        for caption in _outermost(element, ("caption",)):
            yield from self._block(caption)
        rows: list[Node] = []
        for row in _outermost(element, ("tr",)):
            cells = list(_outermost(row, ("td", "th")))
            is_head = bool(cells) and all(cell.tag == "th" for cell in cells)
            children = [
                _node("cell", self._blocks(self._children(cell)), align=_align(cell))
                for cell in cells
            ]
            heads = is_head and all(before["heads"] for before in rows)
            rows.append(_node("row", children, heads=heads))
        if width := max((len(row["children"]) for row in rows), default=0):
            for made in rows:
                missing = width - len(made["children"])
                made["children"] += [_node("cell", align="start") for _ in range(missing)]
            yield _node("table", rows, columns=width)

    def _inline(self, children: Iterable[_Child]) -> Iterator[Piece]:
        for child in children:
            if isinstance(child, str):
                yield _BLANKS.sub(" ", child)
            elif isinstance(child, LexborNode):
                yield from self._inline_element(child)
            else:
                yield child

    def _inline_element(self, element: LexborNode) -> Iterator[Piece]:
        tag, children = element.tag or "", self._children(element)
        if tag == "br":
            yield _node("break")
        elif tag == "img":
            if alt := (element.attributes.get("alt") or "").strip():
                yield _node("emphasis", [f"[{_BLANKS.sub(' ', alt)}]"])
        elif tag == "a":
            yield from self._link(element)
        elif tag == "code":
            yield _node("code", [_BLANKS.sub(" ", self._raw_text(element))])
        elif tag == "sup" and (note := element.css_first("a.footnote-ref")):
            yield from self._link(note)
        elif tag in STYLES:
            if inside := list(self._inline(children)):
                yield _node(STYLES[tag], inside)
        elif tag == "q":
            yield "“"
            yield from self._inline(children)
            yield "”"
        elif tag not in UNSEEN:
            yield from self._inline(children)
            if tag == "abbr" and (title := element.attributes.get("title")):
                yield f" ({_BLANKS.sub(' ', title)})"
            if tag in BLOCKS:
                yield " "

    def _link(self, element: LexborNode) -> Iterator[Piece]:
        href = element.attributes.get("href") or ""
        inside = list(self._inline(self._children(element)))
        if _has_class(element, "footnote-backref"):
            return
        if _has_class(element, "footnote-ref") and (note := self._notes.get(href[1:])):
            if href[1:] in self._used:
                yield _node("super", inside)
                return
            self._used.add(href[1:])
            yield _node("footnote", self._blocks(self._children(note)))
            return
        url = urljoin(self._base, href)
        if href and inside and url.startswith(("https://", "http://", "mailto:")):
            yield _node("link", inside, url=url)
        else:
            yield from inside

    def _raw_text(self, element: LexborNode) -> str:
        return "".join(
            text_of([child]) if not isinstance(child, LexborNode)
            else "\n" if child.tag == "br" else self._raw_text(child)
            for child in self._children(element)
        )  # fmt: skip


def trimmed(pieces: Iterable[Piece]) -> list[Piece]:
    """Return the pieces of a line without blanks at its ends and two in a row."""
    found: list[Piece] = []
    for piece in pieces:
        before = found[-1] if found else ""
        if isinstance(piece, str) and isinstance(before, str):
            found[-1:] = [_DOUBLE.sub(" ", f"{before}{piece}")]
        else:
            found.append(piece)
    for at, piece in enumerate(found):
        if isinstance(piece, str):
            before = found[at - 1] if at else _node("break")
            begins = not isinstance(before, str) and before["kind"] == "break"
            text = piece.lstrip(" ") if begins else piece
            found[at] = text.rstrip(" ") if at + 1 == len(found) else text
    return [piece for piece in found if piece]


def _is(child: _Child, tag: str) -> TypeGuard[LexborNode]:
    return isinstance(child, LexborNode) and child.tag == tag


def _is_seen(child: _Child) -> bool:
    return not isinstance(child, str) or bool(child.strip())


def _has_class(element: LexborNode, name: str) -> bool:
    return name in (element.attributes.get("class") or "").split()


def _outermost(element: LexborNode, tags: tuple[str, ...]) -> Iterator[LexborNode]:
    """Yield the outermost elements of some tags below an element."""
    for child in element.iter():
        if child.tag in tags:
            yield child
        else:
            yield from _outermost(child, tags)


def _align(cell: LexborNode) -> str:
    said = f"{cell.attributes.get('class')} {cell.attributes.get('align')}"
    return "end" if "right" in said else "center" if "center" in said else "start"
