"""The site's address and date: the same for the same commit, wherever it is built."""

import subprocess
from datetime import date
from pathlib import Path

import pytest

from campaign.config.publication import site_address, source_date, source_epoch, today
from campaign.core.problems import Wrong

SITE, REPOSITORY = "SITE_URL", "GITHUB_REPOSITORY"
HERE, THERE = "https://letter.example.org/", "https://a.example/"


@pytest.mark.parametrize(
    ("configured", "environment", "address"),
    [
        ("", {}, None),
        (None, {}, None),
        ("https://letter.example.org", {}, HERE),
        ("https://letter.example.org//", {}, HERE),
        ("", {SITE: ""}, None),
        ("", {SITE: "https://a.example/b"}, "https://a.example/b/"),
        ("", {REPOSITORY: "Example/Letter"}, "https://example.github.io/Letter/"),
        ("", {REPOSITORY: "Example/Example.github.io"}, "https://example.github.io/"),
        ("", {REPOSITORY: "Example/letter", SITE: ""}, "https://example.github.io/letter/"),
        ("", {REPOSITORY: "Example/letter", SITE: THERE}, THERE),
        (HERE, {SITE: THERE}, HERE),
        ("", {REPOSITORY: "nonsense"}, None),
    ],
)
def test_address(configured: str | None, environment: dict[str, str], address: str | None) -> None:
    assert site_address(configured, environment) == address


@pytest.mark.parametrize("given", ["soon", "-5", "1.5", "9" * 20, "9" * 5000, "253402300800"])
def test_what_is_no_moment_is_refused(tmp_path: Path, given: str) -> None:
    for read in (lambda e: source_epoch(tmp_path, e), today):
        with pytest.raises(Wrong, match=r"SOURCE_DATE_EPOCH is .*; write the seconds since 1970"):
            read({"SOURCE_DATE_EPOCH": given})


@pytest.mark.parametrize(
    "given",
    [
        "letter.example.org",
        "https://letter.example.org/ ",
        "http://letter.example.org/",
        "https://letter.example.org/?a",
    ],
)
def test_what_is_no_address_of_a_site_is_refused(given: str) -> None:
    with pytest.raises(Wrong, match=r"SITE_URL is .*; the form is https://letter.example.org/"):
        site_address(None, {"SITE_URL": given})


def test_the_last_commit_dates_the_site_where_no_moment_is_given(tmp_path: Path) -> None:
    assert source_epoch(tmp_path, {"SOURCE_DATE_EPOCH": ""}) is None
    who = ["-c", "user.name=Example", "-c", "user.email=example@example.org"]
    environment = {
        "PATH": "/usr/bin:/bin",
        "GIT_COMMITTER_DATE": "@1613000000 +0900",
        "HOME": str(tmp_path),
    }
    for command in (["init", "-q"], [*who, "commit", "-q", "--allow-empty", "-m", "x"]):
        subprocess.run(["git", *command], cwd=tmp_path, check=True, env=environment)
    assert source_epoch(tmp_path, {}) == 1613000000
    assert source_epoch(tmp_path, {"SOURCE_DATE_EPOCH": "1612000000"}) == 1612000000


def test_the_day_is_in_utc() -> None:
    assert source_date(1613000000, date(2000, 1, 1)) == date(2021, 2, 10)
    assert source_date(0, date(2000, 1, 1)) == date(1970, 1, 1)
    assert source_date(None, date(2000, 1, 1)) == date(2000, 1, 1)
