"""Hosts: what may divert a gift or a signature is told, and what may not be is left alone."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from campaign.safety.hosts import DONATION_PLATFORMS, SHORTENERS, plain_host
from campaign.safety.link_policy import LinkPolicy, diverting, diverts, misleads
from tests.golden import read_cases

POLICY = LinkPolicy(
    frozenset(("immigrationjustice.us", "secure.actblue.com", "docs.google.com")),
    (
        "https://secure.actblue.com/donate/ours",
        "https://docs.google.com/forms/d/e/ours/viewform",
    ),
    labels=frozenset(("Give to the fund",)),
)
FORMS = LinkPolicy(
    frozenset(
        (
            "secure.actblue.com",
            "www.paypal.com",
            "docs.google.com",
            "cryptpad.fr",
            "gifts.example.org",
        )
    ),
    (
        "https://secure.actblue.com/donate/example-fund?refcode=site",
        "https://www.paypal.com/donate/?hosted_button_id=OURS",
        "https://docs.google.com/forms/d/e/ours/viewform",
        "https://cryptpad.fr/form/#/2/form/view/ours/",
        "https://gifts.example.org/give",
    ),
    frozenset(("from",)),
)
KNOWN = read_cases("hosts")
REFUSED = [(url, each["why"]) for each in KNOWN["refused"] for url in each["urls"]]


@pytest.mark.parametrize("url", KNOWN["innocent"])
def test_innocent_addresses(url: str) -> None:
    assert diverts(url, POLICY) is None


@pytest.mark.parametrize(("url", "why"), REFUSED)
def test_refused_addresses(url: str, why: str) -> None:
    assert why in (diverts(url, POLICY) or "")


@pytest.mark.parametrize("case", KNOWN["spelled_out"], ids=lambda case: case["text"])
def test_addresses_that_a_text_spells_out(case: dict[str, Any]) -> None:
    assert [address for _, address, _ in diverting(case["text"], POLICY)] == case["found"]


@pytest.mark.parametrize("case", KNOWN["words"], ids=lambda case: case["says"] + case["url"])
def test_what_a_link_says(case: dict[str, Any]) -> None:
    told = misleads(case["says"], case["url"], POLICY)
    assert (told or "").partition(" ")[0] == case.get("why", "")


@pytest.mark.parametrize("host", sorted(DONATION_PLATFORMS | SHORTENERS))
def test_every_known_host_is_refused_unless_it_is_allowed(host: str) -> None:
    assert diverts(f"https://www.{host}/x/donate", LinkPolicy(frozenset(("give.example.org",))))
    assert diverts(f"https://{host}/x", LinkPolicy(frozenset((host,)))) is None
    assert host == plain_host(host)


@given(st.text(), st.sampled_from(("https://", "https://donate.example.org/?u=", "")))
def test_no_address_raises(text: str, before: str) -> None:
    diverts(before + text, POLICY)
    list(diverting(before + text, POLICY))
    misleads(text, before + text, replace(POLICY, labels=frozenset((text,))))


@pytest.mark.parametrize("url", KNOWN["forms"]["own"])
def test_the_campaigns_own_forms(url: str) -> None:
    assert diverts(url, FORMS) is None


@pytest.mark.parametrize("url", KNOWN["forms"]["others"])
def test_the_forms_of_others(url: str) -> None:
    why = diverts(url, FORMS) or ""
    assert why.startswith("leads to another form at ")
    assert "`forms` in mkdocs.yml" in why


def test_an_address_that_looks_like_an_allowed_one_may_be_left_out() -> None:
    why = diverts("https://immigrationjust1ce.us/", POLICY)
    assert "correct the address or leave it out, or, if the host is truly" in (why or "")


def test_a_site_below_an_ending_that_many_share_is_somebody_else_s() -> None:
    policy = LinkPolicy(frozenset(("asylum-fund.netlify.app",)))
    assert "looks like" in (diverts("https://asylum-fumd.netlify.app/", policy) or "")
    assert diverts("https://sample-choir.netlify.app/", policy) is None
    assert diverts("https://www.asylum-fund.netlify.app/", policy) is None
