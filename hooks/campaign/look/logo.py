"""A campaign's logo: what its file must be, and the room that it takes in the header."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from pathlib import Path
from typing import NamedTuple

from campaign.config.configuration import Campaign
from campaign.config.folder import Folder, Templates
from campaign.core.files import wrong_upload_name
from campaign.core.problems import Problem
from campaign.core.topics import ABOUT_LOGO
from campaign.look.colours import black_or_white, drawn_colours
from campaign.look.overrides import STYLE_SHEET
from campaign.look.pictures import picture_size
from campaign.safety.svg_check import Drawing, Fault, Size, read_drawing

_KINDS = (".svg", ".png", ".webp")
LOGO_HEIGHT = 40
"""Pixels (CSS) of a logo in the header."""
WIDEST, NARROWEST = 8.0, 0.5
"""Widths of a logo, in its own height: wider ones would be too low to be read on a phone."""
LARGEST_LOGO = 60_000
"""Bytes: every page loads the logo, before most of what it shows."""
LARGEST_IN_ROW = 20_000
"""Bytes of a signatory's logo: a page may show a hundred."""
WIDEST_IN_ROW = 140
"""Pixels (CSS) of a signatory's logo; one that is longer is less high."""
ICON = "assets/favicon.svg"
"""The site's icon, in overrides/ and in the site."""


class Picture(NamedTuple):
    """One file of a logo, with the room that it takes: pages say it, so that nothing moves."""

    path: str
    """Below docs/, and below the site's root."""
    width: int
    height: int
    """In pixels (CSS)."""


def logo_in_header(docs: Path, name: str) -> Picture:
    """Return a file of the campaign's logo as the header shows it; it has been checked."""
    return _picture(docs, name, WIDEST * LOGO_HEIGHT)


def logo_in_row(docs: Path, name: str) -> Picture:
    """Return a signatory's logo as it stands in a row of them; its file has been checked."""
    return _picture(docs, name, WIDEST_IN_ROW)


def _picture(docs: Path, name: str, widest: float) -> Picture:
    size, _ = _read(docs / name)
    ratio = size.width / size.height if size else 1
    width = min(widest, LOGO_HEIGHT * ratio)
    return Picture(name, max(round(width), 1), max(round(width / ratio), 1))


def wrong_logo_in_row(path: Path) -> Iterator[Fault]:
    """Yield what is wrong with the file of a signatory's logo."""
    yield from _wrong_file(path, LARGEST_IN_ROW, "a page shows many logos")
    if path.suffix.lower() != ".svg" and (size := picture_size(path)) and size.moves:
        yield Fault(0, 0, "the logo moves, which draws a reader's eye; save one still of it")


def check_logo(campaign: Campaign, folder: Folder, present: Collection[str]) -> Iterator[Problem]:
    """Yield a problem for each thing that is wrong with a logo or one of its files.

    `present` are the files below docs/ that may be published.
    """
    logo = campaign.logo
    files = {"file": logo.file, "dark": logo.dark} if logo else {}
    for key, name in files.items():
        if name is None:
            continue
        if why := wrong_upload_name(key, name, _KINDS, present):
            yield folder.config.problem(why, "logo", key, topic=ABOUT_LOGO)
            continue
        for fault in _wrong_file(folder.docs / name, LARGEST_LOGO, "every page loads it"):
            yield Problem(folder.shown(folder.docs / name), *fault, topic=ABOUT_LOGO)


def _wrong_file(path: Path, largest: int, since: str) -> Iterator[Fault]:
    if (bytes_ := path.stat().st_size) > largest:
        why = (
            f"the file has {bytes_ // 1000} kB, and {since}; make the logo smaller than "
            f"{largest // 1000} kB"
        )
        yield Fault(0, 0, why)
        return
    size, faults = _read(path)
    yield from faults
    if size is None and not faults:
        yield Fault(0, 0, "the drawing does not say its size; export it with a `viewBox`")
    if size and not faults and not NARROWEST <= size.width / size.height <= WIDEST:
        why = (
            f"the logo is {size.width / size.height:.1f} times as wide as it is high; use a form "
            f"of it that is {NARROWEST:g} to {WIDEST:g} times as wide, with no empty space around"
        )
        yield Fault(0, 0, why)


def _read(path: Path) -> Drawing:
    """Return the size of a logo, and what may not be published of it."""
    if path.suffix.lower() == ".svg":
        return read_drawing(path.read_bytes())
    found = picture_size(path)
    # One that is broken is told with all other pictures (uploads.py), which says what is wrong.
    return Drawing(Size(found.width, found.height) if found else Size(1, 1), ())


def site_icon(templates: Templates, css: str) -> str | None:
    """Return the generator's icon in the colours of a site; None where the campaign has its own.

    `css` is the site's style sheet. What lies upon the accent is black or white, whichever is seen
    better.
    """
    if templates.winner(ICON) != templates.generator / ICON:
        return None
    drawing = (templates.generator / ICON).read_text(encoding="utf-8")
    generators = (templates.generator / STYLE_SHEET).read_text(encoding="utf-8")
    was, now = (drawn_colours(sheet)[0]["accent"] for sheet in (generators, css))
    if was == now:
        return drawing
    return drawing.replace('"#fff"', f'"{black_or_white(now)}"').replace(was, now)
