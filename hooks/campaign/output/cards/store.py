"""Makes the cards of one build, and keeps them by what they show: a build draws only new ones."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from campaign.config.folder import Folder
from campaign.content.pages import Pictured
from campaign.look.contrast import black_or_white, mixed
from campaign.look.css_tokens import drawn_colours
from campaign.look.overrides import STYLE_SHEET
from campaign.output.cards.card import CARDS_FOLDER, Card, CardImage, CardPicture, legible
from campaign.output.cards.drawing import CARD_TEMPLATE, Artist
from campaign.output.kept_files import KeptFiles, file_name
from campaign.output.output_files import OutputFile
from campaign.output.typesetting import font_folders, load_fonts
from campaign.site.site import SitePage

_CACHE = Path(".cache", "cards")
_FOLDER = "cards"
"""Where in overrides/ the template of cards lies."""
_TYPES = {".png": "image/png", ".jpg": "image/jpeg"}


@dataclass
class CardStore:
    """The cards of one build."""

    folder: Path
    """Where drawn cards are kept from one build to the next."""
    artist: Artist
    _wanted: dict[str, tuple[str, Card]] = field(default_factory=dict)

    def want(self, page: str, card: Card) -> tuple[CardImage | None, str]:
        """Note that a page has this card; return its image, if there can be one, and the
        characters that the fonts lack.
        """  # noqa: D205
        shown, missing = legible(card, self.artist.families)
        if shown is None:
            return None, missing
        given = json.dumps([shown, self.artist.digest, self.artist.fonts_of(shown)])
        key = hashlib.blake2b(given.encode(), digest_size=20).hexdigest()
        path = f"{CARDS_FOLDER}{file_name(page.removesuffix('.md'), key)}{shown.suffix}"
        self._wanted[path] = (f"{key}{shown.suffix}", shown)
        return CardImage(path, shown.alternative, _TYPES[shown.suffix]), missing

    def files(self) -> Iterator[OutputFile]:
        """Yield the file of every wanted card, drawing what is not kept.

        Raises `Unset` where the template has a fault.
        """
        files = KeptFiles(self.folder)
        kept = {key: files.read(key) for key, _ in self._wanted.values()}
        new = {key: card for key, card in self._wanted.values() if kept[key] is None}
        for key, data in zip(new, self.artist.draw(list(new.values())), strict=True):
            kept[key] = data
            files.keep(key, data)
        for path, (key, _) in self._wanted.items():
            yield OutputFile(path, kept[key] or b"")
        files.tidy(kept)


def card_picture(docs: Path, page: SitePage) -> CardPicture | None:
    """Return what a page's card shows beside its words: the picture that the page opens with."""
    picture = page.front.picture if isinstance(page.front, Pictured) else None
    if picture is None:
        return None
    digest = hashlib.blake2b((docs / picture.file).read_bytes(), digest_size=20).hexdigest()
    return CardPicture(picture.file, digest, picture.alt, picture.focus)


def card_store(folder: Folder, css: str, say: Callable[..., None]) -> CardStore:
    """Return what makes a build's cards, in the colours of `css`; say what it cannot use."""
    templates = folder.templates
    fonts = load_fonts(font_folders(templates))
    for path in fonts.refused:
        say("%s is not used for cards: it is damaged, or no TrueType or OpenType font",
            folder.shown(path))  # fmt: skip
    colours, unread = drawn_colours(css)
    for name in unread:
        say("Cards keep their own colour for --%s: overrides/%s does not set it as #rrggbb.",
            name, STYLE_SHEET)  # fmt: skip
    drawn_by = templates.winner(f"{_FOLDER}/{CARD_TEMPLATE}").parent
    return CardStore(folder.root / _CACHE, Artist(drawn_by, poster(colours), fonts, folder.docs))


def poster(colours: Mapping[str, str]) -> Mapping[str, str]:
    """Return a card's colours: the campaign's accent as its ground, and what is seen well on it."""
    ground = colours["accent"]
    text = black_or_white(ground)
    return {"paper": ground, "ink": text, "accent": text, "edge": mixed(ground, text, 0.5)}
