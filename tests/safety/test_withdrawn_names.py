"""Whoever withdrew is found however a page writes the name, and nobody else is."""

from __future__ import annotations

from typing import Any

import pytest

from campaign.core.problems import LineIndex
from campaign.safety.withdrawn_names import WithdrawnNames
from tests.golden import read_cases

DATA = read_cases("withdrawn_names")
NAMES = WithdrawnNames(
    dict.fromkeys(DATA["people"], "individual")
    | dict.fromkeys(DATA["organizations"], "organization"),
    [(name, name) for name in DATA["listed"]],
)


@pytest.mark.parametrize("case", DATA["cases"], ids=lambda case: case["text"][:40])
def test_names_in_a_text(case: dict[str, Any]) -> None:
    lines = LineIndex(case["text"])
    found = [(*lines.place(at), name) for name, at in NAMES.named_in(case["text"])]
    assert [f"{line}:{column} {name}" for line, column, name in found] == case["named"]


def test_a_long_text_takes_time_in_proportion() -> None:
    names = WithdrawnNames({f"Person{n} Gone": "individual" for n in range(1000)}, [])
    text = "A person was here, and Person7 Gone was not. " * 2_000
    assert [name for name, _ in names.named_in(text)] == ["Person7 Gone"]


def test_an_organization_that_withdrew_may_stay_an_affiliation() -> None:
    gone = {"Green Earth Group": "organization", "Ann Lee": "individual"}
    names = WithdrawnNames(gone, [("Jane Example", "Jane Example\nGreen Earth Group")])
    cells = "<bdi>Jane Example</bdi> <bdi>Green Earth Group</bdi>"
    assert list(names.names_in(cells)) == list(names.listed_in([cells])) == []
    assert list(names.listed_in(["<bdi>Ann Lee</bdi>"]))
