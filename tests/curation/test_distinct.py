"""Distinct signatories: which pairs are recorded, survive a change of the list, and go stale."""

from typing import Any

import pytest

from campaign.curation.known_different import PAIR_HEADER, added, decisions, wrong_pairs
from campaign.safety.personal_data import NOTHING_PUBLIC, PublicDetails
from campaign.signatories.signatories import Signatory
from tests.golden import cases

ALPHA = Signatory("Alpha, Inc.", "organization")
BETA = Signatory("Beta “B” Fund", "organization")
GAMMA = Signatory("Gamma", "organization", place="Northford")
JANES = [Signatory("Jane Example", "individual", affiliation=f"{n} College") for n in "AB"]
ALL = [ALPHA, BETA, GAMMA, *JANES]


@pytest.mark.parametrize("case", cases("distinct"))
def test_text(case: dict[str, Any]) -> None:
    public = PublicDetails(frozenset(case.get("public", ())))
    problems = wrong_pairs(case["text"], "x.csv", public)
    assert [str(p).removeprefix("x.csv:") for p in sorted(problems)] == case["problems"]


def test_what_is_added_is_known_however_the_list_is_sorted_or_written() -> None:
    text = added("", [(BETA, ALPHA), (JANES[0], JANES[1]), (GAMMA, ALPHA)], ALL)
    assert text.splitlines() == [
        PAIR_HEADER,
        '"Alpha, Inc.",organization,,,Beta “B” Fund,organization,,',
        '"Alpha, Inc.",organization,,,Gamma,organization,,',
        "Jane Example,individual,A College,,Jane Example,individual,B College,",
    ]
    assert not wrong_pairs(text, "", NOTHING_PUBLIC)
    known = decisions(text, [*reversed(ALL)])
    assert known.are_distinct(ALPHA, BETA)
    assert known.are_distinct(*JANES)
    assert not known.are_distinct(BETA, GAMMA)
    assert not known.stale
    shouted = BETA._replace(name="BETA B FUND", place="Eastbrook")
    assert decisions(text, [ALPHA, shouted, *ALL[2:]]).are_distinct(shouted, ALPHA)


def test_the_file_is_sorted_and_a_pair_is_not_added_twice() -> None:
    before = f"\ufeff{PAIR_HEADER}\r\n Gamma ,organization,,,Zeta,organization,,\r\n"
    after = added(before, [(ALPHA, BETA), (GAMMA, BETA)], ALL)
    assert after.splitlines() == [
        PAIR_HEADER,
        '"Alpha, Inc.",organization,,,Beta “B” Fund,organization,,',
        "Beta “B” Fund,organization,,,Gamma,organization,,",
        "Gamma,organization,,,Zeta,organization,,",
    ]
    assert added(after, [(BETA, ALPHA)], ALL) == after


def test_a_file_with_fewer_columns_gets_those_that_it_lacks() -> None:
    text = added("name,kind,other_name,other_kind\n", [(JANES[0], JANES[1])], ALL)
    assert decisions(text, ALL).are_distinct(*JANES)


def test_a_pair_whose_name_is_public_is_kept_when_the_list_changes() -> None:
    line = Signatory("Line 202-555-0123", "organization")
    text = added(added("", [(line, ALPHA)], [*ALL, line]), [(BETA, ALPHA)], [*ALL, line])
    assert decisions(text, [*ALL, line]).are_distinct(line, ALPHA)


def test_what_names_nobody_any_more_is_stale() -> None:
    text = added("", [(ALPHA, BETA), (JANES[0], JANES[1]), (GAMMA, ALPHA)], ALL)
    known = decisions(text, [ALPHA, GAMMA, JANES[0]])
    assert [(line, why.partition(";")[0]) for line, why in known.stale] == [
        (2, '"Beta “B” Fund" no longer stands in the list'),
        (4, "both sides name the same signatory of the list"),
    ]
    assert known.are_distinct(ALPHA, GAMMA)


def test_a_name_that_two_bear_is_not_guessed() -> None:
    text = added("", [(ALPHA, JANES[0])], [ALPHA, JANES[0]])
    known = decisions(text, ALL)
    assert not known.pairs
    assert "2 signatories bear the name" in known.stale[0][1]
