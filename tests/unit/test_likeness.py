"""Likely duplicates: what is found in labelled pairs, how many are found, and at what cost."""

from __future__ import annotations

from typing import Any

import pytest

from campaign.likeness import Listed, likely_between, likely_duplicates
from campaign.signatories import Signatory
from tests.golden import cases

CASES = [parameter.values[0] for parameter in cases("likeness")]
PRECISION, RECALL = 0.97, 0.93


def side(case: dict[str, Any], which: str) -> Signatory:
    given_ = case[which] if isinstance(case[which], dict) else {"name": case[which]}
    return Signatory(**({"kind": case.get("kind", "organization")} | given_))


def listed(*signatories: Signatory) -> list[Listed]:
    return [Listed(line, one) for line, one in enumerate(signatories, start=2)]


def organizations(*names: str) -> list[Listed]:
    return listed(*(Signatory(name, "organization") for name in names))


@pytest.mark.parametrize("case", cases("likeness"))
def test_pair(case: dict[str, Any]) -> None:
    a, b = side(case, "a"), side(case, "b")
    pairs = likely_duplicates(listed(a, b)).pairs
    assert bool(pairs) == case.get("found", case["same"]), pairs
    back = likely_duplicates(listed(b, a)).pairs
    assert [(p.score, p.reasons) for p in pairs] == [(p.score, p.reasons) for p in back]
    assert all(1 <= p.score <= 100 and p.reasons and all(p.reasons) for p in pairs)
    between = likely_between(listed(a), listed(b)).pairs
    assert [(p.first.signatory, p.second.signatory) for p in between] == [(a, b)] * len(pairs)


def test_precision_and_recall_on_the_labelled_pairs() -> None:
    found = [case.get("found", case["same"]) for case in CASES]
    right = sum(case["same"] and told for case, told in zip(CASES, found, strict=True))
    assert len(CASES) >= 120
    assert right / sum(found) >= PRECISION
    assert right / sum(case["same"] for case in CASES) >= RECALL
