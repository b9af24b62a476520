"""`campaign add`."""

from __future__ import annotations

import sys
from collections.abc import Callable
from typing import Any

import click

from campaign.cli import editing
from campaign.cli.editing import Desk
from campaign.curation import list_edits
from campaign.signatories.signatories import KINDS

HELP = {
    "name": "The name, as the signatory writes it.",
    "kind": "What the signatory is.",
    "group": "For organizations: the heading they stand under, one of `groups` in mkdocs.yml.",
    "title": "A title or office, shown after the name.",
    "affiliation": "For individuals: where they work, for identification only.",
    "place": "Where the signatory is, shown after the name.",
    "url": "The signatory's own site, as https://example.org/",
    "signed": "The day of signing, as 2021-02-09.",
    "sort": "What to sort by, where the name is sorted wrongly: Example, Ada",
    "demands": "File names of demands that the signatory backs, with spaces between them.",
    "version": "The version of the letter that was signed.",
    "source": "The address of a page that shows the signature.",
    "logo": "An organization's logo: a file below docs/, as files/alliance.svg",
}


def _columns(command: Callable[..., None]) -> Callable[..., None]:
    for column, text in reversed(HELP.items()):
        if column == "kind":
            command = click.option("--kind", type=click.Choice(KINDS), help=text)(command)
        else:
            command = click.option(f"--{column}", default="", help=text)(command)
    return command


@click.command("add")
@_columns
@click.option("--first", is_flag=True, help="The signatory stands among the first on the letter.")
@click.option(
    "--namesake", is_flag=True, help="This is somebody else than the one of that name who withdrew."
)
@editing.edits
def command(desk: Desk, *, first: bool, namesake: bool, **given: str | None) -> editing.Change:
    """Add one signatory to the list, in its sorted place.

    campaign add --name "Jane Example" --kind individual --place Northford

    What is needed and was not given is asked for. The same rules hold as for a row that is
    written into docs/data/signatories.csv by hand.

    Ends with 0 if it is done, with 1 if nothing was changed because a value is wrong, the
    signatory stands in the list or withdrew, or the list has a problem, and with 2 if the command
    is written wrongly.
    """
    cells = {column: (value or "").strip() for column, value in given.items()}
    cells |= {"first": "yes" if first else ""}
    cells |= {column: _asked(column) for column in ("name", "kind") if not cells[column]}
    if wrong := list(list_edits.row_problems(cells, desk.vocabulary)):
        for message in wrong:
            click.echo(message, err=True)
        raise editing.end()
    language = desk.folder.config.language
    after = list_edits.add(desk.before, cells, language, namesake=namesake)
    return after, [f"Added: {editing.described(cells)}."]


def _asked(column: str) -> str:
    if not sys.stdin.isatty():
        raise click.UsageError(f"--{column} is missing; write it with its value.")
    kind: Any = click.Choice(KINDS) if column == "kind" else str
    answer: str = click.prompt(HELP[column].rstrip("."), type=kind)
    return answer.strip()
