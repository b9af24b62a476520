"""Cards: whole in any script, small, and honest about what they cannot show."""

from __future__ import annotations

import shutil
from collections.abc import Mapping
from dataclasses import replace
from functools import cache
from io import BytesIO
from pathlib import Path
from tempfile import NamedTemporaryFile

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from PIL import Image, ImageChops

from campaign.content.pages import Focus, LeadPicture
from campaign.look.colours import DRAWN, drawn_colours
from campaign.output.build_page import speaker
from campaign.output.cards import (
    HEIGHT,
    LARGEST_PICTURED,
    LARGEST_SIZE,
    PICTURE_WIDTH,
    WIDTH,
    Card,
    Cards,
    legible,
)
from campaign.output.fonts import code_points, load_fonts
from campaign.output.output_files import MadeFiles
from tests.made import photograph, saved
from tests.sites import ROOT

pytestmark = pytest.mark.build

OVERRIDES = ROOT / "overrides"
FONTS = OVERRIDES / "fonts"
MORE = FONTS / "more" / "campaign_site_fonts"
COLOURS, UNREAD = drawn_colours((OVERRIDES / "assets/campaign.css").read_text("utf-8"))
BAND, MARGIN = 18, 80
PLAIN = Card("The letter", "An open letter", "203 organizations", "en", "US", "ltr")
ARABIC = Card("الرسالة", "رسالة مفتوحة إلى المجلس (2021)", "203 منظمات", "ar", "EG", "rtl")
WORDS = st.text(st.characters(exclude_categories=("Cs", "Cc")), max_size=300)
SHOWN = st.lists(
    st.sampled_from([*"abcdeWW.,()&<>'\"éñßŁΩДж العربية\u200d -–…   ", "e\u0301"]), max_size=400
).map("".join)


@cache
def drawer() -> Cards:
    fonts = load_fonts([FONTS])
    return Cards(OVERRIDES / "cards", COLOURS, fonts, Path(), MadeFiles(Path()))


def draw(card: Card, by: Cards | None = None) -> bytes:
    return (by or drawer()).draw(card)


def pictured(folder: Path, data: bytes, focus: Focus = "center") -> tuple[Cards, LeadPicture]:
    """Return who draws a card with a picture, and the picture."""
    (folder / "a.jpg").write_bytes(data)
    return replace(drawer(), docs=folder), LeadPicture(file="a.jpg", alt="A crowd", focus=focus)


def with_fonts(folder: Path, colours: Mapping[str, str] = COLOURS) -> Cards:
    return replace(drawer(), colours=colours, fonts=load_fonts([folder]))


def picture(data: bytes) -> Image.Image:
    return Image.open(BytesIO(data)).convert("RGB")


def ink_box(data: bytes) -> tuple[int, int, int, int]:
    """Return what is drawn below the band at the top, which reaches from side to side."""
    image = picture(data)
    paper = Image.new("RGB", image.size, COLOURS["paper"])
    paper.paste(image.crop((0, 0, WIDTH, BAND)), (0, 0))
    box = ImageChops.difference(image, paper).getbbox()
    assert box
    return box


def lines(data: bytes) -> list[tuple[int, int]]:
    """Return where each line of text begins and ends, from left to right, of a title alone."""
    grey = picture(data).convert("L").crop((0, BAND, WIDTH, HEIGHT))
    dark = grey.point(lambda value: 255 * (value < 200))
    rows = [dark.crop((0, y, WIDTH, y + 1)).getbbox() for y in range(dark.height)]
    found: list[tuple[int, int]] = []
    gap = 99
    for row in rows:
        if row is None:
            gap += 1
            continue
        if gap > 6 or not found:
            found.append((row[0], row[2]))
        found[-1] = (min(found[-1][0], row[0]), max(found[-1][1], row[2]))
        gap = 0
    return found


@pytest.mark.parametrize("card", [PLAIN, ARABIC])
@pytest.mark.parametrize("number", ["4", "5,240", "1,000,000"])
def test_the_number_of_those_who_signed_is_large_and_whole(card: Card, number: str) -> None:
    grey = picture(draw(card._replace(number=number))).convert("L")
    below = grey.crop((0, 455, WIDTH, HEIGHT)).point(lambda value: 255 * (value < 200))
    box = below.getbbox()
    assert box
    assert box[3] - box[1] > 80, "a numeral is twice as high as any line"
    assert box[0] >= 75
    assert box[2] <= 1125
    assert box[3] <= HEIGHT - 455 - 10


def test_it_is_drawn_in_the_colours_of_the_style_sheet() -> None:
    assert UNREAD == ()
    colours = {"paper": "#faf0e6", "ink": "#0a141e", "edge": "#636363", "accent": "#005aa0"}
    data = draw(PLAIN, with_fonts(FONTS, colours))
    used = {"#" + bytes(colour).hex() for _, colour in picture(data).getcolors(1000) or ()}
    assert set(colours.values()) <= used


@settings(deadline=None)
@given(SHOWN, SHOWN, st.sampled_from(["ltr", "rtl"]))
@example("aaaaaaaaaaaaaaaa .aa", "", "ltr")
def test_no_text_makes_it_large_or_leaves_the_margins(
    title: str, fact: str, direction: str
) -> None:
    card = Card("The letter", title, fact, "ar" if direction == "rtl" else "en", "", direction)
    data = draw(card)
    assert len(data) <= LARGEST_SIZE
    left, _, right, bottom = ink_box(data)
    overhang = 16  # a letter's swash may reach a little beyond its own width
    assert left >= MARGIN - overhang
    assert right <= WIDTH - MARGIN + overhang
    assert bottom < HEIGHT


@settings(deadline=None)
@given(WORDS, WORDS)
def test_any_text_gives_a_card_or_is_named(title: str, fact: str) -> None:
    families = drawer().families
    shown, missing = legible(Card("", title, fact, "en", "", "ltr"), families)
    assert all(
        ord(c) not in families.covered(family) for c in missing for family in families.families
    )
    if shown:
        assert not families.missing("".join(shown[:3]))
        assert draw(shown).startswith(b"\x89PNG")
    elif title.strip():
        assert missing


def test_arabic_letters_are_joined_and_numbers_stay_in_order() -> None:
    def width(text: str, direction: str = "rtl") -> int:
        left, _, right, _ = ink_box(draw(Card("", text, "", "ar", "", direction)))
        return right - left

    assert width("رسالة") < width("\u200c".join("رسالة")) * 0.95  # the sign keeps letters apart
    digits, both = ink_box(draw(Card("", "2021", "", "ar", "", "rtl"))), "عام 2021"
    image = picture(draw(Card("", both, "", "ar", "", "rtl")))
    left = ink_box(draw(Card("", both, "", "ar", "", "rtl")))[0]
    number = picture(draw(Card("", "2021", "", "ar", "", "rtl"))).crop(digits)
    assert (
        abs(
            image.crop((left, digits[1], left + number.width, digits[3])).histogram()[0]
            - number.histogram()[0]
        )
        < 200
    )  # the number stands at the left, its digits in their order


def test_persian_has_a_six_of_its_own() -> None:
    persian, arabic = (draw(Card("", digit, "", "fa", "", "rtl")) for digit in "۶٦")
    assert picture(persian).tobytes() != picture(arabic).tobytes()


def test_a_title_shrinks_wraps_evenly_and_only_then_is_cut() -> None:
    def set_(text: str) -> list[tuple[int, int]]:
        return lines(draw(Card("", text, "", "en", "", "ltr")))

    assert len(set_("About")) == 1
    widths = [right - left for left, right in set_("word " * 24)]
    assert 1 < len(widths) < 6
    assert max(widths) < 1.5 * min(widths)
    assert len(set_("word " * 80)) == 5
    assert draw(PLAIN._replace(title="word " * 80)) == draw(PLAIN._replace(title="word " * 90))
    assert len(set_("W" * 60)) > 1


@pytest.mark.parametrize(
    ("language", "title", "is_whole"),
    [
        ("ko", "예시 시민 단체들이 보내는 공개 서한입니다 그리고 더 많은 이야기", True),
        ("zh", "示例公民团体致市议会的公开信" * 3, False),
        ("ja", "例の市民団体から議会への公開書簡" * 3, False),
    ],
)
def test_lines_of_east_asia_end_where_its_readers_expect(
    language: str, title: str, is_whole: bool
) -> None:
    card = Card("", title, "", language, "", "ltr")
    assert legible(card, drawer().families) == (card, "")
    assert len(lines(draw(card))) > 1
    if is_whole:  # as with spaces that no line may end at, between all letters of a word
        glued = card._replace(title=title.replace(" ", " \u200b"))
        assert lines(draw(glued)) == lines(draw(card))
    else:
        widths = [right - left for left, right in lines(draw(card))]
        assert max(widths) - min(widths[:-1]) < 200


@pytest.mark.parametrize("card", [PLAIN, ARABIC, PLAIN._replace(title="We ask this. " * 30)])
def test_a_card_shows_its_pages_picture_beside_the_words(card: Card, tmp_path: Path) -> None:
    by, shown = pictured(tmp_path, photograph())
    data = draw(card._replace(picture=shown), by)
    image = Image.open(BytesIO(data))
    assert (image.format, image.size) == ("JPEG", (WIDTH, HEIGHT))
    assert len(data) <= LARGEST_PICTURED
    assert data == draw(card._replace(picture=shown), by)
    words = picture(data).crop((PICTURE_WIDTH, BAND, WIDTH, HEIGHT))
    paper = Image.new("RGB", words.size, COLOURS["paper"])
    box = ImageChops.difference(words, paper).convert("L").point(lambda v: 255 * (v > 99)).getbbox()
    assert box
    assert box[0] >= 40
    assert box[2] <= words.width - 40


def test_the_part_that_matters_stays_in_sight(tmp_path: Path) -> None:
    halves = Image.new("RGB", (2000, 630), "#ff0000")
    halves.paste("#0000ff", (1000, 0, 2000, 630))
    colours = []
    for focus in ("left", "bottom right"):
        by, shown = pictured(tmp_path, saved(halves, "JPEG"), focus)
        red, _, blue = picture(draw(PLAIN._replace(picture=shown), by)).getpixel((270, 315))
        colours.append("red" if red > blue else "blue")
    assert colours == ["red", "blue"]


def test_a_text_that_the_fonts_lack_is_replaced_and_signs_are_left_out() -> None:
    fonts = drawer().families
    card = PLAIN._replace(title="𠀀𠀁𠀂𠀃")
    shown, missing = legible(card, fonts)
    assert (shown, missing) == (card._replace(campaign="", title="The letter"), "𠀀𠀁𠀂𠀃")
    shown, missing = legible(card._replace(title="Act now 🎉!"), fonts)
    assert shown
    assert (shown.title, missing) == ("Act now !", "🎉")
    assert legible(card._replace(campaign="𠀄"), fonts) == (None, "𠀄𠀀𠀁𠀂𠀃")
    assert legible(PLAIN, fonts) == (PLAIN, "")
    assert legible(PLAIN._replace(title="نامه\u200cای"), fonts)[1] == ""


def test_a_font_that_is_added_stands_in(tmp_path: Path) -> None:
    for name in ("NotoSerif-Bold", "NotoSans-Bold"):
        shutil.copy(FONTS / f"{name}.ttf", tmp_path)
    before = with_fonts(tmp_path)
    assert before.families.missing("رسالة")
    shutil.copy(MORE / "NotoNaskhArabic-Bold.ttf", tmp_path / "Added.ttf")
    after = with_fonts(tmp_path)
    assert not after.families.missing("رسالة")
    assert set(after.fonts_of(PLAIN)) < set(after.fonts_of(ARABIC))
    assert after.fonts_of(PLAIN) == before.fonts_of(PLAIN)  # what a card does not need


@pytest.mark.parametrize("data", [b"", b"no font", b"ttcf" + bytes(20), b"\0\1\0\0\1" + bytes(40)])
def test_what_is_no_font_is_told_and_passed_over(tmp_path: Path, data: bytes) -> None:
    (tmp_path / "Broken.ttf").write_bytes(data)
    fonts = load_fonts([tmp_path])
    assert fonts.faces == ()
    assert [path.name for path in fonts.refused] == ["Broken.ttf"]


@given(st.lists(st.integers(0, 600), max_size=8))
def test_a_damaged_font_never_crashes(places: list[int]) -> None:
    whole = bytearray((MORE / "NotoNaskhArabic-Bold.ttf").read_bytes()[:4000])
    for at in places:
        whole[at] ^= 0xFF
    with NamedTemporaryFile(suffix=".ttf") as file:
        file.write(whole)
        file.flush()
        assert all(0 <= code <= 0x10FFFF for code in code_points(file.name))


@pytest.mark.parametrize(
    ("css", "colours", "unread"),
    [
        (
            "/* :root { --ink: #000; } */ :root { --paper: #FFF; --ink: oklch(20% 0 0); }",
            DRAWN | {"paper": "#ffffff"},
            ("ink", "edge", "accent"),
        ),
        ("", DRAWN, tuple(DRAWN)),
        (  # those for the dark and for paper are none of a card's
            ":root { --paper: #fff; --ink: #111; --edge: #222; --accent: #333; }\n"
            "@media screen and (prefers-color-scheme: dark) { :root { --paper: #000; } }\n"
            ":root { --accent: #00f; }\n@media print { a { color: red; } :root { --ink: #eee; } }",
            {"paper": "#ffffff", "ink": "#111111", "edge": "#222222", "accent": "#0000ff"},
            (),
        ),
    ],
)
def test_colours_are_those_of_the_style_or_else_the_projects_own(
    css: str, colours: dict[str, str], unread: tuple[str, ...]
) -> None:
    assert drawn_colours(css) == (colours, unread)


def test_the_alternative_says_what_the_picture_says() -> None:
    assert PLAIN.alternative == "An open letter · 203 organizations · The letter"
    assert Card("", "About", "", "en", "US", "ltr").alternative == "About"
    shown = LeadPicture(file="a.jpg", alt="A crowd")
    assert PLAIN._replace(picture=shown).alternative.endswith(" · The letter · A crowd")


@pytest.mark.parametrize(
    ("name", "title", "expected"),
    [
        ("A letter to the council", "Demands", "A letter to the council"),
        ("A letter to the council", "A Letter to the Council", "Short"),
        ("A letter to the council", "A letter", "Short"),
        ("x" * 41, "Demands", "Short"),
    ],
)
def test_the_campaign_is_named_where_that_says_more(name: str, title: str, expected: str) -> None:
    assert speaker(name, "Short", title, 40) == expected


def test_its_address_changes_with_what_is_shown_and_with_the_colours(tmp_path: Path) -> None:
    def address(card: Card, by: Cards) -> str:
        drawn_by = replace(by, made=MadeFiles(tmp_path))
        drawn_by.want("about.md", card)
        ((path, _),) = drawn_by.made.files()
        return path

    first = address(PLAIN, drawer())
    assert address(PLAIN, drawer()) == first
    assert address(PLAIN._replace(fact="204 organizations"), drawer()) != first
    assert address(PLAIN, with_fonts(FONTS, DRAWN | {"ink": "#000000"})) != first
