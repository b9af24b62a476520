"""GitHub's preview and the site show the same, or a check says what to write instead."""

from typing import Any

import pytest
from lxml.html import HtmlElement, fragment_fromstring

from campaign.config.configuration_file import read_config
from campaign.content.markdown_html import page_html, read_extensions
from campaign.content.markdown_slips import find_slips
from campaign.core.problems import LineIndex
from tests.golden import cases
from tests.sites import ROOT

EXTENSIONS = read_extensions(read_config(ROOT / "mkdocs.yml"))
SAME = {"s": "del"}
KEPT = ("href", "src", "alt", "start")


def shape(html: str) -> list[str]:
    """Return a page's elements and words, without what only carries styles."""
    found: list[str] = []

    def read(element: HtmlElement) -> None:
        tag = SAME.get(element.tag, element.tag)
        given = [f"{name}={element.get(name)}" for name in KEPT if element.get(name)]
        is_shown = tag not in ("div", "span", "p")
        found.extend([" ".join([tag, *given])] if is_shown else [])
        found.extend((element.text or "").split())
        for child in element:
            if isinstance(child.tag, str):
                read(child)
            found.extend((child.tail or "").split())
        found.extend([f"/{tag}"] if is_shown else [])

    read(fragment_fromstring(html, create_parent="div"))
    return found


@pytest.mark.parametrize("case", cases("gfm", "same"))
def test_the_site_shows_what_github_shows(case: dict[str, str]) -> None:
    assert shape(page_html(case["case"], EXTENSIONS).html) == shape(case["html"])


@pytest.mark.parametrize("case", cases("gfm", "left"))
def test_what_is_left_differs_still(case: dict[str, str]) -> None:
    """One that the two show alike by now belongs to the others."""
    assert shape(page_html(case["case"], EXTENSIONS).html) != shape(case["html"])
    assert not [*find_slips(case["case"])]


@pytest.mark.parametrize("case", cases("gfm", "refused"))
def test_what_only_github_shows_is_refused(case: dict[str, Any]) -> None:
    lines = LineIndex(case["case"])
    found = [
        f"{line}:{column}: {message}"
        for offset, message, _ in find_slips(case["case"])
        for line, column in [lines.place(offset)]
    ]
    assert found == case["problems"]
