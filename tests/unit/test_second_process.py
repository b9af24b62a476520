"""Work beside the block is done when the block ends, wherever it is done."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest

from campaign.second_process import beside


@pytest.fixture(params=["second process", "one core", "elsewhere"], autouse=True)
def machine(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "cpu_count", lambda: 1 if request.param == "one core" else 2)
    if request.param == "elsewhere":
        monkeypatch.setattr(sys, "platform", "win32")


def test_work_is_done_when_the_block_has_ended(tmp_path: Path) -> None:
    with beside(lambda: tmp_path.joinpath("a").touch()):
        tmp_path.joinpath("b").touch()
    assert {path.name for path in tmp_path.iterdir()} == {"a", "b"}


def test_what_cannot_be_written_is_said(tmp_path: Path) -> None:
    with (
        pytest.raises(OSError, match="No such file"),
        beside(lambda: tmp_path.joinpath("no", "folder").touch()),
    ):
        pass


def test_an_error_in_the_block_ends_the_work_too(tmp_path: Path) -> None:
    def endless() -> None:
        while True:
            tmp_path.joinpath("a").touch()

    with pytest.raises(ZeroDivisionError), beside(endless):
        raise ZeroDivisionError


def test_a_process_that_is_ended_from_outside_is_noticed() -> None:
    if sys.platform != "linux" or (os.cpu_count() or 1) < 2:
        return  # then there is no other process
    with pytest.raises(OSError, match="from outside"), beside(lambda: os._exit(9)):
        pass
