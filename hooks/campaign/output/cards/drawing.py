"""Draws cards: typst sets them by overrides/cards/card.typ, Pillow makes the pictures small.

A build keeps them by what they show, so that the next one draws only new ones.
"""

from __future__ import annotations

import hashlib
import json
import re
import unicodedata
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from functools import cached_property
from importlib.metadata import version
from io import BytesIO
from itertools import chain, islice, starmap
from pathlib import Path
from typing import NamedTuple

from PIL import Image, ImageOps

from campaign.config.folder import Folder
from campaign.content.pages import Focus, Pictured
from campaign.look.contrast import black_or_white, mixed, rgb
from campaign.look.css_tokens import drawn_colours
from campaign.look.overrides import STYLE_SHEET
from campaign.output.fonts import (
    Fonts,
    FontSet,
    clusters,
    file_digest,
    font_folders,
    load_fonts,
    unset,
)
from campaign.output.output_files import KeptFiles, OutputFile, file_name, first_within
from campaign.output.pictures import saved, upright_picture
from campaign.site.site import SitePage

_CACHE = Path(".cache", "cards")
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
AT_ONCE = 50
"""Cards that are set together: their pictures are in memory until they are packed."""
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


@dataclass(frozen=True)
class Artist:
    """Draws the cards of a site: all in its colours, with its template and fonts."""

    folder: Path
    """Where the template lies."""
    colours: Mapping[str, str]
    fonts: Fonts
    docs: Path = Path()
    """Where pictures lie."""

    @cached_property
    def families(self) -> FontSet:
        """What a title is set with; the smaller lines are set with the same, in another order."""
        return FontSet(self.fonts.faces, (LARGE, _SMALL), _BOLD)

    @cached_property
    def digest(self) -> str:
        """A hash of all but its words that decides how a card looks."""
        template = hashlib.blake2b((self.folder / CARD_TEMPLATE).read_bytes()).hexdigest()
        versions = [version(name) for name in ("typst", "pillow")]
        given = [template, dict(self.colours), PACKINGS, JPEG_QUALITIES, *versions]
        return hashlib.blake2b(json.dumps(given).encode(), digest_size=20).hexdigest()

    def fonts_of(self, card: Card) -> list[str]:
        """Return a hash of each font that a card is set with: others must not rename its file."""
        text = f"{card.campaign}{card.title}{card.fact}{card.number}"
        used = {self.families.family_of(cluster) for cluster in clusters(text)}
        known = self.families.families
        wanted = dict.fromkeys((*(each for each in known if each in used), LARGE, _SMALL))
        return [file_digest(str(self.families.face(each).path)) for each in wanted if each in known]

    def draw(self, cards: Sequence[Card]) -> Iterator[bytes]:
        """Yield each card as a PNG file; the same card gives the same bytes.

        Raises `Unset` where the template has a fault.
        """
        remaining = iter(cards)
        with ThreadPoolExecutor() as pool:  # Pillow packs in as many threads as there are cores
            while batch := list(islice(remaining, AT_ONCE)):
                yield from pool.map(self._file, batch, self._set(batch))

    def _set(self, cards: Sequence[Card]) -> Sequence[bytes]:
        import typst  # it is large, and most builds find every card among the kept ones

        families = self.families.families
        data = {
            "colours": self.colours,
            "large": families,
            "small": sorted(families, key=lambda family: family != _SMALL),
            "cards": [_for_typst(card) for card in cards],
        }
        template = self.folder / CARD_TEMPLATE
        try:
            pages = typst.Compiler(
                template,
                root=self.folder,
                font_paths=self.fonts.loaded,
                sys_inputs={"cards": json.dumps(data, ensure_ascii=False)},
            ).compile(format="png", ppi=72)  # the template's points are pixels
        except typst.TypstError as error:
            raise unset(error, template) from None
        return [pages] if isinstance(pages, bytes) else pages or []

    def _file(self, card: Card, png: bytes) -> bytes:
        image = Image.open(BytesIO(png)).convert("RGB")
        return self._with_picture(image, card.picture) if card.picture else self._packed(image)

    def _with_picture(self, image: Image.Image, picture: CardPicture) -> bytes:
        whole = upright_picture(self.docs / picture.file)
        size = (PICTURE_WIDTH, image.height)
        image.paste(ImageOps.fit(whole, size, centering=_centre(picture.focus)), (0, 0))
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


def _centre(focus: Focus) -> tuple[float, float]:
    """Return the part of a picture that stays in sight, from 0 to 1 across and down."""
    across = 0.0 if "left" in focus else 1.0 if "right" in focus else 0.5
    return across, 0.0 if "top" in focus else 1.0 if "bottom" in focus else 0.5


def _for_typst(card: Card) -> dict[str, object]:
    """Return a card's data; no line ends within a word of Korean, as its readers expect."""
    data = card._asdict() | {"picture": card.picture is not None}
    for name in ("campaign", "title", "fact", "number"):
        text = " ".join(data[name][:_LONGEST].split())
        data[name] = KOREAN.sub(lambda word: WORD_JOINER.join(word[0]), text)
    return data


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
    drawn_by = templates.winner(f"cards/{CARD_TEMPLATE}").parent
    return CardStore(folder.root / _CACHE, Artist(drawn_by, poster(colours), fonts, folder.docs))


def poster(colours: Mapping[str, str]) -> Mapping[str, str]:
    """Return a card's colours: the campaign's accent as its ground, and what is seen well on it."""
    ground = colours["accent"]
    text = black_or_white(ground)
    return {"paper": ground, "ink": text, "accent": text, "edge": mixed(ground, text, 0.5)}


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
