"""The editor's desk: withdraw, restore, add and correct, as an editor runs them."""

import resource
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest

from campaign.cli.editing import finish, open_list
from campaign.curation import list_edits
from campaign.site.checking import last_day
from tests.example import ROWS, example
from tests.office import Office, at_terminal
from tests.sites import ROOT, environment_with

pytestmark = pytest.mark.build

TWINS = [
    {"name": "Sam Sample", "kind": "individual", "affiliation": "Sample University"},
    {"name": "Sam Sample", "kind": "individual", "place": "Northford"},
]
DAY = ("--date", "2021-02-08")


class Desk(Office):
    """A campaign whose list is edited."""

    def problems(self) -> list[str]:
        said = self.run("check").output.splitlines()
        return [line for line in said if line.startswith("docs/data")]


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return Desk(example(tmp_path / "a folder", rows=[*ROWS, *TWINS]))


def test_withdrawing_sets_the_day_and_a_tombstone_and_restoring_undoes_both(desk: Desk) -> None:
    before = desk.text
    said = desk.done("withdraw", "JANE EXAMPLE", *DAY)
    assert 'Withdrawn: "Jane Example" (individual, Example College).' in said
    assert "docs/data/withdrawn.txt and docs/data/signatories.csv. Commit both." in said
    assert desk.text == before.replace("Example College,,", "Example College,2021-02-08,")
    stone = desk.withdrawn.read_text(encoding="utf-8")
    assert "jane" not in stone.casefold()
    assert "Nothing had to be changed." in desk.done("withdraw", "Jane Example")
    assert 'Listed again: "Jane Example"' in desk.done("restore", "jane example")
    assert desk.text == before
    assert desk.withdrawn.read_text(encoding="utf-8").splitlines()[-1].startswith("#")
    assert "Nobody of the name" in desk.refused("restore", "Jane Example")


def test_who_is_forgotten_is_gone_and_stays_out(desk: Desk) -> None:
    desk.done("withdraw", "Jane Example", "Gamma Fund", "--forget")
    assert "Jane" not in desk.text
    assert "Gamma" not in desk.text
    said = desk.refused("add", "--name", "Jane Example", "--kind", "individual")
    assert "asked to be removed, and stays so" in said
    again = desk.text + "Gamma Fund,organization,,,,\n"
    desk.text = again
    line = again.count("\n")
    assert desk.problems() == [
        f'docs/data/signatories.csv:{line}:1: "Gamma Fund" asked to be removed; delete the row, '
        "or, if they want to be listed again, run `campaign restore` with the name"
    ]
    assert "may be added again." in desk.done("restore", "Gamma Fund")
    assert desk.problems() == []
    assert "the row was deleted" in desk.done("restore", "Jane Example")
    desk.done("add", "--name", "Jane Example", "--kind", "individual")


def test_somebody_else_of_a_withdrawn_name_can_sign_and_withdraw(desk: Desk) -> None:
    desk.done("withdraw", "Jane Example", "--forget")
    jane = ("add", "--name", "Jane Example", "--kind", "individual", "--namesake")
    assert "give an affiliation or a place" in desk.refused(*jane)
    desk.done(*jane, "--place", "Northford")
    assert desk.problems() == []
    desk.done("withdraw", "Jane Example", "--forget")
    desk.refused("add", "--name", "Jane Example", "--kind", "individual", "--place", "Northford")


def test_of_two_with_one_name_only_the_one_who_asked_is_gone(desk: Desk) -> None:
    before = desk.text
    said = desk.refused("withdraw", "Sam Sample")
    assert 'line 8: "Sam Sample" (individual, Sample University)' in said
    assert 'line 9: "Sam Sample" (individual, Northford)' in said
    assert "tell them apart with --kind, --affiliation or --place" in said
    desk.done("withdraw", "Sam Sample", "--place", "Northford", "--forget")
    assert desk.problems() == []
    sam = ("add", "--name", "Sam Sample", "--kind", "individual")
    desk.refused(*sam, "--place", "Northford")
    desk.done(*sam, "--place", "Southford")
    desk.done("withdraw", "Sam Sample", "--place", "Southford", "--forget")
    desk.done("restore", "Sam Sample", "--place", "Northford")
    desk.refused(*sam, "--place", "Southford")
    desk.done(*sam, "--place", "Northford")
    assert sorted(desk.text.splitlines()) == sorted(before.splitlines())


def test_a_name_without_quotation_marks_is_taken_as_one(desk: Desk) -> None:
    assert 'Withdrawn: "Jane Example"' in desk.done("withdraw", "Jane", "Example", *DAY)


def test_a_name_that_is_not_there_brings_up_those_like_it(desk: Desk) -> None:
    said = desk.refused("withdraw", "Jane Example", "Nobody", "Jnae Exampel")
    assert '"Nobody" is not in the list; no name is like it' in said
    assert '"Jnae Exampel" is not in the list; names like it:' in said
    assert 'line 5: "Jane Example" (individual, Example College)' in said
    said = desk.refused("withdraw", "Jane Example", "--kind", "organization")
    assert 'not in the list with kind "organization"' in said
    assert "line 5" in said
    said = desk.refused("restore", "Jnae Exampel")
    assert 'Nobody of the name "Jnae Exampel" withdrew: ' in said
    assert 'line 5: "Jane Example" (individual, Example College)' in said


def test_a_dry_run_shows_the_lines_and_writes_nothing(desk: Desk) -> None:
    before = desk.files()
    for arguments in (
        ("withdraw", "Jane Example", *DAY),
        ("correct", "Jane Example", "--set", "affiliation=Example School"),
        ("add", "--name", "New Example", "--kind", "individual"),
        ("restore", "Gone Example"),
    ):
        said = desk.done(*arguments, "--dry-run")
        assert said.startswith("--- docs/data/signatories.csv\n+++ docs/data/signatories.csv\n@@")
        assert said.endswith("This was a dry run: nothing was written.\n")
        assert desk.files() == before


def test_a_new_signatory_stands_in_its_sorted_place(tmp_path: Path) -> None:
    rows = sorted(ROWS[:4], key=lambda row: row["name"].removeprefix("The "))
    desk = Desk(example(tmp_path / "x", rows=rows))
    said = desk.done(
        *("add", "--name", "Cé, Inc.", "--kind", "organization", "--group", "Local", "--first"),
        *("--signed", "2021-02-08", "--url", "https://example.org/"),
    )
    assert 'Added: "Cé, Inc." (organization).' in said
    lines = desk.text.splitlines()
    assert lines[0] == "name,kind,group,affiliation,url,signed,first"
    assert lines[1:3] == [
        "The Beta Group,organization,Local,,,,",
        '"Cé, Inc.",organization,Local,,https://example.org/,2021-02-08,yes',
    ]
    assert desk.problems() == []


def test_what_is_wrong_with_a_new_signatory_is_said_at_once(desk: Desk) -> None:
    said = desk.refused(
        *("add", "--name", "a@example.org", "--kind", "individual", "--group", "Local"),
        *("--signed", "9/2/2021", "--demands", "bogus"),
    )
    assert [line.split(" ")[0] for line in said.splitlines()] == [
        "'name'", "'group'", "'signed'", "'demands'", "Nothing",
    ]  # fmt: skip
    said = desk.refused("add", "--name", "jane example", "--kind", "individual")
    assert '"Jane Example" already stands in line 5' in said
    said = desk.refused("add", "--name", "gone example", "--kind", "individual")
    assert '"Gone Example" stands in line 6 and withdrew on 2021-02-04' in said
    assert "--kind is missing" in desk.refused("add", "--name", "X", code=2)


def test_a_correction_changes_one_row(desk: Desk) -> None:
    before = desk.text
    said = desk.done(
        "correct", "gamma fund", "--set", "name=Gamma, Example Fund", "--set", "group=National"
    )
    assert 'Corrected: "Gamma Fund", name: "Gamma Fund" is now "Gamma, Example Fund".' in said
    assert desk.text == before.replace(
        "Gamma Fund,organization,,", '"Gamma, Example Fund",organization,National,'
    )
    assert "'kind' is \"person\"" in desk.refused("correct", "Jane Example", "--set", "kind=person")
    for wrong in ("colour=red", "kind"):
        desk.refused("correct", "Jane Example", "--set", wrong, code=2)
    said = desk.refused("correct", "Jane Example", "--set", "withdrawn=2021-02-08")
    assert "run `campaign withdraw`" in said
    desk.done("withdraw", "Jane Example", "--forget")
    said = desk.refused(
        "correct", "Gamma, Example Fund", "--set", "name=Jane Example", "--set", "kind=individual",
        "--set", "group=",
    )  # fmt: skip
    assert "asked to be removed, and stays so" in said


def test_a_list_with_a_problem_elsewhere_is_not_changed(desk: Desk) -> None:
    desk.text = desk.text + "Wrong Example,person,,,,\n"
    assert "'kind' is \"person\"" in desk.refused("withdraw", "Jane Example")
    desk.done("correct", "Wrong Example", "--set", "kind=individual")
    desk.done("withdraw", "Jane Example")
    desk.withdrawn.write_text("x", encoding="utf-8")
    assert "docs/data/withdrawn.txt:1:1: the line must read" in desk.refused(
        "withdraw", "Gamma Fund"
    )
    desk.withdrawn.unlink()
    desk.text = 'name,kind\n"A,individual\n'
    assert "signatories.csv:2:1: a double quotation mark" in desk.refused("withdraw", "A")


def test_where_the_list_cannot_be_written_nothing_is(desk: Desk) -> None:
    before = desk.files()
    size = len(desk.text)
    assert size > 250  # so that the tombstones can be written, and the list cannot
    done = subprocess.run(
        [sys.executable, "-m", "campaign", "withdraw", "Jane Example"],
        cwd=desk.root,
        env=environment_with(PYTHONPATH=str(ROOT / "hooks")),
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (size, size)),
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 1
    why = f"{desk.list}: File too large; check its rights.\nNothing was written.\n"
    assert done.stderr == why
    assert desk.files() == before


def test_a_list_that_changes_meanwhile_is_not_overwritten(
    desk: Desk, capsys: pytest.CaptureFixture[str]
) -> None:
    opened = open_list(desk.root / "mkdocs.yml")
    desk.text = desk.text + "New Example,individual,,,,\n"
    before = desk.files()
    row = opened.list.rows[3]
    after = list_edits.withdraw(opened, row, date(2021, 2, 8), forget=True)
    with pytest.raises(SystemExit):
        finish(opened, after, (), dry_run=False)
    assert "has changed since this command began; run it again" in capsys.readouterr().err
    assert desk.files() == before


def test_warnings_stop_nothing_and_problems_do_as_text_and_as_annotations(desk: Desk) -> None:
    desk.text = desk.text + "JosÃ© Example,individual,,,,\n"
    result = desk.run("check")
    assert result.exit_code == 0
    start = "Warnings, which stop nothing:\n  docs/data/signatories.csv:10:1: "
    assert result.output.startswith(start)
    assert result.output.endswith("No problem found.\n")
    assert desk.run("check", "--quiet").output == ""
    assert "::warning file=docs/data/signatories.csv,line=10,col=1,title=Warning::'name' is" in (
        desk.done("check", "--format", "github")
    )
    desk.text = desk.text + "Wrong Example,person,,,,\n"
    result = desk.run("check", "--format", "github", "--quiet")
    assert result.exit_code == 1
    assert result.stdout == (
        "::error file=docs/data/signatories.csv,line=11,col=15,title=Problem::'kind' is "
        '"person"; write "organization" or "individual"; if the name before it holds a comma, put '
        "it in double quotation marks%0AWhat this means: PROBLEMS.md#names-and-cells\n"
    )


def test_mending_shows_what_it_writes_and_leaves_the_rest(desk: Desk) -> None:
    broken = desk.text.replace("Gamma Fund,organization", " Gamma Fund,Organisation") + (
        "Wrong Example,person,,,9/2/2021,\n"
    )
    desk.text = broken
    dry = desk.refused("check", "--fix", "--dry-run")
    assert "2 things would be mended in docs/data/signatories.csv; nothing was written." in dry
    result = desk.run("check", "--fix")
    assert result.exit_code == 1
    assert "- Gamma Fund,Organisation,,,,\n+Gamma Fund,organization,,,,\n" in result.output
    assert desk.text == broken.replace(" Gamma Fund,Organisation", "Gamma Fund,organization")
    assert len(desk.problems()) == 2
    assert "Nothing to mend in docs/data/signatories.csv." in desk.run("check", "--fix").output
    desk.refused("check", "--dry-run", code=2)
    desk.refused("check", "--fix", "--format", "github", code=2)
    desk.text = 'name,kind\n"A, individual\n'
    said = desk.refused("check", "--fix")
    assert "nothing could be mended" in said
    assert "is never closed" in said


def test_what_is_missing_is_asked_for_on_a_terminal(desk: Desk) -> None:
    code, said = at_terminal(desk.root, "add", typed="New Example\nperson\nindividual\n")
    assert code == 0, said
    assert 'Added: "New Example" (individual).' in said
    code, said = at_terminal(desk.root, "withdraw", "Sam Sample", *DAY, typed="7\n2\n")
    assert code == 0, said
    assert "Sam Sample,individual,,,2021-02-08,Northford" in desk.text


def test_the_last_day_is_the_latest_anywhere_on_earth(tmp_path: Path) -> None:
    late_in_utc = {"SOURCE_DATE_EPOCH": "1612900800"}  # 2021-02-09, 20:00
    assert last_day(tmp_path, late_in_utc) == date(2021, 2, 10)
    early_in_utc = {"SOURCE_DATE_EPOCH": "1612834200"}  # 2021-02-09, 01:30
    assert last_day(tmp_path, early_in_utc) == date(2021, 2, 9)
    assert last_day(tmp_path, {}) > date(2021, 2, 10)
