"""Issue forms: what GitHub writes is read back whole, and what it did not write is told apart."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from campaign.github.intake.issue_form import (
    NO_ANSWER,
    FormField,
    parse_issue,
    read_form,
)
from tests.golden import cases, read_cases

FORM = (
    FormField("who", "Who signs", "dropdown", ("An organization", "An individual")),
    FormField("name", "Name", "input"),
    FormField("words", "Your words", "textarea"),
    FormField("yes", "Consent", "checkboxes", ("I agree.", "I may [sign].")),
)
FILLED = """### Who signs

An individual

### Name

Ana Sample

### Your words

One line.

Another.

### Consent

- [x] I agree.
- [X] I may [sign]."""


def wrong(body: str) -> list[tuple[str, str]]:
    return [(fault.code, fault.label) for fault in parse_issue(body, FORM)[1]]


@pytest.mark.parametrize("end", ["\r\n", "\r", "\n"])
def test_any_line_end(end: str) -> None:
    answers, _ = parse_issue(FILLED.replace("\n", end), FORM)
    assert answers
    assert answers.texts["words"] == "One line.\n\nAnother."


@pytest.mark.parametrize("empty", ["_No response_", "None", "", " "])
def test_no_answer(empty: str) -> None:
    text = FILLED.replace("An individual", empty).replace("Ana Sample", empty)
    answers, _ = parse_issue(text, FORM)
    assert answers
    assert (answers.texts["who"], answers.texts["name"]) == ("", "")


@pytest.mark.parametrize(
    ("old", "new", "boxes"),
    [
        ("- [x] I agree.", "- [ ] I agree.", (False, True)),
        ("- [x] I agree.", "- [] I agree.", (False, True)),
        ("- [x] I agree.", "* [X] I agree.", (True, True)),
        ("- [x] I agree.\n", "- [x] I agree.\n\n", (True, True)),
    ],
)
def test_boxes(old: str, new: str, boxes: tuple[bool, ...]) -> None:
    answers, _ = parse_issue(FILLED.replace(old, new), FORM)
    assert answers
    assert answers.boxes["yes"] == boxes


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("- [x] I agree.\n", ""),
        ("- [x] I agree.", "- [x] I do not agree."),
        ("- [x] I agree.\n- [X] I may [sign].", "- [X] I may [sign].\n- [x] I agree."),
        ("- [x] I agree.", "- [y] I agree."),
        ("- [x] I agree.", "I agree."),
        ("- [x] I agree.", "- [x] I agree.\n- [x] I agree."),
        ("- [x] I agree.", "- [ ] - [x] I agree."),
    ],
)
def test_boxes_that_are_not_the_form_s(old: str, new: str) -> None:
    assert wrong(FILLED.replace(old, new)) == [("boxes", "Consent")]


@pytest.mark.parametrize(
    ("words", "broken"),
    [
        ("### Organization\n\nOther", []),
        ("#### Name\n\nOther", []),
        ("### name\n\nOther", []),
        ("> ### Name", []),
        ("### Name\n\nOther", [("twice", "Name")]),
        ("x\n### Name  \nOther", [("twice", "Name")]),
        ("```\n### Name\n```", [("twice", "Name")]),
        ("### Your words\n\n### Your words", [("twice", "Your words")]),
        ("### Consent\n\n- [x] I agree.\n- [x] I may [sign].", [("twice", "Consent")]),
    ],
)
def test_headings_in_a_text_area(words: str, broken: list[tuple[str, str]]) -> None:
    text = FILLED.replace("One line.", words)
    assert wrong(text) == broken
    if not broken:
        answers, _ = parse_issue(text, FORM)
        assert answers
        assert answers.texts["name"] == "Ana Sample"
        assert answers.texts["words"].startswith(words)


def test_everything_at_once() -> None:
    text = "Hello\n### Consent\n### Name\n### Name"
    assert wrong(text) == [
        ("twice", "Name"),
        ("before", ""),
        ("missing", "Who signs"),
        ("missing", "Your words"),
        ("order", "Consent"),
    ]


lines = st.text(st.characters(exclude_characters="\r\n"), min_size=1).map(str.strip)
texts = lines.filter(lambda line: line not in NO_ANSWER and not line.startswith("### "))


@given(st.sampled_from(FORM[0].options), texts, st.lists(texts, min_size=1), st.booleans())
def test_what_github_writes_is_read_back(who: str, name: str, words: list[str], yes: bool) -> None:
    area = "\n".join(words).strip("\n\t ")
    parts = [who, name, area, f"- [{'X' if yes else ' '}] I agree.\n- [ ] I may [sign]."]
    body = "\n\n".join(
        f"### {field.label}\n\n{value}" for field, value in zip(FORM, parts, strict=True)
    )
    answers, broken = parse_issue(body, FORM)
    assert broken == []
    assert answers
    assert answers.texts == {"who": who, "name": name.strip("\n\t "), "words": area}
    assert answers.boxes == {"yes": (yes, False)}


pieces = st.sampled_from(
    ["### Name", "### Who signs", "### Your words", "### Consent", "", "x", "- [x] I agree.",
     "- [x] I may [sign].", "An individual", "### Other", "\r"]
)  # fmt: skip


@given(st.lists(pieces, max_size=24).map("\n".join) | st.text())
def test_no_answer_is_lost_or_taken_twice(body: str) -> None:
    answers, broken = parse_issue(body, FORM)
    assert (answers is None) == bool(broken)
    if answers:
        labels = [f"### {field.label}" for field in FORM]
        headings = [line.strip() for line in body.replace("\r", "\n").split("\n")]
        assert [line for line in headings if line in labels] == labels


BASE = read_cases("issue_form")["base"]


def test_a_form_s_file() -> None:
    file, problems = read_form(BASE, "x.yml")
    assert problems == []
    assert file
    assert [field[:5] for field in file.fields] == [("name", "Name", "input", (), True)]


@pytest.mark.parametrize("case", cases("issue_form", "cases"))
def test_files_of_forms(case: dict[str, Any]) -> None:
    text = BASE
    for old, new in case["replace"].items():
        assert old in text, "the case changes nothing"
        text = text.replace(old, new)
    file, problems = read_form(text, "x.yml")
    assert [str(problem).removeprefix("x.yml:") for problem in problems] == case["problems"]
    assert (file is None) == bool(problems)


def test_what_is_no_form() -> None:
    for text in ("name: Sign\n", "- a\n", "name: [", ""):
        assert read_form(text, "x.yml")[0] is None
