"""The command line, `python -m campaign`: what an editor can ask without building the site."""

from __future__ import annotations

import os
from pathlib import Path

import click

from .configuration_file import read_language
from .problems import Problems
from .site import SIGNATORIES, Folder, load_site

DEMONSTRATION = "CAMPAIGN_SIGNATORIES"
"""Environment variable: a CSV to show instead of the campaign's own, marked on every page."""


def check_folder(configuration: Path) -> Problems:
    """Return every problem in a campaign, found without building it."""
    root = configuration.parent
    docs = root / "docs"
    given = os.environ.get(DEMONSTRATION)
    signatories = root / given if given else docs / SIGNATORIES
    _, problems = load_site(
        Folder(root, configuration, docs, signatories), read_language(configuration)
    )
    return problems


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
def campaign() -> None:
    """Look after a campaign's letter, demands and signatories."""


@campaign.command()
@click.option(
    "--config",
    "configuration",
    type=click.Path(path_type=Path, dir_okay=False),
    default=Path("mkdocs.yml"),
    show_default=True,
    help="The campaign's mkdocs.yml.",
)
@click.option("--quiet", is_flag=True, help="Say nothing if there is no problem.")
def check(configuration: Path, quiet: bool) -> None:
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
