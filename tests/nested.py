"""Looks into data that holds lists and objects in each other, as JSON and YAML do."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any


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
