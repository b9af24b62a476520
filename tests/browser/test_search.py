"""The search page finds, keeps the question in its address, and has a way without script."""

from __future__ import annotations

from playwright.sync_api import Browser, Locator, Page, expect

from tests.browser.conftest import Published, Visit
from tests.browser.readers import Reader

LABEL = "Words to look for"
APPEAL = "Help us fight"
NOTHING = "No page holds these words."


def test_it_finds_words_keeps_them_to_be_shared_and_its_results_lead_there(
    visit: Visit, real: Published
) -> None:
    page = visit(real.address + "search.html")
    expect(results(page)).to_have_count(0)
    page.get_by_label(LABEL).press_sequentially("Access Fund", delay=20)
    expect(results(page).filter(has_text=APPEAL).first).to_be_visible()
    page.get_by_label(LABEL).press("Enter")
    expect(page).to_have_url(real.address + "search.html?q=Access+Fund")
    shared = visit(page.url)
    expect(shared.get_by_label(LABEL)).to_have_value("Access Fund")
    results(shared).get_by_role("link", name=APPEAL, exact=True).click()
    expect(shared).to_have_url(real.address + "help-us-fight/")


def test_words_are_found_where_no_space_parts_them(visit: Visit, real: Published) -> None:
    said = {"location": "letter/", "title": "公開書簡", "text": "私たちは図書館の開館を求めます。"}
    index = {"config": {"lang": ["en"]}, "docs": [said, {**said, "location": "x/", "text": "橋"}]}
    page = visit(real.address + "search.html")
    page.context.route("**/search/search_index.json", lambda route: route.fulfill(json=index))
    page.get_by_label(LABEL).fill("図書館")
    expect(results(page)).to_have_count(1)
    expect(results(page).locator("mark")).to_have_text(["図書館"])


def test_it_says_when_nothing_is_found(visit: Visit, real: Published, full: Published) -> None:
    for page in (
        visit(real.address + "search.html?q=xylophonist"),
        visit(full.address + "search.html?q=Sample"),  # names are not in it
    ):
        expect(page.get_by_role("status")).to_have_text(NOTHING)
        expect(results(page)).to_have_count(0)


def test_a_section_is_shown_with_its_page(visit: Visit, real: Published) -> None:
    page = visit(real.address + "search.html?q=matters")
    expect(results(page).first).to_be_visible()
    links = results(page).locator("a")
    parts = [text.split(" · ") for text in links.all_text_contents()]
    sections = [part for part in parts if part[-1] == "Why it matters"]
    assert len(sections) > 1
    assert len({page for page, _ in sections}) == len(sections)


def test_a_result_shows_the_words_between_whole_words(visit: Visit, real: Published) -> None:
    page = visit(real.address + "search.html?q=treaty")
    first = results(page).filter(has_text="treaty").first
    expect(first).to_be_visible()
    for text in results(page).locator("p").all_inner_texts():
        assert " ." not in text
        assert " ," not in text
    page = visit(real.address + "search.html?q=received")
    letter = results(page).filter(has=page.get_by_role("link", name="The letter", exact=True))
    shown = letter.locator("p").inner_text()
    assert "with humanity and dignity when they are received." in shown
    source = (real.built.root / "docs/index.md").read_text(encoding="utf-8")
    words = shown.strip("…").split()
    assert {words[0], words[-1]} <= set(source.split())


def test_it_says_when_it_cannot_be_loaded_and_tries_again(
    browser: Browser, real: Published
) -> None:
    with Reader().context(browser) as context:
        page = context.new_page()
        page.goto(real.address + "search.html")
        context.set_offline(True)
        page.get_by_label(LABEL).fill("refuge")
        expect(page.get_by_role("status")).to_contain_text("The search could not be loaded.")
        context.set_offline(False)
        page.get_by_label(LABEL).fill("refuges")
        expect(results(page).first).to_be_visible()
        expect(page.get_by_role("status")).to_have_text(f"Results: {results(page).count()}")
        page.goto((real.built.site / "search.html").as_uri())  # opened from a disk
        page.get_by_label(LABEL).fill("refuge")
        expect(page.get_by_role("status")).to_contain_text("The search could not be loaded.")


def test_markup_in_a_question_stays_text(visit: Visit, real: Published) -> None:
    page = visit(real.address + "search.html?q=%3Cimg%20src%3Dx%3E")
    expect(page.get_by_label(LABEL)).to_have_value("<img src=x>")
    expect(page.locator("main img")).to_have_count(0)


def test_without_script_it_leads_to_every_part(visit: Visit, real: Published) -> None:
    page = visit(real.address + "search.html", Reader(script=False))
    fallback = page.locator("main noscript")
    expect(fallback.locator("p")).to_contain_text("Searching needs JavaScript.")
    links = page.locator("main .all-pages a")
    expect(links.first).to_be_visible()
    listed = {link.inner_text() for link in links.all()}
    assert listed >= {"The letter", "Demands", "Signatories", "About"}


def results(page: Page) -> Locator:
    return page.locator("[data-search-results] li")
