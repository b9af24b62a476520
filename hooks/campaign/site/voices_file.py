"""Reads what people say of the letter, and holds their pictures against what a page can show."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from pathlib import Path

from campaign.config.folder import VOICES, Folder
from campaign.content.voices import Voice, read_voices
from campaign.core import files
from campaign.core.problems import Problem, Problems
from campaign.core.topics import ABOUT_VOICES
from campaign.safety.pictures import MOVES, picture_size, wrong_picture_name

_LARGEST = 60_000
"""Bytes: a page may show several, each no larger than a stamp."""
SMALLEST, _MOST = 160, 800
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
    text = problems.take(files.read_text(path, shown))
    if text is None:
        return ()
    codes = (folder.config.language, *folder.config.other_languages)
    voices, document, found = read_voices(text, shown, codes)
    problems.extend(found)
    for at, voice in enumerate(voices):
        if voice.picture is None:
            continue
        if why := wrong_picture_name("picture", voice.picture, paths):
            place = document.place(("items", at, "picture"))
            problems.add(shown, place, why, ABOUT_VOICES)
            continue
        picture = folder.docs / voice.picture
        problems.extend(
            Problem(folder.shown(picture), 0, 0, why, ABOUT_VOICES) for why in _wrong(picture)
        )
    return voices


def _wrong(path: Path) -> Iterator[str]:
    """Yield what is wrong with a picture beside a voice; `uploads` says what is wrong with any."""
    if (size := path.stat().st_size) > _LARGEST:
        yield (
            f"the file has {size // 1000} kB, for a picture beside a quotation; make it smaller "
            f"than {_LARGEST // 1000} kB"
        )
    found = picture_size(path)
    if found is None:
        return
    width, height, moves = found
    if moves:
        yield MOVES
    if max(width, height) > SQUARE * min(width, height):
        yield f"the picture is {width} × {height}, but is shown as a circle; crop it to a square"
    if not SMALLEST <= min(width, height) <= max(width, height) <= _MOST:
        yield (
            f"the picture is {width} × {height}; make each side {SMALLEST} to {_MOST} points long"
        )
