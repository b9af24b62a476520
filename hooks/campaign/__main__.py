"""Starts the command line: `python -m campaign`, with hooks/ on the path."""

from .cli import campaign

campaign(prog_name="campaign")
