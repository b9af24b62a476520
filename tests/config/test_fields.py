"""Values that editors write: what is accepted, and what an editor is told otherwise."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from campaign.config import fields
from campaign.config.fields import FORBIDDEN, contact_link, web_address
from campaign.core.problems import Wrong
from tests.golden import cases

CHECKS = (
    "text",
    "iso_date",
    "web_address",
    "secure_address",
    "host_name",
    "contact",
    "yes_or_no",
    "whole_number",
)
CASES = [
    pytest.param(name, *parameter.values, id=f"{name}-{parameter.id}")
    for name in CHECKS
    for parameter in cases("fields", name)
]


@pytest.mark.parametrize(("check", "case"), CASES)
def test_field(check: str, case: dict[str, Any]) -> None:
    run = getattr(fields, check)
    if "wrong" in case:
        with pytest.raises(Wrong) as caught:
            run(case["given"])
        assert str(caught.value) == case["wrong"]
    else:
        assert run(case["given"]) == case["value"]


@given(st.text())
def test_no_address_can_leave_its_attribute_or_run(text: str) -> None:
    for value in (text, f"https://example.org/{text}", f"https://{text}.example.org/"):
        try:
            accepted = web_address(value)
        except Wrong:
            continue
        assert accepted.casefold().startswith(("https://", "http://"))
        assert not set("\"'<>`\\ \t\r\n") & set(accepted)


@given(st.text())
def test_accepted_text_shows_all_it_holds(text: str) -> None:
    try:
        accepted = fields.text(text)
    except Wrong:
        return
    assert accepted == text.strip()
    assert not FORBIDDEN.search(accepted)


def test_contact_links() -> None:
    assert contact_link("a+b@example.org") == "mailto:a+b@example.org"
    assert contact_link("https://example.org/contact") == "https://example.org/contact"
