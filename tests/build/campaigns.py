"""Campaigns that the tests of several features look at, each built once a run."""

from __future__ import annotations

import re
from typing import Any

import yaml

from tests.bilingual import LANGUAGES
from tests.bilingual import pages as translations
from tests.content.test_versions import BEGGING, FROZEN
from tests.example import CAMPAIGN, DEMAND, PAGES, ROWS, Page, campaign
from tests.made import LIGHT, picture
from tests.sites import ROOT, Built

REPOSITORY = "https://github.com/example/letter"
ELSEWHERE = "https://sign.example.org/form"
GIFTS = "https://donate.example.org/form"
TAKE_PART: dict[str, Page] = {
    "take-part.md": (
        {"title": "Take part", "description": "Take part."},
        "<!-- @sign -->\n\nOr <!-- @sign -->.\n\n<!-- @goal -->",
    )
}
ABOUT = PAGES["about.md"][0]
ARABIC = "overrides/words/ar.po"
GOAL = {"goal": 20, "at_goal": "We hand the letter over in public."}
MARCH = "We march on Monday."
LOGOS = {
    "Example Alliance": "files/alliance.svg",
    "The Beta Group": "files/beta.png",
    "Departed Alliance": "files/departed.png",
}
PERMISSION = "By e-mail to the editors, March 2, 2026"
ADA = {
    "quote": "We have waited long enough.",
    "name": "Ada Sample",
    "role": "Librarian",
    "permission": PERMISSION,
    "picture": "files/ada.png",
}
BEN = {"quote": "So have I.", "name": "Ben Sample", "role": "Reader", "permission": PERMISSION}
CORA = {
    "quote": "Ya basta.",
    "name": "Cora Muestra",
    "role": "Vecina",
    "permission": PERMISSION,
    "language": "es",
    "languages": ["en"],
}
STUDY = {"source": "https://example.org/study", "source_title": "The study"}
OTHER = {"source": "https://example.org/other", "source_title": "The other"}
FIGURE = {"number": "14%", "label": "had a lawyer"} | STUDY
AMOUNTS = [
    {"amount": amount, "pays_for": f"Example {amount}", "source": f"https://example.org/{note}"}
    for amount, note in ((25, "a"), (50, "b"), (75, "a"))
]
NEWS = {"date": "2021-02-05", "source": "Example News", "url": "https://news.example.org/a"}


def changed(path: str, text: str | None = None, **front: Any) -> dict[str, Page]:
    """Return a page of the example with other front matter, and another text where one is given."""
    own, markdown = PAGES[path]
    return {path: ({**own, **front}, markdown if text is None else text)}


def with_logos(logos: dict[str, str]) -> list[dict[str, str]]:
    """Return the example's signatories with the logos of some, by their names."""
    return [row | {"logo": logos.get(row["name"], "")} for row in ROWS]


def voices(*said: dict[str, Any]) -> str:
    """Return voices as they stand in docs/data/voices.yml."""
    return yaml.safe_dump(list(said), allow_unicode=True, sort_keys=False)


def matched(until: str) -> dict[str, Any]:
    """Return the front matter of an appeal whose gifts are doubled until a day."""
    return {"match": {"text": "We double it.", "source": "https://example.org/m", "until": until}}


def rich() -> Built:
    """An open letter that uses much, and has not reached its goal."""
    donate = {"amounts": AMOUNTS, "amount_parameter": "amount", "monthly_url": f"{GIFTS}/monthly"}
    figures = [FIGURE, {"number": "5.5", "label": "times as high"} | OTHER]
    old = ["/who/we/are/", "/team"]
    questions = "## Who can sign?\n\nEverybody *here*.\n\n## Until when?\n\nAlways.\n\nReally."
    pages: dict[str, Page] = {
        "thanks.md": ({"type": "thanks", "title": "Thank you", "description": "Thanks."}, "Soon."),
        "faq.md": ({"type": "faq", "title": "Questions", "description": "Answers."}, questions),
        "coverage.md": ({"type": "coverage", "title": "Coverage", "description": "O."}, "Here."),
    }
    pages |= changed(
        "about.md", "<!-- @figures -->\n\n<!-- @voices -->", figures=figures, old_addresses=old
    )
    pages |= changed("index.md", old_addresses=["/2020/the-letter.html"])
    pages |= changed("reading.md", "<!-- @voices first=yes -->")
    pages |= changed("demands/act-now.md", share_text="Act at last!")
    gifts = matched("2021-02-11") | {"gift_line": "So that all can read."}
    pages |= changed("help.md", share_text="Give & share.", **gifts)
    return campaign(
        **GOAL,
        milestones=[3, 15],
        announcement={"text": MARCH, "until": "2021-02-10"},
        sign_on={"url": ELSEWHERE, "hosts": ["sign.example.org"], "github": "yes"}
        | {"label": "Add your name"},
        donate=CAMPAIGN["donate"] | donate | {"tax_note": "Gifts may be deductible."},
        pages=pages | TAKE_PART,
        rows=with_logos(LOGOS),
        files={
            "docs/data/voices.yml": voices(ADA, BEN, CORA),
            "docs/data/reading.yml": yaml.safe_dump(
                [
                    NEWS | {"title": "A city asks", "kind": "coverage"},
                    NEWS
                    | {"title": "A report", "kind": "publication", "url": "https://n.example/"},
                ]
            ),
            "docs/files/ada.png": picture(200, 200),
            "docs/files/alliance.svg": LIGHT,
            "docs/files/beta.png": picture(800, 100),
            "docs/files/departed.png": picture(120, 40),
        },
        mkdocs={"repo_url": f"{REPOSITORY}.git"},
    )


def reached() -> Built:
    """An open letter that reached its goal, and to whose demands nothing has happened.

    It lies where GitHub publishes a project's pages.
    """
    counts = " ".join(
        f"{kind}: <!-- @count kind={kind} -->."
        for kind in ("organization", "individual", "unnamed", "listed", "all")
    )
    posts = "".join(
        f"- title: Text {n}\n  url: https://press.example.org/{n}\n  kind: {kind}\n"
        f"  date: 2021-01-0{n}\n  source: Example Press\n"
        for n, kind in enumerate(("post", "post", "post", "publication"), start=1)
    )
    pages: dict[str, Any] = {
        "counts.md": ({"title": "Counts", "description": "Counts."}, counts),
        "about.md": (ABOUT, "<!-- @reading kind=post -->"),
        "updates/first-hearing.md": None,
        "demands/act-now.md": (DEMAND | {"history": []}, "Because."),
    }
    return campaign(
        **GOAL | {"goal": 6},
        announcement={"text": MARCH, "until": "2021-02-09"},
        sign_on={"email": "sign@example.org"},
        pages=pages | TAKE_PART,
        files={"docs/data/reading.yml": posts},
        mkdocs={"repo_url": REPOSITORY},
        variables={"SITE_URL": "", "GITHUB_REPOSITORY": "Example/letter"},
    )


def little() -> Built:
    """An open letter that nobody has signed, without demands, updates, gifts, press and embeds."""
    without = ("embed.md", "press.md", "updates/index.md", "updates/first-hearing.md",
               "demands/act-now.md", "demands/pay-up.md")  # fmt: skip
    pages = dict.fromkeys(without) | changed("demands/index.md", "Text.")
    return campaign(
        rows=[],
        unnamed=0,
        donate=None,
        sign_on={"github": "yes"},
        pages=pages | {"take-part.md": (TAKE_PART["take-part.md"][0], "<!-- @sign -->")},
        mkdocs={"repo_url": REPOSITORY},
    )


def closed() -> Built:
    """A letter that is closed for signature, and whose list is a part of a larger one.

    Its own mkdocs.yml says where it lies.
    """
    by = {"signed_by": "Signed by a coalition of readers and librarians."}
    return campaign(
        **GOAL,
        status="closed",
        closed="2021-02-08",
        unnamed=0,
        rows=[row | {"signed": "2021-02-03"} for row in ROWS if "withdrawn" not in row],
        sign_on={"github": "yes"},
        pages=changed("index.md", **by) | changed("help.md", **matched("2021-02-05")) | TAKE_PART,
        mkdocs={"repo_url": REPOSITORY, "site_url": "https://letter.example.org/"},
    )


def recorded() -> Built:
    """A letter with its PDF, a version on record and a signatory from China."""
    # Formatting makes no other version.
    letter = {"docs/index.md": BEGGING.replace("We beg.", "**We**\n*ask*.")}
    rows = [*ROWS, {"name": "例文協会", "kind": "organization"}]
    return campaign(pdf=True, files=FROZEN | letter, rows=rows)


def in_three_languages() -> Built:
    """A letter with its PDFs in Spanish, where a page is stale, and in part in Arabic."""
    words = (ROOT / ARABIC).read_text(encoding="utf-8")
    for word in ("Skip to the text", "This page is not here"):
        words, number = re.subn(rf'(msgid "{word}"\nmsgstr) ".+"', r'\1 ""', words)
        assert number == 1
    pages = translations() | {"about.md": (ABOUT, "## Us\n\nWe have changed.")}
    return campaign(pdf=True, languages=LANGUAGES, pages=pages, files={ARABIC: words})
