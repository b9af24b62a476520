"""Compares two checkouts of a campaign: what a change does to what readers see, and to the code."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from html import unescape
from operator import itemgetter
from typing import Any, NamedTuple
from urllib.parse import urlsplit

from campaign.config.folder import SIGNATORIES
from campaign.content.pages import Event
from campaign.content.paths import page_folder
from campaign.content.versions import Version
from campaign.curation.suppression_list import NOT, OUT, Withdrawals
from campaign.github.comparison.checkout import (
    CHECKED_OUT_CONFIGURATION,
    DOCS,
    CheckedOutPage,
    Checkout,
    Stored,
)
from campaign.github.comparison.rows import Differing, RowChanges, compare_rows, differing
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

SettingChanges = list[Differing[SettingValue]]
FileChanges = list[Differing[Stored]]


class Giving(NamedTuple):
    """Where gifts go, as it is written; empty where it is not."""

    address: str
    host: str
    recipient: str
    hosts: SettingValue


class LinkChange(NamedTuple):
    """An address of another site that a page gains or loses."""

    page: str
    address: str
    is_new: bool


class DemandChange(NamedTuple):
    """What happens to a demand's record."""

    page: Differing[CheckedOutPage]
    added: list[Event]
    removed: list[Event]
    """Events that do not stand any more, or not as they did."""


@dataclass(frozen=True, slots=True)
class SiteDifference:
    """Everything that differs between two checkouts."""

    before: Checkout
    after: Checkout
    settings: Mapping[str, SettingChanges]
    """Those that differ, by each of `SUBJECTS`."""
    giving: tuple[Giving, Giving]
    links: list[LinkChange]
    code: Mapping[str, FileChanges]
    """Files that are not only text, by the folder or file at the top."""
    counts: Mapping[str, tuple[int, int]]
    """How many signed, before and after, by what a report calls them."""
    signatories: RowChanges
    demands: list[DemandChange]
    pages: list[Differing[CheckedOutPage]]
    files: FileChanges
    """Files that are text, and no pages."""
    versions: list[Differing[Version]]
    """Recorded versions of the letter that are new, gone or rewritten."""
    undone: int
    """How many withdrawals are not remembered any more."""
    let_in: int
    """How many may be listed although somebody of their name withdrew."""

    @property
    def is_empty(self) -> bool:
        """Whether nothing differs."""
        changes = (*self.settings.values(), self.links, self.code, self.pages, self.files)
        return not any((*changes, *self.signatories))

    @property
    def moves_people(self) -> bool:
        """Whether anybody's entry or the number of signatories differs."""
        return any(self.signatories) or any(old != new for old, new in self.counts.values())

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


def compare_checkouts(before: Checkout, after: Checkout) -> SiteDifference:
    """Return everything that differs between two checkouts, as far as they can be read."""
    settings = before.settings or {}, after.settings or {}
    pages = _sorted(differing(before.pages, after.pages))
    code, files = _files(before, after)
    both = before.rows is not None and after.rows is not None
    versions = [{each.number: each for each in side.versions or ()} for side in (before, after)]
    return SiteDifference(
        before,
        after,
        settings=_settings(*settings),
        giving=(_giving(settings[0]), _giving(settings[1])),
        links=_links(pages),
        code=code,
        counts=_counts(before, after),
        signatories=compare_rows(before.rows or (), after.rows or ()) if both else RowChanges(),
        demands=list(_demands(pages)),
        pages=pages,
        files=files,
        versions=_sorted(differing(*versions)),
        undone=_undone(before.withdrawals, after.withdrawals),
        let_in=sum(m.word == NOT for m in after.withdrawals.marks - before.withdrawals.marks),
    )


def _sorted(pairs: Iterable[Differing[Any]]) -> list[Differing[Any]]:
    return sorted(pairs, key=itemgetter(0))


def _settings(before: Settings, after: Settings) -> dict[str, SettingChanges]:
    """Return the settings that differ by what they are about, in the order of the files."""
    found: dict[str, SettingChanges] = {subject: [] for subject in SUBJECTS}
    for key, old, new in differing(before, after):
        found[_subject(key)].append(Differing(_shown(key), old, new))
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


def _counts(*sides: Checkout) -> dict[str, tuple[int, int]]:
    found: dict[str, list[int]] = {}
    for side in sides:
        kinds = Counter(row["kind"] for row in side.rows or () if row.is_listed)
        unnamed = "".join((side.settings or {}).get((*CAMPAIGN, "unnamed"), ())).strip()
        is_number = unnamed.isascii() and unnamed.isdigit() and len(unnamed) < 10
        numbers = {
            "Organizations": kinds["organization"],
            "Individuals": kinds["individual"],
            "Not named": int(unnamed) if is_number else 0,
        }
        for what, number in (numbers | {"All": sum(numbers.values())}).items():
            found.setdefault(what, []).append(number)
    return {what: (before, after) for what, (before, after) in found.items()}


def _undone(before: Withdrawals, after: Withdrawals) -> int:
    """Return how many withdrawals an import would not know of any more."""
    known = {mark for mark in before.marks if mark.word == OUT}
    return len(known - after.marks if before.salt == after.salt else known)


def _links(pages: Iterable[Differing[CheckedOutPage]]) -> list[LinkChange]:
    """Return the addresses of other sites that pages gain, then those that they lose."""
    found = []
    for change in pages:
        old, new = _addresses(change.before), _addresses(change.after)
        for address in sorted(old ^ new):
            found.append(LinkChange(change.key, address, address in new))
    return sorted(found, key=lambda link: not link.is_new)


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


def _demands(pages: Iterable[Differing[CheckedOutPage]]) -> Iterator[DemandChange]:
    for change in pages:
        if not change.either.is_demand:
            continue
        before, after = (side.events if side else () for side in (change.before, change.after))
        found = DemandChange(
            change,
            added=[event for event in after if event not in before],
            removed=[event for event in before if event not in after],
        )
        is_one = change.before and change.after
        if not is_one or found.added or found.removed:
            yield found


def _files(before: Checkout, after: Checkout) -> tuple[dict[str, FileChanges], FileChanges]:
    """Return the files that differ: those that make each code, by their tops, and the others.

    The others are what only people read: data below docs/, and texts at the top.
    """
    code: dict[str, FileChanges] = {}
    texts: FileChanges = []
    for change in _sorted(differing(before.stored, after.stored)):
        path = change.key
        is_special = any(side and side.kind != "file" for side in (change.before, change.after))
        is_told_of = path.startswith(DOCS) and (path.endswith(".md") or path == DOCS + SIGNATORIES)
        if path == CHECKED_OUT_CONFIGURATION or (is_told_of and not is_special):
            continue
        top, slash, _ = path.partition("/")
        is_text = not slash and path.endswith(".md") and not is_special
        place = texts if is_text or path.startswith(DOCS) else code.setdefault(top + slash, [])
        place.append(change)
    return code, texts
