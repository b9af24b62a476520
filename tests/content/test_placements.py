"""Components that editors place: found where they are meant, never where code shows them."""

from typing import Any

import pytest

from campaign.content.component_syntax import KnownWords, find_placements
from campaign.content.markdown_html import page_html
from campaign.content.markdown_slips import find_slips
from campaign.core.problems import LineIndex
from campaign.core.topics import ABOUT_COMPONENTS
from tests.golden import cases

EXTENSIONS: dict[str, dict[str, Any]] = {
    name: {} for name in ("admonition", "def_list", "footnotes", "md_in_html")
} | {
    "pymdownx.superfences": {},
    "pymdownx.details": {},
    "pymdownx.tabbed": {"alternate_style": True},
}


def find(case: dict[str, Any]) -> tuple[list[Any], list[str]]:
    known = KnownWords(("National", "A & B"), ("act-now", "pay-up"), case.get("refused", {}))
    html = page_html(case["text"], EXTENSIONS).html
    is_demand = case.get("on_demand", False)
    placements, faults = find_placements(html, case["text"], known, on_demand=is_demand)
    faults += (fault for fault in find_slips(case["text"]) if fault.topic is ABOUT_COMPONENTS)
    found = [{placement.name: dict(placement.options)} for placement in placements]
    lines = LineIndex(case["text"])
    told = sorted((*lines.place(fault.offset), fault.message) for fault in faults)
    return found, [f"{line}:{column}: {message}" for line, column, message in told]


@pytest.mark.parametrize("case", cases("placements"))
def test_placements(case: dict[str, Any]) -> None:
    found, problems = find(case)
    assert found == case["found"]
    assert problems == case["problems"]
