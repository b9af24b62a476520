"""Reads JSON: an array of objects or of names, or an object that holds such arrays."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from ..problems import Problem, quote
from .encodings import Decoded
from .nested import LIST, TooDeep, columns, flat
from .table import Table, make_table, unreadable

TOKEN = re.compile(r'"(?:[^"\\]|\\.)*"|[\[\]{}]|\n|\r\n?', re.DOTALL)
SHAPE = "export an array of objects, one for each signatory"


def read_json(decoded: Decoded, file: str) -> Table:
    """Return the table of a JSON text; each row knows the line in which its entry begins.

    Where an object holds several arrays, as `organizations` and `signatures`, a column tells
    which one an entry came from. Airtable's records are read through their `fields`.
    """
    text = decoded.text
    lists = _lists(_parsed(text, file), file)
    lines = _lines(text)
    several = len(lists) > 1
    entries: list[tuple[int, dict[str, str]]] = []
    refused: list[tuple[Problem, ...]] = []
    position = 0
    for name, members in lists:
        for member in members:
            line = lines[position] if position < len(lines) else 0
            position += 1
            try:
                entry = _entry(member)
            except TooDeep:
                entry = None
            if entry is None:
                message = f"the entry is no object with a signatory's facts; {SHAPE}"
                refused.append((Problem(file, line, 0, message),))
                continue
            entries.append((line, {LIST: name, **entry} if several else entry))
    header = columns(entry for _, entry in entries)
    if not header and not refused:
        raise unreadable(file, f"the file holds no entry; {SHAPE}")
    records = ((line, [entry.get(name, "") for name in header]) for line, entry in entries)
    table = make_table(file, f"JSON, in {decoded.encoding}", header, records)
    headings = frozenset({LIST}) if several else frozenset[str]()
    return replace(table, refused=table.refused + tuple(refused), headings=headings)


def _parsed(text: str, file: str) -> Any:
    twice: list[str] = []

    def as_object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
        made = dict(pairs)
        if len(made) != len(pairs):
            twice.append(next(k for n, (k, _) in enumerate(pairs) if k in dict(pairs[:n])))
        return made

    try:
        # Numbers stay as they are written: 0123 of a code, 1e400.
        data = json.loads(
            text, object_pairs_hook=as_object, parse_int=str, parse_float=str, parse_constant=str
        )
    except json.JSONDecodeError as error:
        raise unreadable(
            file, f"this is not valid JSON ({error.msg}); export the file anew", error.lineno,
            error.colno,
        ) from None  # fmt: skip
    except RecursionError:
        raise unreadable(file, f"the values are nested too deeply; {SHAPE}") from None
    if twice:
        raise unreadable(
            file, f"an object names {quote(twice[0])} twice; keep one, so that none is lost"
        )
    return data


def _lists(data: Any, file: str) -> list[tuple[str, Sequence[Any]]]:
    if isinstance(data, list):
        return [("", data)]
    if isinstance(data, dict):
        found: list[tuple[str, Sequence[Any]]] = [
            (name, value) for name, value in data.items() if isinstance(value, list)
        ]
        if found:
            return found
    raise unreadable(file, f"the file holds no list of entries; {SHAPE}", 1, 1)


def _entry(member: Any) -> dict[str, str] | None:
    if isinstance(member, str):
        return {"name": member}
    if not isinstance(member, dict):
        return None
    fields = member.get("fields")
    if isinstance(fields, dict) and member.keys() <= {"id", "createdTime", "fields"}:
        outside = {key: value for key, value in member.items() if key != "fields"}
        return flat(
            {"Record ID": outside.get("id"), "Created time": outside.get("createdTime")}
        ) | (flat(fields))
    return flat(member)


def _lines(text: str) -> list[int]:
    """Return the line in which each entry of a list begins, lists in the order of the text."""
    lines: list[int] = []
    line = 1
    open_brackets: list[str] = []
    for match in TOKEN.finditer(text):
        sign = match[0]
        if sign[0] in "\r\n":
            line += 1
            continue
        in_list = open_brackets in (["["], ["{", "["])
        if in_list and sign not in "]}":
            lines.append(line)
        if sign in "[{":
            open_brackets.append(sign)
        elif sign in "]}" and open_brackets:
            open_brackets.pop()
    return lines
