"""Pictures for tests, drawn by a seed: as full of small things as a photograph."""

from __future__ import annotations

import io
import random
from typing import Any

from PIL import Image, ImageDraw, ImageFilter


def photograph(width: int = 2400, height: int = 1600, kind: str = "JPEG", **how: Any) -> bytes:
    """Return a picture of a crowd, or what passes for one."""
    chance = random.Random(7)
    picture = Image.linear_gradient("L").resize((width, height)).convert("RGB")
    draw = ImageDraw.Draw(picture)
    for _ in range(3000):
        x, y, r = chance.randrange(width), chance.randrange(height), chance.randrange(4, 60)
        colour = tuple(chance.randrange(256) for _ in range(3))
        draw.ellipse((x - r, y - r, x + r, y + r), fill=colour)
    return saved(picture.filter(ImageFilter.GaussianBlur(1.5)), kind, **how)


def noise(width: int, height: int) -> bytes:
    """Return a picture that no format can make small."""
    chance = random.Random(7)
    return saved(
        Image.frombytes("RGB", (width, height), chance.randbytes(width * height * 3)), "JPEG"
    )


def moving(kind: str, size: tuple[int, int] = (1200, 800)) -> bytes:
    """Return a picture that moves."""
    frames = [Image.new("RGB", size, (shade, 0, 0)) for shade in (0, 200)]
    return saved(frames[0], kind, save_all=True, append_images=frames[1:])


def saved(picture: Image.Image, kind: str, **how: Any) -> bytes:
    """Return a picture as a file."""
    file = io.BytesIO()
    picture.save(file, kind, **how)
    return file.getvalue()
