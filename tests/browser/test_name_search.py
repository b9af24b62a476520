"""Finding a name among 10 and among 20,000: the same for a reader, whatever lies behind it."""

from __future__ import annotations

import csv
import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

import pytest
from playwright.sync_api import Browser, Locator, Page, Route, expect

from campaign.core.folding import fold_words as fold
from tests.browser.conftest import Published, Visit
from tests.browser.readers import RULES_OF_LOOK, Reader, accessibility_faults, run
from tests.long_site import Row, build_long_site
from tests.once import once
from tests.sites import Built

SIZES = (10, 100, 1000, 5000, 20_000)
PAGED = (5000, 20_000)
"""More than a page can hold: the search then asks for files of its own."""
LABEL = "Find a name"
BYTES = 60_000
ACCENTED = ("Núñez", "Ñandú", "Łucja", "Øystein", "Zoë", "Éxample", "Ça")


def of_size(*sizes: int) -> pytest.MarkDecorator:
    return pytest.mark.parametrize("listed", sizes, indirect=True)


every_size, paged = of_size(*SIZES[1:]), of_size(*PAGED)


@dataclass(frozen=True)
class Listed:
    """A published list, and the rows that it was made of."""

    published: Published
    rows: list[Row]
    folded: list[str]

    @property
    def address(self) -> str:
        return f"{self.published.address}signatories/"

    def having(self, question: str, **chosen: str) -> list[str]:
        """Return the names that a question finds, with what was chosen.

        In a list on pages its words begin one of a name's, in one on one page they are parts.
        """
        before = " " if len(self.rows) >= min(PAGED) else ""
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


@pytest.fixture(scope="session")
def listed(
    request: pytest.FixtureRequest,
    publish: Callable[[Built], Published],
) -> Listed:
    count: int = request.param
    if count == 5000:
        published = request.getfixturevalue("demo")
        file = published.built.root / "demo.csv"
    else:
        built = once(f"listed-{count}", lambda folder: build_long_site(folder, count))
        published = publish(built)
        file = built.root / "docs/data/signatories.csv"
    with file.open(encoding="utf-8", newline="") as text:
        rows = [row for row in csv.DictReader(text) if not row.get("withdrawn")]
    folded = [
        f" {fold(' '.join(row[c] for c in ('name', 'affiliation', 'place')))}" for row in rows
    ]
    return Listed(published, rows, folded)


def found(page: Page) -> Locator:
    """Return the names that are shown as found, be it in the list or above it."""
    return page.locator(".results > li, .list-section .names > li").filter(visible=True)


def ask(page: Page, question: str) -> None:
    page.get_by_label(LABEL).fill(question)


def status(page: Page) -> Locator:
    return page.get_by_role("status")


@of_size(10)
def test_a_list_that_fits_the_eye_has_no_search(listed: Listed, visit: Visit) -> None:
    page = visit(listed.address)
    expect(page.locator("main .names > li")).to_have_count(len(listed.rows))
    expect(page.locator("main input")).to_have_count(0)
    expect(page.locator("script[src]")).to_have_count(0)


@every_size
def test_it_finds_a_name_however_it_is_typed(listed: Listed, visit: Visit) -> None:
    page = visit(listed.address)
    name = listed.accented
    for question in (fold(name), f"  {fold(name).upper()} !", name):
        ask(page, question)
        expect(status(page)).to_have_text(listed.says(listed.having(question)))
        expect(found(page).filter(has_text=name)).not_to_have_count(0)


@every_size
def test_it_finds_the_beginning_of_a_word(listed: Listed, visit: Visit) -> None:
    page = visit(listed.address)
    words = {word for row in listed.rows for word in row["name"].split()[:2]} - {"Example"}
    word = max(sorted(filter(str.isascii, words)), key=len)
    for question in (word[:4], word[:-1].upper(), f"exam {word[:3]}"):
        names = listed.having(question)
        assert names
        ask(page, question)
        expect(status(page)).to_have_text(listed.says(names))
        expect(found(page).first).to_be_visible()
        shown = found(page).locator("bdi:first-of-type").all_inner_texts()
        assert {name for name in shown if name in names}


@of_size(100, 5000)
def test_it_says_when_nothing_fits_and_when_nothing_is_asked(listed: Listed, visit: Visit) -> None:
    page = visit(listed.address)
    ask(page, "zzqx")
    expect(status(page)).to_have_text(listed.says([]))
    expect(found(page)).to_have_count(0)
    ask(page, "")
    expect(status(page)).to_have_text("")
    expect(page.locator(".results > li")).to_have_count(0)


@of_size(1000, 5000)
def test_a_search_can_be_shared(listed: Listed, visit: Visit) -> None:
    name = listed.accented
    said = listed.says(listed.having(name))
    page = visit(listed.address)
    ask(page, name)
    expect(status(page)).to_have_text(said)
    assert "?q=" in page.url
    again = visit(page.url)
    expect(again.get_by_label(LABEL)).to_have_value(name)
    expect(status(again)).to_have_text(said)
    expect(found(again).filter(has_text=name)).not_to_have_count(0)


@of_size(100, 1000, 20_000)
def test_it_narrows_by_group_place_and_demand(listed: Listed, visit: Visit) -> None:
    page = visit(listed.address)
    page.get_by_text("Narrow the list").click()
    demand = next(row["demands"] for row in listed.rows if row["demands"])
    person = {"kind": "individual"}
    page.get_by_label("Group").select_option("Individuals")
    expect(status(page)).to_have_text(listed.says(listed.having("", **person)))
    page.get_by_label("Place").select_option("Northford")
    narrowed = listed.having("", place="Northford", **person)
    expect(status(page)).to_have_text(listed.says(narrowed))
    ask(page, "example")
    expect(status(page)).to_have_text(
        listed.says(listed.having("example", place="Northford", **person))
    )
    page.get_by_label("Place").select_option("All")
    page.get_by_label("Group").select_option("All")
    page.get_by_label("Backs the demand").select_option(demand)
    expect(status(page)).to_have_text(listed.says(listed.having("example", demands=demand)))
    again = visit(page.url)
    expect(again.get_by_label("Backs the demand")).to_have_value(demand)
    expect(again.get_by_label("Backs the demand")).to_be_visible()
    expect(status(again)).to_have_text(listed.says(listed.having("example", demands=demand)))


@of_size(100, 5000)
def test_without_script_there_is_no_field(listed: Listed, visit: Visit) -> None:
    page = visit(listed.address, Reader(360, script=False))
    expect(page.get_by_text(LABEL).filter(visible=True)).to_have_count(0)
    expect(
        page.locator("main :is(input, select, button, form, details.narrow):visible")
    ).to_have_count(0)


@of_size(5000)
def test_without_script_the_letters_lead_to_everybody(listed: Listed, visit: Visit) -> None:
    page = visit(listed.address, Reader(script=False))
    href = "links => [...new Set(links.map(link => link.href.split('#')[0]))]"
    waiting = page.locator(".alphabet a, .list-section a.more").evaluate_all(href)
    seen: dict[str, list[str]] = {}
    while waiting:
        address = waiting.pop()
        if address not in seen:
            page.goto(address)
            seen[address] = page.locator(".names > li > bdi").all_text_contents()
            waiting += page.locator(".alphabet a").evaluate_all(href)
    names = [name for names in seen.values() for name in names]
    assert sorted(names) == sorted(row["name"] for row in listed.rows)


@of_size(5000)
def test_nothing_is_loaded_before_a_reader_types(listed: Listed, visit: Visit) -> None:
    page = visit(listed.address, Reader(360), until="networkidle")
    page.get_by_label(LABEL).click()
    page.wait_for_timeout(300)
    asked = [response.url for response in visit.responses]
    assert listed.address in asked
    assert not [address for address in asked if "/search/" in address]


@paged
@pytest.mark.parametrize("question", ["exa", "ad núñez guild northford"])
def test_a_question_asks_for_little(listed: Listed, question: str, visit: Visit) -> None:
    page = visit(listed.address, Reader(360))
    ask(page, question)
    expect(status(page)).to_contain_text(" of ")
    page.wait_for_load_state("networkidle")
    loaded = visit.packed()
    assert any("/search/" in url for url in loaded)
    assert sum(loaded.values()) <= BYTES, loaded


@paged
@pytest.mark.parametrize("which", ["accented", "last"])
def test_a_result_leads_to_the_page_with_the_name(listed: Listed, which: str, visit: Visit) -> None:
    name = listed.accented if which == "accented" else listed.rows[-1]["name"]
    page = visit(listed.address)
    ask(page, name)
    page.locator(".results a").filter(has=page.get_by_text(name, exact=True)).click()
    page.wait_for_url(re.compile(r"/signatories/[^?]+/"))
    expect(page.locator(".names > li > bdi").get_by_text(name, exact=True)).to_be_in_viewport()
    page.wait_for_load_state("networkidle")


@of_size(20_000)
def test_more_names_follow_and_take_the_focus(listed: Listed, visit: Visit) -> None:
    page = visit(listed.address)
    ask(page, "example")
    expect(found(page)).to_have_count(10)
    more = page.get_by_role("button", name="More names")
    more.focus()
    page.keyboard.press("Enter")
    expect(found(page)).to_have_count(20)
    item = "document.activeElement.closest('.results > li')"
    page.wait_for_function(
        f"[...document.querySelectorAll('.results > li')].indexOf({item}) === 10"
    )
    shown = page.locator(".results bdi").all_text_contents()
    assert len(set(shown)) == 20
    ask(page, listed.accented)
    few = listed.having(listed.accented)
    expect(found(page)).to_have_count(len(few))
    expect(more).to_be_hidden()


@of_size(5000)
def test_a_keyboard_is_enough(listed: Listed, visit: Visit) -> None:
    page = visit(listed.address)
    field = page.get_by_label(LABEL)
    for _ in range(40):
        page.keyboard.press("Tab")
        if field.evaluate("element => element === document.activeElement"):
            break
    name = next(row["name"] for row in listed.rows if len(listed.having(row["name"])) == 1)
    page.keyboard.type(name)
    expect(found(page).first).to_be_visible()
    page.keyboard.press("Enter")
    expect(status(page)).to_have_text(listed.says(listed.having(name)))
    expect(found(page).first).to_be_visible()
    for _ in range(10):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.closest('.results') !== null"):
            break
    assert name in page.evaluate("document.activeElement.textContent")
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile(r"/signatories/[^?]+/"))
    expect(page.get_by_text(name, exact=True)).to_be_visible()
    page.wait_for_load_state("networkidle")


@of_size(20_000)
def test_a_slow_answer_does_not_overtake_a_later_question(listed: Listed, visit: Visit) -> None:
    page = visit(listed.address)
    words = sorted({row["name"].split()[0] for row in listed.rows if row["name"].isascii()})
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
    said = listed.says(listed.having(quick))
    expect(status(page)).to_have_text(said)
    with page.expect_response("**/search/w*.json"):
        held[0].continue_()
    page.wait_for_timeout(500)
    expect(status(page)).to_have_text(said)
    expect(found(page).first).to_contain_text(quick)


def test_an_index_that_does_not_come_is_said(demo: Published, browser: Browser) -> None:
    with Reader().context(browser) as context:
        page = context.new_page()
        page.route("**/search/*", lambda route: route.abort())
        page.goto(f"{demo.address}signatories/")
        ask(page, "example")
        expect(status(page)).to_have_text(
            "The search could not be loaded. The lists below hold every name."
        )
        page.unroute("**/search/*")
        ask(page, "exampl")
        expect(status(page)).to_contain_text(" of 5,000 names")


@pytest.mark.parametrize("scheme", ["light", "dark"])
@of_size(1000, 5000)
def test_pages_of_the_list_are_fit_for_everybody(
    listed: Listed, scheme: Literal["light", "dark"], visit: Visit
) -> None:
    page = visit(listed.address, Reader(320, scheme=scheme), axe=True)
    for path in dict.fromkeys(("signatories/", listed.published.longest_list)):
        page.goto(listed.published.address + path, wait_until="networkidle")
        found_here = [*run(page, "shift"), *run(page, "layout"), *run(page, "targets")]
        if path == "signatories/":
            page.get_by_text("Narrow the list").click()
            ask(page, "example")
            expect(status(page)).to_contain_text(" names")
            expect(found(page).first).to_be_visible()
            found_here += [*run(page, "layout"), *run(page, "targets")]
        found_here += accessibility_faults(page, RULES_OF_LOOK if scheme == "dark" else None)
        visit.fault(path, found_here)


@of_size(5000)
def test_a_long_address_of_an_earlier_version_leads_to_its_letter(
    listed: Listed, browser: Browser
) -> None:
    with Reader().context(browser) as context:
        page = context.new_page()
        for old, new in (("quibace/", "q/"), ("all-cyrillic-егор_/", "all-cyrillic/")):
            page.goto(f"{listed.address}individuals/{old}")
            page.wait_for_url(f"{listed.address}individuals/{new}")
        page.goto(f"{listed.address}individuals/none-such/nor-this/")
        expect(page.get_by_role("heading", level=1)).to_have_text("This page is not here")
