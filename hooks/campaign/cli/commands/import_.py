"""`campaign import`."""

from __future__ import annotations

import sys
from collections.abc import Iterable
from itertools import chain
from pathlib import Path

import click

from campaign.cli.commands import options
from campaign.cli.console import say_pointers, say_problems
from campaign.config.fields import Wrong
from campaign.core.dates import ORDERS
from campaign.core.problems import Problem, did_you_mean, quote
from campaign.importer import report
from campaign.importer.mapping import BECOMES, UNUSED, Choices, Decision, Question, target_word
from campaign.importer.planning import (
    Setting,
    choose,
    decide_columns,
    likely,
    plan,
    read_setting,
    write,
)
from campaign.importer.reading import Reading, read_source
from campaign.importer.table import Table, Unreadable
from campaign.signatories.signatories import KINDS

WRONG, NOT_CONFIRMED, LOOK = 1, 3, 4
"""Exit codes; 2 is click's own for an option that it does not understand."""
MANY = 10_000
"""Rows from which on a person at a terminal is shown how many are done."""


@click.command("import")
@click.argument("file", type=click.Path(path_type=Path))
@options.configuration
@click.option(
    "--map", "maps", multiple=True, metavar='"COLUMN=MEANING"',
    help='What a column becomes, as --map "Your organization=name". May be given several times.',
)  # fmt: skip
@click.option(
    "--ignore",
    multiple=True,
    metavar="COLUMN",
    help="A column that is not used. May be given several times.",
)
@click.option(
    "--value", "values", multiple=True, metavar='"ANSWER=MEANING"',
    help='What an answer in the file means, as --value "On behalf of my group=organization".',
)  # fmt: skip
@click.option(
    "--kind", type=click.Choice(KINDS), help="What signatories are where no column says it."
)
@click.option(
    "--dates",
    type=click.Choice(ORDERS),
    help="How the file writes dates: 5/2 is 5 February if day-first, and 2 May if month-first.",
)
@click.option(
    "--sheet",
    metavar="NAME",
    help="Which sheet of an Excel workbook to read, if several hold something.",
)
@click.option(
    "--header-row", type=click.IntRange(min=1), metavar="NUMBER",
    help="The row that names the columns, if it is not the first.",
)  # fmt: skip
@click.option(
    "--encoding",
    metavar="NAME",
    help="If accents come out wrong: how the file was saved. Excel on Windows: cp1252.",
)
@click.option("--yes", is_flag=True, help="Take what is proposed, without being asked.")
@click.option("--dry-run", is_flag=True, help="Say what would be done, and write nothing.")
def command(
    file: Path,
    configuration: Path,
    maps: tuple[str, ...],
    ignore: tuple[str, ...],
    values: tuple[str, ...],
    kind: str | None,
    dates: str | None,
    sheet: str | None,
    header_row: int | None,
    encoding: str | None,
    yes: bool,
    dry_run: bool,
) -> None:
    """Bring signatories from FILE into the list.

    FILE is what a form or a spreadsheet exports: CSV, TSV, text with semicolons, Excel's .xlsx,
    JSON, YAML, a Markdown list, or a folder of YAML or Markdown files with one signatory each.
    Keep it outside of this folder: it often holds e-mail addresses.

    What becomes of each column is proposed, and asked for where nothing tells. A column can
    become: name, kind, group, title, affiliation, place, url, signed, sort, first, demands,
    version, withdrawn, source; organization, person, first name, last name, of which the name is
    made; consent, whether the name may be published; unused, or personal, which are left out.
    The answer is remembered in docs/data/import.yml, so that the next file with the same columns
    needs none.

    E-mail addresses, phone numbers and other personal data are dropped; a row that holds some in
    another place is refused. New signatories are added, those in the list stay as they are,
    withdrawn ones stay out. New ones that look like others are named: `campaign duplicates` asks
    what they are. The same import twice changes nothing.

    \b
    Ends with
      0  everything was brought in, or would be (--dry-run)
      1  something has to be mended or said first; nothing was written
      2  an option is wrong
      3  the proposal was not confirmed; nothing was written
      4  done, but rows were refused or differ from the list; see what is said above
    """  # noqa: D301
    given = _choices(maps, ignore, values, kind or "", dates or "")
    setting, problems = read_setting(configuration.resolve())
    if setting is None:
        _stop(problems, "Mend these first; nothing was imported.")
        return
    try:
        table = read_source(file, str(file), Reading(sheet, encoding, header_row))
    except Unreadable as error:
        _stop(error.problems, "Nothing was imported.")
        return
    given = _with_columns(given, table)
    asked = _is_terminal() and not yes
    choices = choose(setting, table, given)
    decision = decide_columns(setting, table, choices)
    _say(report.source_lines(table, decision.mapping.tool))
    if _inside(file, setting):
        click.echo(
            "This file lies in the campaign's folder. Move it elsewhere before you commit: "
            "what it holds besides names must not be published."
        )
    while asked and decision.questions and not decision.problems:
        question = decision.questions[0]
        choices = choices.with_answer(question, _ask(question))
        decision = decide_columns(setting, table, choices)
    _say(report.proposal_lines(decision.mapping))
    wrong = [*decision.problems, *(q.problem(table.file) for q in decision.questions)]
    if wrong:
        _stop(wrong, "Nothing was imported.")
    _bring_in(setting, table, decision, confirmed=yes or choices.remembered, dry_run=dry_run)


def _bring_in(
    setting: Setting, table: Table, decision: Decision, *, confirmed: bool, dry_run: bool
) -> None:
    if _is_terminal() and len(table.rows) > MANY:
        with click.progressbar(table.rows, label="Checking the rows") as rows:
            made, problems = plan(setting, table, decision, rows)
    else:
        made, problems = plan(setting, table, decision)
    if problems:
        _stop(problems, "The list would not be valid with these rows; nothing was imported.")
    for line in report.refused_lines(made):
        click.echo(line, err=True)
    say_pointers(chain.from_iterable(made.refused))
    _say(report.detail_lines(made, setting.shown))
    _say(report.likely_lines(likely(setting, made)))
    if dry_run:
        _say(report.summary_lines(made, setting.shown, dry_run=True))
        return
    if not confirmed:
        if not _is_terminal():
            _say(report.summary_lines(made, setting.shown, dry_run=True))
            click.echo("To import, add --yes.", err=True)
            raise SystemExit(NOT_CONFIRMED)
        new = report.number(len(made.merged.added), "signatory").replace(
            "signatorys", "signatories"
        )
        if not click.confirm(f"Add {new} to the list?"):
            click.echo("Nothing was written.")
            raise SystemExit(NOT_CONFIRMED)
    try:
        write(setting, made)
    except Wrong as wrong:
        _stop([Problem(setting.shown, 0, 0, str(wrong))], "Nothing was written.")
    except OSError as error:
        why = error.strerror or "unknown error"
        message = f"the file cannot be written ({why}); check its rights"
        _stop([Problem(setting.shown, 0, 0, message)], "Nothing was written.")
    remembered = setting.shown_imports if made.remembered_text != setting.remembered_text else ""
    _say(report.summary_lines(made, setting.shown, dry_run=False, remembered=remembered))
    if made.refused or made.merged.conflicting or made.merged.still_listed:
        raise SystemExit(LOOK)


def _choices(
    maps: Iterable[str], ignore: Iterable[str], values: Iterable[str], kind: str, dates: str
) -> Choices:
    columns: dict[str, str] = {}
    for text in maps:
        column, sign, meaning = text.rpartition("=")
        becomes = target_word(meaning)
        if not sign or not column.strip():
            raise click.BadParameter(
                f'{quote(text)} has no "="; write --map "Your organization=name"'
            )
        if becomes is None:
            raise click.BadParameter(
                f"{quote(meaning)} is nothing that a column can become; "
                f"{did_you_mean(meaning, BECOMES)}"
            )
        _once(columns, " ".join(column.split()), becomes)
    for column in ignore:
        _once(columns, " ".join(column.split()), UNUSED)
    meanings: dict[str, str] = {}
    for text in values:
        answer, sign, meaning = text.rpartition("=")
        if not sign or not answer.strip() or not meaning.strip():
            raise click.BadParameter(
                f'{quote(text)} says no meaning; write --value "On behalf of my group=organization"'
            )
        _once(meanings, answer.strip(), meaning.strip())
    return Choices(columns, kind, dates, meanings)


def _once(chosen: dict[str, str], key: str, meaning: str) -> None:
    if chosen.setdefault(key, meaning) != meaning:
        raise click.BadParameter(f"{quote(key)} is given two meanings; keep one")


def _with_columns(given: Choices, table: Table) -> Choices:
    """Return the choices with the columns' names as the file writes them."""
    by_case = {column.casefold(): column for column in table.header}
    columns = {by_case.get(c.casefold(), c): becomes for c, becomes in given.columns.items()}
    return Choices(columns, given.kind, given.dates, given.values)


def _ask(question: Question) -> str:
    click.echo(f"{question.words[0].upper()}{question.words[1:]}.")
    for number, answer in enumerate(question.answers, start=1):
        click.echo(f"  {number}  {answer}")
    chosen: int = click.prompt("Which", type=options.one_to(len(question.answers)))
    return question.answers[chosen - 1]


def _inside(file: Path, setting: Setting) -> bool:
    return setting.folder.root in file.resolve().parents


def _is_terminal() -> bool:
    return sys.stdin.isatty() and sys.stdout.isatty()


def _say(lines: Iterable[str]) -> None:
    for line in lines:
        click.echo(line)


def _stop(problems: Iterable[Problem], last: str) -> None:
    say_problems(problems)
    click.echo(last, err=True)
    raise SystemExit(WRONG)
