"""The appeal: amounts, once or each month, a match with its last day, and who receives the gift."""

from pathlib import Path
from typing import Any

from campaign.site.checking import check_campaign
from tests.build.reading import tree
from tests.example import CAMPAIGN, PAGES, example
from tests.sites import SOURCE_DATE, build

FORM = "https://donate.example.org/form"


def offered(*sources: str, **more: Any) -> dict[str, Any]:
    amounts = [
        {"amount": 25 * number, "pays_for": f"Example {number}", "source": source}
        for number, source in enumerate(sources, 1)
    ]
    return CAMPAIGN | {
        "donate": CAMPAIGN["donate"] | {"amounts": amounts, "amount_parameter": "amount"} | more
    }


def matched(until: str) -> dict[str, tuple[dict[str, Any], str]]:
    front, text = PAGES["help.md"]
    match = {"text": "We double it.", "source": "https://example.org/m", "until": until}
    return {"help.md": ({**front, "match": match, "gift_line": "So that all can read."}, text)}


def test_amounts_with_notes_and_two_ways_to_give(tmp_path: Path) -> None:
    campaign = offered(
        "https://example.org/a",
        "https://example.org/b",
        "https://example.org/a",
        monthly_url=f"{FORM}/monthly",
        tax_note="Gifts may be deductible.",
    )
    built = build(example(tmp_path / "x", campaign=campaign, pages=matched("2021-02-11")))
    assert built.code == 0, built.output
    (gift,) = tree(built, "help").cssselect("section.gift")
    tiles = [[*map(str.strip, tile.itertext())] for tile in gift.cssselect(".amounts a")]
    assert [[text for text in tile if text] for tile in tiles] == [
        ["$25", "Example 1", "Source", "1"],
        ["$50", "Example 2", "Source", "2"],
        ["$75", "Example 3", "Source", "1"],
        ["Other amount", "Give to the fund"],
    ]
    assert [a.get("href") for a in gift.cssselect(".amounts a, .monthly a")] == [
        f"{FORM}?ref=help&amount=25",
        f"{FORM}?ref=help&amount=50",
        f"{FORM}?ref=help&amount=75",
        f"{FORM}?ref=help",
        f"{FORM}/monthly?ref=help",
    ]
    assert gift.cssselect(".gift-line")[0].text == "So that all can read."
    said = " ".join(gift.text_content().split())
    assert "The same amount is charged again each month, until you end it." in said
    assert "We double it. Until February 11, 2021. (example.org)" in said
    assert "Recipient of the gift: Example Fund. Gifts may be deductible." in said
    assert not gift.cssselect("[checked], [selected], input")  # nothing is chosen beforehand


def test_a_match_ends_with_its_day_and_breaks_no_build(tmp_path: Path) -> None:
    root = example(tmp_path / "x", pages=matched("2021-02-05"))
    built = build(root)
    assert built.code == 0, built.output
    assert "We double it." not in built.html("help")
    said = check_campaign(root / "mkdocs.yml", {"SOURCE_DATE_EPOCH": SOURCE_DATE})
    assert not list(said.problems)
    told = [each.message for each in said.warnings if "match" in each.message]
    assert told == [
        "'match' ended on 2021-02-05, so that the page no longer shows it; delete it, or write the "
        "new promise with its source"
    ]
