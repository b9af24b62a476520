"""Editing the list: what nobody asked to change keeps its bytes, and new rows stand in order."""

import csv
import io
import os
import stat
import subprocess
from pathlib import Path
from typing import Any

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from campaign.core.files import write_text
from campaign.core.problems import Wrong
from campaign.curation.list_file import changed, inserted, parse, read, removed
from campaign.signatories.signatories_csv import COLUMNS
from tests.golden import cases


def edited(case: dict[str, Any]) -> str:
    file = parse(case["before"])
    if "change" not in case:
        return inserted(file, case.get("add", ()), "en")
    cells = {name: str(cell) for name, cell in case["change"]["cells"].items()}
    return changed(file, file.rows[case["change"]["row"]], cells)


@pytest.mark.parametrize("case", cases("list_edits"))
def test_edits(case: dict[str, Any]) -> None:
    if "wrong" in case:
        with pytest.raises(Wrong, match=case["wrong"]):
            edited(case)
    else:
        assert edited(case) == case["after"]


def test_rows_that_are_added_side_by_side_merge(tmp_path: Path) -> None:
    text = "name,kind\n" + "".join(f"Example {n:03},organization\n" for n in range(0, 100, 5))
    paths = [tmp_path / name for name in ("ours", "base", "theirs")]
    ours, theirs = ({"name": f"Example {n}", "kind": "organization"} for n in ("011", "083"))
    for path, rows in zip(paths, ([ours], [], [theirs]), strict=True):
        write_text(path, inserted(parse(text), rows, "en"))
    subprocess.run(["git", "merge-file", *map(str, paths)], check=True)
    both = inserted(parse(text), [ours, theirs], "en")
    assert paths[0].read_text(encoding="utf-8") == both


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
