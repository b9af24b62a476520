"""The CSV: every row becomes a signatory or a problem at its cell."""

from dataclasses import replace
from typing import Any

import pytest

from campaign.signatories.signatories_csv import Vocabulary, read_signatories
from tests.golden import cases

KNOWN = Vocabulary(("National", "Local"), ("act-now", "pay-up"))


@pytest.mark.parametrize("case", cases("signatories_csv"))
def test_csv(case: dict[str, Any]) -> None:
    known = replace(KNOWN, groups=tuple(case.get("groups", KNOWN.groups)))
    signatories, problems = read_signatories(case["text"], "x.csv", known)
    assert [str(p).removeprefix("x.csv:") for p in sorted(problems)] == case["problems"]
    assert [signatory.name for signatory in signatories] == case["names"]


def test_values_have_their_types() -> None:
    text = next(
        p.values[0]["text"] for p in cases("signatories_csv") if p.id == "everything filled in"
    )
    (signatory,), _ = read_signatories(text, "x.csv", KNOWN)
    assert str(signatory.signed) == "2021-02-09"
    assert signatory.first is True
    assert signatory.withdrawn is None
    assert signatory.demands == ("act-now", "pay-up")
    assert (signatory.group, signatory.place, signatory.sort) == ("Local", "Northford", "Alliance")
    assert (signatory.url, signatory.source) == ("https://example.org/", "https://example.org/list")


@pytest.mark.build
def test_a_file_that_is_wrong_in_every_row_is_read_in_time() -> None:
    rows = 10_000
    text = "name,kind\n" + "".join(f"Example {n},person\n" for n in range(rows))
    _, problems = read_signatories(text, "x.csv", KNOWN)
    assert [problem.line for problem in problems] == list(range(2, rows + 2))


def test_an_address_without_end_is_refused() -> None:
    text = f"name,kind,url\nA Sample,organization,https://example.org/{'a' * 3000}\n"
    _, (problem,) = read_signatories(text, "x.csv", KNOWN)
    assert "write at most 2000" in str(problem)
