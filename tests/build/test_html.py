"""The built pages: valid, whole, linked without a dead end, and bound to their own host."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from pathlib import Path
from urllib.parse import urljoin, urlsplit

import lxml.html
import pytest

from campaign.safety.built_site_check import inline_source
from tests.build.checker import html_faults
from tests.build.reading import dead_links
from tests.full_site import build_full_site
from tests.once import once
from tests.sites import ADDRESS, ROOT, Built

SITES = ("real_site", "demo_site", "full_site")
NO_INDEX = "//meta[@name='robots'][contains(@content, 'noindex')]"
LOADS = ("src", "srcset", "poster", "data", "action", "formaction", "background", "ping")
"""Attributes whose address a browser asks for by itself, or sends a form to."""
FROM_DISK = (ROOT / "overrides/partials/from_disk.js").read_text(encoding="utf-8").strip()
"""The one script that stands in pages themselves."""
NAMES_ONLY = {"canonical", "license", "prev", "next", "alternate", "author", "me"}
"""Relations of a <link> that make a browser load nothing."""


@dataclass(frozen=True)
class Page:
    """A built page: its address below the site's root, and its elements."""

    path: str
    file: Path

    @cached_property
    def root(self) -> lxml.html.HtmlElement:
        return lxml.html.document_fromstring(self.file.read_text(encoding="utf-8"))

    @cached_property
    def ids(self) -> list[str]:
        return self.root.xpath("//@id")

    @property
    def leads_on(self) -> bool:
        """Whether it is only an old address that leads to a new one."""
        return bool(self.all("//meta[@http-equiv='refresh']"))

    @property
    def is_embedded(self) -> bool:
        """Whether other sites show it in a frame, so that it carries its own style."""
        return self.path.removeprefix("es/").removeprefix("ar/") in (
            "embed/count/index.html",
            "embed/tracker/index.html",
        )

    @property
    def address(self) -> str:
        return urljoin(ADDRESS, self.path.removesuffix("index.html"))

    def all(self, xpath: str) -> list:
        return self.root.xpath(xpath)


@dataclass(frozen=True)
class Pages:
    """All pages of a built site."""

    site: Path
    pages: dict[str, Page]

    def __iter__(self) -> Iterator[Page]:
        return iter(self.pages.values())

    @property
    def to_read(self) -> list[Page]:
        """The pages that a reader sees."""
        return [page for page in self if not page.leads_on]


def read(built: Built) -> Pages:
    files = sorted(built.site.rglob("*.html"))
    paths = [file.relative_to(built.site).as_posix() for file in files]
    assert "index.html" in paths
    assert "404.html" in paths
    return Pages(built.site, dict(zip(paths, map(Page, paths, files), strict=True)))


@pytest.fixture(scope="session")
def full_site() -> Built:
    return once("full", build_full_site)


@pytest.fixture(scope="session", params=SITES)
def pages(request: pytest.FixtureRequest) -> Pages:
    return read(request.getfixturevalue(request.param))


def test_the_html_checker_finds_nothing_and_every_link_leads_somewhere(
    real_site: Built, demo_site: Built, full_site: Built
) -> None:
    sites = (real_site, demo_site, full_site)
    kinds = ("*.html", "*.css", "*.svg")
    files = [file for built in sites for kind in kinds for file in built.site.rglob(kind)]
    found = html_faults(*files)
    assert not found, "\n".join(found)
    assert len(files) > 3 * 12
    for built in sites:
        assert dead_links(built) == []


def test_links_of_a_page_that_are_called_alike_lead_to_one_place(pages: Pages) -> None:
    """A screen reader lists a page's links without the words around them."""
    faults = []
    for page in pages:
        places: dict[str, set[str]] = {}
        for link in page.all("//main//a[@href]"):
            parts = [link.text_content()]
            if label := link.get("aria-labelledby"):
                parts = [page.root.get_element_by_id(part).text_content() for part in label.split()]
            name = " ".join(" ".join(parts).split())
            places.setdefault(name, set()).add(urljoin(page.address, link.get("href")))
        faults += [
            f"{page.path}: {name!r} leads to {sorted(found)}"
            for name, found in places.items()
            if len(found) > 1
        ]
    assert not faults, "\n".join(faults)


def test_the_404_page_works_at_any_depth(pages: Pages) -> None:
    page = pages.pages["404.html"]
    links = page.all("//a/@href | //link/@href | //script/@src")
    root = urlsplit(ADDRESS).path
    wrong = [x for x in links if not x.startswith((root, "https://", "mailto:", "#"))]
    assert not wrong
    assert page.all(NO_INDEX)


def test_links_to_other_hosts_are_links_to_click(pages: Pages) -> None:
    faults = []
    for page in pages:
        for element in page.all("//*[@*]"):
            for name, value in element.attrib.items():
                if not re.match(r"\s*(https?:)?//", value, re.IGNORECASE):
                    continue
                is_link = element.tag == "a" and name == "href"
                is_own = value.startswith(ADDRESS) and element.tag in ("link", "meta")
                is_copied = value.startswith(ADDRESS) and name in ("data-copy", "data-url")
                if not (is_link or is_own or is_copied):
                    faults.append(f"{page.path}: <{element.tag} {name}={value!r}>")
    assert not faults, "\n".join(faults)


def test_nothing_is_loaded_from_another_host(pages: Pages) -> None:
    faults = []
    for page in pages:
        loaded = [(e.tag, e.get(name)) for name in LOADS for e in page.all(f"//*[@{name}]")]
        loaded += [
            ("link", link.get("href"))
            for link in page.all("//link[@href]")
            if not set(link.get("rel", "").split()) <= NAMES_ONLY
        ]
        faults += [
            f"{page.path}: <{tag}> loads {address}"
            for tag, address in loaded
            if urlsplit(address).scheme != "data"
            and not urljoin(page.address, address).startswith(ADDRESS)
        ]
        framed = page.all("//iframe") if not page.path.endswith("embed/index.html") else []
        assert not framed + page.all("//object | //embed | //base"), page.path
    assert not faults, "\n".join(faults)


def test_styles_load_nothing_from_another_host(pages: Pages) -> None:
    files = [*pages.site.rglob("*.css"), *pages.site.rglob("*.svg")]
    assert files
    for file in files:
        text = file.read_text(encoding="utf-8")
        addresses = re.findall(r"url\(\s*['\"]?([^'\")]*)|@import\s+['\"]([^'\"]+)", text)
        addresses += re.findall(r"(?:xlink:)?href=['\"]([^'\"]*)()", text)
        assert not [a for pair in addresses for a in pair if urlsplit(a).netloc], file.name


def test_nothing_is_inline(pages: Pages) -> None:
    faults = []
    for page in pages:
        faults += [
            f"{page.path}: <script> without src"
            for script in page.all("//script[not(@src)]")
            if script.get("type") != "application/ld+json"  # data, which nothing runs
            and script.text.strip() != FROM_DISK
        ]
        faults += [f"{page.path}: <style>" for _ in page.all("//style")[page.is_embedded :]]
        faults += [f"{page.path}: style={value!r}" for value in page.all("//@style")]
        faults += [
            f"{page.path}: {name} on <{element.tag}>"
            for element in page.all("//*[@*[starts-with(name(), 'on')]]")
            for name in element.attrib
            if name.startswith("on")
        ]
        faults += [
            f"{page.path}: {value}"
            for value in page.all("//@href | //@src | //@action")
            if value.strip().lower().startswith("javascript:")
        ]
    assert not faults, "\n".join(faults)


def test_every_page_has_a_strict_policy_before_anything_loads(pages: Pages) -> None:
    for page in pages.to_read:
        head = list(page.root.find("head"))
        policies = [e for e in head if e.get("http-equiv") == "Content-Security-Policy"]
        assert len(policies) == 1, page.path
        [policy] = policies
        loading = [
            e
            for e in head[: head.index(policy)]
            if e.tag in ("script", "style") or (e.tag == "link" and e.get("rel") not in NAMES_ONLY)
        ]
        assert not loading, page.path
        directives = [part.split() for part in policy.get("content").split(";") if part.strip()]
        assert directives[0] == ["default-src", "'none'"], page.path
        names = [name for name, *_ in directives]
        assert len(set(names)) == len(names), page.path
        assert {"base-uri", "form-action"} <= set(names), page.path  # default-src leaves them open
        inline = {
            "style-src": set(map(inline_source, page.all("//style/text()"))),
            "script-src": {inline_source(script.text) for script in page.all("//script[not(@*)]")},
        }
        for name, *given in directives:
            sources = set(given) - inline.get(name, set())
            allowed = {"'self'", "'none'"} | ({"data:"} if name == "img-src" else set())
            assert sources <= allowed, f"{page.path}: {name} {sources}"


def test_an_old_address_leads_on_and_does_nothing_else(demo_site: Built) -> None:
    pages = read(demo_site)
    old = [page for page in pages if page.leads_on]
    assert old, "the demonstration has long lists, and their letters have addresses of their own"
    for page in old:
        [policy] = page.all("//meta[@http-equiv='Content-Security-Policy']/@content")
        assert policy.split(";")[0].split() == ["default-src", "'none'"], page.path
        [refresh] = page.all("//meta[@http-equiv='refresh']/@content")
        [link] = page.all("//body//a/@href")
        assert refresh == f"0; url={link}", page.path
        target = urlsplit(urljoin(page.address, link)).path.removeprefix(urlsplit(ADDRESS).path)
        assert not pages.pages[f"{target}index.html"].leads_on, page.path
        assert page.all("//link[@rel='canonical']"), page.path


def test_ids_language_and_headings(pages: Pages) -> None:
    for page in pages:
        assert not [name for name, number in Counter(page.ids).items() if number > 1], page.path
        folder = page.path.partition("/")[0]
        language = folder if folder in ("es", "ar") else "en"
        assert page.root.get("lang") == language, page.path
        assert page.root.get("dir") == ("rtl" if language == "ar" else "ltr"), page.path
    for page in pages.to_read:
        for one in ("//main", "//h1", "//main//h1"):
            assert len(page.all(one)) == 1, page.path
        assert page.all("string(//h1)").strip(), page.path
        headings = page.all("//*[self::h1 or self::h2 or self::h3 or self::h4 or self::h5]")
        levels = [0, *(int(heading.tag[1]) for heading in headings)]
        skipped = [heading for before, heading in pairwise(levels) if heading > before + 1]
        assert not skipped, page.path


def test_title_and_description_are_the_pages_own(pages: Pages) -> None:
    titles = {page.path: page.all("string(//title)").strip() for page in pages.to_read}
    assert all(titles.values())
    assert _twice(titles) == []
    descriptions = {
        page.path: "".join(page.all("//meta[@name='description']/@content")).strip()
        for page in pages.to_read
        if not page.all(NO_INDEX)
    }
    assert [path for path, text in descriptions.items() if not text] == []
    assert _twice(descriptions) == []


def _twice(texts: dict[str, str]) -> list[str]:
    times = Counter(texts.values())
    return [path for path, text in texts.items() if times[text] > 1]
