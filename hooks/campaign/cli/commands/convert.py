"""`campaign convert`."""

from __future__ import annotations

from pathlib import Path

import click

from campaign.cli.changes import apply_changes
from campaign.cli.commands import options
from campaign.cli.console import confirm, refuse
from campaign.cli.starting.generator import fitting_wheels
from campaign.cli.updating import plan_conversion


@click.command("convert", short_help="Make a small campaign of one with a copy of the generator.")
@options.configuration
@options.wheel
@click.option("--replace", is_flag=True, help="Let go what you changed in the generator's files.")
@click.option("--yes", is_flag=True, help="Do not ask.")
@options.dry_run
def command(
    configuration: Path, wheel: Path | None, replace: bool, yes: bool, dry_run: bool
) -> None:
    """Make a small campaign of one that holds a copy of the generator.

    uvx --from ./campaign_site-2.0.0-py3-none-any.whl campaign convert

    Campaigns begun with version 1 hold every file of the generator. This takes them out, vendors
    the wheel in their place, and moves overrides/own/ up to overrides/. Your texts stay the same;
    the site changes as it says. Git must hold all that is there, and undoes it.

    \b
    Ends with
      0  the campaign is converted, or would be (--dry-run)
      1  the folder or the wheel does not fit; nothing was written
      2  the command is written wrongly
      3  it was not confirmed; nothing was written
    """  # noqa: D301
    root = configuration.parent
    conversion = plan_conversion(root, fitting_wheels(wheel))
    if conversion.conflicts and not replace:
        refuse(conversion.conflicts)
    for path, before, after in conversion.changes:
        if after is not None:
            click.echo(f"{'Replace' if before is not None else 'Add'} {path}")
    gone = [path for path, _, after in conversion.changes if after is None]
    tops = sorted({path.partition("/")[0] for path in gone})
    click.echo(f"Delete {len(gone)} files in {', '.join(tops)}")
    click.echo(f"What is new:\n\n{conversion.news}")
    if dry_run:
        click.echo("Nothing was written.")
        return
    confirm("Convert the campaign", yes=yes)
    apply_changes(root, conversion.changes)
    click.echo("Next: install requirements.txt, run `campaign check`, and correct README.md, which")
    click.echo(
        "may speak of `make` and of guide/: `campaign guide` shows that. Then commit, or undo"
    )
    click.echo("it: `git restore .` and `git clean -fd`.")
