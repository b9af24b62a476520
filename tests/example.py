"""An example campaign with every kind of page, built with the project's own hooks and templates."""

from __future__ import annotations

import csv
import hashlib
import io
import shutil
import tempfile
from collections.abc import Mapping, Sequence
from copy import deepcopy
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from campaign.site.checking import check_campaign
from tests.build.reading import problems
from tests.made import made as made_file
from tests.sites import ROOT, Built, build, copy_project, once, put

CAMPAIGN: dict[str, Any] = {
    "name": "A letter to the Example Council",
    "short_name": "The letter",
    "organizers": [{"name": "Example Alliance", "url": "https://alliance.example.org/"}],
    "addressee": "The Example Council",
    "letter_date": "2021-02-01",
    "status": "open",
    "sign_on": {"url": "https://sign.example.org/form", "hosts": ["sign.example.org"]},
    "contact": "letter@example.org",
    "groups": ["National", "Local"],
    "unnamed": 2,
    "donate": {
        "url": "https://donate.example.org/form",
        "hosts": ["donate.example.org"],
        "label": "Give to the fund",
        "legal_name": "Example Fund",
        "source_parameter": "ref",
    },
}
EVENT = {
    "date": "2021-02-03",
    "status": "promised",
    "summary": "The council promised to act.",
    "source": "https://news.example.org/promise",
    "source_title": "Example News",
    "source_kind": "press",
}
DEMAND = {
    "type": "demand",
    "title": "Act now",
    "description": "Act now.",
    "order": 1,
    "ask": "Act now.",
    "addressed_to": "The chair",
    "met_when": "The council acts.",
    "reviewed": "2021-02-05",
    "history": [EVENT],
}
PAY = DEMAND | {"title": "Pay up", "ask": "Pay up.", "order": 2, "history": []}
READING = """\
- title: A report on examples
  url: https://press.example.org/report
  kind: publication
  date: 2021-01-04
  source: Example Press
"""
Page = tuple[Mapping[str, Any], str]
PAGES: dict[str, Page] = {
    "index.md": (
        {"type": "letter", "title": "An open letter", "description": "A letter."},
        "We ask.",
    ),
    "demands/index.md": (
        {"type": "tracker", "title": "Demands", "description": "All demands."},
        "<!-- @demands -->",
    ),
    "updates/index.md": ({"type": "updates", "title": "Updates", "description": "News."}, ""),
    "updates/first-hearing.md": (
        {
            "type": "update",
            "title": "The first hearing",
            "description": "The council listened.",
            "date": "2021-02-04",
        },
        "It [listened](../about.md).",
    ),
    "reading.md": ({"type": "reading", "title": "Reading", "description": "Texts."}, ""),
    "embed.md": ({"type": "embed", "title": "Embed", "description": "To copy."}, "Copy."),
    "press.md": ({"type": "press", "title": "Press", "description": "For journalists."}, "Ask."),
    "demands/act-now.md": (DEMAND, "## Why\n\nBecause."),
    "demands/pay-up.md": (PAY, "Because."),
    "signatories.md": ({"type": "signatories", "title": "Who signed", "description": "All."}, ""),
    "help.md": (
        {"type": "appeal", "title": "Help", "description": "Help.", "purpose": "It pays."},
        "Thank you.",
    ),
    "about.md": ({"title": "About", "description": "About us."}, "## Us\n\nWe."),
}
ROWS: list[dict[str, str]] = [
    {"name": "Example Alliance", "kind": "organization", "group": "National"},
    {"name": "The Beta Group", "kind": "organization", "group": "Local"},
    {"name": "Gamma Fund", "kind": "organization"},
    {"name": "Jane Example", "kind": "individual", "affiliation": "Example College"},
    {"name": "Gone Example", "kind": "individual", "withdrawn": "2021-02-04"},
    {
        "name": "Departed Alliance",
        "kind": "organization",
        "group": "Local",
        "withdrawn": "2021-02-04",
    },
]


def page(front: Mapping[str, Any], markdown: str) -> str:
    """Return a page's text."""
    top = yaml.safe_dump(dict(front), allow_unicode=True, sort_keys=False, width=10_000)
    return f"---\n{top}---\n\n{markdown}\n"


def table(rows: Sequence[Mapping[str, str]]) -> str:
    """Return signatories as CSV, with the columns that the rows fill in."""
    columns = list(dict.fromkeys(column for row in rows for column in row)) or ["name", "kind"]
    file = io.StringIO(newline="")
    writer = csv.DictWriter(file, columns, restval="", lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    return file.getvalue()


@cache
def _own_configuration() -> dict[str, Any]:
    config: dict[str, Any] = yaml.safe_load((ROOT / "mkdocs.yml").read_text(encoding="utf-8"))
    return config


def configuration(campaign: Mapping[str, Any] = CAMPAIGN, **more: Any) -> str:
    """Return the project's own mkdocs.yml with another campaign in it."""
    config = deepcopy(_own_configuration())
    config |= {"site_name": campaign["name"], "site_url": "", "not_in_nav": "*"} | more
    config["extra"] = {"campaign": dict(campaign)}
    config["nav"] = more.get("nav", [{"The letter": "index.md"}, {"About": "about.md"}])
    return yaml.safe_dump(config, allow_unicode=True, sort_keys=False, width=10_000)


def example(
    target: Path,
    *,
    campaign: Mapping[str, Any] = CAMPAIGN,
    pages: Mapping[str, Page | None] | None = None,
    rows: Sequence[Mapping[str, str]] = ROWS,
    files: Mapping[str, str | bytes | None] | None = None,
    **config: Any,
) -> Path:
    """Write the example campaign, with other pages (None: without), rows and files, to `target`."""
    copy_project(target, docs=False)
    texts: dict[str, str | bytes | None] = {
        f"docs/{path}": page(*found) for path, found in {**PAGES, **(pages or {})}.items() if found
    }
    texts["docs/data/signatories.csv"] = table(rows)
    if "docs/reading.md" in texts:
        texts["docs/data/reading.yml"] = READING
    texts["mkdocs.yml"] = configuration(campaign, **config)
    for name, text in (texts | dict(files or {})).items():
        path = target / name
        if text is None:
            path.unlink(missing_ok=True)
            continue
        put(path, text)
    return target


def of_case(
    *,
    campaign: Mapping[str, Any] | None = None,
    donate: Mapping[str, Any] | None = None,
    rows: Mapping[int, Mapping[str, str] | None] | None = None,
    pages: Mapping[str, Sequence[Any] | None] | None = None,
    files: Mapping[str, str | bytes | None] | None = None,
    made: Mapping[str, Sequence[Any]] | None = None,
    **config: Any,
) -> dict[str, Any]:
    """Return what `example` is to write for a case: the example with what it says over that.

    `rows` are changes by a row's number, `pages` front matter over the page's own and a text,
    `made` files by what `made` of tests/made.py is given; None takes a row, a page or a file away.
    """
    numbered: dict[int, Any] = dict(enumerate(ROWS))
    for number, cells in (rows or {}).items():
        numbered[number] = cells and {**numbered.get(number, {}), **cells}
    written: dict[str, Page | None] = {}
    for path, told in (pages or {}).items():
        own, text = PAGES.get(path, (DEMAND if path.startswith("demands/") else {}, ""))
        front, *texts = told or [{}]
        written[path] = None if told is None else ({**own, **front}, *(texts or [text]))
    facts = CAMPAIGN | {"donate": CAMPAIGN["donate"] | (donate or {})} | (campaign or {})
    return config | {
        "campaign": {key: fact for key, fact in facts.items() if fact is not None},
        "rows": [row for row in numbered.values() if row],
        "pages": written,
        "files": {**(files or {}), **{name: made_file(*how) for name, how in (made or {}).items()}},
    }


def campaign(**changes: Any) -> Built:
    """Return the example campaign with these changes, built once a run: to look at only.

    `pages`, `rows` and `files` are those of `example`, `mkdocs` other settings of mkdocs.yml and
    `variables` those of the environment; any other name is a fact of the campaign (None: not told).
    """
    return _tried(**changes).good()


def told(root: Path, variables: Mapping[str, str] | None = None) -> list[str]:
    """Return all that an editor is told of the campaign in a folder."""
    return [str(each) for each in check_campaign(root / "mkdocs.yml", variables or {}).problems]


def refused(**changes: Any) -> list[str]:
    """Return all that an editor is told of a campaign with these changes.

    A check tells it; that a build tells the same is held by `test_mistakes`.
    """
    written, variables = _written(**changes)
    with tempfile.TemporaryDirectory() as folder:
        return told(example(Path(folder, "x"), **written), variables)


def build_refused(**changes: Any) -> list[str]:
    """Return all that an editor is told of a campaign with these changes by a build alone."""
    built = _tried(**changes)
    assert built.code == 1, built.output
    assert "Traceback" not in built.output
    assert not built.site.exists()
    return problems(built)


def built_example(target: Path) -> Path:
    """Return a folder with the example campaign and its built site, to change and build again."""
    return shutil.copytree(campaign().root, target, symlinks=True)


def _tried(**changes: Any) -> Built:
    written, variables = _written(**changes)
    name = hashlib.sha256(repr((written, variables)).encode()).hexdigest()[:16]
    return once(name, lambda folder: build(example(folder, **written), **variables))


def _written(
    *,
    pages: Mapping[str, Page | None] | None = None,
    rows: Sequence[Mapping[str, str]] = ROWS,
    files: Mapping[str, str | bytes | None] | None = None,
    mkdocs: Mapping[str, Any] | None = None,
    variables: Mapping[str, str] | None = None,
    **facts: Any,
) -> tuple[dict[str, Any], Mapping[str, str]]:
    """Return what `example` is to write, and the environment's variables."""
    told = {key: fact for key, fact in (CAMPAIGN | facts).items() if fact is not None}
    written = {"campaign": told, "pages": pages, "rows": rows, "files": files, **(mkdocs or {})}
    return written, variables or {}
