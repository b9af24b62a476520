"""Diffs: what is shown is what git would apply."""

import subprocess
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from campaign.core.files import difference

LINES = st.lists(st.sampled_from(["a", "b", "c", "-- d", "++ e", ""]), max_size=12)


def applied(folder: Path, before: str, after: str) -> str:
    """Let git apply the diff to the first text, and return what it makes of it."""
    file = folder / "list.csv"
    file.write_text(before, encoding="utf-8", newline="")
    lines = difference(before, after, "list.csv")
    patch = folder / "list.patch"
    patch.write_text("".join(f"{line}\n" for line in lines), encoding="utf-8", newline="")
    command = ["git", "apply", "-p0", "--whitespace=nowarn", "--unidiff-zero", patch.name]
    subprocess.run(command, cwd=folder, check=True, capture_output=True)
    return file.read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("diff")


@given(LINES, LINES, *[st.sampled_from(("", "last", "last\n"))] * 2)
@settings(max_examples=3 * settings().max_examples // 5)
def test_git_makes_the_second_text_of_the_first(
    folder: Path, old: list[str], new: list[str], old_end: str, new_end: str
) -> None:
    before = "first\n" + "".join(f"{line}\n" for line in old) + old_end
    after = "first\n" + "".join(f"{line}\n" for line in new) + new_end
    if before == after:
        assert list(difference(before, after, "x")) == []
    else:
        assert applied(folder, before, after) == after


def test_changes_far_apart_are_shown_with_what_stands_around_them() -> None:
    old = [f"{number}\n" for number in range(40)]
    new = [*old]
    new[5], new[30], new[31] = "five\n", "thirty\n", "more\n"
    lines = list(difference("".join(old), "".join(new), "x.csv"))
    assert lines[:4] == ["--- x.csv", "+++ x.csv", "@@ -3,7 +3,7 @@", " 2"]
    assert lines[lines.index("-5") : lines.index("-5") + 2] == ["-5", "+five"]
    assert lines[lines.index("-30") : lines.index("-30") + 4] == ["-30", "-31", "+thirty", "+more"]
