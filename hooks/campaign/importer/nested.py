"""Turns values that hold others, as JSON's and YAML's do, into columns and text."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

DEEPEST = 4
LIST = "List"
"""The column for what a list was called, where a file holds several."""


class TooDeep(ValueError):
    """A value holds values within values, further down than a signatory's facts go."""


def flat(entry: Mapping[str, Any]) -> dict[str, str]:
    """Return an entry's values as text, those within others as "address.city".

    A list becomes its members with commas between them. Raises `TooDeep`.
    """
    return dict(_flat(entry, "", 0))


def _flat(entry: Mapping[str, Any], prefix: str, depth: int) -> Iterator[tuple[str, str]]:
    if depth > DEEPEST:
        raise TooDeep
    for key, value in entry.items():
        name = f"{prefix}{key}"
        if type(value) is str:
            yield name, value
        elif isinstance(value, Mapping):
            yield from _flat(value, f"{name}.", depth + 1)
        else:
            yield name, _text(value, depth)


def _text(value: Any, depth: int) -> str:
    if depth > DEEPEST:
        raise TooDeep
    if isinstance(value, list):
        return ", ".join(filter(None, (_text(member, depth + 1) for member in value)))
    if isinstance(value, Mapping):
        members = flat(value)
        return members.get("name") or ", ".join(filter(None, members.values()))
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    return str(value)


def columns(entries: Iterable[Mapping[str, str]]) -> tuple[str, ...]:
    """Return every key of all entries, in the order in which they first occur."""
    found: dict[str, None] = {}
    for entry in entries:
        if not found.keys() >= entry.keys():
            found.update(dict.fromkeys(entry))
    return tuple(found)
