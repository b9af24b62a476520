"""JSON Schemas of what editors write, and snippets, made from the models.

A schema accepts whatever the reader accepts, also after another YAML reader has made numbers and
truth values of plain texts; it does not refuse all that the reader refuses. They follow draft 7,
which every editor's program knows.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, NamedTuple

from pydantic.json_schema import GenerateJsonSchema
from pydantic_core.core_schema import ModelSchema

from campaign.cli import problems_guide, reference
from campaign.cli.model_help import help_of
from campaign.config.configuration import Campaign
from campaign.config.import_profile import Remembered
from campaign.config.validation import Model
from campaign.content.demands import Event
from campaign.content.pages import MODELS, PAGE_TYPES
from campaign.content.reading import ReadingItem
from campaign.content.versions import Version
from campaign.core.problems import PROBLEMS_FILE
from campaign.signatories.signatories import KINDS
from campaign.signatories.signatories_csv import COLUMNS, REQUIRED

DRAFT = "http://json-schema.org/draft-07/schema#"
FOLDER = Path("hooks/campaign/schemas")
SNIPPETS = Path(".vscode/campaign.code-snippets")
Schema = dict[str, Any]


class Described(NamedTuple):
    """A schema and the files that it describes."""

    name: str
    """Its file's name in `FOLDER`, without `.schema.json`."""
    schema: Schema
    yaml_files: tuple[str, ...]
    """Patterns of the YAML files that VS Code checks against it; none for what is not YAML."""

    @property
    def path(self) -> Path:
        """Its file, from the project's root."""
        return FOLDER / f"{self.name}.schema.json"


COLUMN_HELP: Mapping[str, str] = {
    "name": "The name, as the signatory writes it.",
    "kind": f"What signed: {' or '.join(KINDS)}.",
    "group": "For organizations: one of `groups` in mkdocs.yml.",
    "title": "A title, shown after the name.",
    "affiliation": "An affiliation, shown after the name, for identification only.",
    "place": "A place, shown after the name.",
    "url": "The signatory's own site.",
    "signed": "The day of the signature, as 2021-02-09.",
    "sort": "What to sort by, where the name is sorted wrongly: `Example, Ada`.",
    "first": "`yes`: stands among the first signatories on the letter page.",
    "demands": "File names of demands that are backed in particular, with spaces between them.",
    "version": "The version of the letter that was signed.",
    "withdrawn": "The day of withdrawal: the name disappears from the whole site.",
    "source": "The address of a page that shows the signature.",
}
CELL_FORMS: Mapping[str, str] = {
    "name": r"\S",
    "kind": rf"^\s*(?:{'|'.join(KINDS)})\s*$",
    "url": r"^\s*(?:[Hh][Tt][Tt][Pp][Ss]?://\S+)?\s*$",
    "signed": r"^\s*(?:[0-9]{4}-[0-9]{2}-[0-9]{2})?\s*$",
    "first": r"^\s*(?:yes)?\s*$",
    "withdrawn": r"^\s*(?:[0-9]{4}-[0-9]{2}-[0-9]{2})?\s*$",
    "source": r"^\s*(?:[Hh][Tt][Tt][Pp][Ss]?://\S+)?\s*$",
}


def described() -> tuple[Described, ...]:
    """Return every schema. A file that a command keeps gets its schema by one more entry here."""
    return (
        Described("mkdocs", _with_head(mkdocs_schema()), ("mkdocs.yml",)),
        Described("front-matter", _with_head(front_matter_schema()), ()),
        Described("signatories-row", _with_head(row_schema()), ()),
        Described("reading", _with_head(reading_schema()), ("docs/data/reading.yml",)),
        Described("versions", _with_head(versions_schema()), ("docs/data/versions.yml",)),
        Described("import", _with_head(import_schema()), ("docs/data/import.yml",)),
    )


def generated() -> dict[Path, str]:
    """Return every file that is made from the models, by its path from the project's root."""
    texts = {each.path: _dump(each.schema) for each in described()}
    return texts | {
        SNIPPETS: _dump(dict(_snippets())),
        reference.FILE: reference.reference(),
        Path(PROBLEMS_FILE): problems_guide.problems_guide(),
    }


def model_schema(model: type[Model]) -> Schema:
    """Return a model's schema: one whole with a description at every key."""
    schema = model.model_json_schema(schema_generator=_WithHelp)
    definitions = schema.pop("$defs", {})
    plain: Schema = _plain(schema, definitions)
    return plain


class _WithHelp(GenerateJsonSchema):
    """Adds to each key of a model what it is for."""

    def model_schema(self, schema: ModelSchema) -> Schema:
        found = super().model_schema(schema)
        for key, part in found.get("properties", {}).items():
            if help_text := help_of(schema["cls"], key):
                part["description"] = help_text
        return found


def mkdocs_schema() -> Schema:
    """Return the schema of mkdocs.yml: the campaign's facts whole, MkDocs' own settings open."""
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
                "properties": {"campaign": model_schema(Campaign)},
            },
        },
    }


def front_matter_schema() -> Schema:
    """Return the schema of a page's front matter, whose keys depend on its `type`."""
    kinds = {kind: model_schema(MODELS[kind]) for kind in PAGE_TYPES}
    return {
        "title": "Front matter of a page",
        "type": "object",
        "properties": {"type": {"enum": list(PAGE_TYPES), "default": "page"}},
        "allOf": [
            {
                # A page without a type is a `page`.
                "if": {
                    "properties": {"type": {"const": kind}},
                    **({} if kind == "page" else {"required": ["type"]}),
                },
                "then": {"$ref": f"#/definitions/{kind}"},
            }
            for kind in PAGE_TYPES
        ],
        "definitions": kinds,
    }


def row_schema() -> Schema:
    """Return the schema of one row of docs/data/signatories.csv: its cells by their columns."""
    return {
        "title": "A row of docs/data/signatories.csv",
        "type": "object",
        "required": list(REQUIRED),
        "additionalProperties": False,
        "properties": {
            column: {
                "type": "string",
                "description": COLUMN_HELP[column],
                **({"pattern": CELL_FORMS[column]} if column in CELL_FORMS else {}),
            }
            for column in COLUMNS
        },
    }


def reading_schema() -> Schema:
    """Return the schema of docs/data/reading.yml: a list of texts."""
    return {
        "title": "docs/data/reading.yml",
        "type": "array",
        "minItems": 1,
        "items": model_schema(ReadingItem),
    }


def versions_schema() -> Schema:
    """Return the schema of docs/data/versions.yml."""
    return {
        "title": "The letter's versions",
        "type": "array",
        "minItems": 1,
        "items": model_schema(Version),
    }


def import_schema() -> Schema:
    """Return the schema of docs/data/import.yml."""
    return model_schema(Remembered) | {"title": "What becomes of the columns of imported files"}


def _with_head(schema: Schema) -> Schema:
    note = "Made by `python -m campaign schemas` from the models in hooks/campaign/."
    return {"$schema": DRAFT, "$comment": note, **schema}


def _dump(data: Any) -> str:
    return json.dumps(data, ensure_ascii=False, indent=2) + "\n"


def _plain(part: Any, definitions: Mapping[str, Schema]) -> Any:
    """Return a part of a schema without references, titles of keys and defaults of no use."""
    if isinstance(part, list):
        return [_plain(each, definitions) for each in part]
    if not isinstance(part, dict):
        return part
    if "$ref" in part:  # what stands beside a reference has no effect in draft 7
        name = part["$ref"].removeprefix("#/$defs/")
        part = definitions[name] | {key: part[key] for key in part if key != "$ref"}
    plain = {
        key: {name: _plain(each, definitions) for name, each in value.items()}
        if key == "properties"
        else _plain(value, definitions)
        for key, value in part.items()
        if key != "title" and not (key == "default" and not isinstance(value, str | int))
    }
    return _nullable(plain)


def _nullable(part: Schema) -> Schema:
    """Write "this, or empty" as one type, so that an editor's program can say what is expected."""
    choices = part.get("anyOf", [])
    if len(choices) != 2 or choices[1] != {"type": "null"} or "type" not in choices[0]:
        return part
    first: Schema = choices[0]
    types = first["type"] if isinstance(first["type"], list) else [first["type"]]
    rest = {key: value for key, value in part.items() if key != "anyOf"}
    return first | rest | {"type": [*types, "null"]}


def _snippets() -> Iterator[tuple[str, Schema]]:
    """Yield VS Code's snippets: the front matter of each type of page, and an event.

    VS Code checks YAML against a schema in YAML files only, not in front matter.
    """
    for kind in PAGE_TYPES:
        model = MODELS[kind]
        body = ["---", f"type: {kind}", *_lines(model), "---", "", "$0"]
        yield f"Front matter: {kind}", _snippet(kind, model, body)
    first, *rest = _lines(Event)
    body = [f"  - {first}", *(f"    {line}" for line in rest), "$0"]
    yield "Event of a demand", _snippet("event", Event, body)


def _snippet(prefix: str, model: type[Model], body: list[str]) -> Schema:
    text = " ".join((model.__doc__ or "").split())
    return {"scope": "markdown", "prefix": prefix, "description": text, "body": body}


def _lines(model: type[Model]) -> Iterator[str]:
    """Yield a line for each key that a model requires, with a place to fill in."""
    schema = model_schema(model)
    required = [key for key in schema.get("required", ()) if key != "type"]
    for number, key in enumerate(required, start=1):
        part = schema["properties"][key]
        if "enum" in part:
            yield f"{key}: ${{{number}|{','.join(part['enum'])}|}}"
        else:
            help_text = str(part.get("description", key)).rstrip(".")
            for sign in "\\$}":
                help_text = help_text.replace(sign, f"\\{sign}")
            yield f"{key}: ${{{number}:{help_text}}}"
