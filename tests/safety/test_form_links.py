"""Links to forms on hosts that many share: to the campaign's own, or to none."""

from __future__ import annotations

import pytest

from campaign.safety.form_urls import LinkPolicy
from campaign.safety.hosts import diverts

POLICY = LinkPolicy(
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


@pytest.mark.parametrize(
    "url",
    [
        "https://secure.actblue.com/donate/example-fund",
        "https://secure.actblue.com/donate/example-fund/?amount=25&refcode=letter",
        "https://secure.actblue.com/donate/example%2Dfund",
        "https://secure.actblue.com/donate/example-fund?from=letter",
        "https://www.paypal.com/donate/?hosted_button_id=OURS",
        "https://www.paypal.com/donate?hosted_button_id=OURS&currency_code=USD",
        "https://docs.google.com/forms/d/e/ours/viewform?usp=pp_url&entry.1=x",
        "https://docs.google.com/document/d/a-source",
        "https://gifts.example.org/another/page?of=ours",
        "https://cryptpad.fr/form/#/2/form/view/ours/",
        "https://secure.actblue.com/donate/example-fund#amounts",
    ],
)
def test_the_campaigns_own_forms(url: str) -> None:
    assert diverts(url, POLICY) is None


@pytest.mark.parametrize(
    "url",
    [
        "https://secure.actblue.com/donate/evil",
        "https://secure.actblue.com/donate/example-fund-2",
        "https://secure.actblue.com/donate/example-fund/../evil",
        "https://secure.actblue.com/donate/example-fund/%2e%2e/evil",
        "https://secure.actblue.com/donate/example-fund/..%5cevil",
        "https://secure.actblue.com/donate/example-fund?form=evil",
        "https://secure.actblue.com/",
        "https://www.paypal.com/donate/?hosted_button_id=EVIL",
        "https://www.paypal.com/donate/?hosted_button_id=OURS&hosted_button_id=EVIL",
        "https://www.paypal.com/donate/?hosted_button_id=OURS&business=evil",
        "https://www.paypal.com/donate/",
        "https://www.paypal.com/paypalme/evil",
        "https://docs.google.com/forms/d/e/evil/viewform",
        "https://docs.google.com/./forms/d/e/evil/viewform",
        "https://docs.google.com/a/example.org/forms/d/e/evil/viewform",
        "https://cryptpad.fr/form/#/2/form/view/evil/",
        "https://cryptpad.fr/form/",
        "https://secure.actblue.com/donate/example-fund/%252e%252e/evil",
        "https://secure.actblue.com/donate/example-fund/..;/evil",
        "https://secure.actblue.com/donate/example-fund#/../evil",
        "https://www.paypal.com/donate/?hosted_button_id=OURS#hosted_button_id=EVIL",
    ],
)
def test_the_forms_of_others(url: str) -> None:
    why = diverts(url, POLICY)
    assert why is not None
    assert why.startswith("leads to another form at ")
    assert "`forms` in mkdocs.yml" in why
