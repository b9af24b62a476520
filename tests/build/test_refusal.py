"""A bad change is refused with every reason at once, and the last good site stays as it was."""

from pathlib import Path

from tests.build.reading import files, problems
from tests.example import (
    CAMPAIGN,
    DEMAND,
    EVENT,
    ROWS,
    built_example,
    example,
)
from tests.sites import build


def test_problems_of_all_files_come_at_once_and_sorted(tmp_path: Path) -> None:
    good = built_example(tmp_path / "x")
    before = files(good / "site")
    bad = example(
        good,
        campaign=CAMPAIGN | {"letter_date": "soon"},
        pages={
            "about.md": ({"title": "About"}, "[x](nowhere.md)\n\n<!-- @bogus -->"),
            "demands/act-now.md": (DEMAND | {"history": [EVENT | {"status": "done"}]}, "Because."),
        },
        rows=[*ROWS, {"name": "Wrong Example", "kind": "person"}],
    )
    for options in (["--strict"], ["--no-strict", "-q"]):
        built = build(bad, *options)
        assert built.code == 1
        assert "Traceback" not in built.output
        *found, last = problems(built)
        assert [line.split(" ")[0] for line in found] == [
            "docs/about.md:2:1:",
            "docs/about.md:5:5:",
            "docs/about.md:7:1:",
            "docs/data/signatories.csv:8:15:",
            "docs/demands/act-now.md:12:11:",
        ]
        assert last.startswith("mkdocs.yml:")
        assert last.endswith(
            'is "soon", which is no date in the form year-month-day; write a day as 2021-02-09'
        )
        assert "6 problems in 4 files; nothing was built." in built.output
        assert files(good / "site") == before


def test_a_setting_that_mkdocs_does_not_know_is_refused(tmp_path: Path) -> None:
    good = built_example(tmp_path / "x")
    before = files(good / "site")
    example(good, made_up="x")
    for options in (("--no-strict",), ("-q",)):
        built = build(good, *options)
        assert built.code == 1
        assert "Aborted" in built.output
        assert "-q" in options or "made_up" in built.output
        assert "Traceback" not in built.output
        assert files(good / "site") == before


def test_a_syntax_error_in_mkdocs_yml_names_its_line(tmp_path: Path) -> None:
    root = example(tmp_path / "x")
    text = (root / "mkdocs.yml").read_text(encoding="utf-8")
    (root / "mkdocs.yml").write_text('site_name: "A letter\n' + text)
    built = build(root)
    assert built.code == 1
    assert "Traceback" not in built.output
    assert "mkdocs.yml" in built.output
    assert "line 1, column 12" in built.output
