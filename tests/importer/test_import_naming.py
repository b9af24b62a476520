"""Nobody is named who did not agree, nobody who agreed is lost, and no advice does harm."""

from __future__ import annotations

import re
import shlex
from pathlib import Path
from typing import Any

import pytest

from tests.golden import cases
from tests.importer.test_import_command import LIST, REMEMBERED, file_with, listed
from tests.importer.test_import_shapes import desk, run

ADVICE = re.compile(r'--(?:publish|map|ignore|value|section) "[^"]+"|--no-header|--header-row \d+')
BOTH = ["Ada Sample", "Ben Sample"]
INDIVIDUALS = ("--yes", "--kind", "individual")


def names_in(root: Path) -> set[str]:
    return {line.split(",")[0] for line in listed(root).splitlines()[1:]} - {"Gone Example"}


@pytest.mark.parametrize("case", cases("import_naming"))
def test_who_is_named(case: dict[str, Any], tmp_path: Path) -> None:
    root = desk(tmp_path)
    file = file_with(tmp_path, case["text"])
    named, kept_out = set(case["named"]), set(case.get("kept_out", ()))
    result = run(root, file, *INDIVIDUALS)
    assert result.exit_code == case.get("code", 1 if case.get("asks") else 0), result.output
    if case.get("asks"):
        assert names_in(root) == set(), result.output
        assert "; its answers: " in result.stderr or "it is filled in" in result.stderr
        if "advice" in case:
            assert case["advice"] in result.stderr
        for advice in ADVICE.findall(result.stderr):
            run(root, file, *INDIVIDUALS, *shlex.split(advice))
            assert names_in(root) in (set(), named), advice
        options = case.get("options") or shlex.split(case["advice"])
        result = run(root, file, *INDIVIDUALS, *options)
    assert names_in(root) == named, result.output
    assert not kept_out & names_in(root)
    assert case.get("never", "@") not in listed(root)
    # What was said is remembered, and changes nothing the second time.
    before = (root / LIST).read_bytes(), (root / REMEMBERED).read_bytes()
    again = run(root, file)
    assert " 0 added" in again.stdout, again.output
    assert ((root / LIST).read_bytes(), (root / REMEMBERED).read_bytes()) == before


def test_an_answer_that_is_new_since_the_last_import_is_asked_about(tmp_path: Path) -> None:
    root = desk(tmp_path)
    form = "Name,May we publish your name?\nAda Sample,Yes\nBen Secret,No\n"
    assert run(root, file_with(tmp_path, form), *INDIVIDUALS).exit_code == 0
    result = run(root, file_with(tmp_path, form + "Cy Secret,Rather not\n"), "--yes")
    assert result.exit_code == 1
    assert 'has answers that no import had before: "rather not" (1 row)' in result.stderr
    assert names_in(root) == {"Ada Sample"}


def test_a_map_to_consent_does_not_turn_a_question_round(tmp_path: Path) -> None:
    root = desk(tmp_path)
    file = file_with(tmp_path, "Name,Stay anonymous\nAda Sample,No\nBen Secret,Yes\n")
    result = run(root, file, *INDIVIDUALS, "--map", "Stay anonymous=consent")
    assert result.exit_code == 1
    assert names_in(root) == set()


@pytest.mark.parametrize(
    ("file", "text", "named"),
    [
        ("names.txt", "Ada Sample\nBen Sample\n", BOTH),
        ("a.jsonl", '{"name": "Ada Sample"}\n\n{"name": "Ben Sample"}\n', BOTH),
        ("a.csv", "Ada Sample,Example College\nBen Sample,\n", BOTH),
        ("b.csv", "Jina,Chuo\nAda Sample,Example College\nBen Sample,\n", BOTH),
        ("c.csv", "Signed in 2026,\nName,City\nAda Sample,Northford\nBen Sample,\n", BOTH),
    ],
)  # fmt: skip
def test_no_advice_loses_or_invents_anybody(
    file: str, text: str, named: list[str], tmp_path: Path
) -> None:
    root = desk(tmp_path)
    path = file_with(tmp_path, text, file)
    result = run(root, path, *INDIVIDUALS)
    for advice in ADVICE.findall(result.stderr):
        result = run(root, path, *INDIVIDUALS, *shlex.split(advice))
        assert names_in(root) <= set(named), advice
        for further in ADVICE.findall(result.stderr):
            run(root, path, *INDIVIDUALS, *shlex.split(advice), *shlex.split(further))
    assert names_in(root) == set(named), result.output


def test_values_that_mean_nothing_are_no_names_and_no_affiliations(tmp_path: Path) -> None:
    root = desk(tmp_path)
    text = (
        "Name,Organisation,Town,Website,Date signed\nAda Sample,N/A,-,none,soon\n"
        "N/A,Example College,,,\nTotal: 3,,,,\ntest,,,,\nBen Sample,Individual,n.a.,http://b,\n"
    )
    result = run(root, file_with(tmp_path, text), *INDIVIDUALS)
    assert result.exit_code == 4
    assert names_in(root) == {"Ada Sample", "Ben Sample"}
    assert "5 rows came: 2 added" in result.stdout
    assert listed(root) == (
        "name,kind\nAda Sample,individual\nBen Sample,individual\nGone Example,individual\n"
    )
    assert 'row 2: "Date signed" is "soon", which is no date' in result.stdout
    for row, name in ((3, "N/A"), (4, "Total: 3"), (5, "test")):
        assert f'row {row}: "Name" is "{name}", which names nobody' in result.stdout


def test_those_without_a_name_are_counted_for_unnamed(tmp_path: Path) -> None:
    root = desk(tmp_path)
    text = "Name\nAnonymous\nAda Sample\nName withheld\nanonymous\n"
    result = run(root, file_with(tmp_path, text), *INDIVIDUALS)
    assert "write unnamed: 3 below extra.campaign" in result.stdout
    assert names_in(root) == {"Ada Sample"}


def test_two_people_of_one_name_are_asked_about(tmp_path: Path) -> None:
    root = desk(tmp_path)
    text = (
        "Name,URL\nChris,https://one.example.org/\nChris,https://two.example.net\n"
        "Di Sample,https://www.di.example.org/\nDi Sample,https://di.example.org\n"
    )
    file = file_with(tmp_path, text)
    result = run(root, file, *INDIVIDUALS)
    assert result.exit_code == 4
    assert ", 1 twice in the file, 1 of a name that stands already" in result.stdout
    assert 'row 3: "Chris" stands in row 2' in result.stdout
    assert listed(root).count("Chris") == 1
    result = run(root, file, *INDIVIDUALS, "--namesakes", "keep")
    assert listed(root).count("Chris") == 2
    assert " 0 added, 3 known" in run(root, file, "--namesakes", "keep").stdout


def test_all_doubts_are_stated_at_once_with_options_that_answer_them(tmp_path: Path) -> None:
    root = desk(tmp_path)
    text = (
        "Name,City,Signed,Show `$me`?\nChris,Northford,5/6/2026,Volontiers\n"
        "Chris,Southford,7/8/2026,Volontiers\n"
        "Di Sample,,1/2/2026,Surtout pas\n,Northford,1/2/2026,Volontiers\n"
    )
    file = file_with(tmp_path, text, "a form.csv")
    result = run(root, file, "--yes")
    assert result.exit_code == 1
    options = next(x for x in result.stderr.splitlines() if x.startswith("  --publish"))
    assert "1 row may be other people of a name that stands already" in result.stderr
    answers = {"ANSWER": "volontiers", "KIND": "individual", "ORDER": "day-first"}
    arguments = shlex.split(re.sub("ANSWER|KIND|ORDER", lambda word: answers[word[0]], options))
    assert arguments == [
        "--publish", "Show `$me`?=volontiers", "--kind", "individual", "--dates", "day-first",
        "--namesakes", "keep",
    ]  # fmt: skip
    result = run(root, file, *arguments, "--yes")
    assert names_in(root) == {"Chris"}, result.output
    assert 'row 5: "Name" is empty; fill in the name, leave it out, or count it in `unnamed`' in (
        result.stdout
    )
    assert "1 signatory of them gave no name. Whoever wants to be counted" in result.stdout


def test_people_are_called_null_and_test(tmp_path: Path) -> None:
    root = desk(tmp_path)
    text = "First name,Last name\nMaria,Null\nAda,None\nTest,Sample\nBen,N/A\nCy,null\nNone,\n"
    result = run(root, file_with(tmp_path, text), *INDIVIDUALS)
    assert names_in(root) == {"Maria Null", "Ada None", "Test Sample", "Ben", "Cy"}
    assert 'row 7: "First name" and "Last name" is "None", which names nobody' in result.stdout


def test_a_group_may_be_called_like_a_year(tmp_path: Path) -> None:
    root = desk(tmp_path)
    text = "Organization,City\n1619,00501\nMaria Null,\n"
    result = run(root, file_with(tmp_path, text), "--yes")
    assert names_in(root) == {"1619", "Maria Null"}
    assert 'row 2: "City" holds what looks like a bare number' in result.stdout
