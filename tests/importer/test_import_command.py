"""The command: what it asks, what it remembers, how it ends, and that it never writes by half."""

from __future__ import annotations

from pathlib import Path

import pytest

from campaign.curation.suppression_list import NOBODY, marks_text, withdrawn
from campaign.signatories.identity import Identity
from campaign.site.checking import check_folder
from tests.importer.test_import_shapes import desk, run
from tests.office import at_terminal

pytestmark = pytest.mark.build

LIST = "docs/data/signatories.csv"
REMEMBERED = "docs/data/import.yml"


def file_with(tmp_path: Path, text: str, name: str = "signers.csv") -> str:
    path = tmp_path / name
    path.write_text(text, encoding="utf-8", newline="")
    return str(path)


def listed(root: Path) -> str:
    return (root / LIST).read_text(encoding="utf-8")


FORM = "Name,Signed\nJane Sample,5/6/2026\n"


def test_without_a_terminal_the_proposal_is_shown_and_nothing_written(tmp_path: Path) -> None:
    root = desk(tmp_path)
    file = file_with(tmp_path, "Name,Signed\nJane Sample,5/26/2026\n")
    before = listed(root)
    result = run(root, file, "--kind", "individual")
    assert result.exit_code == 3
    assert '  Name    name, for example "Jane Sample"\n' in result.stdout
    assert "1 row came: 1 to be added" in result.stdout
    assert result.stderr == "To import, add --yes.\n"
    result = run(root, file, "--kind", "individual", "--dry-run")
    assert (result.exit_code, result.stderr) == (0, "")
    assert result.stdout.endswith("Nothing was written.\n")
    assert listed(root) == before
    assert not (root / REMEMBERED).exists()


def test_what_nothing_tells_is_a_problem_without_a_terminal(tmp_path: Path) -> None:
    root = desk(tmp_path)
    file = file_with(tmp_path, FORM)
    before = listed(root)
    result = run(root, file, "--yes")
    assert result.exit_code == 1
    assert result.stderr == (
        f"{file}: no column says whether organizations or individuals signed; write --kind "
        "organization or --kind individual\n"
        f'{file}: "5/6/2026" ({file}:2) can be two days, and no date in the column tells which; '
        "write --dates day-first or --dates month-first; the form's language and country tell the "
        "order\nWhat this means, with examples:\n  PROBLEMS.md#importing-a-file\n"
        "Add all answers to the command, with yours in place of the words in capitals:\n"
        "  --kind KIND --dates ORDER\nNothing was imported.\n"
    )
    assert listed(root) == before


def test_what_nothing_tells_is_asked_on_a_terminal_and_remembered(tmp_path: Path) -> None:
    root = desk(tmp_path)
    file = file_with(tmp_path, FORM)
    code, output = at_terminal(root, "import", file, typed="2\n1\ny\n")
    assert code == 0, output
    assert "No column says whether organizations or individuals signed." in output
    assert "  1  day-first\n  2  month-first\n" in output
    assert "Add 1 signatory to the list? [y/N]:" in output
    assert (
        listed(root)
        == "name,kind,signed\nGone Example,individual,\nJane Sample,individual,2026-06-05\n"
    )
    again = file_with(tmp_path, FORM + "Bo Sample,7/8/2026\n")
    code, output = at_terminal(root, "import", again, typed="")
    assert code == 0, output
    assert "Which" not in output
    assert "2 rows came: 1 added, 1 known" in output
    assert "Bo Sample,individual,2026-08-07\n" in listed(root)


def test_a_no_on_a_terminal_writes_nothing(tmp_path: Path) -> None:
    root = desk(tmp_path)
    before = listed(root)
    file = file_with(tmp_path, "Name,Kind\nJane Sample,individual\n")
    code, output = at_terminal(root, "import", file, typed="n\n")
    assert (code, listed(root)) == (3, before), output
    assert not (root / REMEMBERED).exists()


def test_a_remembered_order_is_not_trusted_against_the_dates(tmp_path: Path) -> None:
    root = desk(tmp_path)
    arguments = ("--kind", "individual", "--dates", "day-first", "--yes")
    assert run(root, file_with(tmp_path, FORM), *arguments).exit_code == 0
    result = run(root, file_with(tmp_path, "Name,Signed\nBo Sample,5/26/2026\n"))
    assert result.exit_code == 1
    assert "cannot be read day-first, as in the last import" in result.stderr


def test_dates_that_no_order_reads_together(tmp_path: Path) -> None:
    root = desk(tmp_path)
    text = "Name,Signed\nJane Sample,26/5/2026\nBo Sample,5/26/2026\nCy Sample,1 June 2026\n"
    file = file_with(tmp_path, text)
    result = run(root, file, "--kind", "individual", "--yes")
    assert result.exit_code == 1
    assert "no one order of day and month reads all dates" in result.stderr
    result = run(root, file, "--kind", "individual", "--yes", "--dates", "month-first")
    assert result.exit_code == 4
    assert 'row 2: "Signed" is "26/5/2026", which is no date when read month-first' in (
        result.stdout
    )
    assert "Bo Sample,individual,2026-05-26\nCy Sample,individual,2026-06-01\n" in listed(root)
    assert "Jane Sample,individual,\n" in listed(root)


def test_what_differs_is_listed_and_the_list_kept_to_the_byte(tmp_path: Path) -> None:
    root = desk(tmp_path)
    text = (
        "\ufeffname,kind,url,withdrawn\r\n"
        "Éxample Alliance,organization,https://example.org/old,\r\n"
        '"Left, Example",organization,,2026-01-01\r\n'
        "\r\n"
        "Zeta Example ,organization,,"
    )
    (root / LIST).write_text(text, encoding="utf-8", newline="")
    gone = marks_text(withdrawn(NOBODY, Identity("Ghost", "organization")))
    (root / "docs/data/withdrawn.txt").write_text(gone, encoding="utf-8")
    file = file_with(
        tmp_path,
        "Organization,Website\nEXAMPLE Alliance,https://example.org/new\nLeft Example,\n"
        "ghost,\nYota Example,\nyota example,https://example.net/\nZeta Example,\n",
    )
    result = run(root, file, "--yes")
    assert result.exit_code == 4, result.output
    assert "6 rows came: 1 added, 1 known, 1 conflicting, 2 withdrawn, 0 refused, 1 twice" in (
        result.stdout
    )
    assert (
        "row 2: \"EXAMPLE Alliance\" stands in docs/data/signatories.csv:2: 'url' is "
        '"https://example.org/old" there, "https://example.org/new" here' in result.stdout
    )
    assert "row 3: this signatory withdrew" in result.stdout
    assert "Ghost" not in result.output
    after = (root / LIST).read_bytes().decode()
    new = "yota example,organization,https://example.net/,\r\n"
    assert after == text.replace("01-01\r\n", "01-01\r\n" + new)
    assert run(root, file).exit_code == 4
    assert (root / LIST).read_bytes().decode() == after


def test_columns_and_answers_can_be_given(tmp_path: Path) -> None:
    root = desk(tmp_path)
    file = file_with(
        tmp_path,
        "Q1;Q2;Sector;Q4\nExample Aid;For a group;Churches;x\nSample Person;For me;;\n",
    )
    arguments = (
        "--map", "q1=name", "--map", "Q2=kind", "--value", "For a group=organization",
        "--value", "For me=individual", "--value", "churches=Faith-based", "--ignore", "Q4",
    )  # fmt: skip
    result = run(root, file, *arguments, "--yes")
    assert result.exit_code == 0, result.output
    assert "Example Aid,organization,Faith-based\n" in listed(root)
    assert "Sample Person,individual,\n" in listed(root)
    assert check_folder(root / "mkdocs.yml")._found == set()
    again = run(root, file)
    assert (again.exit_code, " 0 added, 2 known" in again.stdout) == (0, True), again.output


@pytest.mark.parametrize(
    ("arguments", "why"),
    [
        (("--map", "Name"), "has nothing on one side"),
        (("--map", "Name=nmae"), 'did you mean "name"?'),
        (("--map", "Name=name", "--ignore", "Name"), "is given two meanings"),
        (("--value", "x="), 'has nothing on one side of "="'),
        (("--dates", "any"), "Invalid value"),
    ],
)
def test_options_that_are_wrong(arguments: tuple[str, ...], why: str, tmp_path: Path) -> None:
    result = run(desk(tmp_path), file_with(tmp_path, FORM), *arguments)
    assert result.exit_code == 2
    assert why in result.output


@pytest.mark.parametrize(
    ("text", "arguments", "why"),
    [
        ("Name,Email\nA Sample,a@example.org\n", ("--map", "Email=affiliation"), "never hold"),
        ("Name,X\nA Sample,1\n", ("--map", "Nam=name"), 'no column "Nam"; did you mean "Name"?'),
        ("Signer name,Name\nAda Sample,Bo Sample\n", (), "may each hold the"),
        ("X,Y\na,b\n", (), "no column is known to hold the individuals' names"),
    ],
)
def test_columns_that_are_wrong(
    text: str, arguments: tuple[str, ...], why: str, tmp_path: Path
) -> None:
    root = desk(tmp_path)
    result = run(root, file_with(tmp_path, text), "--kind", "individual", "--yes", *arguments)
    assert result.exit_code == 1
    assert why in result.stderr
    assert listed(root) == "name,kind\nGone Example,individual\n"


def test_what_is_remembered_is_checked_with_its_lines(tmp_path: Path) -> None:
    root = desk(tmp_path)
    (root / REMEMBERED).write_text(
        "shapes:\n  - columns:\n      - column: Name\n        becomes: nmae\n"
        "    kind: people\n    values:\n      - text: x\n        means: Unheard\n",
        encoding="utf-8",
    )
    result = run(root, file_with(tmp_path, FORM), "--yes")
    assert result.exit_code == 1
    assert 'docs/data/import.yml:4:18: \'becomes\' is "nmae"; did you mean "name"?' in result.stderr
    assert "docs/data/import.yml:5:11: 'kind' is \"people\"; write" in result.stderr
    (root / REMEMBERED).write_text(
        "shapes:\n  - columns:\n      - column: Name\n        becomes: name\n"
        "    values:\n      - text: x\n        means: Unheard\n",
        encoding="utf-8",
    )
    result = run(root, file_with(tmp_path, FORM), "--yes")
    assert "docs/data/import.yml:7:16: 'means' is \"Unheard\", which is no kind" in result.stderr


def test_a_list_with_a_problem_is_mended_first(tmp_path: Path) -> None:
    root = desk(tmp_path)
    (root / LIST).write_text("name,kind\nA Sample,person\n", encoding="utf-8")
    result = run(root, file_with(tmp_path, FORM), "--yes")
    assert result.exit_code == 1
    assert result.stderr.startswith("docs/data/signatories.csv:2:10: 'kind' is \"person\"")
    assert result.stderr.endswith("Mend these first; nothing was imported.\n")


def test_nothing_is_written_by_half(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    root = desk(tmp_path)
    before = listed(root)
    file = file_with(tmp_path, "Name,Kind\nJane Sample,individual\n")
    (root / REMEMBERED).mkdir()
    result = run(root, file, "--yes")
    assert result.exit_code == 1, result.output
    assert "a folder stands where a file is expected" in result.stderr
    (root / REMEMBERED).rmdir()
    replace = Path.replace

    def fail(self: Path, target: Path) -> Path:
        if Path(target).name == "import.yml":
            raise OSError(28, "No space left on device")
        return replace(self, target)

    monkeypatch.setattr(Path, "replace", fail)
    result = run(root, file, "--yes")
    assert result.exit_code == 1
    assert "cannot be written (No space left on device)" in result.stderr
    assert listed(root) == before
    kept = {path.name for path in (root / "docs/data").iterdir()}
    assert kept == {"reading.yml", "signatories.csv"}


def test_the_form_in_the_campaign_s_folder_is_warned_of(tmp_path: Path) -> None:
    root = desk(tmp_path)
    file = file_with(root, "Name,Kind\nJane Sample,individual\n")
    assert "Move it elsewhere before you commit" in run(root, file, "--dry-run").stdout


def test_a_long_import_shows_how_far_it_is_on_a_terminal_only(tmp_path: Path) -> None:
    root = desk(tmp_path)
    signs = "abcdefghijklmnopqrstuvwxyz"
    names = [f"Example {a}{b}{c}" for a in signs for b in signs for c in signs[:16]]
    text = "Name,Kind\n" + "".join(f"{name},organization\n" for name in names)
    file = file_with(tmp_path, text)
    code, output = at_terminal(root, "import", file, "--dry-run", typed="")
    assert code == 0, output[-500:]
    assert "Checking the rows" in output
    assert f"{len(names):,} rows came: {len(names):,} to be added" in output
    assert "Checking" not in run(root, file, "--dry-run").output
