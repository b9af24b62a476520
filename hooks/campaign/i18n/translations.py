"""Translations of pages: which page each one translates, and whether it still says the same."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from typing import Any, NamedTuple

from campaign.config.yaml_text import read_yaml
from campaign.content.fingerprint import digest, plain
from campaign.content.front_matter import CLOSING, OPENING, SplitPage, split_page
from campaign.content.pages import Letter, Page
from campaign.core.problems import Problem, Topic, Wrong, counted
from campaign.core.topics import ABOUT_FRONT_MATTER, ABOUT_TRANSLATIONS, ABOUT_VERSIONS

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
_SAME = {"demand": ("order", "reviewed"), "update": ("date", "updated")}
"""Front matter that is no matter of language, by the type of page."""


_NUMBER = re.compile(r"\d+(?:[.,'’٬\s]\d{2,3}(?!\d))*")
"""A number, in which thousands, or lakhs, may be parted by a sign or a space."""


class _List(NamedTuple):
    """A list in front matter, or its one entry, which stands in every translation."""

    key: str
    noun: str
    said: tuple[str, ...]
    """What of an entry is said in words."""
    same: tuple[str, ...] = ()
    """What of it is no matter of language."""
    numbers: str = ""
    """What of it gives numbers, which each language writes in its own way."""


_LISTS = (
    _List(
        "history",
        "event",
        said=("summary", "source_title", "correction"),
        same=("date", "status", "source", "source_kind", "archive"),
    ),
    _List("facts", "fact", said=("fact", "source_title"), same=("source",)),
    _List("quotes", "quote", said=("text", "role"), same=("name", "date", "source")),
    _List("files", "file", said=("title",), same=("path",)),
    _List("figures", "figure", said=(), same=("source",), numbers="number"),
    _List("match", "promise", said=(), same=("source", "until"), numbers="text"),
)
_OF_LETTER = (_List("original", "original", said=("title",)), _List("changes", "change", ("note",)))
"""Lists that a translation of a letter may have of its own."""


class PageText(NamedTuple):
    """A page that was read: as problems name it, split, and with valid front matter."""

    shown: str
    split: SplitPage
    front: Page

    def problem(
        self, why: str, *at: str | int, key: bool = False, topic: Topic = ABOUT_TRANSLATIONS
    ) -> Problem:
        """Return a problem at a value of the front matter, or at its key."""
        document, _ = read_yaml(self.split.yaml or "", self.shown, first_line=2)
        return Problem(self.shown, *document.place(at, key=key), why, topic)


class Translation(NamedTuple):
    """How a translation stands to the page that it translates."""

    source: str
    """The path of that page below docs/."""
    is_stale: bool
    """Whether that page has changed since."""


def page_hash(front: Page, markdown: str) -> str:
    """Return the hash of what a page says in words: formatting and links do not count.

    Raises `Wrong` as `fingerprint.plain` does.
    """
    return digest("\n\n".join([*_said(front), plain(markdown)]))[:HASH]


def _said(front: Page) -> Iterator[str]:
    yield from (str(text) for key in _SAID if (text := getattr(front, key, None)))
    for each in (*_OF_LETTER, *_LISTS):
        for entry in _entries(front, each.key):
            yield from (text for key in each.said if (text := getattr(entry, key)))


def check_translation(
    page: PageText, source: PageText, current: str, versions: Iterable[int]
) -> Iterator[Problem]:
    """Yield what is wrong with a translation; `current` is its source's present hash."""
    front, original = page.front, source.front
    if front.type != original.type:
        why = f"'type' is {front.type}, but {source.shown} has {original.type}; write that"
        yield page.problem(why, "type")
        return
    if front.source_hash is None:
        yield page.problem(
            f"'source_hash' is missing, so that nobody can tell which text was translated; if this "
            f"translates {source.shown} as it is now, add `source_hash: {current}`, or run "
            f"`campaign translated {page.shown}`"
        )
    yield from _check_same(page, source)
    for each in _LISTS:
        yield from _check_list(page, source, each)
    if isinstance(front, Letter):
        yield from _check_letter(page, front, current, tuple(versions))


def check_source(page: PageText) -> Iterator[Problem]:
    """Yield a problem for what belongs into translations only."""
    for key in ("source_hash", "nav_title", "source_version"):
        if getattr(page.front, key, None) is not None:
            why = (
                f"'{key}' belongs to a translation, and this page is in the main language; delete "
                "the line"
            )
            yield page.problem(why, key, key=True)


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
    remedy = f"write `source_hash: {current}`"
    if isinstance(page.front, Letter) and latest_version is not None:
        remedy += f" and `source_version: {latest_version}`"
    remedy += f", or run `campaign translated {page.shown}`"
    return page.problem(
        f"{source.shown} has changed since it was translated; bring the translation up to date, "
        f"and {remedy}",
        "source_hash",
    )


def _check_letter(
    page: PageText, front: Letter, current: str, versions: tuple[int, ...]
) -> Iterator[Problem]:
    if not versions:
        if front.source_version is not None:
            why = "no version of the letter is recorded; delete 'source_version'"
            yield page.problem(why, "source_version", key=True, topic=ABOUT_VERSIONS)
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
        why = f"the letter's versions are recorded, but 'source_version' is missing; {which}"
        yield page.problem(why, topic=ABOUT_VERSIONS)
    elif front.source_version not in versions:
        why = f"'source_version' is {front.source_version}, which is not recorded; write {known}"
        yield page.problem(why, "source_version")


def _check_same(page: PageText, source: PageText) -> Iterator[Problem]:
    """Yield a problem for each key that differs from the source's; some may be missing there."""
    for key in _SAME.get(page.front.type, ()):
        given, own = getattr(page.front, key), getattr(source.front, key)
        if given == own:
            continue
        if own is None:
            why = f"'{key}' is {given}, but {source.shown} has none; delete the line"
        elif given is None:
            why = f"'{key}' is missing, but {source.shown} has it; add `{key}: {own}`"
        else:
            why = f"'{key}' is {given}, but {source.shown} has {own}; write that"
        yield page.problem(why, key)


def _check_list(page: PageText, source: PageText, each: _List) -> Iterator[Problem]:
    """Yield a problem for each entry that is missing, or differs from the source's."""
    given, own = (_entries(side.front, each.key) for side in (page, source))
    if len(given) != len(own):
        why = (
            f"'{each.key}' has {counted(len(given), each.noun)}, but {source.shown} has "
            f"{len(own)}; write each of them, in the same order"
        )
        yield page.problem(why, each.key, key=True)
        return
    for at, (entry, expected) in enumerate(zip(given, own, strict=True)):
        place = (each.key, at) if isinstance(getattr(page.front, each.key), tuple) else (each.key,)
        differs = f"of {each.noun} {at + 1} differs from {source.shown}"
        for key in each.same:
            if (wanted := getattr(expected, key)) != getattr(entry, key):
                remedy = f"write {wanted}" if wanted else "delete the line"
                yield page.problem(f"'{key}' {differs}; {remedy}", *place, key)
        if each.numbers:
            numbers = _numbers(getattr(expected, each.numbers))
            if _numbers(getattr(entry, each.numbers)) != numbers:
                why = f"'{each.numbers}' {differs}; write its numbers: {', '.join(numbers)}"
                yield page.problem(why, *place, each.numbers)
        said, wanted = (getattr(side, "correction", None) for side in (entry, expected))
        if (said is None) != (wanted is None):
            remedy = "translate it" if wanted else "delete the line"
            yield page.problem(f"'correction' {differs}; {remedy}", *place, "correction")


def _entries(front: Page, key: str) -> list[Any]:
    found = getattr(front, key, None) or ()
    return list(found) if isinstance(found, tuple) else [found]


def _numbers(text: str) -> list[str]:
    """Return a text's numbers in plain digits, without what groups them, the smallest first."""
    found = _NUMBER.findall(unicodedata.normalize("NFKC", text))
    digits = ("".join(str(int(c)) for c in each if c.isdecimal()) for each in found)
    return sorted(digits, key=lambda each: (len(each), each))


class Marks(NamedTuple):
    """What a translation says of the text that it translates."""

    source_hash: str
    source_version: int | None
    """None for a page that is no letter, and where no version is recorded."""


def marks_of(front: Page, current: str, latest_version: int | None) -> Marks:
    """Return what a translation says if it translates what stands there now.

    `current` is its source's present hash, `latest_version` the letter's last recorded version.
    """
    return Marks(current, latest_version if isinstance(front, Letter) else None)


def marked(text: str, marks: Marks) -> str:
    """Return a page's text with its marks in their lines; all else keeps its bytes.

    Raises `Wrong` where the front matter is written so that a line cannot be put into it.
    """
    for key, value in marks._asdict().items():
        if value is not None:
            text = _with_line(text, key, str(value))
    document, problems = read_yaml(split_page(text, "")[0].yaml or "", "", first_line=2)
    data = document.data if isinstance(document.data, dict) and not problems else {}
    if any(value is not None and data.get(k) != str(value) for k, value in marks._asdict().items()):
        lines = " and ".join(f"`{k}: {v}`" for k, v in marks._asdict().items() if v is not None)
        raise Wrong(
            f"is written in an unusual form; write {lines} into it by hand", ABOUT_FRONT_MATTER
        )
    return text


def _with_line(text: str, key: str, value: str) -> str:
    """Return a page's text with a key's line in its front matter changed, or added at its end."""
    opening = OPENING.match(text)
    if opening is None:
        return text
    begin = opening.end()
    # As long as the text itself, with line ends that `$` knows.
    closing = CLOSING.search(text.replace("\r\n", " \n").replace("\r", "\n"), begin)
    if closing is None:
        return text
    end = closing.start()
    line = re.compile(rf"(?<![^\r\n]){key}[ \t]*:[^\r\n]*")
    if found := line.search(text, begin, end):
        return f"{text[: found.start()]}{key}: {value}{text[found.end() :]}"
    newline = opening[0].lstrip("- \t")
    return f"{text[:end]}{key}: {value}{newline}{text[end:]}"
