"""OPTIONS.md: everything that editors can set, made from the models' JSON Schemas.

For each key: whether it is needed, what it holds in plain words, what holds without it, what it
means, and an example.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from campaign.cli.schemas import Schema, import_schema, model_schema, row_schema
from campaign.config.configuration import Campaign
from campaign.config.validation import Model
from campaign.content.pages import MODELS, PAGE_TYPES, Page
from campaign.content.reading import ReadingItem
from campaign.content.versions import Version
from campaign.content.voices import Voice

FILE = Path("OPTIONS.md")
"""From the project's root."""


@dataclass(frozen=True, slots=True)
class _Key:
    """A key that an editor can write."""

    name: str
    is_needed: bool
    holds: str
    """What kind of value, in plain words."""
    default: str
    meaning: str
    example: str


@dataclass(frozen=True, slots=True)
class _Part:
    """Keys that stand side by side, below a heading (empty: below the one before)."""

    heading: str
    summary: str
    keys: tuple[_Key, ...]


def reference() -> str:
    """Return the text of OPTIONS.md."""
    environment = Environment(  # noqa: S701 - Markdown of our own words
        loader=FileSystemLoader(Path(__file__).parent),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    row = row_schema()
    return environment.get_template("OPTIONS.md.jinja").render(
        campaign=[*_parts(model_schema(Campaign), 3)],
        page=[*_parts(model_schema(Page), 4, without=("type",))],
        pages=[part for kind in PAGE_TYPES if kind != "page" for part in _page(kind)],
        columns=row["properties"],
        required=row["required"],
        reading=[*_parts(model_schema(ReadingItem), 4)],
        voices=[*_parts(model_schema(Voice), 4)],
        versions=[*_parts(model_schema(Version), 4)],
        imports=[*_parts(import_schema(), 4)],
    )


def _page(kind: str) -> Iterator[_Part]:
    model: type[Model] = MODELS[kind]
    heading = f"### `type: {kind}`"
    return _parts(model_schema(model), 4, heading=heading, without=frozenset(Page.model_fields))


def _parts(
    schema: Schema, level: int, *, path: str = "", heading: str = "", without: Collection[str] = ()
) -> Iterator[_Part]:
    """Yield a model's keys, then those of each of the models below it."""
    definitions: Mapping[str, Schema] = schema.get("$defs", {})
    yield from _below(schema, definitions, level, path, heading, without)


def _below(
    schema: Schema,
    definitions: Mapping[str, Schema],
    level: int,
    path: str,
    heading: str,
    without: Collection[str] = (),
) -> Iterator[_Part]:
    shown = {name: part for name, part in schema["properties"].items() if name not in without}
    needed = schema.get("required", ())
    keys = tuple(_key(name, part, definitions, name in needed) for name, part in shown.items())
    yield _Part(heading, _line(schema.get("description", "")), keys)
    for name, part in shown.items():
        if nested := _nested(part, definitions):
            where = f"{path}{name}"
            yield from _below(nested, definitions, level, f"{where}.", f"{'#' * level} `{where}`")


def _key(name: str, part: Schema, definitions: Mapping[str, Schema], is_needed: bool) -> _Key:
    holds, example = _in_words(part, definitions)
    example = next(iter(part.get("examples", ())), example)
    meaning = part.get("description")
    if not meaning and (nested := _nested(part, definitions)):  # said once where it is the same
        meaning = nested.get("description")
    if example.startswith(("#", "+")):  # YAML would read a note, or a number
        example = f'"{example}"'
    if example and holds.startswith("a list"):
        example = f"- {example}"
    return _Key(
        name,
        is_needed,
        holds,
        _default(part.get("default")),
        _line(meaning or ""),
        f"`{example}`" if example else "",
    )


def _in_words(part: Schema, definitions: Mapping[str, Schema]) -> tuple[str, str]:
    """Return what a value is, in plain words, and an example of its kind."""
    if "anyOf" in part:
        part = part["anyOf"][0]  # or nothing
    if "$ref" in part:
        return "keys of its own, below", ""
    if choices := part.get("enum") or ([part["const"]] if "const" in part else []):
        return " or ".join(f"`{choice}`" for choice in choices), str(choices[0])
    if part.get("type") == "array":
        least = ", at least one" if part.get("minItems") else ""
        if _nested(part, definitions):
            return f"a list, each entry with keys of its own, below{least}", ""
        words, example = _in_words(part["items"], definitions)
        return f"a list: {words}{least}", example
    if part.get("type") == "object":
        words, _ = _in_words(part["additionalProperties"], definitions)
        return f"keys that a command writes, each with {words}", ""
    plain = {"string": "text", "boolean": "yes or no", "integer": "a whole number"}
    words = part.get("title") or plain[part["type"]]
    return words, next(iter(part.get("examples", ())), "")


def _nested(part: Schema, definitions: Mapping[str, Schema]) -> Schema | None:
    """Return the model whose keys a value has, or each entry of a list."""
    for inner in (part, *part.get("anyOf", ()), part.get("items", {})):
        if "$ref" in inner:
            return definitions[inner["$ref"].rpartition("/")[2]]
    return None


def _default(value: Any) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    return "" if value is None or isinstance(value, list | dict) else f"`{value}`"


def _line(text: str) -> str:
    return " ".join(text.partition("\n\n")[0].split()).replace("|", "\\|")
