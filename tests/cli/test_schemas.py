"""The JSON Schemas accept what the reader accepts, help where they can, and are current."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from contextlib import suppress
from functools import cache
from pathlib import Path
from typing import Any

import jsonschema
import pytest
import yaml
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st
from pydantic import TypeAdapter, ValidationError

from campaign.cli.commands import campaign
from campaign.cli.commands.schemas import everything
from campaign.cli.schemas import COLUMN_HELP, schema_path, schemas
from campaign.config import fields
from campaign.config.yaml_text import read_yaml
from campaign.signatories.signatories_csv import COLUMNS
from campaign.site import doc_files
from campaign.site.checking import check_folder
from tests.example import example
from tests.golden import cases, read_cases, replaced
from tests.sites import ROOT
from tests.test_workflows import run_linter

SCHEMAS = schemas()
BASE = read_cases("configuration")["base"]


class _OtherReader(yaml.SafeLoader):
    """YAML as other programs read it: `No` is a truth value and `2021` a number; days are text."""


_OtherReader.yaml_implicit_resolvers = {
    sign: [found for found in resolvers if found[0] != "tag:yaml.org,2002:timestamp"]
    for sign, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()
}


@cache
def validator(name: str) -> jsonschema.Draft7Validator:
    return jsonschema.Draft7Validator(SCHEMAS[name])


def readings(text: str) -> Iterator[Any]:
    """Yield what our reader and another one make of a YAML text."""
    yield read_yaml(text, "")[0].data
    with suppress(yaml.YAMLError):  # another one cannot read every tag
        yield yaml.load(text, _OtherReader)


def accepted(*source: str) -> list[Any]:
    """Return the golden cases in which the reader finds no problem."""
    return [case for case in cases(*source) if not case.values[0]["problems"]]


def wrong(name: str, data: Any) -> list[str]:
    return [error.message for error in validator(name).iter_errors(data)]


def test_every_file_is_current() -> None:
    stale = [
        path for path, text in everything().items() if (ROOT / path).read_text("utf-8") != text
    ]
    assert stale == [], "run `PYTHONPATH=hooks .venv/bin/python -m campaign schemas`"


def test_the_command_writes_what_is_not_current(tmp_path: Path) -> None:
    def run(*options: str) -> Any:
        return CliRunner().invoke(campaign, ["schemas", "--root", str(tmp_path), *options])

    names = sorted(everything())
    dry = run("--dry-run")
    assert dry.exit_code == 1
    assert dry.output.splitlines() == [f"Would write {name}" for name in names]
    assert list(tmp_path.iterdir()) == []
    assert run().output.splitlines() == [f"Wrote {name}" for name in names]
    found = sorted(p.relative_to(tmp_path).as_posix() for p in tmp_path.rglob("*") if p.is_file())
    assert found == sorted(names)
    assert (run().exit_code, run("--dry-run").output) == (0, "Everything is current.\n")


def test_visual_studio_code_is_told_of_them_and_git_keeps_what_it_needs() -> None:
    settings = json.loads((ROOT / ".vscode/settings.json").read_text(encoding="utf-8"))
    assert settings["yaml.schemas"] == {f"./{schema_path(file)}": [file] for file in SCHEMAS}
    for file in SCHEMAS:
        # A record that a command keeps need not be there yet, but must be one that is read.
        assert (ROOT / file).is_file() or doc_files._unfit(file.removeprefix("docs/")) is None, file
    kept = (ROOT / ".gitignore").read_text(encoding="utf-8").splitlines()
    assert {path.name for path in (ROOT / ".vscode").iterdir()} == {
        Path(line).name for line in kept if line.startswith("!/.vscode/")
    }


def test_the_schemas_are_schemas_that_the_first_campaign_fits() -> None:
    run_linter("check-jsonschema", "--check-metaschema", *map(schema_path, SCHEMAS))
    run_linter("check-jsonschema", "--schemafile", schema_path("mkdocs.yml"), "mkdocs.yml")


@pytest.mark.parametrize("case", accepted("configuration", "cases"))
def test_what_the_reader_accepts_in_the_configuration_fits(case: dict[str, Any]) -> None:
    for data in readings(replaced(BASE, case).removeprefix("\ufeff")):
        assert wrong("mkdocs.yml", data) == []


@pytest.mark.parametrize(
    "case", [case for case in cases("configuration", "cases") if "schema" in case.values[0]]
)
def test_a_wrong_configuration_does_not_fit(case: dict[str, Any]) -> None:
    for data in readings(replaced(BASE, case)):
        assert wrong("mkdocs.yml", data)


def test_every_column_and_key_has_its_help() -> None:
    assert list(COLUMN_HELP) == list(COLUMNS)
    for name, schema in SCHEMAS.items():
        definitions = schema.get("$defs", {})
        for part in (schema, schema.get("items", {}), *definitions.values()):
            for key, inner in part.get("properties", {}).items():
                below = definitions.get(inner.get("$ref", "").rpartition("/")[2], {})
                helped = inner.get("description") or below.get("description")
                assert helped, (name, key)


TYPES = ["Text", "IsoDate", "WebAddress", "SecureAddress", "HostName", "Contact", "YesOrNo",
         "WholeNumber"]  # fmt: skip
PIECES = st.sampled_from(
    ["https://", "HTTP://", "example.org", "a-b.example.com", "/path?a=b#c", "letter@example.org",
     "2021-02-09", "2021", "007", "0", "yes", "No", "TRUE", "false", " ", "Ünïcode", "1.5", "1e3",
     "12:30", "0x1F", "~", ".inf", ":443"]
)  # fmt: skip
WRITTEN = st.lists(PIECES, max_size=3).map("".join) | st.text(max_size=20)


@pytest.mark.parametrize("name", TYPES)
@given(text=WRITTEN)
def test_what_a_type_accepts_fits(name: str, text: str) -> None:
    adapter = TypeAdapter(getattr(fields, name))
    schema = jsonschema.Draft7Validator(adapter.json_schema())
    for document in (f"k: {text}\n", "k: " + json.dumps(text) + "\n"):
        ours, problems = read_yaml(document, "")
        if problems or not isinstance(ours.data, dict) or list(ours.data) != ["k"]:
            continue
        try:
            adapter.validate_python(ours.data["k"])
        except ValidationError:
            continue
        assert schema.is_valid(ours.data["k"])
        try:
            theirs = yaml.load(document, _OtherReader)["k"]
        except (yaml.YAMLError, ValueError):
            continue  # another reader cannot read it at all
        assert schema.is_valid(theirs)


def test_the_task_of_visual_studio_code_finds_every_problem(tmp_path: Path) -> None:
    root = example(
        tmp_path / "the site",
        files={
            "docs/about.md": "---\ntitle: About\n---\n",
            "docs/page.html": "<p>",
            "docs/data/signatories.csv": "name,kind\nExample,persn\n",
        },
    )
    tasks = json.loads((ROOT / ".vscode/tasks.json").read_text(encoding="utf-8"))["tasks"]
    matchers = [matcher["pattern"]["regexp"] for matcher in tasks[0]["problemMatcher"]]
    problems = list(check_folder(root / "mkdocs.yml"))
    assert {problem.line > 0 for problem in problems} == {True, False}
    for problem in problems:
        found = next(match for r in matchers if (match := re.match(r, str(problem))))
        assert found[1] == problem.path
        assert found.groups()[1:] in (
            (str(problem.line), str(problem.column), problem.message),
            (problem.message,),
        )
