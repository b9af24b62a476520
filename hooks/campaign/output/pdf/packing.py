"""Packs a PDF: thousands of small objects into a few compressed ones, so that it loads faster.

typst writes three plain objects for each name, which a screen reader needs and which make up nine
tenths of the file. ISO 32000-1, 7.5.7 and 7.5.8, lets all but streams stand compressed.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

AT_ONCE = 500
"""Objects that are packed together; a reader unpacks no more than it needs."""
ROW = rb"\d{10} \d{5} [nf]"
TABLE = re.compile(
    rb"xref\s+0 (\d+)\s+((?:%b[ \r\n]{2})+)trailer\s*<<(.*)>>\s*startxref" % ROW, re.DOTALL
)
OBJECT = re.compile(rb"\s*(\d+) 0 obj\s*(.*?)\s*endobj\s*", re.DOTALL)
SIZE = re.compile(rb"/Size\s+\d+")
INDIRECT_LENGTH = re.compile(rb"/Length\s+\d+\s+\d+\s+R")
FREE, PLAIN, PACKED = 0, 1, 2


class _Object(NamedTuple):
    number: int
    body: bytes

    @property
    def is_stream(self) -> bool:
        return self.body.endswith(b"endstream")


def packed(pdf: bytes) -> bytes:
    """Return the same document with its objects packed.

    What is not in the plain form that typst writes is returned as it is.
    """
    start = re.search(rb"startxref\s+(\d+)\s+%%EOF\s*$", pdf)
    table = TABLE.match(pdf, int(start[1])) if start else None
    if start is None or table is None or b"/Encrypt" in table[3] or INDIRECT_LENGTH.search(pdf):
        return pdf
    rows = [row.split() for row in re.findall(ROW, table[2])]
    places = sorted(int(row[0]) for row in rows if row[2] == b"n")
    if len(rows) != int(table[1]) or not places or any(row[1] != b"00000" for row in rows[1:]):
        return pdf
    objects = [_read(pdf[a:b]) for a, b in pairwise([*places, int(start[1])])]
    if not all(objects):
        return pdf
    trailer = SIZE.sub(b"", table[3])
    return _write(pdf[: places[0]], [each for each in objects if each], len(rows), trailer)


def _read(text: bytes) -> _Object | None:
    found = OBJECT.fullmatch(text)
    return _Object(int(found[1]), found[2]) if found else None


def _write(head: bytes, objects: Sequence[_Object], size: int, trailer: bytes) -> bytes:
    pieces, at = [head], len(head)
    entries: dict[int, tuple[int, int, int]] = {0: (FREE, 0, 0xFFFF)}

    def add(number: int, body: bytes) -> None:
        nonlocal at
        entries[number] = (PLAIN, at, 0)
        pieces.append(b"%d 0 obj\n%b\nendobj\n" % (number, body))
        at += len(pieces[-1])

    for each in objects:
        if each.is_stream:
            add(each.number, each.body)
    for number, group in enumerate(_groups(e for e in objects if not e.is_stream), start=size):
        add(number, _packet(group))
        entries |= {each.number: (PACKED, number, place) for place, each in enumerate(group)}
    own = max(size, *entries) + 1  # the table names itself, too
    entries[own] = (PLAIN, at, 0)
    free = (FREE, 0, 0)
    table = b"".join(
        kind.to_bytes(1, "big") + where.to_bytes(4, "big") + index.to_bytes(2, "big")
        for kind, where, index in (entries.get(number, free) for number in range(own + 1))
    )
    begin = at
    add(own, _stream(b"/Type/XRef/Size %d/W[1 4 2]%b" % (own + 1, trailer), table))
    return b"".join([*pieces, b"startxref\n%d\n%%%%EOF\n" % begin])


def _groups(objects: Iterable[_Object]) -> Iterator[Sequence[_Object]]:
    whole = list(objects)
    for first in range(0, len(whole), AT_ONCE):
        yield whole[first : first + AT_ONCE]


def _packet(objects: Sequence[_Object]) -> bytes:
    numbers, at = [], 0
    for each in objects:
        numbers.append(b"%d %d " % (each.number, at))
        at += len(each.body) + 1
    head = b"".join(numbers)
    body = head + b"".join(each.body + b"\n" for each in objects)
    return _stream(b"/Type/ObjStm/N %d/First %d" % (len(objects), len(head)), body)


def _stream(values: bytes, data: bytes) -> bytes:
    small = zlib.compress(data)
    return b"<<%b/Filter/FlateDecode/Length %d>>stream\n%b\nendstream" % (values, len(small), small)
