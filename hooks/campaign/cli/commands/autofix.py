"""`campaign check --fix`."""

from __future__ import annotations

import os
from pathlib import Path

import click

from campaign.config.configuration_file import read_config
from campaign.core import files
from campaign.core.files import difference
from campaign.core.problems import Wrong, counted
from campaign.curation import list_file
from campaign.curation.autofix import mended
from campaign.site.checking import DEMONSTRATION, campaign_folder
from campaign.site.context import read_vocabulary


def mend(configuration: Path, *, dry_run: bool) -> None:
    """Mend the campaign's list and show what changed; a file that is broken is left as it is."""
    folder = campaign_folder(configuration, os.environ.get(DEMONSTRATION))
    shown = folder.shown(folder.signatories)
    text, _ = list_file.read(folder.signatories, shown)
    if text is None:
        return  # the check that follows says why
    groups = read_vocabulary(folder).groups or ()
    try:
        after, mends = mended(text, groups, read_config(configuration).language)
    except Wrong as wrong:
        click.echo(f"{shown}: nothing could be mended: {wrong}", err=True)
        return
    if not mends:
        click.echo(f"Nothing to mend in {shown}.")
        return
    for line in difference(text, after, shown):
        click.echo(line)
    for mend in mends:
        click.echo(f"{shown}:{mend.line}: {mend.what}")
    count = counted(len(mends), "thing")
    if dry_run:
        click.echo(f"{count} would be mended in {shown}; nothing was written.")
        return
    files.write_text(folder.signatories, after)
    click.echo(f"{count} mended in {shown}.")
