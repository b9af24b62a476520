"""The last look at a built site: each thing that may not be published is told."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from campaign.safety.built_site_check import Expected, check_site, inline_source
from campaign.safety.personal_data import PublicDetails
from campaign.safety.withdrawn_names import WithdrawnNames
from tests.golden import read_cases

KNOWN = read_cases("built_files")
POLICY = "default-src 'none'; script-src 'self'"
META = '<meta http-equiv="Content-Security-Policy" content="{}"><meta name=referrer content=x>'
HEADS = {
    "{head}": POLICY,
    "{hashed}": f"{POLICY} 'sha256-bhHHL3z2vDgxUt0W3dWQOrprscmda2Y5pLsLg4GF+pI='",
    "{unsafe}": f"{POLICY}; style-src 'unsafe-inline'",
    "{framing}": f"{POLICY}; frame-src 'self'",
    "{styled}": f"{POLICY}; style-src {inline_source('a{color:red}')}",
    "{foreign}": f"{POLICY} https://example.org",
}
GONE = ("Gone Example", "Hope", "Standing Example", "Q&A O'Gone", "Réné Gone")
NAMES = WithdrawnNames(
    dict.fromkeys(GONE, "individual"), [("Standing Example", "Standing Example")]
)
EXPECTED = Expected(NAMES, PublicDetails(frozenset(("letter@example.org",))))


def told(folder: Path, name: str, text: str, expected: Expected = EXPECTED) -> list[str]:
    for head, policy in HEADS.items():
        text = text.replace(head, META.format(policy))
    (folder / name).parent.mkdir(exist_ok=True)
    (folder / name).write_text(text, encoding="utf-8")
    return [str(problem) for problem in check_site(folder, expected)]


@pytest.mark.parametrize("case", KNOWN, ids=lambda case: f"{case['name']}: {case['text']}")
def test_built_files(case: dict[str, Any], tmp_path: Path) -> None:
    found = told(tmp_path, case["name"], case["text"])
    assert all(line.startswith(f"site/{case['name']}: ") for line in found)
    assert len(found) == len(case["told"]), found
    for wanted in case["told"]:
        assert [line for line in found if wanted in line], found


def test_a_link_to_another_file(tmp_path: Path) -> None:
    (tmp_path / "a.txt").symlink_to("/etc/hostname")
    (problem,) = check_site(tmp_path, EXPECTED)
    assert "is a link" in problem.message


def test_who_is_listed_under_a_longer_name_does_not_hide_another(tmp_path: Path) -> None:
    listed = [("Gone Example Fund", "Gone Example Fund")]
    expected = Expected(WithdrawnNames({"Gone Example": "individual"}, listed))
    assert told(tmp_path, "a.json", '{"name":"Gone Example Fund"}', expected) == []
    assert len(told(tmp_path, "a.json", '{"name":"Gone Example"}', expected)) == 1


WORDS = st.text(st.characters(exclude_categories=("C", "Z")), min_size=1, max_size=12)


@pytest.mark.parametrize(
    ("name", "row"),
    [("all.csv", "Gone Example,individual\r\n"), ("all.json", '{"name":"Gone Example"},\n')],
)
def test_a_withdrawn_name_in_the_whole_list(tmp_path: Path, name: str, row: str) -> None:
    trusted = Expected(NAMES, trusted=frozenset((name,)))
    (line,) = told(tmp_path, name, f"[\n{row}{row}", trusted)
    assert '"Gone Example" withdrew' in line


@given(st.lists(WORDS, min_size=1, max_size=20, unique=True), st.data())
def test_every_withdrawn_name_is_found(
    tmp_path_factory: pytest.TempPathFactory, names: list[str], data: st.DataObject
) -> None:
    name = data.draw(st.sampled_from(names))
    folder = tmp_path_factory.getbasetemp() / "names"
    folder.mkdir(exist_ok=True)
    text = json.dumps([{"name": "Other"}, {"name": name}], ensure_ascii=False)
    (folder / "a.json").write_text(text, encoding="utf-8")
    assert check_site(folder, Expected(WithdrawnNames(dict.fromkeys(names, "individual"), ())))
