"""JSON Schemas of what editors write, made from the models.

A schema accepts whatever the reader accepts, also after another YAML reader has made numbers and
truth values of plain texts; it does not refuse all that the reader refuses. They follow draft 7,
which every editor's program knows.
"""

from __future__ import annotations

import ast
import inspect
from collections.abc import Iterator, Mapping
from itertools import pairwise
from pathlib import Path
from typing import Any, NamedTuple

from pydantic.json_schema import GenerateJsonSchema

from campaign.config.configuration import Campaign
from campaign.config.import_profile import Remembered
from campaign.config.validation import Model
from campaign.content.reading import ReadingItem
from campaign.content.versions import Version
from campaign.content.voices import Voice
from campaign.signatories.signatories import KINDS

DRAFT = "http://json-schema.org/draft-07/schema#"
_FOLDER = "hooks/campaign/schemas"
Schema = dict[str, Any]


COLUMN_HELP: Mapping[str, tuple[str, str]] = {
    "name": ("The name, as the signatory writes it.", "Example Alliance"),
    "kind": (f"What signed: {' or '.join(KINDS)}.", "organization"),
    "group": ("For organizations: one of `groups` in mkdocs.yml.", "National"),
    "title": ("A title, shown after the name.", "Director"),
    "affiliation": (
        "An affiliation, shown after the name, for identification only.",
        "Example College, for identification only",
    ),
    "place": ("A place, shown after the name.", "Northford"),
    "url": ("The signatory's own site.", "https://example.org/"),
    "signed": ("The day of the signature, as 2021-02-09.", "2021-02-09"),
    "sort": ("What to sort by, where the name is sorted wrongly: `Example, Ada`.", "Example, Ada"),
    "first": ("`yes`: stands among the first signatories on the letter page.", "yes"),
    "demands": (
        "File names of demands that are backed in particular, with spaces between them.",
        "open-on-sundays plant-trees",
    ),
    "version": ("The version of the letter that was signed.", "2"),
    "withdrawn": ("The day of withdrawal: the name disappears from the whole site.", "2021-03-01"),
    "source": ("The address of a page that shows the signature.", "https://example.org/signed"),
    "logo": ("An organization's logo below `docs/`: SVG, PNG or WebP.", "files/alliance.svg"),
}
"""What each column means, and an example."""


def schemas() -> dict[str, Schema]:
    """Return the schema of each YAML file, by its path. One that a command keeps is added here."""
    data = "docs/data"
    found = {
        "mkdocs.yml": _mkdocs(),
        f"{data}/reading.yml": _list_of(ReadingItem, f"{data}/reading.yml"),
        f"{data}/voices.yml": _list_of(Voice, f"{data}/voices.yml"),
        f"{data}/versions.yml": _list_of(Version, "The letter's versions"),
        f"{data}/import.yml": model_schema(Remembered)
        | {"title": "What becomes of the columns of imported files"},
    }
    note = "Made by `python -m campaign schemas` from the models in hooks/campaign/."
    head = {"$schema": DRAFT, "$comment": note}
    return {path: head | schema for path, schema in found.items()}


def schema_path(described: str) -> str:
    """Return where the schema of a YAML file lies, from the project's root."""
    return f"{_FOLDER}/{Path(described).stem}.schema.json"


def model_schema(model: type[Model]) -> Schema:
    """Return a model's schema, with a description at every key."""
    return model.model_json_schema(schema_generator=_Described)


class _Described(GenerateJsonSchema):
    """Describes each key, and makes no title of its name: each value bears that of its kind."""

    def field_title_should_be_set(self, schema: Any) -> bool:
        return False

    def model_schema(self, schema: Any) -> Schema:
        made = super().model_schema(schema)
        for name, text in key_texts(schema["cls"]):
            made["properties"][name]["description"] = text
        return made


def key_texts(model: type[Model]) -> Iterator[tuple[str, str]]:
    """Yield each key of a model with the text below it.

    pydantic would read the source of every model, whenever a build begins.
    """
    for each in reversed(model.__mro__[: model.__mro__.index(Model)]):
        classes = ast.parse(inspect.getsource(each)).body
        body = [part for read in classes if isinstance(read, ast.ClassDef) for part in read.body]
        for key, text in pairwise(body):
            match key, text:
                case (
                    ast.AnnAssign(target=ast.Name(id=name)),
                    ast.Expr(value=ast.Constant(value=str(said))),
                ):
                    yield name, inspect.cleandoc(said)


class Key(NamedTuple):
    """A key that an editor can write, for programs and pages that tell what it may hold."""

    name: str
    is_needed: bool
    part: Schema
    """What its value may be; of what may be left out, that beside nothing."""
    entry: Schema
    """The same, or of a list what each entry may be."""
    is_list: bool
    keys: tuple[Key, ...]
    """Those below it, or below each entry; none where it is a plain value."""
    said_below: str
    """What is said of all of these."""


def keys_of(model: type[Model]) -> tuple[Key, ...]:
    """Return a model's keys, in their order."""
    schema = model_schema(model)
    return _keys(schema, schema.get("$defs", {}))


def _keys(schema: Schema, definitions: Schema) -> tuple[Key, ...]:
    found = []
    for name, part in schema["properties"].items():
        given = part["anyOf"][0] if "anyOf" in part else part
        is_list = given.get("type") == "array"
        entry = given["items"] if is_list else given
        below = definitions[entry["$ref"].rpartition("/")[2]] if "$ref" in entry else {}
        keys = _keys(below, definitions) if below else ()
        is_needed = name in schema.get("required", ())
        said = below.get("description", "")
        found.append(Key(name, is_needed, given | part, entry, is_list, keys, said))
    return tuple(found)


def _mkdocs() -> Schema:
    """Return the schema of mkdocs.yml: the campaign's facts whole, MkDocs' own settings open."""
    campaign = model_schema(Campaign)
    return {
        "title": "mkdocs.yml of a campaign",
        "type": "object",
        "required": ["site_name", "extra"],
        "properties": {
            # MkDocs reads these, and takes tags such as !ENV for them.
            "site_name": {"description": "The site's name: the campaign's."},
            "site_url": {
                "description": "The site's address, if it is a domain of your own; empty on "
                "GitHub Pages.",
            },
            "extra": {
                "type": "object",
                "description": "Holds the campaign.",
                "required": ["campaign"],
                "properties": {"campaign": campaign},
            },
        },
        "$defs": campaign.pop("$defs"),
    }


def _list_of(model: type[Model], title: str) -> Schema:
    """Return the schema of a file that is a list, each entry a model's."""
    entry = model_schema(model)
    definitions = {"$defs": entry.pop("$defs")} if "$defs" in entry else {}
    return {"title": title, "type": "array", "minItems": 1, "items": entry, **definitions}
