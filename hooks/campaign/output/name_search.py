"""The search over all names: an index in small files, of which a question loads what it needs.

A question finds whoever has a word that begins with each of its own. All words that begin with
the same three letters stand together under these, each with the positions of the signatories that
have it; the beginnings of one and of two letters stand under themselves, after "^", and what the
list can be narrowed by under its name and value. Files hold as many of these keys as a reader
should load at once, sorted as JavaScript compares texts.

Positions count through the whole list in the order in which it is shown.
"""

from __future__ import annotations

import json
import re
from base64 import b64encode
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import chain, groupby
from operator import itemgetter, sub
from typing import Any

from campaign.core.folding import ACCENTS, SPELLINGS, UNSPACED, fold_words
from campaign.output.output_files import OutputFile
from campaign.signatories.signatories import Signatory

_LETTERS = 3
"""Letters that the words under one key have in common."""
FILE_SIZE = 20_000
"""Characters of one file, about, unless a key has more: compressed less than half of it."""
NAMES_A_FILE = 125
"""Signatories in one file of names."""
SPARSE = 12
"""Where fewer than every twelfth have a word, their positions are shorter than a bit for each."""

_UNSPACED = re.compile(f"[{UNSPACED}]")
Words = dict[str, str]
"""Words of one key, each with its positions as text."""


def index_files(
    signatories: Sequence[Signatory],
    pages: Sequence[tuple[int, str]],
    sections: Sequence[tuple[int, str]],
    facets: Mapping[str, Mapping[str, Sequence[int]]],
) -> Iterator[OutputFile]:
    """Yield every file of the index, by its name below the search's folder.

    `pages` are addresses, `sections` headings, each with the position of its first name.
    """
    keys = _keys(_positions(signatories), facets, len(signatories))
    firsts: list[str] = []
    for first, table in _packed(sorted(keys.items(), key=_in_javascript)):
        yield OutputFile(f"w{len(firsts)}.json", [table])
        firsts.append(first)
    for number, start in enumerate(range(0, len(signatories), NAMES_A_FILE)):
        rows = [
            (s.name, ", ".join(filter(None, (s.title, s.affiliation, s.place))))
            for s in signatories[start : start + NAMES_A_FILE]
        ]
        yield OutputFile(f"n{number}.json", [_dump(rows)])
    manifest = {
        "total": len(signatories),
        "block": NAMES_A_FILE,
        "letters": _LETTERS,
        "files": firsts,
        "pages": pages,
        "sections": sections,
        "spellings": dict(SPELLINGS),
        "accents": ACCENTS,
    }
    yield OutputFile("index.json", [_dump(manifest)])


def _positions(signatories: Iterable[Signatory]) -> dict[str, list[int]]:
    """Return every word with the positions of those who have it, ascending."""
    found: dict[str, list[int]] = defaultdict(list)
    words_beside = lru_cache(maxsize=4096)(_words)  # many have the same ones
    for position, signatory in enumerate(signatories):
        beside = words_beside(f"{signatory.affiliation} {signatory.place}")
        for word in _words(signatory.name) | beside:
            found[word].append(position)
    return found


def _words(text: str) -> set[str]:
    words = set(fold_words(text).split())
    if not text.isascii():
        words.update(chain.from_iterable(map(_within, words.copy())))
    return words


def _within(word: str) -> Iterator[str]:
    """Yield the ends of a word in a script without spaces: any letter may begin a word there."""
    return (word[at:] for at in range(1, len(word)) if _UNSPACED.match(word[at]))


def _keys(
    positions: Mapping[str, Sequence[int]],
    facets: Mapping[str, Mapping[str, Sequence[int]]],
    total: int,
) -> dict[str, Words]:
    keys: dict[str, Words] = {}
    words = sorted(positions)
    for size in range(1, _LETTERS + 1):
        for begin, group in groupby(words, itemgetter(slice(size))):
            if len(begin) == _LETTERS:
                keys[begin] = {word: encode(positions[word], total) for word in group}
            elif len(begin) == size:
                everybody = set(chain.from_iterable(map(positions.__getitem__, group)))
                keys[f"^{begin}"] = {begin: encode(sorted(everybody), total)}
    for name, values in facets.items():
        for value, having in values.items():
            keys[f"{name}:{value}"] = {"": encode(having, total)}
    return keys


def encode(positions: Sequence[int], total: int) -> str:
    """Return ascending positions as text: the step to each or, of many, a bit for everybody."""
    if len(positions) == 1 and total > SPARSE:
        return str(positions[0])  # as most words have it
    if len(positions) * SPARSE < total:
        return ",".join(map(str, map(sub, positions, [0, *positions])))
    bits = bytearray((total + 7) // 8)
    for position in positions:
        bits[position >> 3] |= 1 << (position & 7)
    return f"={b64encode(bits).decode()}"


def _packed(keys: Iterable[tuple[str, Words]]) -> Iterator[tuple[str, str]]:
    """Yield each file's first key and its text."""
    held: list[str] = []
    first, size = "", 0
    for key, words in keys:
        text = f"{_dump(key)}:{_dump(words)}"
        if held and size + len(text) > FILE_SIZE:
            yield first, f"{{{','.join(held)}}}"
            held, size = [], 0
        if not held:
            first = key
        held.append(text)
        size += len(text)
    if held:
        yield first, f"{{{','.join(held)}}}"


def _in_javascript(item: tuple[str, Words]) -> bytes:
    return item[0].encode("utf-16-be", "surrogatepass")


def _dump(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
