"""Options that several commands share."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

import click

from campaign.core.problems import Wrong

_T = TypeVar("_T")

configuration = click.option(
    "--config",
    "configuration",
    type=click.Path(path_type=Path, dir_okay=False, resolve_path=True),
    default=Path("mkdocs.yml"),
    show_default=True,
    help="The campaign's mkdocs.yml.",
)


dry_run = click.option("--dry-run", is_flag=True, help="Say what would be done, and write nothing.")


def checked(check: Callable[[str], _T]) -> Callable[..., _T | None]:
    """Make a click callback of a check, so that its words reach the editor."""

    def callback(context: click.Context, option: click.Parameter, value: str | None) -> _T | None:
        try:
            return None if value is None else check(value)
        except Wrong as wrong:
            raise click.BadParameter(f"it {wrong}") from None

    return callback


wheel = click.option(
    "--wheel",
    type=click.Path(path_type=Path),
    metavar="FILE_OR_FOLDER",
    help="The generator's wheel, or the folder that it lies in with that of fonts; that which this "
    "program came from, if left out.",
)
