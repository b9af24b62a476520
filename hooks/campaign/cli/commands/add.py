"""`campaign add`."""

from __future__ import annotations

import sys
from collections.abc import Callable
from typing import Any

import click

from campaign.cli import editing
from campaign.cli.schemas import COLUMN_HELP
from campaign.core.problems import Wrong
from campaign.curation import list_edits
from campaign.curation.list_edits import Draft
from campaign.signatories.signatories import KINDS
from campaign.signatories.signatories_csv import COLUMNS


def _columns(command: Callable[..., None]) -> Callable[..., None]:
    for column in reversed(COLUMNS):
        text, _ = COLUMN_HELP[column]
        if column == "kind":
            command = click.option("--kind", type=click.Choice(KINDS), help=text)(command)
        elif column not in ("first", "withdrawn"):
            command = click.option(f"--{column}", default="", help=text)(command)
    return command


@click.command("add")
@_columns
@click.option("--first", is_flag=True, help="The signatory stands among the first on the letter.")
@click.option(
    "--namesake", is_flag=True, help="This is somebody else than the one of that name who withdrew."
)
@editing.edits
def command(before: Draft, *, first: bool, namesake: bool, **given: str | None) -> editing.Edit:
    """Add one signatory to the list, in its sorted place.

    campaign add --name "Jane Example" --kind individual --place Northford

    What is needed and was not given is asked for. The same rules hold as for a row that is
    written into docs/data/signatories.csv by hand.
    """
    cells = {column: (value or "").strip() for column, value in given.items()}
    cells |= {"first": "yes" if first else ""}
    cells |= {column: _asked(column) for column in ("name", "kind") if not cells[column]}
    if wrong := list(list_edits.row_problems(cells, before.vocabulary)):
        raise Wrong("\n".join(wrong))
    after = list_edits.add(before, cells, namesake=namesake)
    return after, [f"Added: {editing.described(cells)}."]


def _asked(column: str) -> str:
    if not sys.stdin.isatty():
        raise click.UsageError(f"--{column} is missing; write it with its value.")
    kind: Any = click.Choice(KINDS) if column == "kind" else str
    answer: str = click.prompt(COLUMN_HELP[column][0].rstrip("."), type=kind)
    return answer.strip()
