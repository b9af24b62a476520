"""Decides what becomes of each column of a file, and asks what nothing tells."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from campaign.config.fields import FORBIDDEN
from campaign.config.import_profile import NONE
from campaign.core.dates import ORDERS, Order
from campaign.core.problems import Problem, counted, did_you_mean, one_of, quote
from campaign.core.topics import ABOUT_IMPORTING
from campaign.importer.choices import PERSONAL, TARGETS, UNUSED, Choices, Question, written
from campaign.importer.columns import (
    LIKE_NAMES,
    MOST_ASKED,
    NAME_PARTS,
    Columns,
    Meanings,
    Rule,
    TableColumn,
    Titles,
    columns_of,
    may_be_name,
    possible_orders,
)
from campaign.importer.consent import Told, naming, wrong_answer
from campaign.importer.table import HEADING, Table
from campaign.importer.words import (
    NAMES,
    PERSONS,
    folded,
    is_further_part,
    is_header_of_names,
    recognise,
    target_of,
)
from campaign.signatories.signatories import KINDS
from campaign.signatories.signatories_csv import Vocabulary

ADDRESS = re.compile(r"\w\.\w|@")
"""What is in no column's name, whatever words stand around it."""
JOINED = ("place", "demands", "consent")
"""What several columns may become together."""


@dataclass(frozen=True)
class ColumnMapping:
    """Everything that turns a file's rows into signatories."""

    tool: str
    columns: Columns
    meanings: Meanings
    values: Mapping[str, str]
    """What an editor said that answers mean."""
    kind: str
    """What signatories are where no column says it."""
    dates: str
    """The order of day and month, where it was said or only one is possible."""
    witness: str = ""
    """The date that allows no other order, with its place."""

    @property
    def order(self) -> Order:
        """The order in which dates are read: any where all read alike."""
        return next((order for order in ORDERS if order == self.dates), ORDERS[0])

    def of(self, *targets: str) -> Columns:
        """Return the columns that become any of these."""
        return tuple(column for column in self.columns if column.becomes in targets)


@dataclass(frozen=True)
class Decision:
    """A mapping as far as it is known, and what is not."""

    mapping: ColumnMapping
    questions: tuple[Question, ...]
    problems: tuple[Problem, ...]


def decide(
    table: Table, choices: Choices, known: Vocabulary, titles: Titles | None = None
) -> Decision:
    """Propose what becomes of each column; an editor's choices come first.

    `titles` are the demands' titles and sentences by which a form may name them.
    """
    meanings = Meanings(known, titles or {}, choices.values)
    tool = recognise(table.header)
    columns = columns_of(table, choices, tool, meanings)
    told = naming(columns, choices)
    becomes = {column.name: column.becomes for column in columns}
    becomes |= {
        name: "consent" if isinstance(each, Rule) else UNUSED for name, each in told.items()
    }
    _settle_names(columns, becomes)
    wrong = [*_wrong_choices(columns, choices), *_settle_twice(columns, becomes)]
    if not wrong:
        # What turned out to hold no name may be a question after all, once it is told which does.
        left = tuple(
            replace(column, becomes=UNUSED)
            for column in columns
            if becomes[column.name] == UNUSED != column.becomes and column.name not in told
        )
        told |= naming(left, choices)
    mapping = ColumnMapping(
        tool.name if tool else "",
        tuple(_settled(column, becomes[column.name], told) for column in columns),
        meanings, choices.values, choices.kind, choices.dates,
    )  # fmt: skip
    mapping, kind = _decide_kind(mapping)
    mapping, dates = _decide_dates(table, mapping, stated=not choices.remembered)
    consent = (each for each in told.values() if isinstance(each, Question))
    doubts = (*consent, _ask_name(table, mapping), kind, *_ask_values(table, mapping), dates)
    questions = tuple(doubt for doubt in doubts if isinstance(doubt, Question))
    if header := _ask_header(table, mapping):
        questions = (header,)  # of columns that are none, nothing else can be asked
    wrong += (doubt for doubt in doubts if isinstance(doubt, str))
    problems = (Problem(table.file, 0, 0, message, ABOUT_IMPORTING) for message in wrong)
    return Decision(mapping, questions, tuple(problems))


def _settled(column: TableColumn, becomes: str, told: Told) -> TableColumn:
    """Return a column with what it becomes at last: personal data where it is of no other use."""
    if isinstance(rule := told.get(column.name), Rule):
        return replace(column, becomes="consent", rule=rule)
    settled = replace(column, becomes=becomes)
    return replace(column, becomes=PERSONAL) if settled.holds else settled


def _wrong_choices(columns: Columns, choices: Choices) -> Iterator[str]:
    names = [column.name for column in columns]
    for name in dict.fromkeys((*choices.columns, *choices.publish)):
        if name not in names and not choices.remembered:
            yield f"there is no column {quote(name)}; {did_you_mean(name, names)}"
    for column in columns:
        if wrong := wrong_answer(column, choices):
            yield wrong
        if column.becomes == PERSONAL and column.chosen not in (None, PERSONAL):
            yield (
                f"the column {quote(column.name)} holds {column.holds}, which the list must never "
                "hold; leave it out of --map"
            )


def _settle_names(columns: Columns, becomes: dict[str, str]) -> None:
    """Tell a person's name from an organization's, and a whole name from its parts.

    `becomes` is changed: what nobody chose, and who may be named does not decide.
    """
    # The name of the account that filled a form in counts where the form did not ask for one.
    is_asked = not {"name", "organization", *PERSONS}.isdisjoint(becomes.values())
    for column in columns:
        if becomes[column.name] == "account":
            is_name = not is_asked and column.holds_names
            becomes[column.name] = "person" if is_name else PERSONAL
    chosen = [column.becomes for column in columns if column.chosen]
    has_organization = "organization" in becomes.values() or "name" in chosen
    parts = {
        becomes[column.name]: column
        for column in reversed(columns)
        if not is_further_part(column.name)
    }
    has_parts = {"first name", "last name"} <= parts.keys()
    free = [column for column in columns if column.chosen is None]
    for column in free:
        use = becomes[column.name]
        if use == "name" and has_organization:
            becomes[column.name] = "person"
        elif use == "name" and has_parts:
            becomes[column.name] = UNUSED
        elif use == "person" and "name" in becomes.values() and not has_organization:
            becomes[column.name] = "name"  # which of the two it is has to be said
    # "Nombre" beside "Apellidos" is the first name alone, "Nom" beside "Prénom" the last.
    for part, other in (("last name", "first name"), ("first name", "last name")):
        if part in parts and other not in parts:
            mere = [column for column in free if becomes[column.name] in ("name", "person")]
            if mere and not mere[0].holds_those_of(parts[part]):
                becomes[mere[0].name] = other


def _settle_twice(columns: Columns, becomes: dict[str, str]) -> Iterator[str]:
    """Leave one column for each target: the chosen one, or the first; a name's must be chosen."""
    for target in TARGETS:
        found = [column for column in columns if becomes[column.name] == target]
        if target in NAME_PARTS:  # of which a second family name is one besides
            found = [column for column in found if not is_further_part(column.name)]
        if len(found) < 2 or target in JOINED:
            continue
        chosen = [column for column in found if column.chosen]
        names = [column for column in found if target in LIKE_NAMES and column.holds_names]
        if len(chosen) > 1:
            yield f"the columns {_named(chosen)} cannot both become {target}; keep one --map"
        elif not chosen and target in ("name", "organization", "person") and len(names) != 1:
            yield (
                f"the columns {_named(found)} may each hold the {target}; say which one does by "
                f'--map "COLUMN={target}", and name the others by --ignore'
            )
        # When a record was made says less than when it was signed.
        asked = [column for column in found if "created" not in folded(column.name)]
        kept = (chosen or names or asked or found)[0]
        becomes |= dict.fromkeys((column.name for column in found if column is not kept), UNUSED)


def _named(columns: Iterable[TableColumn]) -> str:
    return " and ".join(quote(column.name) for column in columns)


def _ask_name(table: Table, mapping: ColumnMapping) -> Question | None:
    needed = PERSONS if mapping.kind == KINDS[1] else ("organization", *PERSONS)
    if mapping.of("name", *needed):
        return None
    free = mapping.of(UNUSED, "organization")
    like = [column.name for column in free if column.holds_names]
    headed = [column.name for column in free if column.holds_names and _is_headed(column)]
    remedy = (
        'say which column holds them by --map "COLUMN=name", or which two by '
        '--map "COLUMN=first name" and --map "COLUMN=last name"'
    )
    if headed:
        remedy = f"say which one does, as {written('--map', headed[0], 'name')}"
    elif like or not any(map(target_of, table.header)):
        first = "if the first row is a signatory and names no columns, write --no-header"
        remedy = f"{first}, otherwise {remedy}"
    whose = "the individuals'" if needed is PERSONS else "the signatories'"
    return Question(
        "name",
        f"no column is known to hold {whose} names; the columns are "
        f"{', '.join(map(quote, table.header))}",
        tuple(like or (column.name for column in free)) or table.header,
        remedy,
        1,
        "".join(headed[:1]),
    )


def _is_headed(column: TableColumn) -> bool:
    """Whether a column holds whole names, below what is not one of them itself."""
    words = column.name.split()
    is_whole = sum(" " in answer for answer in column.answers) * 2 > len(column.answers)
    are_names = len(words) > 1 and all(word[:1].isupper() for word in words)
    return is_whole and not (are_names and may_be_name(column.name))


def _ask_header(table: Table, mapping: ColumnMapping) -> Question | None:
    """Ask whether a later row is the header; not where somebody said which column names them."""
    is_list = HEADING in table.header  # of a document, whose lists have no header
    if is_list or any(column.chosen in NAMES for column in mapping.columns):
        return None
    if not (line := _later_header(table)):
        return None
    return Question(
        "header",
        f"if row {line} names the columns, write --header-row {line}; they are now called "
        f"{', '.join(map(quote, table.header))}",
        table.header,
        'otherwise say which column holds the names by --map "COLUMN=name"',
        line,
    )


def _later_header(table: Table) -> int:
    """Return the line of one of the first rows that tells more of columns than the header; or 0."""
    for row in table.rows[:10]:
        known = _known(row.cells)
        is_more = len(known) > len(_known(table.header)) and not NAMES.isdisjoint(known)
        if is_more and (len(known) > 2 or any(map(is_header_of_names, row.cells))):
            return row.line
    # Below a title, which is one cell, every row has too many.
    is_title = len(table.header) == 1 and len(table.refused) > len(table.rows)
    return table.refused[0][0].line if is_title else 0


def _known(cells: Iterable[str]) -> set[str]:
    found = (target_of(cell) for cell in cells if not ADDRESS.search(cell))
    return {target for target in found if target}


def _decide_kind(mapping: ColumnMapping) -> tuple[ColumnMapping, Question | None]:
    organizations, persons = mapping.of("organization"), mapping.of(*PERSONS)
    if mapping.kind or mapping.of("kind"):
        return mapping, None
    # In a language that is not known, names of people may stand beside "Organisation".
    is_told = persons or not any(
        column.holds_names and target_of(column.name) is None for column in mapping.of(UNUSED)
    )
    if not mapping.of("name") and bool(organizations) != bool(persons) and is_told:
        return replace(mapping, kind=KINDS[0] if organizations else KINDS[1]), None
    return mapping, Question(
        "kind",
        "no column says whether organizations or individuals signed",
        KINDS,
        "write --kind organization or --kind individual",
    )


def _ask_values(table: Table, mapping: ColumnMapping) -> Iterator[Question | str]:
    """Ask what answers mean that are not known, and tell what cannot be asked."""
    asked: set[str] = set()
    for column in mapping.of("kind", "group", "demands", "first"):
        target, allowed = column.becomes, mapping.meanings.allowed(column.becomes)
        unknown: Counter[str] = Counter()
        for cell, count in column.counts.items():
            answers = mapping.meanings.answers(target, cell)
            unknown.update({part: count for part, means in answers.items() if means is None})
        unfit = any(FORBIDDEN.search(part) for part in unknown)
        if unfit or len(unknown) > MOST_ASKED or (unknown and not allowed):
            yield (
                f"the column {quote(column.name)} cannot become '{target}': it holds "
                f"{len(unknown)} different texts that mean none; write --ignore "
                f'"{column.name}", or map it to something else'
            )
            continue
        for part in [part for part in unknown if part not in asked]:
            words = (
                f"{quote(part)} in the column {quote(column.name)} "
                f"({counted(unknown[part], 'row')}) names no {target} that is known"
            )
            option = (
                f"say what it means, as {written('--value', part, 'MEANING')} (known: "
                f"{one_of((*allowed, NONE))})"
            )
            line = next((row.line for row in table.rows if part in row.cells[column.at]), 0)
            yield Question("value", words, (*allowed, NONE), option, line, part)
        asked |= unknown.keys()


def _decide_dates(
    table: Table, mapping: ColumnMapping, *, stated: bool
) -> tuple[ColumnMapping, Question | None]:
    columns = mapping.of("signed", "withdrawn")
    possible, telling = possible_orders(text for column in columns for text in column.counts)
    told = [_placed(table, columns, text) for text in telling[:2]]
    is_only = len(possible) == 1
    if mapping.dates and (stated or mapping.dates in (possible or ORDERS)):
        witness = told[0] if is_only and (mapping.dates,) == possible else ""
        return replace(mapping, witness=witness), None
    if not telling:  # all orders read alike, so that none is worth remembering
        return replace(mapping, dates=""), None
    if is_only and not mapping.dates:
        return replace(mapping, dates=possible[0], witness=told[0]), None
    if not possible:
        words = f"no one order of day and month reads all dates: {' and '.join(told)}"
        remedy = "the dates that it cannot read are then left out"
    elif is_only:
        words = f"{told[0]} cannot be read {mapping.dates}, as in the last import"
        remedy = "check that the right file was exported"
    else:
        words = f"{told[0]} can be two days, and no date in the column tells which"
        remedy = "the form's language and country tell the order"
    answers = possible or ORDERS
    option = f"write --dates {' or --dates '.join(answers)}; {remedy}"
    return replace(mapping, dates=""), Question("dates", words, answers, option)


def _placed(table: Table, columns: Columns, text: str) -> str:
    """Quote a date of a file, as its columns count it, with its place."""
    row = next(
        row
        for row in table.rows
        for column in columns
        if text == " ".join(row.cells[column.at].split())
    )
    return f"{quote(text)} ({row.file}:{row.line})" if row.line else f"{quote(text)} ({row.file})"
