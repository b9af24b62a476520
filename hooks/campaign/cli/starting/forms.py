"""Fits a form on GitHub to the groups of a campaign."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

FIELD = re.compile(r"^  - type: ", re.M)
GROUP = re.compile(r"^    id: group$", re.M)
_OPTIONS = re.compile(r"^(      options:\n)(?:        - .*\n)+", re.M)


def with_groups(text: str, groups: Sequence[str]) -> str:
    """Return the form with these groups to choose from; without that field, if there are none.

    Each group is written as YAML already. A form that has no such field stays as it is.
    """
    starts = [match.start() for match in FIELD.finditer(text)]
    for start, end in pairwise([*starts, len(text)]):
        field = text[start:end]
        if GROUP.search(field):
            return text[:start] + (_offering(field, groups) if groups else "") + text[end:]
    return text


def _offering(field: str, groups: Sequence[str]) -> str:
    lines = "".join(f"        - {group}\n" for group in groups)
    return _OPTIONS.sub(lambda match: match[1] + lines, field)
