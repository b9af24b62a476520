"""A check finds in pages what a build would find in what it makes of them."""

from __future__ import annotations

from pathlib import Path

import pytest

from campaign.site.checking import check_campaign
from tests.example import PAGES, example
from tests.sites import build

FRONT = PAGES["about.md"][0]
LISTED = "docs/data/signatories.csv"
SIGNED = (
    "name,kind,withdrawn\nExample Union,organization,\nJane Sample-Peña,individual,2021-03-01\n"
)
HTML = {
    "an element": ("Well <font>done</font>.", '6:6: the element "<font>" may not stand'),
    "a script": ("<script>alert(1)</script>", 'the element "<script>" may not stand in a page'),
    "an attribute": ("Text\n{: onclick=x }", "the attribute \"onclick\" may not stand in a page"),
    "a picture from elsewhere": ('<img src="https://example.org/a.png" alt="">', "another site"),
    "an open element": ("<div>\n\nText", 'the element "<div>" is never closed'),
}  # fmt: skip
HARMLESS = (
    "`<script>` and <https://example.org/>, 1 < 2, {not an attribute}.",
    "    <script>\n",
    "<!-- <font> -->",
    "<abbr title='World Health Organization'>WHO</abbr>",
)
NAMED = (
    "Thanks to Jane Sample-Peña.",
    "Thanks to *Jane* Sample Pena.",
    "Thanks to JANE SAMPLE-PEÑA.",
    "Thanks to Jane\nSample-Pe&ntilde;a.",
)


def found(root: Path) -> list[str]:
    return [str(problem) for problem in check_campaign(root / "mkdocs.yml", {}).problems]


@pytest.mark.parametrize("case", HTML)
def test_html_that_may_not_stand(case: str, tmp_path: Path) -> None:
    text, why = HTML[case]
    root = example(tmp_path, pages={"about.md": (FRONT, text)})
    (problem,) = found(root)
    assert problem.startswith("docs/about.md:")
    assert why in problem
    assert problem in build(root).output


@pytest.mark.parametrize("text", HARMLESS)
def test_html_that_may_stand_and_code(text: str, tmp_path: Path) -> None:
    assert found(example(tmp_path, pages={"about.md": (FRONT, text)})) == []


@pytest.mark.parametrize("text", NAMED)
def test_somebody_who_withdrew(text: str, tmp_path: Path) -> None:
    root = example(tmp_path, pages={"about.md": (FRONT, text)}, files={LISTED: SIGNED})
    (problem,) = found(root)
    assert problem.startswith("docs/about.md:6:")
    assert '"Jane Sample-Peña" withdrew and is named here; delete the name' in problem
    assert '"Jane Sample-Peña" withdrew and is named here' in build(root).output


def test_a_title_may_name_them_too(tmp_path: Path) -> None:
    front = {**FRONT, "description": "What Jane Sample-Peña said."}
    root = example(tmp_path, pages={"about.md": (front, "Text.")}, files={LISTED: SIGNED})
    (problem,) = found(root)
    assert problem.startswith("docs/about.md:3:")


def test_names_that_may_stand(tmp_path: Path) -> None:
    pages = {"about.md": (FRONT, "Thanks to Jane Sample-Peña and the Sample.")}
    listed = f"{SIGNED}Jane Sample-Peña,organization,\n"
    assert found(example(tmp_path / "a", pages=pages, files={LISTED: listed})) == []
