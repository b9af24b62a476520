"""Reads the index of names as the script in the page does, step by step, in Python."""

from __future__ import annotations

import base64
import json
import unicodedata
from bisect import bisect_right
from collections.abc import Iterable, Mapping
from itertools import accumulate
from typing import Any


class IndexReader:
    """A search over the files of an index; notes which of them it has asked for."""

    def __init__(self, files: Iterable[tuple[str, str]]) -> None:
        """Search in the given files, each a name and its text."""
        given = list(files)
        self._files = dict(given)
        assert len(self._files) == len(given), "a name stands twice"
        self.asked: list[str] = []
        self.index: dict[str, Any] = self._load("index.json")

    def search(self, text: str, chosen: Mapping[str, str] | None = None) -> list[int]:
        """Return the positions of all signatories with every word, in the groups chosen."""
        chosen = dict(chosen or {})
        group = chosen.pop("group", None)
        parts = [self._having(self._key(word), word) for word in dict.fromkeys(self.words(text))]
        parts += [self._having(f"{name}:{value}", "") for name, value in chosen.items()]
        start, stop = 0, self.index["total"]
        for at, (first, heading) in enumerate(self.index["sections"]):
            if heading == group:
                later = self.index["sections"][at + 1 :]
                start, stop = first, later[0][0] if later else stop
        return [at for at in range(start, stop) if all(at in part for part in parts)]

    def words(self, text: str) -> list[str]:
        """Return the words of a question, folded."""
        folded = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", text).lower())
        accents = self.index["accents"]
        result = ""
        for letter in folded:
            if any(accents[at] <= letter <= accents[at + 2] for at in range(0, len(accents), 3)):
                continue
            is_kept = unicodedata.category(letter)[0] in "LNM"
            result += self.index["spellings"].get(letter, letter if is_kept else " ")
        return result.split()

    def shown(self, position: int) -> tuple[str, str]:
        """Return the name and the detail of a result."""
        block, at = divmod(position, self.index["block"])
        name, detail = self._load(f"n{block}.json")[at]
        return name, detail

    def page_of(self, position: int) -> str:
        """Return the address of the page that a result leads to."""
        starts = [start for start, _ in self.index["pages"]]
        return str(self.index["pages"][bisect_right(starts, position) - 1][1])

    def _key(self, word: str) -> str:
        letters = word[: self.index["letters"]]
        return letters if len(letters) == self.index["letters"] else f"^{letters}"

    def _having(self, key: str, begin: str) -> set[int]:
        firsts = [first.encode("utf-16-be", "surrogatepass") for first in self.index["files"]]
        file = bisect_right(firsts, key.encode("utf-16-be", "surrogatepass")) - 1
        words = self._load(f"w{file}.json").get(key, {}) if file >= 0 else {}
        found = [positions(text) for word, text in words.items() if word.startswith(begin)]
        return {position for each in found for position in each}

    def _load(self, name: str) -> Any:
        self.asked.append(name)
        return json.loads(self._files[name])


def positions(text: str) -> list[int]:
    """Return the positions that stand in a text."""
    if text.startswith("="):
        data = base64.b64decode(text[1:])
        return [at * 8 + bit for at, byte in enumerate(data) for bit in range(8) if byte >> bit & 1]
    return list(accumulate(map(int, text.split(","))))
