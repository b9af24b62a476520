"""`campaign compare`."""

from __future__ import annotations

import os
from pathlib import Path

import click

from campaign.github.comparison.checkout import read_checkout
from campaign.github.comparison.comparing import SiteDifference
from campaign.github.comparison.report import report

_FOLDER = click.Path(path_type=Path, exists=True, file_okay=False)


@click.command("compare")
@click.argument("base", type=_FOLDER)
@click.argument("head", type=_FOLDER)
def command(base: Path, head: Path) -> None:
    """Say what a change does to the campaign.

    BASE is the folder of the campaign before the change, HEAD the folder after it; each holds a
    mkdocs.yml and a docs/. Prints Markdown: first of all where gifts go, if that changes, then
    changes of code, signatories, demands, contacts, the letter's words and pages.

    Either folder may have problems, or hold no campaign; what can be read is compared. Nothing
    is written. Ends with 0 whatever it finds, and with 2 if a folder is missing.
    """
    found = SiteDifference(read_checkout(base.resolve()), read_checkout(head.resolve()))
    # UTF-8 whatever the terminal or the log says of itself.
    click.echo(report(found, os.environ).encode(), nl=False)
