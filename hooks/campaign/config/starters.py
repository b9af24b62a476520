"""The starters: one folder a language, with the texts that a new campaign begins with."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import Path

from campaign.core.files import own_lists

STARTERS = Path(__file__).with_name("starters")
MAIN = "en"
COMMON = STARTERS / "common"
"""What is the same in every language, but for the words of its description."""
HOSTS = STARTERS / "hosts"
"""What a host that is not GitHub reads: a folder each; for `none` there is none."""
DESCRIPTION = "starter.yml"


def languages() -> tuple[str, ...]:
    """Return the codes of the languages that have a starter."""
    return tuple(sorted(path.parent.name for path in STARTERS.glob(f"*/{DESCRIPTION}")))


@cache
def read_starter(language: str) -> Mapping[str, str]:
    """Return what stands in a language where nothing is known yet, and the words of the menu."""
    words: dict[str, str] = own_lists(STARTERS / language / DESCRIPTION)
    return words
