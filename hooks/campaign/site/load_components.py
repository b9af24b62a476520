"""Which components a campaign cannot place, each with the reason."""

from __future__ import annotations

from collections.abc import Collection

from campaign.config.configuration import Campaign
from campaign.config.folder import VOICES


def refused_components(campaign: Campaign | None, paths: Collection[str]) -> dict[str, str]:
    """Return the components that this campaign cannot place, each with the reason.

    `paths` are the files below docs/.
    """
    refused: dict[str, str] = {}
    if campaign and not campaign.donate:
        refused["donate"] = (
            "the campaign has no donation link; add `donate:` to mkdocs.yml, or delete this @donate"
        )
    if campaign and campaign.goal is None:
        refused["goal"] = (
            "the campaign has no goal; add `goal:` and `at_goal:` to mkdocs.yml, or delete this "
            "@goal"
        )
    if VOICES not in paths:
        refused["voices"] = f"the campaign has no voices; add docs/{VOICES}, or delete this @voices"
    return refused
