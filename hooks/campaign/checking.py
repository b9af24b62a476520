"""Checks a whole campaign without building its site."""

from __future__ import annotations

import os
from pathlib import Path

from .configuration_file import read_language
from .intake.form_files import check_forms
from .problems import Problems
from .site import SIGNATORIES, Folder, load_site

DEMONSTRATION = "CAMPAIGN_SIGNATORIES"
"""Environment variable: a CSV to show instead of the campaign's own, marked on every page."""


def check_folder(configuration: Path) -> Problems:
    """Return every problem in a campaign, found without building it."""
    root = configuration.parent
    docs = root / "docs"
    given = os.environ.get(DEMONSTRATION)
    signatories = root / given if given else docs / SIGNATORIES
    site, problems = load_site(
        Folder(root, configuration, docs, signatories), read_language(configuration)
    )
    problems.extend(check_forms(root, site.campaign.groups if site else None))
    return problems
