"""Personal data: what looks like it is found where it stands, and nothing else."""

from __future__ import annotations

from time import perf_counter
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from campaign.config.configuration import Campaign, Language
from campaign.core.problems import quote
from campaign.safety.personal_data import (
    LOOKS_LIKE_AT,
    NOTHING_PUBLIC,
    PublicDetails,
    check_text,
    personal,
)
from campaign.signatories.cells import name_cell, text_cell
from tests.example import CAMPAIGN
from tests.golden import read_cases

KNOWN = read_cases("personal_data")


@pytest.mark.parametrize("text", [*KNOWN["names"], *KNOWN["sentences"]])
def test_nothing_personal(text: str) -> None:
    assert check_text(text, "x.md", NOTHING_PUBLIC) == []


@pytest.mark.parametrize("name", KNOWN["names"])
def test_names_of_the_list(name: str) -> None:
    assert name_cell(name) == name


@pytest.mark.parametrize("case", KNOWN["found"], ids=lambda case: case["text"])
def test_personal_data(case: dict[str, Any]) -> None:
    public = PublicDetails(countries=tuple(case.get("countries", ())))
    told = [p.message for p in check_text(case["text"], "x.md", public)]
    wanted = [f"{quote(found)} looks like {what}, which must not" for what, found in case["found"]]
    assert len(told) == len(wanted), told
    assert all(t.startswith(w) for t, w in zip(told, wanted, strict=True)), told
    declared = public.and_these(found for _, found in case["found"])
    assert check_text(case["text"], "x.md", declared) == []


def test_places_are_those_of_the_text_as_written() -> None:
    (problem,) = check_text("a &amp; b\n&lt; jo&#64;example.org", "x.md", NOTHING_PUBLIC, 5)
    assert (problem.line, problem.column) == (6, 6)


def test_what_the_campaign_publishes_itself_may_stand() -> None:
    public = ["+1 202 555 0123", "12 Sample Street, Springfield, IL 62704"]
    campaign = Campaign.model_validate(CAMPAIGN | {"unnamed": "2", "may_be_published": public})
    text = "letter@example.org, +1 (202) 555-0123 and 12 sample  street, Springfield, IL 62704"
    assert check_text(text, "x.md", campaign.own_contacts) == []
    assert len(check_text(text.replace("letter", "other"), "x.md", campaign.own_contacts)) == 1
    assert text_cell("Line (202) 555-0123", campaign.own_contacts) == "Line (202) 555-0123"


def test_the_countries_of_a_campaign() -> None:
    languages = tuple(Language(code=code) for code in ("en", "es", "pt-BR"))
    campaign = Campaign.model_construct(
        contact="letter@example.org", countries=("MX",), languages=languages
    )
    assert campaign.own_contacts.countries == ("MX", "US", "ES", "BR")


@given(st.text() | st.text(alphabet="+0123456789 ()-.@aAX,#&;\\\n"))
def test_no_text_raises(text: str) -> None:
    for found in personal(text):
        assert text.translate(LOOKS_LIKE_AT)[found.offset :].startswith(found.text)
    check_text(text, "x.md", NOTHING_PUBLIC)


@pytest.mark.parametrize("part", ["Aa-", "Aa ", "Aa, 12 ", "12 rue a ", "ул. А ", "א ", "都見市見"])
def test_no_text_takes_long(part: str) -> None:
    began = perf_counter()
    list(personal(part * 1000 + "1"))
    assert perf_counter() - began < 2
