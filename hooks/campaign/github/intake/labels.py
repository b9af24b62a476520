"""The labels by which an editor starts the intake. GitHub lets nobody but editors set them."""

READY_TO_ADD = "ready-to-add"
"""Reads the issue as the form that signs the letter."""
READY_TO_CHANGE = "ready-to-change"
"""Reads the issue as the form that corrects or removes an entry."""
STARTING = (READY_TO_ADD, READY_TO_CHANGE)
