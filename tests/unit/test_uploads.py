"""PDFs: what a build made is looked at as what editors upload."""

from __future__ import annotations

import typst

from campaign.uploads import check_made_pdf, check_pdf

HOSTS = frozenset(("gifts.example",))


def pdf(text: str) -> bytes:
    made: bytes = typst.compile(text.encode("utf-8"))
    return made


def test_a_made_pdf_may_lead_where_gifts_may_go() -> None:
    assert check_made_pdf(pdf('#link("https://gifts.example/give")[Give]'), HOSTS) == []


def test_a_made_pdf_that_diverts_a_gift_is_named() -> None:
    names = "\n\n".join(f"Example Person {number}" for number in range(2_000))
    made = pdf(f'{names}\n\n#link("https://paypal.me/evil")[Give]')
    (why,) = check_made_pdf(made, HOSTS)
    assert "https://paypal.me/evil" in why


def test_what_only_looks_like_packed_parts_is_passed_over() -> None:
    assert list(check_pdf(b"%PDF-1.7\n" + b"stream\n" * 300_000, HOSTS)) == []
