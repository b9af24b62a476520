"""Sites that many tests look at, built once a session."""

from __future__ import annotations

import compileall
import os
import shutil
import tempfile
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from tests.sites import KEPT, MODULES, ROOT, Built, build, copy_project, make_demo_signatories, once

DEMO_SIGNERS = 5000

# Without a clock: a busy machine must not fail a test.
settings.register_profile("no-clock", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("no-clock")
# What `make check` asks for: a fifth of the input that `make test` tries.
settings.register_profile("quick", parent=settings.get_profile("no-clock"), max_examples=20)

# What commands say must not depend on whether the tests run on GitHub.
for name in ("GITHUB_SERVER_URL", "GITHUB_REPOSITORY"):
    os.environ.pop(name, None)


def pytest_configure(config: pytest.Config) -> None:
    """Compile the modules once, and make the folder that builds share, for all processes."""
    if hasattr(config, "workerinput"):
        return
    compileall.compile_dir(ROOT / "hooks", quiet=2)
    os.environ[KEPT] = tempfile.mkdtemp(prefix="campaign-tests-")
    Path(os.environ[KEPT], "cards").mkdir()
    shutil.copytree(ROOT / MODULES, Path(os.environ[KEPT], MODULES))


def pytest_unconfigure(config: pytest.Config) -> None:
    if not hasattr(config, "workerinput"):
        shutil.rmtree(os.environ.pop(KEPT, ""), ignore_errors=True)


@pytest.hookimpl(tryfirst=True)  # before those are left out that a command does not ask for
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark the tests in tests/build/ and tests/browser/ by the name of their folder."""
    for item in items:
        if item.path.parent.name in ("build", "browser"):
            item.add_marker(item.path.parent.name)


@pytest.fixture(scope="session")
def real_site() -> Built:
    """The first campaign, as it is published."""
    return once("real", lambda folder: build(copy_project(folder)).good())


@pytest.fixture(scope="session")
def demo_site() -> Built:
    """The same campaign over 5,000 invented signatories."""

    def make(folder: Path) -> Built:
        root = copy_project(folder)
        csv = make_demo_signatories(root / "demo.csv", DEMO_SIGNERS)
        return build(root, CAMPAIGN_SIGNATORIES=str(csv)).good()

    return once("demo", make)
