"""Work beside other work is done when it is finished, wherever it is done."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from campaign.output.second_process import Beside
from tests.sites import ROOT


@pytest.fixture(params=["second process", "one core", "elsewhere"], autouse=True)
def machine(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "cpu_count", lambda: 1 if request.param == "one core" else 2)
    if request.param == "elsewhere":
        monkeypatch.setattr(sys, "platform", "win32")


def test_work_is_done_when_it_is_finished(tmp_path: Path) -> None:
    def work(receive: Callable[[], str]) -> int:
        tmp_path.joinpath(receive()).touch()
        tmp_path.joinpath(receive()).touch()
        return 7

    beside = Beside.start(work)
    tmp_path.joinpath("a").touch()
    beside.send("b")
    beside.send("c")
    assert beside.finish() == 7
    assert {path.name for path in tmp_path.iterdir()} == {"a", "b", "c"}


def test_what_cannot_be_written_is_said(tmp_path: Path) -> None:
    beside = Beside[str, None].start(lambda _: tmp_path.joinpath("no", "folder").touch())
    beside.send("unread")
    with pytest.raises(OSError, match="No such file"):
        beside.finish()


def test_work_that_is_stopped_ends(tmp_path: Path) -> None:
    def endless(_: Callable[[], None]) -> None:
        while True:
            tmp_path.joinpath("a").touch()

    beside = Beside[None, None].start(endless)
    beside.stop()
    for path in tmp_path.iterdir():
        path.unlink()
    assert not [*tmp_path.iterdir()]


def test_a_process_that_is_ended_from_outside_is_noticed() -> None:
    if sys.platform != "linux" or (os.cpu_count() or 1) < 2:
        return  # then there is no other process
    beside = Beside[None, None].start(lambda _: os._exit(9))
    with pytest.raises(OSError, match="from outside"):
        beside.finish()


ALONE = """
import os, pathlib, signal, sys, time
from campaign.output.second_process import Beside
from tests.sites import ROOT

def work(receive):
    pathlib.Path(sys.argv[1]).write_text(str(os.getpid()))
    while True:
        time.sleep(0.01)

os.cpu_count = lambda: 2
Beside.start(work)
while not os.path.exists(sys.argv[1]) or not os.path.getsize(sys.argv[1]):
    time.sleep(0.01)
os.kill(os.getpid(), signal.SIGKILL)
"""


@pytest.mark.skipif(sys.platform != "linux", reason="there is no other process")
def test_the_work_ends_with_a_process_that_is_killed(tmp_path: Path) -> None:
    environment = {**os.environ, "PYTHONPATH": str(ROOT / "hooks")}
    told = tmp_path / "pid"
    done = subprocess.run([sys.executable, "-c", ALONE, str(told)], env=environment, check=False)
    assert done.returncode == -signal.SIGKILL
    stat = Path("/proc", told.read_text(), "stat")
    until = time.monotonic() + 10
    while stat.exists() and stat.read_text().rpartition(")")[2].split()[0] not in "ZX":
        assert time.monotonic() < until
        time.sleep(0.01)
