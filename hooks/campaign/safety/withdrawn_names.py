"""Finds the names of those who withdrew, in what editors write and in what was built.

A name is a row of folded words, and is found where a text has the same words one after another.
Apostrophes, emphasis, tags and line ends part words on both sides alike, so that "Jane Example’s"
holds "Jane Example"; a script that sets no spaces is read sign by sign.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from functools import lru_cache
from html import unescape
from itertools import chain, pairwise
from pathlib import PurePosixPath
from typing import NamedTuple
from urllib.parse import unquote

from campaign.core.folding import ACCENTS, UNSPACED, fold, foldings
from campaign.core.problems import quote
from campaign.safety.hosts import in_latin
from campaign.safety.personal_data import NOTHING_PUBLIC, PublicDetails
from campaign.safety.seen_text import PARTS_BLOCKS, both_readings

_WORD = re.compile(rf"[{UNSPACED}]|(?:[^\W_\u02b9-\u02bf{UNSPACED}]|[{ACCENTS}])+")
_PARTICLES = "وفبكلובכלמשה"
"""Those of one letter, which Arabic and Hebrew write as part of the word behind them."""
_APOSTROPHE = re.compile("(?<=\\w)['\u2019\u02bc](?=\\w)")
_DEGREE = re.compile(r"(?<=\w),\s*(?=\w*[A-Z.]\w*[A-Z.])[\w.]{2,6}$")
_RUBY = re.compile(r"<r[tp]\b[^>]*>.*?(?=<rt\b|<rp\b|</ruby\b|</r[tp]\b)", re.DOTALL | re.I)
"""What stands above the words of `<ruby>`, which are read on without it."""
_ADDRESS = re.compile(
    r"\b(?:href|src|id|name)\s*=\s*[\"']?([^\s\"'>]+)|"
    r"(?<![^\s()<>\"'`])([^\s()<>\"'`/]*/[^\s()<>\"'`]*)"  # from where a word begins alone
)
"""An address, or a part of one, in which the words of a name have no capitals."""
_CELL = re.compile(
    r"<bdi>(.*?)</bdi>|&lt;bdi&gt;(.*?)&lt;/bdi&gt;|\"name\":\s*\"((?:[^\"\\]|\\.)*)\"|"
    r"^\"?((?:[^\",\n]|\"\")*)\"?,(?:organization|individual)\b",
    re.MULTILINE,
)
_GAP = re.compile(rf"(?!.*\n[ \t\r]*(?:\n|[-+] |\d+[.)] ))[^{PARTS_BLOCKS}]{{0,8}}", re.DOTALL)
"""What may stand between two words of a name."""
_STOP = re.compile(r"[.!?;:]\s")
SHORTEST_TITLE = 4
"""Letters before a full stop from which on the next word begins a sentence, as after "Mrs."."""
SHORTEST_JOINED = 10
"""Letters of a name from which on it stands without gaps by no chance, as in an address."""


class _Token(NamedTuple):
    folded: str
    is_capital: bool
    start: int
    end: int


class _Writing(NamedTuple):
    """One way to write a name: its folded words."""

    name: str
    words: tuple[str, ...]
    capitals: tuple[bool, ...]
    """Which words of the name have one."""
    is_person: bool
    is_turned: bool = False
    """The last word stands first, as lists have it."""


class WithdrawnNames:
    """Finds the names of those who withdrew: in data as cells, in texts as readers see them."""

    def __init__(
        self,
        withdrawn: Mapping[str, str],
        listed: Iterable[tuple[str, str]],
        own: PublicDetails = NOTHING_PUBLIC,
    ) -> None:
        """Take each name apart once, but those that somebody else bears, in whatever order.

        `withdrawn` are kinds by names; `listed` the others' names, and all that is said of them.
        """
        others = list(listed) if withdrawn else []
        standing = {_sorted_words(name) for name, _ in others}
        # Where an organization withdrew, its people may still say where they work.
        said = {_sorted_words(line) for _, all_said in others for line in all_said.split("\n")}
        kept = {"individual": standing, "organization": standing | said}
        self._gone = {n for n, kind in withdrawn.items() if _sorted_words(n) not in kept[kind]}
        self._in_text = [name for name in sorted(self._gone) if name not in own]
        self._starts: dict[tuple[str, ...], list[_Writing]] = {}
        for name in self._in_text:
            is_person = withdrawn[name] == "individual"
            for spelt in dict.fromkeys((name, _APOSTROPHE.sub("", name))):
                for writing in _writings(spelt, is_person=is_person):
                    known = writing._replace(name=name)
                    self._starts.setdefault(writing.words[:2], []).append(known)
        self._longer: dict[str, list[tuple[str, ...]]] = {}
        for line in "\n".join(said for _, said in others).split("\n") if self._starts else ():
            tokens = _tokens(line)
            for each, _ in self._found(line, tokens):
                self._longer.setdefault(each.name, []).append(tuple(t.folded for t in tokens))

    def __bool__(self) -> bool:
        """Whether there is anybody to look for."""
        return bool(self._gone)

    def named_in(self, source: str) -> Iterator[tuple[str, int]]:
        """Yield each name that Markdown, YAML or HTML names, and its offset in it."""
        if not self._starts:
            return
        found: dict[str, int] = {}
        spelled = _RUBY.sub(lambda match: "\u200b" * len(match[0]), source)
        sources = dict.fromkeys((source, spelled))
        for text, offsets in chain.from_iterable(map(both_readings, sources)):
            for each, offset in self._found(text, _tokens(text)):
                found.setdefault(each.name, offsets[offset])
        addresses: dict[str, int] = {}
        for address in _ADDRESS.finditer(source):
            addresses.setdefault(address[1] or address[2], address.start())
        for spelt, offset in addresses.items():
            for name in sorted(self._spelt_in(unquote(spelt))):
                found.setdefault(name, offset)
        yield from found.items()

    def names_in(self, text: str) -> Iterator[str]:
        """Yield a message for each withdrawn name that stands in a built file."""
        shown = _RUBY.sub("", text)
        told = self._gone.intersection(_cells(text)) if self._gone else set()
        for source in {shown, unescape(shown)}:
            told.update(name for name, _ in self.named_in(source))
        yield from map(named_here, sorted(told))

    def listed_in(self, lines: Iterable[str]) -> Iterator[str]:
        """Yield a message for each withdrawn name in what our own templates made of checked cells.

        There names stand as cells alone.
        """
        cells = chain.from_iterable(map(_cells, lines)) if self._gone else ()
        yield from map(named_here, sorted(self._gone.intersection(cells)))

    def noted_in(self, data: bytes) -> Iterator[str]:
        """Yield a message for each name of several words that stands in a picture's notes."""
        for name in self._in_text:
            if " " in name and name.encode("utf-8") in data:
                yield named_here(name, "is named in the picture's notes", "save it without them")

    def named_by(self, path: str) -> Iterator[str]:
        """Yield a message for each name that a file's path spells out."""
        for name in sorted(self._spelt_in(str(PurePosixPath(path).with_suffix("")))):
            yield named_here(name, "the file's name tells of it", "rename the file")

    def _spelt_in(self, address: str) -> set[str]:
        """Return whom an address names in any capitals.

        A person's name may be part of a step of it; an organization's must be all of one, since
        "green-earth-2.png" shows the green earth.
        """
        found = set()
        for step in address.split("/") if self._starts else ():
            tokens = [token._replace(is_capital=True) for token in _tokens(step)]
            for each, _ in self._found(step, tokens):
                if each.is_person or len(each.words) == len(tokens):
                    found.add(each.name)
        return found

    def _found(self, text: str, tokens: Sequence[_Token]) -> Iterator[tuple[_Writing, int]]:
        """Yield each name that a row of words holds, and the offset of its first word."""
        followed_by = [*(token.folded for token in tokens[1:]), ""]
        for at, (token, following) in enumerate(zip(tokens, followed_by, strict=False)):
            heads = (token.folded, token.folded[1:])[: 1 + (token.folded[0] in _PARTICLES)]
            firsts = ((token.folded,), *((head, following) for head in heads))
            for writing in chain.from_iterable(self._starts.get(each, ()) for each in firsts):
                row = tokens[at : at + len(writing.words)]
                rest = tuple(each.folded for each in row[1:])
                is_it = rest == writing.words[1:] and _is_meant(text, row, writing)
                if is_it and not self._is_longer(tokens, at, writing.name):
                    yield writing, token.start

    def _is_longer(self, tokens: Sequence[_Token], at: int, name: str) -> bool:
        """Whether the words are part of what is said of somebody who is listed."""
        return any(
            tuple(token.folded for token in tokens[start : start + len(longer)]) == longer
            for longer in self._longer.get(name, ())
            for start in range(max(0, at - len(longer) + 1), at + 1)
        )


def named_here(name: str, how: str = "is named here", remedy: str = "delete the name") -> str:
    """Return what an editor is told of a withdrawn name."""
    return (
        f"{quote(name)} withdrew and {how}; {remedy}, or, if somebody else is meant, add the name "
        "to `may_be_published`"
    )


def _is_meant(text: str, row: Sequence[_Token], writing: _Writing) -> bool:
    """Whether words stand together, and with the capitals that a name has.

    A person needs one; an organization may be called like a thing, so that all count.
    """
    for one, other in pairwise(row):
        gap = text[one.end : other.start]
        is_end = _STOP.search(gap) and one.end - one.start >= SHORTEST_TITLE
        if is_end or not _GAP.fullmatch(gap) or ("," in gap and not writing.is_turned):
            return False
    found = [token.is_capital for token in row]
    if writing.is_turned:
        return all(found) or not any(writing.capitals)
    is_run_on = len(row) == 1  # as in "@janeexample"
    as_listed = is_run_on or all(f or not w for f, w in zip(found, writing.capitals, strict=False))
    return as_listed or (writing.is_person and any(found))


def _sorted_words(name: str) -> tuple[str, ...]:
    return tuple(sorted(fold(name).split()))


def _tokens(text: str) -> list[_Token]:
    """Return the words of a text, folded; letters that only look like Latin ones are taken so."""
    found = []
    for match in _WORD.finditer(text):
        word = match[0]
        found.append(_Token(_folded(word), word != word.lower(), match.start(), match.end()))
    return found


@lru_cache(maxsize=20_000)  # the pages of a site repeat their words, and most of all addresses
def _folded(word: str) -> str:
    if word.isascii():
        return fold(word)
    if re.search("[A-Za-z]", word):
        return fold(in_latin(word)) or fold(word)
    # All of another script: its capitals look like other letters than its small ones do.
    plain = fold(word)
    return fold(in_latin(plain)) or plain


def _writings(name: str, *, is_person: bool) -> Iterator[_Writing]:
    """Yield the ways in which texts write a name; none for one word, which may mean anything."""
    if is_person and not name.isupper():
        name = _DEGREE.sub("", name)
    while is_person and re.match(r"\s*\w{2,5}\.\s", name) and len(_tokens(name)) > 2:
        name = name.partition(".")[2]  # a title
    tokens = _tokens(name)
    words = [name[token.start : token.end] for token in tokens]
    is_unspaced = all(re.fullmatch(f"[{UNSPACED}]", word) for word in words)
    if len(words) < (3 if is_unspaced else 2):
        return
    capitals = tuple(token.is_capital for token in tokens)
    spelt = [foldings(word) for word in words]
    rows = [tuple(each[which] for each in spelt) for which in (0, -1)]
    for row in dict.fromkeys((*rows, tuple(token.folded for token in tokens))):
        yield _Writing(name, row, capitals, is_person)
        if is_person and not is_unspaced:
            yield _Writing(name, (row[-1], *row[:-1]), capitals, True, is_turned=True)
        if is_person and len("".join(row)) >= SHORTEST_JOINED:
            yield _Writing(name, ("".join(row),), capitals, True)


def _cells(text: str) -> Iterator[str]:
    """Yield what stands in a file as a name in a list, in JSON or in CSV."""
    for cell in _CELL.finditer(text):
        bdi, escaped, in_json, in_csv = cell.groups("")
        if in_json:
            with suppress(ValueError):  # no JSON, whatever its name
                yield json.loads(f'"{in_json}"')
        else:
            yield in_csv.replace('""', '"') or unescape(unescape(bdi or escaped))
