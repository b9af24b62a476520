"""What is said of rows that are well written: warnings, and who is back after withdrawing."""

from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from campaign.curation.list_checks import returned, warnings
from campaign.curation.suppression_list import NOBODY, withdrawn
from campaign.signatories.identity import Identity
from campaign.signatories.signatories_csv import Vocabulary, read_signatories
from tests.golden import cases

HEADER = "name,kind,affiliation,signed,withdrawn\n"
CLOSED, TODAY = date(2021, 2, 9), date(2021, 3, 1)
KNOWN = Vocabulary((), ())


def said(text: str) -> list[str]:
    assert read_signatories(text, "x.csv", KNOWN)[1] == []
    found = warnings(text, "x.csv", closed=CLOSED, today=TODAY)
    return [str(warning).removeprefix("x.csv:") for warning in found]


@pytest.mark.parametrize("case", cases("list_checks"))
def test_warnings(case: dict[str, Any]) -> None:
    text = HEADER + "".join(f"{row}\n" for row in case["rows"])
    assert said(text) == case["warnings"]
    gone = [Identity(name, kind) for name, kind in case.get("gone", {}).items()]
    found = [line.partition(";")[0] for line in back(text, *gone)]
    assert [line.removeprefix("x.csv:") for line in found] == case.get("back", [])


def back(text: str, *gone: Identity) -> list[str]:
    withdrawals = NOBODY
    for who in gone:
        withdrawals = withdrawn(withdrawals, who)
    return [str(problem) for problem in returned(text, "x.csv", withdrawals)]


ANN, BO = Identity("EXAMPLE ANN", "individual"), Identity("Bo Example", "individual")


def test_who_withdrew_and_is_listed_is_a_problem_at_the_row() -> None:
    text = HEADER + '\n"Example, Ann",individual,,,\nBo Example,individual,,,2021-02-09\n'
    assert back(text, Identity("Ann", "individual"), BO) == []
    assert back(text, ANN, BO) == [
        'x.csv:3:1: "Example, Ann" asked to be removed; delete the row, or, if they want to be '
        "listed again, run `campaign restore` with the name"
    ]
    broken = HEADER + 'Example Ann,individual,,,\n"Bo,individual,,,\n'
    assert back(broken, ANN)[0].startswith('x.csv:2:1: "Example Ann" asked')


@given(st.text(st.characters(exclude_categories=("C", "Z", "N")), min_size=1, max_size=30))
def test_any_name_is_looked_at(name: str) -> None:
    text = HEADER + '"' + name.replace('"', '""') + '",individual,,,\n'
    for warning in warnings(text, "x.csv", closed=None, today=None):
        assert (warning.line, warning.column) == (2, 1)
