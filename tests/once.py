"""Sites that many tests look at and none changes, built once a run by whoever asks first."""

from __future__ import annotations

import fcntl
import os
import pickle
from collections.abc import Callable
from pathlib import Path

from tests.sites import KEPT, Built


def once(name: str, make: Callable[[Path], Built]) -> Built:
    """Return what `make` built in the folder that it was given, now or for an earlier test."""
    folder = Path(os.environ[KEPT], "sites", name)
    folder.mkdir(parents=True, exist_ok=True)
    with Path(folder, "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)  # until the file is closed
        done = folder / "built.pickle"
        if not done.exists():
            built = make(folder / "x")
            done.write_bytes(pickle.dumps(built))
        found: Built = pickle.loads(done.read_bytes())
    return found
