"""A form's export: from a server that may be slow, broken or changed, and told in numbers."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from campaign.cli.commands import campaign
from campaign.core.problems import Wrong
from campaign.importer.form_export import fetch
from tests.example import configuration, example
from tests.importer.form_server import PRIVATE, PROFILE, SYNCED, serving


@pytest.fixture(scope="module")
def form() -> Iterator[str]:
    """Serve the answers; yields the address."""
    with serving() as address:
        yield address


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Write a campaign whose list is kept in step."""
    folder = tmp_path_factory.mktemp("synced") / "a campaign"
    return example(folder, campaign=SYNCED, files={"docs/data/import.yml": PROFILE})


def sync(root: Path, address: str, **environment: str) -> Result:
    command = ["sync", "--config", str(root / "mkdocs.yml")]
    return CliRunner().invoke(campaign, command, env={"CAMPAIGN_EXPORT": address} | environment)


@pytest.mark.parametrize(
    ("path", "seconds", "why"),
    [
        ("/slow", 0.3, "too slow|does not answer"),
        ("/broken", 9, "answers with 500"),
        ("/half", 9, "only a part|breaks off"),
        ("/endless", 9, "only a part"),
        ("/page", 9, "neither CSV nor JSON"),
        ("/away", 9, "must begin with https://"),
    ],
)
def test_what_cannot_be_had_whole_is_refused(
    form: str, path: str, seconds: float, why: str
) -> None:
    with pytest.raises(Wrong, match=why) as wrong:
        fetch(form + path, seconds=seconds)
    assert form not in str(wrong.value)


def test_an_address_that_others_can_read_along_is_refused() -> None:
    for address in ("http://forms.example.org/", "file:///etc/passwd", "https://[", ""):
        with pytest.raises(Wrong, match=r"https://|does not answer"):
            fetch(address)
    with pytest.raises(Wrong, match="does not answer"):
        fetch("http://127.0.0.1:1/")


@pytest.mark.parametrize(
    ("path", "why"),
    [
        ("/header", 'other columns than the profile "Our form"'),
        ("/answer", "1 answer that only you can explain"),
        ("/typeform", "other columns"),
        ("/tally", "other columns"),
        ("/airtable", "other columns"),
        ("/first-page", "only the first page"),
        ("/cut", "no whole JSON"),
    ],
)
def test_what_an_editor_must_see_first_changes_nothing(
    root: Path, form: str, path: str, why: str
) -> None:
    before = (root / "docs/data/signatories.csv").read_bytes()
    done = sync(root, form + path)
    assert (done.exit_code, done.stdout) == (1, "")
    assert why in done.stderr
    assert "secret" not in done.stderr
    assert (root / "docs/data/signatories.csv").read_bytes() == before


@pytest.mark.parametrize("path", ["/typeform", "/tally"])
def test_answers_of_an_api_are_read(root: Path, form: str, path: str) -> None:
    times = {"/typeform": "submitted_at", "/tally": "submittedAt"}
    profile = f"""\
shapes:
  - name: Our form
    kind: individual
    columns:
      - {{column: {times[path]}, becomes: signed}}
      - {{column: Full name, becomes: name}}
      - {{column: E-mail, becomes: personal}}
"""
    with changed(root, {"docs/data/import.yml": profile}):
        done = sync(root, form + path)
        assert (done.exit_code, done.stderr) == (0, "")
        assert "1 added" in done.stdout
        assert "\nMara Testperson,individual," in (root / "docs/data/signatories.csv").read_text()


def test_a_closed_letter_ends_it(root: Path) -> None:
    closed = SYNCED | {"status": "closed", "closed": "2021-02-08"}
    with changed(root, {"mkdocs.yml": configuration(closed)}):
        done = sync(root, "https://nobody.example.org/")
    assert (done.exit_code, done.output) == (0, "The letter is closed: nothing is fetched.\n")


def test_what_comes_is_told_in_numbers(root: Path, form: str) -> None:
    with changed(root, {}):
        done = sync(root, f"{form}/export")
        assert done.exit_code == 0, done.output
        assert "3 rows came: 1 added, " in done.output
        assert "Refused: rows 4 of the export." in done.output
        assert not any(word in done.output for word in ("secret", "Testperson", form))
        text = (root / "docs/data/signatories.csv").read_text(encoding="utf-8")
        assert "Mara Testperson,individual," in text
        assert not any(word in text for word in PRIVATE)
        remembered = (root / "docs/data/import.yml").read_text(encoding="utf-8")
        assert remembered == PROFILE
        again = sync(root, f"{form}/export")
        assert "0 added, 1 known" in again.output


class changed:  # noqa: N801 - used as a word of a sentence
    """Change some files of the campaign, and put them and the list back."""

    def __init__(self, root: Path, files: Mapping[str, str]) -> None:
        self.root, self.files = root, files

    def __enter__(self) -> None:
        kept = (*self.files, "docs/data/signatories.csv")
        self.before = {name: (self.root / name).read_bytes() for name in kept}
        for name, text in self.files.items():
            (self.root / name).write_text(text, encoding="utf-8")

    def __exit__(self, *error: object) -> None:
        for name, data in self.before.items():
            (self.root / name).write_bytes(data)
