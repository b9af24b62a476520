"""Does work in a second process, on a machine that has a core to spare."""

from __future__ import annotations

import multiprocessing
import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from multiprocessing.connection import Connection


@contextmanager
def beside(work: Callable[[], None]) -> Iterator[None]:
    """Do `work`, which only writes files, while the block runs.

    A copy of this process does it where there is one to be had, and this process after the block
    where not. Raises OSError with the words of what came up in the copy.
    """
    if sys.platform != "linux" or (os.cpu_count() or 1) < 2:  # elsewhere copies are not reliable
        yield
        work()
        return
    context = multiprocessing.get_context("fork")
    ours, theirs = context.Pipe(duplex=False)
    process = context.Process(target=_report, args=(work, theirs), daemon=True)
    process.start()
    theirs.close()
    try:
        yield
    except BaseException:
        process.kill()
        process.join()
        raise
    with ours:
        try:
            failure = ours.recv()
        except EOFError:
            failure = "its process was ended from outside; is there memory enough?"
    process.join()
    if failure is not None:
        raise OSError(failure)


def _report(work: Callable[[], None], theirs: Connection) -> None:
    try:
        work()
    except KeyboardInterrupt:  # the process that waits says so
        os._exit(1)
    except OSError as error:
        theirs.send(str(error))
    else:
        theirs.send(None)
