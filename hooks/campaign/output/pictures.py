"""Makes small files of the pictures that pages open with, for screens of every width.

Each picture becomes AVIF, and WebP for older browsers, in up to three widths. What was made once is
kept by what the picture holds, so that a build makes only what is new.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from contextlib import suppress
from functools import partial
from io import BytesIO
from itertools import chain, product
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, Any, NamedTuple

from campaign.content.pages import Pictured
from campaign.look.pictures import picture_size
from campaign.output.output_files import MadeFiles, file_name, first_within
from campaign.site.site import SitePage

if TYPE_CHECKING:
    from PIL import Image

_FOLDER = "assets/pictures/"
LIMITS: Mapping[int, int] = {720: 60_000, 1200: 90_000, 1920: 200_000}
"""The widths that are made, each with the bytes that it may have.

A phone of 360 points takes the first or, where it shows three points in one, the second.
"""
QUALITIES: Mapping[str, tuple[int, ...]] = {
    "avif": (60, 50, 42, 34, 26, 18),
    "webp": (80, 70, 60, 48, 36, 20),
}
"""The kinds of files, each with what is tried one after another until a file is small enough."""
_OPTIONS: Mapping[str, Mapping[str, int]] = {
    "avif": {"speed": 6, "max_threads": 1},  # with more the bytes could depend on the machine
    "webp": {"method": 5},
}
SOFTENED = (1, 2, 4, 8)
"""Points by which a picture is blurred that is full of noise, and still too large at the last."""


class ShownPicture(NamedTuple):
    """The files of a picture that a page opens with, one for each width and kind."""

    path: str
    """The files' from the site's root, without width and ending; no copy of one is ever stale."""
    widths: tuple[int, ...]
    height: int
    """Of the widest file: with it a page keeps its room, so that nothing moves."""


def shown_picture(docs: Path, page: SitePage, made: MadeFiles) -> ShownPicture | None:
    """Return the picture that a page opens with, if it has one, and note which files it needs."""
    picture = page.front.picture if isinstance(page.front, Pictured) else None
    if picture is None:
        return None
    path = docs / picture.file
    size = picture_size(path)
    assert size, "the check has looked at it"  # noqa: S101
    key = hashlib.blake2b(path.read_bytes() + _way_of_making(), digest_size=20).hexdigest()
    below = f"{_FOLDER}{file_name(PurePosixPath(picture.file).stem, key)}"
    widths = tuple(width for width in LIMITS if width <= size.width)
    for kind, width in product(QUALITIES, widths):
        ending = f"-{width}.{kind}"
        make = partial(packed_picture, path, kind, width)
        made.want(f"{below}{ending}", f"{key}{ending}", make)
    height = _height(widths[-1], size.width, size.height)
    return ShownPicture(below, widths, height)


def packed_picture(path: Path, kind: str, width: int) -> bytes:
    """Return a picture as a file of a kind and a width, as good as its limit of bytes allows.

    The same picture gives the same bytes.
    """
    from PIL import Image, ImageFilter

    picture = upright_picture(path)
    size = (width, _height(width, *picture.size))
    picture = picture.resize(size, Image.Resampling.LANCZOS)
    worst = QUALITIES[kind][-1]
    blurred = (picture.filter(ImageFilter.GaussianBlur(points)) for points in SOFTENED)
    tries = chain(
        (saved(picture, kind, quality=quality, **_OPTIONS[kind]) for quality in QUALITIES[kind]),
        (saved(soft, kind, quality=worst, **_OPTIONS[kind]) for soft in blurred),
    )
    return first_within(LIMITS[width], tries)


def upright_picture(path: Path) -> Image.Image:
    """Return a picture upright, in the colours of screens, with white where nothing is drawn."""
    from PIL import Image, ImageCms, ImageOps

    with Image.open(path) as file:
        profile = file.info.get("icc_profile")
        picture: Image.Image = ImageOps.exif_transpose(file)
    if profile and picture.mode in ("RGB", "RGBA", "CMYK", "L"):
        with suppress(ImageCms.PyCMSError, OSError, ValueError):  # a broken profile says nothing
            own = ImageCms.ImageCmsProfile(BytesIO(profile))
            screens = ImageCms.createProfile("sRGB")
            mode = "RGBA" if picture.mode == "RGBA" else "RGB"
            converted = ImageCms.profileToProfile(picture, own, screens, outputMode=mode)
            picture = converted or picture
    if picture.has_transparency_data:
        drawn = picture.convert("RGBA")
        picture = Image.new("RGBA", drawn.size, "white")
        picture.alpha_composite(drawn)
    return picture.convert("RGB")


def saved(picture: Image.Image, kind: str, **options: Any) -> bytes:
    """Return a picture as a file of a kind that Pillow knows."""
    file = BytesIO()
    picture.save(file, kind, **options)
    return file.getvalue()


def _height(width: int, full_width: int, full_height: int) -> int:
    return max(round(full_height * width / full_width), 1)


def _way_of_making() -> bytes:
    """Return all but the picture itself that decides which bytes are made of it."""
    from PIL import features

    versions = [features.version(name) for name in ("pil", "avif", "webp")]
    given = [versions, dict(LIMITS), dict(QUALITIES), SOFTENED]
    return json.dumps(given).encode()
