"""A list too long for one page: its sections' pages, and the search beside them."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from campaign.core.remembering import latest
from campaign.output.letters import Letters
from campaign.output.list_pages import ListPage, PagedSection, cut
from campaign.signatories.collation import Alphabet
from campaign.signatories.facets import facets
from campaign.signatories.signatories import Section, Signatory, SignatoryList

if TYPE_CHECKING:
    from campaign.output.name_search import IndexFile

SEARCH = "search/"
"""The search's folder below the signatories' page."""


class Located(NamedTuple):
    """Addresses of pages, and headings of sections, each with the position of the first name."""

    pages: list[tuple[int, str]]
    sections: list[tuple[int, str]]


@dataclass(frozen=True, slots=True)
class PagedList:
    """Every section of the list cut into pages, in the order of the list."""

    signatories: SignatoryList
    sections: tuple[PagedSection, ...]

    @property
    def pages(self) -> tuple[ListPage, ...]:
        """All pages of all sections."""
        return tuple(page for section in self.sections for page in section.pages)

    def section(self, section: Section) -> PagedSection:
        """Return a section's pages."""
        return next(
            s
            for s in self.sections
            if (s.section.kind, s.section.group) == (section.kind, section.group)
        )

    def located(self, heading_of: Mapping[tuple[str, str], str]) -> Located:
        """Return where the search finds names; `heading_of` gives a section's heading."""
        starts = 0
        pages: list[tuple[int, str]] = []
        sections: list[tuple[int, str]] = []
        for paged in self.sections:
            sections.append((starts, heading_of[paged.section.kind, paged.section.group]))
            pages.extend((starts + page.start, page.path) for page in paged.pages)
            starts += len(paged.section.signatories)
        return Located(pages, sections)


def search_files(
    everybody: Sequence[Signatory], located: Callable[[], Located]
) -> Iterator[IndexFile]:
    """Yield the search's files. The last one asks `located` where the names are."""
    from campaign.output.name_search import index_files

    yield from index_files(everybody, located, facets(everybody))


@latest
def page_list(signatories: SignatoryList, page_size: int) -> PagedList:
    """Cut a list into pages of about `page_size` names."""
    sorter = signatories.sorter
    alphabet, letters = Alphabet(sorter.language), Letters(sorter.language)
    slugs = _slugs(signatories.groups)
    return PagedList(
        signatories,
        tuple(
            cut(
                section,
                slugs[section.kind, section.group],
                sorter.filed_all,
                alphabet.labels,
                letters.of_all,
                page_size,
            )
            for section in signatories.sections
        ),
    )


def _slugs(groups: Iterable[str]) -> dict[tuple[str, str], str]:
    """Return each section's part of the address, whether or not anybody stands in it yet."""
    slugs = {("organization", ""): "organizations", ("individual", ""): "individuals"}
    taken = {*slugs.values(), SEARCH.rstrip("/")}
    for group in groups:
        letters = unicodedata.normalize("NFKD", group).casefold()
        plain = "".join(c for c in letters if not unicodedata.combining(c))
        wanted = re.sub(r"[\W_]+", "-", unicodedata.normalize("NFC", plain)).strip("-") or "group"
        slug, number = wanted, 2
        while slug in taken:
            slug, number = f"{wanted}-{number}", number + 1
        taken.add(slug)
        slugs["organization", group] = slug
    return slugs
