"""Further reading: docs/data/reading.yml, and the order in which readers see it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Annotated, Literal, NamedTuple, get_args
from urllib.parse import parse_qsl, unquote, urlencode, urlsplit

from pydantic import Field

from campaign.config.fields import IsoDate, LanguageCode, SecureAddress, Text
from campaign.config.validation import Model, validate
from campaign.config.yaml_text import YamlText, read_yaml
from campaign.content.page_views import Reads
from campaign.core.problems import Problem

READING = "data/reading.yml"
ReadingKind = Literal["publication", "post"]
KINDS: tuple[ReadingKind, ...] = get_args(ReadingKind)
FIRST = 5
"""Texts that stand among the most read."""
TRACKING = ("utm_", "fbclid", "gclid", "mc_cid", "mc_eid", "ref", "pk_", "mtm_", "matomo_")
"""Beginnings of parameters that say where a reader came from, not which page it is."""
INDEX = ("/index.html", "/index.htm", "/index.php")


class ReadingItem(Model):
    """A text of others that is worth reading."""

    title: Text
    """Its title, as it stands there."""
    url: SecureAddress
    """Its address; it begins with https://."""
    kind: ReadingKind
    """`publication` for a report, a paper or a book; `post` for a shorter text."""
    date: IsoDate
    """The day on which it was published."""
    source: Text
    """Who published it."""
    author: Text | None = None
    """Who wrote it, if that is somebody else."""
    language: LanguageCode | None = None
    """The language that it is in, if it is not the site's own: `es`."""


class _File(Model):
    items: Annotated[tuple[ReadingItem, ...], Field(min_length=1)]


class PageKey(NamedTuple):
    """What two writings of one page's address have in common."""

    host: str
    path: str
    query: str


def page_key(address: str) -> PageKey:
    """Return what counts of an address, whole or beginning with a path.

    These do not: the scheme, "www.", a slash or index.html at the end, a place on the page, and
    parameters that only say where a reader came from. A path alone has the host "".
    """
    if "://" not in address and not address.startswith("/"):
        head = address.partition("/")[0]
        address = f"https://{address}" if "." in head else f"/{address}"
    try:
        parts = urlsplit(address)
        host = (parts.hostname or "").removeprefix("www.")
    except ValueError:
        return PageKey("", address, "")
    path = unquote(parts.path)
    for name in INDEX:
        path = path.removesuffix(name)
    kept = [
        (name, value)
        for name, value in parse_qsl(parts.query, keep_blank_values=True)
        if not name.casefold().startswith(TRACKING)
    ]
    return PageKey(host, path.rstrip("/") or "/", urlencode(sorted(kept)))


def read_reading(text: str, path: str) -> tuple[tuple[ReadingItem, ...], list[Problem]]:
    """Return the texts of a reading.yml in its order, and every problem in it."""
    document, problems = read_yaml(text, path)
    if problems:
        return (), problems
    if not isinstance(document.data, list):
        message = "the file must list texts; begin each with a line `- title: …`"
        return (), [Problem(path, *document.place(()), message)]
    # A list without a key of its own, so that a line can be pasted without indentation.
    inner = YamlText(
        {"items": document.data},
        {("items", *at): place for at, place in document.values.items()},
        {("items", *at): place for at, place in document.keys.items()},
        frozenset(("items", *at) for at in document.unread),
    )
    file, problems = validate(_File, inner, path)
    if file is None:
        return (), problems
    first: dict[PageKey, int] = {}
    for at, item in enumerate(file.items):
        earlier = first.setdefault(page_key(item.url), at)
        if earlier != at:
            line = inner.place(("items", earlier, "url"))[0]
            problems.append(
                Problem(
                    path,
                    *inner.place(("items", at, "url")),
                    f"'url' leads to the same page as in line {line}; keep one of the two",
                )
            )
    return (() if problems else file.items), problems


class Listed(NamedTuple):
    """A text, and how often it was read."""

    item: ReadingItem
    total: int | None
    """In all; None where nobody counted."""
    growth: int | None
    """How many of them since the import before; None where there was none."""


@dataclass(frozen=True, slots=True)
class Shelf:
    """The texts of one kind, in the orders that readers may want."""

    kind: ReadingKind
    chosen: tuple[Listed, ...]
    """The first ones: most read first where anybody counted, else in the editors' order.

    Empty where the kind has so few texts that choosing among them helps nobody.
    """
    is_counted: bool
    """Whether `chosen` is in the order of counts."""
    trending: tuple[Listed, ...]
    """Those that gained readers since the import before, the most first."""
    recent: tuple[Listed, ...]
    """All of them, newest first."""


def shelves(items: Iterable[ReadingItem], reads: Reads, kind: str = "") -> tuple[Shelf, ...]:
    """Return the texts by their kinds, or those of one kind; a kind without a text has none."""
    counts: Mapping[PageKey, str] = {page_key(url): url for url in reads.addresses}
    listed: dict[ReadingKind, list[Listed]] = {each: [] for each in KINDS}
    for item in items:
        standing = reads.standing(counts.get(page_key(item.url), ""))
        listed[item.kind].append(Listed(item, standing.total, standing.growth))
    return tuple(
        _shelf(each, found) for each, found in listed.items() if found and kind in ("", each)
    )


def _shelf(kind: ReadingKind, listed: list[Listed]) -> Shelf:
    is_counted = any(each.total for each in listed)
    by_count = sorted(listed, key=lambda each: -(each.total or 0))  # keeps the editors' order
    if is_counted:
        by_count = [each for each in by_count if each.total]
    growing = sorted(
        (each for each in listed if each.growth and each.growth > 0),
        key=lambda each: -(each.growth or 0),
    )
    return Shelf(
        kind=kind,
        chosen=tuple(by_count[:FIRST]) if len(listed) > 2 else (),
        is_counted=is_counted,
        trending=tuple(growing[:FIRST]) if len(listed) > 2 else (),
        recent=tuple(sorted(listed, key=lambda each: -each.item.date.toordinal())),
    )
