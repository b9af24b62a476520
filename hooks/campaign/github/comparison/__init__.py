"""What a change does to a campaign: two checkouts read, compared and told in Markdown."""
