"""Editing the list: what nobody asked to change keeps its bytes, and new rows stand in order."""

import csv
import io
import os
import stat
import subprocess
from pathlib import Path

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from campaign.core.files import write_text
from campaign.core.problems import Wrong
from campaign.curation.list_file import changed, inserted, parse, read, removed
from campaign.signatories.signatories_csv import COLUMNS

LIST = (
    "name,kind,signed\r\n"
    '"Alpha, Example",organization,2021-02-09\r\n'
    '"Beta Example",organization,\r\n'
    "\r\n"
    "Delta Example , organization\r\n"
)


def new(name: str, **cells: str) -> dict[str, str]:
    return {"name": name, "kind": "organization", **cells}


def test_new_rows_stand_where_the_language_sorts_them() -> None:
    text = inserted(parse(LIST), [new("The Çedilla, Example"), new("Zeta"), new("Abc")], "en")
    assert (
        text
        == LIST.replace('"Alpha,', 'Abc,organization,\r\n"Alpha,').replace(
            '"Beta Example",organization,\r\n',
            '"Beta Example",organization,\r\n"The Çedilla, Example",organization,\r\n',
        )
        + "Zeta,organization,\r\n"
    )


def test_one_stray_row_does_not_send_new_ones_to_the_end() -> None:
    names = [f"Example {letter}" for letter in "ABCDEFGHIJKLM"]
    text = "name,kind\n" + "".join(f"{name},organization\n" for name in ["Stray", *names])
    assert inserted(parse(text), [new("Example Ca")], "en") == text.replace(
        "Example C,organization\n", "Example C,organization\nExample Ca,organization\n"
    )


def test_a_list_sorted_within_its_groups_stays_so() -> None:
    text = (
        "name,kind,group\n"
        "B,organization,National\nD,organization,National\n"
        "A,organization,Local\nC,organization,Local\n"
        "Ann Example,individual,\nBo Example,individual,\n"
    )
    rows = [new("B two", group="Local"), {"name": "Anna Example", "kind": "individual"}]
    assert inserted(parse(text), rows, "en") == text.replace(
        "C,org", "B two,organization,Local\nC,org"
    ).replace("Bo Ex", "Anna Example,individual,\nBo Ex")
    assert inserted(parse(text), [new("A", group="New")], "en") == text + "A,organization,New\n"


def test_rows_that_are_added_side_by_side_merge(tmp_path: Path) -> None:
    text = "name,kind\n" + "".join(f"Example {n:03},organization\n" for n in range(0, 100, 5))
    paths = [tmp_path / name for name in ("ours", "base", "theirs")]
    for path, name in zip(paths, ("Example 011", "", "Example 083"), strict=True):
        write_text(path, inserted(parse(text), [new(name)], "en") if name else text)
    subprocess.run(["git", "merge-file", *map(str, paths)], check=True)
    both = inserted(parse(text), [new("Example 011"), new("Example 083")], "en")
    assert paths[0].read_text(encoding="utf-8") == both


def test_an_unsorted_list_grows_at_its_end_and_gets_the_line_end_that_it_lacks() -> None:
    text = "name,kind\nC,organization\nB,organization\nA,organization"
    assert inserted(parse(text), [new("Ab")], "en") == text + "\nAb,organization\n"
    assert inserted(parse("name,kind"), [new("A")], "en") == "name,kind\nA,organization\n"


def test_a_column_is_added_only_when_it_is_needed() -> None:
    text = 'kind, name\norganization,"A"\norganization\n\norganization,B,\n'
    assert inserted(parse(text), [new("C", place="")], "en") == text + "organization,C\n"
    assert inserted(parse(text), [new("C", place="Northford", title="Dr")], "en") == (
        'kind, name,title,place\norganization,"A",,\norganization,,,\n\norganization,B,,\n'
        "organization,C,Dr,Northford\n"
    )
    with pytest.raises(Wrong, match='the column "colour" is not known'):
        inserted(parse(text), [new("C", colour="red")], "en")
    with pytest.raises(Wrong, match=r"3 cells, but the header 2.*line 2"):
        inserted(parse("name,kind\nA,organization,x\n"), [new("C", place="Northford")], "en")


def test_only_the_cells_that_change_are_written_anew() -> None:
    file = parse(LIST)
    assert changed(file, file.rows[1], {"name": "Beta, Example", "signed": ""}) == LIST.replace(
        "Beta Example", "Beta, Example"
    )
    assert changed(file, file.rows[2], {"signed": "2021-02-10"}) == LIST.replace(
        " organization\r\n", " organization,2021-02-10\r\n"
    )
    assert changed(file, file.rows[0], {"name": 'Alpha "X"'}) == LIST.replace(
        '"Alpha, Example"', '"Alpha ""X"""'
    )
    assert changed(file, file.rows[0], {"name": "Alpha, Example"}) == LIST
    widened = changed(file, file.rows[0], {"place": "Northford"}).split("\r\n")
    assert widened[:3] == [
        "name,kind,signed,place",
        '"Alpha, Example",organization,2021-02-09,Northford',
        '"Beta Example",organization,,',
    ]


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("", "first line is empty"),
        ("\n\nname,kind\n", "first line is empty"),
        ("name,kind,name\n", 'the column "name" stands twice'),
        ('name,kind\nA,organization\n"B,organization\n', "from line 3 on cannot be read"),
        ('name,kind\n"A" x,organization\n', "from line 2 on cannot be read"),
    ],
)
def test_a_broken_file_is_not_edited(text: str, why: str) -> None:
    with pytest.raises(Wrong, match=why):
        parse(text)


def test_a_file_is_replaced_whole_and_keeps_its_rights_and_mark(tmp_path: Path) -> None:
    folder = tmp_path / "a folder"
    folder.mkdir()
    path = folder / "signatories.csv"
    path.write_bytes(b"\xef\xbb\xbfname,kind\r\n")
    path.chmod(0o640)
    link = tmp_path / "link.csv"
    link.symlink_to(path)
    text, problems = read(link, "link.csv")
    assert (text, problems) == ("\ufeffname,kind\r\n", [])
    write_text(link, f"{text}é,organization\r\n")
    assert path.read_bytes() == b"\xef\xbb\xbfname,kind\r\n\xc3\xa9,organization\r\n"
    assert stat.S_IMODE(path.stat().st_mode) == 0o640
    assert link.is_symlink()
    with pytest.raises(UnicodeEncodeError):
        write_text(path, "\ud800")
    assert [entry.name for entry in folder.iterdir()] == ["signatories.csv"]
    write_text(folder / "new.csv", "x")
    assert stat.S_IMODE((folder / "new.csv").stat().st_mode) & ~0o666 == 0
    assert os.access(folder / "new.csv", os.R_OK)


TEXT = st.text(st.characters(exclude_categories=("C",)) | st.sampled_from(' ,"\n\r'), max_size=8)
CELL = TEXT | st.sampled_from(["Example", "organization", "individual", ""])


@st.composite
def lists(draw: st.DrawFn) -> str:
    header = ["name", "kind", *draw(st.permutations(COLUMNS[2:]))[: draw(st.integers(0, 3))]]
    rows = draw(st.lists(st.lists(CELL, min_size=1, max_size=len(header)), max_size=8))
    out = io.StringIO(newline="")
    quoting = draw(st.sampled_from([csv.QUOTE_MINIMAL, csv.QUOTE_ALL]))
    end = draw(st.sampled_from(["\n", "\r\n", "\r"]))
    # the csv module of old Pythons leaves a mere "\r" unquoted in files that end lines otherwise
    writer = csv.writer(out, lineterminator=end, quoting=quoting if end == "\r" else csv.QUOTE_ALL)
    writer.writerow(header)
    writer.writerows(rows)
    text = out.getvalue()
    cut = draw(st.booleans()) and len(rows) > 0
    return draw(st.sampled_from(["", "\ufeff"])) + (text.removesuffix(end) if cut else text)


def table(text: str) -> list[dict[str, str]]:
    """What any other reader of CSV files sees, empty rows and cells left out."""
    rows = csv.reader(io.StringIO(text.removeprefix("\ufeff"), newline=""), strict=True)
    header = next(rows)
    cells = [{n: c.strip() for n, c in zip(header, r, strict=False) if c.strip()} for r in rows]
    return [row for row in cells if row]


ROWS = st.lists(st.dictionaries(st.sampled_from(COLUMNS), CELL), max_size=4)


def ordered(rows: list[dict[str, str]]) -> list[dict[str, str]]:
    return sorted(rows, key=lambda row: sorted(row.items()))


def filled(rows: list[dict[str, str]]) -> list[dict[str, str]]:
    stripped = [{n: c.strip() for n, c in row.items() if c.strip()} for row in rows]
    return ordered([row for row in stripped if row])


@given(lists(), ROWS)
def test_insertion_loses_nothing_and_keeps_the_order_of_the_others(
    text: str, rows: list[dict[str, str]]
) -> None:
    file = parse(text)
    assert [{n: c for n, c in row.cells.items() if c} for row in file.rows] == table(text)
    after = inserted(file, rows, "en")
    assert ordered(table(after)) == filled([*table(text), *rows])
    rest = iter(table(after))
    assert all(row in rest for row in table(text))
    assert after.startswith("\ufeff") == text.startswith("\ufeff")


@given(lists(), st.data())
def test_a_change_or_a_removal_touches_one_row_only(text: str, data: st.DataObject) -> None:
    file = parse(text)
    assume(file.rows)
    at = data.draw(st.integers(0, len(file.rows) - 1))
    row = file.rows[at]
    assert removed(file, [row]) == text[: row.start] + text[row.stop :]
    cells = data.draw(st.dictionaries(st.sampled_from(file.header), CELL))
    after = parse(changed(file, row, cells) + file.newline)
    expected = {**row.cells, **{n: c.strip() for n, c in cells.items()}}
    others = [*file.rows[:at], *file.rows[at + 1 :]]
    if any(expected.values()):
        assert after.rows[at].cells == expected
        assert [r.cells for r in after.rows if r.start != row.start] == [r.cells for r in others]
    assert after.text.startswith(text[: row.start])
