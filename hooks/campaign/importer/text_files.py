"""Reads text: its encoding, the sign between its columns, and plain lists of names."""

from __future__ import annotations

import codecs
import csv
import io
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from campaign.core.problems import LineIndex, quote
from campaign.importer.table import Table, table_of_rows, unreadable

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
    rf"|[{WESTERN}]{{3}}"  # three accented letters in a row: another alphabet, read wrongly
    r"|[a-zß-öø-ÿ][À-ÖØ-ÞŒŠŽŸ](?![A-ZÀ-ÖØ-ÞŒŠŽ])|\w[\u2018\u201c\u201d\u2026\u2022«»¿¡§©®€£·°](?=\w)"
)
"""What shows that a text is not in Windows-1252, the encoding of Excel's plain CSV in the West."""
SAVE_ANEW = (
    'save the file anew as "CSV UTF-8 (comma delimited)", or give its name, as --encoding mac_roman'
)
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
    western = data.decode("cp1252", "replace")
    if "\ufffd" not in western and not NOT_WESTERN.search(western):
        sample = _SAMPLE.search(western)
        return Decoded(western, "Windows-1252", sample[0] if sample else "")
    # Loaded here: only files in no known encoding need it.
    from charset_normalizer import from_bytes

    best = from_bytes(data[:200_000]).best()
    sample = _SAMPLE.search(str(best)) if best else None
    shown = f", in which a word reads {quote(sample[0])}" if sample else ""
    likely = f"; it looks like {best.encoding}{shown}" if best else ""
    remedy = SAVE_ANEW.replace("mac_roman", best.encoding) if best else SAVE_ANEW
    place = LineIndex(readable).place(len(readable))
    raise unreadable(file, f"the file is not in UTF-8{likely}; {remedy}", *place)


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
