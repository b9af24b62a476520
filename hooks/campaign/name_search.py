"""The search over all names: an index in small files, of which a query loads what it needs.

A word of a name stands in the file of each three letters that it holds, with the positions of
the signatories that have it. A query for any part of a word so needs one file, and its answer is
exact. Letters that too many signatories share have the set of those signatories instead, a bit
each, and files for one letter more.

Positions count through the whole list in the order in which it is shown.
"""

from __future__ import annotations

import base64
import json
import unicodedata
from collections import defaultdict
from collections.abc import Container, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from .fields import ACCENTS, is_accent
from .signatories import Signatory

FILE_SIZE = 60_000
"""Characters of one index file, about; compressed less than half of it."""
MOST = 50_000
"""Positions that the file of a few letters may hold; above it the letters are common ones."""
BLOCK = 250
"""Signatories in one file of names."""
# What a reader may type for a letter that has no decomposition of its own.
SPELLINGS = {
    "ß": "ss",
    "ς": "σ",  # noqa: RUF001
    "ø": "o",
    "ł": "l",
    "đ": "d",
    "ð": "d",
    "þ": "th",
    "æ": "ae",
    "œ": "oe",
    "ı": "i",  # noqa: RUF001
    "ħ": "h",
    "ŧ": "t",
}
# Scripts that write no spaces between words: one or two of their letters are a search already.
# Hangul among them: a syllable of two letters, as it is taken apart by then, is a search too.
UNSPACED = "\u0e00-\u0eff\u1000-\u109f\u1100-\u11ff\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff"
UNSPACED_RANGES = tuple((UNSPACED[at], UNSPACED[at + 2]) for at in range(0, len(UNSPACED), 3))


class IndexFile(NamedTuple):
    """One file of the index: its name below the search's folder, and its text."""

    name: str
    text: str


class _Letters(dict[int, str]):
    """Maps each character to what the search makes of it; learns each character once."""

    def __missing__(self, code: int) -> str:
        character = chr(code)
        if is_accent(character):
            result = ""
        elif character in SPELLINGS:
            result = SPELLINGS[character]
        else:
            result = character if unicodedata.category(character)[0] in "LNM" else " "
        self[code] = result
        return result


_LETTERS = _Letters({ord("\n"): "\n"})
AT_ONCE = 10_000
"""Signatories whose names are folded as one text."""


def fold(text: str) -> str:
    """Return a text without case, accents and punctuation, as the script makes it of a query."""
    if text.isascii():
        return text.lower().translate(_LETTERS)
    text = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", text).lower())
    return text.translate(_LETTERS)


def grams(word: str) -> set[str]:
    """Return the letters under which a word is filed: its beginning, and every three of it."""
    found = {word[at : at + 3] for at in range(len(word) - 2)}
    found.add("^" + word[:1])
    found.add("^" + word[:2])
    if not word.isascii() and any(map(_is_unspaced, word)):
        found.update(word[at : at + 2] for at in range(len(word) - 1))
        found.update(word)
    return found


def _is_unspaced(character: str) -> bool:
    return character > "\u0dff" and any(a <= character <= z for a, z in UNSPACED_RANGES)


@dataclass(frozen=True, slots=True)
class Facet:
    """A way to narrow the list, as "place": its values, with the positions that have them."""

    name: str
    values: tuple[tuple[str, Sequence[int]], ...]


def index_files(
    signatories: Sequence[Signatory],
    pages: Iterable[tuple[int, str]],
    sections: Iterable[tuple[int, str]],
    facets: Iterable[Facet],
) -> Iterator[IndexFile]:
    """Yield every file of the index.

    `pages` are the addresses of the list's pages and `sections` their headings, each with the
    position of the first signatory; `facets` are what the list can be narrowed by.
    """
    total = len(signatories)
    common: list[str] = []
    leaves: list[tuple[str, str]] = []
    for gram, text, lists in _filed(_postings(signatories)):
        if text is not None:
            leaves.append((gram, text))
            continue
        yield _common_file(len(common), lists, total)
        common.append(gram)
    starts: list[str] = []
    for first, text in _pack(sorted(leaves)):
        yield IndexFile(f"w{len(starts)}.txt", text)
        starts.append(first)
    del leaves
    yield from _name_files(signatories)
    number = len(common)
    described: list[dict[str, Any]] = []
    for facet in facets:
        values: list[tuple[str, int]] = []
        for value, found in facet.values:
            yield _common_file(number, [found], total)
            values.append((value, number))
            number += 1
        described.append({"name": facet.name, "values": values})
    manifest = {
        "total": total,
        "block": BLOCK,
        "files": starts,
        "common": {gram: number for number, gram in enumerate(common)},
        "pages": list(pages),
        "sections": list(sections),
        "facets": described,
        "spellings": SPELLINGS,
        "accents": ACCENTS,
        "unspaced": UNSPACED,
    }
    yield IndexFile("index.json", _dump(manifest))


def _filed(
    postings: dict[str, list[int]],
) -> Iterator[tuple[str, str | None, Iterable[Sequence[int]]]]:
    """Yield each gram with its file's text, or with None and its positions where it is common."""
    words = list(postings)
    lists = list(postings.values())
    entries = [f"{word} {encode(found)}" for word, found in postings.items()]
    sizes = [len(found) for found in lists]
    filed: dict[str, list[int]] = defaultdict(list)
    for number, word in enumerate(words):
        for gram in grams(word):
            filed[gram].append(number)
    size = 3
    while filed:
        common: set[str] = set()
        for gram, numbers in filed.items():
            if sum(map(sizes.__getitem__, numbers)) <= MOST:
                yield gram, "\n".join([f"#{gram}", *map(entries.__getitem__, numbers)]), ()
                continue
            yield gram, None, map(lists.__getitem__, numbers)
            if len(gram) == size and not gram.startswith("^"):
                common.add(gram)
        size += 1
        held = {number for gram in common for number in filed[gram]}
        filed = defaultdict(list)
        for number in sorted(held):
            for longer in _longer(words[number], size, common):
                filed[longer].append(number)


def encode(positions: Sequence[int]) -> str:
    """Return ascending positions as text: each step in base 36."""
    before = 0
    steps = []
    for position in positions:
        step = position - before
        steps.append(_BASE36[step] if step < 1296 else _base36(step))
        before = position
    return ",".join(steps)


def encode_set(lists: Iterable[Sequence[int]], total: int) -> str:
    """Return a set of positions as text: a bit each, from the lowest, in base 64."""
    marks = bytearray(total)
    for positions in lists:
        for position in positions:
            marks[position] = 1
    bits = int(marks[::-1].translate(_TO_DIGITS) or b"0", 2)
    return base64.b64encode(bits.to_bytes((total + 7) // 8, "little")).decode()


_TO_DIGITS = bytes(ord("1") if value == 1 else ord("0") for value in range(256))
_DIGITS = "0123456789abcdefghijklmnopqrstuvwxyz"
_TWO_DIGITS = [high + low for high in _DIGITS for low in _DIGITS]
_BASE36 = [digits.removeprefix("0") for digits in _TWO_DIGITS]


def _base36(number: int) -> str:
    if number < 1296:
        return _BASE36[number]
    high, low = divmod(number, 1296)
    return _base36(high) + _TWO_DIGITS[low]


def _postings(signatories: Sequence[Signatory]) -> dict[str, list[int]]:
    postings: dict[str, list[int]] = {}
    for start in range(0, len(signatories), AT_ONCE):
        chunk = signatories[start : start + AT_ONCE]
        # Names hold no line ends. One long text is folded ten times as fast as many short ones.
        lines = fold("\n".join([f"{s.name} {s.affiliation} {s.place}" for s in chunk])).split("\n")
        for position, line in enumerate(lines, start):
            for word in line.split():
                found = postings.get(word)
                if found is None:
                    postings[word] = [position]
                elif found[-1] != position:
                    found.append(position)
    return postings


def _longer(word: str, size: int, common: Container[str]) -> set[str]:
    """Return what a word holds of `size` letters that begin or end with common ones."""
    found = {word[at : at + size] for at in range(len(word) - size + 1)}
    return {letters for letters in found if letters[:-1] in common or letters[1:] in common}


def _common_file(number: int, lists: Iterable[Sequence[int]], total: int) -> IndexFile:
    return IndexFile(f"c{number}.txt", encode_set(lists, total))


def _pack(leaves: Iterable[tuple[str, str]]) -> Iterator[tuple[str, str]]:
    first, size = "", 0
    texts: list[str] = []
    for gram, text in leaves:
        if texts and size + len(text) > FILE_SIZE:
            yield first, "\n".join(texts)
            texts, size = [], 0
        if not texts:
            first = gram
        texts.append(text)
        size += len(text)
    if texts:
        yield first, "\n".join(texts)


def _name_files(signatories: Sequence[Signatory]) -> Iterator[IndexFile]:
    for number, start in enumerate(range(0, len(signatories), BLOCK)):
        rows = [
            (s.name, ", ".join(filter(None, (s.title, s.affiliation, s.place))))
            for s in signatories[start : start + BLOCK]
        ]
        yield IndexFile(f"n{number}.json", _dump(rows))


def _dump(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
