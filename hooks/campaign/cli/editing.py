"""Opens a campaign's list to change it: whom commands mean, what they write, how they end."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import wraps
from pathlib import Path
from typing import Any

import click

from campaign.cli.changes import Change, apply_changes, changed_lines
from campaign.cli.commands import options
from campaign.cli.console import choose, is_terminal, refuse
from campaign.core.problems import Problem, Wrong, quote
from campaign.core.topics import ABOUT_FILES
from campaign.curation import list_file
from campaign.curation.list_edits import Draft, problems, read_draft
from campaign.curation.list_file import ListFile, alike, named
from campaign.signatories.csv_rows import Row
from campaign.signatories.signatories import KINDS
from campaign.site.checking import campaign_folder
from campaign.site.context import read_vocabulary

Command = Callable[..., None]
Edit = tuple[Draft, Iterable[str]]
"""What the files become, and what is said of it."""


def open_list(configuration: Path, code: int = 1) -> Draft:
    """Open a campaign's list; the command ends with `code` if it is broken."""
    folder = campaign_folder(configuration)
    draft, found = read_draft(folder, read_vocabulary(folder))
    if draft is None:
        refuse(sorted(set(found)), code=code)
    return draft


def edits(change: Callable[..., Edit]) -> Command:
    """Make a command of what changes the list: it is given the open list and its own options."""

    @wraps(change)
    def command(configuration: Path, *, dry_run: bool, **given: Any) -> None:
        before = open_list(configuration)
        after, said = change(before, **given)
        finish(before, after, said, dry_run=dry_run)

    return options.dry_run(options.configuration(command))


def details(command: Command) -> Command:
    """Add the options that tell namesakes apart; the command is given them as `details`."""

    @wraps(command)
    def detailed(kind: str | None, affiliation: str, place: str, **given: Any) -> None:
        told = {"kind": kind or "", "affiliation": affiliation, "place": place}
        command(details=told, **given)

    for column in ("place", "affiliation"):
        text = f"The {column}, where several bear the name."
        detailed = click.option(f"--{column}", default="", help=text)(detailed)
    kinds = click.Choice(KINDS)
    return click.option("--kind", type=kinds, help="Which kind of signatory.")(detailed)


def finish(
    before: Draft, after: Draft, said: Iterable[str], *, dry_run: bool, code: int = 1
) -> None:
    """Check, then write or show the change, and say what was done.

    Ends the command with `code` where the list has a problem, or somebody else has changed it
    since it was read.
    """
    if found := problems(after):
        refuse(sorted(set(found)), code=code)
    folder, had = before.folder, before.texts
    changes = [
        Change(folder.shown(folder.docs / name), had[name].encode(), text.encode())
        for name, text in after.changed_since(before).items()
    ]
    if dry_run:
        click.echo(changed_lines(reversed(changes)), nl=False)  # the list first
    elif list_file.read(folder.signatories, folder.shown_list)[0] != before.list.text:
        why = "the file has changed since this command began; run it again"
        refuse([Problem(folder.shown_list, 0, 0, why, ABOUT_FILES)], code=code)
    else:
        apply_changes(folder.root, changes)
    for line in said:
        click.echo(line)
    if dry_run:
        click.echo("This was a dry run: nothing was written.")
    elif changes:
        which = {1: "it", 2: "both"}.get(len(changes), "all of them")
        click.echo(f"Written: {' and '.join(path for path, *_ in changes)}. Commit {which}.")
    else:
        click.echo("Nothing had to be changed.")


def described(cells: Mapping[str, str]) -> str:
    """Return a signatory in words: `"Jane Example" (individual, Example College)`."""
    known = [cells.get(column, "") for column in ("kind", "title", "affiliation", "place")]
    gone = f"withdrawn {cells['withdrawn']}" if cells.get("withdrawn") else ""
    return f"{quote(cells['name'])} ({', '.join(filter(None, [*known, gone]))})"


def chosen(file: ListFile, name: str, details: Mapping[str, str], rows: Sequence[Row]) -> Row:
    """Return the one of the found rows that is meant; a person at a terminal is asked.

    Raises `Wrong`, which says who may be meant, where nobody, or nobody certain, was found.
    """
    if len(rows) == 1:
        return rows[0]
    if rows and is_terminal():
        click.echo(f"{len(rows)} signatories bear the name {quote(name)}:")
        shown = [f"line {row.line}: {described(row.cells)}" for row in rows]
        return rows[choose("Which of them", shown)]
    if rows:
        why = f"{len(rows)} signatories bear the name {quote(name)}; please tell them apart with "
        why += "--kind, --affiliation or --place:"
    else:
        asked = [f"{column} {quote(value)}" for column, value in details.items() if value]
        of_whom = f" with {' and '.join(asked)}" if asked else ""
        rows = named(file, name, {}) or alike(file, name)
        near = "names like it:" if rows else "no name is like it"
        why = f"{quote(name)} is not in the list{of_whom}; {near}"
    lines = [f"  line {row.line}: {described(row.cells)}" for row in rows]
    raise Wrong("\n".join([why, *lines]))
