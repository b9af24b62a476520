"""Text of others in Markdown on GitHub: as code, which no text can break out of.

On GitHub, names of people (`@name`), issue numbers, addresses and HTML act wherever they stand in
a text, and an escape does not help against all of them. In a code span none does. And problems as
GitHub shows them beside the lines of a pull request: workflow commands (docs.github.com, "Workflow
commands for GitHub Actions"; actions/toolkit, packages/core/src/command.ts).
"""

from __future__ import annotations

import re
import unicodedata
from typing import Literal

from campaign.core.problems import INVISIBLE, Problem

JOINERS = "\u200c\u200d\u200e\u200f"  # part of correct writing in several scripts
_BACKTICKS = re.compile(r"`+")
_HIDDEN = ("Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp")


Level = Literal["error", "warning", "notice"]


def code_span(value: str, longest: int) -> str:
    """Return a text as one code span, on one line, with nothing invisible left in it.

    Its fence is longer than every run of backticks within (CommonMark 0.31, section 6.1).
    """
    cut = f"{value[:longest]}…" if len(value) > longest else value
    shown = "".join(map(_visible, cut))
    if not shown.strip():
        return "(empty)"
    fence = "`" * (1 + max(map(len, _BACKTICKS.findall(shown)), default=0))
    # One space at each end is taken off again where both ends have one.
    space = " " if shown[0] in "` " or shown[-1] in "` " else ""
    return f"{fence}{space}{shown}{space}{fence}"


def _visible(character: str) -> str:
    if character.isascii() and character.isprintable():
        return character
    is_hidden = unicodedata.category(character) in _HIDDEN and character not in JOINERS
    if is_hidden or INVISIBLE.match(character):
        return f"U+{ord(character):04X}"
    return character


def annotation(level: Level, title: str, problem: Problem, explained: str = "") -> str:
    """Return the one line that makes GitHub show a problem at its place.

    `explained` is where it is explained; GitHub shows that below the message.
    """
    properties = {
        "file": problem.path,
        "line": str(problem.line or ""),
        "col": str(problem.column or ""),
        "title": title,
    }
    said = ",".join(f"{name}={_property(value)}" for name, value in properties.items() if value)
    below = f"\nWhat this means: {explained}" if explained else ""
    return f"::{level} {said}::{_data(problem.message + below)}"


def _data(value: str) -> str:
    return value.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(value: str) -> str:
    return _data(value).replace(":", "%3A").replace(",", "%2C")
