"""Text of others in Markdown on GitHub: as code, which no text can break out of.

On GitHub, names of people (`@name`), issue numbers, addresses and HTML act wherever they stand in
a text, and an escape does not help against all of them. In a code span none does.
"""

from __future__ import annotations

import re
import unicodedata

from campaign.core.problems import INVISIBLE

JOINERS = "\u200c\u200d\u200e\u200f"  # part of correct writing in several scripts
_BACKTICKS = re.compile(r"`+")
_HIDDEN = ("Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp")


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
