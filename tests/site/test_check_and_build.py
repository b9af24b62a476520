"""What `campaign check` passes, a build makes; and no local address of it leads nowhere."""

from __future__ import annotations

import posixpath
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

import pytest
from selectolax.lexbor import LexborHTMLParser

from campaign.site.checking import check_campaign
from tests.example import PAGES, example
from tests.golden import cases
from tests.hostile.attacks import MAKERS, attacks, campaign_under
from tests.sites import build

pytestmark = pytest.mark.build
FRONT = PAGES["about.md"][0]
PASSED = [
    "[a](#one) <a href=demands/act-now.md#why>x</a>\n\n## One",
    '<img src="pictures/a.png" alt="A picture"> ![b](pictures/a.png)',
    "```\nclosed\n\n<font>x</font>\n```\n",
]
REFUSED = {
    "[z](about.md#nothing)": '6:5: the link "about.md#nothing" leads to a place that the page',
    "<img src=../pictures/a.png alt=x>": '6:10: the link "../pictures/a.png" leads to no file',
    "<a href=../help/>x</a>": '6:9: the link "../help/" leads to no file',
    "```\nnever closed\n\n<span>x</span>": "6:1: a block of code opens here and is never closed",
    "[data](data/signatories.csv)": '6:8: the link "data/signatories.csv" leads to no file',
}


def told(root: Path) -> list[str]:
    return [str(problem) for problem in check_campaign(root / "mkdocs.yml", {}).problems]


def nowhere(site: Path) -> list[str]:
    """Return the local addresses of a built site's pages that lead to no file of it."""
    found = []
    for page in site.rglob("*.html"):
        name = page.relative_to(site).as_posix()
        for element in LexborHTMLParser(page.read_text(encoding="utf-8")).css("[href], [src]"):
            for key in ("href", "src"):
                parts = urlsplit(element.attributes.get(key) or "")
                path = unquote(parts.path)
                if parts.scheme or parts.netloc or not path or name == "404.html":
                    continue
                target = posixpath.normpath(posixpath.join(posixpath.dirname(name), path))
                if not ((site / target).is_file() or (site / target / "index.html").is_file()):
                    found.append(f"{name}: {path}")
    return found


@pytest.mark.parametrize("text", PASSED)
def test_what_passes_is_built(text: str, tmp_path: Path) -> None:
    files = {"docs/pictures/a.png": MAKERS["png"]()}
    root = example(tmp_path, pages={"about.md": (FRONT, text)}, files=files)
    assert told(root) == []
    built = build(root)
    assert built.code == 0, built.output
    assert nowhere(built.site) == []


@pytest.mark.parametrize("text", REFUSED)
def test_what_a_build_would_refuse_is_told(text: str, tmp_path: Path) -> None:
    files = {"docs/pictures/a.png": MAKERS["png"]()}
    root = example(tmp_path, pages={"about.md": (FRONT, text)}, files=files)
    (problem,) = told(root)
    assert problem.startswith(f"docs/about.md:{REFUSED[text]}")


@pytest.mark.deep
@pytest.mark.parametrize("attack", attacks(), ids=lambda a: f"{a['file']}: {a['case']}")
def test_attacks(attack: dict[str, Any], tmp_path: Path) -> None:
    root = campaign_under(attack, tmp_path / "x")
    problems, built = told(root), build(root)
    assert problems or built.code == 0, built.output
    assert built.code == 1 or nowhere(built.site) == []


@pytest.mark.deep
@pytest.mark.parametrize("case", cases("site"))
def test_golden_cases(case: dict[str, Any], tmp_path: Path) -> None:
    root = example(tmp_path, files=case["files"])
    problems, built = told(root), build(root)
    assert problems or built.code == 0, built.output
    assert built.code == 1 or nowhere(built.site) == []
