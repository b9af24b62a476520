"""What a campaign chooses of its look in mkdocs.yml stands in the built site."""

from __future__ import annotations

from urllib.parse import urlsplit

import pytest

from tests.build.reading import linked_data, tree
from tests.dressed import build_look
from tests.made import LIGHT
from tests.once import once
from tests.sites import ADDRESS, Built


@pytest.fixture(scope="module")
def own() -> Built:
    return once("look", build_look)


def test_the_logo_stands_in_the_header_with_its_size(own: Built) -> None:
    for page, path in (
        ("", "files/logo.svg"),
        ("signatories", "../files/logo.svg"),
        ("es", "../files/logo.svg"),
        ("404.html", f"{urlsplit(ADDRESS).path}files/logo.svg"),
        ("search.html", "files/logo.svg"),
    ):
        document = tree(own, page)
        (logo,) = document.cssselect(".site-name img")
        assert logo.get("src", "").removeprefix("./") == path
        assert (logo.get("width"), logo.get("height"), logo.get("alt")) == ("120", "40", "")
        assert document.cssselect(".site-name source[media*=dark][width='120']")
    assert own.html("files/logo.svg") == LIGHT
    assert "logo" not in own.html("embed/count")
    (site,) = (node for node in linked_data(own) if node["@type"] == "WebSite")
    assert site["image"] == f"{ADDRESS}files/logo.svg"
