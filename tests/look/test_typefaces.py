"""The typefaces: what may be chosen, what a font's file must be, and the rules made of it."""

from __future__ import annotations

import io
from pathlib import Path

from fontTools.ttLib import TTFont
from fontTools.ttLib.tables._f_v_a_r import Axis, table__f_v_a_r

from campaign.config.configuration import OwnFont, Typefaces
from campaign.look.typefaces import (
    face_rules,
    first_file,
    font_rules,
    is_variable,
)
from tests.made import FONT


def variable_font() -> bytes:
    """Return the example's font with the table that only a font of many weights has."""
    with TTFont(io.BytesIO(FONT)) as font:
        font["fvar"] = table__f_v_a_r()
        font["fvar"].axes = [axis := Axis()]
        axis.axisTag, axis.axisNameID = "wght", 256
        file = io.BytesIO()
        font.save(file)
    return file.getvalue()


def test_a_font_of_many_weights_is_known(tmp_path: Path) -> None:
    for name, data, is_one in (("a", variable_font(), True), ("b", FONT, False), ("c", b"", False)):
        (tmp_path / f"{name}.woff2").write_bytes(data)
        assert is_variable(tmp_path / f"{name}.woff2") is is_one
    rules = font_rules(Typefaces(text="own", own=OwnFont(regular="a.woff2")), tmp_path)
    assert "font-weight: 1 1000;" in rules


def test_each_file_has_its_weight(tmp_path: Path) -> None:
    for name in ("a", "b"):
        (tmp_path / f"{name}.woff2").write_bytes(FONT)
    one, two = OwnFont(regular="a.woff2"), OwnFont(regular="a.woff2", bold="b.woff2")

    def weights(typefaces: Typefaces) -> list[str]:
        rules = font_rules(typefaces, tmp_path).splitlines()
        return [rule.partition("font-weight: ")[2].partition(";")[0] for rule in rules]

    assert weights(Typefaces(text="own", own=one)) == ["400"]
    assert weights(Typefaces(headings="own", own=one)) == ["1 1000"]  # never made bolder
    assert weights(Typefaces(headings="own", own=two)) == ["400", "700"]
    assert first_file(Typefaces(headings="own", own=two)) == "b.woff2"
    assert first_file(Typefaces(text="own", own=two)) == "a.woff2"
    assert first_file(Typefaces(text="sans")) is None
    assert first_file(None) is None


def test_what_is_left_out_stays_as_it_is() -> None:
    assert face_rules(None) == ""
    assert face_rules(Typefaces(text="sans")) == (
        ":root { --text: var(--sans); --headings: var(--sans); --small: var(--sans); }"
    )
    own = Typefaces(headings="own", small="own", own=OwnFont(regular="a.woff2"))
    assert face_rules(own) == (
        ":root { --text: var(--serif); --headings: Campaign, var(--serif); "
        "--small: Campaign, var(--sans); }"
    )
