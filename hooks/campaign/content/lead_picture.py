"""The picture that a page opens with: what its front matter says of it."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from campaign.config.fields import DocsFile, Text
from campaign.config.validation import Model

Focus = Literal[
    "center", "top", "bottom", "left", "right",
    "top left", "top right", "bottom left", "bottom right",
]  # fmt: skip


class LeadPicture(Model):
    """The picture at a page's top; the build makes small files of it for every screen."""

    file: DocsFile = Field(examples=["files/hearing.jpg"])
    """The picture below docs/: JPEG, PNG, WebP or AVIF, at least 1200 points wide."""
    alt: Text = Field(examples=["Forty people with signs on the steps of the town hall"])
    """What it shows, in a sentence, for those who do not see it."""
    credit: Text | None = Field(default=None, examples=["Photograph: Ada Sample"])
    """Whom it is by, and under which licence; it stands below the picture."""
    focus: Focus = "center"
    """The part that stays in sight where a narrow screen cuts the picture."""
