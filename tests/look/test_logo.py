"""The logo: what of SVG may stand in it, and the room that it is given."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from campaign.look.logo import LOGO_HEIGHT, Picture, logo_in_header
from campaign.safety.svg_check import read_drawing
from tests.golden import cases
from tests.made import LIGHT, picture

SVG = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 80 40">{}</svg>'


@pytest.mark.parametrize(
    ("file", "data"),
    [
        ("a.svg", f"<?xml version='1.0' encoding='UTF-8'?>\n<!-- a note -->\n{LIGHT}".encode()),
        ("a.png", picture(120, 40)),
        ("a.webp", picture(120, 40, "WEBP")),
    ],
)
def test_a_logo_is_shown_with_its_size(file: str, data: bytes, tmp_path: Path) -> None:
    (tmp_path / file).write_bytes(data)
    assert logo_in_header(tmp_path, file) == Picture(file, 120, LOGO_HEIGHT)


@pytest.mark.parametrize("case", cases("drawings"))
def test_only_what_draws_may_stand_in_a_drawing(case: dict[str, Any]) -> None:
    text = case["case"] if case.get("whole") else SVG.format(case["case"])
    found = [fault.why.partition("; ")[0] for fault in read_drawing(text.encode()).faults]
    assert found == case["faults"]


@given(st.binary(max_size=200) | st.text(max_size=200).map(lambda t: SVG.format(t).encode()))
def test_no_file_breaks_the_reader(data: bytes) -> None:
    drawing = read_drawing(data)
    assert drawing.faults or drawing.size
