"""A newer generator for a campaign: what it changes, and what the campaign has changed itself."""
