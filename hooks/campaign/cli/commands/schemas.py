"""`campaign schemas`."""

from __future__ import annotations

import json
from pathlib import Path

import click

from campaign.cli import reference
from campaign.cli.changes import write_and_say
from campaign.cli.commands import options
from campaign.cli.schemas import schema_path, schemas

_ROOT = Path(__file__).resolve().parents[4]


@click.command("schemas", short_help="Tell editors' programs what files may hold.")
@options.dry_run
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
    would_change = write_and_say(root, dict(sorted(everything().items())), dry_run=dry_run)
    if not would_change:
        click.echo("Everything is current.")
    raise SystemExit(1 if dry_run and would_change else 0)


def everything() -> dict[str, str]:
    """Return every file that is made from the models, by its path from the root."""
    made = {
        schema_path(described): json.dumps(schema, ensure_ascii=False, indent=2) + "\n"
        for described, schema in schemas().items()
    }
    return made | {reference.FILE: reference.reference()}
