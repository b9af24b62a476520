"""`campaign serve`."""

from __future__ import annotations

from pathlib import Path

import click

from campaign.cli.commands import options
from campaign.cli.mkdocs_runs import mkdocs, refuse_problems


@click.command("serve", short_help="Show the site while you write.")
@options.configuration
@click.option("--host", default="127.0.0.1", show_default=True, help="The address to show it at.")
@click.option("--port", default=8000, show_default=True, help="The port to show it at.")
def command(configuration: Path, host: str, port: int) -> None:
    """Show the site at http://127.0.0.1:8000, and load it anew at each change.

    It begins where there is no problem. One that comes later is shown in the page, and the last
    good site stays up. To look at it on a phone in the same network, add --host 0.0.0.0, and open
    this computer's address there. Ctrl+C ends it.
    """
    refuse_problems(configuration)
    mkdocs(configuration, "serve", "-a", f"{host}:{port}")
