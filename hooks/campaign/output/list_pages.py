"""Cuts a long list of signatories into pages whose addresses stay valid as it grows.

A section's names form a tree by their first letters (letter_tree.py), of which each branch has an
address of its own, `individuals/ma/`. Laid along the sorted names, its leaves fill the pages;
neighbouring small ones share one. The address of a page is that of its first leaf; all other
addresses lead on to the place of their names. The tree only ever grows, so that no address dies.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import groupby
from typing import TypeVar

from campaign.output.letter_tree import Branch, grow
from campaign.signatories.signatories import Section

ANCHOR = "names-"
"""What the places on a page begin with: its own, as "main", are other words."""


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


T = TypeVar("T", Node, Branch)


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
            label = _joined(first, last)
            anchor = self._places[first.slug][1]
            is_current = bool(page and first.start < page.stop and page.start < last.stop)
            yield Step(label, target, anchor, is_current)


def cut(
    section: Section,
    section_slug: str,
    filed: Callable[[Sequence[str]], list[str]],
    labels_of: Callable[[Sequence[str]], list[str]],
    letters_of: Callable[[Sequence[str]], list[str]],
    page_size: int,
) -> PagedSection:
    """Cut a section into pages of about `page_size` names.

    `filed` gives names as they are filed, and of such names `labels_of` gives the initial that
    each stands under, `letters_of` the letters that the order goes by.
    """
    names = [signatory.sort or signatory.name for signatory in section.signatories]
    if len(names) <= page_size:
        block = Block("", "", 0, len(names))
        page = ListPage(section, section_slug, "", "", 1, 1, (block,))
        return PagedSection(section, section_slug, (), (page,), (), {})
    names = filed(names)
    branches = grow(labels_of(names), letters_of(names), letters_of, page_size)
    nodes = _lay(branches, 0, len(names))
    groups = list(_pack(nodes, page_size))
    pages: list[ListPage] = []
    blocks: list[Block] = []
    targets: list[str] = []  # of each block, the address of its page
    for number, members in enumerate(groups, start=1):
        first, last = members[0], members[-1]
        label = _joined(first, last)
        own = tuple(Block(n.label, f"{ANCHOR}{n.slug}", n.start, n.stop) for n in members)
        pages.append(ListPage(section, section_slug, first.slug, label, number, len(groups), own))
        blocks += own
        targets += [first.slug] * len(own)
    starts = [block.start for block in blocks]
    begins = {node.slug: node.start for node in _every(nodes)}
    places = {}
    for branch in _every(branches):
        at = bisect_right(starts, begins.get(branch.slug, branch.positions[0])) - 1
        places[branch.slug] = (targets[at], blocks[at].anchor)
    # The section's own address was its only page's while it was short.
    aliases = [Alias(f"{section_slug}/", f"{section_slug}/{pages[0].slug}/", blocks[0].anchor)]
    aliases += [
        Alias(f"{section_slug}/{slug}/", f"{section_slug}/{target}/", anchor)
        for slug, (target, anchor) in sorted(places.items())
        if slug != target
    ]
    return PagedSection(section, section_slug, nodes, tuple(pages), tuple(aliases), places)


def _lay(branches: Sequence[Branch], start: int, stop: int) -> tuple[Node, ...]:
    """Return branches as ranges of the sorted names, one behind the other.

    Where a name stands among others than those it begins like (a language's order has reasons of
    its own), it goes with its neighbours.
    """
    begins: dict[int, Branch] = {}
    for branch in branches:
        inside = branch.positions[
            bisect_left(branch.positions, start) : bisect_left(branch.positions, stop)
        ]
        if inside:
            begins[_begin(inside)] = branch
    nodes = []
    at = start
    ordered = sorted(begins)
    for begin, end in zip(ordered, [*ordered[1:], stop], strict=True):
        branch = begins[begin]
        children = _lay(branch.children, at, end) if branch.children else ()
        nodes.append(Node(branch.slug, branch.label, at, end, children))
        at = end
    return tuple(nodes)


def _begin(positions: Sequence[int]) -> int:
    """Return where most of the names begin that stand together, but for a few among them."""
    if positions[-1] - positions[0] == len(positions) - 1:
        return positions[0]
    clusters: list[list[int]] = []  # each the position of its first and last name, and their number
    for position in positions:
        if clusters and position - clusters[-1][1] - 1 <= clusters[-1][2]:
            clusters[-1][1:] = [position, clusters[-1][2] + 1]
        else:
            clusters.append([position, position, 1])
    return max(clusters, key=lambda cluster: cluster[2])[0]


def _joined(first: Node, last: Node) -> str:
    if first is last:
        return first.label
    dash = " – " if "–" in first.label + last.label else "–"  # a range of numbers has its own
    return f"{first.label}{dash}{last.label}"


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


def _every(nodes: Sequence[T]) -> Iterator[T]:
    for node in nodes:
        yield node
        yield from _every(node.children)


def _leaves(node: Node) -> Iterator[Node]:
    if not node.children:
        yield node
    for child in node.children:
        yield from _leaves(child)
