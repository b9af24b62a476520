"""Finds the names of those who withdrew, in what editors write and in what was built.

A name is a row of folded words, and is found where a text has the same words one after another.
Apostrophes, emphasis, tags and line ends part words on both sides alike, so that "Jane Example’s"
holds "Jane Example"; a script that sets no spaces is read sign by sign.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence
from contextlib import suppress
from html import unescape
from itertools import pairwise
from pathlib import PurePosixPath
from typing import NamedTuple, Protocol
from urllib.parse import unquote

from campaign.core.folding import ACCENTS, fold, foldings
from campaign.core.problems import quote
from campaign.safety.hosts import in_latin
from campaign.safety.personal_data import PublicDetails

UNSPACED = "\u0e00-\u0e7f\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af\uf900-\ufaff"
"""Thai, Japanese, Chinese and Korean signs: no space need stand before or behind a name."""
WORD = re.compile(rf"[{UNSPACED}]|(?:[^\W_\u02b9-\u02bf{UNSPACED}]|[{ACCENTS}])+")
PREFIXES = "وفبكل"
"""Arabic particles of one letter, which are written as part of the word behind them."""
INLINE = (
    r"</?(?:a|abbr|b|bdi|bdo|cite|code|del|dfn|em|i|ins|kbd|label|mark|q|ruby|s|samp|small|span|"
    r"strong|sub|sup|time|tspan|u|var|wbr|rt|rp)\b[^>]*>"
)
PIECE = re.compile(
    rf"(?P<gone><!--.*?-->|<(?:script|style)\b.*?</(?:script|style)\s*>|{INLINE}|"
    r"[\u00ad\u200b-\u200f\u2060\ufeff])"
    r"|(?P<space><br\b[^>]*>|\]\([^()\s]*(?:\s+\"[^\"]*\")?\)|\\[nrt](?=[A-Z])|\\)"
    r"|(?P<block><[^>]*>|\n[ \t\r]*\n)"
    r"|(?P<letter>&(?:\#\w+|\w+);|(?<=\\)u[0-9a-fA-F]{4})",
    re.DOTALL | re.IGNORECASE,
)
RUBY = re.compile(r"<r[tp]\b[^>]*>.*?(?=<rt\b|<rp\b|</ruby\b|</r[tp]\b)", re.DOTALL | re.I)
"""What stands above the words of `<ruby>`, which are read on without it."""
ATTRIBUTE = re.compile(r"\s([\w:-]+)\s*=\s*([\"'])(.*?)\2", re.DOTALL)
PLACES = frozenset(("href", "id", "name", "src"))
"""Attributes that hold addresses, in which the words of a name have no capitals."""
CELL = re.compile(
    r"<bdi>(.*?)</bdi>|&lt;bdi&gt;(.*?)&lt;/bdi&gt;|\"name\":\s*\"((?:[^\"\\]|\\.)*)\"|"
    r"^\"?((?:[^\",\n]|\"\")*)\"?,(?:organization|individual)\b",
    re.MULTILINE,
)
BLOCK = "\0"
"""What parts blocks of a text, as paragraphs, over which no name goes on."""
STOP = re.compile(r"[.!?;:]\s")
EMPTY_LINE = re.compile(r"\n[ \t\r]*\n")
LONGEST_GAP = 8
SHORTEST_TITLE = 4
"""Letters before a full stop from which on the next word begins a sentence, as after "Mrs."."""
SHORTEST_JOINED = 10
"""Letters of a name from which on it stands in an address without gaps by no chance."""
REMEDY = (
    "withdrew and is named here; delete the name from the page, or, if the page speaks of somebody "
    "else, add it to `may_be_published`"
)


class Sought(Protocol):
    """What is known of the names that are looked for."""

    @property
    def own(self) -> PublicDetails:
        """What the campaign says may be published, as `own_contacts` returns it."""

    @property
    def gone(self) -> frozenset[str]:
        """The names that no file may hold."""

    @property
    def people_gone(self) -> frozenset[str]:
        """Those of them that people bear."""

    @property
    def said_of_others(self) -> str:
        """Everything that is said of those who are listed, each on a line of its own."""


class _Token(NamedTuple):
    folded: str
    is_capital: bool
    start: int
    end: int


class _Writing(NamedTuple):
    """One way to write a name: its folded words."""

    words: tuple[str, ...]
    name: str
    is_turned: bool
    """The last word stands first, as lists have it."""


class WithdrawnNames:
    """Finds the names of those who withdrew: in data as cells, in texts as readers see them."""

    def __init__(self, expected: Sought) -> None:
        """Take every name apart once; those that may be published are not looked for."""
        self._people = expected.people_gone
        self._gone = expected.gone
        self._in_text = [n for n in sorted(self._gone) if n not in expected.own]
        self._starts: dict[str, list[_Writing]] = {}
        self._capitals = {n: [t.is_capital for t in _tokens(n)] for n in self._in_text}
        self._covers: dict[str, list[tuple[str, ...]]] = {}
        for name in self._in_text:
            for writing in _writings(name, is_person=name in self._people):
                self._starts.setdefault(writing.words[0], []).append(writing)
        if not self._starts:
            return
        for line in expected.said_of_others.split("\n"):  # a longer name of somebody else
            for name, _ in self._found(line, _tokens(line)):
                self._covers.setdefault(name, []).append(tuple(t.folded for t in _tokens(line)))

    def named_in(self, source: str) -> Iterator[tuple[str, int]]:
        """Yield each name that Markdown, YAML or HTML names, and its offset in it."""
        if not self._starts:
            return
        seen, offsets = _seen(source)
        told = set()
        for text, at in ((seen, offsets), (source, None)):
            for name, offset in self._found(text, _tokens(text)):
                if name not in told:
                    told.add(name)
                    yield name, at[offset] if at else offset

    def names_in(self, data: bytes, *, is_page: bool, is_trusted: bool = False) -> Iterator[str]:
        """Yield a message for each withdrawn name that stands in a built file.

        `is_page`: the file is HTML, in whose addresses a name has no capitals. `is_trusted`: only
        our own templates made it, of checked cells, so that names stand in it as cells alone.
        """
        if not self._gone:
            return
        text = data.decode("utf-8", "replace")
        told = {name for name in _cells(text) if name in self._gone}
        if not is_trusted:
            without_ruby = RUBY.sub("", text) if "<r" in text.lower() else text
            told.update(name for name, _ in self.named_in(without_ruby))
        if is_page:
            values = [(name.lower(), unescape(v)) for name, _, v in ATTRIBUTE.findall(text)]
            told.update(self._at("\n".join(unquote(v) for name, v in values if name in PLACES)))
            said = BLOCK.join(value for name, value in values if name not in PLACES)
            told.update(name for name, _ in self._found(said, _tokens(said)))
        for name in sorted(told):
            yield f"{quote(name)} {REMEDY}"

    def noted_in(self, data: bytes) -> Iterator[str]:
        """Yield a message for each name of several words that stands in a picture's notes."""
        for name in self._in_text:
            if " " in name and name.encode("utf-8") in data:
                yield (
                    f"{quote(name)} withdrew and is named in the picture's notes; save the picture "
                    "without them, or, if they speak of somebody else, add the name to "
                    "`may_be_published`"
                )

    def named_by(self, path: str) -> Iterator[str]:
        """Yield a message for each name that a file's path spells out.

        A person's may stand anywhere in it; an organization's of two words must be all of a part,
        since "green-earth.png" shows the green earth.
        """
        told = self._at(str(PurePosixPath(path).with_suffix("")))
        for part in PurePosixPath(path).with_suffix("").parts:
            words = tuple(token.folded for token in _tokens(part))
            told |= {
                each.name
                for each in self._starts.get(words[0] if words else "", ())
                if words == each.words or (len(each.words) > 2 and _within(each.words, words))
            }
        for name in sorted(told):
            yield (
                f"{quote(name)} withdrew, and the file's name tells of it; rename the file, or, if "
                "it speaks of somebody else, add the name to `may_be_published`"
            )

    def _at(self, places: str) -> set[str]:
        """Return the people whom addresses, a line each, name in any capitals or without gaps."""
        found = set()
        for place in places.split("\n"):
            words = tuple(token.folded for token in _tokens(place.replace("/", BLOCK)))
            for each in (each for start in self._starts.values() for each in start):
                if each.name in self._people and (
                    _within(each.words, words)
                    or (
                        len("".join(each.words)) >= SHORTEST_JOINED and "".join(each.words) in words
                    )
                ):
                    found.add(each.name)
        return found

    def _found(self, text: str, tokens: Sequence[_Token]) -> Iterator[tuple[str, int]]:
        """Yield each name that a row of words holds, and the offset of its first word."""
        for at, token in enumerate(tokens):
            heads = [token.folded]
            if token.folded[0] in PREFIXES:
                heads.append(token.folded[1:])
            for writing in (w for head in heads for w in self._starts.get(head, ())):
                row = tokens[at : at + len(writing.words)]
                rest = tuple(each.folded for each in row[1:])
                is_it = rest == writing.words[1:] and self._is_meant(text, row, writing)
                if is_it and not self._is_longer(tokens, at, writing.name):
                    yield writing.name, token.start

    def _is_meant(self, text: str, row: Sequence[_Token], writing: _Writing) -> bool:
        """Whether words stand together, and with the capitals that a name has.

        A person needs one; an organization may be called like a thing, so that all count.
        """
        for one, other in pairwise(row):
            gap = text[one.end : other.start]
            is_end = STOP.search(gap) and one.end - one.start >= SHORTEST_TITLE
            if len(gap) > LONGEST_GAP or BLOCK in gap or EMPTY_LINE.search(gap) or is_end:
                return False
            if "," in gap and not writing.is_turned:
                return False
        wanted = self._capitals[writing.name]
        if not any(wanted):
            return True
        if writing.is_turned:
            return all(token.is_capital for token in row)
        if writing.name in self._people:
            return any(token.is_capital for token in row)
        return all(t.is_capital for t, w in zip(row, wanted, strict=False) if w)

    def _is_longer(self, tokens: Sequence[_Token], at: int, name: str) -> bool:
        """Whether the words are part of what is said of somebody who is listed."""
        return any(
            tuple(token.folded for token in tokens[start : start + len(cover)]) == cover
            for cover in self._covers.get(name, ())
            for start in range(max(0, at - len(cover) + 1), at + 1)
        )


def _tokens(text: str) -> list[_Token]:
    """Return the words of a text, folded; letters that only look like Latin ones are taken so."""
    found = []
    for match in WORD.finditer(text):
        word = match[0]
        folded = fold(word) if word.isascii() else fold(in_latin(word)) or fold(word)
        found.append(_Token(folded, word != word.lower(), match.start(), match.end()))
    return found


def _writings(name: str, *, is_person: bool) -> Iterator[_Writing]:
    """Yield the ways in which texts write a name; none for one word, which may mean anything."""
    words = [match[0] for match in WORD.finditer(name)]
    if is_person and len(words) > 2 and re.match(r"\s*\w{2,5}\.\s", name):
        words = words[1:]  # a title
    is_unspaced = all(re.fullmatch(f"[{UNSPACED}]", word) for word in words)
    if len(words) < (3 if is_unspaced else 2):
        return
    spelt = [foldings(word) for word in words]
    for which in (0, -1):
        row = tuple(each[which] for each in spelt)
        yield _Writing(row, name, False)
        yield _Writing(tuple(_tokens(word)[0].folded for word in words), name, False)
        if is_person and not is_unspaced:
            yield _Writing((row[-1], *row[:-1]), name, True)


def _within(words: Sequence[str], row: Sequence[str]) -> bool:
    length = len(words)
    return any(tuple(row[at : at + length]) == words for at in range(len(row) - length + 1))


def _cells(text: str) -> Iterator[str]:
    """Yield what stands in a file as a name in a list, in JSON or in CSV."""
    for match in CELL.finditer(text):
        bdi, escaped, in_json, in_csv = match.groups()
        if in_json is not None:
            with suppress(ValueError):  # no JSON, whatever its name
                yield json.loads(f'"{in_json}"')
        elif in_csv is not None:
            yield in_csv.replace('""', '"')
        else:
            yield unescape(unescape(bdi or escaped or ""))


def _seen(source: str) -> tuple[str, list[int]]:
    """Return a text as a reader sees it, and the offset in `source` of each of its characters."""
    parts: list[str] = []
    offsets: list[int] = []
    last = 0

    def add(text: str, start: int, step: int) -> None:
        parts.append(text)
        offsets.extend(start + step * at for at in range(len(text)))

    for match in PIECE.finditer(source):
        add(source[last : match.start()], last, 1)
        last = match.end()
        match match.lastgroup:
            case "space":
                add(" ", match.start(), 0)
            case "block":
                add(BLOCK, match.start(), 0)
            case "letter":
                said = match["letter"]
                shown = unescape(said) if said[0] == "&" else chr(int(said[1:], 16))
                add(shown, match.start(), 0)
    add(source[last:], last, 1)
    return "".join(parts), offsets


def seen_blocks(html: str) -> str:
    """Return what a page says, with a NUL in the place of each tag that begins or ends a block."""
    return _seen(html)[0]
