"""What PDFs and cards need of typst: the project's fonts, and words for a template's faults."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

from campaign.config.folder import Templates
from campaign.output.fonts import FONTS, MORE_FONTS, Face

if TYPE_CHECKING:
    import typst

SUFFIXES = (".ttf", ".otf")
_PLACE = re.compile(r"┌─ (\S.*?):(\d+):(\d+)")


class Unset(Exception):
    """Something could not be set; the words say why, and where in the template."""


@dataclass(frozen=True)
class Fonts:
    """The fonts of some folders, as typst has loaded them."""

    loaded: typst.Fonts
    faces: tuple[Face, ...]
    refused: tuple[Path, ...]
    """Files that are no fonts, or are damaged."""


@cache
def file_digest(path: str) -> str:
    """Return a hash of a file; fonts are large, and do not change while a program runs."""
    return hashlib.blake2b(Path(path).read_bytes(), digest_size=20).hexdigest()


def font_folders(templates: Templates) -> tuple[Path, ...]:
    """Return where fonts for PDFs and cards lie: the generator's, those of more scripts, own ones.

    The generator's package has what Latin, Greek and Cyrillic need; a second one has the rest.
    """
    generators, own = templates.folders(FONTS)
    found = find_spec(MORE_FONTS)
    more = found.submodule_search_locations if found else None
    return generators, *(Path(each) for each in more or ()), own


def load_fonts(folders: Iterable[Path]) -> Fonts:
    """Return the fonts that lie in some folders, and none of the machine's own."""
    import typst  # it is large, and most commands do without

    present = [folder for folder in folders if folder.is_dir()]
    loaded = typst.Fonts(
        include_system_fonts=False,
        include_embedded_fonts=False,
        font_paths=[str(folder) for folder in present],
    )
    faces = tuple(
        Face(font.family, font.path, font.index, font.weight, font.style == "normal")
        for font in loaded.fonts()
        if font.path
    )
    used = {Path(face.path) for face in faces}
    files = (path for folder in present for path in sorted(folder.rglob("*")))
    refused = (path for path in files if path.suffix.lower() in SUFFIXES and path not in used)
    return Fonts(loaded, faces, tuple(refused))


def unset(error: typst.TypstError, template: Path) -> Unset:
    """Return what to tell an editor of a fault in a template."""
    place = _PLACE.search(error.diagnostic)
    shown = f"{template.parent.parent.name}/{template.parent.name}"
    where = f"{shown}/{Path(place[1]).name}:{place[2]}:{place[3]}: " if place else ""
    hints = f" ({'; '.join(error.hints)})" if error.hints else ""
    return Unset(f"{where}{error.message}{hints}")
