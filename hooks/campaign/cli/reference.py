"""OPTIONS.md: everything that editors can set, made from the models' JSON Schemas.

For each key: whether it is needed, what it holds in plain words, what holds without it, what it
means, and an example.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any, NamedTuple

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from campaign.cli.schemas import COLUMN_HELP, Key, Schema, keys_of
from campaign.config.configuration import Campaign
from campaign.config.import_profile import Remembered
from campaign.content.pages import MODELS, PAGE_TYPES, Page
from campaign.content.reading import ReadingItem
from campaign.content.versions import Version
from campaign.content.voices import Voice
from campaign.signatories.signatories_csv import REQUIRED

FILE = "OPTIONS.md"
"""From the project's root."""


class _Part(NamedTuple):
    """Keys that stand side by side, below a heading (empty: below the one before)."""

    heading: str
    summary: str
    keys: Sequence[Key]


def reference() -> str:
    """Return the text of OPTIONS.md."""
    environment = Environment(  # noqa: S701 - Markdown of our own words
        loader=FileSystemLoader(Path(__file__).parent),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    environment.filters |= {
        "holds": _holds, "default": _default, "meaning": _meaning, "example": _example,
    }  # fmt: skip
    return environment.get_template("OPTIONS.md.jinja").render(
        campaign=_parts(keys_of(Campaign), 3),
        page=_parts([key for key in keys_of(Page) if key.name != "type"], 4),
        pages=[part for kind in PAGE_TYPES if kind != "page" for part in _page(kind)],
        columns=COLUMN_HELP,
        required=REQUIRED,
        reading=_parts(keys_of(ReadingItem), 4),
        voices=_parts(keys_of(Voice), 4),
        versions=_parts(keys_of(Version), 4),
        imports=_parts(keys_of(Remembered), 4),
    )


def _page(kind: str) -> list[_Part]:
    own = [key for key in keys_of(MODELS[kind]) if key.name not in Page.model_fields]
    return _parts(own, 4, heading=f"### `type: {kind}`", summary=MODELS[kind].__doc__ or "")


def _parts(
    keys: Sequence[Key], level: int, path: str = "", heading: str = "", summary: str = ""
) -> list[_Part]:
    """Return a model's keys, then those of each of the models below it."""
    parts = [_Part(heading, _line(summary), keys)]
    for key in keys:
        if key.keys:
            where = f"{path}{key.name}"
            below = f"{'#' * level} `{where}`"
            parts += _parts(key.keys, level, f"{where}.", below, key.said_below)
    return parts


def _holds(key: Key) -> str:
    """Say what a value is, in plain words."""
    least = ", at least one" if key.part.get("minItems") else ""
    if key.keys:
        if key.is_list:
            return f"a list, each entry with keys of its own, below{least}"
        return "keys of its own, below"
    if key.part.get("type") == "object":
        return f"keys that a command writes, each with {_words(key.part['additionalProperties'])}"
    return f"a list: {_words(key.entry)}{least}" if key.is_list else _words(key.entry)


def _words(part: Schema) -> str:
    if choices := _choices(part):
        return " or ".join(f"`{choice}`" for choice in choices)
    plain = {"string": "text", "boolean": "yes or no", "integer": "a whole number"}
    return str(part.get("title") or plain[part["type"]])


def _choices(part: Schema) -> list[str]:
    return part.get("enum") or ([part["const"]] if "const" in part else [])


def _example(key: Key) -> str:
    examples = (*key.part.get("examples", ()), *_choices(key.entry), *key.entry.get("examples", ()))
    if not examples or key.keys:
        return ""
    example = str(examples[0])
    if example.startswith(("#", "+")):  # YAML would read a note, or a number
        example = f'"{example}"'
    return f"`- {example}`" if key.is_list else f"`{example}`"


def _meaning(key: Key) -> str:
    # Said once where it is the same.
    return _line(key.part.get("description") or key.said_below)


def _default(key: Key) -> str:
    value: Any = key.part.get("default")
    if isinstance(value, bool):
        return "yes" if value else "no"
    return "" if value is None or isinstance(value, list | dict) else f"`{value}`"


def _line(text: str) -> str:
    return " ".join(text.partition("\n\n")[0].split()).replace("|", "\\|")
