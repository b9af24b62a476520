"""`campaign check`."""

from __future__ import annotations

from pathlib import Path

import click

from ..checking import load_folder
from ..frozen_letter import advice
from . import options


@click.command("check")
@options.configuration
@click.option("--quiet", is_flag=True, help="Say nothing if there is no problem.")
def command(configuration: Path, quiet: bool) -> None:
    """Check everything that editors write, without building the site.

    Each problem is said as file:line:column, what is wrong, and what to write instead. Ends with
    0 if there is none, and with 1 otherwise.
    """
    _, site, problems = load_folder(configuration.resolve())
    for problem in problems:
        click.echo(str(problem), err=True)
    if len(problems):
        click.echo(problems.summary, err=True)
        raise SystemExit(1)
    if not quiet:
        click.echo("No problem found.")
        if site:
            is_open, count = site.campaign.is_open, site.signatories.count
            for note in advice(site.versions, count, is_open=is_open):
                click.echo(note)
