"""A whole campaign: what its files say of one another is checked, and told at once."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from campaign.config.folder import Folder
from campaign.core.problems import Problem, Problems
from campaign.site.checking import check_campaign, load_campaign
from campaign.site.site import Site
from tests.bilingual import LANGUAGES, bilingual, translated
from tests.example import example, of_case, refused, told
from tests.golden import cases
from tests.sites import SOURCE_DATE

SAID = ("case", "problems", "warnings", "epoch")


def load(root: Path) -> tuple[Site | None, Problems]:
    docs = root / "docs"
    folder = Folder(root, root / "mkdocs.yml", docs, docs / "data/signatories.csv")
    _, problems, site, _ = load_campaign(folder)
    return site, problems


def written(root: Path, case: Mapping[str, Any]) -> Path:
    """Write the example as a case has it; in three languages, if the case is about them."""
    changes = {key: value for key, value in case.items() if key not in SAID}
    translations: dict[str, Any] = changes.pop("translated", {})
    told = of_case(**changes)
    if "translated" not in case:
        return example(root, **told)
    for path, change in translations.items():
        front, *text = change if isinstance(change, list) else [change]
        page = translated(path.partition("/")[2], **front or {})
        told["pages"][path] = None if front is None else (page[0], *(text or [page[1]]))
    told["campaign"] = {"languages": LANGUAGES} | told["campaign"]
    return bilingual(root, told.pop("pages"), **told)


def shown(root: Path, problem: Problem) -> str:
    """Return a problem as cases have it: in mkdocs.yml with its line, wherever that stands."""
    if problem.path != "mkdocs.yml" or not problem.line:
        return str(problem)
    line = (root / "mkdocs.yml").read_text(encoding="utf-8").splitlines()[problem.line - 1]
    return f"mkdocs.yml: {line.strip()} | {problem.message}"


@pytest.mark.parametrize("case", [*cases("site"), *cases("looks"), *cases("translations")])
def test_site(case: dict[str, Any], tmp_path: Path) -> None:
    root = written(tmp_path, case)
    site, problems = load(root)
    assert [shown(root, problem) for problem in problems] == case["problems"]
    assert (site is None) == bool(case["problems"])
    assert all(problem.topic for problem in problems)
    if "warnings" in case:
        moment = case.get("epoch", SOURCE_DATE)
        checked = check_campaign(root / "mkdocs.yml", {"SOURCE_DATE_EPOCH": moment})
        found = [shown(root, odd) for odd in checked.warnings]
        assert [odd for odd in found if "`campaign freeze`" not in odd] == case["warnings"]


def test_what_a_site_knows(tmp_path: Path) -> None:
    site, _ = load(example(tmp_path))
    assert site
    assert [demand.slug for demand in site.demands] == ["act-now", "pay-up"]
    names = {path: page.name for path, page in site.pages.items()}
    assert names["index.md"] == "letter"
    assert names["demands/index.md"] == "demands"
    assert names["demands/act-now.md"] == "act-now"
    letter, appeal = site.page_of("letter"), site.page_of("appeal")
    assert letter
    assert appeal
    assert (letter.path, appeal.path, site.page_of("nothing")) == ("index.md", "help.md", None)
    assert site.pages["demands/index.md"].places("demands")
    assert not site.pages["index.md"].places("demands")


@pytest.mark.parametrize("damage", ["\tx: y\n", "a: b: c\n", "<<<<<<< HEAD\n", "'it's\n"])
def test_a_configuration_that_cannot_be_read_is_the_only_problem(
    damage: str, tmp_path: Path
) -> None:
    root = bilingual(tmp_path)
    path = root / "mkdocs.yml"
    path.write_text(damage + path.read_text(encoding="utf-8"), encoding="utf-8")
    (problem,) = told(root)
    assert problem.startswith("mkdocs.yml:")


def test_no_docs_at_all(tmp_path: Path) -> None:
    root = example(tmp_path)
    (root / "docs").rename(root / "texts")
    assert told(root) == [
        "docs: the folder is missing; add it",
        "docs/data/signatories.csv: the file is missing; add it",
    ]


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("x" * 5_001, ":5:1: the line is 5001"),
        ("word\n" * 50_000, ":1:1: the page is "),
        ("<!-- \n" * 20_000, ":5:"),
    ],
)
def test_a_page_that_markdown_would_read_for_minutes_is_one_problem(text: str, place: str) -> None:
    page = f"---\ntitle: A\ndescription: A.\n---\n{text}"
    (problem,) = refused(files={"docs/long.md": page})
    assert problem.startswith(f"docs/long.md{place}")
