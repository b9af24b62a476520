"""Options that several commands share."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

configuration = click.option(
    "--config",
    "configuration",
    type=click.Path(path_type=Path, dir_okay=False),
    default=Path("mkdocs.yml"),
    show_default=True,
    help="The campaign's mkdocs.yml.",
)


class _Number(click.IntRange):
    """A number that is asked for; what is none is answered in plain words."""

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> int:
        try:
            return int(super().convert(value, param, ctx))
        except click.BadParameter:
            self.fail(f"write a number from {self.min} to {self.max}.", param, ctx)


def one_to(last: int) -> click.IntRange:
    """Return the type of an answer that is one of the numbers shown, from 1 to `last`."""
    return _Number(1, last)
