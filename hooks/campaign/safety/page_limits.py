"""What is too much for one page: Markdown would take minutes, or for ever, over more.

Each bound lies far above what a page for readers holds. Python-Markdown's time grows with the
square of what is bounded here, measured with the extensions of `hooks/settings.yml`.
"""

from __future__ import annotations

import re
from itertools import accumulate

LONGEST_PAGE = 200_000
"""Characters of a page: some thirty thousand words."""
LONGEST_LINE = 5_000
"""Characters of a line."""
MOST_OPEN = 100
"""Brackets of a paragraph that are opened and not closed, or opened within others."""
MOST_IN_PAGE = (
    (re.compile(r"^[ \t>]*(?:`{3}|~{3})", re.MULTILINE), 2_000, "lines that begin or end code"),
    (re.compile(r"^[ \t>]*:[ \t]", re.MULTILINE), 1_000, "lines that begin with a colon"),
    (re.compile(r"^[ \t>]*(?:#|[=-]+[ \t]*$)", re.MULTILINE), 1_000, "headings"),
    (re.compile(r"^[ \t>]*(?:[-*+]|\d+[.)])[ \t]", re.MULTILINE), 5_000, "entries of lists"),
    (re.compile(r"\|"), 20_000, "signs that part cells of tables"),
    (re.compile(r"^[ \t>]*\[\^[^\]\n]+\]:", re.MULTILINE), 1_000, "footnotes"),
    (re.compile(r"^[ \t>]*\*\[[^\]\n]+\]:", re.MULTILINE), 300, "abbreviations"),
)
PARAGRAPH = re.compile(r"[^\r\n]+(?:(?:\r\n|\r|\n)[^\r\n]+)*")
BRACKETS = (("[", "]"), ("<", ">"))


def too_long(text: str) -> tuple[int, str] | None:
    """Return the line from which on a page cannot be read in time, and why; None for most."""
    if len(text) > LONGEST_PAGE:
        return 1, f"the page is {len(text)} characters long; write at most {LONGEST_PAGE}"
    for number, line in enumerate(text.splitlines(), start=1):
        if len(line) > LONGEST_LINE:
            return number, (
                f"the line is {len(line)} characters long; write at most {LONGEST_LINE} in a line"
            )
    for pattern, most, what in MOST_IN_PAGE:
        if (found := len(pattern.findall(text))) > most:
            return 1, f"the page holds {found} {what}; write at most {most}, or make two pages"
    return None


def too_open(visible: str) -> tuple[int, str] | None:
    """Return the offset of a paragraph with too many open brackets, and why; None for most.

    `visible` is Markdown from `markdown_text.without_code`.
    """
    for match in PARAGRAPH.finditer(visible):
        text = match[0]
        for opens, closes in BRACKETS:
            if text.count(opens) > MOST_OPEN and _most_open(text, opens, closes) > MOST_OPEN:
                return match.start(), (
                    f'the paragraph opens more than {MOST_OPEN} brackets, "{opens}", without '
                    f'closing them; close them by "{closes}", or delete them'
                )
        if text.count("](") - text.count(")") > MOST_OPEN:
            return match.start(), (
                f"the paragraph begins more than {MOST_OPEN} links that never end; write ) behind "
                "each address"
            )
    return None


def _most_open(text: str, opens: str, closes: str) -> int:
    """Return how many brackets are open at once, at the most."""
    step = {opens: 1, closes: -1}
    return max(accumulate(text, lambda depth, c: max(depth + step.get(c, 0), 0), initial=0))
