"""Compares two checkouts of a campaign: what a change does to what readers see, and to the code."""

from __future__ import annotations

import re
from collections import Counter, defaultdict, deque
from collections.abc import Callable, Hashable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from html import unescape
from operator import itemgetter
from typing import Any, Generic, NamedTuple, TypeVar

from campaign.config.folder import SIGNATORIES
from campaign.config.yaml_text import walk
from campaign.content.demands import is_demand_path
from campaign.content.pages import Event
from campaign.content.paths import page_folder
from campaign.content.versions import Version
from campaign.curation.suppression_list import NOT, OUT
from campaign.github.comparison.checkout import (
    CAMPAIGN,
    CHECKED_OUT_CONFIGURATION,
    DOCS,
    CheckedOutPage,
    Checkout,
    ComparedRow,
    SettingKey,
    SettingValue,
    Stored,
)
from campaign.signatories.identity import identity, key
from campaign.signatories.signatories import Count

DONATE: SettingKey = (*CAMPAIGN, "donate")
SIGN_ON: SettingKey = (*CAMPAIGN, "sign_on")
LANGUAGE_ENTRIES: SettingKey = (*CAMPAIGN, "languages")
IN_LANGUAGES = {
    "donate_label": "donation",
    "tax_status": "donation",
    "tax_note": "donation",
    "pays_for": "donation",
    "sign_label": "sign_on",
}
"""What a language's entry says about giving and signing."""
FOR_EDITORS = ("site_name", "nav", "not_in_nav")
"""Settings outside of the campaign that say what a site holds, not how it works."""
_ADDRESS = re.compile(r"(?:https?:)?[/\\]{2}[^\s<>\"'`^{|}\[\]()]+", re.IGNORECASE)
SENTENCE = ".,;:!?*_~"  # what may follow an address that stands in a sentence
UNNAMED = re.compile(r"\s*([0-9]{1,9})\s*")

_T = TypeVar("_T")


class Differing(NamedTuple, Generic[_T]):
    """A thing before and after; None where it does not stand."""

    key: Any
    before: _T | None
    after: _T | None


SettingChanges = list[Differing[SettingValue]]
FileChanges = list[Differing[Stored]]


class RowChanges(NamedTuple):
    """What becomes of the signatories; each of them stands where it changes in each way."""

    added: Sequence[ComparedRow] = ()
    removed: Sequence[ComparedRow] = ()
    withdrawn: Sequence[ComparedRow] = ()
    restored: Sequence[ComparedRow] = ()
    changed: Sequence[Differing[ComparedRow]] = ()
    forgotten: int = 0
    """Rows of withdrawn signatories that are taken out; readers did not see them."""


class DemandChange(NamedTuple):
    """What happens to a demand's record."""

    page: Differing[CheckedOutPage]
    added: list[Event]
    removed: list[Event]
    """Events that do not stand any more, or not as they did."""


@dataclass(frozen=True)
class SiteDifference:
    """Everything that differs between two checkouts, as far as they can be read."""

    before: Checkout
    after: Checkout

    @cached_property
    def settings(self) -> dict[str, SettingChanges]:
        """The settings that differ: about gifts, signing, the campaign, or how the site is made."""
        found: dict[str, SettingChanges] = {
            subject: [] for subject in ("donation", "sign_on", "facts", "code")
        }
        for at, old, new in differing(self.before.settings or {}, self.after.settings or {}):
            found[_subject(at)].append(Differing(_shown(at), old, new))
        return found

    def donate(self, key: str) -> tuple[SettingValue, SettingValue]:
        """Return what is written of gifts, before and after; nothing where it is not."""
        before, after = self.before.settings or {}, self.after.settings or {}
        return before.get((*DONATE, key), ()), after.get((*DONATE, key), ())

    @cached_property
    def links(self) -> list[tuple[bool, str, str]]:
        """Addresses of other sites that pages gain, then those they lose: new?, page, address."""
        found = []
        for page, before, after in self.pages:
            old, new = _addresses(before), _addresses(after)
            found += [(address in new, page, address) for address in sorted(old ^ new)]
        return sorted(found, key=itemgetter(0), reverse=True)

    @cached_property
    def files(self) -> dict[str, FileChanges]:
        """Files that differ and that nothing else tells of, by the folder or file at the top.

        Texts that only people read, and data, stand under no name: all others are code.
        """
        found: dict[str, FileChanges] = {"": []}
        for change in sorted(differing(self.before.stored, self.after.stored)):
            path = change.key
            is_plain = all(
                not side or side.kind == "file" for side in (change.before, change.after)
            )
            is_page = path.startswith(DOCS) and path.endswith(".md")
            is_told = is_plain and (is_page or path == DOCS + SIGNATORIES)
            if is_told or path == CHECKED_OUT_CONFIGURATION:
                continue
            top, slash, _ = path.partition("/")
            is_text = path.startswith(DOCS) or (is_plain and not slash and path.endswith(".md"))
            found.setdefault("" if is_text else top + slash, []).append(change)
        return found

    @cached_property
    def counts(self) -> tuple[Count, Count]:
        """How many signed, before and after."""
        return _count(self.before), _count(self.after)

    @cached_property
    def signatories(self) -> RowChanges:
        """What becomes of the signatories; nothing is said where either list cannot be read."""
        if self.before.rows is None or self.after.rows is None:
            return RowChanges()
        return compare_rows(self.before.rows, self.after.rows)

    @cached_property
    def pages(self) -> list[Differing[CheckedOutPage]]:
        """Pages that differ."""
        return sorted(differing(self.before.pages, self.after.pages))

    @cached_property
    def demands(self) -> list[DemandChange]:
        """Demands that are new, gone, or have another record."""
        found = []
        for change in self.pages:
            path, old, new = change
            if not is_demand_path(path):
                continue
            before, after = (page.events if page else () for page in (old, new))
            added = [event for event in after if event not in before]
            removed = [event for event in before if event not in after]
            if not (old and new) or added or removed:
                found.append(DemandChange(change, added, removed))
        return found

    @cached_property
    def versions(self) -> list[Differing[Version]]:
        """Recorded versions of the letter that are new, gone or rewritten."""
        sides = (self.before.versions or (), self.after.versions or ())
        before, after = ({each.number: each for each in side} for side in sides)
        return sorted(differing(before, after))

    @property
    def undone(self) -> int:
        """How many withdrawals an import would not know of any more."""
        before, after = self.before.withdrawals, self.after.withdrawals
        known = {mark for mark in before.marks if mark.word == OUT}
        return len(known - after.marks if before.salt == after.salt else known)

    @property
    def let_in(self) -> int:
        """How many may be listed although somebody of their name withdrew."""
        new = self.after.withdrawals.marks - self.before.withdrawals.marks
        return sum(mark.word == NOT for mark in new)

    @property
    def is_empty(self) -> bool:
        """Whether nothing differs."""
        changes = (*self.settings.values(), *self.files.values(), self.pages)
        return not any((*changes, *self.signatories))

    @property
    def moves_people(self) -> bool:
        """Whether anybody's entry or the number of signatories differs."""
        return any(self.signatories) or self.counts[0] != self.counts[1]

    def ended(self, page: CheckedOutPage) -> str:
        """Return the address of a page that is gone, if no other page says that it was its own."""
        address = f"/{page_folder(page.path)}"
        given = (each.front.get("old_addresses") for each in self.after.pages.values())
        known = {str(old).strip("/") for each in given if isinstance(each, list) for old in each}
        return "" if address.strip("/") in known else address

    def unread(self, part: str) -> str:
        """Say when a part of the checkouts (`settings`, `rows`, `versions`) cannot be read."""
        sides = {"before": self.before, "after": self.after}
        return " and ".join(when for when, side in sides.items() if getattr(side, part) is None)


def _subject(key: SettingKey) -> str:
    if key[:3] == DONATE:
        return "donation"
    if key[:3] == SIGN_ON:
        return "sign_on"
    if key[:3] == LANGUAGE_ENTRIES and (subject := IN_LANGUAGES.get(key[-1])):
        return subject
    return "facts" if key[:2] == CAMPAIGN or (key[:1] and key[0] in FOR_EDITORS) else "code"


def _shown(key: SettingKey) -> str:
    """Return a key as an editor would say it, without `extra.campaign`."""
    steps = key[2:] if key[:2] == CAMPAIGN else key
    return ".".join(steps).replace(".[", "[") or ".".join(key) or CHECKED_OUT_CONFIGURATION


def _count(side: Checkout) -> Count:
    kinds = Counter(row["kind"] for row in side.rows or () if is_listed(row))
    unnamed = UNNAMED.fullmatch("".join((side.settings or {}).get((*CAMPAIGN, "unnamed"), ())))
    return Count(kinds["organization"], kinds["individual"], int(unnamed[1]) if unnamed else 0)


def _addresses(page: CheckedOutPage | None) -> set[str]:
    """Return the addresses of other sites in a page, front matter included."""
    if page is None:
        return set()
    said = (each for _, each in walk(page.front) if isinstance(each, str))
    text = "\n".join((*said, page.markdown))
    # In an attribute, `&sol;` is a slash.
    found = (match for writing in {text, unescape(text)} for match in _ADDRESS.findall(writing))
    return {address.rstrip(SENTENCE) for address in found}


def differing(before: Mapping[Any, _T], after: Mapping[Any, _T]) -> list[Differing[_T]]:
    """Return what is not the same in two mappings, in their order."""
    keys = dict.fromkeys((*before, *after))
    pairs = (Differing(key, before.get(key), after.get(key)) for key in keys)
    return [pair for pair in pairs if pair.before != pair.after]


def is_listed(row: ComparedRow) -> bool:
    """Whether readers see a row."""
    return not row["withdrawn"]


def compare_rows(before: Sequence[ComparedRow], after: Sequence[ComparedRow]) -> RowChanges:
    """Return what changes between two lists.

    A signatory is known again by name and kind, among namesakes by affiliation and place. Under a
    new name it is one gone and one come: who is who, the file's own difference shows.
    """
    pairs: list[tuple[ComparedRow, ComparedRow]] = []
    keys: tuple[Callable[[ComparedRow], Hashable], ...] = (
        lambda row: tuple(row.values()),
        lambda row: key(identity(row)),
        lambda row: key(identity(row))[:2],
    )
    for same_in in keys:
        waiting: defaultdict[Hashable, deque[ComparedRow]] = defaultdict(deque)
        for row in before:
            waiting[same_in(row)].append(row)
        come = []
        for row in after:
            if same := waiting[same_in(row)]:
                pairs.append((same.popleft(), row))
            else:
                come.append(row)
        before, after = [row for rows in waiting.values() for row in rows], come
    listed = [(old, new) for old, new in pairs if is_listed(old) and is_listed(new)]
    return RowChanges(
        added=[row for row in after if is_listed(row)],
        removed=[row for row in before if is_listed(row)],
        withdrawn=[new for old, new in pairs if is_listed(old) and not is_listed(new)],
        restored=[new for old, new in pairs if is_listed(new) and not is_listed(old)],
        changed=[Differing(new["name"], old, new) for old, new in listed if old != new],
        forgotten=sum(not is_listed(row) for row in before),
    )
