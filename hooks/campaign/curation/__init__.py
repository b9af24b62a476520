"""Changing the list: edits, the suppression list, likely duplicates, autofix."""
