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
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import pairwise
from typing import Any, NamedTuple

import numpy as np

from campaign.core.folding import ACCENTS, SPELLINGS
from campaign.core.search_words import UNSPACED
from campaign.output.search_grams import Numbers, Words, grams, words_of
from campaign.signatories.facets import Facet
from campaign.signatories.signatories import Signatory

FILE_SIZE = 60_000
"""Characters of one index file, about; compressed less than half of it."""
MOST = 50_000
"""Positions that the file of a few letters may hold; above it the letters are common ones."""
BLOCK = 250
"""Signatories in one file of names."""


class IndexFile(NamedTuple):
    """One file of the index: its name below the search's folder, and its text."""

    name: str
    text: str


def index_files(
    signatories: Sequence[Signatory],
    located: Callable[[], tuple[list[tuple[int, str]], list[tuple[int, str]]]],
    facets: Iterable[Facet],
) -> Iterator[IndexFile]:
    """Yield every file of the index.

    `located` gives the addresses of the list's pages and their sections' headings, each with the
    position of the first signatory, and is asked at the end; `facets` are what the list can be
    narrowed by.
    """
    total = len(signatories)
    found = words_of(f"{s.name} {s.affiliation} {s.place}" for s in signatories)
    common: list[str] = []
    leaves: dict[str, Numbers] = {}
    for gram in grams(found, MOST):
        if gram.is_common:
            yield _common_file(len(common), found.positions_of(gram.words), total)
            common.append(gram.letters)
        else:
            leaves[gram.letters] = gram.words
    starts: list[str] = []
    for first, text in _pack(_leaf_texts(found, leaves)):
        yield IndexFile(f"w{len(starts)}.txt", text)
        starts.append(first)
    del found, leaves
    yield from _name_files(signatories)
    number = len(common)
    described: list[dict[str, Any]] = []
    for facet in facets:
        values: list[tuple[str, int]] = []
        for value, having in facet.values:
            yield _common_file(number, having, total)
            values.append((value, number))
            number += 1
        described.append({"name": facet.name, "values": values})
    pages, sections = located()
    manifest = {
        "total": total,
        "block": BLOCK,
        "files": starts,
        "common": {gram: number for number, gram in enumerate(common)},
        "pages": pages,
        "sections": sections,
        "facets": described,
        "spellings": dict(SPELLINGS),
        "accents": ACCENTS,
        "unspaced": UNSPACED,
    }
    yield IndexFile("index.json", _dump(manifest))


def encode(starts: Numbers, positions: Numbers) -> list[str]:
    """Return lists of ascending positions as texts: each position as the step to it, in base 36.

    List `n` is `positions[starts[n] : starts[n + 1]]`.
    """
    steps = np.diff(positions, prepend=0)
    firsts = starts[:-1][np.diff(starts) > 0]
    steps[firsts] = positions[firsts]
    texts = list(map(_base36, steps.tolist()))
    bounds = starts.tolist()
    return [",".join(texts[start:stop]) for start, stop in pairwise(bounds)]


def encode_set(positions: Sequence[int] | Numbers, total: int) -> str:
    """Return a set of positions as text: a bit each, from the lowest, in base 64."""
    marks = np.zeros(total, dtype=np.uint8)
    marks[np.asarray(positions, dtype=np.int64)] = 1
    return base64.b64encode(np.packbits(marks, bitorder="little").tobytes()).decode()


_DIGITS = "0123456789abcdefghijklmnopqrstuvwxyz"
_TWO_DIGITS = [high + low for high in _DIGITS for low in _DIGITS]
_BASE36 = [digits.removeprefix("0") for digits in _TWO_DIGITS]


def _base36(number: int) -> str:
    if number < 1296:
        return _BASE36[number]
    high, low = divmod(number, 1296)
    return _base36(high) + _TWO_DIGITS[low]


def _leaf_texts(found: Words, leaves: Mapping[str, Numbers]) -> Iterator[tuple[str, str]]:
    """Yield the letters of each gram, sorted, and the text of its words with their positions."""
    positions = encode(found.starts, found.positions)
    entries = [f"{word} {own}" for word, own in zip(found.words, positions, strict=True)]
    del positions
    for letters in sorted(leaves):
        words = map(entries.__getitem__, leaves[letters].tolist())
        yield letters, "\n".join([f"#{letters}", *words])


def _common_file(number: int, positions: Sequence[int] | Numbers, total: int) -> IndexFile:
    return IndexFile(f"c{number}.txt", encode_set(positions, total))


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
