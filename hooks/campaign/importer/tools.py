"""Recognises the exports of common tools by their headers, and knows the columns they add."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

import yaml

from campaign.core.folding import fold_words
from campaign.signatories.signatories_csv import COLUMNS

PATH = Path(__file__).with_name("tools.yml")


class Tool(NamedTuple):
    """A program that exports signatures."""

    name: str
    columns: dict[str, str]
    """What becomes of the tool's own columns, by their words: a target, "personal" or "unused"."""
    prefix: str = ""
    """What columns begin with that hold what the tool itself knows of a person."""
    is_own: bool = False
    """Whether it is this project: the file is a list of signatories itself."""

    def column(self, header: str) -> str | None:
        """Return what becomes of a column; None where the tool does not know it."""
        words = _plain(header)
        if self.prefix and words.startswith(f"{self.prefix} "):
            return "personal"
        return self.columns.get(words)


def recognise(header: Sequence[str]) -> Tool | None:
    """Return the tool that wrote a header, if it is a known one."""
    words = [_plain(name) for name in header]
    return next((Tool(**fields) for rule, fields in _tools() if _is_by(rule, words)), None)


def _is_by(rule: dict[str, Any], words: list[str]) -> bool:
    if rule.get("is_own"):
        return {"name", "kind"} <= set(words) <= set(COLUMNS)
    if "first" in rule:
        return bool(words) and words[0] in rule["first"]
    if "prefix" in rule:
        return any(word.startswith(f"{rule['prefix']} ") for word in words)
    return set(rule["has"]) <= set(words)


def _plain(header: str) -> str:
    return header.strip() if header.strip() == "#" else fold_words(header.replace("_", " "))


@cache
def _tools() -> list[tuple[dict[str, Any], dict[str, Any]]]:
    """Return how each tool is recognised, and what makes it."""
    found = []
    for rule in yaml.safe_load(PATH.read_text(encoding="utf-8")):
        is_own = bool(rule.get("is_own"))
        columns = (
            {column: column for column in COLUMNS} if is_own else dict(rule.get("columns", {}))
        )
        if "first" in rule:
            columns |= dict.fromkeys(rule["first"], "signed")
        made = {"name": rule["name"], "columns": columns, "prefix": rule.get("prefix", "")}
        found.append((rule, {**made, "is_own": is_own}))
    return found
