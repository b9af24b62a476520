"""Files that a campaign's editors might put beside their pages, made by a program."""

from __future__ import annotations

import io
import random
from functools import cache
from typing import Any

import pikepdf
from PIL import Image, ImageDraw, ImageFilter

from tests.sites import ROOT

LOGO = """\
<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 120 40">
  <title>Example Alliance</title>
  <path d="M2 38V8l18-6 18 6v30z" fill="{fill}"/>
  <circle cx="20" cy="20" r="8" fill="{mark}"/>
  <path d="M50 14h62M50 27h40" stroke="{fill}" stroke-width="6" stroke-linecap="round"/>
</svg>
"""
LIGHT, DARK = LOGO.format(fill="#0b4f6c", mark="#fff"), LOGO.format(fill="#9bd3ea", mark="#123")
FONT = (ROOT / "tests/fonts/example.woff2").read_bytes()


def picture(width: int, height: int, kind: str = "PNG") -> bytes:
    """Return a picture of one colour."""
    return saved(Image.new("RGB", (width, height), (0, 68, 136)), kind)


def photograph(width: int = 2400, height: int = 1600, kind: str = "JPEG", **how: Any) -> bytes:
    """Return a picture of a crowd, or what passes for one: as full of small things."""
    chance = random.Random(7)
    picture = Image.linear_gradient("L").resize((width, height)).convert("RGB")
    draw = ImageDraw.Draw(picture)
    for _ in range(3000):
        x, y, r = chance.randrange(width), chance.randrange(height), chance.randrange(4, 60)
        colour = tuple(chance.randrange(256) for _ in range(3))
        draw.ellipse((x - r, y - r, x + r, y + r), fill=colour)
    return saved(picture.filter(ImageFilter.GaussianBlur(1.5)), kind, **how)


def with_camera() -> bytes:
    """Return a photograph that tells of its camera."""
    exif = Image.Exif()
    exif[0x010F] = "Example Camera"
    return photograph(exif=exif)


def noise(width: int, height: int) -> bytes:
    """Return a picture that no format can make small."""
    data = random.Random(7).randbytes(width * height * 3)
    return saved(Image.frombytes("RGB", (width, height), data), "JPEG")


def moving(kind: str, width: int = 1200, height: int = 800) -> bytes:
    """Return a picture that moves."""
    frames = [Image.new("RGB", (width, height), (shade, 0, 0)) for shade in (0, 200)]
    return saved(frames[0], kind, save_all=True, append_images=frames[1:])


def saved(picture: Image.Image, kind: str, **how: Any) -> bytes:
    """Return a picture as a file."""
    file = io.BytesIO()
    picture.save(file, kind, **how)
    return file.getvalue()


def blank_pdf(size: int = 0) -> bytes:
    """Return a PDF with one empty page, of at least `size` bytes; always the same."""
    file = io.BytesIO()
    with pikepdf.new() as document:
        document.add_blank_page()
        document.pages[0].Contents = document.make_stream(b" " * size)
        document.save(file, compress_streams=False, deterministic_id=True)
    return file.getvalue()


MAKERS = {
    "a photograph": cache(photograph),
    "a photograph with its camera": with_camera,
    "a heavy photograph": lambda: photograph() + bytes(5 << 20),
    "moving": moving,
    "picture": picture,
    "logo": LIGHT.encode,
    "logo with a script": LIGHT.replace("<path", "<script>1</script><path", 1).encode,
    "heavy logo": f"<svg><!--{'x' * 60_000}--></svg>".encode,
    "font": lambda: FONT,
    "font with more": lambda: FONT + b"\0",
    "half a font": lambda: FONT[:200],
    "older font": lambda: b"wOFF" + FONT[4:],
    "zeros": bytes,
}


def made(kind: str, *given: Any) -> bytes:
    """Return a file that a case names by its kind, and by what else its maker needs."""
    return bytes(MAKERS[kind](*given))  # type: ignore[operator]
