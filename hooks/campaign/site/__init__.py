"""Runs all rules over what editors wrote; returns the site or every problem."""
