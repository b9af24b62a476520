"""What may lie in overrides/own/, all of which is published or makes what is published."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

from campaign.core import files
from campaign.core.problems import Problem
from campaign.look.overrides import FOLDER, STYLE
from campaign.safety import uploads
from campaign.safety.svg_check import read_drawing

MAY_LIE = frozenset(
    ".html .css .js .md .svg .png .jpg .jpeg .webp .avif .gif .ico .woff .woff2 .ttf .otf .typ .txt"
    " .pdf".split()
)
"""Templates, style sheets, scripts in place of the generator's own, pictures, fonts, notes."""
TEXTS = frozenset(".html .css .js .md .svg .typ .txt".split())
LARGEST_STYLE = 100_000
"""Bytes of the campaign's own rules: every reader loads them."""
FONTS: Mapping[str, tuple[bytes, ...]] = {
    ".woff": (b"wOFF",), ".woff2": (b"wOF2",),
    ".ttf": (b"\0\1\0\0", b"true", b"OTTO"), ".otf": (b"OTTO", b"\0\1\0\0"),
}  # fmt: skip
"""What files of fonts begin with."""
LARGEST_FONT = 10 * uploads.MEBIBYTE
"""Bytes: enough for one of Chinese letters, which only the PDF is set in."""
LARGEST_ICON = 100_000

LINK = "a link to another file may not be published; put the file itself here"


def check_templates(templates: Path, shown: Callable[[Path], str]) -> Iterator[Problem]:
    """Yield a problem for each link among the generator's own templates and assets.

    What lies there is published too: a link could lead to any file of who builds the site.
    """
    if not templates.is_dir():
        return
    for path in files.walk(templates):
        if path.is_symlink() and FOLDER not in path.relative_to(templates).parts[:1]:
            yield Problem(shown(path), 0, 0, LINK)


def check_own(
    own: Path, shown: Callable[[Path], str], allowed: frozenset[str] | None
) -> Iterator[Problem]:
    """Yield a problem for each file of a campaign's own folder that may not lie there.

    `shown` names a path in problems, `allowed` is what gifts may go to, as for `hosts.diverts`.
    """
    if own.is_symlink():
        yield Problem(shown(own), 0, 0, "a link to another folder; put the folder itself here")
        return
    if not own.is_dir():
        return
    paths = []
    for path in files.walk(own):
        if path.is_symlink():
            yield Problem(shown(path), 0, 0, LINK)
        elif path.name.startswith("."):
            continue
        elif path.suffix.lower() not in MAY_LIE:
            why = (
                f"a file whose name ends in {path.suffix or 'nothing'} cannot be published; "
                "delete it, or keep it outside of this folder"
            )
            yield Problem(shown(path), 0, 0, why)
        else:
            paths.append(path)
    for path in paths:
        if unfit := uploads.check_name(path.relative_to(own).as_posix()):
            yield Problem(shown(path), 0, 0, unfit)
        elif path.suffix.lower() in TEXTS:
            yield from _check_text(path, shown(path))
        elif path.suffix.lower() in FONTS:
            yield from _check_font(path, shown(path))
        elif path.suffix.lower() == ".ico":
            yield from _check_icon(path, shown(path))
        else:
            yield from uploads.check_file(path, shown(path), allowed)
    for path in uploads.executables(paths):
        why = "the file is marked as a program; take that mark away (`git update-index --chmod=-x`)"
        yield Problem(shown(path), 0, 0, why)


def _check_text(path: Path, shown: str) -> Iterator[Problem]:
    size = path.stat().st_size
    if path.name == STYLE and size > LARGEST_STYLE:
        why = (
            f"the file has {size:,} bytes, which every reader would load; leave rules out until "
            f"it has at most {LARGEST_STYLE:,}"
        )
        yield Problem(shown, 0, 0, why)
        return
    if size > uploads.LARGEST_TEXT:
        yield Problem(shown, 0, 0, "the file is larger than 2 MB; make it smaller")
        return
    problems = files.read_text(path, shown)[1]
    yield from problems
    if path.suffix.lower() == ".svg" and not problems:
        for fault in read_drawing(path.read_bytes()).faults:
            yield Problem(shown, *fault)


def _check_font(path: Path, shown: str) -> Iterator[Problem]:
    size = path.stat().st_size
    if size > LARGEST_FONT:
        why = (
            f"the file has {size / uploads.MEBIBYTE:.1f} MB; make it smaller than "
            f"{LARGEST_FONT // uploads.MEBIBYTE} MB by leaving out letters that are not needed"
        )
        yield Problem(shown, 0, 0, why)
    elif not path.read_bytes()[:4].startswith(FONTS[path.suffix.lower()]):
        kind = path.suffix[1:].upper()
        yield Problem(shown, 0, 0, f"the file is no {kind} font; save the font anew, or delete it")


def _check_icon(path: Path, shown: str) -> Iterator[Problem]:
    size = path.stat().st_size
    if size > LARGEST_ICON:
        why = f"the file has {size:,} bytes; make it smaller than {LARGEST_ICON:,}"
        yield Problem(shown, 0, 0, why)
    elif not path.read_bytes()[:4].startswith(b"\0\0\1\0"):
        yield Problem(shown, 0, 0, "the file is no icon; save it anew, or delete it")
