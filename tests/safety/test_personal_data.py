"""Personal data: what looks like it is found where it stands, and nothing else."""

from __future__ import annotations

from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from campaign.config.configuration import Campaign
from campaign.safety.personal_data import check_text, own_contacts, personal
from tests.example import CAMPAIGN
from tests.golden import CASES

KNOWN = yaml.safe_load((CASES / "personal_data.yml").read_text(encoding="utf-8"))


@pytest.mark.parametrize("case", KNOWN, ids=lambda case: case["text"])
def test_personal_data(case: dict[str, Any]) -> None:
    told = [p.message for p in check_text(case["text"], "x.md", frozenset())]
    wanted = [f'"{found}" looks like {what}, which must not' for what, found in case["found"]]
    assert len(told) == len(wanted)
    assert all(t.startswith(w) for t, w in zip(told, wanted, strict=True)), told


def test_places_are_those_of_the_text_as_written() -> None:
    (problem,) = check_text("a &amp; b\n&lt; jo&#64;example.org", "x.md", frozenset(), 5)
    assert (problem.line, problem.column) == (6, 6)


def test_what_the_campaign_publishes_itself_may_stand() -> None:
    campaign = Campaign.model_validate(
        CAMPAIGN | {"unnamed": "2", "may_be_published": ["+1 202 555 0123", "12 Sample Street"]}
    )
    text = "letter@example.org, +1 (202) 555-0123 and 12 sample  Street"
    assert check_text(text.replace("sample  ", "Sample "), "x.md", own_contacts(campaign)) == []
    assert len(check_text(text.replace("letter", "other"), "x.md", own_contacts(campaign))) == 1


@given(st.text() | st.text(alphabet="+0123456789 ()-.@aA,#&;\\"))
def test_no_text_raises(text: str) -> None:
    for found in personal(text):
        assert text[found.offset :].startswith(found.text)
    check_text(text, "x.md", frozenset())
