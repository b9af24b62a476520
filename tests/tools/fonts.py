"""Make the fonts of the wheel smaller: `python -m tests.tools.fonts` rewrites them in place.

Every character that a language is written with stays. What goes is what neither the letter's PDF
nor a card asks a font for: small capitals, swashes and other ornaments, letters of phonetics, of
medieval manuscripts and of past orthographies, characters for private use, and glyphs' own names.
"""

from __future__ import annotations

from pathlib import Path

import icu
from fontTools.subset import Options, Subsetter, load_font, save_font

FONTS = Path("overrides/fonts")
KEPT = ["ccmp", "locl", "calt", "liga", "clig", "rlig", "kern", "mark", "mkmk"]
"""What is on in every text, as its language and its script ask for it."""
ASKED = ["lnum", "onum", "pnum", "tnum", "sups", "subs"]
"""What the letter's template may ask for: kinds of figures, and footnotes' signs."""
SELDOM = (
    range(0x0180, 0x02B9),  # past orthographies, phonetics
    range(0x02C8, 0x0300),  # phonetics
    range(0x0460, 0x0530),  # old Slavonic, past orthographies
    range(0x1AB0, 0x1B00),  # combining marks of dialectology
    range(0x1C80, 0x1C90),  # old Slavonic
    range(0x1D00, 0x1E00),  # phonetics
    range(0x2C60, 0x2C80),  # Latin for minorities' orthographies and phonetics
    range(0x2DE0, 0x2E00),  # old Slavonic
    range(0x2E00, 0x2E3A),  # medieval punctuation
    range(0xA640, 0xA6A0),  # old Slavonic
    range(0xA700, 0xA800),  # tones, medieval Latin
    range(0xAB30, 0xAB70),  # phonetics
    range(0xE000, 0xF900),  # private use
    range(0x1D100, 0x1D200),  # music
)
"""Blocks of Unicode of which only what some language is written with stays."""


def main() -> None:
    """Rewrite each font."""
    written = letters_of_languages()
    for path in sorted(FONTS.glob("*.?tf")):
        before = path.stat().st_size
        make_smaller(path, written)
        print(f"{path.name}: {before:,} -> {path.stat().st_size:,} bytes")


def letters_of_languages() -> frozenset[int]:
    """Return the code points that the Unicode Consortium (CLDR) names for some language."""
    sets = icu.ULocaleDataExemplarSetType
    return frozenset(
        ord(character)
        for locale in icu.Locale.getAvailableLocales()
        for kind in (sets.ES_STANDARD, sets.ES_AUXILIARY)
        for writing in icu.LocaleData(locale).getExemplarSet(icu.USET_ADD_CASE_MAPPINGS, kind)
        for character in writing
    )


def make_smaller(path: Path, written: frozenset[int]) -> None:
    """Rewrite one font without what nothing asks for."""
    options = Options(
        layout_features=KEPT + ASKED,
        name_IDs=["*"],
        notdef_outline=True,
        glyph_names=False,
        hinting=False,
        recalc_timestamp=False,
    )
    font = load_font(path, options)
    seldom = {code for block in SELDOM for code in block} - written
    subsetter = Subsetter(options)
    subsetter.populate(unicodes=font.getBestCmap().keys() - seldom)
    subsetter.subset(font)
    save_font(font, path, options)


if __name__ == "__main__":
    main()
