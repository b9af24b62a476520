"""Single-character damages to the real files: a right site, or a problem that names the file.

What must be on the site is read from the damaged files by other readers than the project's:
Python's own csv and PyYAML. So a signatory, page or event that gets lost in silence is noticed.
"""

from __future__ import annotations

import csv
import io
import random
from pathlib import Path
from typing import NamedTuple

import pytest
import yaml

from campaign.site.checking import campaign_folder, load_campaign
from campaign.site.site import Site
from tests.example import table
from tests.sites import build, copy_project

pytestmark = [pytest.mark.deep, pytest.mark.build]

DAMAGES = 200
GROUPS = 10
"""Into how many tests the damages are dealt, so that several cores share them."""
SIGNS = "\"',:#-[]{}<>&*!|@%`\\/;=~()?\t\n \0aé0٣\u200f\u2028👥"
LIST = "docs/data/signatories.csv"
EVERY_COLUMN = table(
    [
        {"name": f"Sample {n}, Inc.", "kind": "organization", "group": "National"}
        | {"place": "Northford", "url": f"https://example.org/{n}", "signed": "2021-02-09"}
        if n % 2
        else {"name": f"Jane Example {n}", "kind": "individual", "title": "Nurse"}
        | {"affiliation": f"Lab {n}", "place": "Eastford", "signed": "2021-02-08"}
        for n in range(24)
    ]
)


class Shown(NamedTuple):
    """What readers find."""

    names: list[str]
    titles: dict[str, str]
    """The titles of pages by path."""
    demands: dict[str, tuple[str, int]]
    """The status of each demand and the number of its events, by path."""

    @property
    def sizes(self) -> tuple[object, ...]:
        events = {path: number for path, (_, number) in self.demands.items()}
        return len(self.names), self.titles.keys(), events


def expected(texts: dict[str, str]) -> Shown:
    """Return what the files say, as Python's own readers read them."""
    rows = csv.DictReader(io.StringIO(texts[LIST].removeprefix("\ufeff")))
    facts = {
        path.removeprefix("docs/"): yaml.safe_load(text.split("---")[1])
        for path, text in texts.items()
        if path.endswith(".md")
    }
    return Shown(
        sorted(" ".join((row["name"] or "").split()) for row in rows),
        {path: str(each["title"]).strip() for path, each in facts.items()},
        {
            path: (
                max(each["history"], key=lambda event: str(event["date"]))["status"],
                len(each["history"]),
            )
            for path, each in facts.items()
            if each.get("type") == "demand" and each["history"]
        },
    )


def shown(site: Site) -> Shown:
    """Return what the site says, in all its languages."""
    sites = [site, *site.others.values()]
    return Shown(
        sorted(" ".join(each.name.split()) for each in site.signatories.all),
        {path: page.front.title for each in sites for path, page in each.pages.items()},
        {
            demand.path: (demand.status, len(demand.history))
            for each in sites
            for demand in each.demands
            if demand.history
        },
    )


def damaged(texts: dict[str, str]) -> list[tuple[str, str]]:
    """Return the same damages each time: a file's path, and its text with one sign changed.

    Half of them are in front matter, lists and settings.
    """
    chance = random.Random(20210209)
    found = []
    for number in range(DAMAGES):
        path = chance.choice([LIST, "mkdocs.yml", *texts])
        text = texts[path]
        front = text.find("\n---\n", 4) if text.startswith("---\n") else len(text)
        at = chance.randrange(front + 5 if number % 2 and front > 0 else len(text))
        kind = chance.choice(("in", "instead", "out"))
        sign = "" if kind == "out" else chance.choice(SIGNS)
        found.append((path, text[:at] + sign + text[at if kind == "in" else at + 1 :]))
    return found


@pytest.mark.parametrize("group", range(GROUPS))
def test_a_damage_is_told_or_does_no_harm(group: int, tmp_path: Path) -> None:
    root = copy_project(tmp_path / "x", {LIST: EVERY_COLUMN})
    texts = {
        path.relative_to(root).as_posix(): path.read_bytes().decode()
        for path in [root / "mkdocs.yml", *sorted((root / "docs").rglob("*.*"))]
        if path.suffix in (".md", ".csv", ".yml")
    }
    whole = expected(texts)
    harmless = {}
    for path, text in damaged(texts)[group::GROUPS]:
        (root / path).write_bytes(text.encode())
        _, problems, site, _ = load_campaign(campaign_folder(root / "mkdocs.yml"))
        if site is None:
            assert any(path in str(problem) for problem in problems), (text, [*problems])
        else:
            there = expected(texts | {path: text})
            assert shown(site) == there, text
            assert there.sizes == whole.sizes, f"something of {path} got lost in silence: {text}"
            harmless[path] = text
        (root / path).write_bytes(texts[path].encode())
    assert harmless, "no damage was harmless: the rest of the test has looked at nothing"
    for path, text in harmless.items():
        (root / path).write_bytes(text.encode())
    if not load_campaign(campaign_folder(root / "mkdocs.yml")).problems:
        build(root).good()
