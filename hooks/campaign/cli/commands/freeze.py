"""`campaign freeze`."""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping
from datetime import date
from pathlib import Path

import click

from campaign.cli.changes import write_and_say
from campaign.cli.commands import options
from campaign.cli.console import refuse
from campaign.config.fields import text
from campaign.config.folder import Folder
from campaign.config.publication import today
from campaign.content.letter_text import Wording
from campaign.content.versions import VERSIONS, check_next, next_version, text_name, with_entry
from campaign.core.dates import iso_date
from campaign.core.files import read_text
from campaign.core.problems import Wrong
from campaign.i18n.translations import marked, marks_of
from campaign.site.checking import DEMONSTRATION, campaign_folder, load_campaign
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
@options.dry_run
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
    """
    folder = campaign_folder(configuration, os.environ.get(DEMONSTRATION))
    _, problems, site, _ = load_campaign(folder, is_frozen=False)
    if site is None:
        refuse(problems, problems.summary.replace("built", "recorded"))
    try:
        wording = site.wording(folder)
    except Wrong as wrong:
        raise Wrong(f"the letter's text {wrong}") from None
    if wording is None:
        raise Wrong("there is no letter: no page has `type: letter`")
    latest = site.versions.latest
    if change and latest is None:
        raise Wrong("the first version changes nothing; leave out --change")
    if latest is None or latest.hash != wording.hash:
        if change is None and latest and sys.stdin.isatty():
            change = click.prompt("What changed, in one sentence", value_proc=text)
        _record(folder, site, wording, change, day, correction=correction, dry_run=dry_run)
    elif latest.number in site.versions.texts:
        click.echo(
            f"Nothing to record: the letter says what its version {latest.number} of "
            f"{latest.date} says."
        )
    else:
        _write(folder, {text_name(latest.number): f"{wording.text}\n"}, dry_run=dry_run)
        click.echo(
            f"{'Would keep' if dry_run else 'Kept'} the words of version {latest.number}, which "
            "was recorded without them."
        )


def _record(
    folder: Folder,
    site: Site,
    wording: Wording,
    change: str | None,
    day: date | None,
    *,
    correction: bool,
    dry_run: bool,
) -> None:
    """Record the letter's words as its next version; `day` is what an editor gave."""
    latest, record = site.versions.latest, folder.docs / VERSIONS
    now = today(os.environ)
    since = day or (now if latest else min(now, site.campaign.letter_date))
    version = next_version(site.versions, wording, since, change, correction=correction)
    before = (read_text(record, "")[0] or "") if record.is_file() else ""
    check_next(site.campaign, site.versions, version, is_day_given=day is not None)
    # The words first: an entry without its words would be the worse half.
    files = {
        text_name(version.number): f"{wording.text}\n",
        VERSIONS: with_entry(before, version),
    }
    letters = (other.page_of("letter") for other in site.others.values())
    following = {page.path: page for page in letters if page and page.folder}
    for path, page in () if latest else sorted(following.items()):
        files[path] = marked(page.text, marks_of(page.front, str(page.front.source_hash), 1))
    _write(folder, files, dry_run=dry_run)
    click.echo(
        f"{'Would record' if dry_run else 'Recorded'} version {version.number} of "
        f"{version.date}, hash {version.short_hash}."
    )
    if change:
        click.echo(f"Readers {'would' if dry_run else 'will'} see: {change}")
    if latest and following:
        paths = " ".join(folder.shown(folder.docs / path) for path in sorted(following))
        click.echo(
            "Whatever translates the letter says which version it follows. Where a text follows "
            f"this one, write `source_version: {version.number}`, or run `campaign translated "
            f"{paths}`; elsewhere, keep the number that is there."
        )


def _write(folder: Folder, files: Mapping[str, str], *, dry_run: bool) -> None:
    """Write files below docs/."""
    below = {folder.shown(folder.docs / path): text for path, text in files.items()}
    write_and_say(folder.root, below, dry_run=dry_run)
