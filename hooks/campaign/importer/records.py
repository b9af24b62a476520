"""Reads records: JSON, YAML, or a folder of files with one signatory each."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import islice
from pathlib import Path
from typing import Any, NamedTuple

from campaign.config.yaml_text import read_yaml
from campaign.content.front_matter import split_page
from campaign.core import files
from campaign.core.problems import LineIndex, Problem, counted, quote
from campaign.importer.table import (
    HEADING,
    Entry,
    Table,
    row_problem,
    table_of_entries,
    unreadable,
)
from campaign.importer.text_files import Decoded
from campaign.importer.words import NAMES, target_of

YAML = (".yml", ".yaml")
MARKDOWN = (".md", ".markdown")
JSON_LINES = (".jsonl", ".ndjson")
JSON = (".json", *JSON_LINES)
LARGEST_FILE = 64 * 1024
"""Bytes of one signatory's file."""
MOST_FILES = 200_000
KEYS = "write the signatory's facts as keys, such as `name: …`"
LAST_COMMA = re.compile(r",?\s*[}\]]")
WRAPPERS = ("fields", "attributes", "properties")
"""Keys below which a database's program puts all facts of a record, as Airtable's does."""


_BRACE = re.compile(r'"(?:[^"\\]|\\.)*"|[{}]', re.DOTALL)


class Member(NamedTuple):
    """An entry of a list."""

    heading: str
    """What the list is called; empty where it is the whole text."""
    path: tuple[str | int, ...]
    """The keys and numbers that lead to it."""
    value: Any


class _Object(dict[str, Any]):
    """An object of a JSON text that knows the line in which it begins."""

    line = 1


def read_json(decoded: Decoded, file: str) -> Table:
    """Return the table of a JSON text; each row knows the line in which its entry begins."""
    lines = _lines_of_objects(decoded.text)
    twice = []

    def made(pairs: list[tuple[str, Any]]) -> _Object:
        found = _Object(pairs)
        found.line = next(lines)
        if len(found) < len(pairs):
            twice.append(next(key for n, (key, _) in enumerate(pairs) if key in dict(pairs[:n])))
        return found

    try:  # numbers stay as they are written: 0123 of a code, 1e400
        data = json.loads(
            decoded.text, object_pairs_hook=made, parse_int=str, parse_float=str, parse_constant=str
        )
    except json.JSONDecodeError as error:
        before = decoded.text[: error.pos].rstrip()
        if LAST_COMMA.match(decoded.text, error.pos) and before.endswith((",", "{", "[")):
            why = "a comma stands before } or ], where nothing follows; delete the comma"
        else:
            why = f"this is not valid JSON ({error.msg}); export the file anew"
        raise unreadable(file, why, error.lineno, error.colno) from None
    except RecursionError:
        raise unreadable(file, f"the values are nested too deeply; {KEYS}") from None
    if twice:
        message = f"an object names {quote(twice[0])} twice; keep one, so that none is lost"
        raise unreadable(file, message)
    members = [(getattr(member.value, "line", 1), member) for member in _members(data, file)]
    if len({line for line, _ in members}) < len(members):  # written without line breaks
        members = [(number, member) for number, (_, member) in enumerate(members, start=1)]
    return _table(file, f"JSON, in {decoded.encoding}", members)


def _lines_of_objects(text: str) -> Iterator[int]:
    """Yield the line in which each object begins, in the order in which they end."""
    places, begun = LineIndex(text), []
    for sign in _BRACE.finditer(text):
        if sign[0] == "{":
            begun.append(sign.start())
        elif sign[0] == "}":
            yield places.place(begun.pop())[0]


def read_yaml_list(decoded: Decoded, file: str) -> Table:
    """Return the table of one YAML file: a list of entries, a list below a key, or one entry."""
    if len(decoded.text) > 8 * 1024 * 1024:  # which takes a minute to read
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
    return _table(file, f"YAML, in {decoded.encoding}", whole, wrong)


def read_folder(folder: Path, shown: str) -> Table:
    """Return the table of a folder's files; one that cannot be read is refused by its name.

    A file without an ending, or with one that is not known, is read where it holds keys as YAML
    does. No link is followed: what it leads to may lie anywhere.
    """
    entries: list[Entry] = []
    wrong: list[tuple[Problem, ...]] = []
    others: list[Path] = []
    try:
        paths = list(islice(files.walk(folder), MOST_FILES + 1))
    except (OSError, RecursionError):
        raise unreadable(shown, "the folder cannot be read; check its rights") from None
    if len(paths) > MOST_FILES:
        raise unreadable(shown, f"the folder holds more than {MOST_FILES} files; split it")
    for path in paths:
        name = f"{shown.rstrip('/')}/{path.relative_to(folder).as_posix()}"
        if path.name.startswith(".") and not path.is_symlink():
            continue  # left behind by desktops and git
        facts, problems = _read_file(path, name)
        if facts and not problems:
            entries.append(Entry(name, 1, facts))
        elif (
            path.suffix.lower() in (*YAML, *MARKDOWN, *JSON)
            or path.is_symlink()
            or not path.is_file()
        ):
            wrong.append(problems)
        else:
            others.append(path)
    if not entries and not wrong:
        raise unreadable(shown, "the folder holds no YAML or Markdown file; name another folder")
    notes: tuple[str, ...] = ()
    if others:
        kinds = counted(len(others), "file")
        short = ", ".join([*(path.name for path in others[:3]), *["…"][: len(others) > 3]])
        notes = (f"Not read, since no facts stand in them as keys: {kinds} ({short}).",)
    endings = {Path(entry.file).suffix for entry in entries}
    alike = sum(path.suffix in endings for path in others)
    table = table_of_entries(shown, "a folder of files", entries, wrong)
    return replace(table, notes=notes, unread=alike)


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
    if depth > 3 or not isinstance(data, Mapping):
        return
    for key, value in data.items():
        if isinstance(value, list):
            for at, member in enumerate(value):
                yield Member(str(key), (*path, key, at), member)
        else:
            yield from _lists(value, (*path, key), depth + 1)


def _table(
    file: str,
    form: str,
    members: Sequence[tuple[int, Member]],
    wrong: Iterable[tuple[Problem, ...]] = (),
) -> Table:
    several = len({member.heading for _, member in members}) > 1
    entries: list[Entry] = []
    refused = [*wrong]
    for line, member in members:
        if facts := _facts(member.value):
            above = {HEADING: member.heading} if several else {}
            entries.append(Entry(file, line, above | facts))
        else:
            refused.append((row_problem(file, line, f"the entry cannot be read; {KEYS}"),))
    return table_of_entries(file, form, entries, refused)


def _read_file(path: Path, name: str) -> tuple[dict[str, str] | None, tuple[Problem, ...]]:
    """Return a signatory's facts, or None and why they cannot be read."""

    def refused(why: str) -> tuple[None, tuple[Problem, ...]]:
        return None, (row_problem(name, 0, why),)

    if path.is_symlink():
        return refused("a link to another file is not followed; put the file itself here")
    if not path.is_file():
        return refused("this is no file; remove it from the folder")
    if path.stat().st_size > LARGEST_FILE:
        return refused(f"the file holds more than {LARGEST_FILE} bytes; keep the signatory's facts")
    text, problems = files.read_text(path, name)
    is_page, first_line = path.suffix.lower() in MARKDOWN, 1
    if text is not None and (is_page or text.startswith("---")):
        split, found = split_page(text, name)
        if split.yaml is not None and not found:  # Jekyll's data files may be framed as well
            text, first_line = split.yaml, 2
        elif is_page and found:
            return None, tuple(found)
        elif is_page:
            return refused("the file has no facts between two lines of --- at its top; add them")
    if text is None:
        return None, tuple(problems)
    document, problems = read_yaml(text, name, first_line=first_line)
    if problems:
        return None, tuple(problems)
    facts = _facts(document.data) if isinstance(document.data, Mapping) else None
    return (facts, ()) if facts else refused(f"the file cannot be read; {KEYS}")


def _facts(data: Any) -> dict[str, str] | None:
    """Return an entry's facts as text; None where it is none. A mere text is a name."""
    if isinstance(data, str):
        return {"name": data}
    try:
        return dict(_flat(data, "")) if isinstance(data, Mapping) else None
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
