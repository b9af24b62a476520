"""A campaign's typefaces: those that readers' machines have, and a font of the campaign's own."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import quote as as_address

from campaign.config.configuration import Campaign, Typefaces
from campaign.config.folder import Folder
from campaign.core.files import wrong_upload_name
from campaign.core.problems import Problem
from campaign.core.topics import ABOUT_LOGO

if TYPE_CHECKING:
    from PIL.ImageFont import FreeTypeFont

KIND = ".woff2"
LARGEST_TYPEFACE = 18_000
"""Bytes of all its files: with them, a first view of the letter stays below 30 kB."""
_KEYS = ("regular", "bold")
FAMILY = "Campaign"
"""The name by which the style sheet calls a font of the campaign's own."""
STACKS: Mapping[str, str] = {
    "serif": "var(--serif)",
    "sans": "var(--sans)",
    "old-style": '"Iowan Old Style", "Palatino Linotype", Palatino, "URW Palladio L", P052, '
    '"Book Antiqua", "Noto Serif", Georgia, serif',
    "humanist": 'Seravek, "Gill Sans Nova", Ubuntu, Calibri, "DejaVu Sans", "Noto Sans", '
    "sans-serif",
}
"""What readers' machines have of each kind. Letters that a font lacks come from the next ones."""


def check_typefaces(
    campaign: Campaign, folder: Folder, present: Collection[str]
) -> Iterator[Problem]:
    """Yield a problem for each thing that is wrong with a file of the campaign's own font.

    `present` are the files below docs/ that may be published.
    """
    size = 0
    for key, name in _files(campaign.typefaces).items():
        path = folder.docs / name
        if why := wrong_upload_name(key, name, (KIND,), present):
            place = folder.config.place("typefaces", "own", key)
            yield Problem(folder.config.shown, *place, why, ABOUT_LOGO)
            continue
        size += path.stat().st_size
        if not _opened(path):
            why = "the file is no font of the form WOFF2; convert the font, and put that here"
            yield Problem(folder.shown(path), 0, 0, why, ABOUT_LOGO)
    if size > LARGEST_TYPEFACE:
        place = folder.config.place("typefaces", "own", key=True)
        why = (
            f"the font's files have {size:,} bytes, and every page loads them; keep only the "
            f"letters that you write (a subset), until it is at most {LARGEST_TYPEFACE:,}"
        )
        yield Problem(folder.config.shown, *place, why, ABOUT_LOGO)


def face_rules(typefaces: Typefaces | None) -> str:
    """Return the rule that sets a campaign's typefaces; empty where it chose none."""
    if typefaces is None:
        return ""
    roles = {
        "text": _stack(typefaces.text, "serif"),
        "headings": _stack(typefaces.headings or typefaces.text, "serif"),
        "small": _stack(typefaces.small, "sans"),
    }
    return f":root {{ {' '.join(f'--{role}: {stack};' for role, stack in roles.items())} }}"


def font_rules(typefaces: Typefaces | None, docs: Path) -> str:
    """Return the rules that load a campaign's own font, for the style sheet in `assets/`.

    The files have been checked. Whoever is on a slow line reads on in a typeface that is there:
    text that has been drawn never changes its form.
    """
    return "\n".join(
        f'@font-face {{ font-family: {FAMILY}; src: url("../{as_address(name)}") format("woff2"); '
        f"font-weight: {_weight(key, typefaces, docs / name)}; font-display: optional; }}"
        for key, name in _files(typefaces).items()
        if typefaces
    )


def first_file(typefaces: Typefaces | None) -> str | None:
    """Return the file of the font that a page needs first, if it has one of its own."""
    if typefaces is None or typefaces.own is None:
        return None
    is_for_text = "own" in (typefaces.text, typefaces.small)
    return typefaces.own.regular if is_for_text else typefaces.own.bold or typefaces.own.regular


def is_variable(font: Path) -> bool:
    """Whether a font of the form WOFF2 holds many weights."""
    if not (opened := _opened(font)):
        return False
    try:
        return bool(opened.get_variation_axes())
    except OSError:  # so says it that there are none
        return False


def _files(typefaces: Typefaces | None) -> dict[str, str]:
    own = typefaces.own if typefaces else None
    named = {key: getattr(own, key, None) for key in _KEYS}
    return {key: name for key, name in named.items() if name}


def _stack(face: str, beside: str) -> str:
    return f"{FAMILY}, {STACKS[beside]}" if face == "own" else STACKS[face]


def _weight(key: str, typefaces: Typefaces, font: Path) -> str:
    if key == "bold":
        return "700"
    if is_variable(font):
        return "1 1000"
    # A single file for headings stands as it was drawn: no browser makes it bolder.
    is_for_text = "own" in (typefaces.text, typefaces.small)
    return "400" if is_for_text or len(_files(typefaces)) > 1 else "1 1000"


def _opened(font: Path) -> FreeTypeFont | None:
    """Return a font of the form WOFF2; none where it is damaged, or of another form."""
    from PIL import ImageFont  # few campaigns have a font of their own

    try:
        if (data := font.read_bytes()).startswith(b"wOF2"):
            return ImageFont.truetype(BytesIO(data), layout_engine=ImageFont.Layout.BASIC)
    except OSError:  # so says it of a damaged one
        pass
    return None
