"""The badge: a small picture with the number of signatories, for other sites."""

from __future__ import annotations

import unicodedata
from html import unescape
from typing import Any, NamedTuple

from campaign.i18n.formats import Formats
from campaign.i18n.languages import join_path
from campaign.look.css_tokens import drawn_colours
from campaign.output.addresses import BADGE
from campaign.output.build import Build
from campaign.output.output_files import OutputFile
from campaign.site.site import Site

_HEIGHT, SIZE, PADDING = 20, 11, 7
"""In pixels: of the badge, of its letters, and around each of its two texts."""
NARROW, _WIDE = "iljftrI.,:;'|!()[] ", "mwMW@%"
SHARES = {"narrow": 0.34, "plain": 0.6, "capital": 0.7, "wide": 0.92, "full": 1.02}
"""How wide characters are, as shares of their height, in the sans-serif fonts of today."""

BOLD = 1.19
"""How much wider bold characters are. The number is bold."""


class _Part(NamedTuple):
    """One half of the badge."""

    text: str
    x: int
    """Where its ground begins."""
    width: int

    @property
    def middle(self) -> float:
        """Where the middle of its text is."""
        return self.x + self.width / 2

    @property
    def length(self) -> int:
        """How long its text is drawn, whatever font a reader has."""
        return self.width - 2 * PADDING


class Badge(NamedTuple):
    """A badge's measures."""

    label: _Part
    message: _Part

    @property
    def width(self) -> int:
        """The width of the whole."""
        return self.label.width + self.message.width


def badge_file(build: Build, site: Site) -> OutputFile:
    """Return the badge in one language, in the colours at the top of the site's style sheet."""
    templates = build.environment_of(site)
    words: Any = templates.get_template("partials/words.html").module
    label, message = str(words.badge_label()), str(words.total(site.signatories.count))
    direction = Formats(site.language).locale.text_direction
    given = {
        "badge": badge(unescape(label), unescape(message), direction),
        "colours": drawn_colours(build.style())[0],
    }
    drawn = templates.get_template("embeds/badge.html").render(given)
    return OutputFile(join_path(site.folder, BADGE), [drawn])


def badge(label: str, message: str, direction: str) -> Badge:
    """Return a badge with its label first, as `direction` (ltr or rtl) reads."""
    widths = [text_width(label) + 2 * PADDING, text_width(message, BOLD) + 2 * PADDING]
    if direction == "rtl":
        return Badge(_Part(label, widths[1], widths[0]), _Part(message, 0, widths[1]))
    return Badge(_Part(label, 0, widths[0]), _Part(message, widths[0], widths[1]))


def text_width(text: str, weight: float = 1) -> int:
    """Return about how many pixels a text takes; it is then drawn at just this width.

    `weight` says how much wider than in a regular font its characters are.
    """
    seen = [c for c in text if not unicodedata.combining(c)]  # a mark takes no width of its own
    return max(round(SIZE * weight * sum(SHARES[_kind(c)] for c in seen)), 1) if text else 0


def _kind(character: str) -> str:
    if character in NARROW:
        return "narrow"
    if character in _WIDE:
        return "wide"
    if unicodedata.east_asian_width(character) in ("W", "F"):
        return "full"
    return "capital" if character.isupper() else "plain"
