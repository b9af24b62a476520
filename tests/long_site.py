"""The campaign over a list of any length: plainly invented signatories, and some who withdrew."""

from __future__ import annotations

import csv
import io
import random
from collections.abc import Callable, Sequence
from pathlib import Path

import yaml

from tests.example import table
from tests.sites import ROOT, Built, build, copy_project, make_demo_signatories

UNNAMED = 7
Row = dict[str, str]


def build_long_site(
    folder: Path,
    count: int,
    page: int | None = None,
    change: Callable[[list[Row]], Sequence[Row]] = lambda rows: rows,
    **environment: str,
) -> Built:
    """Build the campaign over `count` invented signatories, `page` of them on one page."""
    rows = demo_rows(folder.parent / f"{folder.name}.csv", count)
    files = {"docs/data/signatories.csv": table(change(rows)), "mkdocs.yml": configuration(page)}
    return build(copy_project(folder, files), **environment).good()


def demo_rows(file: Path, count: int) -> list[Row]:
    """Return the invented signatories, and one who withdrew."""
    text = make_demo_signatories(file, count).read_text(encoding="utf-8")
    rows = list(csv.DictReader(io.StringIO(text, newline="")))
    gone = {"name": "Gone Example", "kind": "individual", "withdrawn": "2021-02-08"}
    rows.insert(count // 2, gone)
    return rows


def shuffled(rows: list[Row]) -> list[Row]:
    """Return the same rows in another order."""
    return random.Random(1).sample(rows, len(rows))


def configuration(page: int | None) -> str:
    """Return the campaign's own mkdocs.yml with another length of pages."""
    configuration = yaml.safe_load((ROOT / "mkdocs.yml").read_text(encoding="utf-8"))
    campaign = configuration["extra"]["campaign"]
    campaign["unnamed"] = UNNAMED
    if page:
        campaign["list_sizes"] = {"medium": 500, "page": page}
    return yaml.safe_dump(configuration, allow_unicode=True, sort_keys=False)
