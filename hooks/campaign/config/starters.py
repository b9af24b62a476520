"""The starters: one folder a language, with the texts that a new campaign begins with."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from campaign.config.fields import Text
from campaign.config.validation import Model, validate
from campaign.config.yaml_text import read_yaml
from campaign.core.files import read_text

STARTERS = Path(__file__).with_name("starters")
MAIN = "en"
COMMON = STARTERS / "common"
"""What is the same in every language, but for the words of its description."""
HOSTS = STARTERS / "hosts"
"""What a host that is not GitHub reads: a folder each; for `none` there is none."""
DESCRIPTION = "starter.yml"


class Starter(Model):
    """What stands where nothing is known yet in a language, and the words of the menu."""

    name: Text
    """The campaign's name."""
    short_name: Text
    """Its short name."""
    organization: Text
    """Who is behind the campaign."""
    addressee: Text
    """Whom the letter is written to."""
    demand: Text
    """What a demand is called."""
    recipient: Text
    """Who receives gifts."""
    donate_label: Text
    """The words on the button."""
    letter: Text
    pledge: Text
    """What is signed, in the middle of a sentence."""
    sign_pledge: Text
    """The words on the button below a pledge."""
    menu_pledge: Text
    menu_letter: Text
    menu_demands: Text
    menu_signatories: Text
    menu_take_part: Text
    menu_about: Text
    """The words of the menu."""


def languages() -> tuple[str, ...]:
    """Return the codes of the languages that have a starter."""
    return tuple(sorted(path.parent.name for path in STARTERS.glob(f"*/{DESCRIPTION}")))


@cache
def read_starter(language: str) -> Starter:
    """Return a language's starter; raises `ValueError` where its own description is wrong."""
    name = f"{language}/{DESCRIPTION}"
    text, problems = read_text(STARTERS / name, name)
    document, found = read_yaml(text or "", name)
    starter, wrong = validate(Starter, document, name)
    if starter is None:
        raise ValueError("\n".join(map(str, [*problems, *found, *wrong])))
    return starter
