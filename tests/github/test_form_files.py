"""The two forms: the project's own fit its campaign, and cannot drift away from it unseen."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any

import pytest
import yaml

from campaign.github.intake.events import STARTING
from campaign.github.intake.form_files import (
    FOLDER,
    FORMS,
    ISSUE_FORMS,
    check_forms,
    load_form,
)
from campaign.site.checking import check_folder
from tests.github.desk import form_text, make_desk
from tests.golden import cases
from tests.sites import ROOT

GROUPS = ("National", "Local")


@pytest.fixture
def root(tmp_path: Path) -> Path:
    (tmp_path / FOLDER).mkdir(parents=True)
    for name in FORMS:
        (tmp_path / FOLDER / name).write_text(form_text(name, GROUPS), encoding="utf-8")
    return tmp_path


def placed(root: Path, groups: tuple[str, ...] | None = GROUPS) -> list[tuple[str, str]]:
    """Return each problem's message, and the text in its file that its place points at."""
    found = []
    for problem in check_forms(root, groups):
        line = (root / problem.path).read_text(encoding="utf-8").splitlines()[problem.line - 1]
        found.append((problem.message, line[problem.column - 1 :]))
    return found


def change(root: Path, name: str, old: str, new: str) -> None:
    path = root / FOLDER / name
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


def test_the_project_s_own_forms_offer_its_own_groups() -> None:
    own = yaml.safe_load((ROOT / "mkdocs.yml").read_text(encoding="utf-8"))
    groups = tuple(own["extra"]["campaign"]["groups"])
    assert check_forms(ROOT, groups) == []
    assert check_forms(ROOT, (*groups, "More")) != []


def test_other_groups_are_told_by_the_check_before_each_build(tmp_path: Path) -> None:
    root = make_desk(tmp_path / "x")
    assert list(check_folder(root / "mkdocs.yml", ISSUE_FORMS)) == []
    (root / FOLDER / "sign.yml").write_text(form_text("sign.yml", ["Local", "National"]))
    (problem,) = check_folder(root / "mkdocs.yml", ISSUE_FORMS)
    assert problem.path == ".github/ISSUE_TEMPLATE/sign.yml"
    assert problem.message == (
        "the options are not the campaign's groups, which mkdocs.yml names; write, each on a "
        "line of its own: `- National`, `- Local`"
    )


def test_a_campaign_without_forms_or_without_groups(root: Path) -> None:
    message = "mkdocs.yml names no groups; delete this field"
    assert placed(root, ()) == [(message, "- National")] * 2
    for name in FORMS:
        text = (root / FOLDER / name).read_text(encoding="utf-8")
        at = text.index("  - type: dropdown\n    id: group")
        stop = text.index("  - type: input\n    id: title")
        (root / FOLDER / name).write_text(text[:at] + text[stop:], encoding="utf-8")
    assert check_forms(root, ()) == []
    message = 'the field "group" is missing; add one with `id: group`'
    assert placed(root) == [(message, "body:")] * 2
    shutil.rmtree(root / FOLDER)
    assert check_forms(root, GROUPS) == []
    assert load_form(root, "sign.yml", GROUPS)[0] == ()


@pytest.mark.parametrize("case", cases("form_files"))
def test_a_form_that_the_intake_cannot_read(case: dict[str, Any], root: Path) -> None:
    for old, new in case["replace"].items():
        change(root, case["file"], old, new)
    told = placed(root)
    assert any(m == case["problem"] and text.startswith(case["at"]) for m, text in told), told


def test_labels_and_words_may_be_changed(root: Path) -> None:
    change(root, "sign.yml", "label: Name", "label: Nombre")
    change(root, "sign.yml", "- An organization", "- Una organización")
    change(root, "sign.yml", "title: Sign the letter", "title: Firmar\nlabels: [request]")
    assert check_forms(root, GROUPS) == check_forms(root, None) == []


def test_the_labels_that_start_the_intake_are_the_workflow_s() -> None:
    text = (ROOT / ".github/workflows/intake.yml").read_text(encoding="utf-8")
    condition = yaml.safe_load(text)["jobs"]["read"]["if"]
    assert condition == " || ".join(f"github.event.label.name == '{name}'" for name in STARTING)
    assert all(name.startswith("ready-to-") for name in STARTING)
