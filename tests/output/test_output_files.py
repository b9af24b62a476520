"""Files beside MkDocs' pages: written as they are, and the first that is small enough."""

from __future__ import annotations

from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from campaign.output.output_files import OutputFile, first_within, write_files


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
