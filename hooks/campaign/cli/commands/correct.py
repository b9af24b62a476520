"""`campaign correct`."""

from __future__ import annotations

from collections.abc import Mapping

import click

from campaign.cli import editing
from campaign.core.problems import did_you_mean, quote
from campaign.curation import list_edits
from campaign.curation.list_edits import Draft
from campaign.curation.list_file import named
from campaign.signatories.signatories_csv import COLUMNS


def _cells(_: click.Context, __: click.Parameter, settings: tuple[str, ...]) -> dict[str, str]:
    cells: dict[str, str] = {}
    for setting in settings:
        column, equals, value = setting.partition("=")
        column = column.strip()
        if not equals:
            raise click.BadParameter(f"{quote(setting)} holds no =; write --set column=value")
        if column not in COLUMNS:
            raise click.BadParameter(
                f"the column {quote(column)} is not known; {did_you_mean(column, COLUMNS)}"
            )
        if column in cells:
            raise click.BadParameter(f"the column {quote(column)} is set twice; keep one")
        cells[column] = value.strip()
    return cells


@click.command("correct", short_help="Correct what the list says of one signatory.")
@click.argument("name")
@click.option(
    "--set",
    "cells",
    metavar="COLUMN=VALUE",
    multiple=True,
    required=True,
    callback=_cells,
    help="A column and what it is to hold; nothing behind the = empties it. May be repeated.",
)
@editing.details
@editing.edits
def command(
    before: Draft, *, name: str, cells: Mapping[str, str], details: Mapping[str, str]
) -> editing.Edit:
    """Correct what the list says of one signatory; every other row stays as it is.

    campaign correct "Jane Exmaple" --set "name=Jane Example" --set place=Northford

    Where signatories are imported, what the list said before is remembered in
    docs/data/withdrawn.txt, as a row of letters and digits (a hash) in which nobody can read the
    name. The next export of the same form says the old name again, and must not add it once more.

    --kind, --affiliation and --place say what stands in the list now, where several bear the name.
    """
    row = editing.chosen(before.list, name, details, named(before.list, name, details))
    return list_edits.correct(before, row, cells), [
        f"Corrected: {quote(row.cells['name'])}, {column}: "
        f"{quote(row.cells.get(column, ''))} is now {quote(value)}."
        for column, value in cells.items()
        if row.cells.get(column, "") != value
    ]
