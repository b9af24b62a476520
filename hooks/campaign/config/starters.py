"""The starters: one folder a language, with the texts that a new campaign begins with."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import yaml
from pydantic import BaseModel

STARTERS = Path(__file__).with_name("starters")
MAIN = "en"
COMMON = STARTERS / "common"
"""What is the same in every language, but for the words of its description."""
HOSTS = STARTERS / "hosts"
"""What a host that is not GitHub reads: a folder each; for `none` there is none."""
DESCRIPTION = "starter.yml"


class Starter(BaseModel, frozen=True):
    """What stands where nothing is known yet in a language, and the words of the menu."""

    name: str
    """The campaign's name."""
    short_name: str
    """Its short name."""
    organization: str
    """Who is behind the campaign."""
    addressee: str
    """Whom the letter is written to."""
    demand: str
    """What a demand is called."""
    recipient: str
    """Who receives gifts."""
    donate_label: str
    """The words on the button."""
    letter: str
    pledge: str
    """What is signed, in the middle of a sentence."""
    sign_pledge: str
    """The words on the button below a pledge."""
    menu_pledge: str
    menu_letter: str
    menu_demands: str
    menu_signatories: str
    menu_take_part: str
    menu_about: str
    """The words of the menu."""


def languages() -> tuple[str, ...]:
    """Return the codes of the languages that have a starter."""
    return tuple(sorted(path.parent.name for path in STARTERS.glob(f"*/{DESCRIPTION}")))


@cache
def read_starter(language: str) -> Starter:
    """Return a language's starter; raises `ValueError` where its own description is wrong."""
    text = (STARTERS / language / DESCRIPTION).read_text(encoding="utf-8")
    return Starter.model_validate(yaml.load(text, yaml.BaseLoader))  # noqa: S506 - texts alone
