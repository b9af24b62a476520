"""What a campaign changes of the site's look, by templates and a style of its own."""

from __future__ import annotations

import re
import traceback
from collections.abc import Callable, Iterator
from pathlib import Path

from campaign.config.configuration import Colours, Typefaces
from campaign.config.folder import Templates
from campaign.core.files import read_text, walk
from campaign.core.problems import Problem
from campaign.core.topics import ABOUT_FILES
from campaign.look.colours import campaign_palettes, ground_rules, style_rules
from campaign.look.typefaces import face_rules, font_rules

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


def own_files(folder: Path) -> Iterator[str]:
    """Yield the path of each file in a campaign's own folder that is published as it is."""
    for path in walk(folder) if folder.is_dir() else ():
        suffix = path.suffix.lower()
        is_set_with = folder / "fonts" in path.parents and suffix in SET_WITH
        if path.is_file() and not (
            is_hidden(path, folder) or is_set_with or suffix in _NOT_PUBLISHED
        ):
            yield path.relative_to(folder).as_posix()


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


def style_sheet(
    templates: Templates, colours: Colours | None, faces: Typefaces | None, docs: Path
) -> str:
    """Return the style sheet of the site: the generator's, each component's, the campaign's own.

    It sets the campaign's colours and typefaces, of which a font's files lie below `docs`.
    """
    text = (templates.generator / STYLE_SHEET).read_text(encoding="utf-8")
    light, dark = style_rules(campaign_palettes(colours, text))
    light, fonts = "\n".join(filter(None, (light, face_rules(faces)))), font_rules(faces, docs)
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
    # The campaign's own is the likelier to be wrong, and nobody foresaw how.
    foreseen = jinja2.TemplateError | TypeError | ValueError
    for folder, kinds in ((templates.own, Exception), (templates.generator, foreseen)):
        found = [(path, line) for path, line in places if folder in path.parents]
        if found and isinstance(error, kinds):
            path, line = found[-1]
            why = " ".join(str(error).split())
            if isinstance(error, jinja2.TemplateNotFound):  # its own words name every folder
                why = f"there is no template {error.name}"
            message = f"the template cannot be filled in ({why}); correct it, or delete the file"
            return Problem(shown(path), line, 0, message, ABOUT_FILES)
    return None
