"""Checks a whole campaign without building its site."""

from __future__ import annotations

import os
from pathlib import Path

from .configuration_file import read_language
from .problems import Problems
from .site import SIGNATORIES, Folder, Site, load_site

DEMONSTRATION = "CAMPAIGN_SIGNATORIES"
"""Environment variable: a CSV to show instead of the campaign's own, marked on every page."""


def load_folder(
    configuration: Path, *, is_frozen: bool = True
) -> tuple[Folder, Site | None, Problems]:
    """Return where a campaign's files lie, what they hold (None if wrong), and all problems.

    `is_frozen`: as for `load_site`.
    """
    root = configuration.parent
    docs = root / "docs"
    given = os.environ.get(DEMONSTRATION)
    signatories = root / given if given else docs / SIGNATORIES
    folder = Folder(root, configuration, docs, signatories)
    return folder, *load_site(folder, read_language(configuration), is_frozen=is_frozen)


def check_folder(configuration: Path) -> Problems:
    """Return every problem in a campaign, found without building it."""
    return load_folder(configuration)[2]
