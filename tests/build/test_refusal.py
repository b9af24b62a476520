"""A bad change is refused with every reason at once, and the last good site stays as it was."""

from pathlib import Path

import pytest

from tests.build.reading import files, problems
from tests.example import CAMPAIGN, DEMAND, EVENT, PAGES, ROWS, example
from tests.once import built_example
from tests.sites import build

pytestmark = pytest.mark.build


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
    for options in ([], ["--strict"], ["--no-strict"], ["-q"]):
        built = build(bad, *options)
        assert built.code == 1
        assert "Traceback" not in built.output
        found = problems(built)
        assert [line.split(" ")[0] for line in found] == [
            "docs/about.md:2:1:",
            "docs/about.md:5:5:",
            "docs/about.md:7:1:",
            "docs/data/signatories.csv:8:15:",
            "docs/demands/act-now.md:12:11:",
            "mkdocs.yml:" + found[5].split(":")[1] + ":" + found[5].split(":")[2] + ":",
        ]
        assert found[5].endswith(
            'is "soon", which is no date in the form year-month-day; write a day as 2021-02-09'
        )
        assert "6 problems in 4 files; nothing was built." in built.output
        assert files(good / "site") == before


def test_a_broken_anchor_is_a_problem_that_names_the_places_there_are(tmp_path: Path) -> None:
    good = built_example(tmp_path / "x")
    before = files(good / "site")
    text = "## One\n\n## Two\n\n[here](#three) and [there](demands/act-now.md#whi)\n\n`[x](#three)`"
    built = build(
        example(good, pages={"about.md": ({"title": "A", "description": "A."}, text)}), "-q"
    )
    assert built.code == 1
    assert problems(built) == [
        'docs/about.md:10:8: the link "#three" leads to a place that the page does not have; '
        "its places are: #one, #two",
        'docs/about.md:10:28: the link "demands/act-now.md#whi" leads to a place that the page '
        "does not have; its places are: #why",
    ]
    assert files(good / "site") == before


def test_a_setting_that_mkdocs_does_not_know_is_refused(tmp_path: Path) -> None:
    good = built_example(tmp_path / "x")
    before = files(good / "site")
    example(good, made_up="x")
    for options in ((), ("--no-strict",), ("-q",)):
        built = build(good, *options)
        assert built.code == 1
        assert "Aborted" in built.output
        if "-q" not in options:
            assert "made_up" in built.output
        assert "Traceback" not in built.output
        assert files(good / "site") == before


@pytest.mark.parametrize(
    ("name", "content", "expected"),
    [
        (
            "docs/data/signatories.csv",
            None,
            "docs/data/signatories.csv: the file is missing; add it",
        ),
        (
            "docs/data/signatories.csv/x",
            "",
            "docs/data/signatories.csv: a folder stands where a file is "
            "expected; remove the folder and add the file",
        ),
        (
            "docs/data/signatories.csv",
            "",
            "docs/data/signatories.csv:1:1: the file is empty; write the header "
            '"name,kind,group" in its first line',
        ),
        (
            "docs/about.md",
            b"---\ntitle: About\xff\n---\n",
            "docs/about.md:2:13: from here on, the file is not in UTF-8; "
            'save it as UTF-8, which "Save as" lets you choose',
        ),
        (
            "docs/news.markdown",
            "---\ntitle: x\n---\n",
            "docs/news.markdown: the file's name ends in .markdown; let it end in .md",
        ),
        (
            "docs/news.MD",
            "---\ntitle: x\n---\n",
            "docs/news.MD: the file's name ends in .MD; let it end in .md",
        ),
    ],
)
def test_files_that_cannot_be_read(
    tmp_path: Path, name: str, content: str | bytes | None, expected: str
) -> None:
    root = example(tmp_path / "x")
    if name.count("/") == 3:
        (root / "docs/data/signatories.csv").unlink()
    built = build(example_file(root, name, content))
    assert built.code == 1
    assert problems(built) == [expected]
    assert "Traceback" not in built.output


def example_file(root: Path, name: str, content: str | bytes | None) -> Path:
    path = root / name
    path.parent.mkdir(parents=True, exist_ok=True)
    if content is None:
        path.unlink()
    else:
        path.write_bytes(content.encode() if isinstance(content, str) else content)
    return root


@pytest.mark.parametrize("target", ["secret.md", "secret", "nowhere"])
def test_links_to_other_files_are_refused(tmp_path: Path, target: str) -> None:
    (tmp_path / "secret").mkdir()
    (tmp_path / "secret.md").write_text("---\ntitle: Secret\n---\n")
    root = example(tmp_path / "x")
    (root / "docs" / "leak.md").symlink_to(tmp_path / target)
    built = build(root)
    assert built.code == 1
    assert problems(built) == [
        "docs/leak.md: a link to another file may not be published; put the file itself here"
    ]


def test_a_syntax_error_in_mkdocs_yml_names_its_line(tmp_path: Path) -> None:
    root = example(tmp_path / "x")
    text = (root / "mkdocs.yml").read_text(encoding="utf-8")
    (root / "mkdocs.yml").write_text('site_name: "A letter\n' + text)
    built = build(root)
    assert built.code == 1
    assert "Traceback" not in built.output
    assert "mkdocs.yml" in built.output
    assert "line 1, column 12" in built.output


def test_a_problem_begets_no_other(tmp_path: Path) -> None:
    """A broken configuration or page must not make right rows, links and components look wrong."""
    root = example(
        tmp_path / "x",
        campaign=CAMPAIGN | {"status": "done"},
        pages={
            "about.md": (
                {"title": "A", "description": "A."},
                "<!-- @donate -->\n\n[x](https://donate.example.org/)\n\n[y](demands/act-now.md)",
            )
        },
        rows=[*ROWS, {"name": "Last Example", "kind": "individual", "demands": "act-now pay-up"}],
    )
    example_file(root, "docs/demands/act-now.md", b"\xff")
    assert len(problems(build(root))) == 2


def test_a_page_that_hides_from_the_checks_is_refused(tmp_path: Path) -> None:
    text = "```\nnever closed\n\n<!-- @bogus -->\n"
    built = build(
        example(tmp_path / "x", pages={"about.md": ({"title": "A", "description": "A."}, text)})
    )
    assert built.code == 1
    assert "Traceback" not in built.output
    fence, component = problems(built)
    assert fence.startswith("docs/about.md:6:1: a block of code opens here and is never closed")
    assert component.startswith('docs/about.md:9:1: the component "@bogus" is not known')


def test_a_donation_platform_cannot_hide_in_html(tmp_path: Path) -> None:
    text = "<A HREF=https://winred.com/evil>Give</A>"
    built = build(
        example(tmp_path / "x", pages={"about.md": ({"title": "A", "description": "A."}, text)})
    )
    assert built.code == 1
    (problem,) = problems(built)
    assert "winred.com" in problem


def test_every_type_of_page_is_in_the_example() -> None:
    from campaign.content.pages import PAGE_TYPES

    told_elsewhere = {"coverage", "faq", "thanks"}  # in test_page_types.py
    found = {front.get("type", "page") for front, _ in PAGES.values()}
    assert found | told_elsewhere == set(PAGE_TYPES)
