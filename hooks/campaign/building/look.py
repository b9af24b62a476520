"""Writes the site's icon in the colours of the site."""

from __future__ import annotations

from pathlib import Path

from .. import own_look
from ..cards.colours import read_colours
from ..colours.contrast import hexadecimal, recoloured
from ..own_look import winner
from .build import Build

ICON = "assets/favicon.svg"


def write_icon(build: Build, site_dir: str) -> None:
    """Write the generator's icon in the site's own colours, unless the campaign has its own."""
    overrides = build.overrides
    if winner(overrides, ICON) != overrides / ICON:
        return
    was = read_colours((overrides / own_look.STYLE_SHEET).read_text(encoding="utf-8"))[0].accent
    now = read_colours(build.style())[0].accent
    text = (overrides / ICON).read_text(encoding="utf-8")
    drawn = recoloured(text, hexadecimal(was), hexadecimal(now))
    Path(site_dir, ICON).write_text(drawn, encoding="utf-8", newline="")
