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
STATUSES = ("unmet", "promised", "partly-met", "met", "reversed", "unclear")
INDIVIDUALS = 130
"""More than 100, so that letters to jump to stand above the list."""
ORGANIZATIONS = 8
MARKUP = """\
---
type: page
title: Everything that Markdown can hold
description: A page with every kind of markup that an editor may use.
figures:
  - number: 37%
    label: of all examples are met
    source: https://example.org/a
    source_title: A study
  - number: "5.5"
    label: times as many as before
    source: https://example.org/b
    source_title: Another study
  - number: "1,200,000"
    label: examples in all
    source: https://example.org/a
    source_title: A study
---

<!-- @figures -->

<!-- @voices -->

<!-- @goal -->

A sentence with a note[^1], `code` and an ABC.

=== "First tab"

    Text of the first tab.

=== "Second tab"

    Text of the second tab, with [a link](index.md).

!!! note "A plain box"

    Text of the box.

??? note "A box to open"

    Text that was folded away.

| Left | A long heading in the middle | Right |
| :--- | :---: | ---: |
| one | incomprehensibilities | 1,000,000,000,000 |

Term
:   What it means.

> A quotation.

```text
A line of code that is so long that no phone can show it without scrolling to its end.
```

*[ABC]: A Better Campaign
[^1]: The note.
"""


VOICES = """\
- quote: We have waited long enough for examples.
  name: Ada Sample
  role: Librarian, Northford
  permission: By e-mail to the editors, March 2, 2026
  picture: files/ada.png
- quote: لقد انتظرنا طويلًا.
  name: Ben Sample
  role: Reader
  permission: By e-mail to the editors, March 2, 2026
  language: ar
  languages: [en]
"""
NOTE = """\
---
type: update
title: A hearing on examples
description: The Secretary of Examples was heard.
date: 2021-02-10
updated: 2021-02-11
---

The Secretary was heard on [what the letter asks](../demands/index.md). <!-- @count --> listened.
"""
READING_PAGE = """\
---
type: reading
title: Further reading
description: Texts of others on examples.
---

What others write.
"""


PRESS = """\
---
type: press
title: For the press
description: What journalists need.
boilerplate: The Example Alliance is a plainly invented alliance.
facts:
  - {fact: There are examples., source: "https://example.org/fact", source_title: Example Press}
quotes:
  - text: We ask for examples, and for nothing else.
    name: Ada Sample
    role: Director, Example Alliance
    permission: By e-mail, 2 February 2021
    date: 2021-02-02
    source: https://press.example.org/said
files:
  - {path: files/letter.pdf, title: The letter as it was handed over}
---

Write to us.
"""


def build_full_site(target: Path) -> Built:
    """Build the site that uses everything."""
    changes: dict[str, str | bytes | None] = {
        "mkdocs.yml": _configuration(),
        "docs/index.md": _letter(),
        "docs/markup.md": MARKUP,
        "docs/updates/first-note.md": NOTE,
        "docs/reading.md": READING_PAGE,
        "docs/press.md": PRESS,
        "docs/data/reading.yml": _reading(),
        "docs/data/voices.yml": VOICES,
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


def _reading() -> str:
    kinds = ("publication", "publication", "publication", "post", "post", "post", "post")
    items: list[dict[str, Any]] = [
        {
            "title": f"A sample text about examples, number {number}",
            "url": f"https://press.example.org/{number}",
            "kind": kind,
            "date": f"2021-01-0{number}",
            "source": "Example Press",
            "language": ("en", "es", "ar")[number % 3],
        }
        for number, kind in enumerate(kinds, start=1)
    ]
    for item in items[1::2]:
        item["author"] = "Ada Sample"
    for number, item in enumerate(items[:3], start=1):
        item |= {"reads": 2000 * number, "reads_before": 1000 * number, "counted": "2021-02-09"}
    return yaml.safe_dump(items, sort_keys=False)


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
