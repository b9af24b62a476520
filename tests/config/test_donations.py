"""Donation links: the form's own address, with the page and the amount, and nothing lost."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from campaign.config.donate import Donate, donation_link, host_of, source_code

FORM = "https://donate.example.org/form"
OURS = {"hosts": ["donate.example.org"], "label": "Give", "legal_name": "Example Fund"}
SOURCE, AMOUNT = {"source_parameter": "ref"}, {"amount_parameter": "amount"}


@pytest.mark.parametrize(
    ("url", "parameters", "source", "amount", "expected"),
    [
        (FORM, {}, "letter", None, FORM),
        (FORM, {}, "letter", 25, FORM),
        (FORM, SOURCE, "letter", None, f"{FORM}?ref=letter"),
        (FORM, AMOUNT, "letter", 25, f"{FORM}?amount=25"),
        (FORM, AMOUNT, "letter", None, FORM),
        (FORM, SOURCE | AMOUNT, "act-now", 25, f"{FORM}?ref=act-now&amount=25"),
        (f"{FORM}?a=b%20c&d", SOURCE, "letter", None, f"{FORM}?a=b%20c&d&ref=letter"),
        (f"{FORM}?ref=old&a=b", SOURCE, "letter", None, f"{FORM}?a=b&ref=letter"),
        (f"{FORM}#top", SOURCE, "letter", None, f"{FORM}?ref=letter#top"),
        (FORM, SOURCE, "Über & uns", None, f"{FORM}?ref=ber-uns"),
    ],
)
def test_links(
    url: str, parameters: dict[str, str], source: str, amount: int | None, expected: str
) -> None:
    given = Donate.model_validate({"url": url, **OURS, **parameters})
    assert donation_link(given, source, amount) == expected


@given(st.text())
def test_a_source_code_is_one_that_every_platform_accepts(name: str) -> None:
    assert re.fullmatch(r"[A-Za-z0-9_-]{1,150}", source_code(name))


def test_the_host_as_it_is_shown() -> None:
    assert host_of("https://www.example.org/x") == "example.org"
    assert host_of("https://donate.example.org:443/x") == "donate.example.org"
