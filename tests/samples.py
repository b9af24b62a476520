"""Samples of the guide and of PROBLEMS.md, put into a campaign where they belong."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import yaml

from tests.dressed import named
from tests.example import CAMPAIGN, DEMAND, PAGES, example
from tests.made import photograph


def write_sample(root: Path, kind: str, text: str) -> Path:
    """Write the example campaign with a sample in it, and return its folder."""
    if kind == "csv":
        return example(root, files={"docs/data/signatories.csv": text})
    if kind == "yaml":
        return _with_facts(root, yaml.safe_load(text))
    if "\npicture:" in text:
        files = {"docs/updates/sample.md": text, "docs/files/hearing.jpg": photograph(1200, 800)}
        return example(root, files=files)
    front = "" if text.startswith("---\n") else "---\ntitle: A\ndescription: A.\n---\n"
    groups = [*CAMPAIGN["groups"], "Faith-based"]
    page = {"docs/press.md": front + text}
    return example(root, campaign=CAMPAIGN | {"groups": groups}, files=page)


def _with_facts(root: Path, given: dict[str, Any]) -> Path:
    if "history" in given:
        demand = DEMAND | given | {"reviewed": given["history"][-1]["date"].isoformat()}
        return example(root, pages={"demands/act-now.md": (demand, PAGES["about.md"][1])})
    merged = {
        key: CAMPAIGN[key] | value if isinstance(CAMPAIGN.get(key), dict) else value
        for key, value in given.items()
    }
    menu = {key: merged.pop(key) for key in ("nav",) if key in merged}
    return example(root, campaign=CAMPAIGN | merged, files=named(given), **menu)
