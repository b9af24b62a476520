"""Prints the letter: sets its data with its template, and packs what typst made.

A visible sign stands in place of each character that no font can print, and is named.
"""

from __future__ import annotations

import os
import re
import unicodedata
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import Any, Final

from campaign.core.problems import quote
from campaign.output.fonts import MORE_FONTS, FontSet, is_unseen, load_fonts
from campaign.output.typesetting import Unset, typeset

WANTED = "CAMPAIGN_PDF"
"""Environment variable: `yes` makes the PDF and `no` does not, whatever mkdocs.yml says."""
ONLY = "CAMPAIGN_PDF_LANGUAGE"
"""Environment variable: the code of the one language whose PDF may be made; each one's if empty."""
_MORE_FONTS = "CAMPAIGN_FONTS"
"""Environment variable: folders with more fonts for the PDF, separated as in PATH."""
WARNS = "Warning, which stops nothing: "
"""How a build begins a line about something that it could not print."""
YES = ("yes", "true", "on", "1")
STANDARD: Final = "ua-1"
"""ISO 14289-1: a PDF that everybody can read, with a screen reader too."""
UNPRINTED = re.compile(r'the text `"((?:[^"\\]|\\.)*)"` could not be displayed')
ESCAPED = re.compile(r"\\u\{([0-9a-fA-F]+)\}|\\(.)")
SIGNS = ("\ufffd", "\u25a1", "?")
"""What stands for a character that cannot be printed: the first that the main font has."""
NOT_PRINTED = frozenset(("kind", "url", "language", "region", "direction", "paper", "align"))
"""Keys of the data whose values are not printed."""
MOST_LINES = 10


@dataclass(frozen=True, slots=True)
class Pdf:
    """A PDF that was set."""

    data: bytes
    pages: int
    missing: Mapping[str, Sequence[str]]
    """Each text with what of it could not be printed, and has a sign in its place."""


def is_wanted(
    asked: bool, environment: Mapping[str, str], *, is_served: bool, language: str
) -> bool:
    """Whether a build is to make the PDF: as CAMPAIGN_PDF says, else if the campaign asks for it.

    `serve` builds at each change, and makes none unless it is told to.
    """
    if environment.get(ONLY, language) not in ("", language):
        return False
    said = environment.get(WANTED, "").lower()
    return said in YES if said else asked and not is_served


def named_font_folders(environment: Mapping[str, str]) -> list[Path]:
    """Return the folders that CAMPAIGN_FONTS names, which hold fonts besides the project's own."""
    return [Path(path) for path in environment.get(_MORE_FONTS, "").split(os.pathsep) if path]


def print_letter(
    data: Mapping[str, Any], body: str, *, template: Path, fonts: Sequence[Path], moment: int
) -> Pdf:
    """Return the PDF that a template makes of the data.

    `body` is the letter's own text, whose script chooses the main font. `fonts` are the folders
    with fonts, the project's own first, `moment` is the time that the PDF bears, in seconds since
    1970. Raises `Unset` where the template has a fault.
    """
    found = load_fonts(fonts)
    usable = FontSet(found.faces)
    if not usable.faces:
        raise Unset(f"no font lies in {fonts[0]}; put the fonts back")
    main = usable.main_for(body)
    families = [main, *(family for family in usable.families if family != main)]
    has = usable.covered(main)
    sign = next((c for c in SIGNS if ord(c) in has), SIGNS[-1])
    unprinted: set[str] = set()
    while True:
        mended, missing = with_signs(data, unprinted, sign)
        letter = {**mended, "fonts": families, "digits": usable.family_of("0a")}
        try:
            made = typeset(
                template,
                {"letter": letter},
                found.loaded,
                format="pdf",
                pdf_standards=STANDARD,
                timestamp=moment,
            )
        except Unset as unset:
            more = set(map(_unescaped, UNPRINTED.findall(unset.diagnostic)))
            if more <= unprinted:
                raise
            unprinted |= more
            continue
        return Pdf(*packed(made), missing)


def packed(pdf: bytes) -> tuple[bytes, int]:
    """Return the same document with its objects packed, so that it loads faster, and its pages.

    typst writes three plain objects for each name, which a screen reader needs and which make up
    nine tenths of the file. ISO 32000-1, 7.5.7, lets all but streams stand compressed.
    """
    import pikepdf  # few builds make a PDF

    file = BytesIO()
    with pikepdf.open(BytesIO(pdf)) as document:
        # It is false, which is what it is without being said; some readers take it for a mistake.
        if "/Suspects" in (marks := document.Root.MarkInfo):
            del marks["/Suspects"]
        document.save(
            file,
            object_stream_mode=pikepdf.ObjectStreamMode.generate,
            deterministic_id=True,
            fix_metadata_version=False,
        )
        return file.getvalue(), len(document.pages)


def _unescaped(text: str) -> str:
    return ESCAPED.sub(lambda found: chr(int(found[1], 16)) if found[1] else found[2], text)


def with_signs(
    data: Mapping[str, Any], unprinted: Collection[str], sign: str
) -> tuple[Any, dict[str, list[str]]]:
    """Return data with a sign in place of what cannot be printed, and each text that has any."""
    missing: dict[str, list[str]] = {}

    def mended(value: Any) -> Any:
        if isinstance(value, str):
            if lost := sorted((c for c in unprinted if c in value), key=value.index):
                missing["".join(c for c in value if not is_unseen(c))] = lost
                for characters in lost:
                    value = value.replace(characters, sign)
            return value
        if isinstance(value, Mapping):
            return {
                key: inner if key in NOT_PRINTED else mended(inner) for key, inner in value.items()
            }
        return [mended(inner) for inner in value] if isinstance(value, list | tuple) else value

    return mended(data), missing


def messages(missing: Mapping[str, Sequence[str]], folder: str) -> list[str]:
    """Return what to tell an editor of characters that could not be printed; `folder` has fonts."""
    if not missing:
        return []
    lines = [
        f"no font of the PDF has {', '.join(map(_name, lost))} in {quote(text)}"
        for text, lost in sorted(missing.items())[:MOST_LINES]
    ]
    if (more := len(missing) - MOST_LINES) > 0:
        lines.append(f"{more} more {'text has' if more == 1 else 'texts have'} such characters")
    return [
        *lines,
        f"a sign stands in the place of each; add the package {MORE_FONTS}, or put a font that "
        f"has them into {folder}/",
    ]


def _name(cluster: str) -> str:
    """Name characters by their shape, if it is likely to be shown, and their code points."""
    points = " ".join(f"U+{ord(c):04X}" for c in cluster)
    name = unicodedata.name(cluster[0], "")
    is_telling = name and points.removeprefix("U+") not in name  # no ideograph's name tells more
    return f"{quote(cluster)} ({points}, {name})" if is_telling else f"{quote(cluster)} ({points})"
