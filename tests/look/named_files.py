"""What is told of a campaign that names files of its own."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from tests.example import CAMPAIGN, example
from tests.site.test_site import load


def told_of(root: Path, facts: dict[str, Any], files: dict[str, str | bytes]) -> list[str]:
    """Return what is told of a campaign with some facts and files; of mkdocs.yml by its line."""
    named = {f"docs/{name.replace('_', '.')}": data for name, data in files.items()}
    example(root, campaign=CAMPAIGN | facts, files=named)
    lines = (root / "mkdocs.yml").read_text(encoding="utf-8").splitlines()
    _, found = load(root)
    topics = {problem.topic.heading if problem.topic else "" for problem in found}
    assert topics <= {"Logo and typefaces", "Keys and values", "Files", "Web addresses"}
    return [
        f"{lines[p.line - 1].strip()} | {p.message}" if p.path == "mkdocs.yml" else str(p)
        for p in found
    ]
