"""Cells of the list of signatories: what each may say, and what to write instead."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date
from urllib.parse import unquote

from campaign.config.fields import docs_file, pointless_in, text, web_address
from campaign.core.dates import ISO_DATE, YEARS, iso_date
from campaign.core.problems import Wrong, did_you_mean, nearest, one_of, quote
from campaign.core.topics import (
    ABOUT_CELLS,
    ABOUT_DATES,
    ABOUT_ENCODING,
    ABOUT_PERSONAL_DATA,
    ABOUT_PICTURES,
    ABOUT_ROWS,
    ABOUT_VERSIONS,
)
from campaign.safety.personal_data import EMAIL, HANDLE, NOTHING_PUBLIC, PublicDetails, personal

LONGEST = 300
LOGO_KINDS = (".svg", ".png", ".webp")


def url_cell(value: str, public: PublicDetails = NOTHING_PUBLIC) -> str:
    """Return a cell's web address; raise `Wrong` for what may not be linked."""
    return _without_email(web_address(value), public)


def day_cell(value: str) -> date:
    """Return a cell's day; raise `Wrong` for one on which nobody can have signed."""
    day = iso_date(value)
    if day.year not in YEARS:
        raise Wrong(f"is {day}, a day on which nobody can sign; correct the date", ABOUT_DATES)
    return day


def logo_cell(value: str, public: PublicDetails = NOTHING_PUBLIC) -> str:
    """Return the path of a logo below docs/; raise `Wrong` for what cannot be one."""
    found = _without_email(docs_file(value), public)
    if not found.lower().endswith(LOGO_KINDS):
        raise Wrong(
            f"is {quote(found)}; name a file that ends in .svg, .png or .webp", ABOUT_PICTURES
        )
    return found


def text_cell(value: str, public: PublicDetails = NOTHING_PUBLIC) -> str:
    """Return a cell's text; raise `Wrong` if it is long, broken or like personal data."""
    value = text(value)
    if not value.isascii() and (pointless := pointless_in(value).search(value)):
        sign = f"U+{ord(pointless[0]):04X}"
        raise Wrong(f"holds the invisible character {quote(sign)}; delete it", ABOUT_ENCODING)
    if len(value) > LONGEST:
        raise Wrong(f"is {len(value)} characters long; write at most {LONGEST}", ABOUT_CELLS)
    if "\n" in value or "\r" in value:
        raise Wrong("holds a line break; write it on one line")
    if ISO_DATE.fullmatch(value):
        raise Wrong(
            f"is {quote(value)}, a date; count the commas before it, so that it stands in its own "
            "column, or delete it",
            ABOUT_ROWS,
        )
    for _, what, found in personal(value, public):
        raise _personal(what, found)
    return value


def _without_email(address: str, public: PublicDetails) -> str:
    """Return an address; raise `Wrong` if it holds one of e-mail, which nobody looks for in it."""
    said = HANDLE.sub(" ", unquote(address))
    if (found := EMAIL.search(said)) and found[0] not in public:
        raise _personal("an e-mail address", found[0])
    return address


def _personal(what: str, found: str) -> Wrong:
    return Wrong(
        f"holds {what} ({quote(found)}), which this file must never hold; delete it, or, if an "
        "office makes it public itself, add it to `may_be_published` in mkdocs.yml",
        ABOUT_PERSONAL_DATA,
    )


def name_cell(value: str, public: PublicDetails = NOTHING_PUBLIC) -> str:
    """Return a cell's text as `text_cell` does; a group may be called like the day of a protest."""
    name = value.strip()
    return name if ISO_DATE.fullmatch(name) else text_cell(value, public)


def word_of(column: str, allowed: Iterable[str]) -> Callable[[str], str]:
    """Return what gives a cell's word; it raises `Wrong` for one that is not allowed."""
    known = tuple(allowed)

    def word(value: str) -> str:
        value = value.strip()
        if value in known:
            return value
        if not known:
            raise Wrong(
                f"is {quote(value)}, but mkdocs.yml names no {column}s; add it to `{column}s` there"
            )
        remedy = did_you_mean(value, known) if len(known) > 3 else f"write {one_of(known)}"
        if column == "kind" and not nearest(value, known):
            remedy += "; if the name before it holds a comma, put it in double quotation marks"
        raise Wrong(f"is {quote(value)}; {remedy}")

    return word


def version_of(known: tuple[str, ...]) -> Callable[[str], str]:
    """Return what gives a cell's version; it raises `Wrong` for one that is not recorded."""

    def version(value: str) -> str:
        value = value.strip()
        if value not in known:
            raise Wrong(
                f"is {quote(value)}, but docs/data/versions.yml records no such version; write "
                f"{one_of(known)}, or leave it empty: the day in 'signed' then tells which it was",
                ABOUT_VERSIONS,
            )
        return value

    return version


def is_first(value: str) -> bool:
    """Whether a cell says that its signatory is among the first; raise `Wrong` for another word."""
    if value.strip() != "yes":
        raise Wrong(f'is {quote(value)}; write "yes", or leave it empty')
    return True


def demands_of(known: tuple[str, ...]) -> Callable[[str], tuple[str, ...]]:
    """Return what gives the demands that a cell names; it raises `Wrong` for one without a page."""

    def demands(value: str) -> tuple[str, ...]:
        slugs = tuple(value.split())
        for name in slugs:
            if name not in known:
                raise Wrong(
                    f"names the demand {quote(name)}, which has no page in docs/demands/; "
                    f"{did_you_mean(name, known)}"
                )
        return tuple(dict.fromkeys(slugs))

    return demands
