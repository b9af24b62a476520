"""What CHANGELOG.md says of the versions that an update brings."""

from __future__ import annotations

import re

from campaign.cli.updating.sources import version_number

NAME = "CHANGELOG.md"
SECTION = re.compile(r"^## +(\S+).*\n((?:(?!## ).*\n?)*)", re.M)


def news(text: str, since: str) -> str:
    """Return the sections of a change log that are newer than a version, as they are written."""
    newer = [
        match[0].strip()
        for match in SECTION.finditer(text)
        if version_number(match[1]) > version_number(since)
    ]
    return "\n\n".join(newer)
