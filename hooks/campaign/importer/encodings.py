"""Turns a file's bytes into text, and says which encoding that took."""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass

from campaign.core.problems import LineIndex, quote
from campaign.importer.table import unreadable

MARKS = (
    (codecs.BOM_UTF8, "utf-8", "UTF-8 with a byte order mark"),
    (codecs.BOM_UTF32_LE, "utf-32-le", "UTF-32"),
    (codecs.BOM_UTF32_BE, "utf-32-be", "UTF-32"),
    (codecs.BOM_UTF16_LE, "utf-16-le", "UTF-16"),
    (codecs.BOM_UTF16_BE, "utf-16-be", "UTF-16"),
)
"""Byte order marks, the longer ones first, since one begins like another."""
WESTERN = "ÀÁÂÃÄÅÆÇÈÉÊËÌÍÎÏÑÒÓÔÕÖØŒÙÚÛÜŸßàáâãäåæçèéêëìíîïñòóôõöøœùúûüÿŠšŽž"
"""Letters of western Europe's languages in Windows-1252, rare ones left out."""
TYPOGRAPHY = "\u2018\u2019\u201c\u201d\u2013\u2014\u2026\u2022\u00a0«»¿¡ªº°§©®™€£·"
STRANGE = re.compile(
    rf"[^\x00-\x7f{WESTERN}{TYPOGRAPHY}]"  # a sign that hardly occurs in a list of names
    rf"|[{WESTERN}]{{3}}"  # three accented letters in a row: another alphabet, read wrongly
    # a capital within a word, a mark within one, a letter's quotation mark: Mac's letters
    r"|[a-zß-öø-ÿ][À-ÖØ-ÞŒŠŽŸ](?![A-ZÀ-ÖØ-ÞŒŠŽ])"
    rf"|\w[\u2018\u201c\u201d\u2026\u2022«»¿¡§©®€£·°](?=\w)"
)
WITH_OPTION = "or give its name, as --encoding mac_roman"
REMEDY = 'save the file anew as "CSV UTF-8 (comma delimited)"'
SAMPLE = re.compile(r"\w*[^\W\x00-\x7f]+\w*")


@dataclass(frozen=True)
class Decoded:
    """A text, and what its encoding is called."""

    text: str
    encoding: str
    sample: str = ""
    """Where the encoding was recognised by its letters: a word that shows whether it is right."""


def decode(data: bytes, file: str, encoding: str | None = None) -> Decoded:
    """Return the text without its byte order mark; raise `Unreadable` where nothing is certain.

    `encoding` is the name that an editor gave; otherwise the byte order mark decides, then
    strict UTF-8, then whether the bytes make sense as Windows-1252, Excel's own for the West.
    """
    if encoding:
        return _given(data, file, encoding)
    for mark, codec, name in MARKS:
        if data.startswith(mark):
            return Decoded(_strict(data[len(mark) :], codec, name, file), name)
    if unmarked := _utf_16(data):
        return Decoded(_strict(data, unmarked, "UTF-16", file), "UTF-16")
    try:
        return Decoded(data.decode("utf-8"), "UTF-8")
    except UnicodeDecodeError as error:
        offset = error.start
    try:
        text = data.decode("cp1252")
    except UnicodeDecodeError:
        text = ""
    if text and not STRANGE.search(text):
        sample = SAMPLE.search(text)
        return Decoded(text, "Windows-1252", sample[0] if sample else "")
    readable = data[:offset].decode("utf-8")
    place = LineIndex(readable).place(len(readable))
    raise unreadable(
        file,
        f"the file is not in UTF-8{_likely(data)}; {REMEDY}, {WITH_OPTION}",
        *place,
    )


def _given(data: bytes, file: str, encoding: str) -> Decoded:
    try:
        codec = codecs.lookup(encoding)
        # Some of Python's codecs turn no bytes into text: "hex", "rot13".
        text = codec.decode(data, "strict")[0] if codec._is_text_encoding else None
    except LookupError:
        text = None
    except UnicodeError:
        raise unreadable(
            file, f"the file is not in {quote(encoding)}; give another encoding, or {REMEDY}"
        ) from None
    if not isinstance(text, str):
        raise unreadable(
            file, f"{quote(encoding)} is no encoding; write, for instance, cp1252 or mac_roman"
        )
    return Decoded(text.removeprefix("\ufeff"), encoding)


def _strict(data: bytes, codec: str, name: str, file: str) -> str:
    try:
        return data.decode(codec)
    except UnicodeDecodeError as error:
        readable = data[: error.start].decode(codec, "replace")
        raise unreadable(
            file,
            f"the file begins as {name}, but what follows is not; {REMEDY}",
            *LineIndex(readable).place(len(readable)),
        ) from None


def _utf_16(data: bytes) -> str | None:
    """Return which UTF-16 a text without a mark is in: every other byte of English is zero."""
    begin = data[:4000]
    half = len(begin) // 2
    if half < 2:
        return None
    for offset, codec in ((1, "utf-16-le"), (0, "utf-16-be")):
        zeros = begin[offset::2].count(0)
        if zeros > half * 0.7 and begin[1 - offset :: 2].count(0) == 0:
            return codec
    return None


def _likely(data: bytes) -> str:
    """Say what a file's encoding looks like, where a library has an opinion."""
    # Loaded here: only files in no known encoding need it.
    from charset_normalizer import from_bytes

    best = from_bytes(data[:200_000]).best()
    if best is None:
        return ""
    text = str(best)
    sample = SAMPLE.search(text)
    shown = f", in which a word reads {quote(sample[0])}" if sample else ""
    return f"; it looks like {best.encoding}{shown}"
