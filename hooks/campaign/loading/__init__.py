"""Loads a whole campaign from its folder: one site, or every problem in all of its files."""
