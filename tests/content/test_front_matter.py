"""Front matter: every mistake on a page is told at its line in the file."""

from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from campaign.content.front_matter import read_front_matter, split_page
from campaign.content.pages import DemandPage
from tests.golden import cases


def read(text: str) -> tuple[Any, list[str]]:
    split, problems = split_page(text, "docs/page.md")
    front = None
    if not problems:
        front, problems = read_front_matter(split, "docs/page.md")
    return front, [str(p).removeprefix("docs/page.md:") for p in sorted(problems)]


@pytest.mark.parametrize("case", cases("front_matter"))
def test_page(case: dict[str, Any]) -> None:
    front, problems = read(case["text"])
    assert problems == case["problems"]
    assert front is not None or problems


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("closing", ["---", "...", "--- \t"])
def test_the_markdown_begins_below_the_front_matter(end: str, closing: str) -> None:
    text = end.join(["---", "title: x", closing, "", "Text", ""])
    split, problems = split_page(text, "x.md")
    assert not problems
    assert split.yaml == f"title: x{end}"
    assert split.markdown == f"{end}Text{end}"
    assert split.markdown_line == 4


def test_a_rule_in_the_text_is_no_front_matter() -> None:
    split, _ = split_page("---\ntitle: x\n---\nText\n\n---\n\nMore\n", "x.md")
    assert split.markdown == "Text\n\n---\n\nMore\n"


def test_values_have_their_types() -> None:
    text = next(p.values[0]["text"] for p in cases("front_matter") if p.id == "a demand")
    front, _ = read(text)
    assert isinstance(front, DemandPage)
    assert front.reviewed == date(2021, 3, 1)
    assert (front.order, front.donate, front.history[0].status) == (1, True, "promised")


@given(st.text(alphabet=st.sampled_from("-. \t\r\nab:#")))
def test_splitting_loses_nothing(text: str) -> None:
    split, problems = split_page(text, "x.md")
    if split.yaml is None:
        assert problems or split.markdown == text
    else:
        assert text.endswith(split.markdown)
        before = text.removesuffix(split.markdown) if split.markdown else text
        ends = before.replace("\r\n", "\n").replace("\r", "\n").count("\n")
        assert split.markdown_line == ends + 1
        assert split.yaml in text
