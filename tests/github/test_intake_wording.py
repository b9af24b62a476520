"""Comments: every text exists in both languages, and nothing that somebody wrote is alive."""

from __future__ import annotations

import re
from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from campaign.github.intake import decisions
from campaign.github.intake.decisions import IntakeDecision
from campaign.github.intake.issue_form import AnswerFault, Code
from campaign.github.intake.wording import Surroundings, code_span, message, thanks
from tests.sites import ROOT

FULL = Surroundings("https://letter.example.org/", "example/letter", "2021-03-01")
BARE = Surroundings("", "", "")
CHANGES = ("sign", "correct", "remove")


@pytest.mark.parametrize("code", get_args(Code))
def test_every_fault_is_said_in_both_languages(code: str) -> None:
    fault = AnswerFault(code, "Name", "A value")
    text = message(ROOT, IntakeDecision(1, "faults", (fault,)), FULL)
    english, spanish = re.findall(r"^- \*\*Name\*\*: (.+)$", text, re.MULTILINE)
    assert english.endswith(".")
    assert spanish.endswith(".")
    assert english != spanish
    assert (
        message(ROOT, IntakeDecision(1, "faults", (AnswerFault(code, "", ""),)), BARE).count("\n- ")
        == 2
    )


@pytest.mark.parametrize("around", [FULL, BARE])
@pytest.mark.parametrize("reason", get_args(decisions.Reason))
def test_every_answer_has_a_text(reason: str, around: Surroundings) -> None:
    if reason in (*CHANGES, "other-form"):
        return
    if reason == "thanks":
        text = thanks(ROOT, 1, around)
    else:
        text = message(ROOT, IntakeDecision(1, reason, (AnswerFault("empty", "Name"),)), around)
    assert "\n---\n" in text
    assert "None" not in text
    assert "  " not in text
    assert not re.search(r"\n{3}| [.,]|\(\)", text)


@pytest.mark.parametrize("reason", CHANGES)
def test_every_change_has_a_description(reason: str) -> None:
    notes = get_args(decisions.IntakeNote)
    values = (("Name", "A"), ("Place", ""))
    decision = IntakeDecision(7, reason, values=values, notes=notes, files={"x": "y"})
    text = message(ROOT, decision, FULL)
    assert text.endswith("\nCloses #7\n")
    assert decision.title.endswith("#7")
    if reason != "remove":
        assert text.count("- [ ] ") >= len(notes) + 1
        assert "- Name: `A`" in text


def test_many_faults_do_not_make_a_long_comment() -> None:
    faults = tuple(AnswerFault("choice", f"Field {n}", "x" * 1000) for n in range(1000))
    assert len(message(ROOT, IntakeDecision(1, "faults", faults), FULL)) < 20_000


def spans(text: str) -> list[tuple[str, str]]:
    """Cut a line as CommonMark 0.31 (section 6.1) does: `code` and `text` pieces."""
    found: list[tuple[str, str]] = []
    at = 0
    while at < len(text):
        run = re.match("`+", text[at:])
        if not run:
            end = text.find("`", at)
            end = end if end >= 0 else len(text)
            found.append(("text", text[at:end]))
            at = end
            continue
        start = at + len(run[0])
        close = re.search(f"(?<!`){run[0]}(?!`)", text[start:])
        if close:
            found.append(("code", text[start : start + close.start()]))
            at = start + close.end()
        else:
            found.append(("text", run[0]))
            at = start
    return found


@given(st.text(max_size=70) | st.text("`~ <@#*_[]()!\\\n\r\t|&;ab", max_size=70))
def test_a_value_is_one_code_span_whatever_it_holds(value: str) -> None:
    span = code_span(value)
    if not span:
        return
    assert len(span.splitlines()) == 1
    (only,) = spans(span)
    assert only[0] == "code"
    around = spans(f"before {span} after")
    assert [kind for kind, _ in around] == ["text", "code", "text"]
    assert (around[0][1], around[2][1]) == ("before ", " after")
    # CommonMark takes one space from both ends, where neither is all there is.
    inner = only[1]
    stripped = inner.startswith(" ") and inner.endswith(" ") and inner.strip(" ")
    assert (inner[1:-1] if stripped else inner) == only_visible(value)


def only_visible(value: str) -> str:
    hidden = re.compile("[\x00-\x1f\x7f-\x9f\u200b\u2028-\u202e\u2060-\u2069\ufeff\ud800-\udfff]")
    shown = hidden.sub(lambda match: f"U+{ord(match[0]):04X}", value)
    return shown if len(shown) <= 80 else f"{shown[:80]}…"


@pytest.mark.parametrize("value", ["write to a@b.example.org", "call 555-123-4567", ""])
def test_private_data_is_not_repeated(value: str) -> None:
    assert code_span(value) == ""
