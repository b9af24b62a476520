"""Sites that many tests look at, built once a session."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from tests.sites import Built, build, copy_project, make_demo_signatories

DEMO_SIGNERS = 5000

# What commands say must not depend on whether the tests run on GitHub.
for name in ("GITHUB_SERVER_URL", "GITHUB_REPOSITORY"):
    os.environ.pop(name, None)


@pytest.fixture(scope="session")
def real_site(tmp_path_factory: pytest.TempPathFactory) -> Built:
    """The first campaign, as it is published."""
    return _good(build(copy_project(tmp_path_factory.mktemp("real"))))


@pytest.fixture(scope="session")
def demo_site(tmp_path_factory: pytest.TempPathFactory) -> Built:
    """The same campaign over 5,000 invented signatories."""
    root = copy_project(tmp_path_factory.mktemp("demo"))
    csv = make_demo_signatories(root / "demo.csv", DEMO_SIGNERS)
    return _good(build(root, CAMPAIGN_SIGNATORIES=str(csv)))


@pytest.fixture
def build_with(tmp_path: Path) -> Callable[..., Built]:
    """Build a copy of the project in which the given files are changed or (None) deleted."""

    def make(changes: Mapping[str, str | bytes | None], *options: str, **environment: str) -> Built:
        return build(copy_project(tmp_path / "site-under-test", changes), *options, **environment)

    return make


def _good(built: Built) -> Built:
    assert built.code == 0, built.output
    return built
