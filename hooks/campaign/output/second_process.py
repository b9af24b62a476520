"""Does work in a second process, on a machine that has a core to spare."""

from __future__ import annotations

import ctypes
import multiprocessing
import os
import signal
import sys
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess
from typing import Generic, TypeVar

PR_SET_PDEATHSIG = 1  # of prctl(2)
T = TypeVar("T")
R = TypeVar("R")
Work = Callable[[Callable[[], T]], R]
"""Work is given a function that waits for what is sent to it, and returns what its sender gets."""


@dataclass
class Beside(Generic[T, R]):
    """Work that is done beside other work.

    A copy of this process does it from now on where there is one to be had, and this process, in
    `finish`, where not.
    """

    work: Work[T, R]
    _process: BaseProcess | None = None
    _ours: Connection | None = None
    _sent: list[T] = field(default_factory=list)

    @classmethod
    def start(cls, work: Work[T, R]) -> Beside[T, R]:
        """Begin with some work."""
        if sys.platform != "linux" or (os.cpu_count() or 1) < 2:  # elsewhere copies are unreliable
            return cls(work)
        context = multiprocessing.get_context("fork")
        ours, theirs = context.Pipe()
        process = context.Process(target=_report, args=(work, theirs, ours), daemon=True)
        process.start()
        theirs.close()
        return cls(work, process, ours)

    def send(self, value: T) -> None:
        """Give the work what it waits for."""
        if self._ours is None:
            self._sent.append(value)
            return
        with suppress(OSError):  # it has ended; `finish` says why
            self._ours.send(value)

    def finish(self) -> R:
        """Return what the work returns; raise OSError with the words of what came up in it."""
        if self._process is None or self._ours is None:
            return self.work(lambda: self._sent.pop(0))
        failure: str | None
        with self._ours:
            try:
                failure, result = self._ours.recv()
            except (EOFError, OSError):
                failure, result = (
                    "its process was ended from outside; is there memory enough?",
                    None,
                )
        self._process.join()
        if failure is not None:
            raise OSError(failure)
        returned: R = result
        return returned

    def stop(self) -> None:
        """End the work where it stands."""
        if self._process is not None:
            self._process.kill()
            self._process.join()


def _report(work: Work[T, R], theirs: Connection, ours: Connection) -> None:
    ours.close()  # so that waiting ends when the other process does
    with suppress(OSError, AttributeError):
        ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGKILL)  # nor does it write on alone
    try:
        result = work(theirs.recv)
    except (KeyboardInterrupt, EOFError):  # the process that waits says so
        os._exit(1)
    except OSError as error:
        theirs.send((str(error), None))
    else:
        theirs.send((None, result))
