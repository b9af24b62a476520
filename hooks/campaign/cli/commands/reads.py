"""`campaign reads`."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Mapping
from datetime import date
from pathlib import Path

import click

from campaign.cli import editing
from campaign.cli.commands import options
from campaign.cli.reads_import import (
    MEANINGS,
    Columns,
    Counted,
    Meaning,
    count_reads,
    find_columns,
    is_log,
    wrong_columns,
)
from campaign.config.fields import Wrong, host_name
from campaign.config.folder import Folder
from campaign.config.publication import today
from campaign.content.page_views import READS, Reads, read_reads, reads_text
from campaign.content.reading import READING, ReadingItem, read_reading
from campaign.core import files
from campaign.core.problems import Problem, did_you_mean, quote
from campaign.importer.reading import Reading, read_source
from campaign.importer.table import Table, Unreadable
from campaign.site.checking import campaign_folder

WRONG = 1
SHOWN = 5
"""Pages of the export, and problems of one kind, that are named."""
QUESTIONS: Mapping[Meaning, str] = {
    "page": "Which column holds the page or its address",
    "reads": "Which column holds how often it was read",
}


@click.command("reads", short_help="Bring in how often texts were read.")
@click.argument("file", type=click.Path(path_type=Path))
@options.configuration
@click.option(
    "--map", "maps", multiple=True, metavar='"COLUMN=MEANING"',
    help='What a column holds, as --map "Top pages=page" or --map "Views=reads".',
)  # fmt: skip
@click.option(
    "--site", metavar="HOST", default="",
    help="The site that the export is of, as news.example.org. Needed where it names paths alone "
    "that stand on several sites.",
)  # fmt: skip
@click.option(
    "--add", is_flag=True,
    help="The export counts from the last import on. If left out, it counts from the beginning.",
)  # fmt: skip
@click.option("--each-row", is_flag=True, help="Each row of the file is one reading.")
@click.option(
    "--date", "day", type=editing.Day(), metavar="YEAR-MONTH-DAY",
    help="The day of the export, as 2021-02-09. If left out: today.",
)  # fmt: skip
@click.option("--encoding", metavar="NAME", help="The encoding of a text, as cp1252.")
@click.option("--dry-run", is_flag=True, help="Say what would be counted, and write nothing.")
def command(
    file: Path,
    configuration: Path,
    maps: tuple[str, ...],
    site: str,
    add: bool,
    each_row: bool,
    day: date | None,
    encoding: str | None,
    dry_run: bool,
) -> None:
    """Bring in how often the texts of further reading were read.

    FILE is what the publisher's own statistics export as CSV or .xlsx: the pages and their page
    views, as Plausible, GoatCounter, Matomo, Cloudflare, Umami or Fathom count them. A log with a
    row for each page view works as well. This site itself counts nobody.

    Choose "all time" when you export: the counts are readers since the beginning. What a text has
    gained since the import before puts it under "gaining readers". If you can only export the
    time since the last import, add --add.

    The counts are kept in docs/data/reads.csv. The same import on the same day changes nothing.

    \b
    Ends with
      0  everything was counted, or would be (--dry-run)
      1  something has to be mended or said first; nothing was written
      2  an option is wrong
    """  # noqa: D301
    given = _meanings(maps)
    folder = campaign_folder(configuration.resolve())
    items, reads = _campaign(folder)
    table = _table(file, encoding)
    columns = _columns(table, given, each_row=each_row or is_log(table))
    counted = count_reads(table, columns, items, _host(site))
    day = day or today(os.environ)
    _refuse(counted.problems)
    counts = _totals(counted, reads, day, add=add)
    after = reads.with_counts(counts, day)
    _say(counted, counts, reads, items, day)
    if not counts:
        raise _end("No page of the file is one of the texts in docs/data/reading.yml.")
    path = folder.docs / READS
    if after == reads:
        click.echo("Nothing had to be changed.")
    elif dry_run:
        click.echo(f"This was a dry run: nothing was written to {folder.shown(path)}.")
    else:
        try:
            files.write_text(path, reads_text(after))
        except OSError as error:
            why = error.strerror or "unknown error"
            raise _end(f"{folder.shown(path)} cannot be written ({why}).") from None
        click.echo(f"Written: {folder.shown(path)}. Commit it.")


def _meanings(maps: Iterable[str]) -> dict[str, str]:
    given: dict[str, str] = {}
    for text in maps:
        column, _, meaning = text.rpartition("=")
        meaning = meaning.strip().casefold()
        if not column.strip():
            raise click.BadParameter(f'{quote(text)} has no "="; write --map "Top pages=page"')
        if meaning not in MEANINGS:
            raise click.BadParameter(
                f"{quote(meaning)} is nothing that a column can hold; "
                f"{did_you_mean(meaning, MEANINGS)}"
            )
        if meaning in given.values() or column.strip() in given:
            raise click.BadParameter(f"{quote(text)} says one thing twice; keep one")
        given[column.strip()] = meaning
    return given


def _host(site: str) -> str:
    if not site:
        return ""
    try:
        return host_name(site.removeprefix("https://").removeprefix("http://").rstrip("/"))
    except Wrong as wrong:
        raise click.BadParameter(f"--site {wrong}") from None


def _campaign(folder: Folder) -> tuple[tuple[ReadingItem, ...], Reads]:
    """Return the texts and the counts so far; end with every problem in their files."""
    path = folder.docs / READING
    text, problems = files.read_text(path, folder.shown(path))
    items, found = read_reading(text, folder.shown(path)) if text is not None else ((), [])
    problems = [*problems, *found]
    reads, kept = Reads(), folder.docs / READS
    if kept.exists():
        text, found = files.read_text(kept, folder.shown(kept))
        problems += found
        if text is not None:
            reads, found = read_reads(text, folder.shown(kept))
            problems += found
    _refuse(problems)
    return items, reads


def _table(file: Path, encoding: str | None) -> Table:
    try:
        table = read_source(file, str(file), Reading(encoding=encoding))
    except Unreadable as error:
        _refuse(error.problems)
        raise
    _refuse([problem for row in table.refused for problem in row])
    return table


def _columns(table: Table, given: Mapping[str, str], *, each_row: bool) -> Columns:
    if wrong := wrong_columns(table, given):
        raise click.BadParameter("; ".join(wrong))
    found = find_columns(table, given, each_row=each_row)
    for meaning in MEANINGS:
        if meaning in found or (meaning == "reads" and each_row):
            continue
        if not sys.stdin.isatty():
            listed = ", ".join(quote(column) for column in table.header)
            raise _end(
                f"{table.file}: {QUESTIONS[meaning][0].lower()}{QUESTIONS[meaning][1:]} is not "
                f'known; name one of {listed}, as --map "{table.header[0]}={meaning}"'
            )
        found[meaning] = _ask(QUESTIONS[meaning], table.header)
    columns = Columns(found["page"], found.get("reads"))
    how = f"readings from {quote(columns.reads)}" if columns.reads else "one reading for each row"
    click.echo(f"{table.file} ({table.form}): pages from {quote(columns.page)}, {how}.")
    return columns


def _ask(question: str, header: tuple[str, ...]) -> str:
    for number, column in enumerate(header, start=1):
        click.echo(f"  {number}  {column}")
    chosen: int = click.prompt(question, type=click.IntRange(1, len(header)))
    return header[chosen - 1]


def _totals(counted: Counted, reads: Reads, day: date, *, add: bool) -> dict[str, int]:
    """Return the counts in all; end where a count since the beginning has become smaller."""
    before = {url: reads.before(url, day) or 0 for url in counted.counts}
    if add:
        return {url: before[url] + count for url, count in counted.counts.items()}
    fallen = [url for url, count in counted.counts.items() if count < before[url]]
    if fallen:
        listed = "".join(
            f"\n  {url}: {before[url]} before, {counted.counts[url]} now" for url in fallen[:SHOWN]
        )
        raise _end(
            "Counts since the beginning cannot fall, but these did; export anew for all time, or "
            f"add --add if the file counts from the last import on:{listed}"
        )
    return dict(counted.counts)


def _say(
    counted: Counted,
    counts: Mapping[str, int],
    reads: Reads,
    items: Iterable[ReadingItem],
    day: date,
) -> None:
    for item in items:
        if item.url in counts:
            before = reads.before(item.url, day)
            gained = f", {counts[item.url] - before:+} since the import before" if before else ""
            click.echo(f"  {counts[item.url]:>9}  {item.title}{gained}")
    missing = sum(1 for item in items if item.url not in counts)
    if missing:
        click.echo(f"Not in the file: {missing} of the texts; what is known of them stays.")
    if counted.others:
        named = ", ".join(f"{page} ({count})" for page, count in [*counted.others.items()][:SHOWN])
        more = len(counted.others) - SHOWN
        click.echo(
            f"Other pages of the file, not counted: {named}"
            + (f", and {more} more." if more > 0 else ".")
        )


def _refuse(problems: Iterable[Problem]) -> None:
    problems = list(problems)
    for problem in problems:
        click.echo(str(problem), err=True)
    if problems:
        raise _end("Nothing was written.")


def _end(message: str) -> SystemExit:
    click.echo(message, err=True)
    return SystemExit(WRONG)
