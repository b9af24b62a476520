"""What holds of an import for any file: all rows told, in any order, and twice is once."""

import csv
import io
from collections.abc import Sequence
from datetime import date
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from campaign.config.folder import Folder
from campaign.config.import_profile import Remembered
from campaign.core.dates import ORDERS, readings
from campaign.curation import list_file
from campaign.curation.list_edits import Draft
from campaign.curation.suppression_list import NOBODY, Withdrawals, withdrawn
from campaign.importer.choices import Choices
from campaign.importer.columns import possible_orders
from campaign.importer.mapping import decide
from campaign.importer.planning import Fate, Plan, Setting, check_list, plan
from campaign.importer.table import Decoded, Table, read_delimited, table_of_rows
from campaign.signatories.identity import Identity
from campaign.signatories.signatories_csv import Vocabulary

HEADER = ("name", "kind", "affiliation", "place", "signed", "url", "withdrawn")
NAMES = st.sampled_from(
    ["Ana Example", "ana  example", "Añá Example", "Bo Sample", "Bo-Sample", "Cy", "", "=Cy",
     "x@example.org", "Dé Example", "O’Sample", "Call 555 555 0100"]
)  # fmt: skip
DETAILS = st.sampled_from(["", "Example College", "example college", "Sample Lab", "n/a"])
ROWS = st.tuples(
    NAMES,
    st.sampled_from(["organization", "individual"]),
    DETAILS,
    st.sampled_from(["", "Northford"]),
    st.sampled_from(["", "2026-01-02", "2026-03-04", "soon"]),
    st.sampled_from(["", "https://example.org/", "www.example.org", "javascript:x"]),
    st.sampled_from(["", "", "", "2026-05-06"]),
)
TOMBSTONES = st.lists(
    st.tuples(st.sampled_from(["organization", "individual"]), NAMES.filter(str.strip)), max_size=2
)
KNOWN_WORDS = Vocabulary(("National",), ())


def desk_of(text: str, gone: Withdrawals = NOBODY) -> Setting:
    root = Path("/nowhere")
    folder = Folder(root, root / "mkdocs.yml", root / "docs", root / "docs/data/signatories.csv")
    draft = Draft(folder, KNOWN_WORDS, list_file.parse(text), gone, "")
    return Setting(draft, {}, Remembered(), "")


def table_of(rows: Sequence[Sequence[str]]) -> Table:
    return table_of_rows("x.csv", "text", enumerate([HEADER, *rows], start=1))


def planned(desk: Setting, table: Table) -> Plan:
    choices = Choices(dates="day-first").above(desk.remembered.of(table.header))
    decision = decide(table, choices, desk.draft.vocabulary, desk.titles)
    assert not decision.questions
    made, problems = plan(desk, table, decision)
    assert problems == []
    return made


FATES: tuple[Fate, ...] = ("added", "known", "conflicting", "withdrawn", "repeated", "namesake")


def numbers(made: Plan) -> tuple[int, ...]:
    return (*(len(made.merged[fate]) for fate in FATES), len(made.refused))


def places(made: Plan) -> list[int]:
    lines = [each.incoming.line for fate in FATES for each in made.merged[fate]]
    return sorted([*lines, *(problems[0].line for problems in made.refused)])


@given(st.lists(ROWS, max_size=8), st.lists(ROWS, max_size=10), TOMBSTONES, st.randoms())
def test_twice_is_once_in_any_order_and_every_row_is_told(
    before: list[tuple[str, ...]],
    rows: list[tuple[str, ...]],
    tombstones: list[tuple[str, str]],
    random: object,
) -> None:
    gone = NOBODY
    for kind, name in tombstones:
        gone = withdrawn(gone, Identity(name, kind))
    begun = desk_of("name,kind\nExample Alliance,organization\n")
    text = planned(begun, table_of(before)).text
    desk = desk_of(text, gone)
    made = planned(desk, table_of(rows))
    filled = [number for number, row in enumerate(rows, start=2) if any(row)]
    assert made.came == len(filled) == sum(numbers(made))
    assert places(made) == filled
    assert check_list(made.text, "x.csv", KNOWN_WORDS) == []
    # What stood in the list stands there still, in the same order.
    kept = list(list_file.parse(text).rows)
    after = [row.cells for row in list_file.parse(made.text).rows]
    old = [cells for cells in after if any(r.cells.items() <= cells.items() for r in kept)]
    assert len(old) >= len(kept)
    again = planned(desk_of(made.text, gone), table_of(rows))
    assert again.text == made.text
    assert again.remembered_text == made.remembered_text
    assert numbers(again)[0] == 0
    assert numbers(again)[3:] == numbers(made)[3:]
    shuffled = list(rows)
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    assert planned(desk, table_of(shuffled)).text == made.text


CELLS = st.text(
    st.characters(exclude_categories=("Cs",), exclude_characters="\0\ufeff"), max_size=11
)
"""Too short for Qualtrics' `{"ImportId":`, below which another row holds the header."""


@given(
    st.lists(st.lists(CELLS, min_size=3, max_size=3), max_size=6),
    st.sampled_from([",", ";", "\t"]),
    st.sampled_from(["\n", "\r\n", "\r"]),
    st.sampled_from([csv.QUOTE_ALL, csv.QUOTE_NONNUMERIC]),
)
def test_what_a_spreadsheet_writes_is_read_back(
    rows: list[list[str]], delimiter: str, end: str, quoting: int
) -> None:
    file = io.StringIO(newline="")
    writer = csv.writer(file, delimiter=delimiter, lineterminator=end, quoting=quoting)
    writer.writerow(["One, or two; three", "b", "c"])
    writer.writerows(rows)
    table = read_delimited(Decoded(file.getvalue(), "UTF-8"), "x.csv")
    assert table.header == ("One, or two; three", "b", "c")
    assert [list(row.cells) for row in table.rows] == [r for r in rows if any(map(str.strip, r))]


def shown(day: date, order: str, sign: str) -> str:
    parts = {
        "day-first": (f"{day.day:02}", f"{day.month:02}", f"{day.year}"),
        "month-first": (f"{day.month}", f"{day.day}", f"{day.year % 100:02}"),
        "year-first": (f"{day.year}", f"{day.month:02}", f"{day.day:02}"),
    }
    return sign.join(parts[order])


@given(
    st.lists(st.dates(date(2013, 1, 1), date(2099, 12, 31)), min_size=1, max_size=5),
    st.sampled_from(ORDERS),
    st.sampled_from("/.-"),
    st.sampled_from(["", " 09:15", " 3:00:00 PM GMT+3", "T10:00:00.000Z", ", 11:59 p.m."]),
)
def test_an_order_is_decided_only_where_no_other_one_is_possible(
    days: list[date], order: str, sign: str, time: str
) -> None:
    texts = [shown(day, order, sign) + time for day in days]
    assert all(readings(text)[order] == day for text, day in zip(texts, days, strict=True))  # type: ignore[index]
    possible, telling = possible_orders(texts)
    assert order in possible
    if len(possible) == 1 or not telling:
        assert [readings(text)[possible[0]] for text in texts] == days
