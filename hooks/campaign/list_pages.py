"""Cuts a long list of signatories into pages whose addresses stay valid as it grows.

A section's sorted names form a tree by their first letters: a node with more names than a page
holds is split by the next letter. Neighbouring small nodes share a page. Each node keeps an
address of its own, `individuals/ma/`: where it is not the first on its page, the address leads
on to the page that holds it. Adding signatories only ever adds nodes, so that no address dies.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import groupby

from .signatories import Section, Signatory

DEEPEST = 12
"""Letters after which a node is split by number: so many names alike are one and the same name."""


@dataclass(frozen=True, slots=True)
class Node:
    """Names that begin alike: a range of a section's sorted names."""

    slug: str
    """Its address below the section's: `ma`."""
    label: str
    """What the names begin with, as a reader sees it: `Ma`."""
    start: int
    stop: int
    children: tuple[Node, ...] = ()

    @property
    def size(self) -> int:
        """How many names it holds."""
        return self.stop - self.start


@dataclass(frozen=True, slots=True)
class Step:
    """One entry of the navigation by letters: a range of nodes, and the page that holds it."""

    label: str
    slug: str
    anchor: str
    is_current: bool


@dataclass(frozen=True, slots=True)
class Block:
    """Names of one node on a page, under a heading of their own."""

    label: str
    anchor: str
    start: int
    stop: int


@dataclass(frozen=True, slots=True)
class ListPage:
    """One page of a section's names."""

    section: Section
    section_slug: str
    slug: str
    """Its address below the section's; empty for a section's only page."""
    label: str
    """What the page's names begin with: `Ma–Mc`; empty for a section's only page."""
    number: int
    total: int
    blocks: tuple[Block, ...]

    @property
    def path(self) -> str:
        """Its address below the signatories' page, with a slash at its end."""
        return "/".join(filter(None, (self.section_slug, self.slug))) + "/"

    @property
    def start(self) -> int:
        """Position in the section of the first name."""
        return self.blocks[0].start

    @property
    def stop(self) -> int:
        """Position in the section after the last name."""
        return self.blocks[-1].stop


@dataclass(frozen=True, slots=True)
class Alias:
    """An address of a node that begins within a page: it leads to that page's place."""

    path: str
    target: str
    anchor: str


@dataclass(frozen=True, slots=True)
class PagedSection:
    """A section cut into pages, with the addresses of all its nodes."""

    section: Section
    slug: str
    nodes: tuple[Node, ...]
    pages: tuple[ListPage, ...]
    aliases: tuple[Alias, ...]
    _places: dict[str, tuple[str, str]] = field(repr=False)

    def letters(self) -> tuple[Step, ...]:
        """Return the first row of the navigation, with no page in view."""
        return tuple(self._steps(self.nodes, None))

    def navigation(self, page: ListPage) -> tuple[tuple[Step, ...], ...]:
        """Return rows of letters: the section's own, then those within the page's, and so on."""
        rows: list[tuple[Step, ...]] = []
        level = self.nodes
        while len(level) > 1 or (level and level[0].children):
            row = tuple(self._steps(level, page))
            if len(row) > 1:
                rows.append(row)
            inside = next((node for node in level if node.start <= page.start < node.stop), None)
            level = inside.children if inside else ()
        return tuple(rows)

    def _steps(self, level: Sequence[Node], page: ListPage | None) -> Iterator[Step]:
        # Neighbours on one page share a step beyond the first row, so that every row stays short.
        def shared(node: Node) -> tuple[str, int]:
            split = bool(node.children) or level is self.nodes
            return (self._places[node.slug][0], node.start if split else -1)

        for (target, _), nodes in groupby(level, key=shared):
            members = list(nodes)
            first, last = members[0], members[-1]
            label = first.label if first is last else f"{first.label}–{last.label}"
            anchor = self._places[first.slug][1]
            is_current = bool(page and first.start < page.stop and page.start < last.stop)
            yield Step(label, target, anchor, is_current)


def cut(
    section: Section,
    section_slug: str,
    label_of: Callable[[str], str],
    filed: Callable[[str], str],
    page_size: int,
) -> PagedSection:
    """Cut a section into pages of about `page_size` names.

    `label_of` gives the initial that a name stands under, `filed` the name as it is sorted.
    """
    names = section.signatories
    if len(names) <= page_size:
        block = Block("", "", 0, len(names))
        page = ListPage(section, section_slug, "", "", 1, 1, (block,))
        return PagedSection(section, section_slug, (), (page,), (), {})
    taken: dict[str, int] = {}
    nodes = tuple(_initials(names, label_of, filed, page_size, taken))
    groups = list(_pack(nodes, page_size))
    pages, places = [], {}
    for number, members in enumerate(groups, start=1):
        first, last = members[0], members[-1]
        label = first.label if first is last else f"{first.label}–{last.label}"
        blocks = tuple(Block(node.label, node.slug, node.start, node.stop) for node in members)
        pages.append(
            ListPage(section, section_slug, first.slug, label, number, len(groups), blocks)
        )
        places.update({node.slug: (first.slug, node.slug) for node in members})
    for node in _inner(nodes):  # a node that was split begins where its first leaf begins
        places[node.slug] = places[next(_leaves(node)).slug]
    # The section's own address was its only page's while it was short.
    whole = Alias(f"{section_slug}/", f"{section_slug}/{pages[0].slug}/", pages[0].slug)
    aliases = [whole]
    aliases += [
        Alias(f"{section_slug}/{slug}/", f"{section_slug}/{target}/", anchor)
        for slug, (target, anchor) in sorted(places.items())
        if slug != target
    ]
    return PagedSection(section, section_slug, nodes, tuple(pages), tuple(aliases), places)


def _initials(
    names: Sequence[Signatory],
    label_of: Callable[[str], str],
    filed: Callable[[str], str],
    page_size: int,
    taken: dict[str, int],
) -> Iterator[Node]:
    """Yield a node for each initial (or script), split as far as needed."""
    start = 0
    keys = [filed(signatory.sort_name) for signatory in names]
    for label, members in groupby(range(len(names)), key=lambda at: label_of(names[at].sort_name)):
        stop = start + sum(1 for _ in members)
        slug = _unique(_slug(label), taken)
        is_letter = len(label) == 1 and label != "#"
        depth = 1 if is_letter else 0
        children = _split(
            keys, start, stop, depth, slug, label if is_letter else "", page_size, taken
        )
        yield Node(slug, label, start, stop, children)
        start = stop


def _split(
    keys: Sequence[str],
    start: int,
    stop: int,
    depth: int,
    slug: str,
    label: str,
    page_size: int,
    taken: dict[str, int],
) -> tuple[Node, ...]:
    """Return the nodes by the next letter of a range of names that is too long for one page."""
    if stop - start <= page_size:
        return ()
    if depth >= DEEPEST:
        return _by_number(start, stop, slug, label, page_size, taken)
    children = []
    at = start
    for letter, members in groupby(
        range(start, stop), key=lambda i: unit(keys[i][depth : depth + 1])
    ):
        end = at + sum(1 for _ in members)
        child_slug = _unique(f"{slug}{_slug(letter)}" if slug != letter else letter, taken)
        child_label = label + (letter if label and not label.endswith(" ") else letter.upper())
        nodes = _split(keys, at, end, depth + 1, child_slug, child_label, page_size, taken)
        children.append(Node(child_slug, child_label, at, end, nodes))
        at = end
    return tuple(children)


def _by_number(
    start: int, stop: int, slug: str, label: str, page_size: int, taken: dict[str, int]
) -> tuple[Node, ...]:
    starts = range(start, stop, page_size)
    return tuple(
        Node(_unique(f"{slug}-{number}", taken), f"{label} {number}", at, min(at + page_size, stop))
        for number, at in enumerate(starts, start=1)
    )


def unit(character: str) -> str:
    """Return what a letter counts as in an address: its base letter, or a space for a sign."""
    if not character:
        return " "
    base = unicodedata.normalize("NFKD", character.casefold())[:1]
    return base if base.isalnum() else " "


def _slug(label: str) -> str:
    text = "".join(unit(character) for character in label.replace("#", "0")).strip()
    return text.replace(" ", "_") or "_"


def _unique(slug: str, taken: dict[str, int]) -> str:
    """Return the slug, numbered where a language's order brings a letter up again (Czech "ch")."""
    taken[slug] = taken.get(slug, 0) + 1
    return slug if taken[slug] == 1 else _unique(f"{slug}-{taken[slug]}", taken)


def _pack(nodes: Sequence[Node], page_size: int) -> Iterator[list[Node]]:
    """Yield the leaves that share a page: whole initials, or what one initial was split into."""
    shared: list[Node] = []
    for node in nodes:
        if node.children:
            if shared:
                yield shared
                shared = []
            yield from _pack(tuple(_leaves(node)), page_size)
            continue
        if shared and sum(other.size for other in shared) + node.size > page_size:
            yield shared
            shared = []
        shared.append(node)
    if shared:
        yield shared


def _inner(nodes: Sequence[Node]) -> Iterator[Node]:
    for node in nodes:
        if node.children:
            yield node
            yield from _inner(node.children)


def _leaves(node: Node) -> Iterator[Node]:
    if not node.children:
        yield node
    for child in node.children:
        yield from _leaves(child)
