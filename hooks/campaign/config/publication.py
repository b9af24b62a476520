"""Where and when the site is published: its address and its date, the same for the same commit."""

from __future__ import annotations

import subprocess
from collections.abc import Mapping
from datetime import UTC, date, datetime
from pathlib import Path

EPOCH = "SOURCE_DATE_EPOCH"


def site_address(configured: str | None, environment: Mapping[str, str]) -> str | None:
    """Return the site's address with a slash at its end, or None where nothing tells it.

    In order: mkdocs.yml's own `site_url`; SITE_URL; the address that GitHub Pages gives to
    GITHUB_REPOSITORY (docs.github.com, "Types of GitHub Pages sites").
    """
    address = configured or environment.get("SITE_URL") or _pages_address(environment)
    return f"{address.rstrip('/')}/" if address else None


def _pages_address(environment: Mapping[str, str]) -> str | None:
    owner, _, name = environment.get("GITHUB_REPOSITORY", "").partition("/")
    if not name:
        return None
    host = f"{owner.lower()}.github.io"
    return f"https://{host}" if name.lower() == host else f"https://{host}/{name}"


def source_epoch(root: Path, environment: Mapping[str, str]) -> int | None:
    """Return the moment of the site's source in seconds since 1970, or None.

    SOURCE_DATE_EPOCH (reproducible-builds.org/specs/source-date-epoch), else the last commit's.
    """
    if (given := environment.get(EPOCH, "")).isdigit():
        return int(given)
    command = ["git", "-C", str(root), "log", "-1", "--format=%ct"]
    try:
        answer = subprocess.run(command, capture_output=True, text=True, check=True, timeout=10)  # noqa: S603
    except (OSError, subprocess.SubprocessError):
        return None
    return int(answer.stdout) if answer.stdout.strip().isdigit() else None


def source_date(epoch: int | None, otherwise: date) -> date:
    """Return the day of the site's source in UTC, or the given day where it is unknown."""
    return datetime.fromtimestamp(epoch, UTC).date() if epoch is not None else otherwise


def moment_of(epoch: int | None, day: date) -> int:
    """Return the moment that a made file bears: the source's, or else the beginning of a day."""
    return (
        epoch if epoch is not None else int(datetime(*day.timetuple()[:3], tzinfo=UTC).timestamp())
    )


def today(environment: Mapping[str, str]) -> date:
    """Return the day to write for something that is recorded now: SOURCE_DATE_EPOCH's, if given.

    For commands and messages only: what is published must not depend on it.
    """
    given = environment.get(EPOCH, "")
    return source_date(int(given) if given.isdigit() else None, datetime.now(UTC).date())
