"""Problems: what is wrong in what an editor wrote, where, and what to write instead."""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from difflib import get_close_matches
from typing import TypeVar

_Read = TypeVar("_Read")

LINE_END = re.compile(r"\r\n|\n|\r")
QUOTED_LENGTH = 80
INVISIBLE = re.compile(
    r"[\x00-\x1f\x7f-\x9f\u00ad\u034f\u115f\u1160\u180e\u200b\u2028-\u202e\u2060-\u2069\u2800\u3164"
    r"\ud800-\udfff\ufeff\uffa0\ufff9-\ufffb\U000e0000-\U000e007f]"
)


PROBLEMS_FILE = "PROBLEMS.md"
"""At the project's root; not below docs/, which is published."""
POINTERS_TITLE = "What this means, with examples:"
NO_LETTER = re.compile(r"[^\w\- ]")


@dataclass(frozen=True, slots=True)
class Topic:
    """A kind of problem: the heading of the section of PROBLEMS.md that explains it."""

    heading: str

    @property
    def anchor(self) -> str:
        """The section's place in the file, made from its heading as GitHub makes it."""
        return NO_LETTER.sub("", self.heading.lower()).replace(" ", "-")

    def address(self, environment: Mapping[str, str]) -> str:
        """Return where the topic is explained: on GitHub, where the program runs there."""
        server = environment.get("GITHUB_SERVER_URL")
        repository = environment.get("GITHUB_REPOSITORY")
        base = f"{server}/{repository}/blob/HEAD/" if server and repository else ""
        return f"{base}{PROBLEMS_FILE}#{self.anchor}"


class Wrong(ValueError):
    """A value cannot be accepted; the message says why and what to write."""

    def __init__(self, message: str, topic: Topic | None = None) -> None:
        """Say what is wrong, and which topic explains it."""
        super().__init__(message)
        self.topic = topic


@dataclass(frozen=True, order=True, slots=True)
class Problem:
    """One thing to mend: `path` from the project's root, `line` and `column` from 1 (0: none)."""

    path: str
    line: int
    column: int
    message: str
    topic: Topic | None = field(default=None, compare=False)
    """What explains it in PROBLEMS.md."""

    def __str__(self) -> str:
        place = [self.path, *(str(n) for n in (self.line, self.column) if n)]
        return f"{':'.join(place)}: {self.message}"


class LineIndex:
    """Turns an offset in a text into the line and column that an editor's program shows."""

    def __init__(self, text: str) -> None:
        """Index the line ends of `text` (LF, CRLF and CR)."""
        self._starts = [0, *(match.end() for match in LINE_END.finditer(text))]

    def place(self, offset: int) -> tuple[int, int]:
        """Return line and column, both from 1, of the character at `offset` (from 0)."""
        line = bisect_right(self._starts, offset)
        return line, offset - self._starts[line - 1] + 1

    def start(self, line: int) -> int:
        """Return the offset at which `line` (from 1) begins, or the last line, if that is less."""
        return self._starts[min(line, len(self._starts)) - 1]


@dataclass(slots=True)
class Problems:
    """Collects problems from all files, so that an editor sees every one of them at once."""

    _found: set[Problem] = field(default_factory=set)

    def add(
        self, path: str, place: tuple[int, int], message: str, topic: Topic | None = None
    ) -> None:
        """Record one problem at `place` (line, column)."""
        self._found.add(Problem(path, place[0], place[1], message, topic))

    def extend(self, problems: Iterable[Problem]) -> None:
        """Record several problems."""
        self._found.update(problems)

    def take(self, read: tuple[_Read, Iterable[Problem]]) -> _Read:
        """Record the problems of what was read, and return what was read."""
        self.extend(read[1])
        return read[0]

    def __iter__(self) -> Iterator[Problem]:
        """Yield the problems, sorted by path, line and column."""
        return iter(sorted(self._found))

    def __len__(self) -> int:
        return len(self._found)

    @property
    def summary(self) -> str:
        """Say in one line how many problems there are, and in how many files."""
        files = len({problem.path for problem in self._found})
        return f"{counted(len(self), 'problem')} in {counted(files, 'file')}; nothing was built."


def counted(count: int, noun: str) -> str:
    """Return a count with its noun: "1 row", "1,204 rows", "2 signatories"."""
    plural = f"{noun[:-1]}ies" if noun.endswith("y") else f"{noun}s"
    return f"{count:,} {noun if count == 1 else plural}"


def repeated(
    items: Iterable[_Read], key: Callable[[_Read], object]
) -> Iterator[tuple[_Read, _Read]]:
    """Yield each item that has the key of one before, and the first one that has it."""
    first: dict[object, _Read] = {}
    for item in items:
        if (before := first.setdefault(key(item), item)) is not item:
            yield item, before


def quote(value: object) -> str:
    """Quote a value for a message: on one line, shortened, invisible characters made visible."""
    text = INVISIBLE.sub(lambda match: f"U+{ord(match[0]):04X}", str(value))
    return f'"{text[:QUOTED_LENGTH]}…"' if len(text) > QUOTED_LENGTH else f'"{text}"'


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """Return a remedy for an unknown word: the nearest known one, or all of them."""
    known = list(known)
    near = nearest(word, known)
    return f"did you mean {quote(near)}?" if near else f"write {one_of(known)}"


def nearest(word: str, known: Iterable[str]) -> str | None:
    """Return the known word that is most like an unknown one, if any is like it at all."""
    folded = {_plain(name): name for name in known}
    near = get_close_matches(_plain(word), folded, n=1, cutoff=0.6)
    return folded[near[0]] if near else None


def _plain(word: str) -> str:
    """Return a word without accents, which a key in another language may bear."""
    letters = unicodedata.normalize("NFD", word.casefold().replace("-", "_"))
    return "".join(filter(lambda letter: not unicodedata.combining(letter), letters))


def one_of(known: Iterable[str]) -> str:
    """List the allowed words: `"a", "b" or "c"`."""
    words = [quote(word) for word in known]
    return " or ".join(filter(None, [", ".join(words[:-1]), words[-1]])) if words else "nothing"


def topics_of(problems: Iterable[Problem]) -> list[Topic]:
    """Return the topics of problems, each once, in the order in which they are met."""
    return list(dict.fromkeys(problem.topic for problem in problems if problem.topic))


def pointers(problems: Iterable[Problem], environment: Mapping[str, str]) -> list[str]:
    """Return the lines that follow a list of problems: where each of their topics is explained."""
    addresses = [topic.address(environment) for topic in topics_of(problems)]
    return [POINTERS_TITLE, *(f"  {one}" for one in addresses)] if addresses else []
