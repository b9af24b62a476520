"""Finding a name in a list on one page and in one on many: the same, whatever lies behind it."""

from __future__ import annotations

import csv
import re
from dataclasses import dataclass

import pytest
from playwright.sync_api import Locator, Page, Route, expect

from campaign.core.folding import fold_words as fold
from tests.browser.conftest import Published, Visit
from tests.browser.readers import Reader, accessibility_faults, run
from tests.example import campaign

Row = dict[str, str]
LABEL = "Find a name"
BYTES = 60_000
FURTHER = ".alphabet a, .list-section a.more"
NAMES = "rows => rows.map(row => row.querySelector('bdi').textContent)"
ACCENTED = ("Núñez", "Ñandú", "Łucja", "Øystein", "Zoë", "Éxample", "Ça")
TYPED = ("nandu", "oystein", "lucja", "ca", "zoe", "example, nunez!")
"""Some of their words, as a keyboard without accents types them."""


@dataclass(frozen=True)
class Listed:
    """A published list, and the rows that it was made of."""

    published: Published
    rows: list[Row]
    folded: list[str]
    is_paged: bool
    """More than a page can hold: the search then asks for files of its own."""

    @property
    def address(self) -> str:
        return f"{self.published.address}signatories/"

    def having(self, question: str, **chosen: str) -> list[str]:
        """Return the names that a question finds, with what was chosen.

        In a list on pages its words begin one of a name's, in one on one page they are parts.
        """
        before = " " if self.is_paged else ""
        return [
            row["name"]
            for row, text in zip(self.rows, self.folded, strict=True)
            if all(f"{before}{part}" in text for part in fold(question).split())
            and all(value in row[column].split("|") for column, value in chosen.items())
        ]

    def says(self, names: list[str]) -> str:
        return f"{len(names):,} of {len(self.rows):,} names"

    @property
    def accented(self) -> str:
        """A name with letters that nobody's keyboard has all of."""
        return next(r["name"] for r in self.rows if any(a in r["name"] for a in ACCENTED))


def read_list(published: Published, file: str, *, is_paged: bool) -> Listed:
    text = (published.built.root / file).read_text(encoding="utf-8")
    rows = list(csv.DictReader(text.splitlines()))
    folded = [
        f" {fold(' '.join(row[c] for c in ('name', 'affiliation', 'place')))}" for row in rows
    ]
    return Listed(published, rows, folded, is_paged)


@pytest.fixture(scope="session")
def one_page(full: Published) -> Listed:
    return read_list(full, "docs/data/signatories.csv", is_paged=False)


@pytest.fixture(scope="session")
def many_pages(demo: Published) -> Listed:
    return read_list(demo, "demo.csv", is_paged=True)


@pytest.fixture(params=["one_page", "many_pages"])
def listed(request: pytest.FixtureRequest) -> Listed:
    found: Listed = request.getfixturevalue(request.param)
    return found


def found(page: Page) -> Locator:
    """Return the names that are shown as found, be it in the list or above it."""
    return page.locator(".results > li, .list-section .names > li").filter(visible=True)


def ask(page: Page, question: str) -> None:
    page.get_by_label(LABEL).fill(question)


def status(page: Page) -> Locator:
    return page.get_by_role("status")


def tab_until(page: Page, condition: str) -> None:
    """Press Tab until something holds for the element in focus."""
    for _ in range(60):
        page.keyboard.press("Tab")
        if page.evaluate(f"document.activeElement.{condition}"):
            return
    pytest.fail(f"Tab does not lead to where {condition}")


def test_a_list_that_fits_the_eye_has_no_search() -> None:
    page = campaign().html("signatories")
    assert "Jane Example" in page
    assert "<input" not in page
    assert "<script src" not in page


def test_it_finds_the_beginning_of_a_word_however_it_is_typed(listed: Listed, visit: Visit) -> None:
    page = visit(listed.address)
    words = {word for row in listed.rows for word in row["name"].split()[:2]} - {"Example"}
    word = max(sorted(filter(str.isascii, words)), key=len)
    accented = fold(listed.accented)
    for question in (accented, f"  {accented.upper()} !", listed.accented,
                     word[:4], word[:-1].upper(), f"exam {word[:3]}", *TYPED):  # fmt: skip
        names = listed.having(question)
        assert names
        ask(page, "")  # what was found before is gone, be it as many
        expect(status(page)).to_have_text("")
        ask(page, question)
        expect(status(page)).to_have_text(listed.says(names))
        expect(found(page).first).to_be_visible()
        assert {*found(page).evaluate_all(NAMES)} <= {*names}


def test_it_says_when_nothing_fits_and_brings_all_back_when_nothing_is_asked(
    listed: Listed, visit: Visit
) -> None:
    page = visit(listed.address)
    before = found(page).count()
    letters = page.locator(":is(.list-section h3, .alphabet):visible")
    headings = letters.count()
    ask(page, "zzqx")
    expect(status(page)).to_have_text(listed.says([]))
    expect(found(page)).to_have_count(0)
    expect(letters).to_have_count(headings if listed.is_paged else 0)
    ask(page, "")
    expect(status(page)).to_have_text("")
    expect(found(page)).to_have_count(before)
    expect(letters).to_have_count(headings)


def test_it_narrows_by_group_place_and_demand_and_can_be_shared(
    listed: Listed, visit: Visit
) -> None:
    page = visit(listed.address)
    page.get_by_text("Narrow the list").click()
    demand = next(row["demands"] for row in listed.rows if row["demands"])
    page.get_by_label("Group").select_option("Individuals")
    person = {"kind": "individual"}
    expect(status(page)).to_have_text(listed.says(listed.having("", **person)))
    page.get_by_label("Place").select_option("Northford")
    person["place"] = "Northford"
    expect(status(page)).to_have_text(listed.says(listed.having("", **person)))
    ask(page, "example")
    expect(status(page)).to_have_text(listed.says(listed.having("example", **person)))
    page.get_by_label("Place").select_option("All")
    page.get_by_label("Group").select_option("All")
    page.get_by_label("Backs the demand").select_option(demand)
    names = listed.having("example", demands=demand)
    expect(status(page)).to_have_text(listed.says(names))
    again = visit(page.url)
    expect(again.get_by_label(LABEL)).to_have_value("example")
    expect(again.get_by_label("Backs the demand")).to_have_value(demand)
    expect(again.get_by_label("Backs the demand")).to_be_visible()
    expect(status(again)).to_have_text(listed.says(names))
    expect(found(again).first).to_be_visible()


def test_without_script_there_is_no_field_and_everybody_is_there(
    listed: Listed, visit: Visit
) -> None:
    page = visit(listed.address, Reader(360, script=False))
    expect(page.get_by_text(LABEL).filter(visible=True)).to_have_count(0)
    controls = "main :is(input, select, button, form, details.narrow):visible"
    expect(page.locator(controls)).to_have_count(0)
    href = "links => [...new Set(links.map(link => link.href.split('#')[0]))]"
    waiting = page.locator(FURTHER).evaluate_all(href)
    seen: dict[str, list[str]] = {}
    while waiting:
        address = waiting.pop()
        if address not in seen:
            page.goto(address)
            seen[address] = page.locator(".names > li:visible > bdi").all_text_contents()
            waiting += page.locator(FURTHER).evaluate_all(href)
    names = [name for names in seen.values() for name in names]
    assert sorted(names) == sorted(row["name"] for row in listed.rows)


def test_a_keyboard_is_enough(listed: Listed, visit: Visit) -> None:
    page = visit(listed.address)
    in_field = "matches('#name-search-q')"
    tab_until(page, in_field)
    name = next(row["name"] for row in listed.rows if len(listed.having(row["name"])) == 1)
    page.keyboard.type(name)
    expect(status(page)).to_have_text(listed.says([name]))
    page.keyboard.press("Enter")
    expect(found(page)).to_have_count(1)
    if not listed.is_paged:
        page.keyboard.press("Control+A")
        page.keyboard.press("Delete")
        expect(found(page)).to_have_count(len(listed.rows))
        return
    tab_until(page, "closest('.results') !== null")
    assert name in page.evaluate("document.activeElement.textContent")
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile(r"/signatories/[^?]+/"))
    expect(page.get_by_text(name, exact=True)).to_be_visible()
    page.wait_for_load_state("networkidle")


@pytest.mark.parametrize("reader", [Reader(320), Reader(320, scheme="dark")], ids=str)
def test_what_it_shows_is_fit_for_everybody(listed: Listed, reader: Reader, visit: Visit) -> None:
    page = visit(listed.address, reader, axe=True)
    page.get_by_text("Narrow the list").click()
    ask(page, "example")
    expect(found(page).first).to_be_visible()
    assert [*run(page, "layout"), *run(page, "targets"), *accessibility_faults(page)] == []


def test_a_question_asks_for_little_and_nothing_is_loaded_before(
    many_pages: Listed, visit: Visit
) -> None:
    page = visit(many_pages.address, Reader(360), until="networkidle")
    page.get_by_label(LABEL).click()
    page.wait_for_timeout(300)
    assert not [each.url for each in visit.responses if "/search/" in each.url]
    ask(page, "ad núñez guild northford")
    expect(status(page)).to_contain_text(" of ")
    page.wait_for_load_state("networkidle")
    loaded = visit.packed()
    assert any("/search/" in url for url in loaded)
    assert sum(loaded.values()) <= BYTES, loaded


@pytest.mark.parametrize("which", ["accented", "last"])
def test_a_result_leads_to_the_page_with_the_name(
    many_pages: Listed, which: str, visit: Visit
) -> None:
    name = many_pages.accented if which == "accented" else many_pages.rows[-1]["name"]
    page = visit(many_pages.address)
    ask(page, name)
    page.locator(".results a").filter(has=page.get_by_text(name, exact=True)).click()
    page.wait_for_url(re.compile(r"/signatories/[^?]+/"))
    expect(page.locator(".names > li > bdi").get_by_text(name, exact=True)).to_be_in_viewport()
    page.wait_for_load_state("networkidle")


def test_more_names_follow_and_take_the_focus(many_pages: Listed, visit: Visit) -> None:
    page = visit(many_pages.address)
    ask(page, "example")
    expect(found(page)).to_have_count(10)
    more = page.get_by_role("button", name="More names")
    more.focus()
    page.keyboard.press("Enter")
    expect(found(page)).to_have_count(20)
    expect(found(page).nth(10).locator("a")).to_be_focused()
    shown = page.locator(".results bdi").all_text_contents()
    assert len(set(shown)) == 20
    ask(page, many_pages.accented)
    few = many_pages.having(many_pages.accented)
    expect(found(page)).to_have_count(len(few))
    expect(more).to_be_hidden()


def test_a_slow_answer_does_not_overtake_a_later_question(many_pages: Listed, visit: Visit) -> None:
    page = visit(many_pages.address)
    words = sorted({row["name"].split()[0] for row in many_pages.rows if row["name"].isascii()})
    slow, quick = words[0], words[-1]  # so far apart that they stand in files of their own
    held: list[Route] = []

    def hold_the_first(route: Route) -> None:
        if held:
            route.continue_()
        else:
            held.append(route)

    page.route("**/search/w*.json", hold_the_first)
    ask(page, slow)
    while not held:
        page.wait_for_timeout(50)
    ask(page, quick)
    said = many_pages.says(many_pages.having(quick))
    expect(status(page)).to_have_text(said)
    with page.expect_response("**/search/w*.json"):
        held[0].continue_()
    page.wait_for_timeout(500)
    expect(status(page)).to_have_text(said)
    expect(found(page).first).to_contain_text(quick)


def test_an_index_that_does_not_come_is_said(many_pages: Listed, visit: Visit) -> None:
    page = visit(many_pages.address)
    page.route("**/search/*", lambda route: route.abort())
    ask(page, "example")
    failed = "The search could not be loaded. The lists below hold every name."
    expect(status(page)).to_have_text(failed)
    assert visit.watches[0].faults
    visit.watches[0].faults.clear()
    page.unroute("**/search/*")
    ask(page, "exampl")
    expect(status(page)).to_contain_text(" of 5,000 names")


def test_a_long_address_of_an_earlier_version_leads_to_its_letter(
    many_pages: Listed, visit: Visit
) -> None:
    page = visit("about:blank")
    for old, new in (("quibace/", "q/"), ("all-cyrillic-егор_/", "all-cyrillic/")):
        page.goto(f"{many_pages.address}individuals/{old}")
        page.wait_for_url(f"{many_pages.address}individuals/{new}")
    page.goto(f"{many_pages.address}individuals/none-such/nor-this/")
    expect(page.get_by_role("heading", level=1)).to_have_text("This page is not here")
    visit.watches[0].faults.clear()  # that these are not there
