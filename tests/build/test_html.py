"""The built pages: valid, linked without a dead end, and each with a name of its own."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from urllib.parse import urljoin, urlsplit

import pytest
from lxml import html

from tests.build.checker import html_faults
from tests.build.reading import dead_links
from tests.build.test_versions import in_two_versions
from tests.dressed import build_look
from tests.full_site import build_full_site
from tests.sites import ADDRESS, Built, once

NO_INDEX = "//meta[@name='robots'][contains(@content, 'noindex')]"
Pages = dict[str, html.HtmlElement]
"""Documents, by their paths below the site's root."""


def pages_of(site: Path) -> Pages:
    """Return the pages that a reader sees: all but old addresses that lead to new ones."""
    files = {file.relative_to(site).as_posix(): file for file in sorted(site.rglob("*.html"))}
    pages = {name: html.document_fromstring(file.read_bytes()) for name, file in files.items()}
    return {n: page for n, page in pages.items() if not page.xpath("//meta[@http-equiv='refresh']")}


@pytest.fixture(scope="session")
def full_site() -> Built:
    return once("full", build_full_site)


@pytest.fixture(scope="session", params=("real_site", "demo_site", "full_site"))
def pages(request: pytest.FixtureRequest) -> Pages:
    return pages_of(request.getfixturevalue(request.param).site)


def test_the_html_checker_finds_nothing_and_every_link_leads_somewhere(
    real_site: Built, demo_site: Built, full_site: Built
) -> None:
    sites, versions = (real_site, demo_site, full_site), in_two_versions()
    kinds = ("*.html", "*.css", "*.svg")
    files = [file for built in sites for kind in kinds for file in built.site.rglob(kind)]
    found = html_faults(*files, *versions.site.rglob("versions/*/index.html"))
    assert not found, "\n".join(found)
    assert len(files) > 3 * 12
    for built in (*sites, versions, once("look", build_look)):
        assert dead_links(built) == []


def test_links_of_a_page_that_are_called_alike_lead_to_one_place(pages: Pages) -> None:
    """A screen reader lists a page's links without the words around them."""
    faults = []
    for path, page in pages.items():
        places: dict[str, set[str]] = {}
        for link in page.xpath("//main//a[@href]"):
            parts = [link.text_content()]
            if label := link.get("aria-labelledby"):
                parts = [page.get_element_by_id(part).text_content() for part in label.split()]
            name = " ".join(" ".join(parts).split())
            address = urljoin(ADDRESS + path.removesuffix("index.html"), link.get("href"))
            places.setdefault(name, set()).add(address)
        faults += [
            f"{path}: {name!r} leads to {sorted(found)}"
            for name, found in places.items()
            if len(found) > 1
        ]
    assert not faults, "\n".join(faults)


def test_the_404_page_works_at_any_depth(pages: Pages) -> None:
    page = pages["404.html"]
    links = page.xpath("//a/@href | //link/@href | //script/@src")
    root = urlsplit(ADDRESS).path
    assert not [x for x in links if not x.startswith((root, "https://", "mailto:", "#"))]
    assert page.xpath(NO_INDEX)


def test_no_page_sends_forms_elsewhere_or_moves_its_base(pages: Pages) -> None:
    """What `default-src` leaves open; each build looks at all else of a policy."""
    for path, page in pages.items():
        (policy,) = page.xpath("//meta[@http-equiv='Content-Security-Policy']/@content")
        directives = [part.strip() for part in policy.split(";")]
        assert "base-uri 'none'" in directives, path
        assert {"form-action 'none'", "form-action 'self'"} & {*directives}, path


def test_every_page_says_its_language_and_direction(pages: Pages) -> None:
    for path, page in pages.items():
        folder = path.partition("/")[0]
        language = folder if folder in ("es", "ar") else "en"
        direction = "rtl" if language == "ar" else "ltr"
        assert (page.get("lang"), page.get("dir")) == (language, direction), path


def test_title_and_description_are_the_pages_own(pages: Pages) -> None:
    titles = {path: page.xpath("string(//title)").strip() for path, page in pages.items()}
    descriptions = {
        path: "".join(page.xpath("//meta[@name='description']/@content")).strip()
        for path, page in pages.items()
        if not page.xpath(NO_INDEX)
    }
    for texts in (titles, descriptions):
        assert all(texts.values())
        times = Counter(texts.values())
        assert [path for path, text in texts.items() if times[text] > 1] == []
