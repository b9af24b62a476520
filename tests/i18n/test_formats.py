"""Dates, numbers, lists and sizes as each language writes them."""

from datetime import date

import pytest

from campaign.i18n.formats import Formats


@pytest.mark.parametrize(
    ("language", "day", "number", "money", "words"),
    [
        ("en", "February 9, 2021", "48,211", "$25", "a, b, and c"),
        ("es", "9 de febrero de 2021", "48.211", "25 US$", "a, b y c"),
        ("de", "9. Februar 2021", "48.211", "25 $", "a, b und c"),
        ("es-MX", "9 de febrero de 2021", "48,211", "USD 25", "a, b y c"),
        ("uk", "9 лютого 2021 року", "48 211", "25 USD", "a, b і c"),
        ("zh", "2021年2月9日", "48,211", "US$25", "a、b和c"),
        ("ja", "2021年2月9日", "48,211", "$25", "a、b、c"),
        ("hi", "9 फ़रवरी 2021", "48,211", "$25", "a, b, और c"),
        ("fa", "۹ فوریهٔ ۲۰۲۱", "۴۸٬۲۱۱", "\u200e$۲۵", "a،\u200f b، و c"),
        ("he", "9 בפברואר 2021", "48,211", "\u200f25 \u200f$", "a, b ו-c"),
        ("tr", "9 Şubat 2021", "48.211", "$25", "a, b ve c"),
    ],
)
def test_languages(language: str, day: str, number: str, money: str, words: str) -> None:
    formats = Formats(language)
    assert formats.long_date(date(2021, 2, 9)) == day
    assert formats.number(48211).replace("\u00a0", " ") == number
    assert formats.money(25, "USD").replace("\u00a0", " ") == money
    assert formats.words(["a", "b", "c"]) == words


@pytest.mark.parametrize(
    ("size", "shown"),
    [
        (0, "1 kB"),
        (1499, "1 kB"),
        (76_000, "76 kB"),
        (999_999, "1,000 kB"),
        (1_250_000, "1.2 MB"),
        (12_000_000, "12 MB"),
    ],
)
def test_sizes(size: int, shown: str) -> None:
    assert Formats("en").size(size) == shown


def test_large_amounts_are_grouped() -> None:
    assert Formats("en").money(1500, "USD") == "$1,500"


@pytest.mark.parametrize(
    ("language", "number", "size", "pair"),
    [
        ("en", "2,114", "38 kB", "Guild and Iris"),
        ("es", "2114", "38 kB", "Guild e Iris"),
        ("es-MX", "2,114", "38 kB", "Guild e Iris"),
        ("ar", "2,114", "\u206838 كيلوبايت\u2069", "Guild وIris"),
        ("fa", "۲٬۱۱۴", "\u2068۳۸ kB\u2069", "Guild و Iris"),
    ],
)
def test_what_each_language_does_its_own_way(
    language: str, number: str, size: str, pair: str
) -> None:
    formats = Formats(language)
    assert (formats.number(2114), formats.size(38_000)) == (number, size)
    assert formats.words(["Guild", "Iris"]) == pair


def test_a_year_is_never_grouped_and_stands_in_the_languages_digits() -> None:
    assert [Formats(code).year(2026) for code in ("en", "de", "fa")] == ["2026", "2026", "۲۰۲۶"]


def test_spanish_says_e_before_the_sound_of_i_alone() -> None:
    words = Formats("es").words
    assert words(["A", "B", '<a href="x"><bdi>Hispana</bdi></a>']).startswith("A, B e <a")
    assert words(["A", "Hielo"]) == "A y Hielo"
    assert words(["Ida"]) == "Ida"


@pytest.mark.parametrize(
    ("language", "between"),
    [
        ("en", ["", ", ", ", and ", ""]),
        ("es", ["", ", ", " e ", ""]),
        ("ar", ["", " و", " و", ""]),
        ("ml", ["", ", ", ", ", " എന്നിവ"]),
    ],
)
def test_what_stands_before_each_of_a_list_and_behind_it(language: str, between: list[str]) -> None:
    assert Formats(language).between(["A", "B", "Iris"]) == between
    assert Formats(language).between([]) == [""]


def test_days_before_the_calendars_reform_are_those_of_iso_8601() -> None:
    assert Formats("en").long_date(date(1517, 10, 31)) == "October 31, 1517"
    assert Formats("en").month(date(1517, 10, 1)) == "October 1517"
