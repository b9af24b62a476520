"""Hands MkDocs the campaign's events: it takes hooks as the functions of a file."""

from campaign.plugin import CampaignPlugin

plugin = CampaignPlugin()
globals().update({n: getattr(plugin, n) for n in vars(CampaignPlugin) if n.startswith("on_")})
