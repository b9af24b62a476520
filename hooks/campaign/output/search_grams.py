"""Which words of the list hold which letters: the sorting at the heart of the search's index.

A million names hold tens of millions of places where three letters stand, so that they are
sorted as numbers.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from campaign.core.folding import fold_words
from campaign.core.search_words import short_grams

Numbers = NDArray[np.int64]
Small = NDArray[np.int32]
AT_ONCE = 10_000
"""Texts that are folded together."""
LINE = "\0"
"""Stands for the end of a text among its words; no text can hold it."""


@dataclass(frozen=True, slots=True)
class Words:
    """Every word of some texts, with the positions of the texts that hold it.

    The positions of word `n` are `positions[starts[n] : starts[n + 1]]`, ascending.
    """

    words: tuple[str, ...]
    starts: Numbers
    positions: Numbers
    sizes: Numbers
    """How many texts hold each word."""

    def positions_of(self, words: Numbers) -> Numbers:
        """Return the positions of the texts that hold any of the words, some perhaps twice."""
        sizes = self.sizes[words]
        ends = np.cumsum(sizes)
        within = np.arange(ends[-1] if len(ends) else 0) - np.repeat(ends - sizes, sizes)
        positions: Numbers = self.positions[np.repeat(self.starts[words], sizes) + within]
        return positions


class Gram(NamedTuple):
    """A few letters, and the numbers of the words that are filed under them, ascending."""

    letters: str
    words: Numbers
    is_common: bool


class _Numbering(dict[str, int]):
    """Numbers words as they are met."""

    def __missing__(self, word: str) -> int:
        self[word] = number = len(self)
        return number


def words_of(texts: Iterable[str]) -> Words:
    """Return the words of the texts, which hold no line ends."""
    numbering = _Numbering({LINE: 0})
    chunks: list[Small] = []
    for chunk in _chunks(texts):
        lines = map(fold_words, chunk)
        tokens = f" {LINE} ".join([*lines, ""]).split()
        numbers = map(numbering.__getitem__, tokens)
        chunks.append(np.fromiter(numbers, dtype=np.int32, count=len(tokens)))
    numbers_of_all = np.concatenate(chunks) if chunks else np.empty(0, np.int32)
    del chunks
    is_end = numbers_of_all == 0
    total = int(is_end.sum())
    pairs = np.int64(total) * (numbers_of_all[~is_end] - np.int64(1))
    pairs += (np.cumsum(is_end) - is_end)[~is_end]
    del numbers_of_all, is_end
    pairs.sort()
    pairs = _distinct(pairs)
    words = tuple(numbering)[1:]
    starts = np.searchsorted(pairs, np.arange(len(words) + 1) * np.int64(total))
    pairs %= max(total, 1)
    return Words(words, starts, pairs, np.diff(starts))


def grams(found: Words, most: int) -> Iterator[Gram]:
    """Yield every few letters under which words are filed.

    These are the short ones, and every three letters. Letters that stand in more than `most`
    texts are common: they have no file of their words, but every four letters that begin or end
    with them have one, and so on.
    """
    short: dict[str, list[int]] = defaultdict(list)
    for number, word in enumerate(found.words):
        for letters in short_grams(word):
            short[letters].append(number)
    for letters in sorted(short):  # they come from sets, whose order differs between runs
        words = np.array(short[letters])
        yield Gram(letters, words, bool(found.sizes[words].sum() > most))
    del short
    yield from _long_grams(found, most)


def _long_grams(found: Words, most: int) -> Iterator[Gram]:
    """Yield the grams of three letters and more.

    At every letter of every word stands the number of the gram that begins there, or -1. A longer
    gram is told by the shorter common one that it begins or ends with, and one letter more.
    """
    text = "".join(found.words)
    codes = np.frombuffer(text.encode("utf-32-le"), dtype=np.uint32)
    lengths = np.fromiter(map(len, found.words), dtype=np.int64, count=len(found.words))
    word_at = np.repeat(np.arange(len(lengths), dtype=np.int32), lengths)
    ends = np.cumsum(lengths, dtype=np.int32)
    left = np.repeat(ends, lengths) - np.arange(len(codes), dtype=np.int32)  # letters to its end
    letters, ranks = _ranked(codes)
    places = np.flatnonzero(left >= 3)
    keys = ranks[places] * np.int64(letters) + ranks[places + 1]
    keys = keys * letters + ranks[places + 2]
    size = 3
    while len(places):
        numbers, order, borders = _grouped(keys)
        del keys
        common = np.zeros(len(borders) - 1, dtype=bool)
        for number, (start, stop) in enumerate(pairwise(borders.tolist())):
            at = places[order[start]]
            words = _distinct(word_at[places[order[start:stop]]])
            common[number] = found.sizes[words].sum() > most
            yield Gram(text[at : at + size], words, bool(common[number]))
        del order
        if not common.any():
            return
        # Letters of common grams, and those beside them, hold all that is filed next.
        number_at = np.full(len(codes) + 1, -1, dtype=np.int32)
        number_at[places] = numbers
        is_common = np.append(common, False)[number_at]  # -1 is the last
        size += 1
        places = np.flatnonzero((left >= size) & (is_common[:-1] | is_common[1:]))
        begins = is_common[places]
        gram = np.where(begins, number_at[places], number_at[places + 1]).astype(np.int64)
        letter = np.where(begins, ranks[places + size - 1], ranks[places])
        keys = (gram * 2 + begins) * letters + letter


def _ranked(codes: NDArray[np.uint32]) -> tuple[int, Small]:
    """Return how many different characters there are, and the number of each."""
    known = np.zeros(0x110000, dtype=bool)
    known[codes] = True
    rank = np.cumsum(known, dtype=np.int32) - 1
    ranks: Small = rank[codes]
    return int(known.sum()), ranks


def _grouped(keys: Numbers) -> tuple[Small, Numbers, Numbers]:
    """Return each key's number, the places of the keys as they are sorted, and where a new begins.

    Places with one key stay in their order.
    """
    known = np.unique(keys)
    numbers = np.searchsorted(known, keys).astype(np.int32)
    order = numbers * np.int64(1 << 32)  # two numbers in one are sorted ten times as fast
    order += np.arange(len(keys), dtype=np.int32)
    order.sort()
    borders = np.searchsorted(order, np.arange(len(known) + 1, dtype=np.int64) << 32)
    order &= (1 << 32) - 1
    return numbers, order, borders


def _distinct(ascending: NDArray[np.generic]) -> Numbers:
    """Return sorted numbers without repetition."""
    if not len(ascending):
        return ascending.astype(np.int64)
    kept: Numbers = ascending[np.append(True, ascending[1:] != ascending[:-1])].astype(np.int64)
    return kept


def _chunks(texts: Iterable[str]) -> Iterator[Sequence[str]]:
    chunk: list[str] = []
    for text in texts:
        chunk.append(text)
        if len(chunk) == AT_ONCE:
            yield chunk
            chunk = []
    if chunk:
        yield chunk
