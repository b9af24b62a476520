"""Checks structured data against what schema.org has words for."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import yaml

VOCABULARY = yaml.safe_load((Path(__file__).parent / "cases" / "schema_org.yml").read_text("utf-8"))


def objects_with(key: str, value: Any) -> Iterator[dict[str, Any]]:
    """Yield every object that has a key, however deep it lies, the outer ones first."""
    if isinstance(value, dict):
        if key in value:
            yield value
        for part in value.values():
            yield from objects_with(key, part)
    elif isinstance(value, list):
        for part in value:
            yield from objects_with(key, part)


def nodes(value: Any) -> Iterator[dict[str, Any]]:
    """Yield everything that has a type, however deep it lies."""
    return objects_with("@type", value)


def check(data: Any) -> None:
    """Fail unless each type and property is in the vocabulary, with a value that it expects."""
    for node in nodes(data):
        known = VOCABULARY["properties"][node["@type"]]
        for name, value in node.items():
            if name.startswith("@"):
                continue
            assert name in known, (node["@type"], name)
            for one in value if isinstance(value, list) else [value]:
                fits_value(one, known[name])


def fits_value(value: Any, expected: list[str]) -> None:
    """Fail unless a value is of a type that is expected."""
    if isinstance(value, dict):
        kind = value.get("@type")
        assert kind is None or set(VOCABULARY["types"][kind]) & set(expected), (value, expected)
        assert kind or set(value) == {"@id"}
    elif "Date" in expected:
        datetime.date.fromisoformat(value)
    elif isinstance(value, int):
        assert {"Integer", "Number"} & set(expected)
    else:
        assert {"Text", "URL"} & set(expected), (value, expected)
        assert "Text" in expected or value.startswith("https://")
