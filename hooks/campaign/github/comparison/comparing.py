"""Compares two checkouts of a campaign: what a change does to what readers see, and to the code."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from html import unescape
from typing import Any, NamedTuple
from urllib.parse import urlsplit

from campaign.config.folder import IMPORTS, SIGNATORIES
from campaign.content.demands import Event
from campaign.content.paths import page_folder
from campaign.content.versions import Version
from campaign.curation.suppression_list import NOT, OUT, Withdrawals
from campaign.github.comparison.checkout import (
    CHECKED_OUT_CONFIGURATION,
    DOCS,
    CheckedOutPage,
    Checkout,
)
from campaign.github.comparison.rows import RowChanges, compare_rows
from campaign.github.comparison.settings import CAMPAIGN, SettingKey, Settings, SettingValue

DONATE: SettingKey = (*CAMPAIGN, "donate")
SIGN_ON: SettingKey = (*CAMPAIGN, "sign_on")
LANGUAGES: SettingKey = (*CAMPAIGN, "languages")
IN_LANGUAGES = {
    "donate_label": "donation",
    "tax_status": "donation",
    "tax_note": "donation",
    "pays_for": "donation",
    "sign_label": "sign_on",
}
"""What a language's entry says about giving and signing."""
SUBJECTS = ("donation", "sign_on", "facts", "code")
"""What a setting can be about: gifts, signing, the campaign, or how the site is made."""
FOR_EDITORS = ("site_name", "nav", "not_in_nav")
"""Settings outside of the campaign that say what a site holds, not how it works."""
_ADDRESS = re.compile(r"(?:https?:)?[/\\]{2}[^\s<>\"'`^{|}\[\]()]+", re.IGNORECASE)
SENTENCE = ".,;:!?*_~"  # what may follow an address that stands in a sentence


class SettingChange(NamedTuple):
    """A setting that differs; None where it does not stand."""

    key: str
    before: SettingValue | None
    after: SettingValue | None


class Giving(NamedTuple):
    """Where gifts go, as it is written; empty where it is not."""

    address: str
    host: str
    recipient: str
    hosts: SettingValue


class FileChange(NamedTuple):
    """A file that is `added`, `removed` or `changed`; a link or a program says so."""

    path: str
    what: str

    @property
    def is_import(self) -> bool:
        """Whether it is the file that says what imports make of columns."""
        return self.path == DOCS + IMPORTS


class LinkChange(NamedTuple):
    """An address of another site that a page gains or loses."""

    page: str
    address: str
    is_new: bool


class VersionChange(NamedTuple):
    """A recorded version of the letter; None where it does not stand."""

    before: Version | None
    after: Version | None


class PageChange(NamedTuple):
    """A page that is added (no `before`), removed (no `after`) or differs."""

    before: CheckedOutPage | None
    after: CheckedOutPage | None
    facts: tuple[str, ...]
    """Keys of the front matter that differ."""


class Counts(NamedTuple):
    """How many signed."""

    organizations: int
    individuals: int
    unnamed: int

    @property
    def total(self) -> int:
        """Everybody who signed."""
        return sum(self)


class DemandChange(NamedTuple):
    """What happens to a demand's record."""

    title: str
    before: str
    """The status before; empty where the demand is new."""
    after: str
    """The status after; empty where the demand is gone."""
    event: Event | None
    """The event that carries the status after."""
    added: tuple[Event, ...]
    removed: tuple[Event, ...]
    """Events that do not stand any more, or not as they did."""


@dataclass(frozen=True, slots=True)
class SiteDifference:
    """Everything that differs between two checkouts."""

    before: Checkout
    after: Checkout
    settings: Mapping[str, tuple[SettingChange, ...]]
    """Those that differ, by each of `SUBJECTS`."""
    giving: tuple[Giving, Giving]
    links: tuple[LinkChange, ...]
    code: Mapping[str, tuple[FileChange, ...]]
    """Files that are not only text, by the folder or file at the top."""
    counts: tuple[Counts, Counts]
    signatories: RowChanges
    demands: tuple[DemandChange, ...]
    pages: tuple[PageChange, ...]
    files: tuple[FileChange, ...]
    """Files that are text, and no pages."""
    versions: tuple[VersionChange, ...]
    """Recorded versions of the letter that are new, gone or rewritten."""
    undone: int
    """How many withdrawals are not remembered any more."""
    let_in: int
    """How many may be listed although somebody of their name withdrew."""

    @property
    def is_empty(self) -> bool:
        """Whether nothing differs."""
        parts = (
            *self.settings.values(),
            self.links,
            self.code,
            self.signatories,
            self.pages,
            self.files,
        )
        return not any(parts)

    def ended(self, page: CheckedOutPage) -> str:
        """Return the address of a page that is gone, if no other page says that it was its own."""
        address = f"/{page_folder(page.path)}"
        given = (each.front.get("old_addresses") for each in self.after.pages.values())
        known = {str(old).strip("/") for each in given if isinstance(each, list) for old in each}
        return "" if address.strip("/") in known else address

    def unread(self, part: str) -> str:
        """Say when a part of the checkouts (`settings`, `rows`, `versions`) cannot be read."""
        sides = [
            when
            for when, side in (("before", self.before), ("after", self.after))
            if getattr(side, part) is None
        ]
        return " and ".join(sides)


def compare_checkouts(before: Checkout, after: Checkout) -> SiteDifference:
    """Return everything that differs between two checkouts, as far as they can be read."""
    pages = tuple(_pages(before.pages, after.pages))
    files = list(_files(before, after))
    code: dict[str, tuple[FileChange, ...]] = {}
    for top, change in files:
        if top:
            code[top] = (*code.get(top, ()), change)
    both = before.rows is not None and after.rows is not None
    return SiteDifference(
        before,
        after,
        settings=_settings(before.settings or {}, after.settings or {}),
        giving=(_giving(before.settings or {}), _giving(after.settings or {})),
        links=tuple(_links(pages)),
        code=code,
        counts=(_counts(before), _counts(after)),
        signatories=compare_rows(before.rows or (), after.rows or ()) if both else RowChanges(),
        demands=tuple(_demands(pages)),
        pages=pages,
        files=tuple(change for top, change in files if not top),
        versions=tuple(_versions(before.versions or (), after.versions or ())),
        undone=_undone(before.withdrawals, after.withdrawals),
        let_in=sum(m.word == NOT for m in after.withdrawals.marks - before.withdrawals.marks),
    )


def _settings(before: Settings, after: Settings) -> dict[str, tuple[SettingChange, ...]]:
    """Return the settings that differ by what they are about, in the order of the files."""
    found: dict[str, tuple[SettingChange, ...]] = dict.fromkeys(SUBJECTS, ())
    for key in dict.fromkeys((*before, *after)):
        if before.get(key) != after.get(key):
            change = SettingChange(_shown(key), before.get(key), after.get(key))
            about = _subject(key)
            found[about] = (*found[about], change)
    return found


def _subject(key: SettingKey) -> str:
    if key[:3] == DONATE:
        return "donation"
    if key[:3] == SIGN_ON:
        return "sign_on"
    if key[:3] == LANGUAGES and (subject := IN_LANGUAGES.get(key[-1])):
        return subject
    return "facts" if key[:2] == CAMPAIGN or (key[:1] and key[0] in FOR_EDITORS) else "code"


def _shown(key: SettingKey) -> str:
    """Return a key as an editor would say it, without `extra.campaign`."""
    steps = key[2:] if key[:2] == CAMPAIGN else key
    return ".".join(steps).replace(".[", "[") or ".".join(key) or CHECKED_OUT_CONFIGURATION


def _giving(settings: Settings) -> Giving:
    address = ", ".join(settings.get((*DONATE, "url"), ()))
    try:
        host = urlsplit(address).hostname or ""
    except ValueError:
        host = ""
    recipient = ", ".join(settings.get((*DONATE, "legal_name"), ()))
    return Giving(address, host, recipient, settings.get((*DONATE, "hosts"), ()))


def _counts(checkout: Checkout) -> Counts:
    kinds = Counter(row["kind"] for row in checkout.rows or () if row.is_listed)
    unnamed = "".join((checkout.settings or {}).get((*CAMPAIGN, "unnamed"), ())).strip()
    is_number = unnamed.isascii() and unnamed.isdigit() and len(unnamed) < 10
    return Counts(kinds["organization"], kinds["individual"], int(unnamed) if is_number else 0)


def _versions(before: Iterable[Version], after: Iterable[Version]) -> Iterator[VersionChange]:
    """Yield the versions that are not what they were, by their numbers."""
    old, new = ({version.number: version for version in side} for side in (before, after))
    for number in sorted({*old, *new}):
        if old.get(number) != new.get(number):
            yield VersionChange(old.get(number), new.get(number))


def _undone(before: Withdrawals, after: Withdrawals) -> int:
    """Return how many withdrawals an import would not know of any more."""
    known = {mark for mark in before.marks if mark.word == OUT}
    return len(known - after.marks if before.salt == after.salt else known)


def _pages(
    before: Mapping[str, CheckedOutPage], after: Mapping[str, CheckedOutPage]
) -> Iterator[PageChange]:
    for path in sorted({*before, *after}):
        old, new = before.get(path), after.get(path)
        if old != new:
            fronts = [page.front if page else {} for page in (old, new)]
            keys = dict.fromkeys(key for front in fronts for key in front)
            differ = tuple(key for key in keys if fronts[0].get(key) != fronts[1].get(key))
            yield PageChange(old, new, differ)


def _links(pages: Iterable[PageChange]) -> Iterator[LinkChange]:
    """Yield the addresses of other sites that pages gain, then those that they lose."""
    found = []
    for change in pages:
        old, new = (_addresses(page) for page in (change.before, change.after))
        path = (change.after or change.before or CheckedOutPage("", {}, (), "")).path
        found += [LinkChange(path, address, True) for address in sorted(new - old)]
        found += [LinkChange(path, address, False) for address in sorted(old - new)]
    yield from sorted(found, key=lambda link: not link.is_new)


def _addresses(page: CheckedOutPage | None) -> set[str]:
    """Return the addresses of other sites in a page, front matter included."""
    text = "\n".join((*_texts(page.front), page.markdown)) if page else ""
    # In an attribute, `&sol;` is a slash.
    found = (match for writing in {text, unescape(text)} for match in _ADDRESS.findall(writing))
    return {address.rstrip(SENTENCE) for address in found}


def _texts(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict | list):
        for part in value.values() if isinstance(value, dict) else value:
            yield from _texts(part)


def _demands(pages: Iterable[PageChange]) -> Iterator[DemandChange]:
    for change in pages:
        sides = [p if p and p.is_demand else None for p in (change.before, change.after)]
        old, new = sides
        page = new or old
        if page is None:
            continue
        before, after = (side.events if side else () for side in sides)
        found = DemandChange(
            page.title,
            old.status if old else "",
            new.status if new else "",
            after[-1] if after else None,
            tuple(event for event in after if event not in before),
            tuple(event for event in before if event not in after),
        )
        if found.before != found.after or found.added or found.removed:
            yield found


def _files(before: Checkout, after: Checkout) -> Iterator[tuple[str, FileChange]]:
    """Yield the files that differ, with the folder or file at the top that makes each code.

    The place is empty for what only people read: data below docs/, and texts at the top.
    """
    for path in sorted({*before.stored, *after.stored}):
        old, new = before.stored.get(path), after.stored.get(path)
        if old == new or path == CHECKED_OUT_CONFIGURATION:
            continue
        special = {side.kind for side in (old, new) if side} - {"file"}
        is_told_of = path.startswith(DOCS) and (path.endswith(".md") or path == DOCS + SIGNATORIES)
        if is_told_of and not special:
            continue
        what = "added" if old is None else "removed" if new is None else "changed"
        if special:
            what += f" ({', '.join(sorted(special))})"
        top = path.split("/")[0]
        is_text = "/" not in path and path.endswith(".md") and not special
        place = "" if is_text or path.startswith(DOCS) else f"{top}/" if "/" in path else top
        yield place, FileChange(path, what)
