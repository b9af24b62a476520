"""Figures: a few large numbers of a page, each with what it counts and where that is shown."""

from __future__ import annotations

from pydantic import Field, model_validator

from campaign.config.fields import Text, WebAddress
from campaign.config.validation import Model, wrong_key
from campaign.core.problems import quote
from campaign.core.topics import ABOUT_VOICES

LONGEST_NUMBER = 12
"""Characters of a number: it is set so large that more would not fit on a phone."""


class Figure(Model):
    """One large number, with a source that shows it."""

    number: Text = Field(examples=["14%"])
    """The number as readers see it, with its sign or unit: `14%` or `5.5`."""
    label: Text = Field(examples=["of those in detention had a lawyer"])
    """What it counts: the words that follow the number."""
    source: WebAddress
    """The address of the source. A figure without one is refused."""
    source_title: Text = Field(examples=["Example and Sample, 12 Example Review 1 (2015)"])
    """The source's name."""

    @model_validator(mode="after")
    def _is_a_short_number(self) -> Figure:
        if not any(character.isnumeric() for character in self.number):
            raise wrong_key(
                "number",
                f"'number' is {quote(self.number)}, which holds no digit; write a number, as 14%",
                ABOUT_VOICES,
            )
        if len(self.number) > LONGEST_NUMBER:
            raise wrong_key(
                "number",
                f"'number' is {quote(self.number)}, too long to be set large; write at most "
                f"{LONGEST_NUMBER} characters, and the rest in `label`",
                ABOUT_VOICES,
            )
        return self
