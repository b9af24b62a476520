"""Colours, typefaces, logo, and the campaign's own templates."""
