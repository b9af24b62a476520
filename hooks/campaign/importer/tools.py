"""Recognises the exports of common tools by their headers, and knows the columns they add."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import NamedTuple

import yaml

from campaign.core.folding import fold_words
from campaign.signatories.signatories_csv import COLUMNS


class Tool(NamedTuple):
    """A program that exports signatures, as tools.yml names it."""

    name: str
    columns: Mapping[str, str] = MappingProxyType(dict(zip(COLUMNS, COLUMNS, strict=True)))
    """What becomes of the tool's own columns, by their words: a target, "personal" or "unused"."""
    has: Sequence[str] = ()
    """Columns by which the tool is known."""
    first: Sequence[str] = ()
    """What it may call its first column, which says when somebody signed."""
    prefix: str = "\n"
    """What columns begin with that hold what the tool itself knows of a person."""
    is_own: bool = False
    """Whether it is this project: the file is a list of signatories itself."""

    def column(self, header: str) -> str | None:
        """Return what becomes of a column; None where the tool does not know it."""
        words = _plain(header)
        if words.startswith(f"{self.prefix} "):
            return "personal"
        return "signed" if words in self.first else self.columns.get(words)

    def wrote(self, words: Sequence[str]) -> bool:
        """Whether the words of a header are this tool's."""
        if self.is_own:
            return {"name", "kind"} <= {*words} <= {*COLUMNS}
        has_prefix = any(word.startswith(f"{self.prefix} ") for word in words)
        has_all = bool(self.has) and {*self.has} <= {*words}
        return has_prefix or has_all or not {*self.first}.isdisjoint(words[:1])


def recognise(header: Sequence[str]) -> Tool | None:
    """Return the tool that wrote a header, if it is a known one."""
    words = [_plain(name) for name in header]
    return next((tool for tool in _tools() if tool.wrote(words)), None)


def _plain(header: str) -> str:
    return header.strip() if header.strip() == "#" else fold_words(header.replace("_", " "))


@cache
def _tools() -> tuple[Tool, ...]:
    return tuple(
        Tool(**fields)
        for fields in yaml.safe_load(
            Path(__file__).with_name("tools.yml").read_text(encoding="utf-8")
        )
    )
