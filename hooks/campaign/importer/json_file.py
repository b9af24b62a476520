"""Reads JSON: an array of objects or of names, or an object that holds such arrays."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Any, NamedTuple, NoReturn

from campaign.core.problems import LINE_END, Problem, quote
from campaign.importer.encodings import Decoded
from campaign.importer.nested import LIST, TooDeep, columns, flat
from campaign.importer.table import Table, make_table, unreadable

SPACES = re.compile(r"[ \t\r\n]*")
SHAPE = "export an array of objects, one for each signatory"


def read_json(decoded: Decoded, file: str) -> Table:
    """Return the table of a JSON text; each row knows the line in which its entry begins.

    Where an object holds several arrays, as `organizations` and `signatures`, a column tells
    which one an entry came from. Airtable's records are read through their `fields`.
    """
    members = _parsed(decoded.text, file)
    several = len({member.list for member in members}) > 1
    entries: list[tuple[int, dict[str, str]]] = []
    refused: list[tuple[Problem, ...]] = []
    line, counted = 1, 0
    for member in members:
        line += len(LINE_END.findall(decoded.text, counted, member.offset))
        counted = member.offset
        try:
            entry = _entry(member.value)
        except TooDeep:
            entry = None
        if entry is None:
            message = f"the entry is no object with a signatory's facts; {SHAPE}"
            refused.append((Problem(file, line, 0, message),))
            continue
        entries.append((line, {LIST: member.list, **entry} if several else entry))
    header = columns(entry for _, entry in entries)
    if not header and not refused:
        raise unreadable(file, f"the file holds no entry; {SHAPE}")
    records = ((line, [entry.get(name, "") for name in header]) for line, entry in entries)
    table = make_table(file, f"JSON, in {decoded.encoding}", header, records)
    headings = frozenset({LIST}) if several else frozenset[str]()
    return replace(table, refused=table.refused + tuple(refused), headings=headings)


class _Member(NamedTuple):
    """An entry of a list."""

    list: str
    """What the list is called; empty where it is the whole text."""
    offset: int
    """Where in the text the entry begins."""
    value: Any


class _Parser:
    """Parses a text, and keeps where the entries of its lists begin."""

    def __init__(self, text: str) -> None:
        self.members: list[_Member] = []
        self.has_lists = False
        self.twice = ""
        # Numbers stay as they are written: 0123 of a code, 1e400.
        self._decoder = json.JSONDecoder(
            object_pairs_hook=self._object, parse_int=str, parse_float=str, parse_constant=str
        )
        self._text = text
        self._at = 0

    def parse(self) -> None:
        """Parse the whole text; raise `json.JSONDecodeError` where it is broken."""
        if self._next() == "[":
            self._list("")
        elif self._next() == "{":
            self._lists()
        else:
            self._value()
        if self._next():
            self._expected("the end of the text")

    def _lists(self) -> None:
        names: set[str] = set()
        for _ in self._parts("}"):
            if self._next() != '"':
                self._expected("a name in double quotation marks")
            name = self._value()
            if name in names:
                self.twice = self.twice or name
            names.add(name)
            if self._next() != ":":
                self._expected("a colon")
            self._at += 1
            if self._next() == "[":
                self._list(name)
            else:
                self._value()

    def _list(self, name: str) -> None:
        self.has_lists = True
        for _ in self._parts("]"):
            offset = self._at
            self.members.append(_Member(name, offset, self._value()))

    def _parts(self, closing: str) -> Iterator[None]:
        """Stand before each part of what the bracket here opens, and at last behind it."""
        self._at += 1
        if self._next() != closing:
            yield
            while self._next() == ",":
                self._at += 1
                self._next()
                yield
        if self._next() != closing:
            self._expected(f'a comma or "{closing}"')
        self._at += 1

    def _next(self) -> str:
        """Return the next character that is no space, and stand before it; empty at the end."""
        self._at = SPACES.match(self._text, self._at).end()  # type: ignore[union-attr]
        return self._text[self._at : self._at + 1]

    def _value(self) -> Any:
        value, self._at = self._decoder.raw_decode(self._text, self._at)
        return value

    def _expected(self, what: str) -> NoReturn:
        raise json.JSONDecodeError(f"expected {what}", self._text, self._at)

    def _object(self, pairs: list[tuple[str, Any]]) -> dict[str, Any]:
        made = dict(pairs)
        if len(made) != len(pairs) and not self.twice:
            self.twice = next(k for n, (k, _) in enumerate(pairs) if k in dict(pairs[:n]))
        return made


def _parsed(text: str, file: str) -> list[_Member]:
    parser = _Parser(text)
    try:
        parser.parse()
    except json.JSONDecodeError as error:
        why = f"this is not valid JSON ({error.msg}); export the file anew"
        raise unreadable(file, why, error.lineno, error.colno) from None
    except RecursionError:
        raise unreadable(file, f"the values are nested too deeply; {SHAPE}") from None
    if parser.twice:
        raise unreadable(
            file, f"an object names {quote(parser.twice)} twice; keep one, so that none is lost"
        )
    if not parser.has_lists:
        raise unreadable(file, f"the file holds no list of entries; {SHAPE}", 1, 1)
    return parser.members


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
