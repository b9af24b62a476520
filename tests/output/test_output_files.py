"""Files beside MkDocs' pages: written as they are, small enough, and made once if that is slow."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from campaign.output import output_files
from campaign.output.output_files import (
    MadeFiles,
    OutputFile,
    file_name,
    first_within,
    write_files,
)


def test_files_are_written_as_they_are(tmp_path: Path) -> None:
    (tmp_path / "a").mkdir()
    files = [
        OutputFile("a/b/é.html", ["é\r\n", "\n"]),
        OutputFile("a/b/c/d.html", []),
        OutputFile("top.txt", iter(["x" * 100_000])),
        OutputFile("top.bin", b"\r\n"),
    ]
    write_files(files, str(tmp_path))
    assert (tmp_path / "a/b/é.html").read_bytes() == "é\r\n\n".encode()
    assert (tmp_path / "a/b/c/d.html").read_bytes() == b""
    assert (tmp_path / "top.txt").stat().st_size == 100_000
    assert (tmp_path / "top.bin").read_bytes() == b"\r\n"


@given(st.lists(st.binary(max_size=30), min_size=1), st.integers(0, 30))
def test_the_first_that_is_small_enough_is_taken_or_else_the_last(
    made: list[bytes], limit: int
) -> None:
    fit = [data for data in made if len(data) <= limit]
    assert first_within(limit, made) == (fit or made[-1:])[0]


def test_a_name_tells_what_is_shown_in_plain_letters_and_changes_with_it() -> None:
    name = "demands-provide-refuge-abababababababab"
    assert file_name("demands/Provide Refuge", "ab" * 20) == name
    assert file_name("关于", "ab" * 20) == "abababababababab"


def test_what_is_slow_to_make_is_made_once_and_few_of_other_builds_are_kept(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(output_files, "MOST_KEPT", 2)
    folder = tmp_path / "a folder" / "cards"
    made: list[str] = []

    def build(key: str, folder: Path = folder) -> list[OutputFile]:
        files = MadeFiles(folder)
        files.want("a.png", key, lambda: made.append(key) or key.encode())  # type: ignore[func-returns-value]
        return [*files.files()]

    assert build("1") == build("1") == [("a.png", b"1")]
    assert made == ["1"]
    for key in ("2", "3", "4"):
        build(key)
    assert len([*folder.iterdir()]) < 4
    (tmp_path / "file").write_text("in the way")
    assert build("5", tmp_path / "file" / "cards") == [("a.png", b"5")]
