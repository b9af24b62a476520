"""A translation belongs to a page, has its events, and is stale when that page has changed."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from campaign.site.checking import check_campaign
from tests.bilingual import BILINGUAL, LANGUAGES, bilingual, event, hash_of, translated
from tests.example import PAGES

DEMAND = "es/demands/act-now.md"


def found(root: Path) -> tuple[list[str], list[str]]:
    checked = check_campaign(root / "mkdocs.yml", {"SOURCE_DATE_EPOCH": "1613000000"})
    for problem in checked.problems:
        assert problem.topic, problem
    warnings = [str(w) for w in checked.warnings if "campaign freeze" not in w.message]
    return [str(p) for p in checked.problems], warnings


def problems(tmp_path: Path, changes: dict[str, Any]) -> list[str]:
    return found(bilingual(tmp_path / "x", changes))[0]


def test_a_whole_translation_has_no_problem(tmp_path: Path) -> None:
    assert found(bilingual(tmp_path / "x")) == ([], [])


def test_a_complete_language_lacks_no_page(tmp_path: Path) -> None:
    (problem,) = problems(tmp_path, {"es/press.md": None})
    assert problem.startswith('docs/es/press.md: the page is missing, and the language "es" is')


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
    assert f"add `source_hash: {hash_of(PAGES['about.md'])}`, or run `campaign" in problem


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
    assert f"write `source_hash: {hash_of(changed)}`, or run `campaign" in warning


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


def test_a_note_has_its_day_in_every_language(tmp_path: Path) -> None:
    path = "updates/first-hearing.md"
    changes = {f"es/{path}": translated(path, date="2021-02-05", updated="2021-02-06")}
    day, updated = problems(tmp_path, changes)
    assert f"'date' is 2021-02-05, but docs/{path} has 2021-02-04; write that" in day
    assert f"'updated' is 2021-02-06, but docs/{path} has none; delete the line" in updated
    front, markdown = PAGES[path]
    changes = {path: (dict(front) | {"updated": "2021-02-06"}, markdown)}
    (missing,) = problems(tmp_path / "y", changes)
    assert missing.endswith("is missing, but docs/updates/first-hearing.md has it; "
                            "add `updated: 2021-02-06`")  # fmt: skip


def test_a_language_with_notes_lists_them(tmp_path: Path) -> None:
    path = "updates/first-hearing.md"
    (problem,) = problems(tmp_path, {f"ar/{path}": (translated(path)[0], "x")})
    assert problem.startswith(f"docs/ar/{path}:1:1: no page lists the notes")
    assert "add docs/ar/updates/index.md with" in problem


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ({}, ""),
        ({"text": "La Fundación dobla hasta 10 000 dólares, en 2031."}, ""),
        ({"text": "تضاعف المؤسسة كل هبة حتى ١٠٬٠٠٠ دولار في ٢٠٣١."}, ""),
        ({"text": "Hasta 100.000 dólares, en 2031."}, "'text' of promise 1 differs from"),
        ({"text": "Hasta 10.000 dólares."}, "write its numbers: 2031, 10000"),
        ({"until": "2032-01-01"}, "'until' of promise 1 differs from"),
        ({"source": "https://example.org/b"}, "'source' of promise 1 differs from"),
        (None, "'match' has 0 promises, but docs/help.md has 1"),
    ],
)
def test_a_promise_has_the_same_numbers_in_every_language(
    change: dict[str, str] | None, told: str, tmp_path: Path
) -> None:
    match = {"text": "The Trust doubles each gift up to $10,000, in 2031."}
    match |= {"source": "https://example.org/a", "until": "2031-12-31"}
    front, markdown = PAGES["help.md"]
    more = {} if change is None else {"match": match | change}
    root = bilingual(
        tmp_path / "x",
        {
            "help.md": (front | {"match": match}, markdown),
            "es/help.md": translated("help.md", **more),
        },
    )
    found_problems, _ = found(root)
    assert len(found_problems) == bool(told), found_problems
    assert all(told in each and each.startswith("docs/es/help.md:") for each in found_problems)


@pytest.mark.parametrize(
    ("number", "is_same"), [("14 %", True), ("٪١٤", True), ("41%", False), ("1,4 %", False)]
)
def test_a_figure_has_the_same_number_in_every_language(
    number: str, is_same: bool, tmp_path: Path
) -> None:
    figure = {"number": "14%", "label": "had a lawyer"}
    figure |= {"source": "https://example.org/a", "source_title": "A"}
    front, _ = PAGES["about.md"]
    text = "We.\n\n<!-- @figures -->"
    page = (front | {"figures": [figure]}, text)
    other = translated("about.md", figures=[figure | {"number": number}], source_hash=hash_of(page))
    told = problems(tmp_path, {"about.md": page, "es/about.md": (other[0], text)})
    assert bool(told) != is_same
    assert all("'number' of figure 1 differs from docs/about.md" in each for each in told)


def test_the_same_facts_stand_on_every_page_for_the_press(tmp_path: Path) -> None:
    fact = {"fact": "So it is.", "source": "https://example.org/a", "source_title": "A"}
    quote = {"text": "Please.", "name": "Ada Sample", "role": "Us", "permission": "Asked."}
    front, markdown = PAGES["press.md"]
    front = dict(front) | {"facts": [fact], "quotes": [quote], "source_hash": "0" * 12}
    source = {key: value for key, value in front.items() if key != "source_hash"}
    same = dict(front) | {"source_hash": hash_of((source, markdown))}
    pages = {"press.md": (source, markdown), "es/press.md": (same, markdown)}
    assert problems(tmp_path, pages) == []
    other = same | {
        "facts": [fact | {"source": "https://example.org/b"}],
        "quotes": [quote, dict(quote)],
    }
    first, second = problems(tmp_path / "y", pages | {"es/press.md": (other, markdown)})
    assert "'source' of fact 1 differs from docs/press.md; write https://example.org/a" in first
    assert "'quotes' has 2 quotes, but docs/press.md has 1; write each of them" in second
    assert hash_of((source | {"facts": [fact | {"fact": "No."}]}, markdown)) != hash_of(
        (source, markdown)
    )


def test_a_translation_has_the_type_of_its_source(tmp_path: Path) -> None:
    (problem,) = problems(tmp_path, {"es/help.md": (translated("about.md")[0], "x")})
    assert "'type' is page, but docs/help.md has appeal; write that" in problem


def test_problems_in_the_configuration_beget_no_others(tmp_path: Path) -> None:
    languages = [*LANGUAGES[:1], {"code": "en"}, {"code": "ar", "colour": "red"}]
    root = bilingual(tmp_path / "x", campaign=BILINGUAL | {"languages": languages})
    (problem,), _ = found(root)
    assert "the key 'colour' is not known" in problem


@pytest.mark.parametrize(
    ("recorded", "is_current", "remedy"),
    [
        ((1,), False, "'source_version' is missing; add `source_version: 1`"),
        ((1, 2), True, "by its 'source_hash' this translates the newest; add `source_version: 2`"),
        ((1, 2), False, "add the number of the version that was translated, 1 to 2, as `sou"),
    ],
)
def test_a_translated_letter_says_which_version_it_translates(
    recorded: tuple[int, ...], is_current: bool, remedy: str, tmp_path: Path
) -> None:
    marks = {} if is_current else {"source_hash": "0" * 12}
    root = bilingual(tmp_path / "x", {"es/index.md": translated("index.md", **marks)})
    entries = (
        f"- number: {n}\n  date: 2021-02-1{n}\n  hash: {str(n) * 64}\n"
        f"{'  change: More.' if n > 1 else ''}\n"
        for n in recorded
    )
    (root / "docs/data/versions.yml").write_text("".join(entries), encoding="utf-8")
    (problem,) = [each for each in found(root)[0] if each.startswith("docs/es/index.md:")]
    assert remedy in problem
