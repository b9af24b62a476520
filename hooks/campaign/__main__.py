"""Starts the command line: `python -m campaign`, with hooks/ on the path."""

from .commands import campaign

campaign(prog_name="campaign")
