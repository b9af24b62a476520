"""Tidies what people write into forms, and tells what means nothing: for import and intake."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import NamedTuple

import ftfy

from campaign.config.fields import pointless_in
from campaign.core.files import own_lists
from campaign.core.folding import fold_words

HOST_ALONE = re.compile(
    r"(?:[a-z0-9](?:[a-z0-9-]*[a-z0-9])?\.)+([a-z]{2,24})(?::\d+)?(?:[/?#]\S*)?", re.IGNORECASE
)
"""A web address that lacks its beginning, with the last part of its host."""
NO_HOST = frozenset(
    "bmp csv doc docx gif htm html jpeg jpg js json odt pdf php png rtf svg tif txt webp xls xlsx "
    "xml yaml yml".split()
)
"""What the name of a file ends in, and no host's."""
_BRACKETED = re.compile(r"\s*[<(\[]\s*(?:mailto:)?[\w.+-]+@[\w-]+(?:\.[\w-]+)+\s*[>)\]]")
"""An e-mail address in brackets, as mail programs write it behind a name."""
SIGNS_ONLY = re.compile("[\\W_]*|[(\uff08](?:空|跳过)[)\uff09]")
"""No word at all; the signs are those of Wenjuanxing for no answer, and for a question left out."""
_PATH = Path(__file__).with_name("tidy.yml")
_MENDING: tuple[tuple[str, Callable[[str], str]], ...] = (
    ("signs that nobody sees left out", lambda text: pointless_in(text).sub("", text)),
    ("accents joined with their letters", lambda text: unicodedata.normalize("NFC", text)),
    ("letters read in the wrong encoding put right", ftfy.fix_encoding),
    ("e-mail addresses in brackets left out", lambda text: _BRACKETED.sub("", text).strip()),
)
"""What is done to a text, one after the other, in words for a report."""


class Tidied(NamedTuple):
    """A text, and what was done to it, in words for a report."""

    text: str
    changes: tuple[str, ...] = ()


def tidy(text: str) -> Tidied:
    """Return a text on one line: single spaces, composed letters, no e-mail address in brackets.

    Letters that were read in the wrong encoding are put right where that leaves no doubt.
    """
    changes = []
    value = " ".join(text.split())
    if value != text.strip(" "):
        broken = "\n" in text.strip() or "\r" in text.strip()
        changes.append("line breaks became spaces" if broken else "superfluous spaces left out")
    # Of plain letters nothing can be put right but an e-mail address: a look spares the rest.
    for what, mended in () if value.isascii() and "@" not in value else _MENDING:
        before, value = value, mended(value)
        if value != before:
            changes.append(what)
    return Tidied(value, tuple(changes))


def tidy_address(text: str) -> Tidied:
    """Return a web address, with https:// before it where it is a bare host."""
    value = " ".join(text.split())
    alone = HOST_ALONE.fullmatch(value)
    if alone and alone[1].lower() not in NO_HOST:
        return Tidied(f"https://{value}", ("https:// put before web addresses that lacked it",))
    return Tidied(value)


def means_nothing(text: str) -> bool:
    """Whether a text such as "N/A", "-", "test" or "Total: 3" says nothing."""
    words = fold_words(text)
    is_total = _is_among("total", words.rstrip("0123456789 "))
    return bool(SIGNS_ONLY.fullmatch(text)) or is_total or _is_among("nothing", words)


def names_nobody(name: str) -> bool:
    """Whether a name is none, as "Anonymous" or "N/A"."""
    return means_nothing(name) or is_anonymous(name)


def means_nobody(text: str) -> bool:
    """Whether an affiliation says that there is none: "N/A", "Individual", "myself"."""
    return names_nobody(text) or _is_among("nobody", fold_words(text))


def is_anonymous(text: str) -> bool:
    """Whether a name says that its bearer does not want to be named: "Anonymous"."""
    return _is_among("anonymous", fold_words(text))


def _is_among(subject: str, words: str) -> bool:
    whole, begun = _phrases()[subject]
    return words in whole or words.startswith(begun)


@cache
def _phrases() -> dict[str, tuple[frozenset[str], tuple[str, ...]]]:
    """Return the phrases of each subject: those that are the whole, and those that only begin."""
    return {
        subject: (
            frozenset(fold_words(each) for each in phrases if "*" not in each),
            tuple(fold_words(each) for each in phrases if "*" in each),
        )
        for subject, phrases in own_lists(_PATH).items()
    }
