"""`campaign check`."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

import click

from campaign.cli.commands import options
from campaign.cli.console import say_pointers
from campaign.cli.mkdocs_runs import mkdocs
from campaign.config.publication import WITHOUT_ADDRESS
from campaign.core import files
from campaign.core.problems import Problem, Wrong, counted
from campaign.curation import list_file
from campaign.curation.autofix import mended
from campaign.github.intake.form_files import ISSUE_FORMS
from campaign.github.markdown import Level, annotation
from campaign.site.checking import DEMONSTRATION, Checked, campaign_folder, check_campaign
from campaign.site.context import read_vocabulary


@click.command("check", short_help="Check everything that editors write.")
@options.configuration
@click.option("--quiet", is_flag=True, help="Say nothing if there is no problem.")
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "github"]),
    default="text",
    show_default=True,
    help="How to say problems: as text, or as GitHub shows them beside the lines.",
)
@click.option(
    "--fix",
    is_flag=True,
    help="First mend in the list of signatories what can be meant in one way only, and show it.",
)
@click.option("--dry-run", is_flag=True, help="With --fix: only show what would be mended.")
@click.option(
    "--build",
    "builds",
    is_flag=True,
    help="Build the site too, into a folder that is deleted: what only a build can find is found.",
)
def command(
    configuration: Path, quiet: bool, form: str, fix: bool, dry_run: bool, builds: bool
) -> None:
    """Check everything that editors write, without building the site.

    Each problem is said as file:line:column, what is wrong, and what to write instead. Warnings
    are said apart: they may be right, and stop nothing. At the end stands which section of
    PROBLEMS.md explains them. Texts of the starter that have yet to be replaced are said apart as
    well. When GitHub publishes the site (CAMPAIGN_PUBLISHING is set), they are problems.

    --fix mends spaces around a cell, dates that can be read in one way only (9 Feb 2021,
    13/02/2021), the writing of `kind`, `group`, `first` and the header, and the mark that some
    programs put at a file's beginning. It shows each changed line, and leaves the rest to you.

    Ends with 0 if there is no problem, with 1 if there is one, and with 2 if the command is written
    wrongly.
    """
    if dry_run and not fix:
        raise click.UsageError("--dry-run belongs to --fix; write both, or neither.")
    if fix and form == "github":
        # A line of the diff could be read as a command of GitHub's.
        raise click.UsageError("--fix and --format github do not go together; leave one out.")
    if fix:
        _mend(configuration, dry_run=dry_run)
    checked = check_campaign(configuration, os.environ, ISSUE_FORMS)
    if quiet:
        checked = replace(checked, warnings=(), notices=())
    _say(checked, in_annotations=form == "github")
    if checked.problems:
        click.echo(checked.problems.summary, err=True)
        raise SystemExit(1)
    if builds:
        with tempfile.TemporaryDirectory() as folder:
            mkdocs(configuration, "build", "--strict", "--site-dir", str(Path(folder, "site")))
    if not quiet:
        if not checked.has_address:
            click.echo(WITHOUT_ADDRESS)
        left = counted(len(checked.notices), "text")
        but = f", but {left} must be replaced before the site is published"
        click.echo(f"No problem found{but if checked.notices else ''}.")


def _mend(configuration: Path, *, dry_run: bool) -> None:
    """Mend the campaign's list and show what changed; a file that is broken is left as it is."""
    folder = campaign_folder(configuration, os.environ.get(DEMONSTRATION))
    shown = folder.shown_list
    text, _ = list_file.read(folder.signatories, shown)
    if text is None:
        return  # the check that follows says why
    groups = read_vocabulary(folder).groups or ()
    try:
        after, mends = mended(text, groups, folder.config.language)
    except Wrong as wrong:
        click.echo(f"{shown}: nothing could be mended: {wrong}", err=True)
        return
    if not mends:
        click.echo(f"Nothing to mend in {shown}.")
        return
    for line in files.difference(text, after, shown):
        click.echo(line)
    for mend in mends:
        click.echo(f"{shown}:{mend.line}: {mend.what}")
    count = counted(len(mends), "thing")
    if dry_run:
        click.echo(f"{count} would be mended in {shown}; nothing was written.")
    else:
        files.write_text(folder.signatories, after)
        click.echo(f"{count} mended in {shown}.")


def _say(checked: Checked, *, in_annotations: bool) -> None:
    told: list[tuple[Level, str, str, Iterable[Problem]]] = [
        ("error", "Problem", "", checked.problems),
        ("warning", "Warning", "Warnings, which stop nothing:", checked.warnings),
        ("notice", "To replace", "To replace before the site is published:", checked.notices),
    ]
    for level, title, heading, found in told:
        for each in found if in_annotations else ():
            explained = each.topic.address(os.environ) if each.topic else ""
            click.echo(annotation(level, title, each, explained))
        # Beside the lines of a change GitHub shows ten of each at most; in the log stand all.
        if found and heading:
            click.echo(heading, err=True)
        for each in found:
            click.echo(f"  {each}" if heading else str(each), err=True)
    say_pointers(each for *_, found in told for each in found)
