"""OPTIONS.md: everything that can be set stands there, explained, with an example."""

from __future__ import annotations

import re
from pathlib import PurePosixPath
from typing import Any

import pytest
from pydantic import TypeAdapter

from campaign.cli.reference import FILE, KINDS, reference
from campaign.cli.schemas import generated
from campaign.config.configuration import Campaign
from campaign.content.pages import MODELS

TEXT = reference()
SECTION = re.compile(r"^#+ (.+)\n((?:(?!#).*\n)*)", re.M)


def test_it_is_made_with_the_schemas() -> None:
    assert generated()[FILE] == TEXT
    assert PurePosixPath(FILE).name == "OPTIONS.md"


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


@pytest.mark.parametrize("kind", [k for k in KINDS if k.example], ids=lambda kind: kind.words)
def test_examples_are_right(kind: Any) -> None:
    TypeAdapter(kind.of).validate_python(kind.example.strip('"'))
