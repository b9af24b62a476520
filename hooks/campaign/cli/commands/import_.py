"""`campaign import`."""

from __future__ import annotations

import gc
from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import chain
from pathlib import Path

import click

from campaign.cli.commands import options
from campaign.cli.console import (
    NOTHING_WRITTEN,
    choose,
    confirm,
    is_terminal,
    refuse,
    say_pointers,
    tracked,
)
from campaign.core.dates import ORDERS
from campaign.core.problems import Problem, Wrong, counted, did_you_mean, quote
from campaign.core.topics import ABOUT_IMPORTING
from campaign.importer import report
from campaign.importer.choices import BECOMES, IGNORED, Choices, Question, target_word
from campaign.importer.mapping import decide
from campaign.importer.planning import (
    Namesakes,
    Plan,
    Setting,
    likely,
    plan,
    read_setting,
    write_plan,
)
from campaign.importer.reading import Reading, read_source
from campaign.importer.table import Table, Unreadable
from campaign.signatories.signatories import KINDS

LOOK = 4
"""The exit code of an import of which something needs a look."""


IMPORT_HELP = """Bring signatories from FILE into the list.

FILE is what a form or a spreadsheet exports: CSV, TSV, text with semicolons, a list of names
in one column, a spreadsheet (.xlsx, .xls, .ods), JSON, YAML, Markdown, HTML, or a folder of
files with one signatory each. Keep it outside of this folder: it often holds e-mail addresses.

What becomes of each column is proposed, and asked for where nothing tells. A column can
become: name, kind, group, title, affiliation, place, url, signed, sort, first, demands,
version, withdrawn, source; organization, person, first name, last name, of which the name is
made; consent, whether the name may be published; unused, or personal, which are left out.
The answer is remembered in docs/data/import.yml, so that the next file with the same columns
needs none.

Who may be named is never guessed. Where a column may say it and its words leave a doubt, the
import stops and shows its answers, until --publish says with which of them somebody may be
named, or --ignore that the column is about something else. No other option answers that.

E-mail addresses, phone numbers and other personal data are dropped. A cell that cannot be used
is left out and told of; a row is refused for its name, kind or consent alone. New signatories
are added, those in the list stay as they are, withdrawn ones stay out. New ones that look like
others are named: `campaign duplicates` asks what they are. The same import twice changes
nothing.

\b
Ends with
  0  everything was brought in, or would be (--dry-run)
  1  something has to be mended or said first; nothing was written
  2  an option is wrong
  3  the proposal was not confirmed; nothing was written
  4  done, but some rows or cells need a look; see what is said at the end
"""


@click.command("import", help=IMPORT_HELP)
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
    help="A column that is not used, and says nothing about who may be named. "
    "May be given several times.",
)
@click.option(
    "--publish", multiple=True, metavar='"COLUMN=ANSWER"',
    help='An answer with which somebody may be named, as --publish "Do not publish my name=No". '
    "Whoever gave another one stays out. The word empty stands for no answer. "
    "May be given several times.",
)  # fmt: skip
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
    "--no-header", is_flag=True, help="The first row is a signatory and names no columns."
)
@click.option(
    "--section", metavar="HEADING",
    help="The heading of a Markdown or HTML file below which the signatories stand.",
)  # fmt: skip
@click.option(
    "--namesakes", type=click.Choice(("ask", "keep")), default="ask",
    help="People of one name with different affiliations, places or web addresses: keep adds all "
    "of them; without it, all but the first are only named.",
)  # fmt: skip
@click.option(
    "--encoding",
    metavar="NAME",
    help="If accents come out wrong: how the file was saved. Excel on Windows: cp1252.",
)
@click.option("--yes", is_flag=True, help="Take what is proposed, without being asked.")
@click.option("--dry-run", is_flag=True, help="Say what would be done, and write nothing.")
def command(
    *,
    file: Path,
    configuration: Path,
    maps: tuple[str, ...],
    ignore: tuple[str, ...],
    publish: tuple[str, ...],
    values: tuple[str, ...],
    kind: str | None,
    dates: str | None,
    sheet: str | None,
    header_row: int | None,
    no_header: bool,
    section: str | None,
    namesakes: Namesakes,
    encoding: str | None,
    yes: bool,
    dry_run: bool,
) -> None:
    """Import a file: say what becomes of it, ask what nothing tells, write what is confirmed."""
    # What is read stays to the end: to look for garbage in it takes a fifth of the time.
    gc.disable()
    for ending in (gc.enable, gc.freeze):  # the last is called first
        click.get_current_context().call_on_close(ending)
    if no_header and header_row:
        raise click.BadParameter("--no-header and --header-row say the contrary; keep one")
    setting, problems = read_setting(configuration.resolve())
    if setting is None:
        refuse(problems, "Mend these first; nothing was imported.")
    reading = Reading(sheet, encoding, 0 if no_header else header_row, section)
    try:
        table = read_source(file, str(file), reading)
    except Unreadable as error:
        refuse(error.problems, "Nothing was imported.")
    given = replace(
        _choices(table, maps, ignore, publish, values), kind=kind or "", dates=dates or ""
    )
    choices = given.above(setting.remembered.of(table.header))
    decision = decide(table, choices, setting.draft.vocabulary, setting.titles)
    _say(report.source_lines(table, decision.mapping.tool))
    if setting.draft.folder.root in file.resolve().parents:
        click.echo(
            "This file lies in the campaign's folder. Move it elsewhere before you commit: "
            "what it holds besides names must not be published."
        )
    is_asked = is_terminal() and not yes
    while is_asked and decision.questions and not decision.problems:
        question = decision.questions[0]
        choices = choices.with_answer(question, _ask(question))
        decision = decide(table, choices, setting.draft.vocabulary, setting.titles)
    _say(report.proposal_lines(decision.mapping))
    wrong = [*decision.problems, *(q.problem(table.file) for q in decision.questions)]
    if wrong:
        remedies = report.remedy_lines(decision.questions)
        refuse(wrong, "\n".join([*remedies, "Nothing was imported."]))
    rows = tracked(table.rows, "Checking the rows")
    made, problems_after = plan(setting, table, decision, rows, namesakes)
    if problems_after:
        refuse(problems_after, "The list would not be valid with these rows; nothing was imported.")
    _bring_in(setting, made, confirmed=yes or choices.remembered, dry_run=dry_run)


def _bring_in(setting: Setting, made: Plan, *, confirmed: bool, dry_run: bool) -> None:
    """Say what an import does, and do it, if that is confirmed."""
    if dry_run or not confirmed:
        _say(report.summary_lines(made, dry_run=True))
        _say_what_needs_a_look(setting, made)
    if dry_run:
        click.echo(NOTHING_WRITTEN)
        return
    new = counted(len(made.merged["added"]), "signatory")
    confirm(f"Add {new} to the list", yes=confirmed)
    try:
        write_plan(setting, made)
    except Wrong as wrong:
        refuse([Problem(setting.draft.folder.shown_list, 0, 0, str(wrong), ABOUT_IMPORTING)])
    remembered = (
        setting.draft.folder.shown(setting.draft.folder.imports)
        if made.remembered_text != setting.remembered_text
        else ""
    )
    if confirmed:
        _say(report.summary_lines(made, dry_run=False))
    _say(report.written_lines(made, setting.draft.folder.shown_list, remembered))
    if confirmed:
        _say_what_needs_a_look(setting, made)
    if made.needs_a_look:
        raise SystemExit(LOOK)


def _say_what_needs_a_look(setting: Setting, made: Plan) -> None:
    _say(report.look_lines(made, setting.draft.folder.shown_list))
    _say(report.likely_lines(likely(setting, made)))
    say_pointers(chain.from_iterable(made.refused))


def _choices(
    table: Table,
    maps: Iterable[str],
    ignore: Iterable[str],
    publish: Iterable[str],
    values: Iterable[str],
) -> Choices:
    """Return what the options say, with the columns' names as the file writes them."""
    written = {column.casefold(): column for column in table.header}
    columns: dict[str, str] = {}
    for given, meaning in _halves(maps, "--map", "Your organization=name"):
        becomes = target_word(meaning)
        if becomes is None:
            raise click.BadParameter(
                f"{quote(meaning)} is nothing that a column can become; "
                f"{did_you_mean(meaning, BECOMES)}"
            )
        _once(columns, written.get(given.casefold(), given), becomes)
    for given in (" ".join(column.split()) for column in ignore):
        _once(columns, written.get(given.casefold(), given), IGNORED)
    named: dict[str, tuple[str, ...]] = {}
    for given, answer in _halves(publish, "--publish", "May we name you?=Yes"):
        column = written.get(given.casefold(), given)
        if columns.get(column, "consent") != "consent":
            raise click.BadParameter(f"{quote(column)} is given two meanings; keep one")
        named[column] = (*named.get(column, ()), answer)
    meanings: dict[str, str] = {}
    for answer, meaning in _halves(values, "--value", "On behalf of my group=organization"):
        _once(meanings, answer, meaning)
    return Choices(columns, values=meanings, publish=named)


def _halves(texts: Iterable[str], option: str, example: str) -> Iterator[tuple[str, str]]:
    """Yield what stands before and behind the last "=" of an option, each time it is given."""
    for text in texts:
        before, sign, behind = text.rpartition("=")
        if not sign or not before.strip() or not behind.strip():
            raise click.BadParameter(
                f'{quote(text)} has nothing on one side of "="; write {option} "{example}"'
            )
        yield " ".join(before.split()), " ".join(behind.split())


def _once(chosen: dict[str, str], key: str, meaning: str) -> None:
    if chosen.setdefault(key, meaning) != meaning:
        raise click.BadParameter(f"{quote(key)} is given two meanings; keep one")


def _ask(question: Question) -> str:
    click.echo(f"{question.words[0].upper()}{question.words[1:]}.")
    return question.answers[choose("Which", question.answers)]


def _say(lines: Iterable[str]) -> None:
    for line in lines:
        click.echo(line)
