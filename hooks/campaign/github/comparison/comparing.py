"""Compares two checkouts of a campaign: what a change does to what readers see, and to the code."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from typing import Any
from urllib.parse import urlsplit

from campaign.config.folder import SIGNATORIES
from campaign.content.versions import Version
from campaign.curation.suppression_list import Withdrawals
from campaign.github.comparison.checkout import CONFIGURATION, DOCS, Checkout, PageText
from campaign.github.comparison.difference import (
    Counts,
    DemandChange,
    Difference,
    FileChange,
    Giving,
    LinkChange,
    PageChange,
    SettingChange,
    VersionChange,
)
from campaign.github.comparison.rows import RowChanges, compare_rows
from campaign.github.comparison.settings import CAMPAIGN, Key, Settings
from campaign.github.comparison.texts import count_words, money_links, passages, same_pages
from campaign.i18n.languages import split_path

DONATE: Key = (*CAMPAIGN, "donate")
SIGN_ON: Key = (*CAMPAIGN, "sign_on")
LANGUAGES: Key = (*CAMPAIGN, "languages")
IN_LANGUAGES = {
    "donate_label": "donation",
    "tax_status": "donation",
    "tax_note": "donation",
    "pays_for": "donation",
    "sign_label": "sign_on",
}
"""What a language's entry says about giving and signing."""
PEOPLE = ("contact", "press_contact", "removal_contact", "organizers")
FOR_EDITORS = ("site_name", "nav", "not_in_nav")
"""Settings outside of the campaign that say what a site holds, not how it works."""
TEXT = ".md"
"""How the names of files end that only people read, at the top."""
LETTER_PARTS = ("subject", "salutation", "closing")


def compare(before: Checkout, after: Checkout) -> Difference:
    """Return everything that differs between two checkouts, as far as they can be read."""
    settings = _settings(before.settings or {}, after.settings or {})
    pages = _pages(before.pages, after.pages)
    code, files = _files(before, after)
    letters = _letter_of(before), _letter_of(after)
    return Difference(
        problems_before=before.problems,
        problems_after=after.problems,
        had_site=before.has_site,
        has_site=after.has_site,
        settings_are_read=(before.settings is not None, after.settings is not None),
        list_is_read=(before.entries is not None, after.entries is not None),
        donation=settings.get("donation", ()),
        giving=(_giving(before), _giving(after)),
        sign_on=settings.get("sign_on", ()),
        links=tuple(_links(before, after)),
        code_settings=settings.get("code", ()),
        code=code,
        people=settings.get("people", ()),
        facts=settings.get("facts", ()),
        counts=(_counts(before), _counts(after)),
        signatories=compare_rows(before.entries or (), after.entries or ())
        if before.entries is not None and after.entries is not None
        else RowChanges(),
        demands=tuple(_demands(pages)),
        pages=pages,
        letter=passages(*letters),
        letter_words=count_words(*letters),
        files=files,
        versions=tuple(_versions(before.versions or (), after.versions or ())),
        versions_are_read=(before.versions is not None, after.versions is not None),
        undone=_undone(before.withdrawals, after.withdrawals),
        let_in=_let_in(before.withdrawals, after.withdrawals),
    )


def _settings(before: Settings, after: Settings) -> dict[str, tuple[SettingChange, ...]]:
    """Return the settings that differ by what they are about, in the order of the files."""
    found: dict[str, list[SettingChange]] = {}
    for key in dict.fromkeys((*before, *after)):
        if before.get(key) != after.get(key):
            change = SettingChange(_shown(key), before.get(key), after.get(key))
            found.setdefault(_subject(key), []).append(change)
    return {subject: tuple(changes) for subject, changes in found.items()}


def _subject(key: Key) -> str:
    if key[:3] == DONATE:
        return "donation"
    if key[:3] == SIGN_ON:
        return "sign_on"
    if key[:3] == LANGUAGES and (subject := IN_LANGUAGES.get(key[-1])):
        return subject
    if key[:2] == CAMPAIGN:
        return "people" if key[2:3] and key[2] in PEOPLE else "facts"
    return "facts" if key[:1] and key[0] in FOR_EDITORS else "code"


def _shown(key: Key) -> str:
    """Return a key as an editor would say it, without `extra.campaign`."""
    steps = key[2:] if key[:2] == CAMPAIGN else key
    return ".".join(steps).replace(".[", "[") or ".".join(key) or CONFIGURATION


def _giving(checkout: Checkout) -> Giving:
    settings = checkout.settings or {}
    address = ", ".join(settings.get((*DONATE, "url"), ()))
    try:
        host = urlsplit(address).hostname or ""
    except ValueError:
        host = ""
    return Giving(
        address,
        host,
        ", ".join(settings.get((*DONATE, "legal_name"), ())),
        settings.get((*DONATE, "hosts"), ()),
    )


def _counts(checkout: Checkout) -> Counts:
    kinds = Counter(entry.kind for entry in checkout.entries or () if entry.is_listed)
    unnamed = "".join((checkout.settings or {}).get((*CAMPAIGN, "unnamed"), ())).strip()
    return Counts(
        kinds["organization"],
        kinds["individual"],
        int(unnamed) if unnamed.isascii() and unnamed.isdigit() and len(unnamed) < 10 else 0,
    )


def _versions(before: Iterable[Version], after: Iterable[Version]) -> Iterator[VersionChange]:
    """Yield the versions that are not what they were, by their numbers."""
    old, new = ({version.number: version for version in side} for side in (before, after))
    for number in sorted({*old, *new}):
        if old.get(number) != new.get(number):
            yield VersionChange(old.get(number), new.get(number))


def _undone(before: Withdrawals, after: Withdrawals) -> int:
    """Return how many withdrawals an import would not know of any more."""
    known = {mark for mark in before.marks if mark[:3] not in ("not", "was")}
    return len(known - after.marks if before.salt == after.salt else known)


def _let_in(before: Withdrawals, after: Withdrawals) -> int:
    """Return how many may sign anew under a name that withdrew."""
    return sum(mark.startswith("not ") for mark in after.marks - before.marks)


def _links(before: Checkout, after: Checkout) -> Iterator[LinkChange]:
    """Yield the links to where people give or sign that a page gains or loses."""
    hosts = tuple(
        host.casefold()
        for checkout in (before, after)
        for part in (DONATE, SIGN_ON)
        for host in (checkout.settings or {}).get((*part, "hosts"), ())
    )
    for path in sorted({*before.pages, *after.pages}):
        old, new = (
            money_links(_whole(checkout.pages.get(path)), hosts) for checkout in (before, after)
        )
        yield from (LinkChange(path, address, True) for address in sorted(new - old))
        yield from (LinkChange(path, address, False) for address in sorted(old - new))


def _whole(page: PageText | None) -> str:
    """Return all of a page's text, front matter included."""
    return "\n".join((*_texts(page.front), page.markdown)) if page else ""


def _texts(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict | list):
        for part in value.values() if isinstance(value, dict) else value:
            yield from _texts(part)


def _pages(before: Mapping[str, PageText], after: Mapping[str, PageText]) -> tuple[PageChange, ...]:
    """Return the pages that differ, moved ones as one change, by path."""
    moved = same_pages(
        {path: _whole(page) for path, page in before.items() if path not in after},
        {path: _whole(page) for path, page in after.items() if path not in before},
    )
    here = {new: old for old, new in moved.items()}
    changes = [_page_change(before.get(here.get(path, path)), page) for path, page in after.items()]
    changes += [
        _page_change(page, None)
        for path, page in before.items()
        if path not in after and path not in moved
    ]
    found = [change for change in changes if change.differs]
    return tuple(sorted(found, key=lambda change: change.page.path))


def _page_change(before: PageText | None, after: PageText | None) -> PageChange:
    old, new = (page.front if page else {} for page in (before, after))
    return PageChange(
        before,
        after,
        count_words(*(page.markdown if page else "" for page in (before, after))),
        tuple(key for key in dict.fromkeys((*old, *new)) if old.get(key) != new.get(key)),
    )


def _letter_of(checkout: Checkout) -> str:
    """Return the letter's words as they are written, or nothing where there is no letter.

    They are those of the main language: a translation is one of the pages.
    """
    for page in checkout.pages.values():
        if page.type == "letter" and not split_path(page.path, checkout.translations)[0]:
            front = {key: str(page.front.get(key) or "") for key in LETTER_PARTS}
            parts = (front["subject"], front["salutation"], page.markdown, front["closing"])
            return "\n\n".join(part for part in parts if part)
    return ""


def _demands(pages: Iterable[PageChange]) -> Iterator[DemandChange]:
    for change in pages:
        old, new = (
            page if page and page.is_demand else None for page in (change.before, change.after)
        )
        page = new or old
        if page is None:
            continue
        before, after = (side.events if side else () for side in (old, new))
        found = DemandChange(
            page.path,
            page.title,
            old.status if old else "",
            new.status if new else "",
            after[-1] if after else None,
            tuple(event for event in after if event not in before),
            tuple(event for event in before if event not in after),
        )
        if found.has_new_status or found.added or found.removed:
            yield found


def _files(
    before: Checkout, after: Checkout
) -> tuple[dict[str, tuple[FileChange, ...]], tuple[FileChange, ...]]:
    """Return the files that differ: those that are not only text, by where they lie, and texts."""
    code: dict[str, list[FileChange]] = {}
    texts: list[FileChange] = []
    for path in sorted({*before.stored, *after.stored}):
        old, new = before.stored.get(path), after.stored.get(path)
        if old == new or path == CONFIGURATION:
            continue
        special = {side.kind for side in (old, new) if side} - {"file"}
        what = "added" if old is None else "removed" if new is None else "changed"
        if special:
            what += f" ({', '.join(sorted(special))})"
        change = FileChange(path, what)
        if path.startswith(DOCS):
            if special or not (path.endswith(".md") or path == DOCS + SIGNATORIES):
                texts.append(change)
        elif "/" not in path and path.endswith(TEXT) and not special:
            texts.append(change)
        else:
            top = path.split("/")[0]
            code.setdefault(f"{top}/" if "/" in path else top, []).append(change)
    return {top: tuple(changes) for top, changes in code.items()}, tuple(texts)
