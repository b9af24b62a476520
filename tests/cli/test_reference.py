"""OPTIONS.md: everything that can be set stands there, explained, with an example."""

from __future__ import annotations

import re
from typing import Annotated, get_origin

import pytest
from pydantic import TypeAdapter

from campaign.cli.reference import reference
from campaign.config import fields
from campaign.config.configuration import Campaign
from campaign.content.pages import MODELS

TEXT = reference()
SECTION = re.compile(r"^#+ (.+)\n((?:(?!#).*\n)*)", re.M)


def keys(section: str) -> list[str]:
    return re.findall(r"^\| `(\w+)` \|", section, re.M)


def test_every_key_stands_in_it_once() -> None:
    sections = dict(SECTION.findall(TEXT))
    assert keys(sections["The campaign"]) == list(Campaign.model_fields)
    common = keys(sections["Every page"])
    assert set(common) | {"type"} == set(MODELS["page"].model_fields)
    for kind, model in MODELS.items():
        if kind != "page":
            own = keys(sections[f"`type: {kind}`"])
            assert sorted([*own, *common, "type"]) == sorted(model.model_fields)


def test_every_key_is_explained() -> None:
    rows = [
        [cell.strip() for cell in re.split(r"(?<!\\)\|", row)[1:-1]]
        for row in TEXT.splitlines()
        if row.startswith("| `")
    ]
    whole = [row for row in rows if len(row) == 6]
    assert len(whole) > 100
    assert [row[0] for row in whole if not row[4]] == []
    unshown = [row[0] for row in whole if row[2] in ("text", "a list: text") and not row[5]]
    assert unshown == []


@pytest.mark.parametrize(
    "name", [name for name in vars(fields) if get_origin(getattr(fields, name)) is Annotated]
)
def test_examples_are_right(name: str) -> None:
    adapter = TypeAdapter(getattr(fields, name))
    for example in adapter.json_schema().get("examples", ()):
        adapter.validate_python(example)
