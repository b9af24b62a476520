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


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("names.txt", "Ada Sample\nBen Sample\n"),
        ("a.jsonl", '{"name": "Ada Sample"}\n\n{"name": "Ben Sample"}\n'),
        ("a.csv", "Ada Sample,Example College\nBen Sample,\n"),
        ("b.csv", "Jina,Chuo\nAda Sample,Example College\nBen Sample,\n"),
        ("c.csv", "Signed in 2026,\nName,City\nAda Sample,Northford\nBen Sample,\n"),
        ("d.csv", "Signed,,\nFirst name,Last name,City\nAda,Sample,Northford\nBen,Sample,\n"),
        ("e.csv", "Signatory,,News\nFirst name,Last name,E-mail\nAda,Sample,\nBen,Sample,\n"),
        ("f.md", "# Signatories\n\nName|At\n-|-\nAda Sample|Example College\nBen Sample|-\n"),
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


def test_last_and_first_names_without_a_header_are_not_taken_for_it(desk: ImportDesk) -> None:
    command = ("import", desk.file("Sample,Ada\nTestly,Ben\n"), "--yes", *INDIVIDUALS)
    stopped = desk.run(*command)
    assert "is a signatory and names no columns, write --no-header" in stopped.stderr
    parts = ("--map", "column A=last name", "--map", "column B=first name")
    for options in ((), ("--no-header",), ("--no-header", *parts)):
        stopped = desk.run(*command, *options)
        assert desk.names == ({"Ada Sample", "Ben Testly"} if parts[0] in options else set())
        assert "=name" not in stopped.stderr.replace('"COLUMN=name"', "")


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
    assert "in capitals, or --ignore COLUMN in place of --publish:" in result.stderr
    options = next(x for x in result.stderr.splitlines() if x.startswith("  --publish"))
    answers = {"ANSWER": "volontiers", "KIND": "individual", "ORDER": "day-first"}
    arguments = shlex.split(re.sub("ANSWER|KIND|ORDER", lambda word: answers[word[0]], options))
    assert arguments == [
        "--publish", "Show `$me`?=volontiers", "--kind", "individual", "--dates", "day-first",
    ]  # fmt: skip
    # Who is of one name is shown first: without that, nobody can tell whether to keep them.
    result = desk.run("import", file, "--yes", *arguments)
    assert desk.names == {"Chris"}, result.output
    assert 'row 5: "Name" is empty; fill in the name, leave it out, or count it in `unnamed`' in (
        result.stdout
    )
    assert "1 signatory of them gave no name. Whoever wants to be counted" in result.stdout
