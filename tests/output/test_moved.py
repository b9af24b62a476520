"""Addresses that pages had before: what may be one, and what clashes."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from campaign.config.fields import old_address
from campaign.content.paths import OldAddress, check_old_addresses, output_path
from campaign.core.problems import Wrong

PATHS = {
    "/old/letter/": "old/letter/index.html",
    "old/letter": "old/letter.html",
    "/letter.html": "letter.html",
    "/2020.06/news/": "2020.06/news/index.html",
    "/über-uns/": "über-uns/index.html",
}
REFUSED = (
    "https://old.example.org/letter/ //old.example.org/ /?p=12 /letter#sign /../letter/ /a//b/ "
    "/.well-known/x /letter.php /caf%C3%A9/ /"
)


def test_an_address_of_old_is_a_file_of_the_site() -> None:
    for written, path in PATHS.items():
        assert old_address(written) == written.removeprefix("/")
        assert output_path(old_address(written)) == path


@pytest.mark.parametrize("written", REFUSED.split())
def test_what_is_no_address_of_a_page_is_refused(written: str) -> None:
    with pytest.raises(Wrong, match="write what follows the site's own address"):
        old_address(written)


@given(st.text(max_size=30))
def test_whatever_is_accepted_is_a_file_of_the_site(written: str) -> None:
    try:
        path = output_path(old_address(written))
    except Wrong:
        return
    assert path.endswith(".html")
    assert not path.startswith("/")
    assert not {"", ".", ".."} & set(path.split("/"))


def test_a_file_takes_the_place_of_a_folder_no_more() -> None:
    each = OldAddress("news.html", "about.md", "docs/about.md", 2, 3)
    (problem,) = check_old_addresses([each], {"news.html/a/index.html": "docs/news.html/a.md"})
    assert "where docs/news.html/a.md is" in problem.message
