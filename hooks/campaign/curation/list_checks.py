"""What may still be wrong with rows that are well written: who is back, and what looks odd."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import date

import ftfy
import icu

from campaign.core.dates import iso_date
from campaign.core.problems import Problem, Topic, Wrong, quote
from campaign.core.topics import ABOUT_CELLS, ABOUT_DATES, ABOUT_ENCODING, ABOUT_WITHDRAWN
from campaign.curation.suppression_list import Withdrawals, comes_back
from campaign.signatories.csv_rows import cell_place, csv_records
from campaign.signatories.identity import identity
from campaign.signatories.tidy import means_nobody, names_nobody

_TEXTS = ("name", "title", "affiliation", "place", "sort")
REPLACEMENT = "\ufffd"
MIXED_WITH = {"Grek": "Greek", "Cyrl": "Cyrillic"}
"""Scripts with letters that look like Latin ones, by their ISO 15924 codes."""
_LEFT_BY_A_PROGRAM = re.compile(r"^=|^#\w.*[!?]$|\w\?\w|&#?\w+;|</?\w+>")
"""A formula, a spreadsheet's error, a letter that an encoding does not have, a form's HTML."""
_TWO_PEOPLE = re.compile(r"\w (?:&|and|und) \w")
"""In Spanish and Portuguese, "y" and "e" also stand within one person's family name."""
_WORD = re.compile(r"[\w\u0300-\u036f'\u2019]+")
_Remark = tuple[str, str, Topic]
"""A column, and what is said of its cell."""


def returned(text: str, path: str, withdrawals: Withdrawals) -> list[Problem]:
    """Return a problem for each signatory of the list who withdrew and yet is listed.

    Nearly as an import keeps out who withdrew: a row may be typed by hand.

    `text` is the list's, and `path` what problems name.
    """
    if not withdrawals:
        return []
    return [
        Problem(
            path,
            *cell_place(text, row, [*row.cells].index("name")),
            f"{quote(row.cells['name'])} asked to be removed; delete the row, or, if they want "
            "to be listed again, run `campaign restore` with the name",
            ABOUT_WITHDRAWN,
        )
        for row in csv_records(text)
        if row.cells.get("name")
        and not row.cells.get("withdrawn")
        and comes_back(withdrawals, identity(row.cells), in_any_order=False)
    ]


def warnings(text: str, path: str, *, closed: date | None, today: date | None) -> list[Problem]:
    """Return what looks odd in a list and yet may be right.

    `closed` is the day on which the letter closed, `today` the last day that is not in the
    future; None where they are not known.
    """
    return [
        Problem(path, *cell_place(text, row, [*row.cells].index(column)), why, topic)
        for row in csv_records(text)
        for column, why, topic in _odd(row.cells, closed, today)
    ]


def _odd(cells: Mapping[str, str], closed: date | None, today: date | None) -> Iterator[_Remark]:
    signed, gone = (_day(cells.get(column, "")) for column in ("signed", "withdrawn"))
    if today and gone and gone > today:
        why = "is in the future, and takes the name off the list today; correct the date"
        yield "withdrawn", f"'withdrawn' is {gone}, which {why}", ABOUT_WITHDRAWN
    if gone:
        return
    late = ""
    if signed and today and signed > today:
        late = "is in the future; correct the date"
    elif signed and closed and signed > closed:
        late = f"is after {closed}, when the letter closed; correct the date, or delete the row"
    if late:
        yield "signed", f"'signed' is {signed}, which {late}", ABOUT_DATES
    name, affiliation = cells.get("name", ""), cells.get("affiliation", "")
    if name and names_nobody(name):
        remedy = "write the name, or delete the row and count it in `unnamed`"
        yield "name", f"'name' is {quote(name)}, which names nobody; {remedy}", ABOUT_CELLS
    if cells.get("kind") == "individual" and _TWO_PEOPLE.search(name):
        why = f"'name' is {quote(name)}, which may be two people; give each a row"
        yield "name", why, ABOUT_CELLS
    if affiliation and means_nobody(affiliation):
        why = f"'affiliation' is {quote(affiliation)}, which is none; leave it empty"
        yield "affiliation", why, ABOUT_CELLS
    for column in _TEXTS:
        for why in _misread(cells.get(column, "")):
            yield column, f"'{column}' {why}", ABOUT_ENCODING


def _day(cell: str) -> date | None:
    try:
        return iso_date(cell) if cell else None
    except Wrong:
        return None


def _misread(value: str) -> Iterator[str]:
    """Yield what was read in a wrong encoding, or mixes scripts with letters that look alike."""
    if _LEFT_BY_A_PROGRAM.search(value):
        yield f"is {quote(value)}, in which a program left a sign of its own; write the text anew"
    if value.isascii():
        return
    if REPLACEMENT in value:
        why = "which holds the sign for a letter that was lost; write the word anew"
        yield f"is {quote(value)}, {why}"
    elif (meant := ftfy.fix_encoding(value)) != value:
        yield (
            f"is {quote(value)}, which looks like letters read in the wrong encoding; "
            f"is it {quote(meant)}?"
        )
    for word in _WORD.findall(value):
        scripts = {letter: str(icu.Script.getScript(letter).getShortName()) for letter in word}
        foreign = [letter for letter, script in scripts.items() if script in MIXED_WITH]
        if foreign and "Latn" in scripts.values():
            yield (
                f"holds {quote(word)}, which mixes Latin letters with "
                f"{MIXED_WITH[scripts[foreign[0]]]} ones ({quote(''.join(foreign))}) that may look "
                "the same; type the word anew"
            )
