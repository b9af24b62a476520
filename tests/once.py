"""Sites that many tests look at and none changes, built once a run by whoever asks first."""

from __future__ import annotations

import fcntl
import os
import pickle
import shutil
from collections.abc import Callable
from pathlib import Path

from tests.example import example
from tests.sites import KEPT, Built, build


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


def example_site(**environment: str) -> Built:
    """Return the example campaign as it is, built under these variables: to look at only."""
    name = "-".join(["example", *(f"{key}={value}" for key, value in sorted(environment.items()))])
    built = once(name, lambda folder: build(example(folder), **environment))
    assert built.code == 0, built.output
    return built


def built_example(target: Path) -> Path:
    """Return a folder with the example campaign and its built site, to change and build again."""
    return shutil.copytree(example_site().root, target, symlinks=True)
