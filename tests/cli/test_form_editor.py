"""The page of forms asks for what the models read, and stands beside the site."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from campaign.cli.form_editor import INDEX, PROGRAM, add_form_editor, form_fields
from campaign.config.configuration import Campaign
from campaign.content.pages import MODELS
from campaign.core.problems import Wrong
from tests.bilingual import bilingual
from tests.schema_org import objects_with

GIVEN = {"GITHUB_REPOSITORY": "example/letter"}


@pytest.mark.parametrize("kind", MODELS)
def test_a_form_asks_for_every_key_of_its_page(kind: str) -> None:
    names = [field["name"] for field in form_fields(kind)]
    assert sorted(names) == sorted([*MODELS[kind].model_fields, "body"])
    assert names.index("title") < names.index("body") < names.index("old_addresses")


@pytest.mark.build
def test_every_page_has_a_form_and_readers_load_none(tmp_path: Path) -> None:
    root = bilingual(tmp_path / "a campaign")
    built = tmp_path / "site"
    built.mkdir()
    add_form_editor(root / "mkdocs.yml", built, GIVEN)
    assert (built / "admin/index.html").read_text(encoding="utf-8") == INDEX
    assert PROGRAM in INDEX
    text = (built / "admin/config.yml").read_text(encoding="utf-8")
    asked = yaml.safe_load(text)
    assert asked["backend"] == {"name": "github", "repo": "example/letter", "branch": "main"}
    assert asked["publish_mode"] == "editorial_workflow"
    files = {each["file"] for group in asked["collections"] for each in group.get("files", ())}
    folders = {group["folder"] for group in asked["collections"] if "folder" in group}
    pages = {path.relative_to(root).as_posix() for path in (root / "docs").rglob("*.md")}
    left = {page for page in pages - files if page.rpartition("/")[0] not in folders}
    assert left == set()
    (facts,) = next(g for g in asked["collections"] if g["name"] == "campaign")["files"]
    (extra,) = facts["fields"]
    (campaign,) = extra["fields"]
    assert {field["name"] for field in campaign["fields"]} == set(Campaign.model_fields)
    assert {field["widget"] for field in objects_with("widget", asked["collections"])} <= {
        "string", "text", "select", "datetime", "number", "hidden", "object", "list",
    }  # fmt: skip
    for given, why in ((GIVEN, "a page lies in admin/"), ({}, "needs the repository")):
        with pytest.raises(Wrong, match=why):
            add_form_editor(root / "mkdocs.yml", built, given)
