"""Decides what becomes of each column of a file, and asks what nothing tells."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import NamedTuple

from campaign.config.fields import FORBIDDEN
from campaign.core.dates import ORDERS
from campaign.core.problems import Problem, did_you_mean, one_of, quote
from campaign.importer.dates import Cell, Orders, possible_orders
from campaign.importer.header_synonyms import (
    ELSEWHERE,
    JOINED,
    NOTHING,
    PERSONS,
    TARGETS,
    WORD_TARGETS,
    Target,
    folded,
    target_of,
    yes_or_no,
)
from campaign.importer.known_tools import Tool, recognise
from campaign.importer.personal import EXACT as PERSONAL_WITHOUT_DOUBT
from campaign.importer.personal import OTHER, held_by_header, held_by_values
from campaign.importer.table import Table
from campaign.importer.value_mapping import NONE, Meanings, Titles
from campaign.signatories.signatories import KINDS
from campaign.signatories.signatories_csv import Vocabulary

UNUSED = "unused"
PERSONAL = "personal"
BECOMES = (*TARGETS, UNUSED, PERSONAL)
"""What an editor may say a column becomes."""
MOST_ASKED = 200
"""Different answers of one column that are asked about, at most: it holds free text beyond."""
DATES = ("signed", "withdrawn")
GLANCE = 10
"""Rows among which a header is looked for that is not the first."""
NAMES = frozenset(("name", "organization", "affiliation", *PERSONS))
"""What a column may be taken for whose answers are no names."""


@dataclass(frozen=True)
class Choices:
    """What an editor said, in options or on a terminal, or what is remembered from before."""

    columns: Mapping[str, str] = field(default_factory=dict)
    """What a column becomes, by its name: one of `BECOMES`."""
    kind: str = ""
    """What signatories are where no column says it."""
    dates: str = ""
    """The order of day, month and year."""
    values: Mapping[str, str] = field(default_factory=dict)
    """What an answer means: a kind, a group, a demand, "yes", "no" or "none"."""
    remembered: bool = False
    """Whether all of it is remembered from an import of the same columns."""

    def with_answer(self, question: Question, answer: str) -> Choices:
        """Return the choices with one more: the answer to a question."""
        if question.about == "kind":
            return replace(self, kind=answer)
        if question.about == "dates":
            return replace(self, dates=answer)
        if question.about == "name":
            return replace(self, columns={**self.columns, answer: "name"})
        if question.about == "consent":
            return replace(self, columns={**self.columns, question.text: answer})
        return replace(self, values={**self.values, question.text: answer})


class Question(NamedTuple):
    """Something that neither the file nor an editor has said."""

    about: str
    """ "name", "consent", "kind", "dates" or "value"."""
    words: str
    """What is unknown, in a sentence."""
    answers: tuple[str, ...]
    """What can be answered."""
    option: str
    """How to answer on the command line."""
    line: int = 0
    text: str = ""
    """The value, or the column, that is asked about."""

    def problem(self, file: str) -> Problem:
        """Return the question as a problem of a file."""
        return Problem(file, self.line, 0, f"{self.words}; {self.option}")


class Use(NamedTuple):
    """What becomes of a column."""

    column: str
    becomes: str
    """One of `BECOMES`."""
    holds: str = ""
    """What personal data it holds."""
    example: str = ""


@dataclass(frozen=True)
class ColumnMapping:
    """Everything that turns a file's rows into signatories."""

    tool: str
    uses: tuple[Use, ...]
    kind: str
    dates: str
    values: Mapping[str, str]
    orders: Orders

    def of(self, *targets: str) -> tuple[str, ...]:
        """Return the columns that become any of these."""
        return tuple(use.column for use in self.uses if use.becomes in targets)


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
    problems = list(_unknown_columns(table, choices))
    tool = recognise(table.header)
    becomes = _propose(table, choices, tool, known, meanings, problems)
    uses = tuple(_use(table, column, becomes[column], tool) for column in table.header)
    mapping = ColumnMapping(
        tool.name if tool else "", uses, choices.kind, choices.dates, choices.values, Orders(ORDERS)
    )
    questions = list(_ask_consent(table, mapping, choices, tool))
    if question := _ask_name(table, mapping):
        questions.append(question)
    mapping, question = _decide_kind(mapping)
    if question and not questions:
        questions.append(question)
    asked = _ask_values(table, mapping, meanings, problems)
    questions.extend(asked)
    mapping, question = _decide_dates(table, mapping, stated=not choices.remembered)
    if question:
        questions.append(question)
    return Decision(mapping, tuple(questions), tuple(problems))


def _unknown_columns(table: Table, choices: Choices) -> Iterable[Problem]:
    if choices.remembered:
        return
    for column in choices.columns:
        if column not in table.header:
            yield Problem(
                table.file,
                0,
                0,
                f"there is no column {quote(column)}; {did_you_mean(column, table.header)}",
            )


def _propose(
    table: Table,
    choices: Choices,
    tool: Tool | None,
    known: Vocabulary,
    meanings: Meanings,
    problems: list[Problem],
) -> dict[str, str]:
    becomes: dict[str, str] = {}
    for column in table.header:
        words = folded(column)
        if column in choices.columns:
            chosen = choices.columns[column]
            if chosen not in (UNUSED, PERSONAL) and PERSONAL_WITHOUT_DOUBT.fullmatch(words):
                problems.append(Problem(
                    table.file, 0, 0,
                    f"the column {quote(column)} holds {held_by_header(words) or OTHER}, which the "
                    "list must never hold; leave it out of --map",
                ))  # fmt: skip
                chosen = PERSONAL
            becomes[column] = chosen
        elif tool and (own := tool.column(words)):
            becomes[column] = own
        elif column in table.headings:
            becomes[column] = _heading(table.column(column), known, meanings)
        else:
            target = target_of(column)
            if target == "group" and not known.groups:
                target = None
            becomes[column] = target or UNUSED
    _settle_contents(becomes, choices, tool, table, known, meanings)
    _settle_account(becomes, table)
    _settle_names(becomes, choices)
    _settle_twice(becomes, choices, table, problems)
    return becomes


def _heading(cells: Sequence[str], known: Vocabulary, meanings: Meanings) -> str:
    """Tell whether headings above lists name kinds or groups."""
    different = {cell for cell in cells if cell.strip()}
    if different and all(meanings.of("kind", cell) in KINDS for cell in different):
        return "kind"
    if known.groups and any(meanings.of("group", cell) in known.groups for cell in different):
        return "group"
    return UNUSED


def _settle_contents(
    becomes: dict[str, str],
    choices: Choices,
    tool: Tool | None,
    table: Table,
    known: Vocabulary,
    meanings: Meanings,
) -> None:
    """Let answers tell what a question's words do not: kinds, or the campaign's groups."""
    for column, use in becomes.items():
        if column in choices.columns or use not in (UNUSED, "kind", *NAMES):
            continue
        if tool and tool.column(folded(column)):
            continue
        different = {cell for cell in table.column(column) if cell.strip()}
        if not 0 < len(different) <= MOST_ASKED:
            continue
        groups = [cell for cell in different if known.groups and meanings.of("group", cell)]
        if len(groups) == len(different) or (
            use == UNUSED and len(groups) > 1 and len(groups) * 2 > len(different)
        ):
            becomes[column] = "group"
        elif use in NAMES:
            if all(map(yes_or_no, different)):
                becomes[column] = UNUSED
        elif all(meanings.of("kind", cell) for cell in different) and "kind" not in [
            *becomes.values()
        ]:
            becomes[column] = "kind"


def _settle_account(becomes: dict[str, str], table: Table) -> None:
    """Use the name of the account that filled a form in, where the form did not ask for one."""
    asked = {"name", "organization", "first name", "last name", "person"} & {*becomes.values()}
    for column, use in becomes.items():
        if use == "account":
            anonymous = all(
                cell.strip().casefold() in ("", "anonymous", "anónimo")
                for cell in table.column(column)
            )
            becomes[column] = PERSONAL if asked or anonymous else "person"


def _settle_names(becomes: dict[str, str], choices: Choices) -> None:
    """Where another column names the organization, a mere "Name" is a person's."""
    has_organization = "organization" in becomes.values() or any(
        choices.columns.get(column) == "name" for column in becomes
    )
    has_parts = {"first name", "last name"} <= {*becomes.values()}
    for column, use in becomes.items():
        if column in choices.columns:
            continue
        if use == "name" and has_organization:
            becomes[column] = "person"
        elif use == "name" and has_parts:
            becomes[column] = UNUSED
        elif use == "person" and "name" in becomes.values() and not has_organization:
            becomes[column] = "name"  # which of the two it is has to be said
    # "Nombre" beside "Apellidos" is the first name alone.
    if "last name" in becomes.values() and "first name" not in becomes.values():
        for column, use in becomes.items():
            if use in ("name", "person") and column not in choices.columns:
                becomes[column] = "first name"
                break


def _settle_twice(
    becomes: dict[str, str], choices: Choices, table: Table, problems: list[Problem]
) -> None:
    """Leave one column for each target: the chosen one, or the first; a name's must be chosen."""
    for target in TARGETS:
        columns = [column for column, use in becomes.items() if use == target]
        if len(columns) < 2 or target in JOINED:
            continue
        chosen = [column for column in columns if column in choices.columns]
        if len(chosen) > 1:
            problems.append(Problem(
                table.file, 0, 0,
                f"the columns {' and '.join(map(quote, chosen))} cannot both become {target}; "
                "keep one --map",
            ))  # fmt: skip
        if not chosen and target in ("name", "organization", "person"):
            problems.append(Problem(
                table.file, 0, 0,
                f"the columns {' and '.join(map(quote, columns))} may each hold the {target}; say "
                f'which one does, as --map "{columns[0]}={target}", and write --ignore '
                f'"{columns[1]}" for the other',
            ))  # fmt: skip
        # When a record was made says less than when it was signed.
        asked = [column for column in columns if "created" not in folded(column)]
        for column in columns:
            if column != (chosen or asked or columns)[0]:
                becomes[column] = UNUSED


def _use(table: Table, column: str, becomes: str, tool: Tool | None) -> Use:
    if becomes in TARGETS:
        example = next((c for c in table.column(column) if c.strip() and c not in NOTHING), "")
        return Use(column, becomes, "", " ".join(example.split()))
    holds = held_by_header(folded(column)) or held_by_values(table.column(column)[:2000])
    if becomes == PERSONAL or holds:
        return Use(column, PERSONAL, holds or OTHER)
    return Use(column, UNUSED)


def _ask_consent(
    table: Table, mapping: ColumnMapping, choices: Choices, tool: Tool | None
) -> Iterable[Question]:
    """Ask of a column of yes and no whether it says who may be named, if no other says it."""
    if mapping.of("consent"):
        return
    for use in mapping.uses:
        if use.becomes != UNUSED or use.column in choices.columns:
            continue
        words = folded(use.column)
        if ELSEWHERE.search(words) or (tool and tool.column(words)):
            continue
        different = {cell for cell in table.column(use.column) if cell.strip()}
        if {yes_or_no(cell) for cell in different} == {"yes", "no"}:
            yield Question(
                "consent",
                f"the column {quote(use.column)} holds yes and no, and may say whether a name may "
                "be published",
                ("consent", UNUSED),
                f'write --map "{use.column}=consent", or --ignore "{use.column}"',
                1,
                use.column,
            )


def _ask_name(table: Table, mapping: ColumnMapping) -> Question | None:
    if mapping.of("name", "organization", *PERSONS):
        return None
    free = [use.column for use in mapping.uses if use.becomes == UNUSED]
    remedy = f'say which one does, as --map "{(free or table.header)[0]}=name"'
    if line := _later_header(table):
        remedy += f", or, if row {line} names the columns, write --header-row {line}"
    return Question(
        "name",
        "no column is known to hold the signatories' names",
        tuple(free or table.header),
        remedy,
        1,
    )


def _later_header(table: Table) -> int:
    """Return the line of one of the first rows that looks like a header; 0 if none does."""
    for row in table.rows[:GLANCE]:
        targets = {target_of(cell) for cell in row.cells if cell.strip()}
        if not targets.isdisjoint(NAMES):
            return row.line
    # Below a title, which is one cell, every row has too many.
    return table.refused[0][0].line if len(table.header) == 1 and table.refused else 0


def _decide_kind(mapping: ColumnMapping) -> tuple[ColumnMapping, Question | None]:
    if mapping.kind or mapping.of("kind"):
        return mapping, None
    organizations = bool(mapping.of("organization"))
    persons = bool(mapping.of(*PERSONS))
    if not mapping.of("name") and organizations != persons:
        return replace(mapping, kind=KINDS[0] if organizations else KINDS[1]), None
    return mapping, Question(
        "kind",
        "no column says whether organizations or individuals signed",
        KINDS,
        "write --kind organization or --kind individual",
    )


def _ask_values(
    table: Table, mapping: ColumnMapping, meanings: Meanings, problems: list[Problem]
) -> list[Question]:
    questions: dict[str, Question] = {}
    for use in mapping.uses:
        if use.becomes not in WORD_TARGETS:
            continue
        at = table.header.index(use.column)
        counts = Counter(row.cells[at] for row in table.rows)
        unknown: dict[str, int] = {}
        for cell, count in counts.items():
            for part in meanings.unknown(use.becomes, cell):
                unknown[part] = unknown.get(part, 0) + count
        allowed = meanings.allowed(use.becomes)
        unfit = any(FORBIDDEN.search(part) for part in unknown)
        if unfit or len(unknown) > MOST_ASKED or (unknown and not allowed):
            problems.append(Problem(
                table.file, 0, 0,
                f"the column {quote(use.column)} cannot become '{use.becomes}': it holds "
                f"{len(unknown)} different texts that mean none; write --ignore "
                f'"{use.column}", or map it to something else',
            ))  # fmt: skip
            continue
        for part, count in unknown.items():
            rows = "1 row" if count == 1 else f"{count} rows"
            questions.setdefault(part, Question(
                "value",
                f"{quote(part)} in the column {quote(use.column)} ({rows}) names no {use.becomes} "
                "that is known",
                (*allowed, NONE),
                f'say what it means, as --value "{part}={allowed[0]}" (known: '
                f"{one_of((*allowed, NONE))})",
                next((row.line for row in table.rows if part in row.cells[at]), 0),
                part,
            ))  # fmt: skip
    return list(questions.values())


def _decide_dates(
    table: Table, mapping: ColumnMapping, *, stated: bool
) -> tuple[ColumnMapping, Question | None]:
    columns = [table.header.index(column) for column in mapping.of(*DATES)]
    orders = possible_orders(
        Cell(f"{row.file}:{row.line}" if row.line else row.file, row.cells[at])
        for row in table.rows
        for at in columns
        if row.cells[at]
    )
    mapping = replace(mapping, orders=orders)
    if mapping.dates and (stated or mapping.dates in orders.possible):
        return mapping, None
    if orders.order:
        # Where every date reads alike in all orders, none is worth remembering.
        only = orders.order if len(orders.possible) == 1 else ""
        if not (mapping.dates and only):
            return replace(mapping, dates=only), None
    if orders.mixed:
        cells = " and ".join(f"{quote(cell.text)} ({cell.place})" for cell in orders.mixed[:2])
        words = f"no one order of day and month reads all dates: {cells}"
        remedy = "the rows that it cannot read are then refused"
    elif orders.doubtful:
        words = (
            f"{quote(orders.doubtful.text)} ({orders.doubtful.place}) can be two days, and no date "
            "in the column tells which"
        )
        remedy = "the form's language and country tell the order"
    elif orders.witness:
        words = (
            f"{quote(orders.witness.text)} ({orders.witness.place}) cannot be read "
            f"{mapping.dates}, as in the last import"
        )
        remedy = "check that the right file was exported"
    else:
        return mapping, None
    return replace(mapping, dates=""), Question(
        "dates",
        words,
        orders.possible,
        f"write --dates {' or --dates '.join(orders.possible)}; {remedy}",
    )


def target_word(text: str) -> Target | str | None:
    """Return what a word of --map means, "ignore" among them; None if it means nothing."""
    word = " ".join(text.split()).casefold().replace("_", " ")
    if word in BECOMES:
        return word
    return {"first": "first", "firstname": "first name", "lastname": "last name"}.get(word)
