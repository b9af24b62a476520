"""Nobody is named who did not agree, nobody who agreed is lost, and no advice does harm."""

from __future__ import annotations

import re
import shlex
from typing import Any

import pytest

from tests.golden import cases
from tests.importer.desk import INDIVIDUALS, ImportDesk

ADVICE = re.compile(r'--(?:publish|map|ignore|value|section) "[^"]+"|--no-header|--header-row \d+')


@pytest.mark.parametrize("case", cases("import_naming"))
def test_who_is_named(case: dict[str, Any], desk: ImportDesk) -> None:
    named, kept_out, asks = set(case["named"]), set(case.get("kept_out", ())), case.get("asks")
    result = desk.takes(case["text"], *INDIVIDUALS, code=case.get("code", 1 if asks else 0))
    if asks:
        assert desk.names == set(), result.output
        assert "; its answers: " in result.stderr or "it is filled in" in result.stderr
        if "advice" in case:
            assert case["advice"] in result.stderr
        for advice in ADVICE.findall(result.stderr):
            desk.run("import", desk.file(case["text"]), "--yes", *INDIVIDUALS, *shlex.split(advice))
            assert desk.names in (set(), named), advice
        options = case.get("options") or shlex.split(case["advice"])
        desk.run("import", desk.file(case["text"]), "--yes", *INDIVIDUALS, *options)
    assert desk.names == named, result.output
    assert not kept_out & desk.names
    assert case.get("never", "@") not in desk.text
    # What was said is remembered, and changes nothing the second time.
    before = desk.files()
    again = desk.run("import", desk.file(case["text"]))
    assert " 0 added" in again.stdout, again.output
    assert desk.files() == before


def test_an_answer_that_is_new_since_the_last_import_is_asked_about(desk: ImportDesk) -> None:
    form = "Name,May we publish your name?\nAda Sample,Yes\nBen Secret,No\n"
    desk.takes(form, *INDIVIDUALS)
    result = desk.takes(form + "Cy Secret,Rather not\n", code=1)
    assert 'has answers that no import had before: "rather not" (1 row)' in result.stderr
    assert desk.names == {"Ada Sample"}


def test_a_map_to_consent_does_not_turn_a_question_round(desk: ImportDesk) -> None:
    form = "Name,Stay anonymous\nAda Sample,No\nBen Secret,Yes\n"
    desk.takes(form, *INDIVIDUALS, "--map", "Stay anonymous=consent", code=1)
    assert desk.names == set()


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("names.txt", "Ada Sample\nBen Sample\n"),
        ("a.jsonl", '{"name": "Ada Sample"}\n\n{"name": "Ben Sample"}\n'),
        ("a.csv", "Ada Sample,Example College\nBen Sample,\n"),
        ("b.csv", "Jina,Chuo\nAda Sample,Example College\nBen Sample,\n"),
        ("c.csv", "Signed in 2026,\nName,City\nAda Sample,Northford\nBen Sample,\n"),
    ],
)
def test_no_advice_loses_or_invents_anybody(name: str, text: str, desk: ImportDesk) -> None:
    command = ("import", desk.file(text, name), "--yes", *INDIVIDUALS)
    both = {"Ada Sample", "Ben Sample"}
    result = desk.run(*command)
    for advice in ADVICE.findall(result.stderr):
        result = desk.run(*command, *shlex.split(advice))
        assert desk.names <= both, advice
        for further in ADVICE.findall(result.stderr):
            desk.run(*command, *shlex.split(advice), *shlex.split(further))
    assert desk.names == both, result.output


def test_values_that_mean_nothing_are_no_names_and_no_affiliations(desk: ImportDesk) -> None:
    text = (
        "Name,Organisation,Town,Website,Date signed\nAda Sample,N/A,-,none,soon\n"
        "N/A,Example College,,,\nTotal: 3,,,,\ntest,,,,\nBen Sample,Individual,n.a.,http://b,\n"
    )
    result = desk.takes(text, *INDIVIDUALS, code=4)
    assert "5 rows came: 2 added" in result.stdout
    assert desk.text == (
        "name,kind\nAda Sample,individual\nBen Sample,individual\nGone Example,individual\n"
    )
    assert 'row 2: "Date signed" is "soon", which is no date' in result.stdout
    for row, name in ((3, "N/A"), (4, "Total: 3"), (5, "test")):
        assert f'row {row}: "Name" is "{name}", which names nobody' in result.stdout


def test_those_without_a_name_are_counted_for_unnamed(desk: ImportDesk) -> None:
    text = "Name\nAnonymous\nAda Sample\nName withheld\nanonymous\n"
    result = desk.run("import", desk.file(text), "--yes", *INDIVIDUALS)
    assert "write unnamed: 3 below extra.campaign" in result.stdout
    assert desk.names == {"Ada Sample"}


def test_two_people_of_one_name_are_asked_about(desk: ImportDesk) -> None:
    text = (
        "Name,URL\nChris,https://one.example.org/\nChris,https://two.example.net\n"
        "Di Sample,https://www.di.example.org/\nDi Sample,https://di.example.org\n"
    )
    result = desk.takes(text, *INDIVIDUALS, code=4)
    assert ", 1 twice in the file, 1 of a name that stands already" in result.stdout
    assert 'row 3: "Chris" stands in row 2' in result.stdout
    assert desk.text.count("Chris") == 1
    desk.takes(text, *INDIVIDUALS, "--namesakes", "keep")
    assert desk.text.count("Chris") == 2
    again = desk.imports(desk.file(text), "--namesakes", "keep")
    assert " 0 added, 3 known" in again.stdout


def test_all_doubts_are_stated_at_once_with_options_that_answer_them(desk: ImportDesk) -> None:
    text = (
        "Name,City,Signed,Show `$me`?\nChris,Northford,5/6/2026,Volontiers\n"
        "Chris,Southford,7/8/2026,Volontiers\n"
        "Di Sample,,1/2/2026,Surtout pas\n,Northford,1/2/2026,Volontiers\n"
    )
    file = desk.file(text, "a form.csv")
    result = desk.imports(file, "--yes", code=1)
    options = next(x for x in result.stderr.splitlines() if x.startswith("  --publish"))
    assert "1 row may be other people of a name that stands already" in result.stderr
    answers = {"ANSWER": "volontiers", "KIND": "individual", "ORDER": "day-first"}
    arguments = shlex.split(re.sub("ANSWER|KIND|ORDER", lambda word: answers[word[0]], options))
    assert arguments == [
        "--publish", "Show `$me`?=volontiers", "--kind", "individual", "--dates", "day-first",
        "--namesakes", "keep",
    ]  # fmt: skip
    result = desk.run("import", file, "--yes", *arguments)
    assert desk.names == {"Chris"}, result.output
    assert 'row 5: "Name" is empty; fill in the name, leave it out, or count it in `unnamed`' in (
        result.stdout
    )
    assert "1 signatory of them gave no name. Whoever wants to be counted" in result.stdout


def test_people_are_called_null_and_test(desk: ImportDesk) -> None:
    text = "First name,Last name\nMaria,Null\nAda,None\nTest,Sample\nBen,N/A\nCy,null\nNone,\n"
    result = desk.takes(text, *INDIVIDUALS, code=4)
    assert desk.names == {"Maria Null", "Ada None", "Test Sample", "Ben", "Cy"}
    assert 'row 7: "First name" and "Last name" is "None", which names nobody' in result.stdout


def test_a_group_may_be_called_like_a_year(desk: ImportDesk) -> None:
    result = desk.takes("Organization,City\n1619,00501\nMaria Null,\n", code=4)
    assert desk.names == {"1619", "Maria Null"}
    assert 'row 2: "City" holds what looks like a bare number' in result.stdout
