"""A list on many pages: everybody once, every number the same, every address alive."""

from __future__ import annotations

import csv
import gzip
import io
import json
import random
import re
from collections import Counter
from pathlib import Path
from urllib.parse import unquote, urljoin, urlsplit

import pytest
import yaml
from lxml import etree, html

from campaign.core.folding import fold
from tests.build.reading import files, tree, words
from tests.example import table
from tests.output.index_reader import IndexReader
from tests.sites import ADDRESS, ROOT, Built, build, copy_project, make_demo_signatories, once

LISTED = 1000
UNNAMED = 7
ORGANIZATIONS = 80
PAGE = 34
COUNTED = (
    f"{ORGANIZATIONS} organizations, {LISTED - ORGANIZATIONS:,} individuals, "
    f"and {UNNAMED} people who asked not to be named"
)


def build_long_site(folder: Path, *, in_order: bool = True, **environment: str) -> Built:
    """Build the first campaign over invented signatories, and one who withdrew, on many pages."""
    rows = rows_of(make_demo_signatories(folder.with_suffix(".csv"), LISTED))
    gone = {"name": "Gone Example", "kind": "individual", "withdrawn": "2021-02-08"}
    rows.insert(LISTED // 2, gone)
    if not in_order:
        random.Random(1).shuffle(rows)
    settings = yaml.safe_load((ROOT / "mkdocs.yml").read_text(encoding="utf-8"))
    sizes = {"medium": 500, "page": PAGE}
    settings["extra"]["campaign"] |= {"unnamed": UNNAMED, "list_sizes": sizes}
    files = {
        "docs/data/signatories.csv": table(rows),
        "mkdocs.yml": yaml.safe_dump(settings, allow_unicode=True, sort_keys=False),
    }
    return build(copy_project(folder, files), **environment).good()


@pytest.fixture(scope="session")
def long_site() -> Built:
    return once("long", build_long_site)


def rows_of(file: Path) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(file.read_text(encoding="utf-8"), newline="")))


def accepted(built: Built) -> list[str]:
    """Return the names that the campaign's own list holds."""
    rows = rows_of(built.root / "docs/data/signatories.csv")
    return [row["name"] for row in rows if not row.get("withdrawn")]


def below_signatories(built: Built) -> dict[str, html.HtmlElement]:
    """Return every page below the signatories' page, by its address below the site's root."""
    found = (built.site / "signatories").rglob("index.html")
    addresses = (f"{file.parent.relative_to(built.site).as_posix()}/" for file in found)
    return {address: tree(built, address) for address in sorted(addresses)}


def list_pages(built: Built) -> dict[str, html.HtmlElement]:
    return {
        address: page
        for address, page in below_signatories(built).items()
        if address != "signatories/" and not page.xpath("//meta[@http-equiv='refresh']")
    }


def names(page: html.HtmlElement) -> list[str]:
    return [words(name) for name in page.cssselect(".names > li > bdi")]


def search(built: Built) -> IndexReader:
    written = (built.site / "signatories" / "search").iterdir()
    return IndexReader((file.name, file.read_text(encoding="utf-8")) for file in written)


def test_every_count_is_the_same(long_site: Built) -> None:
    letter, page = tree(long_site), tree(long_site, "signatories")
    for said in (letter.cssselect(".signed")[0], page.cssselect(".list-head")[0]):
        assert COUNTED in words(said)
    assert words(letter.cssselect("a.more[href*=signatories]")[0]) == f"All {LISTED:,} signatories"
    headings = [int(words(e).replace(",", "")) for e in page.cssselect(".list-section h2 .number")]
    assert sum(headings) == LISTED
    listed = json.loads(long_site.html("count.json"))
    assert {key: listed[key] for key in ("total", "listed", "unnamed")} == {
        "total": LISTED + UNNAMED,
        "listed": LISTED,
        "unnamed": UNNAMED,
    }
    assert listed["organizations"] == ORGANIZATIONS
    badge = json.loads(long_site.html("badge.json"))
    assert badge["message"] == f"{LISTED + UNNAMED:,}"
    assert len(rows_of(long_site.site / "signatories.csv")) == LISTED
    data = json.loads(long_site.html("signatories.json"))
    assert len(data["signatories"]) == LISTED
    assert sum(len(names(page)) for page in list_pages(long_site).values()) == LISTED
    assert search(long_site).index["total"] == LISTED
    tables = page.cssselect(".summary table")
    found = {
        words(table.cssselect("caption")[0]): sum(
            int(words(cell).replace(",", "")) for cell in table.cssselect("tbody td")
        )
        for table in tables
        if table.cssselect("caption")
    }
    assert found == {"By group": LISTED, "By place": LISTED}
    *_, last = tables[-1].cssselect("tbody tr")
    assert words(last.cssselect("td")[-1]) == f"{LISTED:,}"


def test_everybody_stands_once_and_in_the_order_of_the_data(long_site: Built) -> None:
    on_pages = [name for page in list_pages(long_site).values() for name in names(page)]
    assert Counter(on_pages) == Counter(accepted(long_site))
    data = json.loads(long_site.html("signatories.json"))
    in_order = [fields["name"] for fields in data["signatories"]]
    assert [row["name"] for row in rows_of(long_site.site / "signatories.csv")] == in_order
    reader = search(long_site)
    assert [reader.shown(at)[0] for at in range(LISTED)] == in_order
    following = []
    for start, _ in reader.index["sections"]:
        address: str | None = f"signatories/{reader.page_of(start)}"
        while address:
            page = tree(long_site, address)
            following += names(page)
            onward = page.cssselect(".neighbours a.next")
            address = _below(address, onward[0].get("href")) if onward else None
    assert following == in_order


def test_a_page_says_what_it_is(long_site: Built) -> None:
    pages = list_pages(long_site)
    titles = {address: words(page.find("head/title")) for address, page in pages.items()}
    assert len(set(titles.values())) == len(pages) > 30
    forms = Counter()
    for address, page in pages.items():
        kind, _, total = titles[address].removesuffix(" · The asylum letter").partition(", page ")
        (heading,) = page.cssselect("h1")
        assert words(heading) == kind
        assert page.xpath("//meta[@name='description']/@content")[0].startswith(f"{kind}")
        assert page.xpath("//link[@rel='canonical']/@href") == [ADDRESS + address]
        number = re.fullmatch(r"(\d+) of (\d+)", total)
        forms[kind.partition(" ")[0] if number else "whole"] += 1
        if number:
            assert 1 <= int(number[1]) <= int(number[2])
            first, last = (page.cssselect(".fine")[0].text_content().split("names ")[1].split()[i]
                           for i in (0, 2))  # fmt: skip
            size = int(last.replace(",", "")) - int(first.replace(",", "")) + 1
            assert size == len(names(page))
    assert forms["Individuals"] > 28
    assert titles["signatories/individuals/a/"].startswith("Individuals A, page 1 of 2 · ")
    assert titles["signatories/individuals/a/2/"].startswith("Individuals A, page 2 of 2 · ")
    assert titles["signatories/individuals/y/"].startswith("Individuals Y · ")


def test_scripts_are_called_as_each_language_calls_them(long_site: Built) -> None:
    named = {"": "Cyrillic", "es/": "cirílico", "ar/": "السيريلية"}
    for folder, name in named.items():
        pages = [*(long_site.site / folder / "signatories" / "individuals").rglob("index.html")]
        texts = [page.read_text(encoding="utf-8") for page in pages]
        headings = [text for text in texts if f">{name}</h2>" in text or f">{name}</span>" in text]
        assert headings, folder
        assert not [text for text in texts if "\ue000" in text or "\ue001" in text]
        for other in set(named.values()) - {name}:
            assert not [text for text in texts if f">{other}</" in text], folder


@pytest.mark.parametrize("code", ["es", "ar"])
def test_each_language_has_former_addresses_of_its_own(long_site: Built, code: str) -> None:
    address = f"{code}/signatories/individuals/a/"
    former = tree(long_site, f"{code}/signatories/individuals")
    assert former.xpath("//link[@rel='canonical']/@href") == [ADDRESS + address]
    assert former.get("lang") == code
    assert former.xpath("//a/@href") == ["../../../" + address]


def test_no_page_is_long_and_every_row_of_letters_leads_on(long_site: Built) -> None:
    pages = below_signatories(long_site)
    rows = 0
    for address, page in pages.items():
        for home in page.cssselect(".site-name"):
            assert _below(address, f"{home.get('href')}/") == ""
        assert len(names(page)) <= PAGE
        for row in page.cssselect("nav.alphabet"):
            links = row.cssselect("a")
            rows += 1
            assert len(links) <= 60
            assert row.get("aria-label")
            assert all(_below(address, link.get("href")) in pages for link in links)
            if address != "signatories/":
                current = row.cssselect("[aria-current=true]")
                assert current
                assert len(current) <= len(links)
    assert rows > 50


def test_an_address_of_letters_leads_to_the_place_of_its_names(long_site: Built) -> None:
    pages = below_signatories(long_site)
    led = 0
    for address, page in pages.items():
        for refresh in page.xpath("//meta[@http-equiv='refresh']/@content"):
            link = refresh.removeprefix("0; url=")
            target = pages[_below(address, link)]
            canonical = page.xpath("//link[@rel='canonical']/@href")
            assert canonical == target.xpath("//link[@rel='canonical']/@href")
            assert page.find("head/title").text
            names_there = {fold(name) for name in names(target)}
            begin = address.split("/")[-2].replace("_", " ")
            if len(begin) == 2:
                assert any(name.startswith(begin) for name in names_there), address
            led += 1
    assert led > 15
    for known in ("individuals/", "individuals/a/", "individuals/ad/", "individuals/all-han/"):
        assert f"signatories/{known}" in pages


def test_the_sitemap_lists_every_page_and_no_old_address(long_site: Built) -> None:
    root = etree.fromstring((long_site.site / "sitemap.xml").read_bytes())
    found = [element.text for element in root.iter("{*}loc")]
    assert all(address.isascii() for address in found)
    assert all(address.startswith(ADDRESS) for address in found)
    assert len(set(found)) == len(found)
    paths = {unquote(address.removeprefix(ADDRESS)) for address in found}
    inside = {path for path in paths if path.startswith("signatories/")}
    assert inside == {"signatories/", *list_pages(long_site)}


def test_the_order_of_the_file_changes_no_byte(long_site: Built, tmp_path: Path) -> None:
    other = build_long_site(tmp_path / "other", in_order=False, PYTHONHASHSEED="7")
    assert accepted(other) != accepted(long_site)
    ours, theirs = files(long_site.site), files(other.site)
    assert set(ours) == set(theirs)
    assert [name for name in ours if ours[name] != theirs[name]] == []


def test_thousands_weigh_no_more(long_site: Built, demo_site: Built) -> None:
    assert abs(len(demo_site.html()) - len(long_site.html())) < 1000  # of 4,000 more signatories
    # On pages of the size that they have by default.
    assert len(gzip.compress(demo_site.html("signatories").encode(), 9)) < 10_000
    pages = list_pages(demo_site)
    assert max(len(names(page)) for page in pages.values()) > 200
    assert max(len(gzip.compress(demo_site.html(page).encode(), 6)) for page in pages) < 20_000


def _below(address: str, link: str) -> str:
    """Return where a link on a page leads, below the site's root."""
    path = urlsplit(urljoin(ADDRESS + address, link)).path
    return unquote(path).removeprefix(urlsplit(ADDRESS).path)
