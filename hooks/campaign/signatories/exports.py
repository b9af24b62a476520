"""Public editions of the list, for journalists and developers: CSV, JSON, counts and a badge."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from functools import lru_cache
from itertools import islice
from typing import Any, NamedTuple

from campaign.signatories.signatories import Count, Signatory

COLUMNS = (
    "name", "kind", "group", "title", "affiliation", "place", "url", "signed", "first", "demands",
    "version", "source",
)  # fmt: skip
FORMULAS = frozenset("=+-@\t\r＝＋－＠")  # noqa: RUF001
"""Beginnings that a spreadsheet may run as a formula (OWASP, "CSV Injection")."""
FORMULA = re.compile(f"^[{re.escape(''.join(sorted(FORMULAS)))}]", re.MULTILINE)
SCHEMA_NAME = "signatories.schema.json"
AT_ONCE = 10_000


class Edition(NamedTuple):
    """A public file: its name in the site's root, and its text in pieces."""

    name: str
    pieces: Iterator[str]


def editions(
    signatories: Iterable[Signatory], count: Count, as_of: date, label: str, message: str
) -> Iterator[Edition]:
    """Yield every public file over the listed signatories, in the order of the list.

    `label` and `message` are the words of the badge.
    """
    signatories = tuple(signatories)
    yield Edition("signatories.csv", csv_pieces(signatories))
    yield Edition("signatories.json", json_pieces(signatories, as_of))
    yield Edition(SCHEMA_NAME, iter([_dump(schema(), indent=2)]))
    badge = {"schemaVersion": 1, "label": label, "message": message}
    yield Edition("badge.json", iter([_dump(badge)]))
    yield Edition("count.json", iter([_dump(badge | counts(count, as_of))]))


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


def csv_pieces(signatories: Iterable[Signatory]) -> Iterator[str]:
    """Yield the CSV: UTF-8, CRLF (RFC 4180), no cell that a spreadsheet runs as a formula."""
    yield ",".join(COLUMNS) + "\r\n"
    rows = iter(signatories)
    while chunk := list(islice(rows, AT_ONCE)):
        buffer = io.StringIO(newline="")
        csv.writer(buffer).writerows(zip(*_cells(chunk), strict=True))
        yield buffer.getvalue()


def harmless(cell: str) -> str:
    """Return a cell that no spreadsheet runs: an apostrophe stands before a formula's sign."""
    return f"'{cell}" if cell[:1] in FORMULAS else cell


def json_pieces(signatories: Iterable[Signatory], as_of: date) -> Iterator[str]:
    """Yield the JSON, without empty fields."""
    yield f'{{"$schema":"{SCHEMA_NAME}","as_of":"{as_of.isoformat()}","signatories":[\n'
    separator = ""
    rows = iter(signatories)
    while chunk := list(islice(rows, AT_ONCE)):
        yield separator + ",\n".join(_objects(chunk))
        separator = ",\n"
    yield "\n]}\n"


def schema() -> Mapping[str, Any]:
    """Return the JSON Schema (2020-12) of signatories.json."""
    text = {"type": "string", "minLength": 1}
    address = {"type": "string", "format": "uri", "pattern": "^https?://"}
    day = {"type": "string", "format": "date"}
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "Signatories of an open letter",
        "type": "object",
        "required": ["as_of", "signatories"],
        "additionalProperties": False,
        "properties": {
            "$schema": {"type": "string"},
            "as_of": day | {"description": "The day on which the list was published."},
            "signatories": {
                "type": "array",
                "items": {
                    "type": "object",
                    "required": ["name", "kind"],
                    "additionalProperties": False,
                    "properties": {
                        "name": text,
                        "kind": {"enum": ["organization", "individual"]},
                        "group": text | {"description": "The heading it stands under."},
                        "title": text,
                        "affiliation": text | {"description": "For identification only."},
                        "place": text,
                        "url": address,
                        "signed": day,
                        "first": {"const": True},
                        "demands": {
                            "type": "array",
                            "items": {"type": "string", "pattern": "^[a-z0-9-]+$"},
                            "description": "Demands that this signatory backs in particular.",
                        },
                        "version": text,
                        "source": address,
                    },
                },
            },
        },
    }


def _dump(value: Mapping[str, Any], indent: int | None = None) -> str:
    return json.dumps(value, ensure_ascii=False, indent=indent) + "\n"


def _columns(signatories: Iterable[Signatory]) -> Iterator[tuple[str, tuple[Any, ...]]]:
    """Yield each public column's name and its cells: in half the time of row after row."""
    columns = dict(zip(Signatory._fields, zip(*signatories, strict=True), strict=True))
    for name in COLUMNS:
        yield name, columns[name]


def _cells(signatories: Iterable[Signatory]) -> Iterator[Iterable[str]]:
    """Yield the cells of one column of the CSV after the other."""
    for name, cells in _columns(signatories):
        if name == "signed":
            yield [_iso(day) if day else "" for day in cells]
        elif name == "first":
            yield ["yes" if is_first else "" for is_first in cells]
        else:
            texts = map(" ".join, cells) if name == "demands" else cells
            yield _harmless_cells(list(texts))


def _harmless_cells(cells: list[str]) -> list[str]:
    # Cells hold no line ends, so that one search through all of them tells of most columns.
    return list(map(harmless, cells)) if FORMULA.search("\n".join(cells)) else cells


def _objects(signatories: Iterable[Signatory]) -> Iterator[str]:
    """Yield each signatory as a JSON object, without empty fields."""
    members = [_members(name, cells) for name, cells in _columns(signatories)]
    return (f"{{{own[1:]}}}" for own in map("".join, zip(*members, strict=True)))


def _members(name: str, cells: tuple[Any, ...]) -> list[str]:
    """Return `,"name":value` for every cell that is not empty, and nothing for one that is."""
    known = {cell: f',"{name}":{_json(cell)}' if cell else "" for cell in set(cells)}
    return [known[cell] for cell in cells]


def _json(cell: Any) -> str:
    return _ENCODER.encode(_iso(cell) if isinstance(cell, date) else cell)


_ENCODER = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"))


@lru_cache(maxsize=4096)
def _iso(day: date) -> str:
    return day.isoformat()
