"""Hosts: what may divert a gift is told, and what may not be is left alone."""

from __future__ import annotations

from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from campaign.safety.hosts import (
    DONATION_PLATFORMS,
    SHORTENERS,
    diverts,
    names_platform,
    plain_host,
)
from tests.golden import CASES

ALLOWED = frozenset(("immigrationjustice.us", "secure.actblue.com"))
KNOWN = yaml.safe_load((CASES / "hosts.yml").read_text(encoding="utf-8"))


@pytest.mark.parametrize("case", KNOWN, ids=lambda case: case["url"])
def test_hosts(case: dict[str, Any]) -> None:
    why = diverts(case["url"], ALLOWED)
    assert case["why"] in why if "why" in case and why else why == case.get("why")


@pytest.mark.parametrize("host", [*DONATION_PLATFORMS, *SHORTENERS])
def test_every_known_host_is_refused_unless_it_is_allowed(host: str) -> None:
    assert diverts(f"https://www.{host}/x", frozenset(("give.example.org",)))
    assert diverts(f"https://{host}/x", frozenset((host,))) is None
    assert host == plain_host(host)


def test_a_platform_in_plain_text() -> None:
    text = "Give at PayPal.me/evil, notpaypal.me.example or secure.actblue.com"
    assert list(names_platform(text, ALLOWED)) == [(8, "PayPal.me")]


@given(st.text(), st.sampled_from(("https://", "https://donate.example.org/?u=", "")))
def test_no_address_raises(text: str, before: str) -> None:
    diverts(before + text, ALLOWED)


@pytest.mark.parametrize(
    "url",
    [
        "https://immigrationjustice.ca",
        "https://www.immigrationjustice.org.uk/",
        "https://imigrationjustice.us",
    ],
)
def test_a_signatory_may_bear_the_name_under_another_ending(url: str) -> None:
    assert diverts(url, ALLOWED)
    assert diverts(url, ALLOWED, is_signers=True) is None


def test_a_signatory_may_not_be_taken_for_the_campaign() -> None:
    why = diverts("https://immigrationjust1ce.us/", ALLOWED, is_signers=True)
    assert why
    assert "`hosts`" not in why
    assert diverts("https://paypal.me/evil", ALLOWED, is_signers=True)


def test_a_site_below_an_ending_that_many_share_is_somebody_else_s() -> None:
    allowed = frozenset(("asylum-fund.netlify.app",))
    assert "looks like" in (diverts("https://asylum-fumd.netlify.app/", allowed) or "")
    assert diverts("https://sample-choir.netlify.app/", allowed) is None
    assert diverts("https://www.asylum-fund.netlify.app/", allowed) is None
