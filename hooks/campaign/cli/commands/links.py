"""`campaign links`."""

from __future__ import annotations

import csv
import io
import sys
from collections import Counter
from pathlib import Path

import click

from campaign.cli.commands import options
from campaign.cli.link_answers import PATIENCE, Answer, Kind, ask_all
from campaign.cli.link_sources import ARCHIVES, Source, sources, where_readers_act, without_query
from campaign.config.configuration_file import campaign_text
from campaign.core import files
from campaign.core.problems import quote
from campaign.site.checking import campaign_folder

ARCHIVE = "https://web.archive.org/web/2/"
"""Leads to the newest copy that the Internet Archive keeps of the address behind it."""
FEWEST_ALIKE = 2
"""Addresses that have to fail alike before the computer's own network is thought of."""
KINDS: tuple[Kind, ...] = ("gone", "moved", "unreached", "unclear")
SAYS: dict[Kind, str] = {
    "gone": "no longer leads anywhere",
    "unreached": "could not be reached",
    "unclear": "could not be looked at",
    "moved": "has moved for good",
}


@click.command("links", short_help="Ask whether sources still answer.")
@options.configuration
@click.option("--signatories", is_flag=True, help="Ask for the signatories' own sites, too.")
@click.option(
    "--patience", type=click.FloatRange(min=1), default=PATIENCE, show_default=True,
    metavar="SECONDS", help="How long to wait for each answer.",
)  # fmt: skip
@click.option("--report", type=click.Path(path_type=Path, dir_okay=False), metavar="FILE",
              help="Write a table (CSV) of every address and what it answers.")  # fmt: skip
def command(configuration: Path, signatories: bool, patience: float, report: Path | None) -> None:
    """Ask whether the sources that the site names still answer.

    Looks up every address outside of the site that pages, records and mkdocs.yml name: the one
    command that uses the network. Says where each dead or moved address stands, and offers an
    archived copy; an address that could not be reached is not called dead. Changes nothing, and no
    build depends on it.

    Ends with 0 whatever it finds, since a source may be away for a day; with 1 if a file cannot
    be read, and with 2 if the command is written wrongly.
    """
    folder = campaign_folder(configuration.resolve())
    texts = []
    wrong = False
    paths = [folder.configuration, *files.walk(folder.docs)]
    for path in paths:
        is_list = path == folder.signatories
        if path.is_symlink() or not (path.suffix in (".md", ".yml") or (is_list and signatories)):
            continue
        text, problems = files.read_text(path, folder.shown(path))
        for problem in problems:
            click.echo(str(problem), err=True)
        wrong = wrong or bool(problems)
        if text is not None:
            texts.append((folder.shown(path), text))
    found = sources(texts)
    with click.progressbar(
        length=len(found), label="Asking", file=sys.stderr, hidden=not sys.stderr.isatty()
    ) as bar:
        answers = ask_all((each.address for each in found), patience, lambda: bar.update(1))
    if offline := _offline(answers):
        click.echo(offline)
    asking = where_readers_act(campaign_text(folder.configuration))
    for kind in () if offline else KINDS:
        for source, answer in zip(found, answers, strict=True):
            if answer.kind == kind:
                click.echo(_message(source, answer, asking))
    count = Counter(answer.kind for answer in answers)
    click.echo(
        f"{len(found)} addresses: {count['answers']} answer, {count['moved']} moved, "
        f"{count['gone']} gone, {count['unreached']} not reached, {count['unclear']} unclear."
    )
    if report:
        files.write_text(report, _table(found, answers))
        click.echo(f"Written: {report}")
    raise SystemExit(1 if wrong else 0)


def _offline(answers: list[Answer]) -> str:
    """Say that nothing was reached, where every request failed in the same way."""
    ways = {(answer.kind, answer.detail) for answer in answers}
    if len(answers) < FEWEST_ALIKE or len(ways) > 1 or answers[0].kind != "unreached":
        return ""
    return (
        f"No address could be reached: {answers[0].detail}, for each of them. Nothing is known of "
        "any; look whether this computer has a network, and ask again."
    )


def _message(source: Source, answer: Answer, asking: frozenset[str]) -> str:
    place = source.places[0]
    others = len(source.places) - 1
    more = f" (and in {others} other place{'s' if others > 1 else ''})" if others else ""
    begin = f"{place.path}:{place.line}:{place.column}: {quote(source.address)}{more} "
    if answer.kind == "moved":
        return f"{begin}{SAYS['moved']}; write {answer.detail}"
    said = f"{begin}{SAYS[answer.kind]}: {answer.detail}"
    if without_query(source.address) in asking and answer.kind in ("gone", "unreached"):
        return f"{said}; readers give or sign there: check the address in mkdocs.yml now"
    if any(name in source.address.partition("/")[2] for name in ARCHIVES):
        return f"{said}; open it yourself"
    if answer.kind == "gone":
        return f"{said}; look whether {ARCHIVE}{source.address} is a copy, and write its address"
    return f"{said}; open it yourself"


def _table(found: list[Source], answers: list[Answer]) -> str:
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(("address", "result", "detail", "places"))
    for source, answer in zip(found, answers, strict=True):
        places = " ".join(f"{place.path}:{place.line}" for place in source.places)
        writer.writerow((source.address, answer.kind, answer.detail, places))
    return text.getvalue()
