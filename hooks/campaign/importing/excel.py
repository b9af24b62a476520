"""Reads Excel's .xlsx: the results of formulas, dates as dates, one sheet."""

from __future__ import annotations

import io
import re
import warnings
import zipfile
from collections.abc import Iterator, Sequence
from datetime import date, datetime, time
from typing import Any

from ..problems import one_of, quote
from .table import MOST_COLUMNS, Table, header_and_rows, make_table, unreadable

LARGEST = 300 * 1024 * 1024
"""Bytes of a workbook unpacked: some three hundred thousand rows of a form's export."""
MOST_PARTS = 5_000
CHUNK = 1 << 20
FORMULA = re.compile(rb"<(?:\w+:)?f[ >/]")
HIDDEN_ROW = re.compile(rb"<(?:\w+:)?row\s[^>]*hidden=\"(?:1|true)\"")
SAVE = "open it in Excel and save it as .xlsx"


def read_excel(
    data: bytes, file: str, sheet: str | None = None, header_row: int | None = None
) -> Table:
    """Return the table of one sheet; raises `Unreadable` for what no honest workbook holds.

    `sheet` is needed only where several visible sheets hold something. A formula counts as its
    last result; one without a result stays a formula, which is refused where it would be used.
    """
    formulas, hidden_rows = _inspect(data, file)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # of parts that are not read, such as a stylesheet
            return _read(data, file, sheet, header_row, formulas, hidden_rows)
    except (OSError, MemoryError, RecursionError):
        raise unreadable(file, f"the file is damaged; {SAVE}") from None


def _read(
    data: bytes,
    file: str,
    sheet: str | None,
    header_row: int | None,
    formulas: bool,
    hidden_rows: bool,
) -> Table:
    # Loaded here: it takes longer than everything else that other kinds of files need.
    from openpyxl import load_workbook

    def opened(results: bool) -> Any:
        try:
            return load_workbook(
                io.BytesIO(data), read_only=True, data_only=results, keep_links=False
            )
        except Exception:  # openpyxl raises what its parts raise, of every type
            raise unreadable(file, f"the file cannot be read as Excel's; {SAVE}") from None

    workbook = opened(True)
    sheets = {s.title: s for s in workbook.worksheets}
    hidden = [title for title, s in sheets.items() if s.sheet_state != "visible"]
    chosen = _choose(file, sheets, hidden, sheet)
    records: Iterator[tuple[int, Sequence[str]]] = _records(sheets[chosen], file)
    notes = []
    if formulas:
        formulas_of = {s.title: s for s in opened(False).worksheets}
        records = _with_formulas(records, _records(formulas_of[chosen], file))
        notes.append("The workbook holds formulas; what counts is their last result.")
    if len(sheets) > 1:
        notes.append(f"Of {len(sheets)} sheets, {quote(chosen)} is read.")
    if hidden:
        notes.append(f"Hidden in the workbook: {', '.join(map(quote, hidden))}.")
    if hidden_rows:
        notes.append("Rows that Excel hides, by a filter for instance, are read as well.")
    header, rows = header_and_rows(file, records, header_row)
    return make_table(file, "an Excel workbook", header, rows, notes)


def _choose(file: str, sheets: dict[str, Any], hidden: list[str], wanted: str | None) -> str:
    if wanted is not None:
        if wanted not in sheets:
            raise unreadable(file, f"there is no sheet {quote(wanted)}; write {one_of(sheets)}")
        return wanted
    visible = [title for title in sheets if title not in hidden]
    filled = [title for title in visible if _holds_something(sheets[title], file)]
    if len(filled) == 1:
        return filled[0]
    if filled:
        raise unreadable(
            file,
            f"several sheets hold something: {', '.join(map(quote, filled))}; say which to read, "
            f'as --sheet "{filled[0]}"',
        )
    raise unreadable(
        file,
        "no visible sheet holds anything"
        + (
            f'; to read a hidden one, write --sheet "{hidden[0]}"' if hidden else "; export it anew"
        ),
    )


def _holds_something(sheet: Any, file: str) -> bool:
    return any(any(map(str.strip, cells)) for _, cells in _records(sheet, file))


def _records(sheet: Any, file: str) -> Iterator[tuple[int, Sequence[str]]]:
    try:
        sheet.reset_dimensions()  # what a file says of its own size may be a lie
        for number, row in enumerate(sheet.iter_rows(values_only=True), start=1):
            if len(row) > MOST_COLUMNS and any(v is not None for v in row[MOST_COLUMNS:]):
                raise unreadable(
                    file,
                    f"the row has {len(row)} columns; delete those that are not needed, in a copy",
                    number,
                )
            yield number, [cell_text(value) for value in row[:MOST_COLUMNS]]
    except (KeyError, ValueError, TypeError, IndexError, AttributeError, SyntaxError, EOFError):
        raise unreadable(file, f"a sheet of the file is damaged; {SAVE}") from None
    except zipfile.BadZipFile:
        raise unreadable(file, f"the file is damaged; {SAVE}") from None


def _with_formulas(
    results: Iterator[tuple[int, Sequence[str]]], formulas: Iterator[tuple[int, Sequence[str]]]
) -> Iterator[tuple[int, Sequence[str]]]:
    for (number, cells), (_, raw) in zip(results, formulas, strict=False):
        padded = [*cells, *[""] * (len(raw) - len(cells))]
        yield (
            number,
            [
                written if not result and written.startswith("=") else result
                for result, written in zip(padded, [*raw, *padded[len(raw) :]], strict=False)
            ],
        )


def cell_text(value: Any) -> str:
    """Return a cell's value as text: dates as 2021-02-09, whole numbers without a point."""
    if isinstance(value, str):
        return value
    if value is None:
        return ""
    if isinstance(value, datetime):
        whole = value.time() == time()
        return value.date().isoformat() if whole else value.isoformat(" ", "seconds")
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    if isinstance(value, bool):
        return "yes" if value else "no"
    # A formula that fills several cells is an object of its own, which holds its text.
    formula = getattr(value, "text", None)
    return f"={str(formula).lstrip('=')}" if formula is not None else str(value)


def _inspect(data: bytes, file: str) -> tuple[bool, bool]:
    """Look through the parts without unpacking more than a bound; tell of formulas, hidden rows."""
    formulas = hidden_rows = False
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            parts = archive.infolist()
            size = sum(part.file_size for part in parts)
            if len(parts) > MOST_PARTS or size > LARGEST:
                raise unreadable(
                    file,
                    f"unpacked, the file would hold {size // (1024 * 1024)} megabytes in "
                    f"{len(parts)} parts, more than a list of signatories needs; "
                    "copy the rows into a new workbook, or save them as CSV UTF-8",
                )
            if any(part.flag_bits & 1 for part in parts):
                raise unreadable(file, "the file is protected by a password; save it without one")
            if not any(part.filename.startswith("xl/") for part in parts):
                raise unreadable(file, f"the file is an archive, but no Excel workbook; {SAVE}")
            for part in parts:
                if not part.filename.endswith((".xml", ".rels")):
                    continue
                last = b""
                with archive.open(part) as opened:
                    while chunk := opened.read(CHUNK):
                        window = last + chunk
                        if b"<!DOCTYPE" in window or b"<!ENTITY" in window:
                            raise unreadable(
                                file, f"the file defines entities, which no Excel does; {SAVE}"
                            )
                        if part.filename.startswith("xl/worksheets/"):
                            formulas = formulas or bool(FORMULA.search(window))
                            hidden_rows = hidden_rows or bool(HIDDEN_ROW.search(window))
                        last = chunk[-200:]
    except (zipfile.BadZipFile, OSError, EOFError, NotImplementedError, ValueError, RuntimeError):
        raise unreadable(file, f"the file is damaged; {SAVE}") from None
    except zipfile.zlib.error:  # type: ignore[attr-defined]
        raise unreadable(file, f"the file is damaged; {SAVE}") from None
    return formulas, hidden_rows
