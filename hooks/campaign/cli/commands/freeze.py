"""`campaign freeze`."""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping
from datetime import date
from pathlib import Path

import click

from campaign.cli.commands import options
from campaign.cli.console import refuse
from campaign.config.fields import text
from campaign.config.folder import Folder
from campaign.config.publication import today
from campaign.content.versions import (
    VERSIONS,
    FreezePlan,
    plan_version,
    text_name,
)
from campaign.core.dates import iso_date
from campaign.core.files import read_text, write_text
from campaign.core.problems import Wrong
from campaign.i18n.translations import Marks, marked
from campaign.site.checking import DEMONSTRATION, campaign_folder, load_campaign
from campaign.site.letter_record import letter_wording
from campaign.site.site import Site


@click.command("freeze")
@options.configuration
@click.option(
    "--change",
    metavar="SENTENCE",
    callback=options.checked(text),
    help="What changed since the last version, in one sentence that readers will see. Needed from "
    "the second version on.",
)
@click.option(
    "--correction",
    is_flag=True,
    help="The change only corrects the text. Needed once signing is closed.",
)
@click.option(
    "--date",
    "day",
    metavar="YEAR-MONTH-DAY",
    callback=options.checked(iso_date),
    help="The day from which on the letter reads so. If left out: today, and for the first version "
    "the letter's own date if that is earlier.",
)
@click.option("--dry-run", is_flag=True, help="Say what would be recorded, and write nothing.")
def command(
    configuration: Path, change: str | None, correction: bool, day: date | None, dry_run: bool
) -> None:
    """Record the letter's words as a version.

    People sign words, not a page. This writes down what the letter says now: a number, a day and a
    short mark (a hash) in docs/data/versions.yml, and the words in docs/data/versions/. From then
    on no word of the letter can change unless a new version says what changed. Formatting may
    change at any time.

    Translations can only follow the first version, and say so from then on.

    Run it once before people sign, and again after each change of the words, with --change.

    Ends with 0 if the version is recorded or there is nothing to record, with 1 if it cannot be
    recorded, and with 2 if an option is wrong.
    """
    folder = campaign_folder(configuration, os.environ.get(DEMONSTRATION))
    loaded = load_campaign(folder, is_frozen=False)
    site, problems = loaded.site, loaded.problems
    if site is None:
        refuse(problems, problems.summary.replace("built", "recorded"))
    try:
        wording = letter_wording(folder, site)
    except Wrong as wrong:
        raise click.ClickException(f"The letter's text {wrong}.") from None
    if wording is None:
        raise click.ClickException("There is no letter: no page has `type: letter`.")
    latest = site.versions.latest
    is_change = latest is not None and latest.hash != wording.hash
    if change is None and is_change and sys.stdin.isatty():
        change = click.prompt("What changed, in one sentence", value_proc=text)
    record, now = folder.docs / VERSIONS, today(os.environ)
    try:
        found = plan_version(
            site.campaign,
            wording,
            site.versions,
            (read_text(record, "")[0] or "") if record.is_file() else "",
            change=change,
            day=day or (now if site.versions.latest else min(now, site.campaign.letter_date)),
            is_correction=correction,
            is_day_given=day is not None,
        )
    except Wrong as refused:
        raise click.ClickException(f"Nothing was recorded: {refused}.") from None
    if found.text is None and found.record is None:  # it is recorded already
        click.echo(
            f"Nothing to record: the letter says what its version {found.version.number} of "
            f"{found.version.date} says."
        )
        return
    following = _following(folder, site)
    _write(folder, found, following if latest is None else {}, dry_run=dry_run)
    if found.record is not None and latest is not None:
        _say_following(folder, found, following)


def _say_following(folder: Folder, found: FreezePlan, following: Mapping[Path, str]) -> None:
    """Say how translations tell that they follow a later version: which do, nothing here knows."""
    if following:
        paths = " ".join(map(folder.shown, following))
        number = f"`source_version: {found.version.number}`"
        click.echo(
            "Whatever translates the letter says which version it follows. Where a text follows "
            f"this one, write {number}, or run `campaign translated {paths}`; elsewhere, keep the "
            "number that is there."
        )


def _following(folder: Folder, site: Site) -> dict[Path, str]:
    """Return what each translation of the letter reads if it follows the first version."""
    letters = (other.page_of("letter") for other in site.others.values())
    found = {folder.docs / p.path: str(p.front.source_hash) for p in letters if p and p.folder}
    try:
        return {
            path: marked(read_text(path, "")[0] or "", Marks(found[path], 1))
            for path in sorted(found)
        }
    except Wrong as wrong:
        raise click.ClickException(f"The front matter of a translation {wrong}.") from None


def _write(
    folder: Folder, found: FreezePlan, following: Mapping[Path, str], *, dry_run: bool
) -> None:
    version = found.version
    text_path, record = folder.docs / text_name(version.number), folder.docs / VERSIONS
    does = "Would record" if dry_run else "Recorded"
    what = f"version {version.number} of {version.date}, hash {version.short_hash}"
    if found.record is None:
        does = "Would keep" if dry_run else "Kept"
        what = f"the words of version {version.number}, which was recorded without them"
    written = []
    # The words first: an entry without its words would be the worse half.
    for path, content in ((text_path, found.text), (record, found.record), *following.items()):
        if content is not None:
            written.append(folder.shown(path))
            if not dry_run:
                path.parent.mkdir(parents=True, exist_ok=True)
                write_text(path, content)
    click.echo(f"{does} {what}.")
    if version.change and found.record is not None:
        click.echo(f"Readers {'would' if dry_run else 'will'} see: {version.change}")
    click.echo(f"{'Would write' if dry_run else 'Wrote'} {' and '.join(written)}.")
