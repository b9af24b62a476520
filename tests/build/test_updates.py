"""Updates, their feed, the tracker, its data and further reading, as they are published."""

from __future__ import annotations

import csv
import io
import json
from typing import Any

import pytest
from lxml import etree, html

from campaign.content.demands import Tracker
from tests.atom import ATOM, read_atom
from tests.build.campaigns import little, reached
from tests.build.reading import files, main_text, tree, words
from tests.content.test_tracker import AS_OF, demand
from tests.content.test_updates import event
from tests.example import DEMAND, EVENT, PAGES, ROWS, campaign
from tests.sites import ADDRESS, Built
from tests.templates import template_module

TEXT = """
It [listened](../about.md#us), see [the source](https://news.example.org/?a=b&c=d) & <b>more</b>.

<!-- @count -->

<!-- @signatories -->
"""
NOTE = {
    "type": "update",
    "title": 'A "second" <hearing> & more',
    "description": "The council <listened> again.",
    "date": "2021-02-08",
    "updated": "2021-02-09",
}
TWICE = [EVENT, EVENT | {"status": "partly-met", "summary": "It acted <in> part."}]
HISTORY_SAYS = [["Promised → Partly met"], ["Unmet → Promised"]]
SIGNED = [row | {"signed": f"2021-02-0{1 + n % 3}"} for n, row in enumerate(ROWS)]
COUNTS = {
    1: "  reads: 8\n  reads_before: 5\n  counted: 2021-03-01\n",
    2: "  reads: 9\n  counted: 2021-03-01\n",
}
READING = "".join(
    f"- title: Text {n}\n  url: https://press.example.org/{n}\n  kind: {kind}\n"
    f"  date: 2021-01-0{n}\n  source: Example Press\n  language: {language}\n{COUNTS.get(n, '')}"
    for n, (kind, language) in enumerate(
        [("post", "en"), ("post", "ar"), ("post", "es"), ("publication", "en")], start=1
    )
)
EVERYTHING: dict[str, Any] = {
    "pages": {
        "updates/second-hearing.md": (NOTE, TEXT),
        "demands/act-now.md": (DEMAND | {"history": TWICE}, "Because."),
        "demands/index.md": (PAGES["demands/index.md"][0], "Before.\n\n<!-- @tracker -->\n"),
    },
    "rows": SIGNED,
    "files": {"docs/data/reading.yml": READING},
}


@pytest.fixture(scope="module")
def built() -> Built:
    return campaign(**EVERYTHING)


@pytest.fixture(scope="module")
def feed(built: Built) -> etree._Element:
    return read_atom(built.html("feed.xml"))


def entries(feed: etree._Element) -> dict[str, dict[str, str]]:
    """Return each entry's parts by the end of its id."""
    return {
        (entry.findtext(f"{ATOM}id") or "").removeprefix(ADDRESS): {
            "title": entry.findtext(f"{ATOM}title") or "",
            "html": entry.findtext(f"{ATOM}content") or "",
            "updated": entry.findtext(f"{ATOM}updated") or "",
            "link": (entry.find(f"{ATOM}link")).get("href", ""),
        }
        for entry in feed.iter(f"{ATOM}entry")
    }


ORDER = [
    ("updates/second-hearing/", "note-second-hearing"),
    ("updates/first-hearing/", "note-first-hearing"),
    ("updates/#act-now-event-2021-02-03-2", "act-now-event-2021-02-03-2"),
    ("updates/#act-now-event-2021-02-03", "act-now-event-2021-02-03"),
    ("updates/#signed-2021-02", "signed-2021-02"),
]


def test_page_and_feed_tell_the_same_newest_first_and_lead_to_it(
    built: Built, feed: etree._Element
) -> None:
    assert list(entries(feed)) == [id for id, _ in ORDER]
    items = tree(built, "updates").cssselect(".history > li")
    assert [item.get("id") for item in items] == [anchor for _, anchor in ORDER]
    for id, entry in entries(feed).items():
        for link in (id, entry["link"].removeprefix(ADDRESS)):
            address, _, anchor = link.partition("#")
            assert not anchor or tree(built, address).get_element_by_id(anchor) is not None
    for page in ("", "about", "updates", "demands/act-now"):
        (link,) = tree(built, page).cssselect('link[type="application/atom+xml"]')
        up = "../" * len([part for part in page.split("/") if part])
        assert (link.get("href"), link.get("rel")) == (f"{up}feed.xml", "alternate")


def test_entries_are_whole_and_harmless(built: Built, feed: etree._Element) -> None:
    note = entries(feed)["updates/second-hearing/"]
    assert note["title"] == NOTE["title"]
    assert note["updated"] == "2021-02-09T12:00:00+00:00"
    text = html.fragment_fromstring(note["html"], create_parent="div")
    links = [link.get("href") for link in text.cssselect("a")]
    assert links[:2] == [f"{ADDRESS}about/#us", "https://news.example.org/?a=b&c=d"]
    assert "It listened, see the source" in words(text)
    assert "<!--" not in note["html"]
    assert "Jane Example" in note["html"]  # the list that the note itself shows
    event = entries(feed)["updates/#act-now-event-2021-02-03-2"]
    assert event["title"] == "Act now: Partly met"
    assert "<p>It acted &lt;in&gt; part.</p>" in event["html"]
    digest = entries(feed)["updates/#signed-2021-02"]
    assert digest["title"] == "Signed: 3 organizations and 1 individual"
    assert "<bdi>Example Alliance</bdi>" in digest["html"]
    assert "Jane" not in digest["html"]


LATER = {"SOURCE_DATE_EPOCH": "1700000000", "TZ": "Asia/Tokyo"}


@pytest.fixture(scope="module")
def later() -> Built:
    """The same campaign years later, with other titles and texts."""
    pages = EVERYTHING["pages"] | {
        "updates/second-hearing.md": (NOTE | {"title": "Another title"}, "Another text."),
        "demands/act-now.md": (
            DEMAND | {"title": "Other", "ask": "Other.", "history": TWICE},
            "Because.",
        ),
    }
    return campaign(**EVERYTHING | {"pages": pages}, variables=LATER)


def test_another_title_and_the_clock_keep_every_id(feed: etree._Element, later: Built) -> None:
    after = read_atom(later.html("feed.xml"))
    assert list(entries(after)) == list(entries(feed))
    assert after.findtext(f"{ATOM}updated") == feed.findtext(f"{ATOM}updated")
    changed = [id for id, entry in entries(feed).items() if entry != entries(after)[id]]
    assert changed == [id for id, _ in ORDER if "second" in id or "act-now" in id]


def test_without_a_page_an_entry_or_an_address_there_is_no_feed() -> None:
    nowhere = campaign(variables={"SITE_URL": ""})
    for site in (little(), reached(), nowhere):
        assert not (site.site / "feed.xml").exists()
        for name, data in files(site.site).items():
            assert b"feed.xml" not in data, name
    assert "Nothing has happened yet." in main_text(reached(), "updates")


def test_notes_lead_to_each_other(built: Built) -> None:
    links = {
        link.get("rel"): link.get("href")
        for link in tree(built, "updates/first-hearing").cssselect(".neighbours a")
    }
    assert links == {"next": "../second-hearing/"}
    kicker = words(tree(built, "updates/second-hearing").cssselect(".kicker")[0])
    assert kicker == "Updates · February 8, 2021 · changed February 9, 2021"


def test_the_tracker(built: Built) -> None:
    text = main_text(built, "demands")
    verdict = "Last reviewed on February 5, 2021: None of the demands is met in full; 1 of 2 is"
    assert text.index("Before.") < text.index(verdict)
    assert "The record of the demands ends on" not in text
    assert "9 days have passed since the letter, as of February 10, 2021." in text
    assert "Partly met since February 3, 2021, 2 days after the letter" in text
    assert "The chair" in text
    assert "February 3, 2021: It acted <in> part. (Example News)" in text
    document = tree(built, "demands")
    legend = [words(entry) for entry in document.cssselect(".share-legend li")]
    assert legend == ["Partly met 1", "Unmet 1"]
    bar = [(words(a), a.get("href")) for a in document.cssselect(".share-bar a")]
    assert bar == [("1: Act now, Partly met", "act-now/"), ("2: Pay up, Unmet", "pay-up/")]
    assert "Record of the demands of “A letter to the Example Council.”" in text
    assert f"{ADDRESS}demands/" in words(document.cssselect(".citation")[0])


def test_a_history_says_the_status_only_where_it_changes(built: Built) -> None:
    said = [
        [words(change) for change in item.cssselect(".change")]
        for item in tree(built, "demands/act-now").cssselect(".history > li")
    ]
    assert said == HISTORY_SAYS
    news = [words(each) for each in tree(built, "updates").cssselect(".history .change")]
    assert news == [change for changes in HISTORY_SAYS for change in changes]
    assert not tree(built, "demands/act-now").cssselect(".history .status")


def test_an_old_record_says_so_first(later: Built) -> None:
    ends = "The record of the demands ends on February 5, 2021, with its last review."
    for page in ("demands", "demands/act-now", "press", "embed/tracker"):
        (notice,) = tree(later, page).cssselect(".old-record")
        assert words(notice).startswith(ends), page
        assert notice.getprevious().tag == "h1", page
    assert "days have passed since the letter" not in main_text(later, "demands")
    assert "Last reviewed on February 5, 2021:" in main_text(later, "press")


def test_the_data_of_the_demands(built: Built) -> None:
    loaded = json.loads(built.html("demands.json"))
    assert json.loads(built.html(loaded["$schema"]))["properties"]
    assert loaded["as_of"] == "2021-02-10"
    assert [demand["id"] for demand in loaded["demands"]] == ["act-now", "pay-up"]
    assert loaded["demands"][0]["url"] == f"{ADDRESS}demands/act-now/"
    assert loaded["cite_as"].endswith(f"As of February 5, 2021. {ADDRESS}demands/")
    rows = csv.DictReader(io.StringIO(built.html("demands.csv"), newline=""))
    assert [row["status"] for row in rows] == ["partly-met", "unmet"]
    for link in tree(built, "demands").cssselect(".colophon a"):
        assert (built.site / "demands" / link.get("href")).resolve().exists()


def test_a_letter_without_demands_has_no_data_and_no_link_to_it() -> None:
    assert not list(little().site.glob("demands.*"))
    assert "The letter makes no demand." in main_text(little(), "demands")
    assert "demands.json" not in little().html("demands")


@pytest.mark.parametrize(
    ("statuses", "sentence"),
    [
        (["met", "met"], "All 2 demands are met in full."),
        (["met", "unclear"], "1 of 2 demands is met in full."),
        (["met", "partly-met"], "1 of 2 demands is met in full. 1 more is met in part."),
        (["promised", "unmet"], "None of the 2 demands is met, not even in part."),
        (
            ["partly-met", "partly-met"],
            "None of the demands is met in full; 2 of 2 are met in part.",
        ),
    ],
)
def test_the_share_met_as_a_sentence(statuses: list[Any], sentence: str) -> None:
    demands = tuple(demand(n, "a", [event(status=each)]) for n, each in enumerate(statuses))
    said = template_module("partials/words.html").share_met(Tracker(AS_OF, AS_OF, demands))
    assert str(said).strip() == sentence


def test_further_reading(built: Built) -> None:
    (reading,) = tree(built, "reading").cssselect(".reading")
    headings = [words(heading) for heading in reading.cssselect("h2, h3")]
    assert headings == ["Publications", "Posts", "Most read", "Gaining readers", "Recent"]
    lists = [
        [words(link) for link in found.cssselect("a")] for found in reading.cssselect(".texts")
    ]
    assert lists == [["Text 4"], ["Text 2", "Text 1"], ["Text 1"], ["Text 3", "Text 2", "Text 1"]]
    arabic = reading.cssselect('a[href$="/2"]')[0]
    assert (arabic.get("lang"), arabic.get("hreflang")) == ("ar", "ar")
    text = words(reading)
    assert "Example Press, January 2, 2021 · Arabic · read 9 times" in text
    assert "until March 1, 2021. This site counts nobody." in text
    assert "data" not in [path.name for path in built.site.iterdir()]


def test_further_reading_where_an_editor_places_it() -> None:
    headings = tree(reached(), "about").cssselect(".reading h2, .reading h3")
    assert [words(h) for h in headings] == ["Posts", "Where to begin", "Recent"]
