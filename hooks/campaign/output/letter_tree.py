"""The addresses of a section's letters: a tree that only ever grows.

A branch holds the names that begin alike, and is split by the next letter when a page cannot hold
them. Whether it is depends on how many names begin so and on nothing else, least of all on the
order in which they stand: so no address dies, or comes to mean something else, when others sign.
"""

from __future__ import annotations

import unicodedata
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from campaign.output.letters import OTHER, in_address, shown
from campaign.signatories.script_names import unmarked

NO_FOLDER = frozenset(("con", "prn", "aux", "nul"))
"""What no folder may be named on Windows."""


@dataclass(frozen=True, slots=True)
class Branch:
    """Names that begin alike, wherever they stand."""

    slug: str
    """Its address below the section's: `ma`."""
    label: str
    """What the names begin with, as a reader sees it: `Ma`."""
    positions: Sequence[int]
    """Where the names stand in the section, ascending."""
    children: tuple[Branch, ...] = ()


@dataclass(frozen=True, slots=True)
class _Initial:
    """What the names of one initial share: a letter, or a script's name, or "#"."""

    slug: str
    label: str
    letter: str
    """The letter as the order knows it; empty for a script and for "#"."""

    def paths(self, letters: Sequence[str]) -> Sequence[str]:
        """Return each name's letters after the initial."""
        letter, length = self.letter, len(self.letter)
        if not letter:
            return letters
        return [own[length:] if own[:length] == letter else OTHER + own for own in letters]

    def slug_of(self, path: str) -> str:
        """Return the address of the names that begin with the letters `path` after the initial."""
        joint = "-" if len(self.slug) > 1 else ""
        slug = unicodedata.normalize("NFC", self.slug + joint + in_address(path))
        return f"{slug}~" if slug in NO_FOLDER else slug

    def label_of(self, path: str) -> str:
        """Return what those names begin with."""
        begin = path if path.startswith(OTHER) else self.letter + path
        return shown(begin) or self.label


def grow(
    labels: Sequence[str],
    letters: Sequence[str],
    letters_of: Callable[[Sequence[str]], list[str]],
    size: int,
) -> tuple[Branch, ...]:
    """Return a branch for each initial, given every name's initial and letters, in their order."""
    different = [*dict.fromkeys(labels)]
    begins = letters_of([unmarked(label) for label in different])
    by_label = dict(zip(different, map(_initial, different, begins), strict=True))
    paths: list[str] = []
    members: dict[str, list[int]] = {}
    start = 0
    for label, run in groupby(labels):  # sorted names of one initial mostly stand together
        stop = start + len(list(run))
        paths += by_label[label].paths(letters[start:stop])
        members.setdefault(by_label[label].slug, []).extend(range(start, stop))
        start = stop
    initials = {initial.slug: initial for initial in reversed(by_label.values())}
    return tuple(
        Branch(slug, initials[slug].label, found, _split(initials[slug], paths, "", found, size))
        for slug, found in members.items()
    )


def _initial(label: str, letters: str) -> _Initial:
    letters = letters.rstrip()
    if label == "#" or not letters:
        return _Initial("0", "#", "")
    if len(letters) == 1 and letters.isalpha():
        return _Initial(in_address(letters), label, letters)
    # With "all" and a hyphen, since names may begin with the letters of "Han" or "Greek".
    return _Initial(f"all-{in_address(letters)}", label, "")


def _split(
    initial: _Initial, paths: Sequence[str], path: str, positions: Sequence[int], size: int
) -> tuple[Branch, ...]:
    """Return the branches by the next letter of names that are too many for a page."""
    if len(positions) <= size:
        return ()
    depth = len(path)
    longer: dict[str, list[int]] = defaultdict(list)
    start = 0
    # Sorted names mostly stand beside those that begin alike.
    for letter, run in groupby([paths[position][depth : depth + 1] for position in positions]):
        stop = start + len(list(run))
        longer[letter].extend(positions[start:stop])
        start = stop
    branches = list(_numbered(initial, path, longer.pop("", ()), size))
    for letter, found in longer.items():
        begin = path + letter
        slug, label = initial.slug_of(begin), initial.label_of(begin)
        branches.append(Branch(slug, label, found, _split(initial, paths, begin, found, size)))
    return tuple(branches)


def _numbered(
    initial: _Initial, path: str, positions: Sequence[int], size: int
) -> Iterator[Branch]:
    """Yield names that no letter tells apart, a page at a time."""
    slug, label = initial.slug_of(path), initial.label_of(path)
    for number, start in enumerate(range(0, len(positions), size), start=1):
        own = f"{label} {number}" if len(positions) > size else label
        yield Branch(f"{slug}-{number}", own, positions[start : start + size])
