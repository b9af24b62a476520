"""A packed PDF is the same document: every object is in it, and found where the table says."""

from __future__ import annotations

import re
import zlib
from functools import cache

import pytest
import typst
from hypothesis import given
from hypothesis import strategies as st

from campaign.output.pdf.packing import packed
from tests.sites import ROOT

SOURCE = b"""#set document(title: "endobj", author: "(a) endstream")
#set text(font: "Libertinus Serif")
= One endobj
#link("https://example.org/")[endstream]
#list(..range(600).map(n => [Name #n]))
"""
NUMBERED = re.compile(rb"(\d+) 0 obj\s*(.*?)\s*endobj\s*(?=\d+ 0 obj|xref|startxref|$)", re.DOTALL)


@cache
def original() -> bytes:
    fonts = typst.Fonts(
        include_system_fonts=False,
        include_embedded_fonts=False,
        font_paths=[str(ROOT / "overrides" / "fonts")],
    )
    made = typst.compile(SOURCE, font_paths=fonts, format="pdf", pdf_standards="ua-1", timestamp=0)
    assert isinstance(made, bytes)
    return made


def unpacked(pdf: bytes) -> dict[int, bytes]:
    """Return a packed PDF's objects by their numbers, each read from where its table says."""
    start = re.search(rb"startxref\n(\d+)\n%%EOF\n$", pdf)
    assert start
    table = NUMBERED.match(pdf, int(start[1]))
    assert table
    assert b"/Type/XRef" in table[2]
    size = int(re.search(rb"/Size (\d+)", table[2])[1])  # type: ignore[index]
    rows = contents(table[2])
    assert len(rows) == 7 * size
    found = {}
    for number in range(size):
        row = rows[7 * number : 7 * number + 7]
        kind, where, index = row[0], int.from_bytes(row[1:5], "big"), int.from_bytes(row[5:], "big")
        if kind == 1:
            match = NUMBERED.match(pdf, where)
            assert match
            assert int(match[1]) == number
            found[number] = match[2]
        elif kind == 2:
            packet = NUMBERED.search(pdf, pdf.index(b"\n%d 0 obj" % where))
            assert packet
            first = int(re.search(rb"/First (\d+)", packet[2])[1])  # type: ignore[index]
            data = contents(packet[2])
            numbers = [*map(int, data[:first].split())]
            assert numbers[2 * index] == number
            ends = [*(first + offset for offset in numbers[1::2]), len(data)]
            found[number] = data[ends[index] : ends[index + 1]].strip()
    return found


def contents(body: bytes) -> bytes:
    return zlib.decompress(body.partition(b"stream\n")[2].removesuffix(b"\nendstream"))


def test_every_object_is_in_it_unchanged_and_a_table_leads_to_it() -> None:
    before = original()
    after = packed(before)
    found = unpacked(after)
    size = int(re.search(rb"/Size (\d+)", before)[1])  # type: ignore[index]
    offsets = re.findall(rb"(\d{10}) 00000 n", before)
    for offset in offsets:
        match = re.compile(rb"\s*(\d+) 0 obj\s*(.*?)\s*endobj\s*?\n", re.DOTALL).match(
            before, int(offset)
        )
        assert match
        assert found[int(match[1])].startswith(match[2])
    ours = {number for number in found if number >= size}
    assert len(found) - len(ours) == len(offsets)
    trailer = before[before.rindex(b"trailer") :]
    for key in (rb"/Root \d+ 0 R", rb"/Info \d+ 0 R"):
        assert re.findall(key, trailer) == re.findall(key, after[after.rindex(b"/XRef") :])
    assert len(after) < len(before) / 2


def test_it_is_packed_once_and_always_in_the_same_way() -> None:
    assert packed(original()) == packed(original())
    assert packed(packed(original())) == packed(original())


@given(st.binary(max_size=200))
def test_what_is_no_such_pdf_stays_as_it_is(data: bytes) -> None:
    assert packed(data) == data


@given(st.data())
def test_a_damaged_file_never_crashes(data: st.DataObject) -> None:
    damaged = bytearray(original())
    for _ in range(data.draw(st.integers(1, 5))):
        at = data.draw(st.integers(0, 400) | st.integers(len(damaged) - 2_000, len(damaged) - 1))
        damaged[at] = data.draw(st.integers(0, 255))
    packed(bytes(damaged))


@pytest.mark.parametrize("sign", [b"/Encrypt 1 0 R", b"/Length 9 0 R"])
def test_what_may_not_be_packed_is_left(sign: bytes) -> None:
    given = original().replace(b"trailer", b"trailer", 1)
    at = given.rindex(b"<<")
    changed = given[: at + 2] + sign + given[at + 2 :]
    assert packed(changed) == changed
