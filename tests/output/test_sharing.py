"""Share links: plain addresses that carry the text and the address whole."""

from typing import Any
from urllib.parse import parse_qs, urlsplit

import jinja2
from hypothesis import given
from hypothesis import strategies as st
from lxml import html

from tests.sites import ROOT

ADDRESS = "https://letter.example.org/campaign/"
TITLE = "An open letter"
TEXTS = st.text(st.characters(exclude_categories=("Cs",)), min_size=1)


TEMPLATES = jinja2.Environment(loader=jinja2.FileSystemLoader(ROOT / "overrides"), autoescape=True)
TEMPLATES.globals["_"] = str


def share_links(text: str, address: str = ADDRESS, title: str = TITLE) -> dict[str, str]:
    module: Any = TEMPLATES.get_template("partials/networks.html").module
    links = html.fromstring(f"<ul>{module.networks(text, address, title)}</ul>").iter("a")
    return {link.text or "": link.get("href", "") for link in links}


@given(TEXTS)
def test_text_and_address_arrive_as_they_were(text: str) -> None:
    for name, url in share_links(text).items():
        assert url.isascii()
        assert "+" not in url
        assert not set("<>\"' \n") & set(url)
        parts = urlsplit(url)
        given = parse_qs(parts.query or parts.fragment, keep_blank_values=True)
        carried = " ".join(value for values in given.values() for value in values)
        assert ADDRESS in carried
        if name not in ("Facebook", "LinkedIn", "Bluesky"):
            assert text in carried


def test_an_e_mail_has_the_title_as_subject_and_spaces_as_mail_programs_need_them() -> None:
    mail = share_links("We ask & more", title="An open letter & more")["E-mail"]
    assert mail == (
        "mailto:?subject=An%20open%20letter%20%26%20more"
        "&body=We%20ask%20%26%20more%20https%3A%2F%2Fletter.example.org%2Fcampaign%2F"
    )


@given(TEXTS, st.integers(1, 400))
def test_bluesky_takes_300_characters(text: str, length: int) -> None:
    address = f"https://example.org/{'x' * length}"
    links = share_links(text * 100, address)
    (composed,) = parse_qs(urlsplit(links["Bluesky"]).query)["text"]
    assert composed.endswith(address)
    assert len(composed) <= max(300, len(address) + 2)


def test_a_short_text_is_not_cut_for_bluesky() -> None:
    links = share_links("x" * (300 - len(ADDRESS) - 1))
    assert "%E2%80%A6" not in links["Bluesky"]
    links = share_links("x" * (300 - len(ADDRESS)))
    assert "%E2%80%A6" in links["Bluesky"]
