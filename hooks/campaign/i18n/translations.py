"""Translations of pages: which page each one translates, and whether it still says the same."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from campaign.config.yaml_text import Path as Key
from campaign.config.yaml_text import YamlText, read_yaml
from campaign.content.demands import Event
from campaign.content.fingerprint import digest, plain
from campaign.content.front_matter import SplitPage
from campaign.content.pages import DemandPage, Letter, Page, PressPage, Update
from campaign.core.problems import Problem, counted
from campaign.core.topics import ABOUT_TRANSLATIONS, ABOUT_VERSIONS

HASH = 12
"""Characters of a page's hash."""
_SAID = (
    "title",
    "description",
    "subject",
    "salutation",
    "closing",
    "note",
    "signed_note",
    "signed_by",
    "share_text",
    "ask",
    "addressed_to",
    "met_when",
    "purpose",
    "boilerplate",
)
"""Front matter that is said in words, so that a translation has it in its own."""
SAME_IN_EVENTS = ("date", "status", "source", "source_kind", "archive")
"""What of an event is no matter of language."""
SAME_IN_PRESS = {"facts": ("source",), "quotes": ("name", "date", "source"), "files": ("path",)}
"""What of a press page's lists is no matter of language."""
SAID_IN_PRESS = {
    "facts": ("fact", "source_title"),
    "quotes": ("text", "role"),
    "files": ("title",),
}
NAMED_IN_PRESS = {"facts": "fact", "quotes": "quote", "files": "file"}
SAID_IN_EVENTS = ("summary", "source_title", "correction")


class PageText(NamedTuple):
    """A page that was read: as problems name it, split, and with valid front matter."""

    shown: str
    split: SplitPage
    front: Page


class Translation(NamedTuple):
    """How a translation stands to the page that it translates."""

    source: str
    """The path of that page below docs/."""
    is_stale: bool
    """Whether that page has changed since."""


def page_hash(front: Page, markdown: str) -> str:
    """Return the hash of what a page says in words: formatting and links do not count.

    Raises `Wrong` as `wording.plain` does.
    """
    return digest("\n\n".join([*_said(front), plain(markdown)]))[:HASH]


def _said(front: Page) -> Iterator[str]:
    yield from (str(text) for key in _SAID if (text := getattr(front, key, None)))
    if isinstance(front, Letter):
        yield from (original.title for original in front.original)
        yield from (change.note for change in front.changes)
    if isinstance(front, DemandPage):
        for event in front.history:
            yield from (text for key in SAID_IN_EVENTS if (text := getattr(event, key)))
    if isinstance(front, PressPage):
        for name, keys in SAID_IN_PRESS.items():
            for item in getattr(front, name):
                yield from (getattr(item, key) for key in keys)


def check_translation(
    page: PageText, source: PageText, current: str, versions: Iterable[int]
) -> Iterator[Problem]:
    """Yield what is wrong with a translation; `current` is its source's present hash."""
    document = _document(page)
    front, original = page.front, source.front
    if front.type != original.type:
        yield Problem(
            page.shown,
            *document.place(("type",)),
            f"'type' is {front.type}, but {source.shown} has {original.type}; write that",
            ABOUT_TRANSLATIONS,
        )
        return
    if front.source_hash is None:
        yield Problem(
            page.shown,
            *document.place(()),
            f"'source_hash' is missing, so that nobody can tell which text was translated; if this "
            f"translates {source.shown} as it is now, add `source_hash: {current}`, or run "
            f"`campaign translated {page.shown}`",
            ABOUT_TRANSLATIONS,
        )
    if isinstance(front, DemandPage) and isinstance(original, DemandPage):
        yield from _check_demand(page, source, front, original, document)
    if isinstance(front, Update) and isinstance(original, Update):
        yield from _check_same(page, source, ("date", "updated"), document)
    if isinstance(front, PressPage) and isinstance(original, PressPage):
        yield from _check_press(page, source, front, original, document)
    if isinstance(front, Letter):
        yield from _check_letter(page, front, current, tuple(versions), document)


def check_source(page: PageText) -> Iterator[Problem]:
    """Yield a problem for what belongs into translations only."""
    for key in ("source_hash", "nav_title", "source_version"):
        if getattr(page.front, key, None) is not None:
            yield Problem(
                page.shown,
                *_document(page).place((key,), key=True),
                f"'{key}' belongs to a translation, and this page is in the main language; delete "
                "the line",
                ABOUT_TRANSLATIONS,
            )


def stale(front: Page, current: str, latest_version: int | None) -> bool:
    """Whether a translation's source has changed since it was translated."""
    behind = (
        isinstance(front, Letter)
        and latest_version is not None
        and (front.source_version or 0) < latest_version
    )
    return front.source_hash != current or behind


def stale_warning(
    page: PageText, source: PageText, current: str, latest_version: int | None
) -> Problem:
    """Return the warning for a translation whose source has changed."""
    place = _document(page).place(("source_hash",))
    remedy = f"write `source_hash: {current}`"
    if isinstance(page.front, Letter) and latest_version is not None:
        remedy += f" and `source_version: {latest_version}`"
    remedy += f", or run `campaign translated {page.shown}`"
    return Problem(
        page.shown,
        *place,
        f"{source.shown} has changed since it was translated; bring the translation up to date, "
        f"and {remedy}",
        ABOUT_TRANSLATIONS,
    )


def _check_letter(
    page: PageText, front: Letter, current: str, versions: tuple[int, ...], document: YamlText
) -> Iterator[Problem]:
    if not versions:
        if front.source_version is not None:
            yield Problem(
                page.shown,
                *document.place(("source_version",), key=True),
                "no version of the letter is recorded; delete 'source_version'",
                ABOUT_VERSIONS,
            )
        return
    known = f"1 to {versions[-1]}" if len(versions) > 1 else "1"
    if front.source_version is None:
        # Which one it was is certain only where there is one, or the text is still the same.
        newest = f"add `source_version: {versions[-1]}`"
        newest += f", or run `campaign translated {page.shown}`"
        which = (
            newest
            if len(versions) == 1
            else f"by its 'source_hash' this translates the newest; {newest}"
            if front.source_hash == current
            else f"add the number of the version that was translated, {known}, as "
            f"`source_version: {versions[0]}` for the first"
        )
        yield Problem(
            page.shown,
            *document.place(()),
            f"the letter's versions are recorded, but 'source_version' is missing; {which}",
            ABOUT_VERSIONS,
        )
    elif front.source_version not in versions:
        yield Problem(
            page.shown,
            *document.place(("source_version",)),
            f"'source_version' is {front.source_version}, which is not recorded; write {known}",
            ABOUT_TRANSLATIONS,
        )


def _check_same(
    page: PageText, source: PageText, keys: Iterable[str], document: YamlText
) -> Iterator[Problem]:
    """Yield a problem for each key that differs from the source's; some may be missing there."""
    for key in keys:
        given, own = getattr(page.front, key), getattr(source.front, key)
        if given == own:
            continue
        if own is None:
            why = f"'{key}' is {given}, but {source.shown} has none; delete the line"
        elif given is None:
            why = f"'{key}' is missing, but {source.shown} has it; add `{key}: {own}`"
        else:
            why = f"'{key}' is {given}, but {source.shown} has {own}; write that"
        yield Problem(page.shown, *document.place((key,)), why, ABOUT_TRANSLATIONS)


def _check_press(
    page: PageText, source: PageText, front: PressPage, original: PressPage, document: YamlText
) -> Iterator[Problem]:
    for name, keys in SAME_IN_PRESS.items():
        given, own = getattr(front, name), getattr(original, name)
        if len(given) != len(own):
            yield Problem(
                page.shown,
                *document.place((name,), key=True),
                f"'{name}' has {len(given)}, but {source.shown} has {len(own)}; write each of "
                "them, in the same order",
                ABOUT_TRANSLATIONS,
            )
            continue
        for at, (item, expected) in enumerate(zip(given, own, strict=True)):
            for key in keys:
                if (wanted := getattr(expected, key)) != getattr(item, key):
                    remedy = f"write {wanted}" if wanted else "delete the line"
                    yield Problem(
                        page.shown,
                        *document.place((name, at, key)),
                        f"'{key}' of {NAMED_IN_PRESS[name]} {at + 1} differs from {source.shown}; "
                        f"{remedy}",
                        ABOUT_TRANSLATIONS,
                    )


def _check_demand(
    page: PageText, source: PageText, front: DemandPage, original: DemandPage, document: YamlText
) -> Iterator[Problem]:
    yield from _check_same(page, source, ("order", "reviewed"), document)
    if len(front.history) != len(original.history):
        yield Problem(
            page.shown,
            *document.place(("history",), key=True),
            f"'history' has {counted(len(front.history), 'event')}, but {source.shown} has "
            f"{len(original.history)}; write each of them, in the same order",
            ABOUT_TRANSLATIONS,
        )
        return
    for at, (given, own) in enumerate(zip(front.history, original.history, strict=True)):
        yield from _check_event(page, source, at, given, own, document)


def _check_event(
    page: PageText, source: PageText, at: int, given: Event, own: Event, document: YamlText
) -> Iterator[Problem]:
    for key in SAME_IN_EVENTS:
        if getattr(given, key) != (expected := getattr(own, key)):
            where: Key = ("history", at, key)
            remedy = f"write {expected}" if expected else "delete the line"
            yield Problem(
                page.shown,
                *document.place(where),
                f"'{key}' of event {at + 1} differs from {source.shown}; {remedy}",
                ABOUT_TRANSLATIONS,
            )
    if (given.correction is None) != (own.correction is None):
        remedy = "translate it" if own.correction else "delete the line"
        yield Problem(
            page.shown,
            *document.place(("history", at, "correction")),
            f"'correction' of event {at + 1} differs from {source.shown}; {remedy}",
            ABOUT_TRANSLATIONS,
        )


def _document(page: PageText) -> YamlText:
    return read_yaml(page.split.yaml or "", page.shown, first_line=2)[0]
