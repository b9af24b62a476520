"""The appeal: amounts, once or each month, a match with its last day, and who receives the gift."""

from pathlib import Path

from campaign.site.checking import check_campaign
from tests.build.campaigns import GIFTS, changed, closed, matched, rich
from tests.build.reading import tree, words
from tests.example import example
from tests.sites import SOURCE_DATE


def test_amounts_with_notes_and_two_ways_to_give() -> None:
    (gift,) = tree(rich(), "help").cssselect("section.gift")
    tiles = [[*map(str.strip, tile.itertext())] for tile in gift.cssselect(".amounts a")]
    assert [[text for text in tile if text] for tile in tiles] == [
        ["$25", "Example 25", "Source", "1"],
        ["$50", "Example 50", "Source", "2"],
        ["$75", "Example 75", "Source", "1"],
        ["Other amount", "Give to the fund"],
    ]
    assert [a.get("href") for a in gift.cssselect(".amounts a, .monthly a")] == [
        *(f"{GIFTS}?ref=help{amount}" for amount in ("&amount=25", "&amount=50", "&amount=75", "")),
        f"{GIFTS}/monthly?ref=help",
    ]
    assert gift.cssselect(".gift-line")[0].text == "So that all can read."
    said = words(gift)
    assert "The same amount is charged again each month, until you end it." in said
    assert "We double it. Until February 11, 2021. (example.org)" in said
    assert "Recipient of the gift: Example Fund. Gifts may be deductible." in said
    assert not gift.cssselect("[checked], [selected], input")  # nothing is chosen beforehand


def test_a_match_ends_with_its_day_and_breaks_no_build(tmp_path: Path) -> None:
    assert "We double it." not in closed().html("help")
    root = example(tmp_path, pages=changed("help.md", **matched("2021-02-05")))
    said = check_campaign(root / "mkdocs.yml", {"SOURCE_DATE_EPOCH": SOURCE_DATE})
    assert not list(said.problems)
    assert [each.message for each in said.warnings if "match" in each.message] == [
        "'match' ended on 2021-02-05, so that the page no longer shows it; delete it, or write the "
        "new promise with its source"
    ]
