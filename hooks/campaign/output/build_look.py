"""Writes the site's icon in the colours of the site."""

from __future__ import annotations

from pathlib import Path

from campaign.look import overrides as own_look
from campaign.look.contrast import recoloured
from campaign.look.css_tokens import drawn_colours
from campaign.look.overrides import winner
from campaign.output.build import Build

ICON = "assets/favicon.svg"


def write_icon(build: Build, site_dir: str) -> None:
    """Write the generator's icon in the site's own colours, unless the campaign has its own."""
    overrides = build.overrides
    if winner(overrides, ICON) != overrides / ICON:
        return
    generators = (overrides / own_look.STYLE_SHEET).read_text(encoding="utf-8")
    was, now = (drawn_colours(css)[0]["accent"] for css in (generators, build.style()))
    text = (overrides / ICON).read_text(encoding="utf-8")
    drawn = recoloured(text, was, now)
    Path(site_dir, ICON).write_text(drawn, encoding="utf-8", newline="")
