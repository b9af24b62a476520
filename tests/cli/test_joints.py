"""The commands together: what one of them writes, and what the others make of it."""

from __future__ import annotations

import json
from pathlib import Path

import jsonschema
import pytest
import yaml

from campaign.cli.schemas import schemas
from campaign.curation.known_different import PAIR_HEADER
from campaign.site.checking import check_folder
from tests.example import example
from tests.github.test_comparison import told
from tests.office import Office

pytestmark = pytest.mark.build

ROWS = [
    {"name": "Example Alliance", "kind": "organization"},
    {"name": "Example Alliance, Inc.", "kind": "organization"},
    {"name": "Exmaple Fund", "kind": "organization"},
    {"name": "Jane Sample", "kind": "individual", "affiliation": "Exmaple College"},
    {"name": "Sam Sample", "kind": "individual", "affiliation": "One College"},
    {"name": "Sam Sample", "kind": "individual", "affiliation": "Other College"},
]
PAIRS = (
    f"{PAIR_HEADER}\n"
    'Example Alliance,organization,,,"Example Alliance, Inc.",organization,,\n'
    "Example Alliance,organization,,,Exmaple Fund,organization,,\n"
    "Sam Sample,individual,One College,,Sam Sample,individual,Other College,\n"
)
FORM = (
    "Organization,Full name,How do you sign?\n"
    "Exmaple Fund,,As an organization\n"
    "Exmaple College,Jane Sample,As an individual\n"
)


class Imported(Office):
    """A campaign that was imported into, with pairs that are recorded as different."""

    def __init__(self, tmp_path: Path) -> None:
        files = {"docs/data/distinct.csv": PAIRS}
        super().__init__(example(tmp_path / "a campaign", rows=ROWS, files=files))
        self.form = tmp_path / "the form.csv"
        self.form.write_text(FORM, encoding="utf-8")

    def done(self, *arguments: str) -> str:
        said = super().done(*arguments)
        assert [str(problem) for problem in check_folder(self.root / "mkdocs.yml")] == []
        return said

    def read(self, name: str) -> str:
        return (self.root / "docs/data" / name).read_text(encoding="utf-8")

    def imported(self) -> str:
        return self.done("import", str(self.form), "--yes")


@pytest.fixture
def office(tmp_path: Path) -> Imported:
    return Imported(tmp_path)


def test_pairs_follow_who_is_corrected_and_forgotten(office: Office) -> None:
    office.done("correct", "Exmaple Fund", "--set", "name=Sample Fund")
    pairs = PAIRS.replace("Exmaple Fund", "Sample Fund")
    assert office.read("distinct.csv") == pairs
    assert not (office.root / "docs/data/withdrawn.txt").exists()  # nothing is imported here
    shown = office.done("withdraw", "Example Alliance, Inc.", "--forget", "--dry-run")
    assert '-Example Alliance,organization,,,"Example Alliance, Inc."' in shown
    assert office.read("distinct.csv") == pairs
    said = office.done("withdraw", "Example Alliance, Inc.", "--forget")
    assert "docs/data/distinct.csv" in said
    assert "Commit all of them." in said
    lines = pairs.splitlines(keepends=True)
    assert office.read("distinct.csv") == "".join([lines[0], *lines[2:]])
    office.done("withdraw", "Sample Fund")  # who stays in the file stays in the pairs
    assert office.read("distinct.csv") == "".join([lines[0], *lines[2:]])
    # A namesake takes only their own pairs along.
    office.done("withdraw", "Sam Sample", "--affiliation", "Other College", "--forget")
    assert office.read("distinct.csv") == "".join([lines[0], lines[2]])


def test_who_was_corrected_is_not_imported_once_more(office: Imported) -> None:
    assert "0 added, 2 known" in office.imported()
    office.done("correct", "Exmaple Fund", "--set", "name=Sample Fund")
    office.done("correct", "Jane Sample", "--set", "affiliation=Example College")
    before = office.read("signatories.csv")
    said = office.imported()
    assert "2 corrected since" in said
    assert "row 2: an editor corrected" in said
    assert office.read("signatories.csv") == before
    assert "Exmaple" not in office.read("withdrawn.txt")
    # Nor when they are gone under the name that they have now.
    office.done("withdraw", "Sample Fund", "--forget")
    assert "0 added" in office.imported()


def test_a_correction_hides_no_namesake(office: Imported) -> None:
    office.imported()
    office.done("correct", "Jane Sample", "--set", "affiliation=Example College")
    office.form.write_text(
        FORM.replace("Exmaple College", "Third College").replace("Exmaple Fund", "Example Fund"),
        encoding="utf-8",
    )
    asked = office.run("import", str(office.form), "--yes")
    assert asked.exit_code == 4
    assert "1 added" in asked.output
    kept = office.done("import", str(office.form), "--yes", "--namesakes", "keep")
    assert "1 added" in kept


def test_an_import_names_who_may_be_in_the_list(office: Imported) -> None:
    office.form.write_text(
        'Organization\n"Exmaple Fund, Inc."\nThe Example Alliance\n', encoding="utf-8"
    )
    said = office.done("import", str(office.form), "--kind", "organization", "--yes")
    assert '"Exmaple Fund, Inc." may be "Exmaple Fund"' in said
    assert '"The Example Alliance" may be' in said
    assert "Written: docs/data/signatories.csv and docs/data/import.yml. Commit both." in said


def test_an_import_does_not_name_pairs_that_are_recorded_as_different(office: Imported) -> None:
    office.text = office.text.replace('"Example Alliance, Inc.",organization,\n', "")
    office.form.write_text('Organization\n"Example Alliance, Inc."\n', encoding="utf-8")
    said = office.done("import", str(office.form), "--kind", "organization", "--yes")
    assert "1 added" in said
    assert "may be" not in said


def test_check_reads_what_the_import_remembers(office: Imported) -> None:
    office.imported()
    path = office.root / "docs/data/import.yml"
    text = path.read_text(encoding="utf-8")
    text = text.replace("becomes: organization", "becomes: orgnization", 1)
    path.write_text(text, encoding="utf-8")
    assert "docs/data/import.yml:" in office.ends(1, "check")


def test_an_import_takes_no_version_that_was_never_recorded(office: Imported) -> None:
    office.done("freeze")
    office.form.write_text("Organization,Signed text\nExample Vee Fund,9\n", encoding="utf-8")
    before = office.read("signatories.csv")
    result = office.run(
        "import", str(office.form), "--kind", "organization", "--yes",
        "--map", "Signed text=version",
    )  # fmt: skip
    assert result.exit_code == 1
    assert "records no such version" in result.output
    assert office.read("signatories.csv") == before


def test_a_schema_describes_each_file_that_commands_keep(office: Imported) -> None:
    office.imported()
    office.done("freeze")
    for name in ("import", "versions"):
        schema = schemas()[f"docs/data/{name}.yml"]
        data = json.loads(json.dumps(yaml.safe_load(office.read(f"{name}.yml")), default=str))
        jsonschema.validate(data, schema)
        with pytest.raises(jsonschema.ValidationError):
            jsonschema.validate([{"numer": 1}], schema)


@pytest.mark.parametrize("name", ["distinct.csv", "import.yml", "withdrawn.txt"])
def test_a_link_is_refused_and_what_it_leads_to_never_quoted(
    name: str, office: Imported, tmp_path: Path
) -> None:
    secret = tmp_path / "secret"
    secret.write_text("TOKEN=very-secret\n", encoding="utf-8")
    path = office.root / "docs/data" / name
    path.unlink(missing_ok=True)
    path.symlink_to(secret)
    result = office.run("check")
    assert result.exit_code == 1
    assert f"docs/data/{name}: a link to another file" in result.output
    assert "secret" not in result.output
    assert "secret" not in told(office.root, office.root)
