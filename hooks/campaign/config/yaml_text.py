"""Reads YAML as an editor means it: text stays text, and every value knows its place."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.composer import Composer
from ruamel.yaml.error import MarkedYAMLError, YAMLError
from ruamel.yaml.events import AliasEvent
from ruamel.yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode
from ruamel.yaml.reader import ReaderError
from ruamel.yaml.tokens import ScalarToken

from campaign.core.problems import LineIndex, Problem, Topic, quote
from campaign.core.topics import ABOUT_KEYS, ABOUT_YAML

Path = tuple[str | int, ...]
CORE_TAG = "tag:yaml.org,2002:"
YAML_ALIAS = "*"  # no tag of YAML's own looks like this
CURLY_OPENING = re.compile("(?:[:-] +|^)([“”„‟‘\u201a«\u2039])")
"""What an editor may take for the quotation mark that a text with a colon needs."""
CURLY = re.compile("[“”„][^“”„]*[“”]")
"""A text that is meant to stand in quotation marks, and would show them."""
# MkDocs reads the same text by PyYAML, to which a line ends at each of these, and a key may begin.
OTHER_LINE_END = re.compile("[\x85\u2028\u2029]|(?!\\A)\ufeff")
_STRAY = "[\u00a0\u1680\u2000-\u200b\u202f\u205f\u3000]"
"""Signs that look like a space, and that YAML reads as letters."""
STRAY_SPACE = re.compile(rf"^ *(?:- +)*({_STRAY})|^ *(?:- +)*(?:-|[\w-]+:)({_STRAY})", re.MULTILINE)
"""Where only a space may stand: before a line's first word, behind a hyphen or a key's colon."""
IN_SPACES_PLACE = (
    "the character U+{:04X} stands where only a space may; delete it, and write spaces"
)
NULLS = frozenset({"", "~", "null", "Null", "NULL"})


@dataclass(frozen=True, slots=True)
class YamlText:
    """A YAML document as plain text, lists and mappings, with the place of each value and key.

    No scalar is turned into a number, a date or a truth value: `name: No` stays "No".
    The models decide what a value means.
    """

    path: str
    """The file that it is, or stands in, as problems name it."""
    data: Any
    values: Mapping[Path, tuple[int, int]]
    keys: Mapping[Path, tuple[int, int]]
    unread: frozenset[Path] = frozenset()
    """Values that could not be read, for which there is a problem already."""

    def place(self, path: Path, *, key: bool = False) -> tuple[int, int]:
        """Return line and column of a value (or of its key), or of the nearest thing around it."""
        places = self.keys if key else self.values
        while path and path not in places:
            path, places = path[:-1], self.values
        return places.get(path, (1, 1))

    def problem(
        self, why: str, *at: str | int, key: bool = False, topic: Topic | None = None
    ) -> Problem:
        """Return what is wrong with a value, or with its key, as a problem at its place."""
        return Problem(self.path, *self.place(at, key=key), why, topic)


def walk(data: Any, at: Path = ()) -> Iterator[tuple[Path, Any]]:
    """Yield everything in what YAML holds with its place, each text among it, keys too."""
    yield at, data
    if isinstance(data, list):
        for number, item in enumerate(data):
            yield from walk(item, (*at, number))
    elif isinstance(data, dict):
        for key, value in data.items():
            yield (*at, key), key
            yield from walk(value, (*at, key))


def read_yaml(text: str, path: str, *, first_line: int = 1) -> tuple[YamlText, list[Problem]]:
    """Parse one YAML document, `first_line` being the line of the file at which `text` begins.

    Returns what could be read and the problems found: syntax, duplicate keys, aliases, tags.
    """
    node, problems = compose(text, path, first_line=first_line)
    if node is None:
        return YamlText(path, {}, {}, {}), problems
    reader = _NodeReader(path, text, first_line)
    data = reader.read(node, ())
    unread = frozenset(reader.unread)
    return YamlText(path, data, reader.values, reader.keys, unread), reader.problems


@lru_cache(maxsize=128)  # one page's front matter is asked for by several rules
def compose(text: str, path: str, *, first_line: int = 1) -> tuple[Node | None, list[Problem]]:
    """Parse the text into nodes; nothing is constructed, so that no tag can act.

    The nodes and problems may be shared with others who ask for the same text.
    """
    try:
        if sign := OTHER_LINE_END.search(text):
            raise ReaderError("", sign.start(), ord(sign[0]), "unicode", "")
        return _parser().compose(text), []
    except ReaderError as error:
        character = quote(chr(error.character) if isinstance(error.character, int) else "?")
        offset = error.position
        message = f"the character {character} cannot stand here; delete it"
    except MarkedYAMLError as error:
        offset, message = _explained(error, text)
    except RecursionError:
        offset, message = 0, "this is nested too deeply; write it flatter"
    line, column = LineIndex(text).place(offset)
    return None, [Problem(path, line + first_line - 1, column, message, ABOUT_YAML)]


class _Composer(Composer):
    """Makes an alias a node of its own, so that it knows its place and multiplies nothing."""

    def __init__(self, loader: Any = None) -> None:
        super().__init__(loader)
        self.warn_double_anchors = False

    def compose_node(self, parent: Node | None, index: Any) -> Node | None:
        if not self.parser.check_event(AliasEvent):
            composed: Node | None = super().compose_node(parent, index)
            return composed
        event = self.parser.get_event()
        return ScalarNode(YAML_ALIAS, event.anchor, event.start_mark, event.end_mark)


def _parser() -> YAML:
    parser = YAML(typ="safe", pure=True)
    parser.Composer = _Composer
    return parser


_LIST = (
    "a list begins where none fits; indent it further than the key above it, let it begin in the "
    "column of its other entries, or delete what stands behind that key, as []"
)
SIGN = (
    "a value begins with @, `, %, &, *, !, | or >, which YAML reads in its own way; put it in "
    "quotation marks"
)
UNCLOSED = "a quotation mark opens here and is never closed; close it with the same mark (\" or ')"
APOSTROPHE = (
    "the apostrophe ends the text here, since a single quotation mark began it; put double "
    "quotation marks around a text that holds an apostrophe"
)
_NOTE = re.compile(r" +#(?=\w)")
"""What begins like a note and stands for a value, as `#0b5d8a` does."""
ENTRY = re.compile(r"^\s*(?:- |[\w-]+:(?:\s|$))", re.MULTILINE)
"""How a line begins that is an entry of its own, and no part of the text above it."""
COLON_UNEXPECTED = (
    "a colon is not expected here; put a text that holds one in quotation marks, and check the "
    "colon and the indentation of the line above"
)
COLON_MISSING = (
    "a colon and a space are missing after a key; write `key: value`, or indent the line further "
    "if it continues the text above it"
)
_LINE_ABOVE = re.compile(
    r"(?:\A|^(?P<before> *)[\w-]+:(?P<value>.*)\n)(?P<indent> *)(?P<line>\w[^:\n]*)\n"
    r"(?P=indent)[\w-]+\Z",
    re.MULTILINE,
)
"""A line without a colon, above one that has one."""
# What the parser's messages hold, whether its context mark is where an editor has to look,
# and what an editor is told.
EXPLANATIONS = (
    ("mapping values are not allowed", False, COLON_UNEXPECTED),
    ("but found '<block sequence start>'", False, _LIST),
    ("but found '-'", False, _LIST),
    ("sequence entries are not allowed", False, "a list begins in the line of its key; write each "
     "entry on a line of its own below it, or put the text in quotation marks"),
    ("'\\t' that cannot start", False, "a tab stands where only spaces may; indent with spaces"),
    ("unexpected end of stream", True, UNCLOSED),
    ("expected ',' or", True, "a value begins with a bracket, which YAML reads as a list or a "
     "mapping; close it, or put the text in quotation marks"),
    ("could not find expected ':'", True, COLON_MISSING),
    ("expected <block end>", False, "this does not fit what stands before it; check its "
     "indentation, and put the whole of a text in quotation marks or nothing of it, and single "
     "ones around a text that holds double ones"),
    ("expected '<document start>'", False, "this line does not fit the lines around it; let all "
     "keys that belong together begin in the same column"),
    ("unknown escape character", False, "a backslash stands within double quotation marks; write "
     "it twice, or use single ones"),
    ("chomping or indentation indicators", False, SIGN),
    ("expected alphabetic or numeric", False, SIGN),
    ("that cannot start any token", False, SIGN),
    ("but found another document", False, "a line of --- or ... ends the text here; leave it out"),
)  # fmt: skip


def _explained(error: MarkedYAMLError, text: str) -> tuple[int, str]:
    """Return where in the text an editor has to look, and the error in an editor's words."""
    mark = error.problem_mark or error.context_mark
    at = mark.index if mark else 0
    stray = STRAY_SPACE.search(text)
    if stray and stray.start() <= at:
        place = stray.start(stray.lastindex or 0)
        return place, IN_SPACES_PLACE.format(ord(text[place]))
    unclosed = _opening(error, text)
    if unclosed is not None:
        return unclosed, UNCLOSED
    line = text[text.rfind("\n", 0, at) + 1 : at]
    if line.endswith("'") and line.count("'") % 2 == 0 and re.match(r"\w", text[at : at + 1]):
        return at - 1, APOSTROPHE
    what = error.problem or "no reason given"
    message = f"this is not valid YAML ({what}); check indentation, colons and quotation marks"
    for sign, is_in_context, explanation in EXPLANATIONS:
        if sign in what:
            message = explanation
            at = error.context_mark.index if is_in_context and error.context_mark else at
            break
    if message == COLON_UNEXPECTED:
        if opening := CURLY_OPENING.search(line):
            message = (
                f"a colon is not expected here, since the quotation mark {opening[1]} is a mere "
                'letter to YAML; write straight ones around the text, as "One: two"'
            )
        # A line that lacks its colon, and goes on with no text above it.
        elif (above := _LINE_ABOVE.search(text[:at])) and (
            above["before"] in (None, above["indent"]) or not above["value"].strip()
        ):
            return above.start("line"), COLON_MISSING
    return min(at, max(len(text) - 1, 0)), message


def _opening(error: MarkedYAMLError, text: str) -> int | None:
    """Return the offset of a quotation mark that another text's mark closed, entries further down.

    The parser stumbles only over what follows that other mark.
    """
    lines = {mark.line for mark in (error.context_mark, error.problem_mark) if mark}
    with suppress(YAMLError):  # the mistake that is being explained
        for token in _parser().scan(text):
            if isinstance(token, ScalarToken) and token.end_mark.line in lines:
                begin, end = token.start_mark.index, token.end_mark.index
                further_down = text[begin:end].partition("\n")[2]
                if token.style and token.style in "\"'" and ENTRY.search(further_down):
                    return int(begin)
    return None


class _NodeReader:
    """Walks the nodes once, and keeps places and problems."""

    def __init__(self, path: str, text: str, first_line: int) -> None:
        self.values: dict[Path, tuple[int, int]] = {}
        self.keys: dict[Path, tuple[int, int]] = {}
        self.unread: set[Path] = set()
        self.problems: list[Problem] = []
        self._path = path
        self._text = text
        self._lines = LineIndex(text)
        self._first_line = first_line

    def read(self, node: Node, at: Path) -> Any:
        begin, tag = node.start_mark.index, str(node.tag)
        self.values[at] = self._place(begin)
        if tag == YAML_ALIAS or not tag.startswith(CORE_TAG) or "/" in tag:
            self._unread(at, begin, SIGN)
            return None
        if isinstance(node, MappingNode):
            return self._read_mapping(node, at)
        if isinstance(node, SequenceNode):
            return [self.read(item, (*at, index)) for index, item in enumerate(node.value)]
        if isinstance(node, ScalarNode) and not node.style:
            return self._read_plain(node, at)
        return node.value

    def _read_plain(self, node: Node, at: Path) -> str | None:
        """Return a text without quotation marks, in which signs may mean something to YAML."""
        begin, end = node.start_mark.index, node.end_mark.index
        if stray := STRAY_SPACE.search(self._text[begin:end]):
            offset = begin + stray.start(stray.lastindex or 0)
            self._unread(at, offset, IN_SPACES_PLACE.format(ord(self._text[offset])))
            return None
        if node.value in NULLS:
            return None
        # A comment has a space behind its # and, after several words, more than one before it.
        cut = r" # ?\S" if " " in node.value else r" #\S"
        if re.match(cut, self._text[end : end + 4]):
            why = (
                "YAML leaves out what follows #; put the whole text in quotation marks, or a note "
                "to yourself on a line of its own"
            )
            self._tell(begin, why)
        if CURLY.fullmatch(node.value):
            why = (
                "the text stands in curly quotation marks, which readers would see; leave them "
                'out, or write straight ones (")'
            )
            self._tell(begin, why)
        return str(node.value)

    def _read_mapping(self, node: MappingNode, at: Path) -> dict[str, Any]:
        result: dict[str, Any] = {}
        for key, value in node.value:
            begin = key.start_mark.index
            if not isinstance(key, ScalarNode) or key.tag == YAML_ALIAS:
                self._tell(begin, "a key must be a word; write `key: value`")
                continue
            if not key.style and (stray := STRAY_SPACE.match(key.value)):
                self._tell(begin, IN_SPACES_PLACE.format(ord(stray[stray.lastindex or 0])))
                continue
            here = (*at, key.value)
            if key.value in result:  # the last one counts, as to MkDocs
                first = self.keys[here][0]
                why = f"{quote(key.value)} stands here twice (first in line {first}); keep one"
                self._tell(begin, why, ABOUT_KEYS)
            self.keys[here] = self._place(begin)
            result[key.value] = self.read(value, here)
            if value.start_mark.index == value.end_mark.index:  # the parser has gone on to the next
                behind = self._text.find(":", key.end_mark.index) + 1
                if note := _NOTE.match(self._text, behind):
                    why = (
                        "YAML leaves out what follows #; put the value in quotation marks, or a "
                        "space behind # if it is a note to yourself"
                    )
                    self._unread(here, note.end() - 1, why)
                self.values[here] = self._place(behind)
        return result

    def _unread(self, at: Path, offset: int, message: str) -> None:
        self.unread.add(at)
        self._tell(offset, message)

    def _place(self, offset: int) -> tuple[int, int]:
        line, column = self._lines.place(offset)
        return line + self._first_line - 1, column

    def _tell(self, offset: int, message: str, topic: Topic = ABOUT_YAML) -> None:
        self.problems.append(Problem(self._path, *self._place(offset), message, topic))
