"""What stands side by side stands on one line, and apart."""

from __future__ import annotations

from tests.browser.conftest import Published, Visit
from tests.browser.readers import Reader

WORDS = """element => {
  const range = document.createRange();
  range.selectNode(element.lastChild);
  const { right, bottom } = range.getClientRects()[0];
  return { right, bottom };
}"""


def test_a_status_stands_on_the_line_of_the_words_beside_it(visit: Visit, full: Published) -> None:
    page = visit(full.address + "demands/demand-met/", Reader(360))
    status, since = page.locator("dd .status"), page.locator("dd .since")
    mark = status.locator("svg").bounding_box()
    assert mark
    bottom = status.evaluate(WORDS)["bottom"]
    assert abs(bottom - since.evaluate(WORDS)["bottom"]) < 1.5
    assert mark["y"] + mark["height"] <= bottom


def test_a_number_of_two_digits_does_not_touch_its_demand(visit: Visit, full: Published) -> None:
    page = visit(full.address, Reader(360))
    tenth = page.locator(".demands > li").nth(9)
    number = tenth.locator(".numeral").evaluate(WORDS)
    link = tenth.locator("a").bounding_box()
    assert link
    assert link["x"] - number["right"] >= 6


def test_an_address_breaks_behind_a_slash_and_not_within_a_word(
    visit: Visit, full: Published
) -> None:
    page = visit(full.address, Reader(360))
    lines = page.locator(".citation bdi").evaluate(
        """element => {
          const lines = [];
          for (const part of element.childNodes) {
            if (part.nodeType !== Node.TEXT_NODE) continue;
            const range = document.createRange();
            range.selectNodeContents(part);
            lines.push([part.data, range.getClientRects().length]);
          }
          return lines;
        }"""
    )
    assert "".join(part for part, _ in lines).startswith("https://")
    broken = [part for part, rows in lines if rows > 1 and "-" not in part]
    assert len(lines) > 2
    assert not broken
