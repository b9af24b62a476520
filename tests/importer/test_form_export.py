"""A form's export: from a server that may be slow, broken or changed, and told in numbers."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import Result

from campaign.core.problems import Wrong
from campaign.importer.form_export import fetch
from tests.example import configuration, example
from tests.importer.form_server import PRIVATE, PROFILE, SYNCED, serving
from tests.office import Office


@pytest.fixture(scope="module")
def form() -> Iterator[str]:
    """Serve the answers; yields the address."""
    with serving() as address:
        yield address


class Synced(Office):
    """A campaign whose list is kept in step."""

    def sync(self, address: str) -> Result:
        with pytest.MonkeyPatch.context() as patch:
            patch.setenv("CAMPAIGN_EXPORT", address)
            return self.run("sync")


@pytest.fixture
def office(tmp_path: Path) -> Synced:
    files = {"docs/data/import.yml": PROFILE}
    return Synced(example(tmp_path / "a campaign", campaign=SYNCED, files=files))


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
    office: Synced, form: str, path: str, why: str
) -> None:
    before = office.files()
    done = office.sync(form + path)
    assert (done.exit_code, done.stdout) == (1, "")
    assert why in done.stderr
    assert "secret" not in done.stderr
    assert office.files() == before


@pytest.mark.parametrize(
    ("path", "time"), [("/typeform", "submitted_at"), ("/tally", "submittedAt")]
)
def test_answers_of_an_api_are_read(office: Synced, form: str, path: str, time: str) -> None:
    profile = PROFILE[: PROFILE.index("      - {column: Town")]
    profile += f"      - {{column: {time}, becomes: signed}}\n"
    (office.list.parent / "import.yml").write_text(profile, encoding="utf-8")
    done = office.sync(form + path)
    assert (done.exit_code, done.stderr) == (0, "")
    assert "1 added" in done.stdout
    assert "\nMara Testperson,individual," in office.text


def test_a_closed_letter_ends_it(office: Synced) -> None:
    closed = configuration(SYNCED | {"status": "closed", "closed": "2021-02-08"})
    (office.root / "mkdocs.yml").write_text(closed, encoding="utf-8")
    done = office.sync("https://nobody.example.org/")
    assert (done.exit_code, done.output) == (0, "The letter is closed: nothing is fetched.\n")


def test_what_comes_is_told_in_numbers(office: Synced, form: str) -> None:
    done = office.sync(f"{form}/export")
    assert done.exit_code == 0, done.output
    assert "3 rows came: 1 added, " in done.output
    assert "Refused: rows 4 of the export." in done.output
    assert not any(word in done.output for word in ("secret", "Testperson", form))
    assert "Mara Testperson,individual," in office.text
    assert not any(word in office.text for word in PRIVATE)
    assert dict(office.files())["import.yml"].decode() == PROFILE
    assert "0 added, 1 known" in office.sync(f"{form}/export").output
