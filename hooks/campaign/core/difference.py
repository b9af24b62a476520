"""Shows what would change in a text: a unified diff, fast where most lines stay as they are."""

from __future__ import annotations

from collections.abc import Iterator
from difflib import unified_diff
from itertools import groupby, pairwise

from campaign.core.problems import LINE_END

CONTEXT = 3
UNSEEN_END = "\\ No newline at end of file"


def difference(before: str, after: str, path: str) -> Iterator[str]:
    """Yield the lines of a unified diff without their line ends; none where nothing changes.

    Lines of texts that have as many lines as each other are compared one by one, others as
    difflib does, which may take long for many changes far from each other.
    """
    old, new = _lines(before), _lines(after)
    yield from _aligned(old, new, path) if len(old) == len(new) else _general(old, new, path)


def _lines(text: str) -> list[str]:
    starts = [0, *(match.end() for match in LINE_END.finditer(text))]
    lines = [text[a:b] for a, b in pairwise(starts)]
    return lines if starts[-1] == len(text) else [*lines, text[starts[-1] :]]


def _general(old: list[str], new: list[str], path: str) -> Iterator[str]:
    for line in unified_diff(old, new, path, path, n=CONTEXT, lineterm=""):
        yield from _shown(line)


def _aligned(old: list[str], new: list[str], path: str) -> Iterator[str]:
    changed = [at for at, (a, b) in enumerate(zip(old, new, strict=True)) if a != b]
    if changed:
        yield from (f"--- {path}", f"+++ {path}")
    hunks: list[list[int]] = []
    for at in changed:
        if hunks and at - hunks[-1][-1] <= 2 * CONTEXT:
            hunks[-1].append(at)
        else:
            hunks.append([at])
    for hunk in hunks:
        first, last = max(0, hunk[0] - CONTEXT), min(len(old), hunk[-1] + CONTEXT + 1)
        yield f"@@ -{first + 1},{last - first} +{first + 1},{last - first} @@"
        touched = set(hunk)
        for is_changed, run in groupby(range(first, last), key=touched.__contains__):
            lines = list(run)
            for sign, source in (("-", old), ("+", new)) if is_changed else ((" ", old),):
                for at in lines:
                    yield from _shown(sign + source[at])


def _shown(line: str) -> Iterator[str]:
    bare = line.rstrip("\r\n")
    yield bare
    if bare == line and line[:1] in " +-" and not line.startswith(("---", "+++", "@@")):
        yield UNSEEN_END
