"""`campaign update`."""

from __future__ import annotations

from pathlib import Path

import click

from campaign.cli.changes import apply_changes, changed_lines
from campaign.cli.commands import options
from campaign.cli.console import confirm, refuse
from campaign.cli.starting.generator import find_wheels
from campaign.cli.updating import plan_update


@click.command("update", short_help="Take a newer version of the generator.")
@click.argument("source", type=click.Path(path_type=Path), metavar="WHEEL_OR_FOLDER")
@options.configuration
@click.option("--replace", is_flag=True, help="Take over also what you have changed yourself.")
@click.option("--yes", is_flag=True, help="Do not ask.")
@options.dry_run
def command(configuration: Path, source: Path, replace: bool, yes: bool, dry_run: bool) -> None:
    """Take a newer version of the generator: a wheel, or the newest in a folder.

    campaign update ~/Downloads/campaign_site-2.1.0-py3-none-any.whl

    It replaces the wheel in vendor/, the pins in requirements.txt, the workflows and what makes
    the site work, and renames keys of mkdocs.yml that bear another name since. docs/, overrides/
    and all else that editors write stays as it is. It shows the difference first, and git undoes
    it. A wheel of fonts is added in the same way.

    \b
    Ends with
      0  the campaign is updated, is current, or would be updated (--dry-run)
      1  the wheel or the campaign does not fit; nothing was written
      2  the command is written wrongly
      3  the update was not confirmed; nothing was written
    """  # noqa: D301
    root = configuration.parent
    update = plan_update(root, find_wheels(source), replace=replace)
    if update.conflicts:
        refuse(update.conflicts)
    if not update.changes:
        click.echo(f"The campaign is current: version {update.before}.")
        return
    is_newer = update.after != update.before
    versions = f"from version {update.before} to" if is_newer else "within version"
    versions += f" {update.after}"
    click.echo(changed_lines(update.changes), nl=False)
    if not dry_run:
        confirm(f"Update {versions}", yes=yes)
        apply_changes(root, update.changes)
    if update.news:
        click.echo(f"What is new:\n\n{update.news}")
    click.echo(f"{'Would update' if dry_run else 'Updated'} {versions}.")
    for note in update.notes:
        click.echo(f"  {note}")
    if not dry_run:
        click.echo("Next: install requirements.txt again, run `campaign check`, and look at the")
        click.echo("site; then commit. `git restore .` and `git clean -f vendor` undo it all.")
