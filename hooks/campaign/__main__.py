"""Starts the command line: the command `campaign`, or `python -m campaign`."""

import gc
import os

gc.disable()  # a command makes many lasting objects, no cycles, and then ends
os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")  # looking for some takes 30 ms


def main() -> None:
    """Run the command that the process was started with."""
    from campaign.cli.commands import campaign

    campaign(prog_name="campaign")


if __name__ == "__main__":
    main()
