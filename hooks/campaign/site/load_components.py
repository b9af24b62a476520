"""Which components a campaign cannot place, each with the reason."""

from __future__ import annotations

from campaign.config.configuration import Campaign


def refused_components(campaign: Campaign | None) -> dict[str, str]:
    """Return the components that this campaign cannot place, each with the reason."""
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
    return refused
