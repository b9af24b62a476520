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
TYPOGRAPHY = "\u2018\u2019\u201c\u201d\u2013\u2014\u2026\u2022\u00a0«»¿¡ªº°§©®™€£·"
NOT_WESTERN = re.compile(
    rf"[^\x00-\x7f{WESTERN}{TYPOGRAPHY}]"  # a sign that hardly occurs in a list of names
    rf"|[{WESTERN}]{{3}}"  # three accented letters in a row: another alphabet, read wrongly
    r"|[a-zß-öø-ÿ][À-ÖØ-ÞŒŠŽŸ](?![A-ZÀ-ÖØ-ÞŒŠŽ])|\w[\u2018\u201c\u201d\u2026\u2022«»¿¡§©®€£·°](?=\w)"
)
"""What shows that a text is not in Windows-1252, the encoding of Excel's plain CSV in the West."""
REMEDY = (
    'save the file anew as "CSV UTF-8 (comma delimited)", or give its name, as --encoding mac_roman'
)
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
    strict UTF-8, then whether the bytes make sense as Windows-1252.
    """
    if encoding:
        return _given(data, file, encoding)
    for mark, codec, name in MARKS:
        if data.startswith(mark):
            return Decoded(_strict(data[len(mark) :], codec, name, file), name)
    if data[1:200:2].count(0) > 60 and not data[:200:2].count(0):  # half of English is zero
        return Decoded(_strict(data, "utf-16-le", "UTF-16", file), "UTF-16")
    try:
        return Decoded(data.decode("utf-8"), "UTF-8")
    except UnicodeDecodeError as error:
        readable = data[: error.start].decode("utf-8")
    western = data.decode("cp1252", "replace")
    if "\ufffd" not in western and not NOT_WESTERN.search(western):
        sample = SAMPLE.search(western)
        return Decoded(western, "Windows-1252", sample[0] if sample else "")
    message = f"the file is not in UTF-8{_likely(data)}; {REMEDY}"
    raise unreadable(file, message, *LineIndex(readable).place(len(readable)))


def _given(data: bytes, file: str, encoding: str) -> Decoded:
    try:
        text = data.decode(encoding)
    except LookupError:  # some of Python's codecs turn no bytes into text, as "hex"
        message = f"{quote(encoding)} is no encoding; write, for instance, cp1252 or mac_roman"
        raise unreadable(file, message) from None
    except ValueError:
        message = f"the file is not in {quote(encoding)}; give another encoding, or {REMEDY}"
        raise unreadable(file, message) from None
    return Decoded(text.removeprefix("\ufeff"), encoding)


def _strict(data: bytes, codec: str, name: str, file: str) -> str:
    try:
        return data.decode(codec)
    except UnicodeDecodeError as error:
        readable = data[: error.start].decode(codec, "replace")
        message = f"the file begins as {name}, but what follows is not; {REMEDY}"
        raise unreadable(file, message, *LineIndex(readable).place(len(readable))) from None


def _likely(data: bytes) -> str:
    """Say what a file's encoding looks like, where a library has an opinion."""
    # Loaded here: only files in no known encoding need it.
    from charset_normalizer import from_bytes

    best = from_bytes(data[:200_000]).best()
    sample = SAMPLE.search(str(best)) if best else None
    shown = f", in which a word reads {quote(sample[0])}" if sample else ""
    return f"; it looks like {best.encoding}{shown}" if best else ""
