"""What other sites show: the latest signatories, as much as fits, in the site's own colours."""

from __future__ import annotations

from datetime import date

import jinja2
import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from campaign.look.colours import DRAWN
from campaign.output.badge import text_width
from campaign.output.embeds import latest, style_of
from campaign.signatories.signatories import Signatory, arrange
from tests.sites import ROOT

SITE_CSS = (ROOT / "overrides/assets/campaign.css").read_text("utf-8")
OWN_CSS = (ROOT / "overrides/embeds/style.css").read_text("utf-8")
BADGE = jinja2.Environment(
    loader=jinja2.FileSystemLoader(ROOT / "overrides"), autoescape=True
).get_template("embeds/badge.html")
XML = st.characters(exclude_categories=("Cs", "Cc"), exclude_characters="\ufffe\uffff")
DAYS = st.none() | st.dates(date(2021, 1, 1), date(2021, 1, 9))


def signatory(name: str, signed: date | None = None, **more: bool) -> Signatory:
    return Signatory(name=name, kind="individual", signed=signed, **more)  # type: ignore[arg-type]


@given(st.lists(DAYS, max_size=20))
def test_those_who_signed_last_come_first(days: list[date | None]) -> None:
    names = [f"Example {number:02}" for number in range(len(days))]
    listed = arrange(map(signatory, names, days), (), 0, "en")
    found = latest(listed, 5)
    dated = [day for day in days if day]
    if dated:
        assert found.is_dated
        assert [s.signed for s in found.signatories] == sorted(dated, reverse=True)[:5]
        order = {s.name: at for at, s in enumerate(listed.all)}
        for one, other in zip(found.signatories, found.signatories[1:], strict=False):
            assert one.signed != other.signed or order[one.name] < order[other.name]
    else:
        assert not found.is_dated
        assert found.signatories == listed.all[:5]


def test_without_days_the_first_signatories_stand_there() -> None:
    signed = [signatory("Ada Example"), signatory("Bea Example", first=True)]
    found = latest(arrange(signed, (), 0, "en"))
    assert [s.name for s in found.signatories] == ["Bea Example"]
    assert not found.is_dated


def test_the_style_has_the_sites_own_colours_light_and_dark() -> None:
    style = style_of([SITE_CSS], OWN_CSS)
    assert "--paper: #fdfcf9;" in style
    assert "@media screen and (prefers-color-scheme: dark) { :root { --paper: #16171a;" in style
    assert ".site-head" not in style
    assert "/*" not in style
    assert ".count, .signed-by {" in style


@pytest.mark.parametrize("css", ["", "body { color: red }", "</style><script>"])
def test_a_style_without_colours_or_with_markup_does_no_harm(css: str) -> None:
    style = style_of([css], "p { margin: 0 } </style>")
    assert style.endswith("p { margin: 0 } /style>")
    assert "<" not in style


@given(st.text(XML, max_size=40), st.text(XML, min_size=1, max_size=12), st.booleans())
def test_a_badge_has_room_for_both_of_its_texts(label: str, message: str, is_rtl: bool) -> None:
    svg = BADGE.render(
        label=label,
        message=message,
        text_width=text_width,
        text_direction="rtl" if is_rtl else "ltr",
        colours=DRAWN,
    )
    drawing = etree.fromstring(svg)
    grounds = drawing.findall("{*}rect")
    texts = drawing.findall("{*}g/{*}text")
    lengths = [text_width(label), text_width(message, bold=True)]
    assert [int(text.get("textLength", "")) for text in texts] == lengths
    assert lengths[1] > 0
    widths = [int(ground.get("width", "")) for ground in grounds]
    assert widths == [length + 14 for length in lengths]
    assert int(drawing.get("width", "")) == sum(widths)
    starts = [int(ground.get("x", "")) for ground in grounds]
    assert starts == ([widths[1], 0] if is_rtl else [0, widths[0]])
    middles = [start + width / 2 for start, width in zip(starts, widths, strict=True)]
    assert [float(text.get("x", "")) for text in texts] == middles


def test_the_bold_number_of_a_badge_is_not_squeezed() -> None:
    digit = 0.696  # of its height, in DejaVu Sans Bold; 0.711 in Verdana Bold
    for number in ("7", "42", "5000", "1234567"):
        assert text_width(number, bold=True) >= 0.98 * 11 * digit * len(number)
