"""`campaign check`."""

from __future__ import annotations

from pathlib import Path

import click

from ..checking import check_folder
from . import options


@click.command("check")
@options.configuration
@click.option("--quiet", is_flag=True, help="Say nothing if there is no problem.")
def command(configuration: Path, quiet: bool) -> None:
    """Check everything that editors write, without building the site.

    Each problem is said as file:line:column, what is wrong, and what to write instead. Ends with
    0 if there is none, and with 1 otherwise.
    """
    problems = check_folder(configuration.resolve())
    for problem in problems:
        click.echo(str(problem), err=True)
    if len(problems):
        click.echo(problems.summary, err=True)
        raise SystemExit(1)
    if not quiet:
        click.echo("No problem found.")
