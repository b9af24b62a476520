"""Rows of a CSV, with the places of their cells."""

from __future__ import annotations

import csv
import io

from hypothesis import given
from hypothesis import strategies as st

from campaign.signatories.csv_rows import cell_place, cell_spans, csv_rows

TEXTS = st.lists(
    st.sampled_from(["a", "é", '"', '""', ",", ";", "\n", "\r\n", "\r", " ", "\u2028", "\x0b"]),
    max_size=20,
).map("".join)


def as_the_csv_module_reads(text: str) -> list[list[str]]:
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    found = []
    while True:
        try:
            found.append(next(reader))
        except StopIteration:
            return found
        except csv.Error:
            found.append([])


@given(TEXTS)
def test_rows_are_those_of_the_csv_module_and_fill_the_text(text: str) -> None:
    rows = list(csv_rows(text))
    assert [row.cells for row in rows] == as_the_csv_module_reads(text)
    assert "".join(text[row.start : row.stop] for row in rows) == text


@given(TEXTS)
def test_cells_stand_where_they_are_said_to(text: str) -> None:
    for row in csv_rows(text):
        if row.error or not row.cells:
            continue
        spans = cell_spans(text, row.start, row.stop)
        said = [text[span.start : span.stop] for span in spans]
        plain = [s[1:-1].replace('""', '"') if s.startswith('"') else s for s in said]
        assert plain == row.cells
        for number, span in enumerate(spans):
            line, column = cell_place(text, row, number)
            before = text[: span.start].replace("\r\n", "\n").replace("\r", "\n")
            if not text[: span.start].endswith("\r") or text[span.start : span.start + 1] != "\n":
                assert line == before.count("\n") + 1
                assert column == len(before) - (before.rfind("\n") + 1) + 1


def test_a_mark_of_order_is_passed_over() -> None:
    text = '\ufeffa,"b,\nc",d\n'
    (row,) = csv_rows(text)
    assert row.cells == ["a", "b,\nc", "d"]
    assert [cell_place(text, row, n) for n in range(4)] == [(1, 1), (1, 3), (2, 4), (2, 5)]
