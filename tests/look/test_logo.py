"""The logo: what its file must be, what of SVG may stand in it, and the room that it is given."""

from __future__ import annotations

import io
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from campaign.look.logo import LARGEST_LOGO, LOGO_HEIGHT, Picture, logo_in_header
from campaign.safety.svg_check import read_drawing
from tests.dressed import LIGHT
from tests.look.named_files import told_of

SVG = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 80 40">{}</svg>'


def picture(width: int, height: int, kind: str = "PNG") -> bytes:
    file = io.BytesIO()
    Image.new("RGB", (width, height), (0, 68, 136)).save(file, kind)
    return file.getvalue()


def problems(tmp_path: Path, logo: Any, **files: str | bytes) -> list[str]:
    return told_of(tmp_path, {"logo": logo}, files)


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("a_svg", LIGHT),
        ("a_png", picture(120, 40)),
        ("a_webp", picture(120, 40, "WEBP")),
        ("a_svg", f"<?xml version='1.0' encoding='UTF-8'?>\n<!-- a note -->\n{LIGHT}"),
    ],
)
def test_a_logo_is_taken_with_its_size(name: str, data: str | bytes, tmp_path: Path) -> None:
    file = name.replace("_", ".")
    assert problems(tmp_path, {"file": file, "alt": "Example"}, **{name: data}) == []
    assert logo_in_header(tmp_path / "docs", file) == Picture(file, 120, LOGO_HEIGHT)


BELOW_DOCS = "write its path below docs/"


@pytest.mark.parametrize(
    ("logo", "files", "told"),
    [
        (
            {"file": "no.svg"},
            {},
            "file: no.svg | 'file' is \"no.svg\", but docs/no.svg does not exist; add the file",
        ),
        *(
            ({"file": file}, {}, f"file: {file} | 'file' is \"{file}\"; {BELOW_DOCS}")
            for file in ("../a.svg", "/a.svg", "docs/a.svg", "https://example.org/a.svg")
        ),
        (
            {"file": "a.svg", "dark": "b.gif"},
            {"a_svg": LIGHT, "b_gif": b"GIF89a"},
            "dark: b.gif | 'dark' is \"b.gif\"; name a file that ends in .svg, .png or .webp",
        ),
        (
            {"file": "a.svg"},
            {"a_svg": LIGHT, "b_svg": LIGHT},
            "docs/b.svg: an SVG can hold a script",
        ),
        (
            {"file": "a.svg"},
            {"a_svg": SVG.format("\n<script>x()</script>")},
            "docs/a.svg:2:1: the drawing holds",
        ),
        (
            {"file": "a.svg"},
            {"a_svg": SVG.format("<!--" + "x" * LARGEST_LOGO + "-->")},
            "docs/a.svg: the file has 60 kB",
        ),
        (
            {"file": "a.svg"},
            {"a_svg": "<svg xmlns='http://www.w3.org/2000/svg'/>"},
            "docs/a.svg: the drawing does not say its size",
        ),
        (
            {"file": "a.png"},
            {"a_png": picture(900, 40)},
            "docs/a.png: the logo is 22.5 times as wide as it is high",
        ),
        ({"file": "a.png"}, {"a_png": b"no picture"}, "docs/a.png: the file is no PNG picture"),
    ],
)
def test_mistakes_are_told_at_their_place(
    logo: dict[str, str], files: dict[str, str | bytes], told: str, tmp_path: Path
) -> None:
    assert problems(tmp_path, logo, **files)[-1].startswith(told)


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
