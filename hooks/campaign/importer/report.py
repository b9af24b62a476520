"""Says what an import found, proposes and did, in lines for a terminal or a log."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from campaign.core.problems import quote
from campaign.curation.likely import Likely
from campaign.importer.dates import Orders
from campaign.importer.header_synonyms import PERSONS
from campaign.importer.mapping import PERSONAL, UNUSED, ColumnMapping, Use
from campaign.importer.personal import CONTACT_NAMES, CONTACT_TITLES, looks_like
from campaign.importer.planning import Plan
from campaign.importer.table import Table
from campaign.importer.upsert import Difference, Known, Repeated

WIDEST = 40
MOST_PAIRS = 10
"""Likely duplicates that a report names."""
BOTH_PARTS = "; name and `sort` are made of both parts"
MEANS = {
    "organization": "name of an organization that signs, affiliation of an individual",
    "person": "name of an individual who signs; an organization's contact person is dropped",
    "first name": f"first name{BOTH_PARTS}",
    "last name": f"last name{BOTH_PARTS}",
    "consent": "whether the signatory agreed to be named; who did not stays out",
}


def number(count: int, noun: str) -> str:
    """Return a count with its noun: "1 row", "1,204 rows"."""
    return f"{count:,} {noun}" if count == 1 else f"{count:,} {noun}s"


def source_lines(table: Table, tool: str) -> Iterator[str]:
    """Say what a file is and how it was read."""
    rows = len(table.rows) + len(table.refused)
    looks = f"; it looks like an export of {tool}" if tool and "own" not in tool else ""
    yield f"{table.file}: {table.form}, {number(rows, 'row')}{looks}."
    yield from table.notes


def proposal_lines(mapping: ColumnMapping) -> Iterator[str]:
    """Say what becomes of each column."""
    yield "What becomes of its columns:"
    width = max((len(_short(use.column)) for use in mapping.uses), default=0)
    for use in mapping.uses:
        if use.becomes == PERSONAL:
            what = f"dropped: {use.holds}"
        elif use.becomes == UNUSED:
            what = "not used"
        else:
            what = _meaning(mapping, use)
        yield f"  {_short(use.column):{width}}  {what}"
    if mapping.kind:
        beside = " where no column says it" if mapping.of("kind") else ""
        yield f"Kind{beside}: {mapping.kind}."
    if line := _dates(mapping.dates, mapping.orders):
        yield line
    for text, meaning in mapping.values.items():
        yield f"{quote(text)} means {meaning}."


def _meaning(mapping: ColumnMapping, use: Use) -> str:
    """Say what a column becomes, with an example where that is sure to be published."""
    only = "" if mapping.of("kind") else mapping.kind
    if only == "organization" and use.becomes in PERSONS:
        return f"dropped: {CONTACT_NAMES}"
    if only == "organization" and use.becomes == "title" and mapping.of(*PERSONS):
        return f"dropped: {CONTACT_TITLES}"
    if only and use.becomes == "organization":
        what = "name" if only == "organization" else "affiliation"
    else:
        what = MEANS.get(use.becomes, use.becomes)
    is_private = use.becomes in PERSONS and (only != "individual" or mapping.of("consent"))
    if use.becomes == "consent" or is_private or not use.example or looks_like(use.example):
        return what
    return f"{what}, for example {quote(use.example[:WIDEST])}"


def _dates(order: str, orders: Orders) -> str:
    if not order:
        return ""
    why = ""
    if orders.witness and orders.possible == (order,):
        why = f"; {quote(orders.witness.text)} ({orders.witness.place}) allows nothing else"
    return f"Dates are read {order}{why}."


def refused_lines(plan: Plan) -> Iterator[str]:
    """Name every row that is refused, and why."""
    for problems in plan.refused:
        for problem in problems:
            yield str(problem)


def detail_lines(plan: Plan, shown: str) -> Iterator[str]:
    """Name the rows that need an editor's eye: conflicts, repeated and withdrawn signatories.

    `shown` is the list's path.
    """
    merged = plan.merged
    yield from _part(
        "Did not agree to be named, and left out", (one.place for one in plan.converted.declined)
    )
    yield from _part("Did not agree to be named, and yet in the list", (
        f"{known.incoming.place}: {_name(known)} stands in {shown}:{known.line}; if it is the same "
        f"signatory, run `campaign withdraw {quote(known.incoming.cells['name'])}`"
        for known in merged.still_listed
    ))  # fmt: skip
    yield from _part("In the list with other details, which are kept", (
        f"{known.incoming.place}: {_name(known)} stands in {shown}:{known.line}: "
        f"{_differences(known.differences)}"
        for known in merged.conflicting
    ))  # fmt: skip
    yield from _part("Twice in the file", (
        f"{found.incoming.place}: {_name(found)} is the signatory of {found.kept.place}, "
        "which is kept" + (f": {_differences(found.differences)}" if found.differences else "")
        for found in merged.repeated
    ))  # fmt: skip
    yield from _part(
        "Corrected after an earlier import, and not added again",
        (
            f"{one.place}: an editor corrected what the list says of this signatory; if this is "
            "somebody else, run `campaign add`"
            for one in merged.corrected
        ),
    )
    yield from _part(
        "Withdrawn, and kept out",
        (
            f"{one.place}: this signatory withdrew; `campaign restore` undoes that"
            for one in merged.withdrawn
        ),
    )


def likely_lines(found: Likely) -> Iterator[str]:
    """Name the likeliest duplicates among the new signatories."""
    if not found.is_searched:
        yield (
            "There are too many names to look for likely duplicates by the way: run "
            "`campaign duplicates`."
        )
    pairs = found.pairs
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
        yield f"{title}:"
        yield from (f"  {line}" for line in found)


def summary_lines(plan: Plan, shown: str, *, dry_run: bool, remembered: str = "") -> Iterator[str]:
    """Say how many rows came, and what became of each: the numbers add up.

    `remembered` is the path of the file that remembers mappings, where it was written.
    """
    merged, converted = plan.merged, plan.converted
    parts = [
        (len(merged.added), "to be added" if dry_run else "added"),
        (len(merged.known), "known"),
        (len(merged.conflicting), "conflicting"),
        (len(merged.withdrawn), "withdrawn"),
        (len(plan.refused), "refused"),
        (len(merged.repeated), "twice in the file"),
    ]
    if merged.corrected:
        parts.insert(2, (len(merged.corrected), "corrected since"))
    if converted.declined:
        parts.append((len(converted.declined), "did not agree to be named"))
    what = ", ".join(f"{count:,} {word}" for count, word in parts)
    yield f"{number(plan.came, 'row')} came: {what}."
    if converted.dropped:
        cells = ", ".join(
            f"{holds} ({count:,})" for holds, count in sorted(converted.dropped.items())
        )
        yield f"Dropped, personal data: {cells}."
    if converted.tidied:
        cells = ", ".join(f"{what} ({count:,})" for what, count in sorted(converted.tidied.items()))
        yield f"Tidied: {cells}."
    if dry_run:
        yield "Nothing was written."
        return
    if not merged.added:
        yield f"{shown} stays as it is."
    if saved := [*([shown] if merged.added else ()), *filter(None, [remembered])]:
        yield f"Written: {' and '.join(saved)}. Commit {'both' if saved[1:] else 'it'}."


def _name(found: Known | Repeated) -> str:
    return quote(found.incoming.cells["name"])


def _differences(differences: Iterable[Difference]) -> str:
    return "; ".join(
        f"'{d.column}' is {quote(d.kept) if d.kept else 'empty'} there"
        + (f", {quote(d.other)} here" if d.other else ", empty here")
        for d in differences
    )


def _short(text: str) -> str:
    return text if len(text) <= WIDEST else f"{text[: WIDEST - 1]}…"
