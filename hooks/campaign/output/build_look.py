"""Writes the site's icon in the colours of the site."""

from __future__ import annotations

from pathlib import Path

from campaign.look import overrides as own_look
from campaign.look.contrast import hexadecimal, recoloured
from campaign.look.overrides import winner
from campaign.output.build import Build
from campaign.output.cards.colours import read_colours

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
