"""What may still be wrong with rows that are well written: who is back, and what looks odd."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import date
from typing import NamedTuple

import ftfy
import icu

from campaign.core.problems import Problem, Topic, quote
from campaign.core.topics import ABOUT_CELLS, ABOUT_DATES, ABOUT_ENCODING, ABOUT_WITHDRAWN
from campaign.curation.suppression_list import Withdrawals, comes_back
from campaign.signatories.csv_rows import CsvRow, cell_place, csv_records
from campaign.signatories.identity import Identity, identity
from campaign.signatories.signatories import Signatory
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


class _Remark(NamedTuple):
    signatory: Signatory
    column: str
    message: str
    topic: Topic = ABOUT_ENCODING


def returned(
    text: str, path: str, signatories: Iterable[Signatory], withdrawals: Withdrawals
) -> list[Problem]:
    """Return a problem for each signatory of the list who withdrew and yet is listed.

    Nearly as an import keeps out who withdrew: a row may be typed by hand.

    `text` is the list's, `signatories` what was read from it, and `path` what problems name.
    """
    if not withdrawals:
        return []
    return _placed(
        text,
        path,
        (
            _Remark(
                signatory,
                "name",
                f"{quote(signatory.name)} asked to be removed; delete the row, or, if they want "
                "to be listed again, run `campaign restore` with the name",
                ABOUT_WITHDRAWN,
            )
            for signatory in signatories
            if signatory.withdrawn is None
            and comes_back(withdrawals, signatory, in_any_order=False)
        ),
    )


def warnings(
    text: str,
    path: str,
    signatories: Iterable[Signatory],
    *,
    closed: date | None,
    today: date | None,
) -> list[Problem]:
    """Return what looks odd in a list and yet may be right.

    `closed` is the day on which the letter closed, `today` the last day that is not in the
    future; None where they are not known.
    """
    return _placed(text, path, _odd(signatories, closed, today))


def _odd(
    signatories: Iterable[Signatory], closed: date | None, today: date | None
) -> Iterator[_Remark]:
    for signatory in signatories:
        signed, gone = signatory.signed, signatory.withdrawn
        if today and gone and gone > today:
            why = "is in the future, and takes the name off the list today; correct the date"
            said = f"'withdrawn' is {gone}, which {why}"
            yield _Remark(signatory, "withdrawn", said, ABOUT_WITHDRAWN)
        if gone:
            continue
        late = ""
        if signed and today and signed > today:
            late = "is in the future; correct the date"
        elif signed and closed and signed > closed:
            late = f"is after {closed}, when the letter closed; correct the date, or delete the row"
        if late:
            yield _Remark(signatory, "signed", f"'signed' is {signed}, which {late}", ABOUT_DATES)
        if names_nobody(signatory.name):
            remedy = "write the name, or delete the row and count it in `unnamed`"
            why = f"'name' is {quote(signatory.name)}, which names nobody; {remedy}"
            yield _Remark(signatory, "name", why, ABOUT_CELLS)
        if signatory.kind == "individual" and _TWO_PEOPLE.search(signatory.name):
            why = f"'name' is {quote(signatory.name)}, which may be two people; give each a row"
            yield _Remark(signatory, "name", why, ABOUT_CELLS)
        if signatory.affiliation and means_nobody(signatory.affiliation):
            why = f"'affiliation' is {quote(signatory.affiliation)}, which is none; leave it empty"
            yield _Remark(signatory, "affiliation", why, ABOUT_CELLS)
        yield from _misread(signatory)


def _misread(signatory: Signatory) -> Iterator[_Remark]:
    """Yield what was read in a wrong encoding, or mixes scripts with letters that look alike."""
    for column in _TEXTS:
        value: str = getattr(signatory, column)
        if _LEFT_BY_A_PROGRAM.search(value):
            why = "in which a program left a sign of its own; write the text anew"
            yield _Remark(signatory, column, f"'{column}' is {quote(value)}, {why}")
        if value.isascii():
            continue
        if REPLACEMENT in value:
            why = "holds the sign for a letter that was lost; write the word anew"
            yield _Remark(signatory, column, f"'{column}' is {quote(value)}, which {why}")
        elif (meant := ftfy.fix_encoding(value)) != value:
            yield _Remark(
                signatory,
                column,
                f"'{column}' is {quote(value)}, which looks like letters read in the wrong "
                f"encoding; is it {quote(meant)}?",
            )
        for word in _WORD.findall(value):
            if why := _mixed(word):
                yield _Remark(signatory, column, f"'{column}' holds {why}")


def _mixed(word: str) -> str:
    scripts = {letter: str(icu.Script.getScript(letter).getShortName()) for letter in word}
    foreign = [letter for letter, script in scripts.items() if script in MIXED_WITH]
    if not foreign or "Latn" not in scripts.values():
        return ""
    return (
        f"{quote(word)}, which mixes Latin letters with {MIXED_WITH[scripts[foreign[0]]]} ones "
        f"({quote(''.join(foreign))}) that may look the same; type the word anew"
    )


def _placed(text: str, path: str, remarks: Iterable[_Remark]) -> list[Problem]:
    """Make problems of remarks: the rows are looked for only where there is a remark."""
    found = list(remarks)
    if not found:
        return []
    standing: dict[Identity, CsvRow] = {}
    columns: list[str] = []
    for row, cells in csv_records(text):
        columns = columns or list(cells)
        standing.setdefault(identity(cells), row)
    problems = []
    for signatory, column, message, topic in found:
        named = standing.get(identity(signatory._asdict()))
        place = cell_place(text, named, columns.index(column)) if named else (0, 0)
        problems.append(Problem(path, *place, message, topic))
    return problems
