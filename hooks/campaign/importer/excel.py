"""Reads Excel's .xlsx: the results of formulas, dates as dates, one sheet."""

from __future__ import annotations

import io
import re
import warnings
import zipfile
from collections.abc import Callable, Iterator, Sequence
from xml.parsers.expat import ExpatError

from campaign.core.problems import one_of, quote
from campaign.importer.table import MOST_COLUMNS, Table, header_and_rows, make_table, unreadable

LARGEST = 300 * 1024 * 1024
"""Bytes of a workbook unpacked: some three hundred thousand rows of a form's export."""
MOST_PARTS = 5_000
TEXTS = "xl/sharedStrings.xml"
CHUNK = 1 << 20
FORMULAS = (b"<f>", b"<f ", b"<f/", b":f>", b":f ")
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
    from openpyxl.reader.excel import ExcelReader
    from openpyxl.styles.stylesheet import apply_stylesheet

    from campaign.importer import sheet_cells, sheet_scan, sheet_xml

    try:
        # What openpyxl's own reading does, without the sheets and texts, which take it minutes.
        reader = ExcelReader(io.BytesIO(data), read_only=True, data_only=True, keep_links=False)
        reader.read_manifest()
        reader.read_workbook()
        apply_stylesheet(reader.archive, reader.wb)
        archive, workbook = reader.archive, reader.wb
        texts: list[str] = []
        if TEXTS in reader.valid_files:
            with archive.open(TEXTS) as part:
                texts = sheet_xml.read_texts(part)
        styles = sheet_cells.Styles(
            texts,
            frozenset(workbook._date_formats),
            frozenset(workbook._timedelta_formats),
            workbook.epoch,
        )
        sheets = {
            found.name: (found.state, relation.target)
            for found, relation in reader.parser.find_sheets()
            if relation.target in reader.valid_files and "chartsheet" not in relation.Type
        }
    except Exception:  # openpyxl raises what its parts raise, of every type
        raise unreadable(file, f"the file cannot be read as Excel's; {SAVE}") from None

    scanned: dict[str, list[tuple[int, list[str]]] | None] = {}

    def records(title: str) -> Iterator[tuple[int, list[str]]]:
        try:
            if title not in scanned:
                with archive.open(sheets[title][1]) as part:
                    scanned[title] = sheet_scan.scan_rows(part, styles, MOST_COLUMNS)
            if (rows := scanned[title]) is not None:
                yield from rows
                return
            with archive.open(sheets[title][1]) as part:
                yield from sheet_xml.read_rows(part, styles, MOST_COLUMNS)
        except sheet_cells.TooWide as wide:
            number, width = wide.args
            raise unreadable(
                file,
                f"the row has {width} columns; delete those that are not needed, in a copy",
                number,
            ) from None
        except (KeyError, ValueError, IndexError, ExpatError, EOFError, zipfile.BadZipFile):
            raise unreadable(file, f"a sheet of the file is damaged; {SAVE}") from None

    hidden = [title for title, (state, _) in sheets.items() if state != "visible"]
    chosen = _choose(file, list(sheets), hidden, sheet, records)
    notes = []
    if formulas:
        notes.append("The workbook holds formulas; what counts is their last result.")
    if len(sheets) > 1:
        notes.append(f"Of {len(sheets)} sheets, {quote(chosen)} is read.")
    if hidden:
        notes.append(f"Hidden in the workbook: {', '.join(map(quote, hidden))}.")
    if hidden_rows:
        notes.append("Rows that Excel hides, by a filter for instance, are read as well.")
    header, rows = header_and_rows(file, records(chosen), header_row)
    return make_table(file, "an Excel workbook", header, rows, notes)


def _choose(
    file: str,
    titles: Sequence[str],
    hidden: Sequence[str],
    wanted: str | None,
    records: Callable[[str], Iterator[tuple[int, list[str]]]],
) -> str:
    """Return the title of the sheet to read: the wanted one, or the only one that holds rows."""
    if wanted is not None:
        if wanted not in titles:
            raise unreadable(file, f"there is no sheet {quote(wanted)}; write {one_of(titles)}")
        return wanted
    visible = [title for title in titles if title not in hidden]
    filled = [
        title for title in visible if any(any(map(str.strip, cells)) for _, cells in records(title))
    ]
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
                        if not last and b"\0" in chunk[:4]:
                            # Two bytes a letter would hide what is looked for here.
                            raise unreadable(file, f"the file is damaged; {SAVE}")
                        window = last + chunk
                        if b"<!DOCTYPE" in window or b"<!ENTITY" in window:
                            raise unreadable(
                                file, f"the file defines entities, which no Excel does; {SAVE}"
                            )
                        if part.filename.startswith("xl/worksheets/"):
                            formulas = formulas or any(tag in window for tag in FORMULAS)
                            hidden_rows = hidden_rows or (
                                b'hidden="' in window and bool(HIDDEN_ROW.search(window))
                            )
                        last = chunk[-200:]
    except (zipfile.BadZipFile, OSError, EOFError, NotImplementedError, ValueError, RuntimeError):
        raise unreadable(file, f"the file is damaged; {SAVE}") from None
    except zipfile.zlib.error:  # type: ignore[attr-defined]
        raise unreadable(file, f"the file is damaged; {SAVE}") from None
    return formulas, hidden_rows
