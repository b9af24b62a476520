"""Addresses that pages had before: what may be one, and what clashes."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from campaign.config.fields import old_address
from campaign.content.paths import OldAddress, check_old_addresses, output_path
from campaign.core.problems import Wrong
from tests.example import PAGES, example
from tests.site.test_site import load


@pytest.mark.parametrize(
    ("written", "address", "path"),
    [
        ("/old/letter/", "old/letter/", "old/letter/index.html"),
        ("old/letter", "old/letter", "old/letter.html"),
        ("/letter.html", "letter.html", "letter.html"),
        ("/2020.06/news/", "2020.06/news/", "2020.06/news/index.html"),
        ("/über-uns/", "über-uns/", "über-uns/index.html"),
        ("https://old.example.org/letter/", None, None),
        ("//old.example.org/", None, None),
        ("/?p=12", None, None),
        ("/letter#sign", None, None),
        ("/../letter/", None, None),
        ("/a//b/", None, None),
        ("/.well-known/x", None, None),
        ("/letter.php", None, None),
        ("/caf%C3%A9/", None, None),
        ("/", None, None),
    ],
)
def test_addresses(written: str, address: str | None, path: str | None) -> None:
    if address is None:
        with pytest.raises(Wrong, match="write what follows the site's own address"):
            old_address(written)
        return
    assert old_address(written) == address
    assert output_path(address) == path


@given(st.text(max_size=30))
def test_whatever_is_accepted_is_a_file_of_the_site(written: str) -> None:
    try:
        path = output_path(old_address(written))
    except Wrong:
        return
    assert path.endswith(".html")
    assert not path.startswith("/")
    assert not {"", ".", ".."} & set(path.split("/"))


def old(pages: dict[str, list[str]]) -> dict[str, Any]:
    return {
        path: ({**PAGES[path][0], "old_addresses": addresses}, PAGES[path][1])
        for path, addresses in pages.items()
    }


@pytest.mark.parametrize(
    ("pages", "told"),
    [
        ({"about.md": ["/who/", "/team.html"], "help.md": ["/give"]}, []),
        ({"about.md": ["/about/"]}, ["is this page's own address, or stands here twice; delete"]),
        ({"about.md": ["/who/", "/who/"]}, ["is this page's own address, or stands here twice"]),
        ({"about.md": ["/Help/"]}, ["where docs/help.md is; delete it, or move that"]),
        (
            {"about.md": ["/who/"], "help.md": ["/WHO/"]},
            ["an old address of docs/about.md"],
        ),
        ({"about.md": ["/help/index.html/x/"]}, ["which is no address of a page on this site"]),
        (
            {"about.md": ["/404.html"]},
            ["where a page of the site's own is; delete it, or move that"],
        ),
    ],
)
def test_clashes_are_told(pages: dict[str, list[str]], told: list[str], tmp_path: Path) -> None:
    _, problems = load(example(tmp_path, pages=old(pages)))
    found = list(problems)
    assert len(found) == len(told)
    for problem, message in zip(found, told, strict=True):
        assert message.removeprefix("is ") in problem.message
        line = (tmp_path / problem.path).read_text(encoding="utf-8").splitlines()[problem.line - 1]
        assert line.startswith("- /")


def test_a_file_takes_the_place_of_a_folder_no_more() -> None:
    each = OldAddress("news.html", "about.md", "docs/about.md", 2, 3)
    (problem,) = check_old_addresses([each], {"news.html/a/index.html": "docs/news.html/a.md"})
    assert "where docs/news.html/a.md is" in problem.message
