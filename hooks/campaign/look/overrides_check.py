"""What may lie in a campaign's own overrides/, all of which is published or makes what is."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path, PurePosixPath

from campaign.config.folder import OWN, Templates
from campaign.core import files
from campaign.core.problems import LineIndex, Problem, did_you_mean, quote
from campaign.core.topics import ABOUT_BUILT_FILES, ABOUT_FILES, ABOUT_LOGO
from campaign.look.overrides import REFERENCE, STYLE, is_hidden, template_texts
from campaign.safety import uploads
from campaign.safety.css_scan import SCRIPT_ASKS, loaded_from_elsewhere
from campaign.safety.form_urls import LinkPolicy
from campaign.safety.svg_check import read_drawing

MAY_LIE = frozenset(
    ".html .css .js .md .svg .png .jpg .jpeg .webp .avif .gif .ico .woff .woff2 .ttf .otf .typ .txt"
    " .pdf .po".split()
)
"""Templates, styles, scripts in place of the generator's own, pictures, fonts, notes, words."""
_TEXTS = frozenset(".html .css .js .md .svg .typ .txt .po".split())
LARGEST_STYLE = 100_000
"""Bytes of the campaign's own rules: every reader loads them."""
BEGINNINGS: Mapping[str, tuple[bytes, ...]] = {
    ".woff": (b"wOFF",), ".woff2": (b"wOF2",), ".ico": (b"\0\0\1\0",),
    ".ttf": (b"\0\1\0\0", b"true", b"OTTO"), ".otf": (b"OTTO", b"\0\1\0\0"),
}  # fmt: skip
"""What files of fonts and icons begin with."""
LARGEST_FONT = 10 * uploads.MEBIBYTE
"""Bytes: enough for one of Chinese letters, which only the PDF is set in."""
LARGEST_ICON = 100_000

_POLICY = "content-security-policy"
"""In small letters: what each template of a whole page must hold, or the one that it extends."""
_BLOCK = re.compile(r"\{%-?\s*block\s+(\w+)")
_EXTENDS = re.compile(r"\{%-?\s*extends\s+[\"']([^\"']+)")
LINK = "a link to another file may not be published; put the file itself here"


def check_templates(templates: Path, shown: Callable[[Path], str]) -> Iterator[Problem]:
    """Yield a problem for each link among the generator's own templates and assets.

    What lies there is published too: a link could lead to any file of who builds the site.
    """
    if not templates.is_dir():
        return
    for path in files.walk(templates):
        if path.is_symlink() and OWN not in path.relative_to(templates).parts[:1]:
            yield Problem(shown(path), 0, 0, LINK, ABOUT_FILES)


def check_own(
    templates: Templates, shown: Callable[[Path], str], policy: LinkPolicy | None
) -> Iterator[Problem]:
    """Yield a problem for each file of a campaign's own folder that may not lie there.

    `shown` names a path in problems, `policy` is what gifts may go to, as for `hosts.diverts`.
    """
    own = templates.own
    if own.is_symlink():
        why = "a link to another folder; put the folder itself here"
        yield Problem(shown(own), 0, 0, why, ABOUT_FILES)
        return
    misplaced = templates.generator / STYLE
    if own.parent == templates.generator and misplaced.is_file():
        why = f"no page is made with this file; move it to {shown(own / STYLE)}"
        yield Problem(shown(misplaced), 0, 0, why, ABOUT_FILES)
    if not own.is_dir():
        return
    paths = []
    for path in files.walk(own):
        if path.is_symlink():
            yield Problem(shown(path), 0, 0, LINK, ABOUT_FILES)
        elif is_hidden(path, own):
            continue
        elif path.suffix.lower() not in MAY_LIE:
            why = (
                f"a file whose name ends in {path.suffix or 'nothing'} cannot be published; "
                "delete it, or keep it outside of this folder"
            )
            yield Problem(shown(path), 0, 0, why, ABOUT_FILES)
        else:
            paths.append(path)
            yield from _check(templates, path, shown(path), policy)
    yield from _read_by_nothing(templates, paths, shown)
    for path in uploads.executables(paths):
        why = "the file is marked as a program; take that mark away (`git update-index --chmod=-x`)"
        yield Problem(shown(path), 0, 0, why, ABOUT_FILES)


def _read_by_nothing(
    templates: Templates, paths: Iterable[Path], shown: Callable[[Path], str]
) -> Iterator[Problem]:
    """Yield a problem for each template and style of the campaign that no page is made with."""
    texts = {
        path.relative_to(templates.own).as_posix(): files.read_text(path, "")[0] or ""
        for path in paths
        if path.suffix.lower() in (".html", ".css")
    }
    named = {name for text in texts.values() for name in REFERENCE.findall(text)}
    for name, text in texts.items():
        if not (templates.generator / name).is_file() and name not in named and name != STYLE:
            why = "no page is made with this file; " + (
                f"write its rules into {shown(templates.own / STYLE)}"
                if name.endswith(".css")
                else "give it the name of the template in whose place it stands, or delete it"
            )
            yield Problem(shown(templates.own / name), 0, 0, why, ABOUT_FILES)
        elif "{%" in text and (above := _EXTENDS.search(text)):
            known = {
                block
                for each in template_texts(templates, above[1])
                for block in _BLOCK.findall(each)
            }
            for found in _BLOCK.finditer(text):
                if known and found[1] not in known:
                    remedy = (
                        "write `announcement:` below `campaign:` in mkdocs.yml"
                        if found[1] == "announce"
                        else did_you_mean(found[1], sorted(known))
                    )
                    why = (
                        f"{quote(above[1])} has no block {quote(found[1])}, so that nobody sees "
                        f"this one; {remedy}"
                    )
                    place = LineIndex(text).place(found.start())
                    yield Problem(shown(templates.own / name), *place, why, ABOUT_FILES)


def _check(
    templates: Templates, path: Path, shown: str, policy: LinkPolicy | None
) -> Iterator[Problem]:
    name, suffix = path.relative_to(templates.own).as_posix(), path.suffix.lower()
    if why := uploads.check_name(name) or _wrong_size(path) or _wrong_kind(path):
        yield Problem(shown, 0, 0, why, ABOUT_FILES)
    elif suffix in _TEXTS:
        problems = files.read_text(path, shown)[1]
        yield from problems
        yield from _check_published(templates, name, shown)
        if suffix == ".svg" and not problems:
            for fault in read_drawing(path.read_bytes()).faults:
                yield Problem(shown, *fault, topic=ABOUT_LOGO)
    elif suffix not in BEGINNINGS:
        yield from uploads.check_upload(path, shown, policy)


def _wrong_size(path: Path) -> str | None:
    size, suffix = path.stat().st_size, path.suffix.lower()
    if path.name == STYLE and size > LARGEST_STYLE:
        return (
            f"the file has {size:,} bytes, which every reader would load; leave rules out until "
            f"it has at most {LARGEST_STYLE:,}"
        )
    if suffix in _TEXTS and size > uploads.LARGEST_FILES[".md"]:
        return "the file is larger than 2 MB; make it smaller"
    if suffix == ".ico" and size > LARGEST_ICON:
        return f"the file has {size:,} bytes; make it smaller than {LARGEST_ICON:,}"
    if suffix in BEGINNINGS and size > LARGEST_FONT:
        return (
            f"the file has {size / uploads.MEBIBYTE:.1f} MB; make it smaller than "
            f"{LARGEST_FONT // uploads.MEBIBYTE} MB by leaving out letters that are not needed"
        )
    return None


def _wrong_kind(path: Path) -> str | None:
    suffix = path.suffix.lower()
    if suffix not in BEGINNINGS or path.read_bytes()[:4].startswith(BEGINNINGS[suffix]):
        return None
    if suffix == ".ico":
        return "the file is no icon; save it anew, or delete it"
    return f"the file is no {suffix[1:].upper()} font; save the font anew, or delete it"


def _check_published(templates: Templates, name: str, shown: str) -> Iterator[Problem]:
    """Yield a problem for what would make a built site unfit to be published."""
    text = files.read_text(templates.own / name, shown)[0] or ""
    lines, suffix = LineIndex(text), PurePosixPath(name).suffix.lower()
    if suffix == ".css":
        for address in loaded_from_elsewhere(text):
            why = (
                f"the style asks another site: {quote(address)}; put the file into this folder, "
                "and name it there"
            )
            place = lines.place(max(text.find(address), 0))
            yield Problem(shown, *place, why, ABOUT_BUILT_FILES)
    elif suffix == ".js" and (asked := SCRIPT_ASKS.search(text)):
        why = f"the script asks another site ({quote(asked[0])}); leave that out"
        yield Problem(shown, *lines.place(asked.start()), why, ABOUT_BUILT_FILES)
    elif suffix == ".html" and "/" not in name and (templates.generator / name).is_file():
        if any(_POLICY in part.lower() for part in template_texts(templates, name)):
            return
        why = (
            "the template makes a page without a content security policy; begin it with "
            '`{% extends "base.html" %}`'
        )
        yield Problem(shown, 1, 1, why, ABOUT_BUILT_FILES)
