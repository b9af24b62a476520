"""Small pictures beside the pages: the badge with the count, and the site's icon."""

from __future__ import annotations

import unicodedata
from html import unescape

from campaign.i18n.languages import join_path
from campaign.look.colours import drawn_colours
from campaign.look.logo import ICON, site_icon
from campaign.output.build import Build
from campaign.output.fonts import Fonts
from campaign.output.output_files import OutputFile
from campaign.output.typesetting import POINTS_ARE_PIXELS, Unset, typeset
from campaign.site.site import Site

BADGE = "badge.svg"
"""The badge's name in the folder of each language."""
SIZE = 11
"""Pixels of the badge's letters."""
BOLD = 1.19
"""How much wider bold characters are. The number is bold."""
TOUCH_ICON = "assets/touch-icon.png"
"""Its path below the site's root. Phones take no SVG for it."""


def badge_file(build: Build, site: Site) -> OutputFile:
    """Return the badge in one language, in the colours at the top of the site's style sheet."""
    words = build.words(site)
    given = {
        "label": unescape(str(words.badge_label())),
        "message": unescape(str(words.total(site.signatories.count))),
        "text_width": text_width,
        "colours": drawn_colours(build.style)[0],
    }
    drawn = build.template(site, "embeds/badge.html").render(given)
    return OutputFile(join_path(site.folder, BADGE), [drawn])


def text_width(text: str, *, bold: bool = False) -> int:
    """Return about how many pixels a text takes; it is then drawn at just this width."""
    seen = [c for c in text if not unicodedata.combining(c)]  # a mark takes no width of its own
    return max(round(SIZE * (BOLD if bold else 1) * sum(map(_share, seen))), 1) if text else 0


def _share(character: str) -> float:
    """Return how wide a character is, as a share of its height, in today's sans-serif fonts."""
    if character in "iljftrI.,:;'|!()[] ":
        return 0.34
    if character in "mwMW@%":
        return 0.92
    if unicodedata.east_asian_width(character) in ("W", "F"):
        return 1.02
    return 0.7 if character.isupper() else 0.6


def touch_icon(build: Build, fonts: Fonts) -> OutputFile:
    """Return the icon's picture.

    A phone cuts the corners itself, so that what the icon leaves open is filled: with the site's
    accent behind the generator's icon, and with white behind a campaign's own. Raises `Unset`.
    """
    ours, source = site_icon(build.templates, build.style), build.templates.winner(ICON)
    icon = {
        "svg": ours or source.read_text(encoding="utf-8"),
        "ground": drawn_colours(build.style)[0]["accent"] if ours else "#ffffff",
    }
    template = build.templates.winner("cards/icon.typ")
    try:
        png = typeset(template, {"icon": icon}, fonts.loaded, format="png", ppi=POINTS_ARE_PIXELS)
    except Unset as unset:
        raise Unset(f"{source.parent.name}/{source.name}: {unset}") from None
    return OutputFile(TOUCH_ICON, png)
