"""Comments: every text exists in both languages, and nothing that somebody wrote is alive."""

from __future__ import annotations

import re
from typing import get_args

import pytest

from campaign.github.intake import decisions
from campaign.github.intake.decisions import IntakeDecision
from campaign.github.intake.handling import message
from campaign.github.intake.issue_form import AnswerFault, Code
from tests.sites import ROOT

FULL = {
    "site": "https://letter.example.org/",
    "change_form": "https://github.com/example/letter/issues/new?template=change.yml",
    "closed": "2021-03-01",
}
BARE: dict[str, str] = {}
CHANGES = ("sign", "correct", "remove")


@pytest.mark.parametrize("code", get_args(Code))
def test_every_fault_is_said_in_both_languages(code: str) -> None:
    fault = AnswerFault(code, "Name", "A value")
    text = message(ROOT, 1, IntakeDecision("faults", (fault,)), **FULL)
    english, spanish = re.findall(r"^- \*\*Name\*\*: (.+)$", text, re.MULTILINE)
    assert english.endswith(".")
    assert spanish.endswith(".")
    assert english != spanish
    nameless = IntakeDecision("faults", (AnswerFault(code, "", ""),))
    assert message(ROOT, 1, nameless, **BARE).count("\n- ") == 2


@pytest.mark.parametrize("around", [FULL, BARE])
@pytest.mark.parametrize("reason", get_args(decisions.Reason))
def test_every_answer_has_a_text(reason: str, around: dict[str, str]) -> None:
    if reason in (*CHANGES, "other-form"):
        return
    text = message(ROOT, 1, IntakeDecision(reason, (AnswerFault("empty", "Name"),)), **around)
    assert "\n---\n" in text
    assert "None" not in text
    assert "  " not in text
    assert not re.search(r"\n{3}| [.,]|\(\)", text)


@pytest.mark.parametrize("reason", CHANGES)
def test_every_change_has_a_description(reason: str) -> None:
    notes = get_args(decisions.IntakeNote)
    values = (("Name", "A"), ("Place", ""))
    decision = IntakeDecision(reason, values=values, notes=notes, files={"x": "y"})
    text = message(ROOT, 7, decision, **FULL)
    assert text.endswith("\nCloses #7\n")
    if reason != "remove":
        assert text.count("- [ ] ") >= len(notes) + 1
        assert "- Name: `A`" in text


def test_many_faults_do_not_make_a_long_comment() -> None:
    faults = tuple(AnswerFault("choice", f"Field {n}", "x" * 1000) for n in range(1000))
    assert len(message(ROOT, 1, IntakeDecision("faults", faults), **FULL)) < 20_000


@pytest.mark.parametrize("value", ["write to a@b.example.org", "call 555-123-4567", ""])
def test_private_data_is_not_repeated(value: str) -> None:
    text = message(ROOT, 1, IntakeDecision("faults", (AnswerFault("choice", "A", value),)), **FULL)
    assert "You wrote" not in text
    assert "555" not in text
    assert "a@b" not in text
