"""A translation belongs to a page, has its events, and is stale when that page has changed."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from campaign.checking import check_campaign
from campaign.explanations import topic_of
from tests.bilingual import BILINGUAL, LANGUAGES, bilingual, event, hash_of, translated
from tests.example import PAGES

DEMAND = "es/demands/act-now.md"


def found(root: Path) -> tuple[list[str], list[str]]:
    checked = check_campaign(root / "mkdocs.yml", {"SOURCE_DATE_EPOCH": "1613000000"})
    for problem in checked.problems:
        assert topic_of(problem.message), problem
    warnings = [str(w) for w in checked.warnings if "campaign freeze" not in w.message]
    return [str(p) for p in checked.problems], warnings


def problems(tmp_path: Path, changes: dict[str, Any]) -> list[str]:
    return found(bilingual(tmp_path / "x", changes))[0]


def test_a_whole_translation_has_no_problem(tmp_path: Path) -> None:
    assert found(bilingual(tmp_path / "x")) == ([], [])


def test_a_complete_language_lacks_no_page(tmp_path: Path) -> None:
    (problem,) = problems(tmp_path, {"es/about.md": None})
    assert problem.startswith('docs/es/about.md: the page is missing, and the language "es" is')


def test_every_language_has_the_letter(tmp_path: Path) -> None:
    (problem,) = problems(tmp_path, {"ar/index.md": None})
    assert problem.startswith("docs/ar/index.md: a language needs at least the letter")


def test_a_translation_has_the_name_of_its_source(tmp_path: Path) -> None:
    (problem,) = problems(tmp_path, {"es/acerca.md": translated("about.md")})
    assert problem.startswith("docs/es/acerca.md: the page translates none: docs/acerca.md does")


def test_a_translation_says_which_text_it_translates(tmp_path: Path) -> None:
    front, markdown = translated("about.md")
    bare = {key: value for key, value in front.items() if key != "source_hash"}
    (problem,) = problems(tmp_path, {"es/about.md": (bare, markdown)})
    assert problem.startswith("docs/es/about.md:2:1: 'source_hash' is missing")
    assert problem.endswith(f"`source_hash: {hash_of(PAGES['about.md'])}`")


def test_a_page_of_the_main_language_translates_nothing(tmp_path: Path) -> None:
    front, markdown = PAGES["about.md"]
    page = (dict(front) | {"nav_title": "Us"}, markdown)
    (problem,) = problems(tmp_path, {"about.md": page})
    assert problem.startswith("docs/about.md:4:1: 'nav_title' belongs to a translation")


def test_a_changed_source_makes_a_translation_stale(tmp_path: Path) -> None:
    front, markdown = PAGES["about.md"]
    changed = (front, f"{markdown} And more.")
    errors, warnings = found(bilingual(tmp_path / "x", {"about.md": changed}))
    assert errors == []
    (warning,) = warnings
    assert warning.startswith("docs/es/about.md:4:14: docs/about.md has changed since")
    assert warning.endswith(f"`source_hash: {hash_of(changed)}`")


def test_formatting_makes_no_translation_stale(tmp_path: Path) -> None:
    front, _ = PAGES["about.md"]
    same = (front, "## *Us*\n\n[We](index.md).")
    assert found(bilingual(tmp_path / "x", {"about.md": same})) == ([], [])


@pytest.mark.parametrize(
    ("change", "line", "message"),
    [
        ({"date": "2021-02-04"}, "date:", "'date' of event 1 differs from docs/demands/act-now.md"),
        ({"status": "met"}, "status:", "'status' of event 1 differs"),
        ({"source": "https://example.org/"}, "source:", "'source' of event 1 differs"),
        ({"source_kind": "court"}, "source_kind:", "'source_kind' of event 1 differs"),
        ({"correction": "No."}, "correction:", "'correction' of event 1 differs"),
    ],
)
def test_an_event_is_the_same_in_every_language(
    change: dict[str, str], line: str, message: str, tmp_path: Path
) -> None:
    page = translated("demands/act-now.md", history=[event(**change)])
    root = bilingual(tmp_path / "x", {DEMAND: page})
    (problem,), _ = found(root)
    path, row, _ = problem.split(":", 2)
    assert path == f"docs/{DEMAND}"
    lines = (root / path).read_text(encoding="utf-8").splitlines()
    assert lines[int(row) - 1].strip("- ").startswith(line)
    assert message in problem


def test_no_event_is_missing_and_no_fact_differs(tmp_path: Path) -> None:
    page = translated("demands/act-now.md", history=[], reviewed="2021-02-06")
    first, second = problems(tmp_path, {DEMAND: page})
    assert "'reviewed' is 2021-02-06, but docs/demands/act-now.md has 2021-02-05" in first
    assert "'history' has 0 events, but docs/demands/act-now.md has 1" in second


def test_a_translation_has_the_type_of_its_source(tmp_path: Path) -> None:
    (problem,) = problems(tmp_path, {"es/help.md": (translated("about.md")[0], "x")})
    assert "'type' is page, but docs/help.md has appeal; write that" in problem


def test_problems_in_the_configuration_beget_no_others(tmp_path: Path) -> None:
    languages = [*LANGUAGES[:1], {"code": "en"}, {"code": "ar", "colour": "red"}]
    root = bilingual(tmp_path / "x", campaign=BILINGUAL | {"languages": languages})
    (problem,), _ = found(root)
    assert "the key 'colour' is not known" in problem
