"""A newer wheel for a campaign, and a copied campaign that becomes a small one."""
