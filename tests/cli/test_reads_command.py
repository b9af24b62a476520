"""`campaign reads`: exports of many tools, matched to texts; nothing guessed, nothing lost."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from campaign.cli.commands.reads import command

READING = """\
- title: The report
  url: https://press.example.org/report
  kind: publication
  date: 2021-01-04
  source: Example Press
- title: The post
  url: https://blog.example.net/post/
  kind: post
  date: 2021-01-05
  source: Example Blog
- title: Another
  url: https://press.example.org/other?id=7
  kind: post
  date: 2021-01-06
  source: Example Press
"""
REPORT, POST, OTHER = (
    "https://press.example.org/report",
    "https://blog.example.net/post/",
    "https://press.example.org/other?id=7",
)


@pytest.fixture
def root(tmp_path: Path) -> Path:
    folder = tmp_path / "the site"
    (folder / "docs/data").mkdir(parents=True)
    (folder / "mkdocs.yml").write_text("site_name: X\n", encoding="utf-8")
    (folder / "docs/data/reading.yml").write_text(READING, encoding="utf-8")
    return folder


def run(root: Path, export: str | bytes, *options: str, name: str = "pages.csv") -> Result:
    file = root.parent / name
    file.write_bytes(export if isinstance(export, bytes) else export.encode())
    given = [str(file), "--config", str(root / "mkdocs.yml"), *options]
    if "--date" not in options:
        given += ["--date", "2021-03-01"]
    return CliRunner().invoke(command, given)


def kept(root: Path) -> list[str]:
    file = root / "docs/data/reads.csv"
    return file.read_text(encoding="utf-8").splitlines()[1:] if file.exists() else []


PLAUSIBLE = "name,visitors,pageviews,bounce_rate\n/report,10,15,50\n/,5,6,1\n"
GOATCOUNTER = """\
2Path,Title,Event,UserAgent,Session,Bot,Referrer,Location,FirstVisit,Date
/report,R,false,,a,0,,,1,2021-02-01T00:00:00Z
/report/,R,false,,b,0,,,1,2021-02-02T00:00:00Z
/report,R,false,,c,3,,,1,2021-02-02T00:00:00Z
click,R,true,,a,0,,,0,2021-02-02T00:00:00Z
"""
MATOMO = "label\tnb_visits\tnb_hits\turl\nreport\t9\t1,204\thttps://press.example.org/report\n"


@pytest.mark.parametrize(
    ("export", "count"),
    [
        (PLAUSIBLE, 15),
        (GOATCOUNTER, 2),
        (MATOMO.encode("utf-16"), 1204),
        ("Path,Requests\npress.example.org/report,7\n", 7),
        ("Page;Views\n/report?utm_source=x;1.204\n/report/index.html;2\n", 1206),
        ("URL,Count\nhttp://www.press.example.org/report#a,3.0\n", 3),
    ],
    ids=["plausible", "goatcounter", "matomo", "cloudflare", "semicolons", "addresses"],
)
def test_exports(root: Path, export: str | bytes, count: int) -> None:
    result = run(root, export)
    assert result.exit_code == 0, result.output
    assert kept(root) == [f"2021-03-01,{REPORT},{count}"]


def test_the_same_import_again_changes_nothing_and_a_later_one_tells_the_growth(root: Path) -> None:
    assert run(root, "Page,Views\n/report,5\n").exit_code == 0
    again = run(root, "Page,Views\n/report,5\n")
    assert "Nothing had to be changed." in again.output
    later = run(root, "Page,Views\n/report,8\n", "--date", "2021-04-01")
    assert "+3 since the import before" in later.output
    assert kept(root) == [f"2021-03-01,{REPORT},5", f"2021-04-01,{REPORT},8"]


def test_counts_that_fall_are_refused_unless_they_are_to_be_added(root: Path) -> None:
    run(root, "Page,Views\n/report,5\n")
    fallen = run(root, "Page,Views\n/report,2\n", "--date", "2021-04-01")
    assert fallen.exit_code == 1
    assert f"{REPORT}: 5 before, 2 now" in fallen.output
    assert len(kept(root)) == 1
    added = run(root, "Page,Views\n/report,2\n", "--date", "2021-04-01", "--add")
    assert added.exit_code == 0, added.output
    assert kept(root)[1] == f"2021-04-01,{REPORT},7"
    twice = run(root, "Page,Views\n/report,2\n", "--date", "2021-04-01", "--add")
    assert "Nothing had to be changed." in twice.output


def test_paths_of_several_sites_need_the_site(root: Path) -> None:
    export = "Page,Views\n/report,5\n/post,9\n"
    result = run(root, export)
    assert result.exit_code == 1
    assert "say which site this is, as --site blog.example.net" in result.output
    assert kept(root) == []
    result = run(root, export, "--site", "blog.example.net")
    assert kept(root) == [f"2021-03-01,{POST},9"]
    assert "Other pages of the file, not counted: /report (5)." in result.output


def test_a_query_that_names_the_page_counts(root: Path) -> None:
    run(root, "Page,Views\n/other?id=7&utm_medium=x,5\n/other?id=8,9\n")
    assert kept(root) == [f"2021-03-01,{OTHER},5"]


def test_columns_that_nothing_tells(root: Path) -> None:
    export = "Seite,Aufrufe\n/report,5\n"
    result = run(root, export)
    assert result.exit_code == 1
    assert 'name one of "Seite", "Aufrufe", as --map "Seite=page"' in result.output
    named = run(root, export, "--map", "seite=page", "--map", "Aufrufe=reads")
    assert named.exit_code == 0, named.output
    assert kept(root) == [f"2021-03-01,{REPORT},5"]


@pytest.mark.parametrize(
    ("options", "message"),
    [
        (["--map", "Page"], 'has no "="'),
        (["--map", "Page=pgae"], 'did you mean "page"?'),
        (["--map", "Paeg=page"], 'is not in the file; did you mean "Page"?'),
        (["--map", "Page=page", "--map", "Views=page"], "keep one"),
        (["--site", "no host"], "--site is"),
        (["--date", "1 March"], "no date in the form"),
    ],
)
def test_options_that_are_wrong(root: Path, options: list[str], message: str) -> None:
    result = run(root, "Page,Views\n/report,5\n", *options)
    assert result.exit_code == 2
    assert message in " ".join(result.output.split())
    assert kept(root) == []


@pytest.mark.parametrize(
    ("export", "message"),
    [
        ("", "the file is empty"),
        ("Page,Views\n/report,1.2k\n", ':2: the column "Views" holds no whole number'),
        ("Page,Views\n/report,-1\n", "holds no whole number"),
        ('Page,Views\n"/report,1\n', "never closed"),
        ("Page,Views\n/nothing,1\n", "No page of the file is one of the texts"),
        ("Page,Views\n/report,1,2\n", ":2"),
    ],
)
def test_files_that_are_wrong(root: Path, export: str, message: str) -> None:
    result = run(root, export)
    assert result.exit_code == 1
    assert message in result.output
    assert "Traceback" not in result.output
    assert kept(root) == []


def test_a_dry_run_writes_nothing(root: Path) -> None:
    result = run(root, PLAUSIBLE, "--dry-run")
    assert result.exit_code == 0
    assert "15  The report" in result.output
    assert kept(root) == []


def test_problems_in_the_campaigns_own_files_come_first(root: Path) -> None:
    (root / "docs/data/reads.csv").write_text("a\n", encoding="utf-8")
    (root / "docs/data/reading.yml").write_text("- title: x\n", encoding="utf-8")
    result = run(root, PLAUSIBLE)
    assert result.exit_code == 1
    assert "docs/data/reading.yml:1" in result.output
    assert "docs/data/reads.csv:1:1" in result.output
    (root / "docs/data/reading.yml").unlink()
    assert "docs/data/reading.yml: the file is missing" in run(root, PLAUSIBLE).output
