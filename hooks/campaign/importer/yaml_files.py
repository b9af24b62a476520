"""Reads a folder of YAML or Markdown files with one signatory each, or a list in one YAML file."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

from campaign.config.yaml_text import YamlText, read_yaml
from campaign.content.front_matter import split_page
from campaign.core import files
from campaign.core.problems import Problem
from campaign.importer.encodings import Decoded
from campaign.importer.nested import TooDeep, columns, flat
from campaign.importer.table import SourceRow, Table, column_names, make_table, unreadable

YAML = (".yml", ".yaml")
MARKDOWN = (".md", ".markdown")
LARGEST_FILE = 64 * 1024
"""Bytes of one signatory's file."""
LARGEST_LIST = 8 * 1024 * 1024
"""Bytes of a list in one YAML file, which takes a minute to read."""
MOST_FILES = 200_000
KEYS = "write the signatory's facts as keys, such as `name: …`"


def read_folder(folder: Path, shown: str) -> Table:
    """Return the table of a folder's files; one that cannot be read is refused by its name.

    No link is followed: what it leads to may lie anywhere.
    """
    entries: list[tuple[str, dict[str, str]]] = []
    refused: list[tuple[Problem, ...]] = []
    others: list[str] = []
    for number, path in enumerate(_files(folder, shown)):
        if number >= MOST_FILES:
            raise unreadable(shown, f"the folder holds more than {MOST_FILES} files; split it")
        name = f"{shown.rstrip('/')}/{path.relative_to(folder).as_posix()}"
        if path.is_symlink():
            message = "a link to another file is not followed; put the file itself here"
            refused.append((Problem(name, 0, 0, message),))
        elif path.name.startswith("."):
            continue  # left behind by desktops and git
        elif path.suffix.lower() in YAML + MARKDOWN:
            entry, problems = _read_file(path, name)
            if entry is None or problems:
                refused.append(tuple(problems))
            else:
                entries.append((name, entry))
        else:
            others.append(path.name)
    if not entries and not refused:
        raise unreadable(shown, "the folder holds no YAML or Markdown file; name another folder")
    header = columns(entry for _, entry in entries)
    names = column_names(shown, header)
    rows = tuple(
        SourceRow(name, 1, tuple(entry.get(column, "") for column in header))
        for name, entry in entries
    )
    notes = []
    if others:
        more = ", …" if len(others) > 3 else ""
        notes.append(f"Files of other kinds, not read: {', '.join(others[:3])}{more}.")
    return Table(shown, "a folder of files", names, rows, tuple(refused), tuple(notes))


def read_yaml_list(decoded: Decoded, file: str) -> Table:
    """Return the table of one YAML file: a list of entries, or a single one."""
    if len(decoded.text) > LARGEST_LIST:
        raise unreadable(file, "the file is too long for YAML; export it as CSV or JSON")
    document, problems = _document(decoded.text, file, 1)
    if problems and not document.values:
        raise unreadable(file, problems[0].message, problems[0].line, problems[0].column)
    data = document.data if isinstance(document.data, list) else [document.data]
    starts = [document.place((at,) if data is document.data else ())[0] for at in range(len(data))]
    entries: list[tuple[int, dict[str, str]]] = []
    refused: list[tuple[Problem, ...]] = []
    for at, member in enumerate(data):
        end = starts[at + 1] if at + 1 < len(data) else 1 << 30
        own = [p for p in problems if starts[at] <= p.line < end]
        entry = {"name": member} if isinstance(member, str) else _entry(member)
        if entry is None and not own:
            own = [Problem(file, starts[at], 0, f"the entry cannot be read; {KEYS}")]
        if entry is None or own:
            refused.append(tuple(own))
        else:
            entries.append((starts[at], entry))
    header = columns(entry for _, entry in entries)
    records = ((line, [entry.get(name, "") for name in header]) for line, entry in entries)
    table = make_table(file, f"YAML, in {decoded.encoding}", header, records)
    return replace(table, refused=table.refused + tuple(refused))


def _files(folder: Path, shown: str) -> Iterator[Path]:
    try:
        yield from files.walk(folder)
    except (OSError, RecursionError):
        raise unreadable(shown, "the folder cannot be read; check its rights") from None


def _read_file(path: Path, name: str) -> tuple[dict[str, str] | None, list[Problem]]:
    if not path.is_file():
        return None, [Problem(name, 0, 0, "this is no file; remove it from the folder")]
    if path.stat().st_size > LARGEST_FILE:
        message = f"the file holds more than {LARGEST_FILE} bytes; keep the signatory's facts only"
        return None, [Problem(name, 0, 0, message)]
    text, problems = files.read_text(path, name)
    if text is None:
        return None, problems
    first_line = 1
    if path.suffix.lower() in MARKDOWN or text.startswith("---"):
        split, found = split_page(text, name)
        if path.suffix.lower() in MARKDOWN:
            if found:
                return None, found
            if split.yaml is None:
                message = "the file has no facts between two lines of --- at its top; add them"
                return None, [Problem(name, 1, 1, message)]
            text, first_line = split.yaml, 2
        elif split.yaml is not None and not found:  # Jekyll's data files may be framed as well
            text, first_line = split.yaml, 2
    document, problems = _document(text, name, first_line)
    if problems:
        return None, problems
    entry = _entry(document.data)
    if entry is None:
        return None, [Problem(name, first_line, 1, f"the file cannot be read; {KEYS}")]
    return entry, []


def _document(text: str, name: str, first_line: int) -> tuple[YamlText, list[Problem]]:
    try:
        return read_yaml(text, name, first_line=first_line)
    except RecursionError:
        message = "the values are nested too deeply; write them flatter"
        return YamlText({}, {}, {}), [Problem(name, first_line, 1, message)]


def _entry(data: Any) -> dict[str, str] | None:
    if not isinstance(data, Mapping) or not data:
        return None
    try:
        return flat(data)
    except TooDeep:
        return None
