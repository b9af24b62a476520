"""What is published: every page, nothing else, at the right addresses."""

import gzip
from collections.abc import Callable
from pathlib import Path

import pytest
from lxml import etree

from campaign.curation.suppression_list import NOBODY, marks_text, withdrawn
from campaign.output.badge import TOUCH_ICON
from campaign.output.build_page import PLAIN
from campaign.output.cards import CARDS_FOLDER
from campaign.signatories.identity import Identity
from tests.build.campaigns import closed, reached
from tests.build.reading import files, main_text, tree
from tests.example import PAGES, campaign
from tests.made import blank_pdf
from tests.sites import ADDRESS, ROOT, Built

BY_MKDOCS = {
    "404.html",
    "search.html",
    "sitemap.xml",
    "sitemap.xml.gz",
    "search/lunr.js",
    "search/search_index.json",
}

EDITIONS = {
    "badge.json",
    "badge.svg",
    "count.json",
    "demands.csv",
    "demands.json",
    "demands.schema.json",
    "embed/count/index.html",
    "embed/tracker/index.html",
    "feed.xml",
    "signatories.csv",
    "signatories.json",
    "signatories.schema.json",
}


def built_name(page: str) -> str:
    path = Path(page).with_suffix("")
    return (path.parent if path.name == "index" else path).joinpath("index.html").as_posix()


def own_assets() -> set[str]:
    folder = ROOT / "overrides" / "assets"
    return {
        f"assets/{path.relative_to(folder).as_posix()}"
        for path in folder.rglob("*")
        if path.is_file()
    } | {TOUCH_ICON}


def test_nothing_is_published_but_what_should_be() -> None:
    gone = withdrawn(NOBODY, Identity("Buried Example", "individual"))
    kept = {"docs/data/withdrawn.txt": marks_text(gone), "docs/.hidden": "x"}
    built = campaign(files=kept | {"docs/files/letter.pdf": blank_pdf()})
    pages = {built_name(page) for page in PAGES}
    expected = pages | own_assets() | BY_MKDOCS | EDITIONS | {"files/letter.pdf"}
    expected |= {"citation.bib", "citation.ris"}
    found = set(files(built.site))
    cards = {name for name in found if name.startswith(CARDS_FOLDER)}
    assert found - cards == expected
    plain = {path for path, (front, _) in PAGES.items() if front.get("type", "page") in PLAIN}
    assert plain
    assert len(cards) == len(PAGES) - len(plain)
    assert addresses(built) == {
        ADDRESS + built_name(page).removesuffix("index.html") for page in PAGES
    }
    zipped = gzip.decompress((built.site / "sitemap.xml.gz").read_bytes())
    assert zipped == (built.site / "sitemap.xml").read_bytes()


def test_every_type_of_page_shows_what_it_is_for() -> None:
    built = campaign()
    shown = {
        page: main_text(built, page)
        for page in ("", "demands", "demands/act-now", "demands/pay-up", "help", "about")
    }
    opening = "Open letter · open for signature To: The Example Council An open letter"
    assert shown[""].startswith(opening)
    assert "Act now. Promised" in shown["demands"]
    demand = shown["demands/act-now"]
    assert demand.startswith("1 Demand 1 of 2 Promised Act now. Why Because.")
    assert "Promised since February 3, 2021" in demand
    assert "The council promised to act. Example News (press)" in demand
    assert "Record last reviewed February 5, 2021." in demand
    assert "Next demand Pay up" in demand
    assert "Previous demand Act now" in shown["demands/pay-up"]
    assert shown["help"].startswith(
        "Help It pays. Give now Leads to donate.example.org. Recipient of the gift: Example Fund. "
        "Give to the fund"
    )
    assert "Jane Example, Example College" in main_text(built, "signatories").replace(" ,", ",")
    assert shown["about"].startswith("About Us We.")


def addresses(built: Built) -> set[str]:
    sitemap = etree.fromstring((built.site / "sitemap.xml").read_bytes())
    return {element.text for element in sitemap.iterfind(".//{*}loc")}


@pytest.mark.parametrize(
    ("of", "address"),
    [
        (reached, "https://example.github.io/letter/"),
        (closed, "https://letter.example.org/"),
        (lambda: campaign(variables={"SITE_URL": ""}), None),
    ],
    ids=["project site", "mkdocs.yml wins", "nothing known"],
)
def test_addresses(of: Callable[[], Built], address: str | None) -> None:
    built = of()
    for page in ("", "about/", "demands/act-now/"):
        document = tree(built, page)
        canonical = document.xpath("//link[@rel='canonical']/@href")
        assert canonical == ([address + page] if address else [])
        assert document.xpath("//meta[@property='og:url']/@content") == canonical
    if address:
        assert f"{address}demands/act-now/" in addresses(built)


def test_the_signatories_that_are_shown_can_be_others_and_say_so(
    demo_site: Built, real_site: Built
) -> None:
    pages = [name for name in files(demo_site.site) if name.endswith(".html")]
    assert len(pages) > 10
    for name in pages:
        document = tree(demo_site, name)
        if document.cssselect("meta[http-equiv=refresh]"):
            continue
        (note,) = document.cssselect(".demonstration")
        said = {"es": "nadie ha firmado", "ar": "ولم يوقّع أحد"}
        assert said.get(name.partition("/")[0], "nobody signed") in note.text_content(), name
    for name in files(real_site.site):
        if name.endswith(".html"):
            assert not tree(real_site, name).cssselect(".demonstration"), name
