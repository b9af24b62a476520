"""Public editions of the list, for journalists and developers: CSV, JSON, counts and a badge."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterable, Iterator
from datetime import date
from operator import attrgetter
from pathlib import Path
from typing import Any

from campaign.output.output_files import OutputFile
from campaign.signatories.signatories import Count, Signatory

PUBLIC_COLUMNS = (
    "name", "kind", "group", "title", "affiliation", "place", "url", "signed", "first", "demands",
    "version", "source", "logo",
)  # fmt: skip
FORMULAS = frozenset("=+-@\t\r＝＋－＠")  # noqa: RUF001
"""Beginnings that a spreadsheet may run as a formula (OWASP, "CSV Injection")."""
LIST_SCHEMA = Path(__file__).with_name("signatories.schema.json")
"""The JSON Schema (2020-12) of signatories.json, published beside it."""
_PUBLIC = attrgetter(*PUBLIC_COLUMNS)
_ENCODER = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"))


def editions(
    signatories: Iterable[Signatory], count: Count, as_of: date, label: str, message: str
) -> Iterator[OutputFile]:
    """Yield every public file over the listed signatories, in the order of the list.

    `label` and `message` are the words of the badge.
    """
    signatories = tuple(signatories)
    yield OutputFile("signatories.csv", csv_pieces(signatories))
    yield OutputFile("signatories.json", json_pieces(signatories, as_of))
    yield OutputFile(LIST_SCHEMA.name, [LIST_SCHEMA.read_text(encoding="utf-8")])
    badge = {"schemaVersion": 1, "label": label, "message": message}
    yield OutputFile("badge.json", [_dump(badge)])
    yield OutputFile("count.json", [_dump(badge | counts(count, as_of))])


def counts(count: Count, as_of: date) -> dict[str, Any]:
    """Return the counts by name."""
    return {
        "total": count.total,
        "listed": count.listed,
        "organizations": count.organizations,
        "individuals": count.individuals,
        "unnamed": count.unnamed,
        "as_of": as_of.isoformat(),
    }


class _Echo:
    """A file that hands back what is written to it."""

    def write(self, text: str) -> str:
        return text


def csv_pieces(signatories: Iterable[Signatory]) -> Iterator[str]:
    """Yield the CSV: UTF-8, CRLF (RFC 4180), no cell that a spreadsheet runs as a formula."""
    write = csv.writer(_Echo()).writerow
    yield str(write(PUBLIC_COLUMNS))
    for s in signatories:
        texts = (
            s.name, s.kind, s.group, s.title, s.affiliation, s.place, s.url,
            s.signed.isoformat() if s.signed else "", "yes" if s.first else "",
            " ".join(s.demands), s.version, s.source, s.logo,
        )  # fmt: skip
        yield str(write(map(harmless, texts)))


def harmless(cell: str) -> str:
    """Return a cell that no spreadsheet runs: an apostrophe stands before a formula's sign."""
    return f"'{cell}" if cell[:1] in FORMULAS else cell


def json_pieces(signatories: Iterable[Signatory], as_of: date) -> Iterator[str]:
    """Yield the JSON, without empty fields."""
    yield f'{{"$schema":"{LIST_SCHEMA.name}","as_of":"{as_of.isoformat()}","signatories":[\n'
    separator = ""
    for signatory in signatories:
        cells = zip(PUBLIC_COLUMNS, _PUBLIC(signatory), strict=True)
        fields = {name: cell for name, cell in cells if cell}
        if signatory.signed:
            fields["signed"] = signatory.signed.isoformat()
        yield separator + _ENCODER.encode(fields)
        separator = ",\n"
    yield "\n]}\n"


def _dump(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False) + "\n"
