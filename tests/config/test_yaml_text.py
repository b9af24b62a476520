"""YAML as an editor writes it: text stays text, and whatever is wrong has its place."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from campaign.config.yaml_text import read_yaml
from tests.golden import cases


@pytest.mark.parametrize("case", cases("yaml_text", "read"))
def test_text_stays_text(case: dict[str, Any]) -> None:
    document, problems = read_yaml(case["text"], "x.yml")
    assert problems == []
    assert document.data == case["data"]


@pytest.mark.parametrize("case", cases("yaml_text", "refused"))
def test_each_mistake_is_a_problem_at_its_place(case: dict[str, Any]) -> None:
    _, problems = read_yaml(case["text"], "x.yml")
    assert [str(problem).removeprefix("x.yml:") for problem in problems] == case["problems"]


def test_values_and_keys_know_their_places() -> None:
    text = "title: x\nlist:\n  - a: 1\n  - b: 2\ntitle: y\n"
    document, (problem,) = read_yaml(text, "x.md", first_line=2)
    assert (problem.line, problem.column) == (6, 1)
    assert document.place(("title",)) == (6, 8)
    assert document.place(("list", 1, "b")) == (5, 8)
    assert document.place(("list", 1, "b"), key=True) == (5, 5)
    assert document.place(("list", 7, "c")) == (4, 3), "the nearest thing around it"
    assert document.place(("missing",)) == (2, 1)


def test_laughs_are_not_multiplied() -> None:
    lines = ["a0: &a0 [x, x, x, x, x, x, x, x, x, x]"]
    lines += [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 10)}]" for n in range(1, 12)]
    _, problems = read_yaml("\n".join(lines), "x.yml")
    assert len(problems) == 110  # one for each alias as written, not 10 to the 11th
    assert {problem.line for problem in problems} == set(range(2, 13))


@pytest.mark.parametrize("depth", [100, 400, 1000])
@pytest.mark.parametrize("opening", ["[", "{a: ", "- "])
def test_deep_nesting_is_read_or_refused(opening: str, depth: int) -> None:
    document, problems = read_yaml(opening * depth, "x.yml")
    assert problems or document.data is not None


@given(st.text(alphabet=st.sampled_from("ab:-# \t\n\r'\"[]{}@*&!|>%`\\?,~\x07é\u2028\ufeff")))
def test_no_text_raises(text: str) -> None:
    lines = text.count("\n") + text.count("\r") + 1
    document, problems = read_yaml(text, "x.yml")
    assert all(1 <= problem.line <= lines and problem.column >= 1 for problem in problems)
    if not problems:
        _only_text(document.data)


def _only_text(data: Any) -> None:
    if isinstance(data, dict):
        for key, value in data.items():
            assert isinstance(key, str)
            _only_text(value)
    elif isinstance(data, list):
        for value in data:
            _only_text(value)
    else:
        assert data is None or isinstance(data, str)
