"""Reads records: JSON, YAML, or a folder of files with one signatory each."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from json import decoder, scanner
from pathlib import Path
from typing import Any, NamedTuple

import yaml

from campaign.config.fields import FORBIDDEN
from campaign.config.yaml_text import read_yaml
from campaign.content.front_matter import split_page
from campaign.core import files
from campaign.core.problems import LineIndex, Problem, counted, quote
from campaign.importer.table import (
    HEADING,
    SourceRow,
    Table,
    column_names,
    make_table,
    row_problem,
    unreadable,
)
from campaign.importer.text_files import Decoded
from campaign.importer.words import NAMES, target_of

YAML = (".yml", ".yaml")
MARKDOWN = (".md", ".markdown")
JSON = (".json",)
DEEPEST = 4
LARGEST_FILE = 64 * 1024
"""Bytes of one signatory's file."""
LARGEST_LIST = 8 * 1024 * 1024
"""Bytes of a list in one YAML file, which takes a minute to read."""
MOST_FILES = 200_000
KEYS = "write the signatory's facts as keys, such as `name: …`"
LAST_COMMA = re.compile(r",?\s*[}\]]")
_REFERENCE = re.compile(r"(?m)(?:^|[\s\[{,:-])[&*!?|>][\w!]?")
"""What may be an anchor, an alias, a tag or a block in YAML."""
WRAPPERS = ("fields", "attributes", "properties")
"""Keys below which a database's program puts all facts of a record, as Airtable's does."""


class Member(NamedTuple):
    """An entry of a list."""

    heading: str
    """What the list is called; empty where it is the whole text."""
    path: tuple[str | int, ...]
    """The keys and numbers that lead to it."""
    value: Any


def read_json(decoded: Decoded, file: str) -> Table:
    """Return the table of a JSON text; each row knows the line in which its entry begins."""
    reader = _JsonReader()
    try:
        data = reader.decode(decoded.text)
    except json.JSONDecodeError as error:
        before = decoded.text[: error.pos].rstrip()
        if LAST_COMMA.match(decoded.text, error.pos) and before.endswith((",", "{", "[")):
            why = "a comma stands before } or ], where nothing follows; delete the comma"
        else:
            why = f"this is not valid JSON ({error.msg}); export the file anew"
        raise unreadable(file, why, error.lineno, error.colno) from None
    except RecursionError:
        raise unreadable(file, f"the values are nested too deeply; {KEYS}") from None
    if reader.twice:
        message = f"an object names {quote(reader.twice)} twice; keep one, so that none is lost"
        raise unreadable(file, message)
    lines = LineIndex(decoded.text)
    members = [
        (lines.place(member.value.begin if isinstance(member.value, _Placed) else 0)[0], member)
        for member in _members(data, file)
    ]
    if len({line for line, _ in members}) < len(members):  # written without line breaks
        members = [(number, member) for number, (_, member) in enumerate(members, start=1)]
    return _table(file, f"JSON, in {decoded.encoding}", members)


def read_yaml_list(decoded: Decoded, file: str) -> Table:
    """Return the table of one YAML file: a list of entries, a list below a key, or one entry."""
    if len(decoded.text) > LARGEST_LIST:
        raise unreadable(file, "the file is too long for YAML; export it as CSV or JSON")
    document, problems = read_yaml(decoded.text, file)
    if problems and not document.values:
        first = problems[0]
        raise unreadable(file, first.message, first.line, first.column)
    members = [(document.place(member.path)[0], member)
               for member in _members(document.data, file)]  # fmt: skip
    ends = [*(line for line, _ in members[1:]), 1 << 30]
    whole, wrong = [], []
    for (line, member), end in zip(members, ends, strict=True):
        if own := tuple(problem for problem in problems if line <= problem.line < end):
            wrong.append(own)
        else:
            whole.append((line, member))
    table = _table(file, f"YAML, in {decoded.encoding}", whole)
    return replace(table, refused=(*table.refused, *wrong))


def read_folder(folder: Path, shown: str) -> Table:
    """Return the table of a folder's files; one that cannot be read is refused by its name.

    A file without an ending, or with one that is not known, is read where it holds keys as YAML
    does. No link is followed: what it leads to may lie anywhere.
    """
    entries: dict[str, dict[str, str]] = {}
    wrong: list[tuple[Problem, ...]] = []
    others: list[Path] = []
    for number, path in enumerate(_files(folder, shown)):
        if number >= MOST_FILES:
            raise unreadable(shown, f"the folder holds more than {MOST_FILES} files; split it")
        name = f"{shown.rstrip('/')}/{path.relative_to(folder).as_posix()}"
        if path.name.startswith(".") and not path.is_symlink():
            continue  # left behind by desktops and git
        entry, problems = _read_file(path, name)
        is_known = path.suffix.lower() in YAML + MARKDOWN + JSON or path.is_symlink()
        if entry and not problems:
            entries[name] = entry
        elif is_known or not path.is_file():
            wrong.append(problems)
        else:
            others.append(path)
    if not entries and not wrong:
        raise unreadable(shown, "the folder holds no YAML or Markdown file; name another folder")
    header = _columns(entries.values())
    rows = tuple(
        SourceRow(name, 1, tuple(entry.get(column, "") for column in header))
        for name, entry in entries.items()
    )
    notes: tuple[str, ...] = ()
    if others:
        kinds = counted(len(others), "file")
        short = ", ".join([*(path.name for path in others[:3]), *["…"][: len(others) > 3]])
        notes = (f"Not read, since no facts stand in them as keys: {kinds} ({short}).",)
    endings = {Path(name).suffix for name in entries}
    alike = sum(path.suffix in endings for path in others)
    names = column_names(shown, header)
    return Table(shown, "a folder of files", names, rows, tuple(wrong), notes, alike)


class _Placed(dict[str, Any]):
    """An object of a JSON text that knows where it begins."""

    begin = 0


class _JsonReader(json.JSONDecoder):
    """Reads JSON, and keeps where each object begins: the library's own scanner does not say."""

    def __init__(self) -> None:
        # Numbers stay as they are written: 0123 of a code, 1e400.
        super().__init__(parse_int=str, parse_float=str, parse_constant=str,
                         object_pairs_hook=self._object)  # fmt: skip
        self.twice = ""
        self.parse_object = self._parse_object
        self.scan_once = scanner.py_make_scanner(self)  # type: ignore[attr-defined]

    def _parse_object(self, start: tuple[str, int], *rest: Any) -> tuple[_Placed, int]:
        value, end = decoder.JSONObject(start, *rest)  # type: ignore[attr-defined]
        value.begin = start[1] - 1
        return value, end

    def _object(self, pairs: list[tuple[str, Any]]) -> _Placed:
        made = _Placed(pairs)
        if len(made) != len(pairs) and not self.twice:
            self.twice = next(k for n, (k, _) in enumerate(pairs) if k in dict(pairs[:n]))
        return made


def _members(data: Any, file: str) -> list[Member]:
    """Return the entries of a file's lists: of the list that it is, or of those below its keys."""
    if isinstance(data, list):
        return [Member("", (at,), value) for at, value in enumerate(data)]
    if isinstance(data, Mapping):
        if any(target_of(str(key)) in NAMES and isinstance(data[key], str) for key in data):
            return [Member("", (), data)]
        if found := list(_lists(data, (), 0)):
            return found
        if data and all(isinstance(value, Mapping) for value in data.values()):
            return [Member("", (key,), {"key": key, **value}) for key, value in data.items()]
    raise unreadable(file, f"the file holds no list of entries; {KEYS}", 1, 1)


def _lists(data: Any, path: tuple[str | int, ...], depth: int) -> Iterator[Member]:
    """Yield the members of every list below the keys of a mapping, not of those within entries."""
    if depth >= DEEPEST or not isinstance(data, Mapping):
        return
    for key, value in data.items():
        if isinstance(value, list):
            for at, member in enumerate(value):
                yield Member(str(key), (*path, key, at), member)
        else:
            yield from _lists(value, (*path, key), depth + 1)


def _table(file: str, form: str, members: Sequence[tuple[int, Member]]) -> Table:
    several = len({member.heading for _, member in members}) > 1
    entries: list[tuple[int, dict[str, str]]] = []
    wrong: list[tuple[Problem, ...]] = []
    for line, member in members:
        if entry := _entry(member.value):
            entries.append((line, {HEADING: member.heading, **entry} if several else entry))
        else:
            wrong.append((row_problem(file, line, f"the entry cannot be read; {KEYS}"),))
    header = _columns(entry for _, entry in entries)
    records = ((line, [entry.get(name, "") for name in header]) for line, entry in entries)
    return replace(make_table(file, form, header, records), refused=tuple(wrong))


def _columns(entries: Iterable[dict[str, str]]) -> tuple[str, ...]:
    """Return every key of all entries; those that differ in capitals alone become one."""
    found: dict[str, str] = {}
    for entry in entries:
        for key in [*entry]:
            column = found.setdefault(" ".join(key.split()).casefold(), key)
            if column != key:
                value = entry.pop(key)
                entry[column] = entry.get(column) or value
    return tuple(found.values())


def _files(folder: Path, shown: str) -> Iterator[Path]:
    try:
        yield from files.walk(folder)
    except (OSError, RecursionError):
        raise unreadable(shown, "the folder cannot be read; check its rights") from None


def _read_file(path: Path, name: str) -> tuple[dict[str, str] | None, tuple[Problem, ...]]:
    """Return a signatory's facts, or None and why they cannot be read."""
    if path.is_symlink():
        return None, (
            row_problem(
                name, 0, "a link to another file is not followed; put the file itself here"
            ),
        )
    if not path.is_file():
        return None, (row_problem(name, 0, "this is no file; remove it from the folder"),)
    if path.stat().st_size > LARGEST_FILE:
        why = f"the file holds more than {LARGEST_FILE} bytes; keep the signatory's facts"
        return None, (row_problem(name, 0, why),)
    text, problems = files.read_text(path, name)
    is_page, first_line = path.suffix.lower() in MARKDOWN, 1
    if text is not None and (is_page or text.startswith("---")):
        split, found = split_page(text, name)
        if split.yaml is not None and not found:  # Jekyll's data files may be framed as well
            text, first_line = split.yaml, 2
        elif is_page:
            why = "the file has no facts between two lines of --- at its top; add them"
            return None, tuple(found) or (row_problem(name, 0, why),)
    if text is None:
        return None, tuple(problems)
    data = _simple(text)
    if data is None:
        document, problems = read_yaml(text, name, first_line=first_line)
        data = document.data
    entry = _entry(data) if isinstance(data, Mapping) and not problems else None
    unread = () if entry else (row_problem(name, 0, f"the file cannot be read; {KEYS}"),)
    return entry, tuple(problems) or unread


def _simple(text: str) -> Any:
    """Return what simple YAML holds, without places: a folder's files take minutes otherwise.

    None where a key stands twice, or anything else may be wrong: `read_yaml` says what.
    """

    def value(node: yaml.Node) -> Any:
        if isinstance(node, yaml.MappingNode):
            pairs = [(value(key), value(of)) for key, of in node.value]
            made = {str(key): of for key, of in pairs}
            if len(made) < len(pairs):
                raise ValueError
            return made
        return [*map(value, node.value)] if isinstance(node, yaml.SequenceNode) else node.value

    if _REFERENCE.search(text) or FORBIDDEN.search(text):
        return None
    try:
        node = yaml.compose(text, yaml.CBaseLoader)
        return value(node) if node else None
    except (yaml.YAMLError, ValueError, RecursionError):
        return None


def _entry(data: Any) -> dict[str, str] | None:
    """Return an entry's facts as text; None where it is none. A mere text is a name."""
    if isinstance(data, str):
        return {"name": data}
    if not isinstance(data, Mapping) or not data:
        return None
    try:
        return dict(_flat(data, ""))
    except RecursionError:
        return None


def _flat(entry: Mapping[str, Any], prefix: str) -> Iterator[tuple[str, str]]:
    """Yield an entry's values as text, those within others as "address.city"."""
    for key, value in entry.items():
        if isinstance(value, Mapping):
            yield from _flat(value, prefix if str(key) in WRAPPERS else f"{prefix}{key}.")
        else:
            yield f"{prefix}{key}", _text(value)


def _text(value: Any) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, Mapping):
        members = dict(_flat(value, ""))
        return members.get("name") or ", ".join(filter(None, members.values()))
    if isinstance(value, Sequence) and not isinstance(value, str):
        return ", ".join(filter(None, map(_text, value)))
    return "" if value is None else str(value)
