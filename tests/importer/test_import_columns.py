"""What a column becomes by its words and its answers, and who must stay out of the list."""

from __future__ import annotations

import pytest

from campaign.importer.choices import Choices
from campaign.importer.mapping import Decision, decide
from campaign.importer.table import table_of_rows
from campaign.importer.words import answer_of, target_of
from campaign.signatories.signatories_csv import Vocabulary
from tests.golden import read_cases


def decided(header: list[str], *rows: list[str]) -> Decision:
    table = table_of_rows("x.csv", "text", enumerate([header, *rows], start=1))
    return decide(table, Choices(), Vocabulary((), ()))


QUESTIONS = read_cases("import_questions")


@pytest.mark.parametrize("language", QUESTIONS["headers"])
def test_headers_are_understood_in_each_language(language: str) -> None:
    assert QUESTIONS["questions"].keys() == QUESTIONS["headers"].keys()
    for target, headers in QUESTIONS["headers"][language].items():
        for header in headers:
            assert target_of(header) == target, header


ANSWERS = (("Yes", "No"), ("x", ""), ("Volontiers", "Surtout pas"))


@pytest.mark.parametrize("language", QUESTIONS["questions"])
def test_a_question_of_naming_is_read_right_or_asked_about(language: str) -> None:
    asked = QUESTIONS["questions"][language]
    for yes, no in ANSWERS:
        rows = [[f"P{sign} Sample", yes if sign in "aceg" else no] for sign in "abcdefg"]
        for question in (*asked["show"], *asked["hide"]):
            decision = decided([asked["name"], question], *rows)
            rule = next(c.rule for c in decision.mapping.columns if c.name == question)
            is_asked = any(each.about == "consent" for each in decision.questions)
            assert is_asked != bool(rule), (question, yes)
            if rule:
                assert question in asked["show"]
                assert (rule.names(yes), rule.names(no)) == (True, False), question


@pytest.mark.parametrize("header", QUESTIONS["innocent"])
def test_a_column_that_asks_nothing_of_naming_stops_no_import(header: str) -> None:
    cells = QUESTIONS["innocent"][header]
    rows = [[f"P{chr(97 + at)} Sample", cells[at % len(cells)]] for at in range(20)]
    decision = decided(["Full name", header], *rows)
    assert not [each for each in decision.questions if each.about == "consent"]


@pytest.mark.parametrize("meaning", QUESTIONS["answers"])
def test_an_answer_that_limits_what_it_allows_is_not_known(meaning: str) -> None:
    for answer in QUESTIONS["answers"][meaning]:
        assert answer_of(answer) == (meaning or None), answer
