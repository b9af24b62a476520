"""What may still be wrong with rows that are well written: who is back, and what looks odd."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import date
from typing import NamedTuple

import ftfy
import icu

from campaign.core.problems import LINE_END, Problem, Topic, quote
from campaign.core.topics import ABOUT_DATES, ABOUT_ENCODING, ABOUT_WITHDRAWN
from campaign.curation.suppression_list import Withdrawals, comes_back
from campaign.signatories.csv_rows import CsvRow, cell_place, csv_rows
from campaign.signatories.identity import Identity, identity
from campaign.signatories.signatories import Signatory

_TEXTS = ("name", "title", "affiliation", "place", "sort")
REPLACEMENT = "\ufffd"
MIXED_WITH = {"Grek": "Greek", "Cyrl": "Cyrillic"}
"""Scripts with letters that look like Latin ones, by their ISO 15924 codes."""
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
    everybody = list(signatories)
    listed = [signatory for signatory in everybody if signatory.withdrawn is None]
    remarks = [
        *_dated(listed, closed, today),
        *_withdrawn(everybody, today),
        *_misread(listed),
    ]
    return [*_line_ends(text, path), *_placed(text, path, remarks)]


def _dated(
    signatories: Iterable[Signatory], closed: date | None, today: date | None
) -> Iterator[_Remark]:
    last = min((day for day in (closed, today) if day), default=None)
    if last is None:
        return
    for signatory in signatories:
        signed = signatory.signed
        if signed is None or signed <= last:
            continue
        if today and signed > today:
            why = "is in the future; correct the date"
        else:
            why = f"is after {closed}, when the letter closed; correct the date, or delete the row"
        yield _Remark(signatory, "signed", f"'signed' is {signed}, which {why}", ABOUT_DATES)


def _withdrawn(signatories: Iterable[Signatory], today: date | None) -> Iterator[_Remark]:
    for signatory in signatories:
        if today and signatory.withdrawn and signatory.withdrawn > today:
            why = "is in the future, and takes the name off the list today; correct the date"
            yield _Remark(
                signatory,
                "withdrawn",
                f"'withdrawn' is {signatory.withdrawn}, which {why}",
                ABOUT_WITHDRAWN,
            )


def _misread(signatories: Iterable[Signatory]) -> Iterator[_Remark]:
    """Yield what was read in a wrong encoding, or mixes scripts with letters that look alike."""
    for signatory in signatories:
        for column in _TEXTS:
            value: str = getattr(signatory, column)
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


def _line_ends(text: str, path: str) -> list[Problem]:
    windows = text.count("\r\n")
    others = text.count("\n") + text.count("\r") - 2 * windows
    if not windows or not others:
        return []
    odd = "\r\n" if windows < others else ""
    for line, match in enumerate(LINE_END.finditer(text), start=1):
        if (match[0] == "\r\n") == bool(odd):
            why = (
                f"the line does not end like the file's others ({windows} end as Windows ends "
                f"lines, {others} do not); nothing needs to be done, but programs that compare "
                "files may show unchanged rows as changed"
            )
            return [Problem(path, line, 1, why, ABOUT_ENCODING)]
    return []


def _placed(text: str, path: str, remarks: Iterable[_Remark]) -> list[Problem]:
    """Make problems of remarks: the rows are looked for only where there is a remark."""
    found = list(remarks)
    if not found:
        return []
    header, *rows = csv_rows(text)
    columns = [cell.strip() for cell in header.cells]
    standing: dict[Identity, CsvRow] = {}
    for row in rows:
        cells = dict(zip(columns, map(str.strip, row.cells), strict=False))
        standing.setdefault(identity(cells), row)
    problems = []
    for signatory, column, message, topic in found:
        named = standing.get(identity(signatory._asdict()))
        place = cell_place(text, named, columns.index(column)) if named else (0, 0)
        problems.append(Problem(path, *place, message, topic))
    return problems
