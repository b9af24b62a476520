"""Starts the command line: `python -m campaign`, with hooks/ on the path."""

import gc

gc.disable()  # a command makes many lasting objects, no cycles, and then ends

from .commands import campaign  # noqa: E402

campaign(prog_name="campaign")
