"""`campaign build`."""

from __future__ import annotations

import os
from pathlib import Path

import click

from campaign.cli.commands import options
from campaign.cli.console import stop
from campaign.cli.mkdocs_runs import mkdocs, refuse_problems
from campaign.config.configuration_file import read_campaign, read_config
from campaign.core.problems import Problems, Wrong


@click.command("build", short_help="Build the site as it is published.")
@options.configuration
@click.option(
    "--into",
    type=click.Path(path_type=Path),
    metavar="FOLDER",
    help="Where the site is written; site/, if left out.",
)
def command(configuration: Path, into: Path | None) -> None:
    """Build the site into site/, as it is published.

    With any problem, nothing is written, and the last good site stays.
    """
    refuse_problems(configuration)
    mkdocs(configuration, "build", *(["--site-dir", str(into.resolve())] if into else []))
    campaign = read_campaign(read_config(configuration), Problems())[0]
    if campaign and campaign.form_editor:
        from campaign.cli.form_editor import add_form_editor

        try:
            add_form_editor(configuration, into or configuration.parent / "site", os.environ)
        except Wrong as wrong:
            stop(str(wrong), last="The site is built without it.")
