"""Draws cards: typst sets them by overrides/cards/card.typ, Pillow makes the pictures small."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import cached_property
from importlib.metadata import version
from io import BytesIO
from itertools import chain, islice, starmap
from pathlib import Path

from PIL import Image, ImageOps

from campaign.content.pages import Focus
from campaign.look.contrast import mixed, rgb
from campaign.output.cards.card import Card, CardPicture
from campaign.output.fonts import FontSet, clusters
from campaign.output.output_files import first_within
from campaign.output.pictures import saved, upright_picture
from campaign.output.typesetting import Fonts, file_digest, unset

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
        return [file_digest(self.families.face(each).path) for each in wanted if each in known]

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
