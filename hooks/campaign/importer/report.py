"""Says what came, what was added and what needs a look, in lines for a terminal or a log."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from campaign.core.problems import Problem, counted, quote
from campaign.curation.blocking import Pair
from campaign.importer.choices import IGNORED, PERSONAL, STRUCK_OUT, UNUSED
from campaign.importer.columns import TableColumn
from campaign.importer.consent import EMPTY_ANSWER
from campaign.importer.converting import Incoming, LeftOut
from campaign.importer.mapping import ColumnMapping, dated
from campaign.importer.personal import CONTACT_NAMES, CONTACT_TITLES, looks_like
from campaign.importer.planning import Plan
from campaign.importer.table import Table
from campaign.importer.upsert import Difference, Fate, Outcome
from campaign.importer.words import PERSONS

_WIDEST = 40
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

SAID: Mapping[Fate, tuple[str, str]] = {
    "namesake": (
        "Perhaps somebody else of the same name, and not added",
        "{at}: {name} stands in {there}: {differences}",
    ),
    "still listed": (
        "Did not agree to be named, and yet in the list",
        "{at}: {listed} stands in {there}; if it is the same signatory, run "
        "`campaign withdraw {listed}`",
    ),
    "conflicting": (
        "In the list with other details, which are kept",
        "{at}: {name} stands in {there}: {differences}",
    ),
    "repeated": (
        "Twice in the file",
        "{at}: {name} is the signatory of {there}, which is kept{as_written}{and_differences}",
    ),
    "corrected": (
        "Corrected after an earlier import, and not added again",
        "{at}: an editor corrected what the list says of this signatory; if this is somebody "
        "else, run `campaign add`",
    ),
    "withdrawn": (
        "Withdrawn, and kept out",
        "{at}: this signatory withdrew; `campaign restore` undoes that",
    ),
}
"""What is said of rows that need a look, by what became of them: a title, and of each one."""


def source_lines(table: Table, tool: str) -> Iterator[str]:
    """Say what a file is and how it was read."""
    rows = len(table.rows) + len(table.refused)
    looks = f"; it looks like an export of {tool}" if tool and "own" not in tool else ""
    yield f"{table.file}: {table.form}, {counted(rows, 'row')}{looks}."
    yield from table.notes


def proposal_lines(table: Table, mapping: ColumnMapping) -> Iterator[str]:
    """Say what becomes of each column."""
    yield "What becomes of its columns:"
    width = max(len(_short(column.name)) for column in mapping.columns)
    for column in mapping.columns:
        yield f"  {_short(column.name):{width}}  {_meaning(mapping, column)}"
    if mapping.kind:
        beside = " where no column says it" if mapping.of("kind") else ""
        yield f"Kind{beside}: {mapping.kind}."
    if mapping.dates:
        orders = mapping.orders
        is_only = orders.witness and orders.possible == (mapping.dates,)
        why = f"; {dated(table, mapping, orders.witness)} allows nothing else" if is_only else ""
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
    if column.name in mapping.rules:
        answers = sorted(mapping.rules[column.name].publish)
        named = ", ".join(a if a == EMPTY_ANSWER else quote(a) for a in answers) or "nobody"
        return f"who may be named: who answered {named}; all others stay out"
    if only and column.becomes == "organization":
        what = "name" if only == "organization" else "affiliation"
    else:
        what = MEANS.get(column.becomes, column.becomes)
    is_private = column.becomes in PERSONS and (only != "individual" or mapping.rules)
    if is_private or not column.example or looks_like(column.example):
        return what
    return f"{what}, for example {quote(column.example[:_WIDEST])}"


def summary_lines(plan: Plan, *, dry_run: bool) -> Iterator[str]:
    """Say how many rows came, and what became of each: the numbers add up."""
    merged, converted = plan.merged, plan.converted
    always: Mapping[str, int] = {
        "to be added" if dry_run else "added": len(merged["added"]),
        "known": len(merged["known"]),
        "conflicting": len(merged["conflicting"]),
        "withdrawn": len(merged["withdrawn"]),
        "refused": len(plan.refused),
        "twice in the file": len(merged["repeated"]),
    }
    seldom: Mapping[str, int] = {
        "of a name that stands already": len(merged["namesake"]),
        "corrected since": len(merged["corrected"]),
        "did not agree to be named": len(converted.declined),
    }
    counts = {**always, **{word: count for word, count in seldom.items() if count}}
    told = ", ".join(f"{count:,} {word}" for word, count in counts.items())
    yield f"{counted(plan.came, 'row')} came: {told}."
    for begin, found in (
        ("Dropped, personal data", converted.dropped), ("Tidied", converted.tidied)
    ):  # fmt: skip
        told = ", ".join(f"{what} ({count:,})" for what, count in sorted(found.items()) if count)
        if told:
            yield f"{begin}: {told}."


def written_lines(plan: Plan, shown: str, remembered: str) -> Iterator[str]:
    """Say what was written; `remembered`: the path of the file of mappings, if it was."""
    is_changed = bool(plan.merged["added"])
    if not is_changed:
        yield f"{shown} stays as it is."
    if saved := [*([shown] if is_changed else ()), *filter(None, [remembered])]:
        yield f"Written: {' and '.join(saved)}. Commit {'both' if saved[1:] else 'it'}."


def look_lines(plan: Plan, shown: str) -> Iterator[str]:
    """Name the rows that need an editor's eye, by what is to be done about them.

    `shown` is the list's path.
    """
    converted = plan.converted
    refused = [problem for problems in plan.refused for problem in problems]
    yield from _part("Refused", (f"{_at(plan, p)}: {p.message}" for p in refused))
    if converted.anonymous:
        yield (
            f"  {counted(converted.anonymous, 'signatory')} of them signed without a name: write "
            f"unnamed: {converted.anonymous} below extra.campaign in mkdocs.yml, or add it to the "
            "number there, so that they are counted."
        )
    if converted.noted:
        yield (
            f"  {counted(converted.noted, 'row')} of them may ask in a note not to be named; "
            "nobody but you can tell."
        )
    yield from _part(
        "Taken without a cell that could not be used",
        (f"{_at(plan, one)}: {quote(one.column)} {one.why}" for one in converted.left_out),
    )
    for fate, (title, sentence) in SAID.items():
        yield from _part(
            title, (_sentence(plan, each, sentence, shown) for each in plan.merged[fate])
        )
        if fate == "namesake" and plan.merged[fate]:
            yield (
                "  If they are other people, write --namesakes keep, which adds all of them; those "
                "who are not, leave out of a copy of the file."
            )
        if fate == "conflicting":
            yield from _part(
                "Did not agree to be named, and left out",
                (_at(plan, one) for one in converted.declined),
            )


def _sentence(plan: Plan, outcome: Outcome, sentence: str, shown: str) -> str:
    other = outcome.other
    differences = "; ".join(map(_difference, outcome.differences))
    if other is None or isinstance(other, Incoming):
        there = _at(plan, other) if other else ""
    else:
        there = f"{shown}:{other.line}"
    return sentence.format(
        at=_at(plan, outcome.incoming),
        name=quote(outcome.incoming.cells["name"]),
        listed=quote(other.cells["name"]) if other else "",
        there=there,
        differences=differences,
        as_written=_as_written(
            outcome.incoming.cells["name"], other.cells["name"] if other else ""
        ),
        and_differences=f": {differences}" if differences else "",
    )


def _as_written(name: str, kept: str) -> str:
    """Say how a name is written that is kept, if another row writes it otherwise."""
    return f", written {quote(kept)}" if kept and kept != name else ""


def likely_lines(pairs: Sequence[Pair] | None) -> Iterator[str]:
    """Name the likeliest duplicates among the new signatories; None: they were not looked for."""
    if pairs is None:
        yield (
            "There are too many names to look for likely duplicates by the way: run "
            "`campaign duplicates`."
        )
    pairs = pairs or ()
    yield from _part("New, and perhaps in the list already or twice in the file", (
        f"{quote(pair.second.signatory.name)} may be {quote(pair.first.signatory.name)}: "
        f"{'; '.join(pair.reasons)}"
        for pair in pairs[:MOST_PAIRS]
    ))  # fmt: skip
    if pairs:
        more = f"There are {len(pairs) - MOST_PAIRS:,} more. " if len(pairs) > MOST_PAIRS else ""
        yield f"  {more}Afterwards, `campaign duplicates` shows them and asks what they are."


def _part(title: str, lines: Iterable[str]) -> Iterator[str]:
    found = list(lines)
    if found:
        yield f"{title} ({len(found):,}):"
        yield from (f"  {line}" for line in found)


def _at(plan: Plan, row: Incoming | LeftOut | Problem) -> str:
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
