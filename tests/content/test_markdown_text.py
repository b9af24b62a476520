"""Markdown without its code: nothing moves, and what is left is what readers will see."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from campaign.content.markdown_text import (
    links,
    open_comment,
    without_code,
)
from tests.golden import cases

MARKDOWN = st.lists(
    st.sampled_from(
        ["`", "``", "```", "~~~", "\n", "\r\n", "\r", "    ", "\t", "- ", "1. ", "> ", "!!! note",
         '=== "T"', "<!--", "-->", "a", " ", "[x](y)", "# ", "\\", "é", "\u2028"]
    ),
    max_size=30,
).map("".join)  # fmt: skip


@pytest.mark.parametrize("case", cases("markdown_text"))
def test_without_code(case: dict[str, Any]) -> None:
    expected = case["visible"].replace("·", " ")
    assert [*without_code(case["text"])] == [*expected]


@given(MARKDOWN | st.text())
def test_every_character_keeps_its_place(text: str) -> None:
    visible = without_code(text)
    assert len(visible) == len(text)
    assert all(a == b for a, b in zip(text, visible, strict=True) if a in "\r\n" or b in "\r\n")
    assert all(b in (a, " ", "x") for a, b in zip(text, visible, strict=True))
    assert all(offset < len(text) for _, offset in links(visible))
    open_comment(visible)


def test_links_of_every_kind() -> None:
    text = (
        '[a](one.md "t") ![b](<two two.png>) <https://example.org/three>\n'
        "<a class=x href='four'>d</a> <img src=five>\n\n[e]: six.md\n[^f]: seven.md\n"
    )
    found = {link: text[at : at + len(link)] for link, at in links(text)}
    names = "one.md|two two.png|https://example.org/three|four|five|six.md"
    assert "|".join(found) == names
    assert all(link == shown for link, shown in found.items())
