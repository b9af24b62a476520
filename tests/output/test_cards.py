"""Cards: whole in any script, small, and honest about what they cannot show."""

from __future__ import annotations

import shutil
import struct
from collections.abc import Callable
from contextlib import suppress
from io import BytesIO
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image, ImageChops

from campaign.look.font_characters import UnreadableFont, characters
from campaign.output.cards import drawing, store
from campaign.output.cards.card import HEIGHT, WIDTH, Card, card_path, speaker
from campaign.output.cards.colours import Colours, read_colours
from campaign.output.cards.drawing import MARGIN, TITLE_SIZES, draw
from campaign.output.cards.fonts import SMALL, TITLE, FontBook, can_shape, read_fonts
from campaign.output.cards.setting import ELLIPSIS, Typesetter
from campaign.output.cards.store import CardStore, digest, legible
from tests.sites import ROOT

FONTS = ROOT / "overrides" / "fonts"
BOOK, REFUSED = read_fonts(FONTS)
COLOURS, UNREAD = read_colours((ROOT / "overrides/assets/campaign.css").read_text("utf-8"))
PLAIN = Card("The letter", "An open letter", "203 organizations", "en", "ltr")
ARABIC = Card("الرسالة", "رسالة مفتوحة إلى المجلس (2021)", "203 منظمات", "ar", "rtl")
WORDS = st.text(st.characters(exclude_categories=("Cs", "Cc")), max_size=300)
SHOWN = st.text(
    st.sampled_from("abcdeWW.,()&<>'\"éñßŁΩДж العربية\u200d\u0301 -–…" + "   "), max_size=400
)


def picture(data: bytes) -> Image.Image:
    return Image.open(BytesIO(data)).convert("RGB")


def ink_box(data: bytes, colours: Colours = COLOURS) -> tuple[int, int, int, int]:
    """Return what is drawn below the band at the top, which reaches from side to side."""
    image = picture(data)
    paper = Image.new("RGB", image.size, colours.paper)
    paper.paste(image.crop((0, 0, WIDTH, drawing.BAND)), (0, 0))
    box = ImageChops.difference(image, paper).getbbox()
    assert box
    return box


def test_the_project_ships_fonts_with_their_licence() -> None:
    assert can_shape()
    assert REFUSED == []
    assert {TITLE, SMALL} <= {font.name for font in BOOK.order(TITLE)}
    assert "SIL OPEN FONT LICENSE" in (FONTS / "OFL.txt").read_text("utf-8")


@pytest.mark.parametrize("card", [PLAIN, ARABIC, PLAIN._replace(campaign="", fact="")])
def test_a_card_is_a_png_of_the_right_size(card: Card) -> None:
    image = Image.open(BytesIO(draw(card, COLOURS, BOOK)))
    assert image.format == "PNG"
    assert image.size == (WIDTH, HEIGHT) == (1200, 630)


def test_it_is_drawn_in_the_colours_of_the_style_sheet() -> None:
    assert UNREAD == ()
    colours = Colours((250, 240, 230), (10, 20, 30), (99, 99, 99), (0, 90, 160))
    used = {colour for _, colour in picture(draw(PLAIN, colours, BOOK)).getcolors(1000) or ()}
    assert set(colours) <= used


@given(SHOWN, SHOWN, st.sampled_from(["ltr", "rtl"]))
def test_no_text_makes_it_large_or_leaves_the_margins(
    title: str, fact: str, direction: str
) -> None:
    card = Card("The letter", title, fact, "ar" if direction == "rtl" else "en", direction)
    data = draw(card, COLOURS, BOOK)
    assert len(data) <= 30_000
    left, _, right, bottom = ink_box(data)
    overhang = 16  # a letter's swash may reach a little beyond its own width
    assert left >= MARGIN - overhang
    assert right <= WIDTH - MARGIN + overhang
    assert bottom < HEIGHT


@given(WORDS, WORDS)
def test_any_text_gives_a_card_or_is_named(title: str, fact: str) -> None:
    shown, missing = legible(Card("", title, fact, "en", "ltr"), BOOK)
    assert all(ord(c) not in f.characters for c in missing for f in BOOK.order(TITLE))
    if shown:
        assert not BOOK.missing("".join(shown[:3]))
        assert draw(shown, COLOURS, BOOK).startswith(b"\x89PNG")
    elif title.strip():
        assert missing


def test_reading_begins_on_the_side_of_the_language() -> None:
    title = Card("", "x", "", "en", "ltr")
    left = ink_box(draw(title, COLOURS, BOOK))
    right = ink_box(draw(title._replace(direction="rtl"), COLOURS, BOOK))
    assert left[0] - MARGIN < 12
    assert WIDTH - MARGIN - right[2] < 12


def test_arabic_letters_are_joined_and_numbers_stay_in_order() -> None:
    setter = Typesetter(BOOK, TITLE, "ar", "rtl")
    joined, apart = setter.width("رسالة"), sum(setter.width(letter) for letter in "رسالة")
    assert joined < apart * 0.95
    assert [piece.text for piece in setter.pieces("عام 2021")] == ["2021", "عام "]
    assert [piece.text for piece in Typesetter(BOOK, TITLE, "en", "ltr").pieces("a عام b")] == [
        "a ",
        "عام",
        " b",
    ]


def test_signs_beyond_the_first_plane_do_not_shift_the_cuts() -> None:
    setter = Typesetter(BOOK, TITLE, "en", "ltr")
    assert "".join(p.text for p in setter.pieces("a 😀 b عام 😀 c")).replace(" ", "") == "abعامc"


def test_a_title_shrinks_wraps_evenly_and_only_then_is_cut() -> None:
    setter = Typesetter(BOOK, TITLE, "en", "ltr")

    def set_(text: str) -> tuple[int, tuple[str, ...]]:
        setting = setter.set(text, TITLE_SIZES, 1040, 332)
        return setting.size, setting.lines

    assert set_("About") == (TITLE_SIZES[0], ("About",))
    size, lines = set_("word " * 24)
    assert size < TITLE_SIZES[0]
    assert " ".join(lines) == ("word " * 24).strip()
    widths = [setter.width(line) for line in lines]
    assert max(widths) < 1.5 * min(widths)
    size, lines = set_("word " * 80)
    assert size == TITLE_SIZES[-1]
    assert lines[-1].endswith(f"word{ELLIPSIS}")
    assert ELLIPSIS not in "".join(lines[:-1])
    size, lines = set_("W" * 60)
    assert "".join(lines) == "W" * 60
    assert len(lines) > 1


@pytest.mark.parametrize(
    ("language", "title", "whole"),
    [
        ("ko", "예시 시민 단체들이 보내는 공개 서한입니다", " "),
        ("zh", "示例公民团体致市议会的公开信", ""),
        ("ja", "例の市民団体から議会への公開書簡", ""),
    ],
)
def test_lines_of_east_asia_end_where_its_readers_expect(
    language: str, title: str, whole: str
) -> None:
    lines = Typesetter(BOOK, TITLE, language, "ltr").set(title, (72,), 700, 400).lines
    assert len(lines) > 1
    assert whole.join(lines) == title
    shown, missing = legible(Card("", title, "", language, "ltr"), BOOK)
    assert shown
    assert not missing


def test_no_file_but_kept_cards_is_deleted(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(store, "MOST_KEPT", 0)
    (tmp_path / "holiday.png").write_bytes(b"mine")
    (tmp_path / f"{'a' * 40}.png").write_bytes(b"old")
    keeper = CardStore(tmp_path, BOOK, COLOURS)
    keeper.want("page.md", PLAIN)
    assert len(list(keeper.images())) == 1
    assert (tmp_path / "holiday.png").exists()
    assert not (tmp_path / f"{'a' * 40}.png").exists()


def test_a_text_that_the_fonts_lack_is_replaced_and_signs_are_left_out() -> None:
    card = Card("The letter", "𠀀𠀁𠀂𠀃", "203 organizations", "en", "ltr")
    shown, missing = legible(card, BOOK)
    assert (shown, missing) == (card._replace(campaign="", title="The letter"), "𠀀𠀁𠀂𠀃")
    shown, missing = legible(card._replace(title="Act now 🎉!"), BOOK)
    assert shown
    assert (shown.title, missing) == ("Act now !", "🎉")
    assert legible(card._replace(campaign="𠀄"), BOOK) == (None, "𠀄𠀀𠀁𠀂𠀃")
    assert legible(PLAIN, BOOK) == (PLAIN, "")
    assert legible(PLAIN._replace(title="نامه\u200cای"), BOOK)[1] == ""


def test_a_font_that_is_added_stands_in(tmp_path: Path) -> None:
    few = tmp_path / "fonts"
    few.mkdir()
    for name in (TITLE, SMALL):
        shutil.copy(FONTS / f"{name}.ttf", few)
    before, _ = read_fonts(few)
    assert before.missing("رسالة")
    shutil.copy(FONTS / "NotoNaskhArabic-Bold.ttf", few / "Added.ttf")
    after, _ = read_fonts(few)
    assert not after.missing("رسالة")
    assert digest(PLAIN, COLOURS, before) != digest(PLAIN, COLOURS, after)


@pytest.mark.parametrize(
    "data",
    [b"", b"no font", b"ttcf" + bytes(20), struct.pack(">IH", 0x10000, 400) + bytes(40)],
)
def test_what_is_no_font_is_told_and_passed_over(tmp_path: Path, data: bytes) -> None:
    with pytest.raises(UnreadableFont):
        characters(data)
    (tmp_path / "Broken.ttf").write_bytes(data)
    book, refused = read_fonts(tmp_path)
    assert book.order(TITLE) == ()
    assert [name for name, _ in refused] == ["Broken.ttf"]


@given(st.data())
def test_a_damaged_font_never_crashes(data: st.DataObject) -> None:
    whole = bytearray((FONTS / "NotoNaskhArabic-Bold.ttf").read_bytes()[:4000])
    for at in data.draw(st.lists(st.integers(0, 600), max_size=8)):
        whole[at] ^= 0xFF
    with suppress(UnreadableFont):
        assert all(0 <= code <= 0x10FFFF for code in characters(bytes(whole)))


def test_characters_agree_with_what_is_drawn() -> None:
    [font] = [f for f in BOOK.order(TITLE) if f.name == TITLE]
    has = font.characters
    assert {*map(ord, "Aéß…ΩЖ"), 0xFB01} <= has
    assert not {ord("ع"), ord("字"), 0x1F600, 0xFFFF} & has


def test_colours_that_cannot_be_read_keep_the_projects_own() -> None:
    css = "/* :root { --ink: #000; } */ :root { --paper: #FFF; --ink: oklch(20% 0 0); }"
    colours, unread = read_colours(css)
    assert colours == Colours(paper=(255, 255, 255))
    assert unread == ("ink", "edge", "accent")
    assert read_colours("")[1] == Colours._fields


def test_a_campaigns_own_colours_follow_and_those_of_the_dark_are_none_of_a_cards() -> None:
    css = (
        ":root { --paper: #fff; --ink: #111; --edge: #222; --accent: #333; }\n"
        "@media screen and (prefers-color-scheme: dark) { :root { --paper: #000; } }\n"
        ":root { --accent: #00f; }\n@media print { a { color: red; } :root { --ink: #eee; } }\n"
    )
    colours, unread = read_colours(css)
    assert colours == Colours((255, 255, 255), (17, 17, 17), (34, 34, 34), (0, 0, 255))
    assert unread == ()


def test_the_alternative_says_what_the_picture_says() -> None:
    assert PLAIN.alternative == "An open letter · 203 organizations · The letter"
    assert Card("", "About", "", "en", "ltr").alternative == "About"


def test_paths_are_plain_and_change_with_what_is_shown() -> None:
    assert card_path("demands/Provide Refuge.md", "ab" * 20) == (
        "assets/cards/demands-provide-refuge-abababababababab.png"
    )
    assert card_path("关于.md", "ab" * 20) == "assets/cards/abababababababab.png"


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


@pytest.fixture
def drawn(monkeypatch: pytest.MonkeyPatch) -> list[Card]:
    """The cards that were drawn, and not taken from the kept ones."""
    cards: list[Card] = []
    real: Callable[[Card, Colours, FontBook], bytes] = store.draw

    def noting(card: Card, colours: Colours, book: FontBook) -> bytes:
        cards.append(card)
        return real(card, colours, book)

    monkeypatch.setattr(store, "draw", noting)
    return cards


def made(folder: Path, *cards: Card, colours: Colours = COLOURS) -> dict[str, bytes]:
    keeper = CardStore(folder, BOOK, colours)
    for at, card in enumerate(cards):
        keeper.want(f"page-{at}.md", card)
    return dict(keeper.images())


def test_a_kept_card_is_not_drawn_again(tmp_path: Path, drawn: list[Card]) -> None:
    folder = tmp_path / "a folder" / "cards"
    first = made(folder, PLAIN, ARABIC)
    assert drawn == [PLAIN, ARABIC]
    assert made(folder, PLAIN, ARABIC) == first
    assert len(drawn) == 2
    changed = made(folder, PLAIN._replace(fact="204 organizations"), ARABIC)
    assert len(drawn) == 3
    assert set(changed) != set(first)
    made(folder, PLAIN, colours=Colours(ink=(0, 0, 0)))
    assert len(drawn) == 4


def test_a_kept_card_that_was_cut_off_is_drawn_again(tmp_path: Path, drawn: list[Card]) -> None:
    first = made(tmp_path, PLAIN)
    [kept] = tmp_path.glob("*.png")
    kept.write_bytes(kept.read_bytes()[:-5])
    assert made(tmp_path, PLAIN) == first
    assert len(drawn) == 2


def test_a_folder_that_cannot_be_written_costs_only_time(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    assert len(made(tmp_path / "file" / "cards", PLAIN)) == 1


def test_cards_of_other_builds_are_deleted_when_there_are_too_many(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(store, "MOST_KEPT", 2)
    for number in range(4):
        made(tmp_path, PLAIN._replace(fact=str(number)))
    assert len(list(tmp_path.glob("*.png"))) < 4
    assert len(made(tmp_path, PLAIN)) == 1
