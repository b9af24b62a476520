"""What a card says, and where it lies in the site."""

from __future__ import annotations

import unicodedata
from typing import NamedTuple

from campaign.content.pages import Focus
from campaign.output.fonts import FontSet

WIDTH, HEIGHT = 1200, 630
"""Pixels: what Facebook, LinkedIn, X and messengers show without cutting."""
CARDS_FOLDER = "assets/cards/"


class CardPicture(NamedTuple):
    """The picture beside the words of a card."""

    file: str
    """Below docs/."""
    digest: str
    """A hash of what it holds."""
    alt: str
    focus: Focus


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
    region: str
    """As `US`; may be empty."""
    direction: str
    """`ltr` or `rtl`."""
    picture: CardPicture | None = None
    number: str = ""
    """How many signed, set large before the fact; may be empty."""

    @property
    def alternative(self) -> str:
        """The text that stands for the card: all that it says, and what its picture shows."""
        seen = self.picture.alt if self.picture else ""
        said = " ".join(filter(None, (self.number, self.fact)))
        return " · ".join(filter(None, (self.title, said, self.campaign, seen)))

    @property
    def suffix(self) -> str:
        """What its file's name ends in: a photograph would be far too large as PNG."""
        return ".jpg" if self.picture else ".png"


class CardImage(NamedTuple):
    """A card's file as a template needs it."""

    path: str
    """From the site's root; it changes with whatever the card shows, so that no copy is stale."""
    alternative: str
    type: str = "image/png"
    width: int = WIDTH
    height: int = HEIGHT


def legible(card: Card, fonts: FontSet) -> tuple[Card | None, str]:
    """Return the card with what the fonts can show, and the characters that they cannot.

    A picture sign that no font has is left out. A text with a letter that no font has would be
    maimed: the campaign's name stands in for the title, and where that fails too there is no card
    (None).
    """
    missing = fonts.missing(card.campaign + card.title + card.fact + card.number)
    if not missing:
        return card, ""
    campaign, title, fact = (
        ""
        if any(unicodedata.category(character)[0] in "LMN" for character in fonts.missing(text))
        else " ".join("".join(c for c in text if c not in missing).split())
        for text in (card.campaign, card.title, card.fact)
    )
    if not title:
        campaign, title = "", campaign
    number = "" if fonts.missing(card.number) else card.number
    shown = card._replace(campaign=campaign, title=title, fact=fact, number=number)
    return (shown if title else None), missing
