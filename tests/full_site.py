"""A campaign that uses everything: open for signature, amounts, all statuses, many names."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import yaml

from tests.example import DEMAND, EVENT, page, table
from tests.made import blank_pdf, picture
from tests.sites import ROOT, Built, build, copy_project

ACCENTED = (
    "Zoë O’Example-Núñez",
    "Ñandú Example",
    "Øystein Example",
    "Łucja Example",
    "Ça Example",
)
PAGES = ROOT / "tests/everything"
STATUSES = ("unmet", "promised", "partly-met", "met", "reversed", "unclear")
INDIVIDUALS = 130
"""More than 100, so that letters to jump to stand above the list."""
ORGANIZATIONS = 8


def build_full_site(target: Path) -> Built:
    """Build the site that uses everything."""
    changes: dict[str, str | bytes | None] = {
        path.relative_to(PAGES).as_posix(): path.read_text(encoding="utf-8")
        for path in PAGES.rglob("*.*")
    }
    changes |= {
        "mkdocs.yml": _configuration(),
        "docs/index.md": _letter(),
        "docs/files/ada.png": picture(200, 200),
        "docs/files/letter.pdf": blank_pdf(20_000),
        "docs/data/signatories.csv": _signatories(),
    }
    for order, status in enumerate(STATUSES, start=1):
        changes[f"docs/demands/demand-{status}.md"] = _demand(order, status)
    for folder in ("es", "ar"):
        for path in (ROOT / "docs" / folder).rglob("*.md"):
            changes[path.relative_to(ROOT).as_posix()] = None
    for path in (ROOT / "docs" / "demands").glob("*.md"):
        if path.name != "index.md":
            text = path.read_text(encoding="utf-8")
            number = int(text.partition("\norder: ")[2].partition("\n")[0])
            order = f"\norder: {number + len(STATUSES)}\n"
            changes[f"docs/demands/{path.name}"] = text.replace(f"\norder: {number}\n", order)
    return build(copy_project(target, changes)).good()


def _configuration() -> str:
    configuration: dict[str, Any] = yaml.safe_load((ROOT / "mkdocs.yml").read_text("utf-8"))
    campaign = configuration["extra"]["campaign"]
    del campaign["closed"], campaign["languages"]
    campaign |= {
        "status": "open",
        "sign_on": {"url": "https://sign.example.org/letter", "hosts": ["sign.example.org"]},
        "contact": "letter@example.org",
        "press_contact": "press@example.org",
        "unnamed": 3,
        "goal": 400,
        "at_goal": "We hand the letter to the Secretary of Examples in public.",
        "groups": ["National", "Faith-based"],
    }
    campaign["donate"] |= {
        "tax_status": "It is a 501(c)(3) organization.",
        "tax_note": "Gifts may be tax-deductible.",
        "amount_parameter": "amount",
        "source_parameter": "from",
        "amounts": [
            {
                "amount": amount,
                "pays_for": f"Example number {amount}",
                "source": "https://example.org/",
            }
            for amount in (25, 100, 1000)
        ],
    }
    configuration["nav"] += [{"Markup": "markup.md"}, {"Further reading": "reading.md"}]
    return yaml.safe_dump(configuration, allow_unicode=True, sort_keys=False)


def _letter() -> str:
    _, text, body = (ROOT / "docs/index.md").read_text(encoding="utf-8").split("---\n", 2)
    front = yaml.safe_load(text).items()
    changes = [{"date": "2021-02-10", "note": "A comma was moved."}]
    fields = {key: value for key, value in front if not key.startswith("signed_")}
    return page(fields | {"pdf": "files/letter.pdf", "changes": changes}, body)


def _demand(order: int, status: str) -> str:
    event = EVENT | {"date": "2021-02-09", "status": status, "source_kind": "official"}
    correction = {
        "date": "2021-02-10",
        "archive": "https://example.org/archive",
        "correction": "The entry before this one was incomplete.",
    }
    words = {
        "title": f"Example {status}",
        "description": f"A demand whose status is {status}.",
        "ask": f"Do the example that is now {status}.",
    }
    record = {"order": order, "reviewed": "2021-02-10", "history": [event, event | correction]}
    return page(DEMAND | words | record, "## Why it matters\n\nIt is one.")


def _signatories() -> str:
    organizations = [
        {
            "name": f"Example Guild {number}",
            "kind": "organization",
            "group": ("National", "Faith-based", "")[number % 3],
            "url": f"https://example.org/{number}" if number % 2 else "",
            "signed": "2021-02-01",
        }
        for number in range(ORGANIZATIONS)
    ]
    names = [*ACCENTED, *(f"{chr(65 + n % 26)}da Sample {n}" for n in range(INDIVIDUALS))]
    individuals = [
        {
            "name": name,
            "kind": "individual",
            "affiliation": "Example University" if number % 10 == 7 else "",
            "place": ("Northford", "Eastbrook", "")[number % 3],
            "demands": "demand-met" if number % 4 else "",
            "signed": "2021-02-02",
        }
        for number, name in enumerate(names[:INDIVIDUALS])
    ]
    return table([*organizations, *individuals])
