"""A campaign's typefaces: those that readers' machines have, and a font of the campaign's own."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from contextlib import suppress
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
            yield folder.config.problem(why, "typefaces", "own", key, topic=ABOUT_LOGO)
            continue
        size += path.stat().st_size
        if not _opened(path):
            why = "the file is no font of the form WOFF2; convert the font, and put that here"
            yield Problem(folder.shown(path), 0, 0, why, ABOUT_LOGO)
    if size > LARGEST_TYPEFACE:
        why = (
            f"the font's files have {size:,} bytes, and every page loads them; keep only the "
            f"letters that you write (a subset), until it is at most {LARGEST_TYPEFACE:,}"
        )
        yield folder.config.problem(why, "typefaces", "own", key=True, topic=ABOUT_LOGO)


def face_rules(typefaces: Typefaces | None) -> str:
    """Return the rule that sets a campaign's typefaces; empty where it chose none."""
    if typefaces is None:
        return ""
    roles = {
        "text": (typefaces.text, "serif"),
        "headings": (typefaces.headings or typefaces.text, "serif"),
        "small": (typefaces.small, "sans"),
    }
    stacks = {
        role: f"{FAMILY}, {STACKS[beside]}" if face == "own" else STACKS[face]
        for role, (face, beside) in roles.items()
    }
    return f":root {{ {' '.join(f'--{role}: {stack};' for role, stack in stacks.items())} }}"


def font_rules(typefaces: Typefaces | None, docs: Path) -> str:
    """Return the rules that load a campaign's own font, for the style sheet in `assets/`.

    The files have been checked. Whoever is on a slow line reads on in a typeface that is there:
    text that has been drawn never changes its form.
    """
    files, rules = _files(typefaces), []
    for key, name in files.items():
        weight = "700" if key == "bold" else "400"
        # A single file for headings stands as it was drawn: no browser makes it bolder.
        is_alone = len(files) == 1 and typefaces and "own" not in (typefaces.text, typefaces.small)
        if key == "regular" and (is_alone or is_variable(docs / name)):
            weight = "1 1000"
        rules.append(
            f'@font-face {{ font-family: {FAMILY}; src: url("../{as_address(name)}") '
            f'format("woff2"); font-weight: {weight}; font-display: optional; }}'
        )
    return "\n".join(rules)


def first_file(typefaces: Typefaces | None) -> str | None:
    """Return the file of the font that a page needs first, if it has one of its own."""
    if typefaces is None or typefaces.own is None:
        return None
    is_for_text = "own" in (typefaces.text, typefaces.small)
    return typefaces.own.regular if is_for_text else typefaces.own.bold or typefaces.own.regular


def is_variable(font: Path) -> bool:
    """Whether a font of the form WOFF2 holds many weights."""
    with suppress(OSError):  # so says it that there are none
        return bool((opened := _opened(font)) and opened.get_variation_axes())
    return False


def _files(typefaces: Typefaces | None) -> dict[str, str]:
    own = typefaces.own if typefaces else None
    named = {"regular": own.regular, "bold": own.bold} if own else {}
    return {key: name for key, name in named.items() if name}


def _opened(font: Path) -> FreeTypeFont | None:
    """Return a font of the form WOFF2; none where it is damaged, or of another form."""
    from PIL import ImageFont  # few campaigns have a font of their own

    with suppress(OSError):  # so says it of a damaged one
        if (data := font.read_bytes()).startswith(b"wOF2"):
            return ImageFont.truetype(BytesIO(data), layout_engine=ImageFont.Layout.BASIC)
    return None
