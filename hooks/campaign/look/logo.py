"""A campaign's logo: what its file must be, and the room that it takes in the header."""

from __future__ import annotations

import io
from collections.abc import Callable, Collection, Iterator
from pathlib import Path, PurePosixPath
from typing import NamedTuple

from campaign.config.configuration import Campaign, Logo
from campaign.config.configuration_file import campaign_text, read_setting
from campaign.core.problems import Problem, quote
from campaign.safety.svg_check import Size, read_drawing

KINDS = (".svg", ".png", ".webp")
HEIGHT = 40
"""Pixels (CSS) of a logo in the header."""
WIDEST, NARROWEST = 8.0, 0.5
"""Widths of a logo, in its own height: wider ones would be too low to be read on a phone."""
LARGEST = 60_000
"""Bytes: every page loads the logo, before most of what it shows."""
KEYS = ("file", "dark")
SETTING = ("extra", "campaign", "logo")
MADE = ("badge.svg", "assets/favicon.svg")
"""Files that the site makes itself: a logo of this name would be written over."""


class Picture(NamedTuple):
    """One file of a logo, with the room that it takes: pages say it, so that nothing moves."""

    path: str
    """Below docs/, and below the site's root."""
    width: int
    height: int
    """In pixels (CSS)."""


class Shown(NamedTuple):
    """A logo as pages show it."""

    light: Picture
    dark: Picture | None
    """For screens that are dark; None where it is the same."""


def logo_files(configuration: Path) -> frozenset[str]:
    """Return the files that a campaign names as its logo, whatever else is wrong in mkdocs.yml."""
    named = (read_setting(configuration, *SETTING, key) for key in KEYS)
    return frozenset(name for name in named if name)


def shown_logo(logo: Logo | None, docs: Path) -> Shown | None:
    """Return the logo as pages show it; its files have been checked."""
    if logo is None:
        return None
    light, dark = (_picture(docs, name) if name else None for name in (logo.file, logo.dark))
    return Shown(light, dark) if light else None


def check_logo(
    campaign: Campaign,
    docs: Path,
    present: Collection[str],
    configuration: Path,
    shown: Callable[[Path], str],
) -> Iterator[Problem]:
    """Yield a problem for each thing that is wrong with a logo or one of its files.

    `present` are the files below docs/ that may be published.
    """
    if campaign.logo is None:
        return
    document = campaign_text(configuration)
    for key in KEYS:
        name: str | None = getattr(campaign.logo, key)
        if name is None:
            continue
        place = document.place(("logo", key)) if document else (1, 1)
        path = docs / name
        if why := _wrong_name(key, name, present):
            yield Problem(shown(configuration), *place, why)
        elif path.stat().st_size > LARGEST:
            why = (
                f"the file has {path.stat().st_size // 1000} kB, and every page loads it; make the "
                f"logo smaller than {LARGEST // 1000} kB"
            )
            yield Problem(shown(path), 0, 0, why)
        else:
            yield from _in_file(path, shown(path))


def _wrong_name(key: str, name: str, present: Collection[str]) -> str | None:
    suffix = PurePosixPath(name).suffix.lower()
    if suffix not in KINDS:
        return f"'{key}' is {quote(name)}; name a file that ends in .svg, .png or .webp"
    if name in MADE or PurePosixPath(name).name == MADE[0]:
        return f"'{key}' is {quote(name)}, where the site makes a file of its own; rename the logo"
    if name not in present:
        return (
            f"'{key}' is {quote(name)}, but docs/{name} does not exist; add the file to docs/, or "
            "correct its name here"
        )
    return None


def _in_file(path: Path, shown: str) -> Iterator[Problem]:
    size, faults = _read(path)
    yield from (Problem(shown, *fault) for fault in faults)
    if faults:
        return
    if size is None:
        why = "the drawing does not say its size; export it with a `viewBox`"
        yield Problem(shown, 0, 0, why)
    elif not NARROWEST <= size.width / size.height <= WIDEST:
        why = (
            f"the logo is {size.width / size.height:.1f} times as wide as it is high; use a form "
            f"of it that is {NARROWEST:g} to {WIDEST:g} times as wide, with no empty space around"
        )
        yield Problem(shown, 0, 0, why)


def _read(path: Path) -> tuple[Size | None, tuple[tuple[int, int, str], ...]]:
    if path.suffix.lower() == ".svg":
        size, faults = read_drawing(path.read_bytes())
        return size, faults
    return _raster(path), ()


def _raster(path: Path) -> Size:
    from PIL import Image  # most checks meet no picture

    try:
        with Image.open(io.BytesIO(path.read_bytes())) as picture:
            return Size(*picture.size)
    except Exception:  # told with all other pictures (uploads.py), which says what is wrong
        return Size(1, 1)


def _picture(docs: Path, name: str) -> Picture:
    size, _ = _read(docs / name)
    ratio = size.width / size.height if size else 1
    return Picture(name, max(round(HEIGHT * ratio), 1), HEIGHT)
