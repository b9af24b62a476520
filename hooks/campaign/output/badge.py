"""The badge: a small picture with the number of signatories, for other sites."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping
from html import unescape
from typing import Any, NamedTuple

from campaign.i18n.formats import Formats
from campaign.i18n.languages import join_path
from campaign.look.css_tokens import drawn_colours
from campaign.output.addresses import BADGE
from campaign.output.build import Build
from campaign.output.output_files import OutputFile
from campaign.site.site import Site

SIZE, PADDING = 11, 7
"""In pixels: of its letters, and around each of its two texts."""
BOLD = 1.19
"""How much wider bold characters are. The number is bold."""


class _Part(NamedTuple):
    """One half of the badge: where its ground begins, and how wide that is."""

    text: str
    x: int
    width: int

    @property
    def middle(self) -> float:
        """Where the middle of its text is."""
        return self.x + self.width / 2

    @property
    def length(self) -> int:
        """How long its text is drawn, whatever font a reader has."""
        return self.width - 2 * PADDING


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


def badge(label: str, message: str, direction: str) -> Mapping[str, Any]:
    """Return a badge's measures, its label first, as `direction` (ltr or rtl) reads."""
    first, second = (text_width(text, w) + 2 * PADDING for text, w in ((label, 1), (message, BOLD)))
    starts = (second, 0) if direction == "rtl" else (0, first)
    parts = _Part(label, starts[0], first), _Part(message, starts[1], second)
    return {"label": parts[0], "message": parts[1], "width": first + second}


def text_width(text: str, weight: float = 1) -> int:
    """Return about how many pixels a text takes; it is then drawn at just this width.

    `weight` says how much wider than in a regular font its characters are.
    """
    seen = [c for c in text if not unicodedata.combining(c)]  # a mark takes no width of its own
    return max(round(SIZE * weight * sum(map(_share, seen))), 1) if text else 0


def _share(character: str) -> float:
    """Return how wide a character is, as a share of its height, in today's sans-serif fonts."""
    if character in "iljftrI.,:;'|!()[] ":
        return 0.34
    if character in "mwMW@%":
        return 0.92
    if unicodedata.east_asian_width(character) in ("W", "F"):
        return 1.02
    return 0.7 if character.isupper() else 0.6
