"""Starts the command line: the command `campaign`, or `python -m campaign`."""

import gc
import os
import sys
from io import TextIOWrapper

gc.disable()  # a command makes many lasting objects, no cycles, and then ends
os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")  # looking for some takes 30 ms


def main() -> None:
    """Run the command that the process was started with."""
    from campaign.cli.commands import campaign

    if isinstance(sys.stdout, TextIOWrapper):
        # On Windows, what is written into a file or a pipe may be unable to hold most scripts.
        sys.stdout.reconfigure(errors="backslashreplace")
    campaign(prog_name="campaign")


if __name__ == "__main__":
    main()
