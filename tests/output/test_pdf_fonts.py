"""Which characters the fonts can print, and what becomes of those that they cannot."""

from __future__ import annotations

import io
import shutil
from functools import cache
from pathlib import Path
from typing import Any

import pikepdf
import pytest
from hypothesis import given
from hypothesis import strategies as st

from campaign.output.fonts import FontSet, clusters, load_fonts
from campaign.output.pdf.printing import (
    MOST_LINES,
    is_wanted,
    messages,
    named_font_folders,
    packed,
    print_letter,
    with_signs,
)
from campaign.output.typesetting import Unset, typeset
from tests.sites import ROOT

FONTS = ROOT / "overrides" / "fonts"
MORE = FONTS / "more" / "campaign_site_fonts"
TEMPLATE = """#let letter = json(bytes(sys.inputs.letter))
#set document(title: "x")
#set text(font: letter.fonts, fallback: false)
#for name in letter.names { par(name) }
"""
PACKED = """#set document(title: "endobj", author: "(a) endstream")
#set text(font: "Libertinus Serif")
= One endobj
#link("https://example.org/")[endstream]
#list(..range(600).map(n => [Name #n]))
"""


@cache
def fonts() -> FontSet:
    return FontSet(load_fonts([FONTS]).faces)


def written(target: Path, template: str = TEMPLATE) -> Path:
    target.mkdir()
    (target / "letter.typ").write_text(template, encoding="utf-8")
    return target / "letter.typ"


def test_the_fonts_and_their_licence_are_small_enough_to_ship() -> None:
    assert sum(path.stat().st_size for path in FONTS.rglob("*")) < 13_000_000
    licence = (FONTS / "OFL.txt").read_text(encoding="utf-8")
    assert "SIL OPEN FONT LICENSE Version 1.1" in licence
    assert {path.name.split("-")[0][:4] for path in FONTS.rglob("*.?tf")} == {
        "Libe",
        "Noto",
        "Droi",
    }
    assert "Version 2.0" in (MORE / "APACHE.txt").read_text(encoding="utf-8")


FAMILIES = {
    "Libertinus Serif": "é Ж ễ ς ש",
    "Noto Naskh Arabic": "م",
    "Noto Serif Devanagari": "हि",
    "Noto Serif Bengali": "ক্ষ",
    "Noto Serif Thai": "ไ",
    "Noto Sans CJK KR": "한글",
    "Droid Sans Fallback": "漢字 かな 简体",
    None: "\U00020000 \ue000",
}


def test_a_character_and_its_marks_come_from_one_family() -> None:
    for family, texts in FAMILIES.items():
        for text in texts.split():
            found = {fonts().family_of(cluster) for cluster in clusters(text)}
            assert found == {family}, text


@given(st.text())
def test_clusters_are_the_text_again(text: str) -> None:
    assert "".join(clusters(text)) == text


def test_the_letters_script_chooses_the_main_family() -> None:
    assert fonts().main_for("Dear 1") == "Libertinus Serif"
    assert fonts().main_for("السادة الأعزاء ABC") == "Noto Naskh Arabic"


def test_what_cannot_be_printed_is_replaced_and_named(tmp_path: Path) -> None:
    names = ["Ada", "𠀀𠀁 x𠀀", 'a"\ue000\\', "ᜠ", "שלום", "हिन्दी"]
    made = print_letter(
        {"names": names}, "Dear", template=written(tmp_path / "pdf"), fonts=[FONTS], moment=0
    )
    assert made.data.startswith(b"%PDF-1.7")
    assert made.missing == {'a"\ue000\\': ["\ue000"], "ᜠ": ["ᜠ"], "𠀀𠀁 x𠀀": ["𠀀", "𠀁"]}
    assert messages(made.missing, "overrides/fonts")[1:] == [
        'no font of the PDF has "ᜠ" (U+1720, HANUNOO LETTER A) in "ᜠ"',
        'no font of the PDF has "𠀀" (U+20000), "𠀁" (U+20001) in "𠀀𠀁 x𠀀"',
        "a sign stands in the place of each; add the package campaign_site_fonts, or put a font "
        "that has them into overrides/fonts/",
    ]


def test_a_sign_stands_only_in_what_is_printed() -> None:
    data = {"names": ["Ada", "漢 x漢"], "url": "https://漢.example/", "n": 1, "deep": [["漢"]]}
    found, missing = with_signs(data, {"漢"}, "?")
    assert found == {"names": ["Ada", "? x?"], "url": data["url"], "n": 1, "deep": [["?"]]}
    assert missing == {"漢": ["漢"], "漢 x漢": ["漢"]}


def test_the_messages_of_many_names_are_few() -> None:
    many = {f"漢 {n}": ["漢"] for n in range(100)}
    found = messages(many, "x")
    assert len(found) == MOST_LINES + 2
    assert found[-2] == "90 more texts have such characters"
    assert messages({}, "x") == []


@pytest.mark.parametrize(
    ("template", "folder", "told"),
    [
        ("= x\n\n#nothing\n", FONTS, r"/pdf/letter.typ:3:1: unknown variable: nothing"),
        (TEMPLATE, ROOT / "none", "put the fonts back"),
    ],
)
def test_what_keeps_it_from_being_set_is_said(
    template: str, folder: Path, told: str, tmp_path: Path
) -> None:
    with pytest.raises(Unset, match=told):
        print_letter({}, "", template=written(tmp_path / "pdf", template), fonts=[folder], moment=0)


def test_packed_it_has_every_object_in_fewer_bytes(tmp_path: Path) -> None:
    template = written(tmp_path / "pdf", PACKED)
    made = typeset(template, {}, load_fonts([FONTS]).loaded, format="pdf", pdf_standards="ua-1")
    small, pages = packed(made)
    assert len(small) < len(made) / 2
    before, after = (pikepdf.open(io.BytesIO(data)) for data in (made, small))
    assert pages == len(after.pages)
    assert [page.Contents.read_bytes() for page in after.pages] == [
        page.Contents.read_bytes() for page in before.pages
    ]
    assert after.Root.Metadata.read_bytes() == before.Root.Metadata.read_bytes()
    assert after.Root.StructTreeRoot.keys() == before.Root.StructTreeRoot.keys()
    assert after.Root.MarkInfo == {"/Marked": True}


def test_fonts_in_other_folders_are_used_too(tmp_path: Path) -> None:
    template = written(tmp_path / "pdf")
    own, more = tmp_path / "own", tmp_path / "more"
    for name, path in (("Thai", more), ("", own)):
        path.mkdir()
        file = f"NotoSerif{name}-Regular.ttf"
        shutil.copy(MORE / file, path / file)
    given: dict[str, Any] = {"names": ["ไ"]}
    without = print_letter(given, "Dear", template=template, fonts=[own], moment=0)
    assert without.missing == {"ไ": ["ไ"]}
    with_them = print_letter(given, "Dear", template=template, fonts=[own, more], moment=0)
    assert with_them.missing == {}


@pytest.mark.parametrize(
    ("pdf", "environment", "is_served", "wanted"),
    [
        (True, {}, False, True),
        (True, {}, True, False),
        (False, {}, False, False),
        (True, {"CAMPAIGN_PDF": "no"}, False, False),
        (False, {"CAMPAIGN_PDF": "yes"}, False, True),
        (False, {"CAMPAIGN_PDF": "YES"}, True, True),
        (True, {"CAMPAIGN_PDF": ""}, False, True),
        (False, {"CAMPAIGN_PDF_LANGUAGE": "es"}, False, False),
        (True, {"CAMPAIGN_PDF_LANGUAGE": "es"}, False, True),
        (True, {"CAMPAIGN_PDF_LANGUAGE": "en"}, False, False),
        (True, {"CAMPAIGN_PDF_LANGUAGE": ""}, False, True),
    ],
)
def test_when_a_build_makes_one(
    pdf: bool, environment: dict[str, str], is_served: bool, wanted: bool
) -> None:
    assert is_wanted(pdf, environment, is_served=is_served, language="es") is wanted


def test_the_folders_of_more_fonts() -> None:
    assert named_font_folders({}) == []
    assert named_font_folders({"CAMPAIGN_FONTS": "/a b:/c"}) == [Path("/a b"), Path("/c")]
