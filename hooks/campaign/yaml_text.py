"""Reads YAML as an editor means it: text stays text, and every value knows its place."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import yaml

from .problems import LineIndex, Problem, quote

Path = tuple[str | int, ...]
CORE_TAG = "tag:yaml.org,2002:"
ALIAS = "*"  # no tag of YAML's own looks like this
NULLS = frozenset({"", "~", "null", "Null", "NULL"})


@dataclass(frozen=True, slots=True)
class YamlText:
    """A YAML document as plain text, lists and mappings, with the place of each value and key.

    No scalar is turned into a number, a date or a truth value: `name: No` stays "No".
    The models decide what a value means.
    """

    data: Any
    values: Mapping[Path, tuple[int, int]]
    keys: Mapping[Path, tuple[int, int]]

    def place(self, path: Path, *, key: bool = False) -> tuple[int, int]:
        """Return line and column of a value (or of its key), or of the nearest thing around it."""
        places = self.keys if key else self.values
        while path and path not in places:
            path, places = path[:-1], self.values
        return places.get(path, (1, 1))


def read_yaml(text: str, path: str, *, first_line: int = 1) -> tuple[YamlText, list[Problem]]:
    """Parse one YAML document, `first_line` being the line of the file at which `text` begins.

    Returns what could be read and the problems found: syntax, duplicate keys, aliases, tags.
    """
    document, problems = compose(text, path, first_line=first_line)
    if document is None:
        return YamlText({}, {}, {}), problems
    return read_node(document, text, path, first_line=first_line)


def read_node(
    node: yaml.Node, text: str, path: str, *, first_line: int = 1
) -> tuple[YamlText, list[Problem]]:
    """Read one part of a document that was composed from `text`; returns as `read_yaml` does."""
    reader = _NodeReader(path, LineIndex(text), first_line)
    data = reader.read(node, ())
    return YamlText(data, reader.values, reader.keys), reader.problems


def compose(text: str, path: str, *, first_line: int = 1) -> tuple[yaml.Node | None, list[Problem]]:
    """Parse the text into PyYAML's nodes; nothing is constructed, so that no tag can act."""
    lines = LineIndex(text)

    def problem(offset: int, message: str) -> list[Problem]:
        line, column = lines.place(offset)
        return [Problem(path, line + first_line - 1, column, message)]

    try:
        return yaml.compose(text, Loader=_Loader), []
    except yaml.reader.ReaderError as error:
        character = quote(chr(error.character) if isinstance(error.character, int) else "?")
        return None, problem(
            error.position, f"the character {character} cannot stand here; delete it"
        )
    except yaml.MarkedYAMLError as error:
        return None, problem(_offset(error, text), _explain(error))
    except RecursionError:
        return None, problem(0, "this is nested too deeply; write it flatter")


class _Loader(yaml.SafeLoader):
    """PyYAML's safe loader; an alias becomes a node of its own, so that it knows its place."""

    def compose_node(self, parent: yaml.Node | None, index: Any) -> yaml.Node | None:
        if not self.check_event(yaml.AliasEvent):
            return super().compose_node(parent, index)
        event = self.get_event()
        return yaml.ScalarNode(ALIAS, event.anchor, event.start_mark, event.end_mark)


def _offset(error: yaml.MarkedYAMLError, text: str) -> int:
    """Return where an editor has to look: where quotes or brackets open, not where the text ends."""
    opened = ("unexpected end of stream", "could not find expected ':'", "'<stream end>'")
    mark = error.problem_mark or error.context_mark
    if error.context_mark and any(sign in (error.problem or "") for sign in opened):
        mark = error.context_mark
    return min(mark.index, max(len(text) - 1, 0)) if mark else 0


def _explain(error: yaml.MarkedYAMLError) -> str:
    """Say a YAML syntax error in an editor's words."""
    what = error.problem or ""
    if "mapping values are not allowed" in what:
        return (
            "a colon stands where none is expected; put a text that holds one in quotation marks, "
            "and see that the line above has its own"
        )
    if "\\t" in what:
        return "a tab stands where only spaces may; indent with spaces"
    if "unexpected end of stream" in what:
        return "the text ends inside quotation marks; close them with the same mark (\" or ')"
    if "'<stream end>'" in what:
        return "a bracket opens here and is never closed; close it, or put the text in quotation marks"
    if "could not find expected ':'" in what:
        return "a colon is missing after a key; write `key: value`"
    if "expected <block end>" in what or "did not find expected <document start>" in what:
        return (
            "this line does not fit the lines around it; check its indentation and quotation marks"
        )
    if "undefined alias" in what or "expected alphabetic or numeric" in what:
        return (
            "a value begins with * or &, which YAML reads in its own way; put it in quotation marks"
        )
    if "cannot start any token" in what:
        return "a value begins with @, ` or %; put it in quotation marks"
    return f"this is not valid YAML ({what}); check indentation, colons and quotation marks"


class _NodeReader:
    """Walks PyYAML's nodes once, and keeps places and problems."""

    def __init__(self, path: str, lines: LineIndex, first_line: int) -> None:
        self.values: dict[Path, tuple[int, int]] = {}
        self.keys: dict[Path, tuple[int, int]] = {}
        self.problems: list[Problem] = []
        self._path = path
        self._lines = lines
        self._first_line = first_line

    def read(self, node: yaml.Node, at: Path) -> Any:
        self.values[at] = self._place(node)
        if node.tag == ALIAS:
            self._problem(node, "a value begins with *, which YAML reads as a reference to another "
                          "value; write that value itself, or put the text in quotation marks")  # fmt: skip
            return None
        if not node.tag.startswith(CORE_TAG) or "/" in node.tag:
            self._problem(
                node,
                "a value begins with a tag (!), which is not understood here; "
                "put the value in quotation marks",
            )
            return None
        if isinstance(node, yaml.MappingNode):
            return self._read_mapping(node, at)
        if isinstance(node, yaml.SequenceNode):
            return [self.read(item, (*at, index)) for index, item in enumerate(node.value)]
        if isinstance(node, yaml.ScalarNode) and node.style is None and node.value in NULLS:
            return None
        return node.value

    def _read_mapping(self, node: yaml.MappingNode, at: Path) -> dict[str, Any]:
        result: dict[str, Any] = {}
        for key, value in node.value:
            if not isinstance(key, yaml.ScalarNode):
                self._problem(key, "a key must be a word; write `key: value`")
                continue
            if key.value in result:
                first = self.keys[(*at, key.value)][0]
                self._problem(
                    key, f"{quote(key.value)} stands here twice (first in line {first}); keep one"
                )
                continue
            self.keys[(*at, key.value)] = self._place(key)
            result[key.value] = self.read(value, (*at, key.value))
        return result

    def _place(self, node: yaml.Node) -> tuple[int, int]:
        line, column = self._lines.place(node.start_mark.index)
        return line + self._first_line - 1, column

    def _problem(self, node: yaml.Node, message: str) -> None:
        self.problems.append(Problem(self._path, *self._place(node), message))
