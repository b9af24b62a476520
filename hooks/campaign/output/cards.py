"""Draws cards: typst sets them by overrides/cards/card.typ, Pillow makes the pictures small.

A build keeps them by what they show, so that the next one draws only new ones.
"""

from __future__ import annotations

import hashlib
import json
import re
import unicodedata
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cached_property
from importlib.metadata import version
from io import BytesIO
from itertools import chain, starmap
from pathlib import Path
from typing import NamedTuple

from PIL import Image, ImageOps

from campaign.config.folder import Folder
from campaign.content.pages import LeadPicture
from campaign.look.colours import black_or_white, drawn_colours, mixed, rgb
from campaign.look.overrides import STYLE_SHEET
from campaign.output.fonts import Fonts, FontSet, clusters, file_digest, font_folders, load_fonts
from campaign.output.output_files import MadeFiles, file_name, first_within
from campaign.output.pictures import saved, upright_picture
from campaign.output.typesetting import POINTS_ARE_PIXELS, typeset

_TYPES = {".png": "image/png", ".jpg": "image/jpeg"}
CARD_TEMPLATE = "card.typ"
LARGE, _SMALL = "Noto Serif", "Noto Sans"
"""Families that are tried first, for the title and for the lines around it."""
_BOLD = 700
INKS = ("ink", "accent", "edge")
"""What is drawn on the paper, by the names of the style sheet's colours."""
LARGEST_SIZE = 28_000
"""Bytes that a card may have: it is packed harder until it has no more."""
PACKINGS = ((7, 6), (7, 9), (3, 9), (1, 9))
"""Shades from the paper to each ink, and how hard to compress: quick first, then small."""
PICTURE_WIDTH = 540
"""Pixels of a card's picture, at its left; `card.typ` leaves that room."""
LARGEST_PICTURED = 120_000
JPEG_QUALITIES = (85, 75, 65, 50, 35)
_LONGEST = 600
"""Characters of a text that are looked at: more than any card has room for."""
KOREAN = re.compile("[\uac00-\ud7a3]{2,18}")
WORD_JOINER = "\u2060"
WIDTH, HEIGHT = 1200, 630
"""Pixels: what Facebook, LinkedIn, X and messengers show without cutting."""
CARDS_FOLDER = "assets/cards/"


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
    picture: LeadPicture | None = None
    """What stands beside the words: the picture that the page opens with."""
    number: str = ""
    """How many signed, set large before the fact; may be empty."""

    @property
    def alternative(self) -> str:
        """The text that stands for the card: all that it says, and what its picture shows."""
        seen = self.picture.alt if self.picture else ""
        said = " ".join(filter(None, (self.number, self.fact)))
        return " · ".join(filter(None, (self.title, said, self.campaign, seen)))


class CardImage(NamedTuple):
    """A card's file as a template needs it."""

    path: str
    """From the site's root; it changes with whatever the card shows, so that no copy is stale."""
    alternative: str
    type: str = "image/png"
    width: int = WIDTH
    height: int = HEIGHT


@dataclass(frozen=True)
class Cards:
    """Draws the cards of a site, all in its colours, with its template and fonts."""

    folder: Path
    """Where the template lies."""
    colours: Mapping[str, str]
    fonts: Fonts
    docs: Path
    """Where pictures lie."""
    made: MadeFiles

    @cached_property
    def families(self) -> FontSet:
        """What a title is set with; the smaller lines are set with the same, in another order."""
        return FontSet(self.fonts.faces, (LARGE, _SMALL), _BOLD)

    @cached_property
    def _digest(self) -> str:
        """A hash of all but its words that decides how a card looks."""
        template = hashlib.blake2b((self.folder / CARD_TEMPLATE).read_bytes()).hexdigest()
        versions = [version(name) for name in ("typst", "pillow")]
        return _hash([template, dict(self.colours), PACKINGS, JPEG_QUALITIES, *versions])

    def fonts_of(self, card: Card) -> list[str]:
        """Return a hash of each font that a card is set with: others must not rename its file."""
        text = f"{card.campaign}{card.title}{card.fact}{card.number}"
        used = {self.families.family_of(cluster) for cluster in clusters(text)}
        known = self.families.families
        wanted = dict.fromkeys((*(each for each in known if each in used), LARGE, _SMALL))
        return [file_digest(str(self.families.face(each).path)) for each in wanted if each in known]

    def want(self, page: str, card: Card) -> tuple[CardImage | None, str]:
        """Return the image of a page's card, if there can be one, and what the fonts lack of it."""
        shown, missing = legible(card, self.families)
        if shown is None:
            return None, missing
        suffix = ".jpg" if shown.picture else ".png"  # a photograph would be far too large as PNG
        key = _hash([[*map(self._told, shown)], self._digest, self.fonts_of(shown)])
        path = f"{CARDS_FOLDER}{file_name(page.removesuffix('.md'), key)}{suffix}"
        self.made.want(path, f"{key}{suffix}", lambda: self.draw(shown))
        return CardImage(path, shown.alternative, _TYPES[suffix]), missing

    def _told(self, part: str | LeadPicture | None) -> object:
        """Return a part of a card as all that decides how it looks."""
        if not isinstance(part, LeadPicture):
            return part
        data = (self.docs / part.file).read_bytes()
        return part.file, hashlib.blake2b(data, digest_size=20).hexdigest(), part.alt, part.focus

    def draw(self, card: Card) -> bytes:
        """Return a card's file; the same card gives the same bytes.

        Raises `Unset` where the template has a fault.
        """
        families = self.families.families
        words = card._asdict() | {"picture": card.picture is not None}
        for name in ("campaign", "title", "fact", "number"):
            # No line ends within a word of Korean, as its readers expect.
            text = " ".join(words[name][:_LONGEST].split())
            words[name] = KOREAN.sub(lambda word: WORD_JOINER.join(word[0]), text)
        data = {
            "colours": self.colours,
            "large": families,
            "small": sorted(families, key=lambda family: family != _SMALL),
            "cards": [words],
        }
        template, loaded = self.folder / CARD_TEMPLATE, self.fonts.loaded
        png = typeset(template, {"cards": data}, loaded, format="png", ppi=POINTS_ARE_PIXELS)
        image = Image.open(BytesIO(png)).convert("RGB")
        return self._with_picture(image, card.picture) if card.picture else self._packed(image)

    def _with_picture(self, image: Image.Image, picture: LeadPicture) -> bytes:
        across = 0.0 if "left" in picture.focus else 1.0 if "right" in picture.focus else 0.5
        down = 0.0 if "top" in picture.focus else 1.0 if "bottom" in picture.focus else 0.5
        whole, size = upright_picture(self.docs / picture.file), (PICTURE_WIDTH, image.height)
        image.paste(ImageOps.fit(whole, size, centering=(across, down)), (0, 0))
        return first_within(
            LARGEST_PICTURED,
            (
                saved(image, "JPEG", quality=quality, subsampling=0, optimize=True)
                for quality in JPEG_QUALITIES
            ),
        )

    def _packed(self, image: Image.Image) -> bytes:
        paper = self.colours["paper"]

        def packed(shades: int, level: int) -> bytes:
            """Paint in the paper's colour and each ink's, in steps that darken."""
            steps = (
                rgb(mixed(paper, self.colours[name], step / shades))
                for name in INKS
                for step in range(1, shades + 1)
            )
            palette = Image.new("P", (1, 1))
            palette.putpalette(list(chain(rgb(paper), *steps)))
            drawn = image.quantize(palette=palette, dither=Image.Dither.NONE)
            return saved(drawn, "PNG", compress_level=level)

        return first_within(LARGEST_SIZE, starmap(packed, PACKINGS))


def cards_of(folder: Folder, css: str, say: Callable[..., None]) -> Cards:
    """Return what draws a site's cards, in the colours of `css`; say what it cannot use."""
    templates = folder.templates
    fonts = load_fonts(font_folders(templates))
    for path in fonts.refused:
        say("%s is not used for cards: it is damaged, or no TrueType or OpenType font",
            folder.shown(path))  # fmt: skip
    colours, unread = drawn_colours(css)
    for name in unread:
        say("Cards keep their own colour for --%s: overrides/%s does not set it as #rrggbb.",
            name, STYLE_SHEET)  # fmt: skip
    # The campaign's accent is a card's ground, and on it what is seen well.
    ground = colours["accent"]
    text = black_or_white(ground)
    poster = {"paper": ground, "ink": text, "accent": text, "edge": mixed(ground, text, 0.5)}
    drawn_by = templates.winner(f"cards/{CARD_TEMPLATE}").parent
    return Cards(drawn_by, poster, fonts, folder.docs, MadeFiles(folder.root / ".cache" / "cards"))


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


def _hash(given: object) -> str:
    return hashlib.blake2b(json.dumps(given).encode(), digest_size=20).hexdigest()
