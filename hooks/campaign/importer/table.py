"""What every kind of file becomes first, a header and rows; and how a text becomes that."""

from __future__ import annotations

import codecs
import csv
import io
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import zip_longest
from string import ascii_uppercase
from typing import NamedTuple

from campaign.config.fields import FORBIDDEN
from campaign.core.problems import LineIndex, Problem, quote
from campaign.core.topics import ABOUT_IMPORTING
from campaign.importer.words import is_header_of_names, target_of

MOST_COLUMNS = 500
STRUCK = "Struck through"
"""The column that tells which entries of a list are struck through: their signatories withdrew."""
HEADING = "Heading"
"""The column for what stood above a list, or for what a list was called."""
OWN_WORDS = re.compile(r"^(?:Open-Ended )?Response$")
"""What SurveyMonkey writes below a question of one answer."""
Records = Iterable[tuple[int, Sequence[str]]]
"""Lines and their cells."""


class Entry(NamedTuple):
    """A record, or an entry of a document's list, by its keys."""

    file: str
    line: int
    facts: dict[str, str]


class SourceRow(NamedTuple):
    """One row that holds something."""

    file: str
    """The file it stands in, as messages show it."""
    line: int
    """The line of a text in which it begins, the row of a spreadsheet; from 1, 0 for none."""
    cells: tuple[str, ...]
    """As many as the header has."""


@dataclass(frozen=True)
class Table:
    """A file that was read."""

    file: str
    """The file or folder, as messages show it."""
    form: str
    """What it is, in words: "text separated by semicolons, in UTF-8"."""
    header: tuple[str, ...]
    """The columns' names; no two are the same."""
    rows: tuple[SourceRow, ...]
    refused: tuple[tuple[Problem, ...], ...] = ()
    """The rows that could not be read; each with all that is wrong with it."""
    notes: tuple[str, ...] = ()
    """What else an editor must know of how the file was read, each a sentence."""
    unread: int = 0
    """How many files of a folder may hold signatories and were not read."""

    @cached_property
    def columns(self) -> dict[str, tuple[str, ...]]:
        """Each column's cells, from the first row to the last."""
        cells = zip(*(row.cells for row in self.rows), strict=True) if self.rows else ()
        return dict(zip(self.header, cells or [()] * len(self.header), strict=True))


class Unreadable(Exception):
    """A file cannot be read at all; `problems` say why."""

    def __init__(self, *problems: Problem) -> None:
        super().__init__("; ".join(map(str, problems)))
        self.problems = problems


def unreadable(file: str, message: str, line: int = 0, column: int = 0) -> Unreadable:
    """Make the error for one reason; line and column from 1, 0 for none."""
    return Unreadable(Problem(file, line, column, message, ABOUT_IMPORTING))


def row_problem(file: str, line: int, message: str) -> Problem:
    """Make what is wrong with one row."""
    return Problem(file, line, 0, message, ABOUT_IMPORTING)


def table_of_rows(file: str, form: str, records: Records, header_row: int | None = None) -> Table:
    """Return the table of a sheet or a text; rows that are empty, or the header again, are passed.

    The header is the first row that holds something, or that of line `header_row`; 0: there is
    none, and columns are called by their letters, as are those without a name that hold something.
    A single column whose first cell names no column is a list of names. A row with more cells than
    the header has is refused.
    """
    header, below, notes = _split(file, [r for r in records if "".join(r[1]).strip()], header_row)
    below = [row for row in below if [*row[1]] != [*header]]  # of exports that were put together
    width = len(header)
    if width > MOST_COLUMNS:
        message = f"the header has {width} columns; delete those that are not needed, in a copy"
        raise unreadable(file, message)
    rows: list[SourceRow] = []
    wrong: list[tuple[Problem, ...]] = []
    for line, given in below:
        cells = given
        if _begins_another(header, cells):
            message = "the row names columns again; put the tables into two files, and import both"
            raise unreadable(file, message, line)
        if len(cells) > width and cells[width - 1].lower().startswith("http"):
            # A comma within a web address, which begins where it should: no cell is displaced.
            cells = [*cells[: width - 1], ",".join(cells[width - 1 :])]
        if "".join(cells[width:]).strip():
            message = (
                f"the row has {len(cells)} cells, but the header {width}; "
                "delete what stands beyond the last column, or put quotation marks around a text "
                "that holds the sign between the columns"
            )
            wrong.append((row_problem(file, line, message),))
        else:
            rows.append(SourceRow(file, line, (*cells[:width], *[""] * (width - len(cells)))))
    kept = [at for at, name in enumerate(header)
            if name.strip() or any(row.cells[at].strip() for row in rows)]  # fmt: skip
    if len(kept) < width:
        rows = [row._replace(cells=tuple(row.cells[at] for at in kept)) for row in rows]
    names = column_names(file, [header[at] if header[at].strip() else lettered(at) for at in kept])
    return Table(file, form, names, tuple(rows), tuple(wrong), tuple(notes))


def table_of_entries(
    file: str, form: str, entries: Sequence[Entry], refused: Iterable[tuple[Problem, ...]] = ()
) -> Table:
    """Return the table of records or of a document's entries: a column for every key.

    Keys that differ in capitals alone are one.
    """
    columns: dict[str, str] = {}
    for entry in entries:
        for key in [*entry.facts]:
            column = columns.setdefault(" ".join(key.split()).casefold(), key)
            if column != key:
                value = entry.facts.pop(key)
                entry.facts[column] = entry.facts.get(column) or value
    header = tuple(columns.values())
    if len(header) > MOST_COLUMNS:
        raise unreadable(file, f"the entries have {len(header)} keys; leave out what is not needed")
    rows = (
        SourceRow(entry.file, entry.line, tuple(entry.facts.get(name, "") for name in header))
        for entry in entries
    )
    filled = tuple(row for row in rows if "".join(row.cells).strip())
    return Table(file, form, column_names(file, header), filled, tuple(refused))


def column_names(file: str, header: Iterable[str]) -> tuple[str, ...]:
    """Return the names of a header's columns, on one line each; the second of a name as "A (2)"."""
    taken: dict[str, None] = {}
    for at, given in enumerate(header):
        name = " ".join(given.split())
        if found := FORBIDDEN.search(name):
            message = f"the name of {lettered(at)} holds the invisible character {quote(found[0])}"
            raise unreadable(file, f"{message}; delete it")
        number, unique = 1, name
        while unique in taken:
            number += 1
            unique = f"{name} ({number})"
        taken[unique] = None
    return tuple(taken)


def lettered(at: int) -> str:
    """Return what a spreadsheet calls a column, counted from 0: column A, B, … Z, AA."""
    first = ascii_uppercase[at // 26 - 1] if at >= 26 else ""
    return f"column {first}{ascii_uppercase[at % 26]}"


def _split(
    file: str, filled: list[tuple[int, Sequence[str]]], header_row: int | None
) -> tuple[Sequence[str], list[tuple[int, Sequence[str]]], list[str]]:
    """Return the header, the rows below it, and notes for an editor."""
    width = max((len(cells) for _, cells in filled), default=0)
    first = filled[0][1][0] if width == 1 else ""
    is_header = bool(target_of(first))
    if first and header_row is None and is_header and not is_header_of_names(first):
        message = f"{quote(first)} may name the column, or be a signatory"
        options = "write --header-row 1 if it names it, and --no-header if it signed"
        raise unreadable(file, f"{message}; {options}", filled[0][0])
    if first and not header_row and (header_row == 0 or not is_header):
        note = f"The file has no header: {quote(first)} counts as the first name."
        option = "" if header_row == 0 else " If it names the column, write --header-row 1."
        return ("Name",), filled, [note + option]
    if header_row == 0 and filled:
        return [lettered(at) for at in range(min(width, MOST_COLUMNS))], filled, []
    for at, (line, cells) in enumerate(filled):
        if header_row in (None, line):
            below = filled[at + 1 :]
            second = below[0][1] if below else [""]
            if not second[0].strip() and any(map(OWN_WORDS.search, second)):
                return _with_boxes(cells, second), below[1:], []
            if len(below) > 1 and below[1][1][0].startswith('{"ImportId":'):
                return second, below[2:], []  # Qualtrics: its own names, then the questions
            return cells, below, []
    where = f" in row {header_row}" if header_row else ""
    raise unreadable(file, f"the file holds no header{where}; name the columns in one row")


def _begins_another(header: Sequence[str], cells: Sequence[str]) -> bool:
    """Whether a row is the header of another table: it repeats two names, and not that of names.

    Boxes that are ticked repeat their names, too.
    """
    pairs = [(a.strip(), b.strip()) for a, b in zip(header, cells, strict=False) if b.strip()]
    others = [cell for name, cell in pairs if name != cell]
    repeated = len(pairs) - len(others)
    return repeated > 1 and bool(others) and all(map(is_header_of_names, others))


def _with_boxes(header: Sequence[str], boxes: Sequence[str]) -> list[str]:
    """Return SurveyMonkey's header, whose second row says what stands below each question."""
    names: list[str] = []
    asked = ""
    for question, box in zip_longest(header, boxes, fillvalue=""):
        asked = question or asked
        names.append(f"{asked} ({box})" if box and not OWN_WORDS.search(box) else asked)
    return names


MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig", "UTF-8 with a byte order mark"),
    (codecs.BOM_UTF32_LE, "utf-32", "UTF-32"),
    (codecs.BOM_UTF32_BE, "utf-32", "UTF-32"),
    (codecs.BOM_UTF16_LE, "utf-16", "UTF-16"),
    (codecs.BOM_UTF16_BE, "utf-16", "UTF-16"),
)
"""Byte order marks, the longer ones first, since one begins like another."""
WESTERN = "ÀÁÂÃÄÅÆÇÈÉÊËÌÍÎÏÑÒÓÔÕÖØŒÙÚÛÜŸßàáâãäåæçèéêëìíîïñòóôõöøœùúûüÿŠšŽž"
TYPOGRAPHY = "\u2018\u2019\u201c\u201d\u2013\u2014\u2026\u2022\u00a0«»¿¡ªº°§©®™€£·"
NOT_WESTERN = re.compile(
    rf"[^\x00-\x7f{WESTERN}{TYPOGRAPHY}]"  # a sign that hardly occurs in a list of names
    r"|[õÕ](?![eE])"  # Hungarian in Windows-1250: Portuguese has an e behind
    rf"|[{WESTERN}]{{3}}"  # three accented letters in a row: another alphabet, read wrongly
    r"|[a-zß-öø-ÿ][À-ÖØ-ÞŒŠŽŸ](?![A-ZÀ-ÖØ-ÞŒŠŽ])|\w[\u2018\u201c\u201d\u2026\u2022«»¿¡§©®€£·°](?=\w)"
)
"""What shows that a text is not in Windows-1252, the encoding of Excel's plain CSV in the West."""
ENCODINGS = [*(f"cp125{n}" for n in range(9)), *"cp932 gb18030 big5 cp949 mac_roman koi8_r".split()]
"""In which spreadsheets save, but UTF-8."""
SAVE_ANEW = 'save the file anew as "CSV UTF-8 (comma delimited)"'
_WORD = re.compile(rb"[A-Za-z]*[\x80-\xff][A-Za-z\x80-\xff]*")
"""A word of letters beyond ASCII, in whatever encoding."""
_SAMPLE = re.compile(r"\w*[^\W\x00-\x7f]+\w*")
DELIMITERS = {",": "commas", ";": "semicolons", "\t": "tabs"}
LONGEST_CELL = 1_000_000
"""Characters of a cell, as for a comment that will be dropped; the csv module's own is less."""
SEPARATOR_LINE = re.compile(r"\"?sep=([,;\t])\"?(?:\r\n|\n|\r)", re.IGNORECASE)
"""What Excel writes and reads as a first line to name the sign between the columns."""
BROKEN = {
    "end of data": "a double quotation mark opens in this row and is never closed, so that no row "
    "below can be read; close it, or write it twice",
    "expected after": "a closing quotation mark is followed by more text; put the whole cell in "
    'quotation marks, and write a mark within it twice: ""',
    "field limit": f"a cell holds more than {LONGEST_CELL} characters; shorten it",
    "": "the row cannot be read; export the file anew",
}
"""By what the csv module says: what an editor is told."""


@dataclass(frozen=True)
class Decoded:
    """A text, and what its encoding is called."""

    text: str
    encoding: str
    sample: str = ""
    """Where the encoding was recognised by its letters: a word that shows whether it is right."""


def decode(data: bytes, file: str, encoding: str | None = None) -> Decoded:
    """Return the text without its byte order mark; raise `Unreadable` where nothing is certain.

    `encoding` is the name that an editor gave; otherwise the byte order mark decides, then
    strict UTF-8, then whether the bytes make sense as Windows-1252.
    """
    known = next(((codec, name) for mark, codec, name in MARKS if data.startswith(mark)), None)
    codec, name = (encoding, encoding) if encoding else known or ("", "")
    if codec:
        try:
            return Decoded(data.decode(codec).removeprefix("\ufeff"), name)
        except LookupError:  # some of Python's codecs turn no bytes into text, as "hex"
            message = f"{quote(name)} is no encoding; write, for instance, cp1252 or mac_roman"
        except ValueError:
            message = f"the file is not in {name}; give another encoding, or {SAVE_ANEW}"
        raise unreadable(file, message)
    try:
        return Decoded(data.decode("utf-8"), "UTF-8")
    except UnicodeDecodeError as error:
        readable = data[: error.start].decode("utf-8")
        line = data.rfind(b"\n", 0, error.start) + 1
    western = data.decode("cp1252", "replace")
    if "\ufffd" not in western and not NOT_WESTERN.search(western):
        sample = _SAMPLE.search(western)
        return Decoded(western, "Windows-1252", sample[0] if sample else "")
    # Loaded here: only files in no known encoding need it.
    from charset_normalizer import from_bytes

    part = data[line : line + 200_000]  # from the line on that is not in UTF-8
    names = [each.encoding for each in from_bytes(part, cp_isolation=ENCODINGS)]
    words = [{word.decode(each, "replace"): each for each in names} for word in _WORD.findall(part)]
    # Turkish makes nearly as good words in cp1250: only who reads them can tell.
    told = ", ".join(f"{quote(word)} in {each}" for word, each in max(words, key=len).items())
    which = f"a word of it reads {told}; give the right one by --encoding, or " if told else ""
    place = LineIndex(readable).place(len(readable))
    raise unreadable(file, f"the file is not in UTF-8; {which}{SAVE_ANEW}", *place)


def read_delimited(decoded: Decoded, file: str, header_row: int | None = None) -> Table:
    """Return the table of a text; line ends are LF, CRLF or CR, those within quotes included.

    The sign between columns is told from the header alone; `header_row` is 0 for a file without.
    Raises `Unreadable` where quotation marks are broken: which rows that concerns cannot be known.
    """
    text = decoded.text
    if len(text) > 100 and text.count("\0") > len(text) // 10:
        raise unreadable(file, "the file is no text; save it as CSV UTF-8 or as .xlsx")
    separator = SEPARATOR_LINE.match(text)
    delimiter = separator[1] if separator else _sniff(text, header_row)
    records = _records(
        text[separator.end() if separator else 0 :], delimiter, file, bool(separator)
    )
    table = table_of_rows(file, "", records, header_row)
    is_list = len(table.header) == 1
    form = "text of one column" if is_list else f"text separated by {DELIMITERS[delimiter]}"
    notes = table.notes
    if decoded.sample:
        notes += (
            f"The encoding was told from the letters: {quote(decoded.sample)} must read as a word. "
            "If it does not, give the right one, as --encoding mac_roman.",
        )
    return replace(table, form=f"{form}, in {decoded.encoding}", notes=notes)


def _sniff(text: str, header_row: int | None) -> str:
    """Return the sign between columns: the most frequent of the header, quoted text left out."""
    lines = io.StringIO(text, newline="")
    for _ in range((header_row or 1) - 1):
        next(lines, "")
    header = ""
    for line in lines:
        header += line
        if header.strip() and header.count('"') % 2 == 0:
            break
    bare = re.sub(r'"[^"]*"', "", header)
    return max(DELIMITERS, key=bare.count)


def _records(
    text: str, delimiter: str, file: str, lines_before: int
) -> Iterator[tuple[int, list[str]]]:
    before = csv.field_size_limit(LONGEST_CELL)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    line = lines_before + 1
    try:
        for cells in reader:
            yield line, cells
            line = lines_before + reader.line_num + 1
    except csv.Error as error:
        why = next(why for sign, why in BROKEN.items() if sign in str(error))
        raise unreadable(file, why, line, 1) from None
    finally:
        csv.field_size_limit(before)
