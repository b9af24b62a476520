"""Cuts a list that is too long for one page into pages: section, letter, number.

A section that fits on one page has it at its own address, `individuals/`. A longer one has a page
for each letter, `individuals/m/`, and where a letter needs several, the others stand below it,
`individuals/m/2/`. So an address never means another letter, whoever signs.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby, takewhile
from operator import itemgetter

from campaign.core.folding import fold_before
from campaign.signatories.collation import MARKED, Sorter, label_in_language
from campaign.signatories.signatories import Section, SignatoryList

SEARCH = "search/"
"""The search's folder below the signatories' page."""
LONGEST_BEGIN = 16
"""Characters of a name that tell a page from its neighbour, at most."""


@dataclass(frozen=True, slots=True)
class ListPage:
    """One page of a section's names."""

    section: Section
    path: str
    """Its address below the signatories' page, with a slash at its end."""
    label: str
    """The letter that its names stand under; empty for a section's only page."""
    begin: str
    """What its first name begins with and the name before it does not: "Mar"."""
    number: int
    """Which of its letter's pages it is, and of how many."""
    total: int
    start: int
    """Position in the section of the first name, and after the last one."""
    stop: int


@dataclass(frozen=True, slots=True)
class PagedSection:
    """A section cut into pages, with the addresses that its names had before."""

    section: Section
    slug: str
    """Its address below the signatories' page."""
    start: int
    """The position of its first name in the whole list."""
    pages: tuple[ListPage, ...]
    moved: tuple[tuple[str, ListPage], ...]
    """Addresses that led to names before, each with the page that holds them."""

    @property
    def letters(self) -> tuple[ListPage, ...]:
        """Each letter's first page, which begins with the letter itself."""
        return tuple(page for page in self.pages if page.number == 1)

    def within(self, shown: ListPage) -> tuple[ListPage, ...]:
        """Return the pages of the letter in view."""
        return tuple(page for page in self.pages if page.label == shown.label)


@dataclass(frozen=True, slots=True)
class PagedList:
    """Every section of the list cut into pages, in the order of the list."""

    sections: tuple[PagedSection, ...]

    @property
    def pages(self) -> tuple[ListPage, ...]:
        """All pages of all sections."""
        return tuple(page for section in self.sections for page in section.pages)

    def section(self, section: Section) -> PagedSection:
        """Return a section's pages."""
        key = section.kind, section.group
        return next(s for s in self.sections if (s.section.kind, s.section.group) == key)


def page_list(signatories: SignatoryList, page_size: int) -> PagedList:
    """Cut a list into pages of at most `page_size` names."""
    sorter = signatories.sorter
    slugs = _slugs(signatories.groups)
    cut, start = [], 0
    for section in signatories.sections:
        slug = slugs[section.kind, section.group]
        names = [sorter.filed(each.name, each.kind, each.sort) for each in section.signatories]
        pages = tuple(_pages(section, slug, names, sorter, page_size))
        moved = tuple(_moved(slug, names, pages, sorter.language))
        cut.append(PagedSection(section, slug, start, pages, moved))
        start += len(names)
    return PagedList(tuple(cut))


def _pages(
    section: Section, slug: str, names: Sequence[str], sorter: Sorter, page_size: int
) -> Iterator[ListPage]:
    if len(names) <= page_size:
        yield ListPage(section, f"{slug}/", "", "", 1, 1, 0, len(names))
        return
    for label, start, stop in _letters(list(map(sorter.label, names))):
        starts = range(start, stop, page_size)
        for number, first in enumerate(starts, start=1):
            path = f"{slug}/{_letter_slug(label, sorter.language)}/"
            begin = label
            if number > 1:
                path += f"{number}/"
                begin = _begin(names[first - 1], names[first])
            last = min(first + page_size, stop)
            yield ListPage(section, path, label, begin, number, len(starts), first, last)


def _letters(labels: Sequence[str]) -> list[tuple[str, int, int]]:
    """Return each label with where its names begin and end.

    A language may sort a few names among those of another letter; they stay with their neighbours,
    so that each letter stands once.
    """
    runs = []
    for label, run in groupby(enumerate(labels), itemgetter(1)):
        places = [place for place, _ in run]
        runs.append((len(places), -places[0], label))
    longest = {label: -start for _, start, label in sorted(runs)}  # the first of the longest ones
    kept = sorted(longest, key=lambda label: longest[label])
    ends = [*(longest[label] for label in kept[1:]), len(labels)]
    return list(zip(kept, [0, *ends[:-1]], ends, strict=True))


def _letter_slug(label: str, language: str) -> str:
    """Return a letter's part of an address: `m`, `0` for digits and signs, `all-greek`."""
    if label == "#":
        return "0"
    plain = unicodedata.normalize("NFC", label_in_language(label, language).lower())
    # With "all" and a hyphen, since names may begin with the letters of "Han" or "Greek".
    return plain if len(plain) == 1 else f"all-{_plain(plain)}"


def _begin(before: str, name: str) -> str:
    """Return as much of a name as tells it from the one before it in the list."""
    letters = zip(before.casefold()[:LONGEST_BEGIN], name.casefold(), strict=False)
    same = sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], letters))
    found = re.match(rf"(?s).{{0,{same + 1}}}[\u0300-\u036f]*", name)
    return found[0].rstrip() if found else name


def _moved(
    slug: str, names: Sequence[str], pages: Sequence[ListPage], language: str
) -> Iterator[tuple[str, ListPage]]:
    """Yield the addresses of a former version: the section's own, and those of two letters.

    It gave two letters an address, `individuals/ma/`, where one had more names than a page holds.
    Longer addresses the page for missing ones cuts to their letter.
    """
    taken = {page.path for page in pages}
    if (whole := f"{slug}/") not in taken:
        yield whole, pages[0]
    for page in pages:
        if page.total == 1 or page.label == "#":
            continue
        letter = _letter_slug(page.label, language)
        is_script = MARKED.search(page.label)
        for name in names[page.start : page.stop]:
            folded = fold_before(name if is_script else name[1:])[:1]
            second = folded if folded.isalnum() else "_"
            path = f"{slug}/{letter}{'-' if len(letter) > 1 else ''}{second}/"
            if path not in taken:
                taken.add(path)
                yield path, page


def _slugs(groups: Iterable[str]) -> dict[tuple[str, str], str]:
    """Return each section's part of the address, whether or not anybody stands in it yet."""
    slugs = {("organization", ""): "organizations", ("individual", ""): "individuals"}
    taken = {*slugs.values(), SEARCH.rstrip("/")}
    for group in groups:
        wanted = _plain(group) or "group"
        slug, number = wanted, 2
        while slug in taken:
            slug, number = f"{wanted}-{number}", number + 1
        taken.add(slug)
        slugs["organization", group] = slug
    return slugs


def _plain(text: str) -> str:
    """Return a text as a part of an address: small letters and digits of any script."""
    letters = unicodedata.normalize("NFKD", text).casefold()
    plain = "".join(c for c in letters if not unicodedata.combining(c))
    return re.sub(r"[\W_]+", "-", unicodedata.normalize("NFC", plain)).strip("-")
