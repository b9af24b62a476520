"""What a campaign changes of the site's look: its own folder, and what may lie there."""

from __future__ import annotations

import re
import traceback
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path, PurePosixPath

from campaign.config.folder import OWN, Templates
from campaign.core import files
from campaign.core.files import read_text, walk
from campaign.core.problems import LineIndex, Problem, did_you_mean, quote
from campaign.core.topics import ABOUT_BUILT_FILES, ABOUT_FILES, ABOUT_LOGO
from campaign.look.palette import ground_rules
from campaign.safety import uploads
from campaign.safety.css_scan import SCRIPT_ASKS, loaded_from_elsewhere
from campaign.safety.link_policy import LinkPolicy
from campaign.safety.svg_check import read_drawing

ORIGINALS = ".originals"
"""In a campaign's own folder: the generator's templates as they were when its own were made."""
STYLE = "own.css"
"""The campaign's own style sheet; its rules follow the generator's, in the same file."""
STYLE_SHEET = "assets/campaign.css"
"""The generator's style sheet, in overrides/: what all pages need, its colours at the top."""
PARTS = "components/*.css"
"""The rules of each component, beside its template; they follow the style sheet in one file."""
_LIGHT = r":root\s*\{[^}]*\}"
_DARK = r"@media[^{]*\(prefers-color-scheme:\s*dark\)[^{]*\{\s*:root\s*\{[^}]*\}\s*\}"
LIGHT = re.compile(rf"(?:\s|/\*.*?\*/)*{_LIGHT}", re.DOTALL)
HEAD = re.compile(rf"(?:(?:\s|/\*.*?\*/)*(?:{_LIGHT}|{_DARK}))+", re.DOTALL)
"""Where a style sheet sets its colours: at its top, for the light and for the dark."""
REFERENCE = re.compile(r"""\{%-?\s*(?:extends|include|import|from)\s+["']([^"']+)""")
"""What one template names another by."""
_NOT_PUBLISHED = (".html", ".css", ".md", ".po", ".typ")
"""Templates, the style sheet, notes to oneself, and words."""
SET_WITH = (".ttf", ".otf")
"""Fonts that the PDF and cards are set with, below fonts/; pages load smaller ones."""


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


def own_files(folder: Path) -> Mapping[str, Path]:
    """Return what is published of a campaign's own folder as it is: each path, and the folder."""
    if not folder.is_dir():
        return {}
    paths = (path for path in walk(folder) if path.is_file() and not is_hidden(path, folder))
    return {
        path.relative_to(folder).as_posix(): folder
        for path in paths
        if path.suffix.lower() not in _NOT_PUBLISHED
        and not (folder / "fonts" in path.parents and path.suffix.lower() in SET_WITH)
    }


def is_hidden(path: Path, folder: Path) -> bool:
    """Whether a file, or a folder between it and `folder`, has a name that begins with a dot."""
    return any(part.startswith(".") for part in path.relative_to(folder).parts)


def template_texts(templates: Templates, name: str) -> Iterator[str]:
    """Yield the text of a template, and of all that it extends, includes and imports."""
    wanted, seen = [name], set[str]()
    while wanted:
        current = wanted.pop()
        path = templates.winner(current)
        if current in seen or not path.is_file():
            continue
        seen.add(current)
        text = read_text(path, current)[0] or ""
        yield text
        wanted += REFERENCE.findall(text)


def coloured(css: str, light: str, dark: str) -> str:
    """Return the generator's style sheet with the rules that set a campaign's own colours.

    Those for the light follow its own for the light, so that its own for the dark go before them.
    Both stand above what some readers ask for, as more contrast.
    """
    first, head = LIGHT.match(css), HEAD.match(css)
    if not first or not head:
        return css
    parts = (css[: first.end()], light, css[first.end() : head.end()].strip("\n"), dark)
    return "\n\n".join(part for part in parts if part) + css[head.end() :]


def style_sheet(templates: Templates, light: str = "", dark: str = "", fonts: str = "") -> str:
    """Return the style sheet of the site: the generator's, each component's, the campaign's own.

    `light` and `dark` are the rules that set the campaign's colours and typefaces, `fonts` those
    that load a font of its own.
    """
    text = (templates.generator / STYLE_SHEET).read_text(encoding="utf-8")
    parts = sorted(templates.generator.glob(PARTS))
    text = coloured(text, light, dark) + "".join(
        f"\n/* {path.stem} */\n{path.read_text(encoding='utf-8')}" for path in parts
    )
    path = templates.own / STYLE
    own = path.read_text(encoding="utf-8") if path.is_file() else ""
    text = "\n\n".join(each.strip() for each in (text, ground_rules(text + own), fonts) if each)
    return f"{text}\n\n/* {STYLE} */\n{own}" if own else f"{text}\n"


def template_problem(
    error: Exception, templates: Templates, shown: Callable[[Path], str]
) -> Problem | None:
    """Return what is wrong in which template, if that is what ended a build; None otherwise."""
    import jinja2  # is there wherever a template was filled in, and costs a check time

    places = [
        (Path(frame.filename), frame.lineno or 0)
        for frame in traceback.extract_tb(error.__traceback__)
    ]
    if isinstance(error, jinja2.TemplateSyntaxError) and error.filename:
        places.append((Path(error.filename), error.lineno))
    own = [(path, line) for path, line in places if templates.own in path.parents]
    ours = [(path, line) for path, line in places if templates.generator in path.parents]
    if not (own or ours):
        return None
    # The campaign's own is the likelier to be wrong, and nobody foresaw how.
    if not own and not isinstance(error, jinja2.TemplateError | TypeError | ValueError):
        return None
    path, line = (own or ours)[-1]
    why = " ".join(str(error).split())
    if isinstance(error, jinja2.TemplateNotFound):
        why = f"there is no template {error.name}"  # its own words name every folder it looked in
    message = f"the template cannot be filled in ({why}); correct it, or delete the file"
    return Problem(shown(path), line, 0, message, ABOUT_FILES)


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
    if suffix in _TEXTS and size > uploads.LARGEST_FILES[".md"] * uploads.MEBIBYTE:
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
