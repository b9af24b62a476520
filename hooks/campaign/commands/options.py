"""Options that several commands share."""

from __future__ import annotations

from pathlib import Path

import click

configuration = click.option(
    "--config",
    "configuration",
    type=click.Path(path_type=Path, dir_okay=False),
    default=Path("mkdocs.yml"),
    show_default=True,
    help="The campaign's mkdocs.yml.",
)
