"""Writes what examples/showcase has of pictures, logos and signatories: all of it invented.

    python tests/demo/make_showcase.py

The same program gives the same bytes: pictures are drawn, and no name is anybody's.
"""

from __future__ import annotations

import csv
import math
import random
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

from fontTools.pens.svgPathPen import SVGPathPen
from fontTools.pens.transformPen import TransformPen
from fontTools.ttLib import TTFont
from PIL import Image, ImageDraw, ImageFilter

FONT = Path(__file__).resolve().parents[2] / "overrides/fonts/NotoSans-Bold.ttf"
SHOWCASE = Path(__file__).resolve().parents[2] / "examples/showcase/docs"
COLUMNS = ("name", "kind", "group", "affiliation", "place", "signed", "first", "logo")
ORGANIZATIONS, PEOPLE, LOGOS = 240, 5000, 12
BEGIN = date(2025, 9, 1)
BODIES = "Alliance Anglers Assembly Choir Circle Farmers Guild League Rowers School Union Watch"
PLACES = "Eastbrook Midvale Northford Southmere Upperton Westhaven".split()
GIVEN = "Ada Bo Cleo Dov Ede Flo Gil Hux Isa Jun Kit Lux Mo Noa Oda Pim Quin Roe Sol Tam".split()
SYLLABLES = "ba ce di fo gu ha je ki lo mu na pe qui ro su ta ve wi xo yu za".split()
GROUPS = ("Along the river", "In the towns", "National")
MARKS = (
    '<circle cx="30" cy="30" r="22"/>',
    '<path d="M8 50L30 8l22 42z"/>',
    '<path d="M6 36c8-16 16-16 24 0s16 16 24 0v16H6z"/>',
    '<rect x="10" y="10" width="40" height="40" rx="8"/>',
    '<path d="M30 6l24 18-9 30H15L6 24z"/>',
    '<path d="M6 30a24 24 0 0148 0zM12 36h36v16H12z"/>',
)


def landscape(width: int, height: int, seed: int, sky: str, far: str, near: str) -> Image.Image:
    """Return hills behind a river, each nearer hill darker."""
    chance = random.Random(seed)
    ends = [Image.new("RGB", (1, 1), colour).getpixel((0, 0)) for colour in (sky, far, near)]
    picture = Image.new("RGB", (width, height), sky)
    draw = ImageDraw.Draw(picture)
    draw.ellipse(
        (width * 0.66, height * 0.12, width * 0.74, height * 0.12 + width * 0.08), "#fff3d6"
    )
    for layer in range(7):
        share = layer / 6
        colour = tuple(round(a + (b - a) * share) for a, b in zip(ends[1], ends[2], strict=True))
        base, swing = height * (0.36 + 0.09 * layer), height * 0.07
        phases = [(chance.uniform(0.6, 3.5), chance.uniform(0, 6.3)) for _ in range(3)]
        line = [
            (x, base + swing * sum(math.sin(x / width * f * 6.3 + p) for f, p in phases) / 3)
            for x in range(0, width + 8, 8)
        ]
        draw.polygon([*line, (width, height), (0, height)], fill=colour)
    river = [
        (
            width * (0.62 + 0.1 * math.sin(t * 5)) + side * width * (0.012 + 0.2 * t * t),
            height * (0.55 + 0.45 * t),
        )
        for side in (-1, 1)
        for t in (
            [i / 40 for i in range(41)] if side == -1 else [i / 40 for i in range(40, -1, -1)]
        )
    ]
    draw.polygon(river, fill=ends[0])
    return picture.filter(ImageFilter.GaussianBlur(1.2))


def face(seed: int, ground: str, skin: str, coat: str) -> Image.Image:
    """Return a drawn head and shoulders that are nobody's."""
    picture = Image.new("RGB", (400, 400), ground)
    draw = ImageDraw.Draw(picture)
    draw.ellipse((60, 270, 340, 560), fill=coat)
    draw.ellipse((130, 90 + seed % 10, 270, 270), fill=skin)
    draw.pieslice((120, 70, 280, 260), 180, 360, fill="#2b2320")
    return picture.filter(ImageFilter.GaussianBlur(0.8))


def rows() -> Iterator[tuple[str, ...]]:
    """Yield the signatories, the organizations before the people."""
    chance, seen = random.Random(11), set[str]()

    def fresh(words: Iterator[str]) -> str:
        return next(word for word in words if word not in seen and not seen.add(word))

    def word() -> str:
        return "".join(chance.choices(SYLLABLES, k=2)).capitalize()

    def signed() -> str:
        return (BEGIN + timedelta(days=min(int(chance.expovariate(0.03)), 160))).isoformat()

    for number in range(ORGANIZATIONS):
        name = fresh(f"{word()} Example {chance.choice(BODIES.split())}" for _ in iter(int, 1))
        first, logo = ("yes", f"files/logo-{number + 1}.svg") if number < LOGOS else ("", "")
        day = BEGIN.isoformat() if first else signed()
        yield (
            name,
            "organization",
            chance.choice(GROUPS),
            "",
            chance.choice(PLACES),
            day,
            first,
            logo,
        )
    for _ in range(PEOPLE):
        name = fresh(
            f"{chance.choice(GIVEN)} {word()}{chance.choice(SYLLABLES)} Example"
            for _ in iter(int, 1)
        )
        affiliation = f"{word()} Example School" if chance.random() < 0.1 else ""
        yield name, "individual", "", affiliation, chance.choice(PLACES), signed(), "", ""


def lettering(text: str, size: float, x: float, y: float) -> tuple[str, int]:
    """Return words as an outline that needs no font, and where they end."""
    with TTFont(FONT) as font:
        glyphs, names = font.getGlyphSet(), font.getBestCmap()
        scale, paths = size / font["head"].unitsPerEm, []
        for character in text:
            glyph = glyphs[names[ord(character)]]
            pen = SVGPathPen(glyphs, ntos=lambda number: f"{number:.1f}".rstrip("0").rstrip("."))
            glyph.draw(TransformPen(pen, (scale, 0, 0, -scale, x, y)))
            paths.append(pen.getCommands())
            x += glyph.width * scale
    return f'<path d="{"".join(paths)}"/>', math.ceil(x)


def main() -> None:
    """Write every file."""
    files = SHOWCASE / "files"
    files.mkdir(parents=True, exist_ok=True)
    for name, seed, *colours in (
        ("river", 3, "#f3c98b", "#5f8a8b", "#12303a"),
        ("weir", 8, "#cfe3e8", "#7a9a7e", "#1f3b2c"),
    ):
        landscape(2400, 1350, seed, *colours).save(files / f"{name}.jpg", quality=86, optimize=True)
    for name, seed, *colours in (
        ("ada-sample", 1, "#dbe7e4", "#c98f6b", "#1f5a66"),
        ("bo-sample", 4, "#efe3d0", "#8d5a3c", "#7a2f2f"),
    ):
        face(seed, *colours).save(files / f"{name}.webp", quality=80)
    every = list(rows())
    for number, row in enumerate(every[:LOGOS]):
        first, rest = row[0].split(maxsplit=1)
        lines = lettering(first, 30, 72, 30), lettering(rest, 17, 72, 52)
        width = max(end for _, end in lines) + 4
        (files / f"logo-{number + 1}.svg").write_text(
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} 60">{MARKS[number % 6]}'
            f"{''.join(drawn for drawn, _ in lines)}</svg>\n",
            encoding="utf-8",
        )
    data = SHOWCASE / "data/signatories.csv"
    with data.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(COLUMNS)
        writer.writerows(every)


if __name__ == "__main__":
    main()
