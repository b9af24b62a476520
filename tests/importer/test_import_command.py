"""The command: what it asks, what it remembers, how it ends, and that it never writes by half."""

from __future__ import annotations

from pathlib import Path

import pytest

from campaign.curation.suppression_list import NOBODY, marks_text, withdrawn
from campaign.signatories.identity import Identity
from tests.importer.desk import INDIVIDUALS, ImportDesk
from tests.office import at_terminal

pytestmark = pytest.mark.build

FORM = "Name,Signed\nJane Sample,5/6/2026\n"
PLAIN = "Name,Kind\nJane Sample,individual\n"


def test_without_a_terminal_the_proposal_is_shown_and_nothing_written(desk: ImportDesk) -> None:
    before = desk.files()
    file = desk.file("Name,Signed\nJane Sample,5/26/2026\n")
    result = desk.imports(file, *INDIVIDUALS, code=3)
    assert '  Name    name, for example "Jane Sample"\n' in result.stdout
    assert "1 row came: 1 to be added" in result.stdout
    assert result.stderr.startswith("Add 1 signatory to the list?\nAdd --yes; ")
    result = desk.imports(file, *INDIVIDUALS, "--dry-run")
    assert result.stderr == ""
    assert result.stdout.endswith("Nothing was written.\n")
    assert desk.files() == before


def test_what_nothing_tells_is_a_problem_without_a_terminal(desk: ImportDesk) -> None:
    before = desk.files()
    file = desk.file(FORM)
    assert desk.imports(file, "--yes", code=1).stderr == (
        f"{file}: no column says whether organizations or individuals signed; write --kind "
        "organization or --kind individual\n"
        f'{file}: "5/6/2026" ({file}:2) can be two days, and no date in the column tells which; '
        "write --dates day-first or --dates month-first; the form's language and country tell the "
        "order\nWhat this means, with examples:\n  PROBLEMS.md#importing-a-file\n"
        "Add all answers to the command, with yours in place of the words in capitals:\n"
        "  --kind KIND --dates ORDER\nNothing was imported.\n"
    )
    assert desk.files() == before


def test_what_nothing_tells_is_asked_on_a_terminal_and_remembered(desk: ImportDesk) -> None:
    code, output = at_terminal(desk.root, "import", desk.file(FORM), typed="2\n1\ny\n")
    assert code == 0, output
    assert "No column says whether organizations or individuals signed." in output
    assert "  1  day-first\n  2  month-first\n" in output
    assert "Add 1 signatory to the list? [y/N]:" in output
    assert desk.text.endswith("Gone Example,individual,\nJane Sample,individual,2026-06-05\n")
    result = desk.imports(desk.file(FORM + "Bo Sample,7/8/2026\n"))
    assert "2 rows came: 1 added, 1 known" in result.stdout
    assert "Bo Sample,individual,2026-08-07\n" in desk.text
    result = desk.imports(desk.file("Name,Signed\nCy Sample,5/26/2026\n"), code=1)
    assert "cannot be read day-first, as in the last import" in result.stderr


def test_a_no_on_a_terminal_writes_nothing(desk: ImportDesk) -> None:
    before = desk.files()
    code, output = at_terminal(desk.root, "import", desk.file(PLAIN), typed="n\n")
    assert (code, desk.files()) == (3, before), output


def test_what_differs_is_listed_and_the_list_kept_to_the_byte(desk: ImportDesk) -> None:
    text = (
        "\ufeffname,kind,url,withdrawn\r\n"
        "Éxample Alliance,organization,https://example.org/old,\r\n"
        '"Left, Example",organization,,2026-01-01\r\n'
        "\r\n"
        "Zeta Example ,organization,,"
    )
    desk.list.write_bytes(text.encode())
    gone = marks_text(withdrawn(NOBODY, Identity("Ghost", "organization")))
    desk.withdrawn.write_text(gone, encoding="utf-8")
    form = (
        "Organization,Website\nEXAMPLE Alliance,https://example.org/new\nLeft Example,\n"
        "ghost,\nYota Example,\nyota example,https://example.net/\nZeta Example,\n"
    )
    result = desk.takes(form, code=4)
    assert "6 rows came: 1 added, 1 known, 1 conflicting, 2 withdrawn, 0 refused, 1 twice" in (
        result.stdout
    )
    assert (
        "row 2: \"EXAMPLE Alliance\" stands in docs/data/signatories.csv:2: 'url' is "
        '"https://example.org/old" there, "https://example.org/new" here' in result.stdout
    )
    assert "row 3: this signatory withdrew" in result.stdout
    assert "Ghost" not in result.output
    new = "yota example,organization,https://example.net/,\r\n"
    assert desk.text == text.replace("01-01\r\n", "01-01\r\n" + new)


def test_what_is_remembered_is_checked_with_its_lines(desk: ImportDesk) -> None:
    shape = (
        "shapes:\n  - columns:\n      - column: Name\n        becomes: {}\n    kind: {}\n"
        "    values:\n      - text: x\n        means: Unheard\n"
    )
    desk.remembered.write_text(shape.format("nmae", "people"), encoding="utf-8")
    result = desk.takes(FORM, code=1)
    assert 'docs/data/import.yml:4:18: \'becomes\' is "nmae"; did you mean "name"?' in result.stderr
    assert "docs/data/import.yml:5:11: 'kind' is \"people\"; write" in result.stderr
    desk.remembered.write_text(shape.format("name", "individual"), encoding="utf-8")
    result = desk.takes(FORM, code=1)
    assert "docs/data/import.yml:8:16: 'means' is \"Unheard\", which is no kind" in result.stderr


def test_a_list_with_a_problem_is_mended_first(desk: ImportDesk) -> None:
    desk.text = "name,kind\nA Sample,person\n"
    result = desk.takes(FORM, code=1)
    assert result.stderr.startswith("docs/data/signatories.csv:2:10: 'kind' is \"person\"")
    assert result.stderr.endswith("Mend these first; nothing was imported.\n")


def test_nothing_is_written_by_half(desk: ImportDesk, monkeypatch: pytest.MonkeyPatch) -> None:
    before = desk.files()
    desk.remembered.mkdir()
    assert "a folder stands where a file is expected" in desk.takes(PLAIN, code=1).stderr
    desk.remembered.rmdir()
    replace = Path.replace

    def fail(self: Path, target: Path) -> Path:
        if Path(target).name == "import.yml":
            raise OSError(28, "No space left on device")
        return replace(self, target)

    monkeypatch.setattr(Path, "replace", fail)
    assert "cannot be written (No space left on device)" in desk.takes(PLAIN, code=1).stderr
    assert desk.files() == before


def test_the_form_in_the_campaign_s_folder_is_warned_of(desk: ImportDesk) -> None:
    (desk.root / "form.csv").write_text(PLAIN, encoding="utf-8")
    result = desk.imports(str(desk.root / "form.csv"), "--dry-run")
    assert "Move it elsewhere before you commit" in result.stdout


def test_a_long_import_shows_how_far_it_is_on_a_terminal_only(desk: ImportDesk) -> None:
    signs = "abcdefghijk"
    names = [f"Example {a}{b}{c}" for a in signs for b in signs for c in signs]
    file = desk.file("Name,Kind\n" + "".join(f"{name},organization\n" for name in names))
    code, output = at_terminal(desk.root, "import", file, "--dry-run", typed="")
    assert code == 0, output[-500:]
    assert "Checking the rows" in output
    assert "1,331 rows came: 1,331 to be added" in output
    assert "Checking" not in desk.imports(file, "--dry-run").output
