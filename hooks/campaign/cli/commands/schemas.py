"""`campaign schemas`."""

from __future__ import annotations

from pathlib import Path

import click

from campaign.cli import reference
from campaign.cli.changes import apply_changes, changes_to
from campaign.cli.schemas import generated

_ROOT = Path(__file__).resolve().parents[4]


@click.command("schemas", short_help="Tell editors' programs what files may hold.")
@click.option("--dry-run", is_flag=True, help="Say what would be written, and write nothing.")
@click.option(
    "--root",
    type=click.Path(path_type=Path, exists=True, file_okay=False),
    default=_ROOT,
    help="The project's folder; the one that this program lies in, if left out.",
)
def command(dry_run: bool, root: Path) -> None:
    """Write anew what editors' programs know of this campaign's files.

    These are JSON Schemas for mkdocs.yml, for front matter and for a row of the signatories, and
    OPTIONS.md. Needed after a change of a model only; a test says when.
    Ends with 0, or, with --dry-run, with 1 if a file would change.
    """
    wanted = {path.as_posix(): text.encode() for path, text in everything().items()}
    changes = changes_to(root, wanted)
    for change in changes:
        click.echo(f"{'would write' if dry_run else 'wrote'} {change.path}")
    if not dry_run:
        apply_changes(root, changes)
    if not changes:
        click.echo("Everything is current.")
    raise SystemExit(1 if dry_run and changes else 0)


def everything() -> dict[Path, str]:
    """Return every file that is made from the models, by its path from the root."""
    return generated() | {reference.FILE: reference.reference()}
