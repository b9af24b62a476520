"""The logo: what its file must be, what of SVG may stand in it, and the room that it is given."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from campaign.look.logo import LARGEST_LOGO, LOGO_HEIGHT, Picture, logo_in_header
from campaign.safety.svg_check import read_drawing
from tests.dressed import LIGHT
from tests.look.named_files import told_of
from tests.sites import put

SVG = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 80 40">{}</svg>'


def picture(width: int, height: int, kind: str = "PNG") -> bytes:
    file = io.BytesIO()
    Image.new("RGB", (width, height), (0, 68, 136)).save(file, kind)
    return file.getvalue()


@pytest.mark.parametrize(
    ("file", "data"),
    [
        ("a.svg", LIGHT),
        ("a.png", picture(120, 40)),
        ("a.webp", picture(120, 40, "WEBP")),
        ("a.svg", f"<?xml version='1.0' encoding='UTF-8'?>\n<!-- a note -->\n{LIGHT}"),
    ],
)
def test_a_logo_is_taken_with_its_size(file: str, data: str | bytes, tmp_path: Path) -> None:
    assert told_of({"logo": {"file": file, "alt": "Example"}}, {file: data}) == []
    put(tmp_path / file, data)
    assert logo_in_header(tmp_path, file) == Picture(file, 120, LOGO_HEIGHT)


@pytest.mark.parametrize("file", ["../a.svg", "/a.svg", "docs/a.svg", "https://example.org/a.svg"])
def test_a_file_elsewhere_is_refused(file: str) -> None:
    (found,) = told_of({"logo": {"file": file}}, {})
    assert found.startswith(f"file: {file} | 'file' is \"{file}\"; write its path below docs/")


def test_a_file_that_is_not_there_or_of_another_kind_is_told() -> None:
    (found,) = told_of({"logo": {"file": "no.svg"}}, {})
    assert found.startswith("file: no.svg | 'file' is \"no.svg\", but docs/no.svg does not exist; ")
    files = {"a.svg": LIGHT, "b.gif": b"GIF89a"}
    *_, found = told_of({"logo": {"file": "a.svg", "dark": "b.gif"}}, files)
    assert found.startswith("dark: b.gif | 'dark' is \"b.gif\"; name a file that ends in .svg, ")
    *_, found = told_of({"logo": {"file": "a.svg"}}, {"a.svg": LIGHT, "b.svg": LIGHT})
    assert found.startswith("docs/b.svg: an SVG can hold a script")


@pytest.mark.parametrize(
    ("file", "data", "told"),
    [
        ("a.svg", SVG.format("\n<script>x()</script>"), ":2:1: the drawing holds"),
        ("a.svg", SVG.format(f"<!--{'x' * LARGEST_LOGO}-->"), ": the file has 60 kB"),
        (
            "a.svg",
            "<svg xmlns='http://www.w3.org/2000/svg'/>",
            ": the drawing does not say its size",
        ),
        ("a.png", picture(900, 40), ": the logo is 22.5 times as wide as it is high"),
        ("a.png", b"no picture", ": the file is no PNG picture"),
    ],
)
def test_what_is_wrong_with_a_file_is_told(file: str, data: str | bytes, told: str) -> None:
    assert told_of({"logo": {"file": file}}, {file: data})[-1].startswith(f"docs/{file}{told}")


@pytest.mark.parametrize(
    ("inside", "told"),
    [
        ("<foreignObject/>", "<foreignObject>, which is more than a drawing"),
        ("<image href='x.png'/>", "<image>"),
        ("<a href='https://example.org/'/>", "<a>"),
        ("<set attributeName='href'/>", "<set>"),
        ("<x:script xmlns:x='http://www.w3.org/2000/svg'/>", "<x:script>"),
        ("<g xmlns='http://www.w3.org/1999/xhtml'/>", "another language"),
        ("<g onload='x()'/>", '"onload", which runs a script'),
        ("<g ONclick='x()'/>", "runs a script"),
        ("<use href='other.svg#a'/>", 'leads to "other.svg#a", outside of itself'),
        ("<use xlink:href='data:image/svg+xml,x' xmlns:xlink='x'/>", "outside of itself"),
        ("<path fill='url(https://example.org/)'/>", "loads from elsewhere"),
        ("<path style='fill:\\75rl(//example.org)'/>", "loads from elsewhere"),
        ("<style>@import 'x'</style>", "the drawing's style loads from elsewhere"),
        ("<style>a{fill:ur</style><style>l(x)}</style>", None),
        ("<style>a{fill:u<g/>rl(//example.org)}</style>", "style loads from elsewhere"),
        ("<style><![CDATA[a{fill:url(//example.org)}]]></style>", "style loads from elsewhere"),
        ("<g xml:base='https://example.org/'/>", '"xml:base", which draws nothing'),
        ("<g xmlns:i='i' i:filename='C:/Sample'/>", '"i:filename", which draws nothing'),
        ("<?xml-stylesheet href='x.css'?>", "<?xml-stylesheet>, which may load a file"),
        ("<g>", "the file is no SVG"),
        ("<g id='a'><use href='#b'/></g><use href='#c' xlink:href='#a'/>", "what itself repeats"),
        ("<path fill='url(#a)'/><use href='#a'/><style>a{fill:url( '#a' )}</style>", None),
    ],
)
def test_only_what_draws_may_stand_in_a_drawing(inside: str, told: str | None) -> None:
    faults = read_drawing(SVG.format(inside).encode()).faults
    assert bool(faults) == (told is not None)
    assert any(told in fault.why for fault in faults) or told is None


@pytest.mark.parametrize(
    ("data", "told"),
    [
        (f"<?xml version='1.0'?>\n<!DOCTYPE svg>\n{LIGHT}".encode(), "document type (<!DOCTYPE)"),
        (b"<!DOCTYPE x [<!ENTITY a '<use/>'>]><svg>&a;</svg>", "document type"),
        (b"<html xmlns='http://www.w3.org/1999/xhtml'/>", "the file is no SVG"),
        (b"<svg viewBox='0 0 1 1'/>", "the file is no SVG"),
        (b"", "the file is no SVG"),
        (b"\xff\xfe<", "the file is no SVG"),
    ],
)
def test_what_is_no_plain_drawing_is_told(data: bytes, told: str) -> None:
    first, *others = read_drawing(data).faults
    assert told in first.why
    assert not others or "document type" not in told  # nothing behind one is read


@given(st.binary(max_size=200) | st.text(max_size=200).map(lambda t: SVG.format(t).encode()))
def test_no_file_breaks_the_reader(data: bytes) -> None:
    drawing = read_drawing(data)
    assert drawing.faults or drawing.size
