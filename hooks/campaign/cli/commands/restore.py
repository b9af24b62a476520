"""`campaign restore`."""

from __future__ import annotations

from collections.abc import Mapping

import click

from campaign.cli import editing
from campaign.core.problems import Wrong, quote
from campaign.curation import list_edits
from campaign.curation.list_edits import Draft
from campaign.curation.list_file import named
from campaign.signatories.identity import identity
from campaign.signatories.signatories import KINDS


@click.command("restore", short_help="Undo a withdrawal.")
@click.argument("name")
@editing.details
@editing.edits
def command(draft: Draft, *, name: str, details: Mapping[str, str]) -> editing.Edit:
    """Undo a withdrawal: the signatory is listed again, or may be added again.

    Write NAME in quotation marks: campaign restore "Jane Example". Where the row was deleted, run
    `campaign add` next.
    """
    rows = named(draft.list, name, details)
    if gone := [row for row in rows if row.cells.get("withdrawn")]:
        row = editing.chosen(draft.list, name, details, gone)
        said = f"Listed again: {editing.described({**row.cells, 'withdrawn': ''})}."
        return list_edits.restore(draft, row), [said]
    after = draft
    for kind in [details["kind"]] if details["kind"] else KINDS:
        after = list_edits.lift(after, identity({**details, "name": name, "kind": kind}))
    if after == draft:
        why = f"nobody of the name {quote(name)} withdrew"
        if rows:
            raise Wrong(why)
        try:
            editing.chosen(draft.list, name, details, rows)
        except Wrong as wrong:  # who may be meant
            raise Wrong(f"{why}: {wrong}") from None
    how = "." if rows else "; the row was deleted: run `campaign add`."
    return after, [f"{quote(name)} may be added again{how}"]
