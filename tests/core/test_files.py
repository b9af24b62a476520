"""Files as programs save them: UTF-8 text, or a problem that says how to save them."""

import os
from pathlib import Path
from typing import Any

import pytest

from campaign.core.files import decode_text, read_text, walk, write_text
from tests.golden import cases


@pytest.mark.parametrize("case", cases("files"))
def test_bytes(case: dict[str, Any]) -> None:
    text, problems = decode_text(bytes.fromhex(case["hex"]), case["name"])
    assert text == case.get("text")
    assert [str(p) for p in problems] == ([case["problem"]] if "problem" in case else [])


def test_what_is_no_file(tmp_path: Path) -> None:
    assert [str(p) for p in read_text(tmp_path / "x.csv", "data/x.csv")[1]] == [
        "data/x.csv: the file is missing; add it"
    ]
    assert [str(p) for p in read_text(tmp_path, "data")[1]] == [
        "data: a folder stands where a file is expected; remove the folder and add the file"
    ]


def test_walking_follows_no_link(tmp_path: Path) -> None:
    (tmp_path / "inside" / "b").mkdir(parents=True)
    (tmp_path / "outside").mkdir()
    (tmp_path / "outside" / "secret.md").touch()
    (tmp_path / "inside" / "b" / "page.md").touch()
    (tmp_path / "inside" / "a").symlink_to(tmp_path / "outside")
    (tmp_path / "inside" / "broken").symlink_to(tmp_path / "nowhere")
    found = [p.relative_to(tmp_path).as_posix() for p in walk(tmp_path / "inside")]
    assert found == ["inside/a", "inside/b/page.md", "inside/broken"]


def test_what_is_written_goes_through_no_link_beside_the_file(tmp_path: Path) -> None:
    (tmp_path / "other").write_text("kept", "utf-8")
    (tmp_path / f".list.csv.{os.getpid()}").symlink_to(tmp_path / "other")
    write_text(tmp_path / "list.csv", "x")
    assert (tmp_path / "other").read_text("utf-8") == "kept"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["list.csv", "other"]
