"""What is told of a campaign's own look."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from campaign.site.checking import check_folder
from tests.example import CAMPAIGN, example

TOPICS = {"Colours", "Logo and typefaces", "Keys and values", "Files", "Web addresses"}


def told_of(facts: Mapping[str, Any], files: Mapping[str, str | bytes]) -> list[str]:
    """Return what is told of a campaign with some facts and files; of mkdocs.yml by its line."""
    named = {f"docs/{name}": data for name, data in files.items()}
    with TemporaryDirectory() as folder:
        root = example(Path(folder), campaign=CAMPAIGN | facts, files=named)
        lines = (root / "mkdocs.yml").read_text(encoding="utf-8").splitlines()
        found = list(check_folder(root / "mkdocs.yml"))
    assert {problem.topic.heading if problem.topic else "" for problem in found} <= TOPICS
    return [
        f"{lines[p.line - 1].strip()} | {p.message}" if p.path == "mkdocs.yml" else str(p)
        for p in found
    ]
