"""Colours: WCAG's formulas, what follows from a choice, and what is refused."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from campaign.config.configuration import Colours
from campaign.look.colours import (
    EDGE,
    TEXT,
    Ground,
    black_or_white,
    campaign_palettes,
    contrast,
    hexadecimal,
    in_scheme,
    nearest_readable,
    read_tokens,
    style_rules,
)
from campaign.look.overrides import HEAD, coloured
from tests.sites import ROOT

CSS = (ROOT / "overrides/assets/campaign.css").read_text(encoding="utf-8")
COLOURS = st.integers(0, 0xFFFFFF).map(lambda number: f"#{number:06x}")


def between(least: int, most: int) -> st.SearchStrategy[str]:
    """Return colours whose red, green and blue lie between two numbers."""
    part = st.integers(least, most)
    return st.tuples(part, part, part).map(hexadecimal)


@pytest.mark.parametrize(
    ("one", "other", "ratio"),
    [
        ("#000000", "#ffffff", 21),
        ("#777777", "#ffffff", 4.48),
        ("#767676", "#fff", 4.54),
        ("#0000ff", "#ffffff", 8.59),
        ("#ff0000", "#ffffff", 4.00),
        ("#123456", "#123456", 1),
    ],
)
def test_the_ratio_is_that_of_wcag(one: str, other: str, ratio: float) -> None:
    assert contrast(one, other) == contrast(other, one) == pytest.approx(ratio, abs=0.005)


@given(COLOURS, COLOURS)
def test_the_nearest_colour_holds(colour: str, ground: str) -> None:
    grounds = [Ground(ground, TEXT)]
    found = nearest_readable(colour, grounds)
    assert found is not None
    assert contrast(found, ground) >= TEXT
    assert (found == colour) == (contrast(colour, ground) >= TEXT)
    assert contrast(black_or_white(ground), ground) >= TEXT


@given(COLOURS, between(0, 0x40), between(0xC8, 0xFF))
def test_what_follows_from_a_choice_is_seen(accent: str, paper: str, ink: str) -> None:
    palettes = campaign_palettes(
        Colours.model_validate({"accent": accent, "dark": {"paper": paper, "ink": ink}}), CSS
    )
    dark = palettes["dark"]
    for ground in ("paper", "sheet"):
        assert contrast(dark["muted"], dark[ground]) >= TEXT
        assert contrast(dark["good"], dark[ground]) >= TEXT
        assert contrast(dark["edge"], dark[ground]) >= EDGE
    assert contrast(dark["on-accent"], dark["accent"]) >= TEXT


def test_nothing_chosen_changes_nothing() -> None:
    assert style_rules(campaign_palettes(None, CSS)) == ("", "")
    assert style_rules(campaign_palettes(Colours(), CSS)) == ("", "")


def test_the_rules_hold_as_they_were_measured() -> None:
    """What is set for the light alone leaves the dark as it is: the cascade is the style's."""
    chosen = campaign_palettes(Colours.model_validate({"accent": "#0b5d8a", "paper": "#fff"}), CSS)
    css = coloured(CSS, *style_rules(chosen))
    assert len(css) > len(CSS)
    for scheme, palette in chosen.items():
        before, after = (
            {name: each.value for name, each in in_scheme(read_tokens(sheet), scheme).items()}
            for sheet in (CSS, css)
        )
        assert after == {**before, **palette}
    assert HEAD.match(css)[0].count(":root") == 4  # type: ignore[index]
    assert coloured(CSS, "", "") == CSS


@given(st.text("{}:;@/*#abr ot-(),\n", max_size=80))
def test_no_style_breaks_the_reading(css: str) -> None:
    assert all(token.line for token in read_tokens(css))
