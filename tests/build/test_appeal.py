"""The appeal: amounts, once or each month, a match with its last day, and who receives the gift."""

from pathlib import Path
from typing import Any

from campaign.site.checking import check_campaign
from tests.build.reading import tree, words
from tests.example import CAMPAIGN, PAGES, campaign, example
from tests.sites import SOURCE_DATE

FORM = "https://donate.example.org/form"


def matched(until: str) -> dict[str, tuple[dict[str, Any], str]]:
    front, text = PAGES["help.md"]
    match = {"text": "We double it.", "source": "https://example.org/m", "until": until}
    return {"help.md": ({**front, "match": match, "gift_line": "So that all can read."}, text)}


def test_amounts_with_notes_and_two_ways_to_give() -> None:
    amounts = [
        {"amount": amount, "pays_for": f"Example {amount}", "source": f"https://example.org/{note}"}
        for amount, note in ((25, "a"), (50, "b"), (75, "a"))
    ]
    donate = {"amounts": amounts, "amount_parameter": "amount", "monthly_url": f"{FORM}/monthly"}
    donate["tax_note"] = "Gifts may be deductible."
    built = campaign(donate=CAMPAIGN["donate"] | donate, pages=matched("2021-02-11"))
    (gift,) = tree(built, "help").cssselect("section.gift")
    tiles = [[*map(str.strip, tile.itertext())] for tile in gift.cssselect(".amounts a")]
    assert [[text for text in tile if text] for tile in tiles] == [
        ["$25", "Example 25", "Source", "1"],
        ["$50", "Example 50", "Source", "2"],
        ["$75", "Example 75", "Source", "1"],
        ["Other amount", "Give to the fund"],
    ]
    assert [a.get("href") for a in gift.cssselect(".amounts a, .monthly a")] == [
        *(f"{FORM}?ref=help{amount}" for amount in ("&amount=25", "&amount=50", "&amount=75", "")),
        f"{FORM}/monthly?ref=help",
    ]
    assert gift.cssselect(".gift-line")[0].text == "So that all can read."
    said = words(gift)
    assert "The same amount is charged again each month, until you end it." in said
    assert "We double it. Until February 11, 2021. (example.org)" in said
    assert "Recipient of the gift: Example Fund. Gifts may be deductible." in said
    assert not gift.cssselect("[checked], [selected], input")  # nothing is chosen beforehand


def test_a_match_ends_with_its_day_and_breaks_no_build(tmp_path: Path) -> None:
    pages = matched("2021-02-05")
    assert "We double it." not in campaign(pages=pages).html("help")
    root = example(tmp_path / "x", pages=pages)
    said = check_campaign(root / "mkdocs.yml", {"SOURCE_DATE_EPOCH": SOURCE_DATE})
    assert not list(said.problems)
    assert [each.message for each in said.warnings if "match" in each.message] == [
        "'match' ended on 2021-02-05, so that the page no longer shows it; delete it, or write the "
        "new promise with its source"
    ]
