"""Reads what people say of the letter, and holds their pictures against what a page can show."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from pathlib import Path, PurePosixPath

from campaign.config.folder import VOICES, Folder
from campaign.content.topics import ABOUT_VOICES
from campaign.content.voices import Voice, read_voices
from campaign.core import files
from campaign.core.problems import Problem, Problems, quote

KINDS = (".png", ".jpg", ".jpeg", ".webp", ".avif")
LARGEST = 60_000
"""Bytes: a page may show several, each no larger than a stamp."""
SMALLEST, MOST = 160, 800
"""Points of a side: what a fine screen shows of it, and what no screen shows more of."""
SQUARE = 1.03
"""How many times as long as the other the longer side may be."""


def read_all_voices(
    folder: Folder, paths: Collection[str], problems: Problems
) -> tuple[Voice, ...]:
    """Return the voices; there need be none."""
    if VOICES not in paths:
        return ()
    path = folder.docs / VOICES
    shown = folder.shown(path)
    text, found = files.read_text(path, shown)
    problems.extend(found)
    if text is None:
        return ()
    codes = (folder.config.language, *folder.config.other_languages)
    voices, document, found = read_voices(text, shown, codes)
    problems.extend(found)
    for at, voice in enumerate(voices):
        if voice.picture is None:
            continue
        if why := _wrong_name(voice.picture, paths):
            place = document.place(("items", at, "picture"))
            problems.add(shown, place, why, ABOUT_VOICES)
            continue
        picture = folder.docs / voice.picture
        problems.extend(
            Problem(folder.shown(picture), 0, 0, why, ABOUT_VOICES) for why in _wrong(picture)
        )
    return voices


def _wrong_name(name: str, present: Collection[str]) -> str | None:
    if PurePosixPath(name).suffix.lower() not in KINDS:
        return f"'picture' is {quote(name)}; name a file that ends in {', '.join(KINDS)}"
    if name not in present:
        return (
            f"'picture' is {quote(name)}, but docs/{name} does not exist; add the file to docs/, "
            "or correct its name here"
        )
    return None


def _wrong(path: Path) -> Iterator[str]:
    """Yield what is wrong with a picture beside a voice; `uploads` says what is wrong with any."""
    from PIL import Image  # most checks meet no picture

    if (size := path.stat().st_size) > LARGEST:
        yield (
            f"the file has {size // 1000} kB, for a picture beside a quotation; make it smaller "
            f"than {LARGEST // 1000} kB"
        )
    try:
        with Image.open(path) as picture:
            width, height = picture.size
            moves = getattr(picture, "n_frames", 1) > 1
    except Exception:  # told with all other pictures
        return
    if moves:
        yield "the picture moves, which draws a reader's eye from the words; save one still of it"
    if max(width, height) > SQUARE * min(width, height):
        yield f"the picture is {width} × {height}, but is shown as a circle; crop it to a square"
    if not SMALLEST <= min(width, height) <= max(width, height) <= MOST:
        yield (
            f"the picture is {width} × {height}; make each side {SMALLEST} to {MOST} points long"
        )
