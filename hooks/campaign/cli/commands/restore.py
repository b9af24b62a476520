"""`campaign restore`."""

from __future__ import annotations

from pathlib import Path

import click

from campaign.cli import editing
from campaign.cli.commands import options
from campaign.core.problems import quote
from campaign.curation import list_edits
from campaign.curation.finding import named
from campaign.signatories.signatories import KINDS


@click.command("restore", short_help="Undo a withdrawal.")
@click.argument("name")
@editing.details
@editing.dry_run
@options.configuration
def command(
    name: str,
    kind: str | None,
    affiliation: str,
    place: str,
    dry_run: bool,
    configuration: Path,
) -> None:
    """Undo a withdrawal: the signatory is listed again, or may be added again.

    Write NAME in quotation marks: campaign restore "Jane Example". Where the row was deleted, run
    `campaign add` next.

    Ends with 0 if it is done, with 1 if nothing was changed because nobody of that name withdrew,
    or several did, or the list has a problem, and with 2 if the command is written wrongly.
    """
    details = {"kind": kind or "", "affiliation": affiliation, "place": place}
    with editing.desk(configuration) as desk:
        draft = desk.before
        rows = named(draft.list, name, details)
        gone = [row for row in rows if row.cells.get("withdrawn")]
        if gone:
            row = editing.one(draft.list, name, details, gone)
            after = list_edits.restore(draft, row)
            said = f"Listed again: {editing.described({**row.cells, 'withdrawn': ''})}."
        else:
            after = draft
            for one in [kind] if kind else KINDS:
                after = list_edits.lift(after, one, name, affiliation, place)
            if after == draft:
                click.echo(f"Nobody of the name {quote(name)} withdrew.", err=True)
                if not rows:
                    editing.one(draft.list, name, details, rows)
            said = f"{quote(name)} may be added again"
            said += "." if rows else "; the row was deleted: run `campaign add`."
            if after == draft:
                raise editing.end()
        editing.finish(desk, after, [said], dry_run=dry_run)
