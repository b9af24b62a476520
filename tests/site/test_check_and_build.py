"""What `campaign check` passes, a build makes; what a build would refuse, the check tells."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Any

import pytest

from tests.build.reading import dead_links
from tests.example import PAGES, example, refused, told
from tests.golden import cases
from tests.hostile.attacks import MAKERS, attacks, campaign_under
from tests.site.test_site import written
from tests.sites import build

pytestmark = pytest.mark.build
FRONT = PAGES["about.md"][0]
LIST = "docs/data/signatories.csv"
FILES = {
    "docs/pictures/a.png": MAKERS["png"](),
    LIST: "name,kind,withdrawn\nExample Union,organization,\n"
    "Jane Sample-Peña,individual,2021-03-01\n",
}
PASSED = (
    "[a](#one) <a href=demands/act-now.md#why>x</a>\n\n## One",
    '<img src="pictures/a.png" alt="A picture"> ![b](pictures/a.png)',
    "```\nclosed\n\n<font>x</font>\n```\n",
    "`<script>` and <https://example.org/>, 1 < 2, {not an attribute}.",
    "    <script>\n",
    "<!-- <font> -->",
    "<abbr title='World Health Organization'>WHO</abbr>",
    "Thanks to the Sample.",
)
WITHDREW = '"Jane Sample-Peña" withdrew and is named here; delete the name'
REFUSED = {
    "[z](about.md#nothing)": '6:5: the link "about.md#nothing" leads to a place that the page',
    "<img src=../pictures/a.png alt=x>": '6:10: the link "../pictures/a.png" leads to no file',
    "<a href=../help/>x</a>": '6:9: the link "../help/" leads to no file',
    "```\nnever closed\n\n<span>x</span>": "6:1: a block of code opens here and is never closed",
    "[data](data/signatories.csv)": '6:8: the link "data/signatories.csv" leads to no file',
    "Well <font>done</font>.": '6:6: the element "<font>" may not stand',
    "<script>alert(1)</script>": '6:1: the element "<script>" may not stand in a page',
    "Text\n{: onclick=x }": '7:4: the attribute "onclick" may not stand in a page',
    '<img src="https://example.org/a.png" alt="">': '6:11: "https://example.org/a.png" lies on',
    "<div>\n\nText": '6:1: the element "<div>" is never closed',
    "Thanks to Jane Sample-Peña.": f"6:11: {WITHDREW}",
    "Thanks to *Jane* Sample Pena.": f"6:12: {WITHDREW}",
    "Thanks to JANE SAMPLE-PEÑA.": f"6:11: {WITHDREW}",
    "Thanks to Jane\nSample-Pe&ntilde;a.": f"6:11: {WITHDREW}",
}
"""Texts of pages, each with how the one problem begins that is told of it."""


def pages_of(texts: Iterable[str]) -> dict[str, Any]:
    return {f"p{at:02}.md": (FRONT, text) for at, text in enumerate(texts)}


def test_what_passes_is_built(tmp_path: Path) -> None:
    root = example(tmp_path, pages=pages_of(PASSED), files=FILES)
    assert told(root) == []
    built = build(root)
    assert built.code == 0, built.output
    assert dead_links(built) == []


def test_what_a_build_would_refuse_is_told(tmp_path: Path) -> None:
    titled = {**FRONT, "description": "What Jane Sample-Peña said."}
    pages = {**pages_of(REFUSED), "titled.md": (titled, "Text.")}
    root = example(tmp_path, pages=pages, files=FILES)
    expected = [f"docs/p{at:02}.md:{why}" for at, why in enumerate(REFUSED.values())]
    problems = told(root)
    for problem, begin in zip(problems, [*expected, "docs/titled.md:3:"], strict=True):
        assert problem.startswith(begin)
    output = build(root).output
    assert [problem for problem in problems if problem not in output] == []


def test_a_name_may_stand_that_somebody_listed_shares() -> None:
    shared = {LIST: f"{FILES[LIST]}Jane Sample-Peña,organization,\n"}
    assert refused(pages=pages_of(["Thanks to Jane Sample-Peña."]), files=shared) == []


@pytest.mark.deep
@pytest.mark.parametrize("attack", attacks(), ids=lambda a: f"{a['file']}: {a['case']}")
def test_attacks(attack: dict[str, Any], tmp_path: Path) -> None:
    root = campaign_under(attack, tmp_path / "x")
    problems, built = told(root), build(root)
    assert problems or built.code == 0, built.output
    assert built.code == 1 or dead_links(built) == []


@pytest.mark.deep
@pytest.mark.parametrize("case", cases("site"))
def test_golden_cases(case: dict[str, Any], tmp_path: Path) -> None:
    root = written(tmp_path, case)
    problems, built = told(root), build(root)
    assert problems or built.code == 0, built.output
    assert built.code == 1 or dead_links(built) == []
