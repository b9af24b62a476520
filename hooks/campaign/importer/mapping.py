"""Decides what becomes of each column of a file, and asks what nothing tells."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import NamedTuple

from campaign.config.fields import FORBIDDEN
from campaign.config.import_profile import NONE
from campaign.config.topics import ABOUT_IMPORTING
from campaign.core.dates import ORDERS
from campaign.core.problems import Problem, counted, did_you_mean, one_of, quote
from campaign.importer.choices import (
    BECOMES,
    IGNORED,
    PERSONAL,
    STRUCK_OUT,
    TARGETS,
    UNUSED,
    Choices,
    Question,
)
from campaign.importer.consent import Rule, settle_naming
from campaign.importer.dates import Cell, Orders, possible_orders
from campaign.importer.personal import OTHER, held_by_values, is_beyond_doubt
from campaign.importer.table import HEADING, STRUCK, Table
from campaign.importer.tools import Tool, recognise
from campaign.importer.value_mapping import Meanings, Titles
from campaign.importer.words import (
    NAMES,
    PERSONS,
    answer_of,
    asked_by,
    folded,
    is_sentence,
    personal_of,
    target_of,
)
from campaign.signatories.signatories import KINDS
from campaign.signatories.signatories_csv import Vocabulary
from campaign.signatories.tidy import is_anonymous, means_nothing

LIKE_NAMES = NAMES | {"affiliation"}
"""What a column may be taken for whose answers are no names."""
JOINED = ("place", "demands", "consent")
"""What several columns may become together."""
ASKED_FOR = ("kind", "group", "demands", "first")
"""Targets of a few known values: what others mean has to be said."""
MOST_ASKED = 200
"""Different answers of one column that are asked about, at most: it holds free text beyond."""
DATES = ("signed", "withdrawn")
GLANCE = 10
"""Rows among which a header is looked for that is not the first."""
LOOKED_AT = 500
"""Cells by which a column is judged."""
NO_NAME = re.compile(r"[@#=<>{}?]|\d{3}|https?:|www\.")


class Use(NamedTuple):
    """What becomes of a column."""

    column: str
    becomes: str
    """One of `BECOMES`, `IGNORED` or `STRUCK_OUT`."""
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
    rules: Mapping[str, Rule]
    """By column: who may be named."""
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
    becomes = {
        column: _proposed(table, column, choices, tool, known, problems) for column in table.header
    }
    free = [column for column in table.header if column not in choices.columns]
    _settle_by_answers(
        table, becomes, [c for c in free if not asked_by(c).is_about_names], tool, known, meanings
    )
    naming = settle_naming(table, becomes, choices, tool)
    problems += naming.problems
    asked_about = {question.text for question in naming.questions}
    becomes |= dict.fromkeys(naming.rules, "consent") | dict.fromkeys(asked_about, UNUSED)
    free = [column for column in free if becomes[column] != "consent" and column not in asked_about]
    _settle_names(table, becomes, free, choices)
    problems += _settle_twice(table, becomes, choices)
    uses = tuple(_use(table, column, becomes[column]) for column in table.header)
    mapping = ColumnMapping(
        tool.name if tool else "", uses, choices.kind, choices.dates, choices.values,
        naming.rules, Orders(ORDERS),
    )  # fmt: skip
    questions = list(naming.questions)
    mapping, question = _decide_kind(mapping)
    if name := _ask_name(table, mapping):
        questions.append(name)
    elif question and not questions:
        questions.append(question)
    questions += _ask_values(table, mapping, meanings, problems)
    mapping, question = _decide_dates(table, mapping, stated=not choices.remembered)
    return Decision(mapping, (*questions, *([question] if question else [])), tuple(problems))


def looks_like_names(cells: Iterable[str]) -> bool:
    """Whether most of a column's cells may be names of people or organizations."""
    filled = [cell.strip() for cell in cells if cell.strip()][:LOOKED_AT]
    good = [cell for cell in filled if _may_be_name(cell)]
    return bool(good) and len(good) * 3 >= len(filled) * 2 and len(set(good)) * 2 > len(good)


def _may_be_name(cell: str) -> bool:
    return (
        sum(map(str.isalpha, cell)) > 1
        and len(cell) <= 120
        and not NO_NAME.search(cell)
        and answer_of(cell) is None
        and not (means_nothing(cell) or is_anonymous(cell) or is_sentence(cell))
    )


def _unknown_columns(table: Table, choices: Choices) -> Iterable[Problem]:
    if choices.remembered:
        return
    for column in dict.fromkeys((*choices.columns, *choices.publish)):
        if column not in table.header:
            message = f"there is no column {quote(column)}; {did_you_mean(column, table.header)}"
            yield Problem(table.file, 0, 0, message, ABOUT_IMPORTING)


def _proposed(
    table: Table,
    column: str,
    choices: Choices,
    tool: Tool | None,
    known: Vocabulary,
    problems: list[Problem],
) -> str:
    """Return what a column becomes by what was chosen, by its tool, or by its name."""
    if column in choices.columns:
        chosen = choices.columns[column]
        if chosen in TARGETS and chosen != "consent" and is_beyond_doubt(column):
            message = (
                f"the column {quote(column)} holds {personal_of(column) or OTHER}, which the list "
                "must never hold; leave it out of --map"
            )
            problems.append(Problem(table.file, 0, 0, message, ABOUT_IMPORTING))
            return PERSONAL
        return chosen
    if column == STRUCK:
        return STRUCK_OUT
    if tool and (own := tool.column(column)):
        return own
    target = target_of(column) if column != HEADING else None
    if target == "consent" or (target == "group" and not known.groups):
        return UNUSED
    return target or UNUSED


def _settle_by_answers(
    table: Table,
    becomes: dict[str, str],
    free: Iterable[str],
    tool: Tool | None,
    known: Vocabulary,
    meanings: Meanings,
) -> None:
    """Let answers tell what a question's words do not: kinds, or the campaign's groups."""
    for column in free:
        use = becomes[column]
        if use not in (UNUSED, "kind", *LIKE_NAMES) or (tool and tool.column(column)):
            continue
        different = {cell for cell in {*table.columns[column]} if cell.strip()}
        if not 0 < len(different) <= MOST_ASKED:
            continue
        groups = [cell for cell in different if known.groups and meanings.of("group", cell)]
        is_kind = all(meanings.of("kind", cell) in KINDS for cell in different)
        if len(groups) == len(different) or (
            use == UNUSED and len(groups) > 1 and len(groups) * 2 > len(different)
        ):
            becomes[column] = "group"
        elif use in LIKE_NAMES and all(map(answer_of, different)):
            becomes[column] = UNUSED
        elif use == UNUSED and is_kind and "kind" not in becomes.values():
            becomes[column] = "kind"


def _settle_names(
    table: Table, becomes: dict[str, str], free: Iterable[str], choices: Choices
) -> None:
    """Tell a person's name from an organization's, and a whole name from its parts."""
    free = list(free)
    # The name of the account that filled a form in counts where the form did not ask for one.
    asked = {"name", "organization", *PERSONS} & {*becomes.values()}
    for column, use in becomes.items():
        if use == "account":
            is_told = not asked and looks_like_names(table.columns[column])
            becomes[column] = "person" if is_told else PERSONAL
    has_organization = "organization" in becomes.values() or "name" in choices.columns.values()
    has_parts = {"first name", "last name"} <= {*becomes.values()}
    for column in free:
        use = becomes[column]
        if use == "name" and has_organization:
            becomes[column] = "person"
        elif use == "name" and has_parts:
            becomes[column] = UNUSED
        elif use == "person" and "name" in becomes.values() and not has_organization:
            becomes[column] = "name"  # which of the two it is has to be said
    # "Nombre" beside "Apellidos" is the first name alone, "Nom" beside "Prénom" the last.
    for part, other in (("last name", "first name"), ("first name", "last name")):
        if part in becomes.values() and other not in becomes.values():
            mere = [c for c in free if becomes[c] in ("name", "person")]
            own = next(c for c, use in becomes.items() if use == part)
            if mere and not _hold(table.columns[mere[0]], table.columns[own]):
                becomes[mere[0]] = other


def _hold(wholes: Iterable[str], parts: Iterable[str]) -> bool:
    """Whether most names of one column hold those of another: they are whole names then."""
    pairs = [(a, b) for a, b in zip(wholes, parts, strict=True) if a.strip() and b.strip()]
    held = sum(b.strip().casefold() in a.casefold() for a, b in pairs[:LOOKED_AT])
    return bool(pairs) and held * 2 > min(len(pairs), LOOKED_AT)


def _settle_twice(table: Table, becomes: dict[str, str], choices: Choices) -> list[Problem]:
    """Leave one column for each target: the chosen one, or the first; a name's must be chosen."""
    problems = []
    for target in TARGETS:
        columns = [column for column, use in becomes.items() if use == target]
        if len(columns) < 2 or target in JOINED:
            continue
        chosen = [column for column in columns if column in choices.columns]
        names = [c for c in columns if target in LIKE_NAMES and looks_like_names(table.columns[c])]
        message = ""
        if len(chosen) > 1:
            message = (
                f"the columns {' and '.join(map(quote, chosen))} cannot both become {target}; "
                "keep one --map"
            )
        elif not chosen and target in ("name", "organization", "person") and len(names) != 1:
            message = (
                f"the columns {' and '.join(map(quote, columns))} may each hold the {target}; say "
                f'which one does by --map "COLUMN={target}", and name the others by --ignore'
            )
        if message:
            problems.append(Problem(table.file, 0, 0, message, ABOUT_IMPORTING))
        # When a record was made says less than when it was signed.
        asked = [column for column in columns if "created" not in folded(column)]
        kept = (chosen or names or asked or columns)[0]
        becomes |= dict.fromkeys((column for column in columns if column != kept), UNUSED)
    return problems


def _use(table: Table, column: str, becomes: str) -> Use:
    if becomes in TARGETS:
        example = next(filter(_tells, table.columns[column]), "")
        return Use(column, becomes, "", " ".join(example.split()))
    if becomes in (IGNORED, STRUCK_OUT):
        return Use(column, becomes)
    holds = personal_of(column) or held_by_values(table.columns[column][:LOOKED_AT])
    return Use(column, PERSONAL, holds or OTHER) if becomes == PERSONAL or holds else Use(
        column, UNUSED
    )  # fmt: skip


def _tells(cell: str) -> bool:
    return not (means_nothing(cell) or is_anonymous(cell))


def _ask_name(table: Table, mapping: ColumnMapping) -> Question | None:
    needed = PERSONS if mapping.kind == KINDS[1] else ("organization", *PERSONS)
    if mapping.of("name", *needed):
        return None
    free = [use.column for use in mapping.uses if use.becomes in (UNUSED, "organization")]
    like = [column for column in free if looks_like_names(table.columns[column])]
    headed = [column for column in like if not _may_be_whole_name(column)]
    remedies = []
    if line := _later_header(table):
        remedies.append(f"if row {line} names the columns, write --header-row {line}")
    elif headed:
        remedies.append(f'say which one does, as --map "{headed[0]}=name"')
    elif like or not any(map(target_of, table.header)):
        remedies.append("if the first row is a signatory and names no columns, write --no-header")
    if not headed and not line:
        remedies.append('otherwise say which column holds them by --map "COLUMN=name"')
    whose = "the individuals'" if needed is PERSONS else "the signatories'"
    return Question(
        "name",
        f"no column is known to hold {whose} names; the columns are "
        f"{', '.join(map(quote, table.header))}",
        tuple(like or free or table.header),
        ", ".join(remedies),
        1,
    )


def _may_be_whole_name(header: str) -> bool:
    """Whether a header looks like somebody's name: two capitalized words or more."""
    words = header.split()
    return len(words) > 1 and all(word[:1].isupper() for word in words) and _may_be_name(header)


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
        if use.becomes not in ASKED_FOR:
            continue
        at = table.header.index(use.column)
        unknown: Counter[str] = Counter()
        for cell, count in Counter(row.cells[at] for row in table.rows).items():
            for part in meanings.unknown(use.becomes, cell):
                unknown[part] += count
        allowed = meanings.allowed(use.becomes)
        unfit = any(FORBIDDEN.search(part) for part in unknown)
        if unfit or len(unknown) > MOST_ASKED or (unknown and not allowed):
            message = (
                f"the column {quote(use.column)} cannot become '{use.becomes}': it holds "
                f"{len(unknown)} different texts that mean none; write --ignore "
                f'"{use.column}", or map it to something else'
            )
            problems.append(Problem(table.file, 0, 0, message, ABOUT_IMPORTING))
            continue
        for part, count in unknown.items():
            rows = counted(count, "row")
            questions.setdefault(part, Question(
                "value",
                f"{quote(part)} in the column {quote(use.column)} ({rows}) names no {use.becomes} "
                "that is known",
                (*allowed, NONE),
                f'say what it means, as --value "{part}=MEANING" (known: '
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
        remedy = "the dates that it cannot read are then left out"
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
    option = f"write --dates {' or --dates '.join(orders.possible)}; {remedy}"
    return replace(mapping, dates=""), Question("dates", words, orders.possible, option)


def target_word(text: str) -> str | None:
    """Return what a word of --map means; None if it means nothing."""
    word = " ".join(text.split()).casefold().replace("_", " ")
    word = {"firstname": "first name", "lastname": "last name"}.get(word, word)
    if word not in BECOMES:
        return None
    return IGNORED if word == UNUSED else word
