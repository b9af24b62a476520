"""Reads the index of names as the script in the page does, step by step, in Python."""

from __future__ import annotations

import base64
import json
import unicodedata
from bisect import bisect_right
from collections.abc import Iterable, Mapping
from typing import Any


class IndexReader:
    """A search over the files of an index; notes which of them it has asked for."""

    def __init__(self, files: Mapping[str, str]) -> None:
        """Search in the given files, each a name and its text."""
        self._files = files
        self.asked: list[str] = []
        self.index: dict[str, Any] = json.loads(self._load("index.json"))

    def search(self, text: str, chosen: Mapping[str, str] | None = None) -> list[int]:
        """Return the positions of all signatories with every word, in the groups chosen."""
        chosen = dict(chosen or {})
        parts = [self._having(word) for word in dict.fromkeys(self.words(text))]
        for facet in self.index["facets"]:
            for value, file in facet["values"]:
                if chosen.get(facet["name"]) == value:
                    parts.append(self._common(file))
        start, stop = 0, self.index["total"]
        for at, (first, heading) in enumerate(self.index["sections"]):
            if heading == chosen.get("group"):
                later = self.index["sections"][at + 1 :]
                start, stop = first, later[0][0] if later else stop
        return [at for at in range(start, stop) if all(at in part for part in parts)]

    def words(self, text: str) -> list[str]:
        """Return the words of a question, folded."""
        folded = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", text).lower())
        result = ""
        for letter in folded:
            if self._within("accents", letter):
                continue
            is_kept = unicodedata.category(letter)[0] in "LNM"
            result += self.index["spellings"].get(letter, letter if is_kept else " ")
        return result.split()

    def shown(self, position: int) -> tuple[str, str]:
        """Return the name and the detail of a result."""
        block, at = divmod(position, self.index["block"])
        name, detail = json.loads(self._load(f"n{block}.json"))[at]
        return name, detail

    def page_of(self, position: int) -> str:
        """Return the address of the page that a result leads to."""
        starts = [start for start, _ in self.index["pages"]]
        return str(self.index["pages"][bisect_right(starts, position) - 1][1])

    def _having(self, word: str) -> set[int]:
        letters = self._letters_for(word)
        if letters in self.index["common"]:
            return self._common(self.index["common"][letters])
        file = bisect_right(self.index["files"], letters) - 1
        if file < 0:
            return set()
        text = f"\n{self._load(f'w{file}.txt')}\n#"
        _, found, rest = text.partition(f"\n#{letters}\n")
        if not found:
            return set()
        result: set[int] = set()
        for line in rest.partition("\n#")[0].split("\n"):
            entry, _, steps = line.partition(" ")
            if entry.startswith(word) if letters.startswith("^") else word in entry:
                result.update(positions(steps))
        return result

    def _letters_for(self, word: str) -> str:
        if len(word) < 3 and not any(self._within("unspaced", letter) for letter in word):
            return f"^{word}"
        for size in range(min(3, len(word)), len(word) + 1):
            for at in range(len(word) - size + 1):
                if word[at : at + size] not in self.index["common"]:
                    return word[at : at + size]
        return word

    def _common(self, file: int) -> set[int]:
        return bits(self._load(f"c{file}.txt"))

    def _within(self, ranges: str, letter: str) -> bool:
        text = self.index[ranges]
        return any(text[at] <= letter <= text[at + 2] for at in range(0, len(text), 3))

    def _load(self, name: str) -> str:
        self.asked.append(name)
        return self._files[name]


def positions(steps: str) -> list[int]:
    """Return the positions of an entry."""
    found, at = [], 0
    for step in steps.split(","):
        at += int(step, 36)
        found.append(at)
    return found


def bits(text: str) -> set[int]:
    """Return the positions of a set of common letters."""
    data = base64.b64decode(text)
    return {at * 8 + bit for at, byte in enumerate(data) for bit in range(8) if byte >> bit & 1}


def read_index(files: Iterable[tuple[str, str]]) -> IndexReader:
    """Return a search over the files that a build writes; each name stands once."""
    given = list(files)
    assert len({name for name, _ in given}) == len(given)
    return IndexReader(dict(given))
