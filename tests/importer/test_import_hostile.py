"""Files that are broken, hostile or not what they say: refused in a plain sentence."""

from __future__ import annotations

import io
import os
import zipfile
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openpyxl import Workbook, load_workbook

from campaign.importer import reading, records
from campaign.importer.reading import Reading, read_source
from campaign.importer.table import Unreadable
from tests.importer.desk import ImportDesk
from tests.importer.test_import_shapes import microsoft_forms


def workbook(*rows: list[object], **sheets: list[list[object]]) -> bytes:
    book = Workbook()
    for row in rows:
        book.active.append(row)
    for title, more in sheets.items():
        sheet = book.create_sheet(title)
        for row in more:
            sheet.append(row)
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def with_part(data: bytes, name: str, content: bytes) -> bytes:
    file = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(data)) as old,
        zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as new,
    ):
        for part in old.infolist():
            if part.filename != name:
                new.writestr(part, old.read(part))
        new.writestr(name, content)
    return file.getvalue()


def claiming(data: bytes, size: int) -> bytes:
    """Return an archive that says of its last part that it is so large unpacked."""
    at = data.rindex(b"PK\x01\x02") + 24
    return data[:at] + size.to_bytes(4, "little") + data[at + 4 :]


def sheet_of(data: bytes) -> bytes:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return archive.read("xl/worksheets/sheet1.xml")


SHEET = "xl/worksheets/sheet1.xml"
GOOD = workbook(["Name", "Kind"], ["Example", "organization"])
BOMB = b"<!DOCTYPE x [<!ENTITY a 'aaaa'><!ENTITY b '&a;&a;'>]>" + sheet_of(GOOD).partition(b"?>")[2]
REPEATED = b'<table:table-cell table:number-columns-repeated="16384"><text:p>Example</text:p>'
ALIASES = b"a: &a [x, x]\nb: &b [*a, *a]\nname: *b\n"
REFUSED: list[tuple[str, bytes, str]] = [
    ("a.xlsx", with_part(GOOD, SHEET, BOMB), "cannot be read as a spreadsheet"),
    ("a.xlsx", claiming(GOOD, 301 << 20), "unpacked, the file would"),
    ("a.xlsx", GOOD[: len(GOOD) // 2], "the file is damaged"),
    ("a.xlsx", with_part(GOOD, SHEET, b'<c r="A1"/><c r="XFD1048576"/>'), "a cell stands far from"),
    ("a.xlsx", with_part(GOOD, SHEET, b"<c r='xfd1048576'/>"), "a cell stands far from all others"),
    ("a.ods", with_part(GOOD, "content.xml", REPEATED), "a cell stands far from all others"),
    ("a.xlsx", with_part(GOOD, SHEET, b"<worksheet><sheetData><row r='x'>"), "cannot be read as a"),
    ("a.xlsx", with_part(GOOD, "xl/workbook.xml", b"<a/>"), "cannot be read as a spreadsheet"),
    ("a.xlsx", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 99, "cannot be read as a"),
    ("a.csv", with_part(GOOD, "xl/workbook.xml", b"<a/>"), "cannot be read as a spreadsheet"),
    ("a.csv", b"name\n" + "Łódź Żółć Gęś Pchła".encode("cp1250"), '"Łódź" in cp1250'),
    (
        "a.csv",
        b"name\n" + 20_000 * b"Ada Sample\n" + "Işıl Şablon\nÇağrı Şablon\n".encode("cp1254"),
        "a.csv:20002:2: the file is not in UTF-8",
    ),
    (
        "a.csv",
        "Ad,Soyad,İl\nGökçe,Örnek,Denemeköy\nIşıl,Şablon,Örnekşehir\n".encode("cp1254"),
        '"Işıl" in cp1254',
    ),
    ("a.csv", b"name\n" + "Привет Пример Образец".encode("cp1251"), "is not in UTF-8"),
    ("a.csv", b"name\n" + "Asociación Ñandú".encode("mac_roman"), "is not in UTF-8"),
    ("a.csv", "name\nÖrnek Ayşe\nÇağrı Deneme\n".encode("cp1254"), '"Ayşe" in cp1254'),
    ("a.csv", "name\nPélda Gyöngyő\nMinta Erdős\n".encode("cp1250"), '"Gyöngyő" in cp1250, "G'),
    ("a.csv", b"\xff\xfea\0\0\xd8", "the file is not in UTF-16"),
    ("a.csv", b"\0\1\2\3" * 100, "the file is no text"),
    ("a.csv", b",".join(b"c%d" % n for n in range(600)) + b"\n", "the header has 600 columns"),
    ("a.json", b"[" * 100_000, "nested too deeply"),
    ("a.json", b'[{"x": ' + b"[" * 900 + b"]" * 900 + b"}]", "a.json:1: the entry cannot be read"),
    ("a.yml", b"- " * 50_000, "nested too deeply"),
    ("a.docx", GOOD, "files that end in .docx are not read"),
    ("a.doc", b"\xd0\xcf", "files that end in .doc are not read"),
    ("a.xls", b"\xd0\xcf\x11\xe0", "cannot be read as a spreadsheet"),
]


@pytest.mark.parametrize(
    ("name", "data", "why"), REFUSED, ids=[r[0] + ": " + r[2] for r in REFUSED]
)
def test_a_file_that_cannot_be_read(name: str, data: bytes, why: str, tmp_path: Path) -> None:
    file = tmp_path / name
    file.write_bytes(data)
    with pytest.raises(Unreadable) as error:
        read_source(file, name)
    assert why in str(error.value)


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("a.csv", GOOD),
        ("a.xlsx", b"Name,Kind\nExample,organization\n"),
        ("a.csv", b'[{"Name": "Example", "Kind": "organization"}]'),
        ("a.xls", b"<table><tr><th>Name<th>Kind<tr><td>Example<td>organization</table>"),
    ],
)
def test_a_table_is_read_by_what_it_holds(name: str, data: bytes, tmp_path: Path) -> None:
    (tmp_path / name).write_bytes(data)
    table = read_source(tmp_path / name, name)
    assert [row.cells for row in table.rows] == [("Example", "organization")]


def test_no_file_and_no_ordinary_file(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.csv")
    for name, why in (("none.csv", "there is no such file"), ("pipe.csv", "this is no file")):
        with pytest.raises(Unreadable, match=why):
            read_source(tmp_path / name, name)


def test_a_file_beyond_the_bound_is_not_even_opened(tmp_path: Path) -> None:
    file = tmp_path / "a.csv"
    with file.open("wb") as opened:
        opened.truncate(200 << 20)
    with pytest.raises(Unreadable, match="holds more than 128 megabytes"):
        read_source(file, "a.csv")


def test_a_sheet_that_lies_of_its_size(tmp_path: Path) -> None:
    data = sheet_of(GOOD).replace(b'ref="A1:B2"', b'ref="A1:XFD1048576"')
    assert data != sheet_of(GOOD)
    (tmp_path / "a.xlsx").write_bytes(with_part(GOOD, SHEET, data))
    table = read_source(tmp_path / "a.xlsx", "a.xlsx")
    assert [row.cells for row in table.rows] == [("Example", "organization")]


def test_several_sheets_need_a_word(tmp_path: Path) -> None:
    file = tmp_path / "a.xlsx"
    file.write_bytes(workbook(["Name"], ["Example"], More=[["Name"], ["Sample"]]))
    with pytest.raises(Unreadable, match='say which to read, as --sheet "Sheet"'):
        read_source(file, "a.xlsx")
    assert read_source(file, "a.xlsx", Reading(sheet="More")).rows[0].cells == ("Sample",)
    with pytest.raises(Unreadable, match='there is no sheet "Les"; write "Sheet" or "More"'):
        read_source(file, "a.xlsx", Reading(sheet="Les"))
    book = load_workbook(io.BytesIO(workbook(More=[["Name"], ["Sample"]])))
    book["More"].sheet_state = "hidden"
    book.save(file)
    with pytest.raises(Unreadable, match=r'no visible sheet holds anything; .* "Sheet" or "More"'):
        read_source(file, "a.xlsx")


def test_a_formula_counts_as_its_result(desk: ImportDesk, tmp_path: Path) -> None:
    data = workbook(["Name", "Kind"], ["Example", "organization"], ["=A2", "organization"])
    computed = sheet_of(data).replace(b"<f>A2</f><v></v>", b"<f>A2</f><v>7</v>")
    assert computed != sheet_of(data)
    result = desk.imports(desk.file(data, "a.xlsx"), "--yes", code=4)
    assert 'row 3: "Name" is empty' in result.stdout
    (tmp_path / "b.xlsx").write_bytes(with_part(data, SHEET, computed))
    assert read_source(tmp_path / "b.xlsx", "b.xlsx").rows[1].cells[0] == "7"


def test_a_folder_follows_no_link_and_expands_no_alias(tmp_path: Path) -> None:
    people = tmp_path / "people"
    people.mkdir()
    (tmp_path / "secret.yml").write_text("name: Secret Example\n", encoding="utf-8")
    (people / "link.yml").symlink_to(tmp_path / "secret.yml")
    (people / "folder").symlink_to(tmp_path)
    (people / "bomb.yml").write_bytes(ALIASES)
    (people / "deep.yml").write_bytes(b"name: " + b"[" * 1000)
    (people / "long.yml").write_bytes(b"name: " + b"x" * records.LARGEST_FILE)
    (people / "good.yml").write_text("name: Good Example\n", encoding="utf-8")
    os.mkfifo(people / "pipe.yml")
    table = read_source(people, "people")
    assert [row.cells for row in table.rows] == [("Good Example",)]
    told = {problems[0].path: problems[0].message for problems in table.refused}
    assert told.keys() == {f"people/{name}" for name in (
        "link.yml", "folder", "bomb.yml", "deep.yml", "long.yml", "pipe.yml")}  # fmt: skip
    assert "a link to another file is not followed" in told["people/link.yml"]
    assert "which YAML reads in its own way" in told["people/bomb.yml"]


@given(st.lists(st.tuples(st.integers(0, 20_000), st.integers(0, 255)), max_size=6), st.booleans())
@settings(
    max_examples=3 * settings().max_examples // 5,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
def test_a_damaged_workbook_never_raises_anything_else(
    changes: list[tuple[int, int]], inside: bool
) -> None:
    data = bytearray(sheet_of(GOOD) if inside else microsoft_forms())
    for at, byte in changes:
        data[at % len(data)] = byte
    whole = with_part(GOOD, SHEET, bytes(data)) if inside else bytes(data)
    with suppress(Unreadable):
        reading.read_excel(whole, "x.xlsx")
