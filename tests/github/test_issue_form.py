"""Issue forms: what GitHub writes is read back whole, and what it did not write is told apart."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from campaign.github.intake.form_files import read_form
from campaign.github.intake.issue_form import NO_ANSWER, FormField, parse_issue
from tests.golden import cases, read_cases, replaced

FORM = (
    FormField("who", "Who signs", "dropdown", ("An organization", "An individual")),
    FormField("name", "Name", "input"),
    FormField("yes", "Consent", "checkboxes", ("I agree.", "I may [sign].")),
)


KNOWN = read_cases("issue_form")


@pytest.mark.parametrize("case", cases("issue_form", "answers"))
def test_answers(case: dict[str, Any]) -> None:
    answers, broken = parse_issue(replaced(KNOWN["filled"], case), FORM)
    assert [[fault.code, fault.label] for fault in broken] == case.get("broken", [])
    assert answers is None if broken else answers and answers.boxes == {"yes": case["ticked"]}


@pytest.mark.parametrize("case", cases("issue_form", "cases"))
def test_files_of_forms(case: dict[str, Any]) -> None:
    fields, _, problems = read_form(replaced(KNOWN["base"], case), "x.yml")
    assert [str(problem).removeprefix("x.yml:") for problem in problems] == case["problems"]
    if not problems:
        assert [field[:5] for field in fields] == [("name", "Name", "input", (), True)]


@pytest.mark.parametrize("empty", ["_No response_", "None", "", " "])
@pytest.mark.parametrize("end", ["\r\n", "\r", "\n"])
def test_no_answer_with_any_line_end(empty: str, end: str) -> None:
    text = KNOWN["filled"].replace("An individual", empty).replace("Ana Sample", empty)
    answers, _ = parse_issue(text.replace("\n", end), FORM)
    assert answers == ({"who": "", "name": ""}, {"yes": True})


def test_everything_at_once() -> None:
    _, broken = parse_issue("Hello\n### Consent\n### Name\n### Name", FORM)
    assert [(fault.code, fault.label) for fault in broken] == [
        ("twice", "Name"),
        ("before", ""),
        ("missing", "Who signs"),
        ("order", "Consent"),
    ]


lines = st.text(st.characters(exclude_characters="\r\n"), min_size=1).map(str.strip)
texts = lines.filter(lambda line: line not in NO_ANSWER and not line.startswith("### "))


@given(st.sampled_from(FORM[0].options), texts, st.booleans())
def test_what_github_writes_is_read_back(who: str, name: str, yes: bool) -> None:
    parts = [who, name, f"- [{'X' if yes else ' '}] I agree.\n- [X] I may [sign]."]
    body = "\n\n".join(
        f"### {field.label}\n\n{value}" for field, value in zip(FORM, parts, strict=True)
    )
    answers, broken = parse_issue(body, FORM)
    assert broken == []
    assert answers == ({"who": who, "name": name.strip("\n\t ")}, {"yes": yes})


pieces = st.sampled_from(
    ["### Name", "### Who signs", "### Consent", "", "x", "- [x] I agree.", "- [x] I may [sign].",
     "An individual", "### Other", "\r"]
)  # fmt: skip


@given(st.lists(pieces, max_size=24).map("\n".join) | st.text())
def test_no_answer_is_lost_or_taken_twice(body: str) -> None:
    answers, broken = parse_issue(body, FORM)
    assert (answers is None) == bool(broken)
    if answers:
        labels = [f"### {field.label}" for field in FORM]
        headings = [line.strip() for line in body.replace("\r", "\n").split("\n")]
        assert [line for line in headings if line in labels] == labels


def test_what_is_no_form() -> None:
    for text in ("name: Sign\n", "- a\n", "name: [", ""):
        assert read_form(text, "x.yml")[2]
