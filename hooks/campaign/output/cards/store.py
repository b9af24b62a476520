"""Makes the cards of one build, and keeps them by what they show: a build draws only new ones."""

from __future__ import annotations

import hashlib
import json
import os
import tempfile
import unicodedata
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

import PIL

from campaign.output.cards.card import Card, CardImage, card_path
from campaign.output.cards.colours import Colours
from campaign.output.cards.drawing import DESIGN, draw
from campaign.output.cards.fonts import FontBook

SIGNATURE, END = b"\x89PNG\r\n\x1a\n", b"IEND\xaeB`\x82"
MOST_KEPT = 500
"""Cards that may lie in the folder from other builds; beyond, those not in use are deleted."""


def legible(card: Card, book: FontBook) -> tuple[Card | None, str]:
    """Return the card with what the fonts can show, and the characters that they cannot.

    A picture sign that no font has is left out. A text with a letter that no font has would be
    maimed: the campaign's name stands in for the title, and where that fails too there is no card
    (None).
    """
    missing = "".join(dict.fromkeys(book.missing(card.campaign + card.title + card.fact)))
    if not missing:
        return card, ""
    campaign, title, fact = (
        "" if any(map(_is_letter, book.missing(text))) else _without(text, missing)
        for text in (card.campaign, card.title, card.fact)
    )
    if not title:
        campaign, title = "", campaign
    shown = card._replace(campaign=campaign, title=title, fact=fact) if title else None
    return shown, missing


def digest(card: Card, colours: Colours, book: FontBook) -> str:
    """Return a hash of all that decides how a card looks."""
    given = json.dumps([card, colours, book.digest, DESIGN, PIL.__version__], ensure_ascii=True)
    return hashlib.blake2b(given.encode(), digest_size=20).hexdigest()


OURS = f"{'[0-9a-f]' * 40}.png"
"""How kept cards are named: no other file of the folder is ever deleted."""


@dataclass
class CardStore:
    """The cards of one build."""

    folder: Path
    """Where drawn cards are kept from one build to the next."""
    book: FontBook
    colours: Colours
    _wanted: dict[str, tuple[str, Card]] = field(default_factory=dict)

    def want(self, page: str, card: Card) -> tuple[CardImage | None, str]:
        """Note that a page has this card; return its image, if there can be one, and the
        characters that the fonts lack.
        """  # noqa: D205
        shown, missing = legible(card, self.book)
        if shown is None:
            return None, missing
        key = digest(shown, self.colours, self.book)
        path = card_path(page, key)
        self._wanted[path] = (key, shown)
        return CardImage(path, shown.alternative), missing

    def images(self) -> Iterator[tuple[str, bytes]]:
        """Yield the path in the site and the PNG of every wanted card, drawing what is not kept."""
        for path, (key, card) in self._wanted.items():
            kept = self.folder / f"{key}.png"
            data = _read(kept)
            if data is None:
                data = draw(card, self.colours, self.book)
                with suppress(OSError):  # it only saves time; the card itself is there
                    _write(kept, data)
            yield path, data
        self._tidy()

    def _tidy(self) -> None:
        used = {f"{key}.png" for key, _ in self._wanted.values()}
        with suppress(OSError):
            kept = [path for path in self.folder.glob(OURS) if path.name not in used]
            for path in kept if len(kept) > MOST_KEPT else ():
                path.unlink(missing_ok=True)


def _read(path: Path) -> bytes | None:
    """Return a kept card, or None where there is none, or one that was cut off."""
    try:
        data = path.read_bytes()
    except OSError:
        return None
    return data if data.startswith(SIGNATURE) and data.endswith(END) else None


def _write(path: Path, data: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(prefix=".", suffix=".part", dir=path.parent)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
        Path(name).replace(path)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise


def _is_letter(character: str) -> bool:
    return unicodedata.category(character)[0] in "LMN"


def _without(text: str, characters: str) -> str:
    return " ".join("".join(c for c in text if c not in characters).split())
