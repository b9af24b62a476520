"""Starts the command line: `python -m campaign`, with hooks/ on the path."""

import gc
import os

gc.disable()  # a command makes many lasting objects, no cycles, and then ends
os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")  # looking for some takes 30 ms

from campaign.cli.commands import campaign  # noqa: E402

campaign(prog_name="campaign")
