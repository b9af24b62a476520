"""Donation links: the form's own address, with the page and the amount, and nothing lost."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from campaign.config.donate import Donate, donation_link, host_of, source_code


def donate(url: str, **more: str) -> Donate:
    return Donate.model_validate(
        {
            "url": url,
            "hosts": ["donate.example.org"],
            "label": "Give",
            "legal_name": "Example Fund",
            **more,
        }
    )


FORM = "https://donate.example.org/form"


@pytest.mark.parametrize(
    ("given", "source", "amount", "expected"),
    [
        (donate(FORM), "letter", None, FORM),
        (donate(FORM), "letter", 25, FORM),
        (donate(FORM, source_parameter="refcode"), "letter", None, f"{FORM}?refcode=letter"),
        (donate(FORM, amount_parameter="amount"), "letter", 25, f"{FORM}?amount=25"),
        (donate(FORM, amount_parameter="amount"), "letter", None, FORM),
        (
            donate(FORM, source_parameter="ref", amount_parameter="amount"),
            "act-now",
            25,
            f"{FORM}?ref=act-now&amount=25",
        ),
        (
            donate(f"{FORM}?a=b%20c&d", source_parameter="ref"),
            "letter",
            None,
            f"{FORM}?a=b%20c&d&ref=letter",
        ),
        (
            donate(f"{FORM}?ref=old&a=b", source_parameter="ref"),
            "letter",
            None,
            f"{FORM}?a=b&ref=letter",
        ),
        (donate(f"{FORM}#top", source_parameter="ref"), "letter", None, f"{FORM}?ref=letter#top"),
        (donate(FORM, source_parameter="ref"), "Über & uns", None, f"{FORM}?ref=ber-uns"),
    ],
)
def test_links(given: Donate, source: str, amount: int | None, expected: str) -> None:
    assert donation_link(given, source, amount) == expected


@given(st.text())
def test_a_source_code_is_one_that_every_platform_accepts(name: str) -> None:
    assert re.fullmatch(r"[A-Za-z0-9_-]{1,150}", source_code(name))


def test_the_host_as_it_is_shown() -> None:
    assert host_of("https://www.example.org/x") == "example.org"
    assert host_of("https://donate.example.org:443/x") == "donate.example.org"
