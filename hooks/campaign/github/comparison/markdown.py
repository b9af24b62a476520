"""Markdown that no text can break out of: whatever an editor wrote stands in it as code.

On GitHub, names of people (`@name`), issue numbers, addresses and HTML act wherever they stand in
a text, and an escape does not help against all of them. In a code span none does.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache
from pathlib import Path
from typing import Any

import jinja2
from markupsafe import Markup

from campaign.core.problems import INVISIBLE

_LONGEST = 300
"""Characters of a value that are shown, as many as a cell of the signatories may have."""
_WHOLE = 2_000
"""Characters of a value that must be seen whole, as an address; browsers know no longer ones."""
JOINERS = "\u200c\u200d\u200e\u200f"  # part of correct writing in several scripts
BACKTICKS = re.compile(r"`+")


def code(value: str, longest: int = _LONGEST) -> str:
    """Return a text as one code span, on one line, with nothing invisible left in it."""
    shown = "".join(map(_visible, _cut(value, longest)))
    if not shown.strip():
        return "(empty)"
    fence = "`"
    runs = {len(run) for run in BACKTICKS.findall(shown)}
    while len(fence) in runs:
        fence += "`"
    space = " " if shown[0] in "` " or shown[-1] in "` " else ""
    return f"{fence}{space}{shown}{space}{fence}"


def _cut(text: str, longest: int) -> str:
    return f"{text[:longest]}…" if len(text) > longest else text


def _visible(character: str) -> str:
    if character.isascii() and character.isprintable():
        return character
    is_hidden = unicodedata.category(character) in ("Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp")
    if (is_hidden and character not in JOINERS) or INVISIBLE.match(character):
        return f"U+{ord(character):04X}"
    return character


def _finalize(value: Any) -> Any:
    """Turn what a template puts out into Markdown: numbers as such, everything else as code."""
    if isinstance(value, Markup):
        return value
    if isinstance(value, int) and not isinstance(value, bool):
        return Markup(f"{value:,}")  # noqa: S704 - digits and commas
    return Markup(code("" if value is None else str(value)))  # noqa: S704 - code holds it


@cache
def environment() -> jinja2.Environment:
    """Return an environment for templates of Markdown, which makes code of every value.

    Only what a template itself says, and what its macros put out, is Markdown.
    """
    templates = jinja2.Environment(
        loader=jinja2.FileSystemLoader(Path(__file__).parent),
        autoescape=True,  # with it, a macro's result is told from a plain text
        finalize=_finalize,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    templates.filters["whole"] = lambda value: Markup(code(str(value), _WHOLE))  # noqa: S704
    templates.globals["words"] = Markup  # our own, and never what an editor wrote
    return templates
