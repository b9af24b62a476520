"""Reads records: JSON, YAML, or a folder of files with one signatory each."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
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
    Decoded,
    Entry,
    Table,
    Unreadable,
    row_problem,
    table_of_entries,
    unreadable,
)
from campaign.importer.words import NAMES, target_of, withholds

YAML = (".yml", ".yaml")
MARKDOWN = (".md", ".markdown")
JSON_LINES = (".jsonl", ".ndjson")
JSON = (".json", *JSON_LINES)
LARGEST_FILE = 64 * 1024
"""Bytes of one signatory's file."""
MOST_FILES = 200_000
KEYS = "write the signatory's facts as keys, such as `name: …`"
WRAPPERS = ("fields", "attributes", "properties")
"""Keys below which a database's program puts all facts of a record, as Airtable's does."""

_BRACE = re.compile(r'"(?:[^"\\]|\\.)*"|[{}]', re.DOTALL)


class _Member(NamedTuple):
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

    def made(pairs: list[tuple[str, Any]]) -> _Object:
        found = _Object(pairs)
        found.line = next(lines)
        if len(found) < len(pairs):
            key = Counter(key for key, _ in pairs).most_common(1)[0][0]
            message = f"an object names {quote(key)} twice; keep one, so that none is lost"
            raise unreadable(file, message, found.line)
        return found

    try:  # numbers stay as they are written: 0123 of a code, 1e400
        data = json.loads(
            decoded.text, object_pairs_hook=made, parse_int=str, parse_float=str, parse_constant=str
        )
    except json.JSONDecodeError as error:
        remedy = "export it anew, or look for a comma too many or too few"
        why = f"this is not valid JSON ({error.msg}); {remedy}"
        raise unreadable(file, why, error.lineno, error.colno) from None
    except RecursionError:
        raise unreadable(file, f"the values are nested too deeply; {KEYS}") from None
    members = _members(data, file)
    at = [getattr(member.value, "line", 1) for member in members]
    if len({*at}) < len(at):  # written without line breaks
        at = list(range(1, len(at) + 1))
    return _table(file, f"JSON, in {decoded.encoding}", members, at)


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
        raise Unreadable(problems[0])
    members = _members(document.data, file)
    lines = [document.place(member.path)[0] for member in members]
    return _table(file, f"YAML, in {decoded.encoding}", members, lines, problems)


def _members(data: Any, file: str) -> list[_Member]:
    """Return the entries of a file's lists: of the list that it is, or of those below its keys."""
    if isinstance(data, list):
        return [_Member("", (at,), value) for at, value in enumerate(data)]
    if isinstance(data, Mapping):
        if any(target_of(str(key)) in NAMES and isinstance(data[key], str) for key in data):
            return [_Member("", (), data)]
        if found := list(_lists(data, (), 0)):
            return found
        # By their ids, maybe below one key, as CiviCRM's "values".
        within = [((key,), value) for key, value in data.items() if isinstance(value, Mapping)]
        for path, found_by in [((), data), *(within if len(within) == 1 else ())]:
            if found_by and all(isinstance(value, Mapping) for value in found_by.values()):
                return [
                    _Member("", (*path, key), {"key": key, **value})
                    for key, value in found_by.items()
                ]
    raise unreadable(file, f"the file holds no list of entries; {KEYS}", 1, 1)


def _lists(data: Any, path: tuple[str | int, ...], depth: int) -> Iterator[_Member]:
    """Yield the members of every list below the keys of a mapping, not of those within entries."""
    if depth > 3 or not isinstance(data, Mapping):
        return
    for key, value in data.items():
        if isinstance(value, list):
            for at, member in enumerate(value):
                yield _Member(str(key), (*path, key, at), member)
        else:
            yield from _lists(value, (*path, key), depth + 1)


def _table(
    file: str, form: str, members: list[_Member], lines: list[int], problems: Iterable[Problem] = ()
) -> Table:
    """Return the table of entries; one is refused that has a problem, or no facts."""
    several = len({member.heading for member in members}) > 1
    entries: list[Entry] = []
    refused: list[tuple[Problem, ...]] = []
    for member, line, end in zip(members, lines, [*lines[1:], 1 << 30], strict=True):
        own = tuple(problem for problem in problems if line <= problem.line < end)
        if not own and (facts := _facts(member.value)):
            above = {HEADING: member.heading} if several else {}
            entries.append(Entry(file, line, above | facts))
        else:
            unread = row_problem(file, line, f"the entry cannot be read; {KEYS}")
            refused.append(own or (unread,))
    return table_of_entries(file, form, entries, refused)


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
        is_file = path.is_file() and not path.is_symlink()
        if is_file and path.name.startswith("."):
            continue  # left behind by desktops and git
        name = f"{shown.rstrip('/')}/{path.relative_to(folder).as_posix()}"
        try:
            entries.append(Entry(name, 1, _read_file(path, name)))
        except Unreadable as error:
            if is_file and path.suffix.lower() not in (*YAML, *MARKDOWN, *JSON):
                others.append(path)
            else:
                wrong.append(error.problems)
    if not entries and not wrong:
        raise unreadable(shown, "the folder holds no YAML or Markdown file; name another folder")
    above = [Path(entry.file).parent.name for entry in entries]
    if any(map(withholds, above)):  # drafts/, withdrawn/
        pairs = zip(entries, above, strict=True)
        entries = [entry._replace(facts={HEADING: name} | entry.facts) for entry, name in pairs]
    table = table_of_entries(shown, "a folder of files", entries, wrong)
    if not others:
        return table
    short = ", ".join([*(path.name for path in others[:3]), *["…"][: len(others) > 3]])
    kinds = counted(len(others), "file")
    note = f"Not read, since no facts stand in them as keys: {kinds} ({short})."
    endings = {Path(entry.file).suffix for entry in entries}
    return replace(table, notes=(note,), unread=sum(path.suffix in endings for path in others))


def _read_file(path: Path, name: str) -> dict[str, str]:
    """Return a signatory's facts; raises `Unreadable` where they cannot be read."""
    if path.is_symlink():
        raise unreadable(name, "a link to another file is not followed; put the file itself here")
    if not path.is_file():
        raise unreadable(name, "this is no file; remove it from the folder")
    if path.stat().st_size > LARGEST_FILE:
        message = f"the file holds more than {LARGEST_FILE} bytes; keep the signatory's facts"
        raise unreadable(name, message)
    text, problems = files.read_text(path, name)
    if text is None:
        raise Unreadable(*problems)
    framed = split_page(text, name)[0].yaml  # as in pages, and in Jekyll's files of data
    document, problems = read_yaml(framed or text, name, first_line=2 if framed else 1)
    facts = _facts(document.data) if isinstance(document.data, Mapping) else None
    if problems or not facts:
        raise Unreadable(*problems or [row_problem(name, 0, f"the file cannot be read; {KEYS}")])
    return facts


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
    if isinstance(value, Mapping):
        value = [value["name"]] if "name" in value else [*value.values()]
    if isinstance(value, list):
        return ", ".join(filter(None, map(_text, value)))
    if isinstance(value, bool):
        return "yes" if value else "no"
    return "" if value is None else str(value)
