"""What may lie in a campaign's own folder of templates and style, and what no page is made with."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path, PurePosixPath

from campaign.config.folder import OWN, Templates
from campaign.core.files import read_text, walk
from campaign.core.problems import LineIndex, Problem, Topic, did_you_mean, quote
from campaign.core.topics import ABOUT_BUILT_FILES, ABOUT_FILES, ABOUT_LOGO
from campaign.look.overrides import REFERENCE, STYLE, is_hidden, template_texts
from campaign.safety import uploads
from campaign.safety.css_scan import SCRIPT_ASKS, loaded_from_elsewhere
from campaign.safety.link_policy import LinkPolicy
from campaign.safety.svg_check import read_drawing

_TEXTS = frozenset(".html .css .js .md .svg .typ .txt .po".split())
"""Templates, styles, scripts in place of the generator's own, drawings, notes, words."""
BEGINNINGS: Mapping[str, tuple[bytes, ...]] = {
    ".woff": (b"wOFF",), ".woff2": (b"wOF2",), ".ico": (b"\0\0\1\0",),
    ".ttf": (b"\0\1\0\0", b"true", b"OTTO"), ".otf": (b"OTTO", b"\0\1\0\0"),
}  # fmt: skip
"""What files of fonts and icons begin with."""
MAY_LIE = _TEXTS | BEGINNINGS.keys() | uploads.PICTURE_FORMATS.keys() | {".pdf"}
LARGEST_STYLE = 100_000
"""Bytes of the campaign's own rules: every reader loads them."""
_LARGEST = {
    **dict.fromkeys(_TEXTS, 2 * uploads.MEBIBYTE),
    # Enough for a font of Chinese letters, which only the PDF is set in.
    **dict.fromkeys(BEGINNINGS, 10 * uploads.MEBIBYTE),
    ".ico": 100_000,
}
"""Bytes, by the ends of names."""
_POLICY = "content-security-policy"
"""In small letters: what each template of a whole page must hold, or the one that it extends."""
_BLOCK = re.compile(r"\{%-?\s*block\s+(\w+)")
_EXTENDS = re.compile(r"\{%-?\s*extends\s+[\"']([^\"']+)")
LINK = "a link to another file may not be published; put the file itself here"
_Found = Iterator[tuple[int | None, str, Topic]]
"""Problems of one file: the offset of each, if it has one, what is wrong, and what explains it."""


def check_templates(templates: Path, shown: Callable[[Path], str]) -> Iterator[Problem]:
    """Yield a problem for each link among the generator's own templates and assets.

    What lies there is published too: a link could lead to any file of who builds the site.
    """
    for path in walk(templates) if templates.is_dir() else ():
        if path.is_symlink() and OWN not in path.relative_to(templates).parts[:1]:
            yield Problem(shown(path), 0, 0, LINK, ABOUT_FILES)


def check_own(
    templates: Templates, shown: Callable[[Path], str], policy: LinkPolicy | None
) -> Iterator[Problem]:
    """Yield a problem for each file of a campaign's own folder that may not lie there.

    `shown` names a path in problems, `policy` is what gifts may go to, as for `hosts.diverts`.
    """
    own, texts = templates.own, dict[str, str]()
    if own.is_symlink():
        why = "a link to another folder; put the folder itself here"
        yield Problem(shown(own), 0, 0, why, ABOUT_FILES)
        return
    for path in walk(own) if own.is_dir() else ():
        name, suffix = path.relative_to(own).as_posix(), path.suffix.lower()
        if path.is_symlink():
            yield Problem(shown(path), 0, 0, LINK, ABOUT_FILES)
        elif is_hidden(path, own):
            continue
        elif wrong := uploads.check_name(name) or _wrong_file(path):
            yield Problem(shown(path), 0, 0, wrong, ABOUT_FILES)
        elif suffix in _TEXTS:
            text, problems = read_text(path, shown(path))
            yield from problems
            texts[name] = text or ""
            if suffix == ".svg" and text:
                for fault in read_drawing(path.read_bytes()).faults:
                    yield Problem(shown(path), *fault, topic=ABOUT_LOGO)
        else:
            yield from uploads.check_upload(path, shown(path), policy)
    for name, content in texts.items():
        found = (
            *_unfit_to_publish(templates, name, content),
            *_read_by_nothing(templates, name, texts, shown),
        )
        for offset, why, topic in found:
            place = (0, 0) if offset is None else LineIndex(content).place(offset)
            yield Problem(shown(own / name), *place, why, topic)


def _wrong_file(path: Path) -> str | None:
    size, suffix = path.stat().st_size, path.suffix.lower()
    if suffix not in MAY_LIE:
        return (
            f"a file whose name ends in {suffix or 'nothing'} cannot be published; delete it, or "
            "keep it outside of this folder"
        )
    largest = LARGEST_STYLE if path.name == STYLE else _LARGEST.get(suffix, size)
    if size > largest:
        return (
            f"the file has {size:,} bytes; leave out what is not needed, until it has at most "
            f"{largest:,}"
        )
    if suffix in BEGINNINGS and not path.read_bytes()[:4].startswith(BEGINNINGS[suffix]):
        kind = "icon" if suffix == ".ico" else f"{suffix[1:].upper()} font"
        return f"the file is no {kind}; save it anew, or delete it"
    return None


def _unfit_to_publish(templates: Templates, name: str, text: str) -> _Found:
    """Yield what would make a built site unfit to be published."""
    suffix = PurePosixPath(name).suffix.lower()
    if suffix == ".css":
        for address in loaded_from_elsewhere(text):
            why = (
                f"the style asks another site: {quote(address)}; put the file into this folder, "
                "and name it there"
            )
            yield max(text.find(address), 0), why, ABOUT_BUILT_FILES
    elif suffix == ".js" and (asked := SCRIPT_ASKS.search(text)):
        why = f"the script asks another site ({quote(asked[0])}); leave that out"
        yield asked.start(), why, ABOUT_BUILT_FILES
    elif suffix == ".html" and "/" not in name and (templates.generator / name).is_file():
        if any(_POLICY in part.lower() for part in template_texts(templates, name)):
            return
        why = (
            "the template makes a page without a content security policy; begin it with "
            '`{% extends "base.html" %}`'
        )
        yield 0, why, ABOUT_BUILT_FILES


def _read_by_nothing(
    templates: Templates, name: str, texts: Mapping[str, str], shown: Callable[[Path], str]
) -> _Found:
    """Yield what no page is made with: a template or a style, or a block of a template."""
    text = texts[name]
    if not name.endswith((".html", ".css")) or name == STYLE:
        return
    included = {found for each in texts.values() for found in REFERENCE.findall(each)}
    if name not in included and not (templates.generator / name).is_file():
        remedy = "give it the name of the template in whose place it stands, or delete it"
        if name.endswith(".css"):
            remedy = f"write its rules into {shown(templates.own / STYLE)}"
        yield None, f"no page is made with this file; {remedy}", ABOUT_FILES
    elif above := _EXTENDS.search(text):
        extended = template_texts(templates, above[1])
        known = {block for each in extended for block in _BLOCK.findall(each)}
        for found in _BLOCK.finditer(text):
            if known and found[1] not in known:
                remedy = (
                    "write `announcement:` below `campaign:` in mkdocs.yml"
                    if found[1] == "announce"
                    else did_you_mean(found[1], sorted(known))
                )
                missing = f"{quote(above[1])} has no block {quote(found[1])}"
                why = f"{missing}, so that nobody sees this one; {remedy}"
                yield found.start(), why, ABOUT_FILES
