"""Signatories: who signed, in the order and under the headings in which they are shown."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from itertools import groupby
from typing import Literal, NamedTuple

from campaign.signatories.collation import Sorter

Kind = Literal["organization", "individual"]
KINDS: tuple[Kind, ...] = ("organization", "individual")


class Signatory(NamedTuple):
    """An organization or an individual who signed; the fields are the CSV's columns."""

    name: str
    kind: Kind
    group: str = ""
    title: str = ""
    affiliation: str = ""
    place: str = ""
    url: str = ""
    signed: date | None = None
    sort: str = ""
    first: bool = False
    demands: tuple[str, ...] = ()
    version: str = ""
    withdrawn: date | None = None
    source: str = ""
    logo: str = ""
    """A file below docs/."""

    @property
    def said(self) -> str:
        """Everything that the list says of the signatory, a line each."""
        return "\n".join(
            (self.name, self.affiliation, self.title, self.place, self.url, self.source)
        )


@dataclass(frozen=True, slots=True)
class Count:
    """How many signed: those who are listed, and those who asked not to be."""

    organizations: int
    individuals: int
    unnamed: int = 0

    @property
    def listed(self) -> int:
        """Organizations and individuals together."""
        return self.organizations + self.individuals

    @property
    def total(self) -> int:
        """Everybody who signed, listed or not."""
        return self.listed + self.unnamed

    def of(self, kind: str) -> int:
        """Return the count that a component asks for: one kind, `unnamed`, `listed` or `all`."""
        return {
            "organization": self.organizations,
            "individual": self.individuals,
            "unnamed": self.unnamed,
            "listed": self.listed,
            "all": self.total,
        }[kind]


@dataclass(frozen=True, slots=True)
class Section:
    """Signatories under one heading, sorted: a group of organizations, or the individuals."""

    kind: Kind
    group: str
    """The group's name; empty where the kind's own name is the heading."""
    signatories: tuple[Signatory, ...]

    @property
    def has_affiliations(self) -> bool:
        """Whether anybody here is shown with an affiliation."""
        return any(s.affiliation for s in self.signatories)


@dataclass(frozen=True)
class SignatoryList:
    """All who signed and did not withdraw, sorted as the language of the page sorts."""

    sections: tuple[Section, ...]
    count: Count
    sorter: Sorter
    groups: tuple[str, ...] = ()
    """The campaign's groups in their order, whether or not anybody stands in them."""

    @cached_property
    def all(self) -> tuple[Signatory, ...]:
        """Every listed signatory in the order of the page."""
        return tuple(s for section in self.sections for s in section.signatories)

    def select(
        self, kind: str = "", group: str = "", *, first: bool = False, demand: str = ""
    ) -> SignatoryList:
        """Return the list reduced to one kind, one group, the first, or one demand's backers."""
        sections = []
        for section in self.sections:
            if (kind and section.kind != kind) or (group and section.group != group):
                continue
            kept = section.signatories
            if first:
                kept = tuple(s for s in kept if s.first)
            if demand:
                kept = tuple(s for s in kept if demand in s.demands)
            if kept:
                sections.append(Section(section.kind, section.group, kept))
        return SignatoryList(tuple(sections), _count(sections), self.sorter, self.groups)

    def first(self, most: int) -> tuple[Signatory, ...]:
        """Return those marked as first, at most `most`; where nobody is, the list's beginning."""
        return (self._marked or self.all)[:most]

    def wall(self, most: int) -> tuple[Signatory, ...]:
        """Return the organizations that a wall of logos shows: those that have one.

        Where most have one, and there are at most `most` organizations, the others stand among
        them by their names. Nobody stands there where nobody has one.
        """
        organizations = tuple(s for s in self.all if s.kind == "organization")
        drawn = tuple(s for s in organizations if s.logo)
        is_whole = len(organizations) <= most and len(drawn) * 2 > len(organizations)
        return organizations if is_whole else drawn

    @property
    def has_groups(self) -> bool:
        """Whether any organization stands under a group."""
        return any(section.group for section in self.sections)

    @property
    def has_first(self) -> bool:
        """Whether anybody is marked as a first signatory."""
        return bool(self._marked)

    @cached_property
    def _marked(self) -> tuple[Signatory, ...]:
        """Those marked as first; many pages ask."""
        return tuple(s for s in self.all if s.first)

    def letters(self, section: Section) -> list[tuple[str, list[Signatory]]]:
        """Cut a section where the initial changes, by the language's own alphabet."""
        cut = groupby(
            section.signatories,
            lambda s: self.sorter.label(self.sorter.filed(s.name, s.kind, s.sort)),
        )
        return [(label, list(members)) for label, members in cut]


def arrange(
    signatories: Iterable[Signatory], groups: tuple[str, ...], unnamed: int, language: str
) -> SignatoryList:
    """Sort signatories under their headings: groups in their order, the ungrouped, individuals.

    Withdrawn signatories are left out here, before anything else can see them.
    """
    sorter = Sorter(language)
    by_section: dict[tuple[Kind, str], list[Signatory]] = {
        **{("organization", group): [] for group in groups},
        ("organization", ""): [],
        ("individual", ""): [],
    }
    for s in sorted(signatories, key=lambda s: sorter.place(s.name, s.kind, s.sort)):
        if s.withdrawn is None:
            by_section[s.kind, s.group].append(s)
    sections = [
        Section(kind, group, tuple(members))
        for (kind, group), members in by_section.items()
        if members
    ]
    return SignatoryList(tuple(sections), _count(sections, unnamed), sorter, groups)


def _count(sections: Iterable[Section], unnamed: int = 0) -> Count:
    sizes = Counter[Kind]()
    for section in sections:
        sizes[section.kind] += len(section.signatories)
    return Count(sizes["organization"], sizes["individual"], unnamed)
