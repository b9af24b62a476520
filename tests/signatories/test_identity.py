"""Who is one signatory, where two of a list have the same name and kind."""

from __future__ import annotations

import pytest

from campaign.signatories.identity import same_person


@pytest.mark.parametrize(
    ("kind", "one", "other", "is_one"),
    [
        ("organization", "https://example.org/", "http://www.example.org/about", True),
        ("organization", "https://example.org/", "https://example.net/", False),
        (
            "organization",
            "https://sites.google.com/view/east",
            "https://sites.google.com/view/west",
            False,
        ),
        ("organization", "https://www.facebook.com/East", "https://facebook.com/west", False),
        ("organization", "https://www.facebook.com/East", "https://facebook.com/east/", True),
        ("organization", "https://east.example.com/", "https://west.example.com/", False),
        ("individual", "https://example.org/east", "https://example.org/west", False),
        ("individual", "https://example.org/east/", "http://www.example.org/east", True),
        ("organization", "https://www.facebook.com/east", "", True),
    ],
)
def test_addresses(kind: str, one: str, other: str, is_one: bool) -> None:
    rows = ({"kind": kind, "name": "Example", "url": url} for url in (one, other))
    assert same_person(*rows) is is_one
