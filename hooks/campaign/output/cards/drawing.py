"""Draws a card: a few lines on paper, as the first page of a serious newspaper would have them."""

from __future__ import annotations

from io import BytesIO
from itertools import chain

from PIL import Image, ImageDraw

from campaign.look.contrast import Rgb
from campaign.output.cards.card import HEIGHT, WIDTH, Card
from campaign.output.cards.colours import Colours
from campaign.output.cards.fonts import SMALL, TITLE, FontBook
from campaign.output.cards.setting import Setting, Typesetter

DESIGN = 1
"""Counts up with each change of how cards look, so that no kept card outlives its look."""
MARGIN = 80
BAND = 18
"""Height of the coloured band at the top."""
CAMPAIGN = (58, 60)
"""Top and height of the line with the campaign's name."""
BODY = (142, 332)
"""Top and height of the room for the title."""
FACT = (528, 62)
"""Top and height of the line below."""
RULE = 496
TITLE_SIZES = (96, 88, 80, 74, 68, 62, 56, 52)
SMALL_SIZES = (40, 37, 34)
"""Pixels. A shared link often shows a card 300 pixels wide, a quarter: 52 are then 13."""
LARGEST = 28_000
"""Bytes beyond which a card is packed harder: four times as slow, and a tenth smaller."""
QUICK, SMALLEST = 6, 9
LEVELS = 11
"""Shades from the paper to each colour."""


def draw(card: Card, colours: Colours, book: FontBook) -> bytes:
    """Return a card as a PNG file of 1200 × 630 pixels; the same card gives the same bytes."""
    image = Image.new("P", (WIDTH, HEIGHT), 0)
    inks = (colours.ink, colours.accent, colours.edge)
    image.putpalette(_palette(colours.paper, inks), "RGB")
    ink, accent, edge = (1 + LEVELS * (at + 1) - 1 for at in range(len(inks)))
    pen = ImageDraw.Draw(image)
    pen.rectangle((0, 0, WIDTH, BAND - 1), accent)
    small = Typesetter(book, SMALL, card.language, card.direction)
    large = Typesetter(book, TITLE, card.language, card.direction)
    if card.campaign:
        _line(image, small, card.campaign, CAMPAIGN, accent)
    top, height = BODY
    if not card.fact:
        height += FACT[0] + FACT[1] - RULE
    title = large.set(card.title, TITLE_SIZES, WIDTH - 2 * MARGIN, height)
    _text(image, large, title, (top, height), ink)
    if card.fact:
        pen.rectangle((MARGIN, RULE, WIDTH - MARGIN - 1, RULE + 2), edge)
        pen.rectangle((MARGIN, RULE + 7, WIDTH - MARGIN - 1, RULE + 9), edge)
        _line(image, small, card.fact, FACT, ink)
    quick = _png(image, QUICK)
    return quick if len(quick) <= LARGEST else _png(image, SMALLEST)


def _png(image: Image.Image, level: int) -> bytes:
    file = BytesIO()
    image.save(file, "PNG", compress_level=level)
    return file.getvalue()


def _line(
    image: Image.Image, setter: Typesetter, text: str, box: tuple[int, int], ink: int
) -> None:
    """Draw a text on one line, cut short where it is too long."""
    setting = setter.set(text, SMALL_SIZES, WIDTH - 2 * MARGIN, SMALL_SIZES[0] * 3 // 2)
    _text(image, setter, setting, box, ink)


def _text(
    image: Image.Image, setter: Typesetter, setting: Setting, box: tuple[int, int], ink: int
) -> None:
    """Draw lines in the middle of a box (its top and height), from the side where reading starts.

    Each text has a part of the picture to itself: a mask of its own becomes shades of one ink.
    """
    top, height = box
    mask = Image.new("L", (WIDTH, height))
    pen = ImageDraw.Draw(mask)
    block = setting.leading * (len(setting.lines) - 1)
    baseline = (height - block) / 2 + setting.size * 0.35
    for line in setting.lines:
        pieces = list(setter.pieces(line))
        widths = [piece.width(setting.size) for piece in pieces]
        x = WIDTH - MARGIN - sum(widths) if setter.direction == "rtl" else float(MARGIN)
        for piece, width in zip(pieces, widths, strict=True):
            pen.text(
                (round(x), round(baseline)),
                piece.text,
                255,
                piece.at(setting.size),
                anchor="ls",
                direction=piece.direction,
                language=setter.language,
            )
            x += width
        baseline += setting.leading
    first = ink - LEVELS
    steps = (round(value * LEVELS / 255) for value in range(256))
    shades = [first + step if step else 0 for step in steps]
    image.paste(mask.point(shades), (0, top))


def _palette(paper: Rgb, inks: tuple[Rgb, ...]) -> list[int]:
    """Return the paper's colour, then each ink in steps that darken."""
    shades = [
        tuple(round(p + (c - p) * step / LEVELS) for p, c in zip(paper, ink, strict=True))
        for ink in inks
        for step in range(1, LEVELS + 1)
    ]
    return list(chain(paper, *shades))
