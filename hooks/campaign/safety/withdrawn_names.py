"""Finds the names of those who withdrew in built files, however a page writes them."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from html import escape, unescape
from pathlib import PurePosixPath
from typing import Protocol
from urllib.parse import unquote

from campaign.core.folding import plain_letters
from campaign.core.problems import quote
from campaign.safety.hosts import skeleton
from campaign.safety.personal_data import plain_detail

INLINE = re.compile(
    r"</?(?:a|abbr|b|bdi|bdo|cite|code|del|dfn|em|i|ins|kbd|label|mark|q|ruby|s|samp|small|span|"
    r"strong|sub|sup|time|tspan|u|var|wbr)\b[^>]*>",
    re.IGNORECASE,
)
ABOVE = re.compile(r"<r[tp]\b[^>]*>.*?(?=<rt\b|<rp\b|</ruby\b|</r[tp]\b)", re.DOTALL | re.I)
"""What stands above the words of `<ruby>`, which are read on without it."""
ATTRIBUTE = re.compile(r"\s([\w:-]+)\s*=\s*([\"'])(.*?)\2", re.DOTALL)
PLACES = frozenset(("href", "id", "name", "src"))
"""Attributes that hold addresses, in which the words of a name have no capitals."""
SHORTEST_JOINED = 10
"""Letters of a name from which on it stands in an address without gaps by no chance."""


class Sought(Protocol):
    """What is known of the names that are looked for."""

    @property
    def own(self) -> frozenset[str]:
        """What the campaign says may be published, as `own_contacts` returns it."""

    @property
    def gone(self) -> frozenset[str]:
        """The names that no file may hold."""

    @property
    def people_gone(self) -> frozenset[str]:
        """Those of them that people bear."""

    @property
    def said_of_others(self) -> str:
        """Everything that is said of those who are listed."""


class WithdrawnNames:
    """Finds the names of those who withdrew: in data as they are, in pages as readers see them."""

    def __init__(self, expected: Sought) -> None:
        self._expected = expected
        self._name_of: dict[bytes, str] = {}
        self._seen_as: dict[bytes, str] = {}
        for name in expected.gone:
            quoted = json.dumps(name, ensure_ascii=False)[1:-1]
            ascii_only = json.dumps(name)[1:-1]
            for form in {name, escape(name), escape(name).replace("&#x27;", "&#39;"),
                         name.replace('"', '""'), quoted, ascii_only}:  # fmt: skip
                self._name_of[form.encode("utf-8")] = name
            plain = plain_letters(name)
            for form in {plain, plain.upper()}:
                if len(form.split()) > 1:
                    self._seen_as[form.encode("utf-8")] = name
        self._read_as: dict[bytes, str] = {}
        for name in expected.people_gone:
            plain = plain_letters(name).casefold()
            for form in {plain, _last_first(plain)} if " " in plain else ():
                for seen in {form, skeleton(form)}:
                    self._read_as[seen.encode("utf-8")] = name
        self._called = {
            plain_letters(name).casefold(): name
            for name in expected.gone - expected.people_gone
            if " " in name
        }
        self._joined_as = {
            joined: name
            for form, name in self._read_as.items()
            if len((joined := form.replace(b" ", b"")).decode("utf-8")) >= SHORTEST_JOINED
        }
        self._joined = _Search(self._joined_as)
        self._written = _Search(self._name_of)
        self._seen = _Search(self._seen_as)
        self._read = _Search(self._read_as)

    def names_in(self, data: bytes, *, is_page: bool) -> Iterator[str]:
        """Yield a message for each withdrawn name that stands in a file as a word of its own.

        `is_page`: the file is a page of text, in which quotation marks, dashes and accents may
        differ, and entities, emphasis or a line's end may stand within a name.
        """
        if not self._name_of:
            return
        told: set[str] = set()
        for form in self._written.found_in(data):
            name = self._name_of[form]
            if self._is_cell(form, data) or (
                self._is_in_text(form, data) and not self._may_stand(name)
            ):
                told.add(name)
        if is_page:
            text = _as_seen(data.decode("utf-8", "replace"))
            told.update(self._names_as(text, self._seen, self._seen_as))
            told.update(self._people_in(text))
            told.update(self._people_at(_places(data.decode("utf-8", "replace"))))
        for name in sorted(told):
            yield (
                f"{quote(name)} withdrew and is named here; delete the name from the page, or, "
                "if the page speaks of somebody else, add it to `may_be_published`"
            )

    def noted_in(self, data: bytes) -> Iterator[str]:
        """Yield a message for each name of several words that stands in a picture's notes.

        What stands beside it is no text, so that nothing tells where a word begins.
        """
        names = {self._name_of[form] for form in self._written.found_in(data) if b" " in form}
        for name in sorted(names):
            if not self._may_stand(name):
                yield (
                    f"{quote(name)} withdrew and is named in the picture's notes; save the picture "
                    "without them, or, if they speak of somebody else, add the name to "
                    "`may_be_published`"
                )

    def named_by(self, path: str) -> Iterator[str]:
        """Yield a message for each person who withdrew and whose name a file's path spells out."""
        for name in sorted(self._people_at(path) | self._organizations_at(path)):
            yield (
                f"{quote(name)} withdrew, and the file's name tells of it; rename the file, or, if "
                "it speaks of somebody else, add the name to `may_be_published`"
            )

    def _organizations_at(self, path: str) -> set[str]:
        """Return the organizations whose whole name is that of a file or a folder.

        One of three words or more may stand within a longer name; of fewer words that is chance.
        """
        found: set[str] = set()
        for part in PurePosixPath(path).with_suffix("").parts if self._called else ():
            words = plain_lines(_words(part)).casefold()
            found.update(
                name
                for said, name in self._called.items()
                if said.replace(" ", "") == words.replace(" ", "")
                or (said.count(" ") > 1 and f" {said} " in f" {words} ")
            )
        return {name for name in found if not self._may_stand(name)}

    def _people_at(self, places: str) -> set[str]:
        """Return the people whom addresses, a line each, name in any capitals or without gaps."""
        if not self._read_as:
            return set()
        words = plain_lines(_words(places))
        found = self._people_in(words, are_capitals_needed=False)
        joined = words.casefold().replace(" ", "").encode("utf-8")
        names = {self._joined_as[form] for form in self._joined.found_in(joined)}
        return found | {name for name in names if not self._may_stand(name)}

    def _people_in(self, text: str, *, are_capitals_needed: bool = True) -> set[str]:
        """Return the people whom a text names in other capitals, or in letters that look alike.

        An organization may be called like a thing, so that its capitals count, and words without
        any capital are mostly mere words.
        """
        if not self._read_as:
            return set()
        low = text.casefold()
        written = found = self._names_as(low, self._read, self._read_as)
        alike = set() if low.isascii() else self._names_as(skeleton(low), self._read, self._read_as)
        if are_capitals_needed:
            found = {name for name in found if _has_capitals(name, text)}
        return found | (alike - written)

    def _names_as(self, text: str, search: _Search, name_of: dict[bytes, str]) -> set[str]:
        data = text.encode("utf-8")
        return {
            name_of[form]
            for form in search.found_in(data)
            if self._is_in_text(form, data) and not self._may_stand(name_of[form])
        }

    @staticmethod
    def _is_cell(form: bytes, data: bytes) -> bool:
        """Whether a name stands as one in a list, in JSON or in CSV."""
        text = re.escape(form)
        cell = (
            rb"<bdi>%b</bdi>|&lt;bdi&gt;%b&lt;/bdi&gt;|\"name\":\s*\"%b\"|"
            rb"^\"?%b\"?,(?:organization|individual)\b"
        )
        return bool(re.search(cell % (text, text, text, text), data, re.MULTILINE))

    @staticmethod
    def _is_in_text(form: bytes, data: bytes) -> bool:
        """Whether a name of several words stands in a text.

        One word may mean anything in a sentence: an organization may be called Hope.
        """
        if len(form.split()) < 2:
            return False
        whole = rb"(?<![\w\x80-\xff])" + re.escape(form) + rb"(?![\w\x80-\xff])"
        return bool(re.search(whole, data))

    def _may_stand(self, name: str) -> bool:
        """Whether a text may mean somebody else, or the campaign says that it may stand."""
        return plain_detail(name) in self._expected.own or name in self._expected.said_of_others


def _has_capitals(name: str, text: str) -> bool:
    """Whether a text writes a name anywhere with a capital, where its script has some."""
    plain = plain_letters(name)
    if plain == plain.casefold():
        return True
    found = re.finditer(re.escape(plain), text, re.IGNORECASE)
    if any(match[0] != match[0].casefold() for match in found):
        return True
    turned = re.finditer(re.escape(_last_first(plain)), text, re.IGNORECASE)
    return any(all(word[0] != word[0].casefold() for word in match[0].split()) for match in turned)


def _last_first(name: str) -> str:
    """Return a name with its last word first, as lists of names have it."""
    *others, last = name.split(" ")
    return " ".join([last, *others])


def plain_lines(text: str) -> str:
    """Return what `plain_letters` makes of each line of a text."""
    return "\n".join(map(plain_letters, text.split("\n")))


def _places(html: str) -> str:
    """Return the addresses and places that a page's tags name, a line each."""
    values = {
        unquote(unescape(v)) for name, _, v in ATTRIBUTE.findall(html) if name.lower() in PLACES
    }
    return "\n".join(sorted(values))


def _words(path: str) -> str:
    """Return a path with spaces in the place of what parts words in an address."""
    return re.sub(r"[-_.+~]+|%20", " ", path).replace("/", "\n")


def _as_seen(html: str) -> str:
    """Return what a page says, in tags' attributes too, as letters and digits, a block a line."""
    attributes = "\n".join(value for _, _, value in ATTRIBUTE.findall(html))
    seen = f"{seen_blocks(html)}\0{unescape(attributes)}"
    if "<ruby" in html.lower():
        seen += "\0" + seen_blocks(re.sub(r"</r[tp]\b[^>]*>", "", ABOVE.sub("", html), flags=re.I))
    return "\n".join(map(plain_letters, seen.split("\0")))


def seen_blocks(html: str) -> str:
    """Return what a page says, with a NUL in the place of each tag that begins or ends a block."""
    text = INLINE.sub("", re.sub(r"<(?:script|style)\b.*?</", "", html, flags=re.DOTALL | re.I))
    return unescape(re.sub(r"<[^>]*>", "\0", text))


class _Search:
    """Finds which of many texts a file holds.

    Every pair of bytes is looked up in a table of the pairs that the texts begin with, and again
    two bytes on; only where both are known is a text compared. That costs the same for one text
    as for a thousand.
    """

    def __init__(self, texts: Iterable[bytes]) -> None:
        self._by_start: dict[bytes, set[bytes]] = {}
        for text in texts:
            self._by_start.setdefault(text[:4], set()).add(text)
        if not self._by_start:
            return
        import numpy as np  # here, since most sites have nobody who withdrew

        self._first = np.zeros(1 << 16, dtype=bool)
        self._second = np.zeros(1 << 16, dtype=bool)
        for start in self._by_start:
            if len(start) == 4:
                self._first[start[0] | start[1] << 8] = True
                self._second[start[2] | start[3] << 8] = True

    def found_in(self, data: bytes) -> set[bytes]:
        """Return those of the texts that stand in `data`."""
        found: set[bytes] = set()
        if not self._by_start:
            return found
        for start in self._by_start:
            if len(start) < 4 and start in data:
                found |= self._by_start[start]
        if len(data) < 4:
            return found
        import numpy as np

        array = np.frombuffer(data, dtype=np.uint8)
        pairs = array[:-1].astype(np.uint16) | (array[1:].astype(np.uint16) << 8)
        hits = np.flatnonzero(self._first[pairs[:-2]] & self._second[pairs[2:]])
        for at in hits.tolist():
            for text in self._by_start.get(data[at : at + 4], ()):
                if data.startswith(text, at):
                    found.add(text)
        return found
