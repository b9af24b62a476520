"""A packed PDF is the same document, smaller, and always the same bytes."""

from __future__ import annotations

import io
from functools import cache

import pikepdf
import typst

from campaign.output.pdf.printing import packed
from tests.sites import ROOT

SOURCE = b"""#set document(title: "endobj", author: "(a) endstream")
#set text(font: "Libertinus Serif")
= One endobj
#link("https://example.org/")[endstream]
#list(..range(600).map(n => [Name #n]))
"""


@cache
def original() -> bytes:
    fonts = typst.Fonts(
        include_system_fonts=False,
        include_embedded_fonts=False,
        font_paths=[str(ROOT / "overrides" / "fonts")],
    )
    made = typst.compile(SOURCE, font_paths=fonts, format="pdf", pdf_standards="ua-1", timestamp=0)
    assert isinstance(made, bytes)
    return made


def test_every_object_is_in_it_and_it_is_smaller() -> None:
    before, after = (pikepdf.open(io.BytesIO(data)) for data in (original(), packed(original())[0]))
    assert [page.Contents.read_bytes() for page in after.pages] == [
        page.Contents.read_bytes() for page in before.pages
    ]
    assert after.Root.Metadata.read_bytes() == before.Root.Metadata.read_bytes()
    assert after.Root.StructTreeRoot.keys() == before.Root.StructTreeRoot.keys()
    assert after.Root.MarkInfo == {"/Marked": True}
    assert len(packed(original())[0]) < len(original()) / 2


def test_it_is_always_packed_in_the_same_way() -> None:
    assert packed(original())[0] == packed(original())[0]
