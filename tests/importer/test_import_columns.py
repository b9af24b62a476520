"""What a column becomes by its words and its answers, and who must stay out of the list."""

from __future__ import annotations

import pytest

from campaign.importer.choices import Choices
from campaign.importer.mapping import Decision, decide
from campaign.importer.table import table_of_rows
from campaign.importer.words import answer_of, kind_of, target_of
from campaign.signatories.signatories_csv import Vocabulary
from tests.golden import read_cases
from tests.importer.desk import LIST, ImportDesk

KNOWN = Vocabulary(("Unions", "Faith", "Schools"), ())


def decided(header: list[str], *rows: list[str], choices: Choices | None = None) -> Decision:
    table = table_of_rows("x.csv", "text", enumerate([header, *rows], start=1))
    return decide(table, choices or Choices(), KNOWN)


def becomes(decision: Decision) -> dict[str, str]:
    return {column.name: column.becomes for column in decision.mapping.columns}


@pytest.mark.parametrize("header", ["Organization", "Institution", "Represents", "Your name"])
def test_a_column_that_holds_the_groups_is_the_group_whatever_it_is_called(header: str) -> None:
    rows = ["Unions", "Example Local 1"], ["faith", "Example Chapel"]
    decision = decided([header, "Name"], *rows)
    assert becomes(decision) == {header: "group", "Name": "name"}
    assert [question.about for question in decision.questions] == ["kind"]


def test_an_answer_that_is_no_group_is_asked_for_where_most_are() -> None:
    rows = ["Unions", "A Local"], ["Faith", "A Chapel"], ["Parents", "A Circle"]
    decision = decided(["What are you?", "Name of organization"], *rows)
    assert becomes(decision)["What are you?"] == "group"
    (question,) = decision.questions
    assert question.text == "Parents"
    assert '--value "Parents=MEANING" (known: "Unions", "Faith"' in question.option


def test_a_name_that_is_a_group_by_chance_stays_a_name() -> None:
    rows = ["Faith", "individual"], ["Ann Example", "individual"], ["Bo Sample", "individual"]
    assert becomes(decided(["Name", "Kind"], *rows))["Name"] == "name"


def test_what_an_editor_said_of_a_column_of_groups_counts() -> None:
    choices = Choices({"Organization": "organization"})
    decision = decided(["Organization"], ["Unions"], choices=choices)
    assert becomes(decision) == {"Organization": "organization"}


def test_a_web_address_tells_no_kind() -> None:
    assert kind_of("www.example.org") is None
    assert kind_of("https://people.example.com/") is None
    assert kind_of("An organization") == "organization"
    rows = ["Example Alliance", "www.alliance.example.org"]
    assert becomes(decided(["Name", "الشيء"], rows))["الشيء"] != "kind"


def test_yes_and_no_are_never_names() -> None:
    """A question whose words hold "name" may be the one whether it may be published."""
    header = ["Namn", "Får mitt name offentliggöras"]
    rows = ["Ann Example", "Ja"], ["Bo Sample", "Nein"]
    decision = decided(header, *rows)
    assert becomes(decision)["Får mitt name offentliggöras"] == "unused"
    questions = [q for q in decision.questions if q.about == "consent"]
    assert [(q.answers, q.text) for q in questions] == [
        (("Ja", "Nein", "ignored"), "Får mitt name offentliggöras")
    ]
    choices = Choices().with_answer(questions[0], "Ja")
    decision = decided(header, *rows, choices=choices)
    assert becomes(decision)["Får mitt name offentliggöras"] == "consent"
    choices = Choices().with_answer(questions[0], "ignored")
    decision = decided(header, *rows, choices=choices)
    assert becomes(decision)["Får mitt name offentliggöras"] == "ignored"


QUESTIONS = read_cases("import_questions")


@pytest.mark.parametrize("language", QUESTIONS["headers"])
def test_headers_are_understood_in_each_language(language: str) -> None:
    assert QUESTIONS["questions"].keys() == QUESTIONS["headers"].keys()
    for target, headers in QUESTIONS["headers"][language].items():
        for header in headers:
            assert target_of(header) == target, header


def test_what_is_answered_by_no_day_is_not_when_somebody_signed() -> None:
    rows = ["Ann Example", "mornings"], ["Bo Sample", "in the evening"]
    assert becomes(decided(["Full name", "At what time may we call?"], *rows)) == {
        "Full name": "person", "At what time may we call?": "unused"
    }  # fmt: skip


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


def test_who_stands_in_the_list_and_no_longer_agrees_is_named(desk: ImportDesk) -> None:
    desk.text = "name,kind\nAnn Example,individual\n"
    result = desk.takes("Full name,May we publish it?\nann example,no\n", code=4)
    assert (
        f'stands in {LIST}:2; if it is the same signatory, run `campaign withdraw "Ann Example"`'
        in result.stdout
    )
