"""Opens a campaign's list to change it: whom commands mean, what they write, how they end."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import wraps
from pathlib import Path
from typing import Any

import click

from campaign.cli.changes import Change, apply_changes, changed_lines
from campaign.cli.commands import options
from campaign.cli.console import choose, is_terminal, refuse
from campaign.config.folder import Folder
from campaign.core.problems import Problem, Wrong, quote
from campaign.core.topics import ABOUT_FILES
from campaign.curation import list_file
from campaign.curation.list_edits import Draft, problems, read_draft
from campaign.curation.list_file import ListFile, Row, alike, named
from campaign.signatories.signatories import KINDS
from campaign.signatories.signatories_csv import Vocabulary
from campaign.site.checking import campaign_folder
from campaign.site.context import read_vocabulary

Command = Callable[..., None]
Edit = tuple[Draft, Iterable[str]]
"""What the files become, and what is said of it."""


@dataclass(frozen=True)
class Desk:
    """A campaign's list, open to be changed."""

    folder: Folder
    vocabulary: Vocabulary
    before: Draft
    code: int
    """What a command ends with that may not change it."""

    @property
    def shown_distinct(self) -> str:
        """The path of the distinct pairs, as problems name it."""
        return self.folder.shown(self.folder.distinct)

    def changes(self, after: Draft) -> list[Change]:
        """Return what becomes of the files, in the order in which they are written."""
        had, texts = self.before.texts, after.changed_since(self.before)
        shown = {name: self.folder.shown(self.folder.docs / name) for name in texts}
        return [Change(shown[n], had[n].encode(), text.encode()) for n, text in texts.items()]

    def save(self, after: Draft) -> list[str]:
        """Write the files that change, all or none, and return their paths.

        Ends the command where somebody else has changed the list since it was read.
        """
        now, _ = list_file.read(self.folder.signatories, self.folder.shown_list)
        if now != self.before.list.text:
            why = "the file has changed since this command began; run it again"
            refuse([Problem(self.folder.shown_list, 0, 0, why, ABOUT_FILES)], code=self.code)
        changes = self.changes(after)
        apply_changes(self.folder.root, changes)
        return [change.path for change in changes]


def open_desk(configuration: Path, code: int = 1) -> Desk:
    """Open a campaign's list; the command ends with `code` if it is broken."""
    folder = campaign_folder(configuration)
    vocabulary = read_vocabulary(folder)
    draft, found = read_draft(folder, vocabulary)
    if draft is None:
        refuse(sorted(set(found)), code=code)
    return Desk(folder, vocabulary, draft, code)


def edits(change: Callable[..., Edit]) -> Command:
    """Make a command of what changes the list: it is given the open desk and its own options."""

    @wraps(change)
    def command(configuration: Path, *, dry_run: bool, **given: Any) -> None:
        desk = open_desk(configuration)
        after, said = change(desk, **given)
        finish(desk, after, said, dry_run=dry_run)

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


def finish(desk: Desk, after: Draft, said: Iterable[str], *, dry_run: bool) -> None:
    """Check, then write or show the change, and say what was done."""
    if found := problems(after, desk.folder.shown_list, desk.vocabulary):
        refuse(sorted(set(found)), code=desk.code)
    saved = [] if dry_run else desk.save(after)
    if dry_run:  # the list first
        click.echo(changed_lines(reversed(desk.changes(after))), nl=False)
    for line in said:
        click.echo(line)
    if dry_run:
        click.echo("This was a dry run: nothing was written.")
    elif saved:
        which = {1: "it", 2: "both"}.get(len(saved), "all of them")
        click.echo(f"Written: {' and '.join(saved)}. Commit {which}.")
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
