"""`campaign withdraw`."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime

import click

from campaign.cli import editing
from campaign.cli.commands import options
from campaign.core.dates import iso_date
from campaign.core.problems import Wrong
from campaign.curation import list_edits
from campaign.curation.list_edits import Draft
from campaign.curation.list_file import ListFile, named
from campaign.signatories.csv_rows import Row
from campaign.signatories.identity import identity, key


@click.command("withdraw")
@click.argument("names", metavar="NAME...", nargs=-1, required=True)
@editing.details
@click.option(
    "--date",
    "day",
    metavar="DATE",
    callback=options.checked(iso_date),
    help="The day, as 2021-02-09. If left out: today.",
)
@click.option("--forget", is_flag=True, help="Delete the row as well, so that the name is gone.")
@editing.edits
def command(
    draft: Draft,
    *,
    names: tuple[str, ...],
    details: Mapping[str, str],
    day: date | None,
    forget: bool,
) -> editing.Edit:
    """Take signatories off the list who asked to be removed.

    Write each NAME in quotation marks: campaign withdraw "Jane Example". Capital letters, accents
    and punctuation do not matter. The row gets the date in its column `withdrawn`, and the name is
    on no page from the next build on. docs/data/withdrawn.txt remembers who withdrew, so that no
    import brings them back: as letters and digits (a hash) in which nobody can read the name. With
    --forget the row is deleted too; earlier versions of the file stay in the repository's history.
    """
    rows = _rows(draft.list, names, details)
    day = day or datetime.now().astimezone().date()
    for row in rows:  # each deletion moves those below it
        who = key(identity(row.cells))
        now = next(r for r in draft.list.rows if key(identity(r.cells)) == who)
        draft = list_edits.withdraw(draft, now, day, forget=forget)
    return draft, [f"Withdrawn: {editing.described(row.cells)}." for row in rows]


def _rows(file: ListFile, names: tuple[str, ...], details: Mapping[str, str]) -> list[Row]:
    """Return the row of each name, once; raise `Wrong` for every name that has none."""
    whole = " ".join(names)
    if named(file, whole, {}) and not any(named(file, name, {}) for name in names):
        names = (whole,)  # its quotation marks were forgotten
    rows, wrong = [], []
    for name in names:
        found = named(file, name, details)
        listed = [row for row in found if not row.cells.get("withdrawn")]
        try:
            rows.append(editing.chosen(file, name, details, listed or found))
        except Wrong as why:
            wrong.append(str(why))
    if wrong:
        raise Wrong("\n".join(wrong))
    return [row for at, row in enumerate(rows) if row not in rows[:at]]
