"""What a campaign chooses of its look in mkdocs.yml stands in the built site."""

from __future__ import annotations

import json

import pytest
from lxml import html

from tests.dressed import LIGHT, build_look
from tests.once import once
from tests.sites import ADDRESS, Built

pytestmark = pytest.mark.build


@pytest.fixture(scope="module")
def own() -> Built:
    built = once("look", build_look)
    assert built.code == 0, built.output
    return built


@pytest.mark.parametrize(
    ("page", "path"),
    [
        ("index.html", "files/logo.svg"),
        ("signatories/index.html", "../files/logo.svg"),
        ("es/index.html", "../files/logo.svg"),
        ("404.html", "/libro/files/logo.svg"),
        ("search.html", "files/logo.svg"),
    ],
)
def test_the_logo_stands_in_the_header_with_its_size(own: Built, page: str, path: str) -> None:
    document = html.fromstring((own.site / page).read_bytes())
    (logo,) = document.cssselect(".site-name img")
    root = ADDRESS.partition("//")[2].partition("/")[2].strip("/")
    assert logo.get("src", "").removeprefix("./") == path.replace("libro", root)
    assert (logo.get("width"), logo.get("height"), logo.get("alt")) == ("120", "40", "")
    assert document.cssselect(".site-name source[media*=dark][width='120']")
    assert (own.site / "files/logo.svg").read_text(encoding="utf-8") == LIGHT


def test_embedded_pages_have_no_logo_and_machines_know_it(own: Built) -> None:
    assert "logo" not in (own.site / "embed/count/index.html").read_text(encoding="utf-8")
    document = html.fromstring((own.site / "index.html").read_bytes())
    data = json.loads(document.xpath("//script[@type='application/ld+json']/text()")[0])
    (site,) = (node for node in data["@graph"] if node["@type"] == "WebSite")
    assert site["image"] == f"{ADDRESS}files/logo.svg"
