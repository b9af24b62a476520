"""Says what came, what was added and what needs a look, in lines for a terminal or a log."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain
from typing import NamedTuple

from campaign.core.problems import Problem, counted, quote
from campaign.curation.likely import Pair
from campaign.importer.choices import IGNORED, PERSONAL, STRUCK_OUT, UNUSED, Question
from campaign.importer.columns import (
    CONTACT_NAMES,
    CONTACT_TITLES,
    EMPTY_ANSWER,
    TableColumn,
    looks_like,
)
from campaign.importer.converting import Incoming
from campaign.importer.mapping import ColumnMapping
from campaign.importer.planning import Difference, Fate, Outcome, Plan
from campaign.importer.table import Table
from campaign.importer.words import PERSONS

_WIDEST = 40
_ALWAYS = 6
"""So many numbers are told even where they are 0."""
MOST_PAIRS = 10
"""Likely duplicates that a report names."""
BOTH_PARTS = "; name and `sort` are made of both parts"
MEANS = {
    "organization": "name of an organization that signs, affiliation of an individual",
    "person": "name of an individual who signs; an organization's contact person is dropped",
    "first name": f"first name{BOTH_PARTS}",
    "last name": f"last name{BOTH_PARTS}",
    UNUSED: "not used",
    IGNORED: "not used, as you said",
    STRUCK_OUT: "entries that are struck through: withdrawn, and kept out",
}

TITLES: Mapping[Fate, str] = {
    "namesake": "Perhaps somebody else of the same name, and not added",
    "still listed": "Did not agree to be named, and yet in the list",
    "conflicting": "In the list with other details, which are kept",
    "repeated": "Twice in the file",
    "corrected": "Corrected after an earlier import, and not added again",
    "withdrawn": "Withdrawn, and kept out",
}


class Part(NamedTuple):
    """Rows of one fate, and what is said of each."""

    title: str
    rows: Sequence[tuple[Incoming | Problem, str]]
    remedies: Sequence[str] = ()


def source_lines(table: Table, tool: str) -> Iterator[str]:
    """Say what a file is and how it was read."""
    rows = len(table.rows) + len(table.refused)
    looks = f"; it looks like an export of {tool}" if tool and "own" not in tool else ""
    yield f"{table.file}: {table.form}, {counted(rows, 'row')}{looks}."
    yield from table.notes


def proposal_lines(mapping: ColumnMapping) -> Iterator[str]:
    """Say what becomes of each column."""
    yield "What becomes of its columns:"
    width = max(len(_short(column.name)) for column in mapping.columns)
    for column in mapping.columns:
        yield f"  {_short(column.name):{width}}  {_meaning(mapping, column)}"
    if mapping.kind:
        beside = " where no column says it" if mapping.of("kind") else ""
        yield f"Kind{beside}: {mapping.kind}."
    if mapping.dates:
        why = f"; {mapping.witness} allows nothing else" if mapping.witness else ""
        yield f"Dates are read {mapping.dates}{why}."
    for text, meaning in mapping.values.items():
        yield f"{quote(text)} means {meaning}."


def _meaning(mapping: ColumnMapping, column: TableColumn) -> str:
    """Say what a column becomes, with an example where that is sure to be published."""
    only = "" if mapping.of("kind") else mapping.kind
    if column.becomes == PERSONAL:
        return f"dropped: {column.holds}"
    if only == "organization" and column.becomes in PERSONS:
        return f"dropped: {CONTACT_NAMES}"
    if only == "organization" and column.becomes == "title" and mapping.of(*PERSONS):
        return f"dropped: {CONTACT_TITLES}"
    if column.rule:
        answers = sorted(column.rule.publish)
        named = ", ".join(a if a == EMPTY_ANSWER else quote(a) for a in answers) or "nobody"
        return f"who may be named: who answered {named}; all others stay out"
    if only and column.becomes == "organization":
        what = "name" if only == "organization" else "affiliation"
    else:
        what = MEANS.get(column.becomes, column.becomes)
    is_private = column.becomes in PERSONS and (only != "individual" or mapping.of("consent"))
    if is_private or not column.example or looks_like(column.example):
        return what
    return f"{what}, for example {quote(column.example[:_WIDEST])}"


def remedy_lines(questions: Sequence[Question]) -> Iterator[str]:
    """Say how to answer everything that was asked at once."""
    if len(questions) > 1:
        arguments = " ".join(dict.fromkeys(question.argument for question in questions))
        is_naming = any(question.about == "consent" for question in questions)
        ignore = ", or --ignore COLUMN in place of --publish" if is_naming else ""
        words = "with yours in place of the words in capitals"
        yield f"Add all answers to the command, {words}{ignore}:"
        yield f"  {arguments}"


def summary_lines(plan: Plan, *, dry_run: bool) -> Iterator[str]:
    """Say how many rows came, and what became of each: the numbers add up."""
    merged, converted = plan.merged, plan.converted
    counts = {
        "to be added" if dry_run else "added": len(merged["added"]),
        "known": len(merged["known"]),
        "conflicting": len(merged["conflicting"]),
        "withdrawn": len(merged["withdrawn"]),
        "refused": len(plan.refused),
        "twice in the file": len(merged["repeated"]),
        "of a name that stands already": len(merged["namesake"]),
        "corrected since": len(merged["corrected"]),
        "did not agree to be named": len(converted.declined),
    }
    told = [f"{n:,} {what}" for at, (what, n) in enumerate(counts.items()) if n or at < _ALWAYS]
    yield f"{counted(plan.came, 'row')} came: {', '.join(told)}."
    dropped, tidied = (
        ", ".join(f"{what} ({count:,})" for what, count in sorted(found.items()) if count)
        for found in (converted.dropped, converted.tidied)
    )
    if dropped:
        yield f"Dropped, personal data: {dropped}."
    if tidied:
        yield f"Tidied: {tidied}."


def written_lines(plan: Plan, shown: str, remembered: str) -> Iterator[str]:
    """Say what was written; `remembered`: the path of the file of mappings, if it was."""
    is_changed = bool(plan.merged["added"])
    if not is_changed:
        yield f"{shown} stays as it is."
    if saved := [*([shown] if is_changed else ()), *filter(None, [remembered])]:
        yield f"Written: {' and '.join(saved)}. Commit {'both' if saved[1:] else 'it'}."


def open_parts(plan: Plan, shown: str) -> Iterator[Part]:
    """Name the rows about which an editor has to do something; `shown` is the list's path."""
    converted = plan.converted
    remedies = []
    if converted.unnamed:
        remedies.append(
            f"{counted(converted.unnamed, 'signatory')} of them gave no name. Whoever wants to be "
            f"counted and not named: write unnamed: {converted.unnamed} below extra.campaign in "
            "mkdocs.yml, or add it to the number there."
        )
    if converted.noted:
        remedies.append(
            f"{counted(converted.noted, 'row')} of them may ask in a note not to be named; "
            "nobody but you can tell."
        )
    yield Part("Refused", _told(chain.from_iterable(plan.refused)), remedies)
    yield Part("Taken without a cell that could not be used", _told(converted.left_out))
    keep = (
        "If they are other people, write --namesakes keep, which adds all of them; those who "
        "are not, leave out of a copy of the file."
    )
    yield _of_fate(plan, "namesake", shown, keep)
    yield _of_fate(plan, "still listed", shown)
    yield _of_fate(plan, "conflicting", shown)


def look_lines(plan: Plan, shown: str) -> Iterator[str]:
    """Name the rows that need an editor's eye, by what is to be done about them."""
    declined = [(one, "") for one in plan.converted.declined]
    closed: Iterable[Fate] = ("repeated", "corrected", "withdrawn")
    for title, rows, remedies in (
        *open_parts(plan, shown),
        Part("Did not agree to be named, and left out", declined),
        *(_of_fate(plan, fate, shown) for fate in closed),
    ):
        if rows:
            yield f"{title} ({len(rows):,}):"
            yield from (f"  {': '.join(filter(None, (_at(plan, row), what)))}"
                        for row, what in rows)  # fmt: skip
            yield from (f"  {remedy}" for remedy in remedies)


def _told(problems: Iterable[Problem]) -> list[tuple[Incoming | Problem, str]]:
    return [(problem, problem.message) for problem in problems]


def _of_fate(plan: Plan, fate: Fate, shown: str, *remedies: str) -> Part:
    rows = [(one.incoming, _said_of(plan, fate, one, shown)) for one in plan.merged[fate]]
    return Part(TITLES[fate], rows, remedies)


def _said_of(plan: Plan, fate: Fate, outcome: Outcome, shown: str) -> str:
    """Say what became of a signatory that needs a look, and what to do."""
    if fate == "withdrawn":
        return "this signatory withdrew; `campaign restore` undoes that"
    other = outcome.other
    if other is None:
        return (
            "an editor corrected what the list says of this signatory; if this is somebody else, "
            "run `campaign add`"
        )
    name, listed = outcome.incoming.cells["name"], other.cells["name"]
    there = _at(plan, other) if isinstance(other, Incoming) else f"{shown}:{other.line}"
    differences = "; ".join(map(_difference, outcome.differences))
    if fate == "still listed":
        return (
            f"{quote(listed)} stands in {there}; if it is the same signatory, run "
            f"`campaign withdraw {quote(listed)}`"
        )
    if fate == "repeated":
        as_written = f", written {quote(listed)}" if listed != name else ""
        told = f"{quote(name)} is the signatory of {there}, which is kept{as_written}"
        return f"{told}: {differences}" if differences else told
    return f"{quote(name)} stands in {there}: {differences}"


def likely_lines(pairs: Sequence[Pair] | None) -> Iterator[str]:
    """Name the likeliest duplicates among the new signatories; None: they were not looked for."""
    if pairs is None:
        yield (
            "There are too many names to look for likely duplicates by the way: run "
            "`campaign duplicates`."
        )
    if pairs:
        yield f"New, and perhaps in the list already or twice in the file ({len(pairs):,}):"
        for pair in pairs[:MOST_PAIRS]:
            first, second = (quote(each.signatory.name) for each in (pair.first, pair.second))
            yield f"  {second} may be {first}: {'; '.join(pair.reasons)}"
        more = f"There are {len(pairs) - MOST_PAIRS:,} more. " if len(pairs) > MOST_PAIRS else ""
        yield f"  {more}Afterwards, `campaign duplicates` shows them and asks what they are."


def _at(plan: Plan, row: Incoming | Problem) -> str:
    """Say where a row stands: its number, and its file where that is one of a folder."""
    file = row.path if isinstance(row, Problem) else row.file
    if file == plan.table.file:
        return f"row {row.line}" if row.line else "a row"
    name = file.removeprefix(f"{plan.table.file.rstrip('/')}/")
    place = (row.line, row.column) if isinstance(row, Problem) else ()
    return ":".join([name, *(str(number) for number in place if number)])


def _difference(found: Difference) -> str:
    there = quote(found.kept) if found.kept else "empty"
    here = f"{quote(found.other)} here" if found.other else "empty here"
    return f"'{found.column}' is {there} there, {here}"


def _short(text: str) -> str:
    return text if len(text) <= _WIDEST else f"{text[: _WIDEST - 1]}…"
