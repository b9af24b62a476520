"""What a card says, and where it lies in the site."""

from __future__ import annotations

import re
from typing import NamedTuple

WIDTH, HEIGHT = 1200, 630
"""Pixels: what Facebook, LinkedIn, X and messengers show without cutting."""
FOLDER = "assets/cards/"
DIGEST_SHOWN = 16


class Card(NamedTuple):
    """The words of one page's card, as its page writes them."""

    campaign: str
    """Who speaks: the campaign's name, or its short one; may be empty."""
    title: str
    """The page's heading."""
    fact: str
    """One line below: who signed, a demand's status; may be empty."""
    language: str
    """As `en`: decides where lines break, and some letters' forms."""
    direction: str
    """`ltr` or `rtl`."""

    @property
    def alternative(self) -> str:
        """The text that stands for the picture: all that it says."""
        return " · ".join(filter(None, (self.title, self.fact, self.campaign)))


class CardImage(NamedTuple):
    """A card's file as a template needs it."""

    path: str
    """From the site's root; it changes with whatever the card shows, so that no copy is stale."""
    alternative: str
    width: int = WIDTH
    height: int = HEIGHT


def card_path(page: str, digest: str) -> str:
    """Return where the card of a page (`demands/one.md`) lies in the site."""
    name = re.sub(r"[^a-z0-9]+", "-", page.removesuffix(".md").lower()).strip("-")[:60]
    return f"{FOLDER}{name}{'-' if name else ''}{digest[:DIGEST_SHOWN]}.png"


def speaker(name: str, short_name: str, title: str, room: int) -> str:
    """Return the campaign's name for a card: the short one where the long one does not help.

    It does not if it says the title again, or has more than `room` characters.
    """
    repeats = name.casefold() in title.casefold() or title.casefold() in name.casefold()
    return short_name if repeats or len(name) > room else name
