"""Code spans and annotations: whatever a text holds, GitHub shows it whole, and nothing acts."""

from __future__ import annotations

import re

from hypothesis import given
from hypothesis import strategies as st

from campaign.core.problems import INVISIBLE, Problem
from campaign.github.markdown import annotation, code_span
from tests.github.desk import spans


@given(st.text(max_size=70) | st.text("`~ <@#*_[]()!\\\n\r\t|&;ab", max_size=70))
def test_a_value_is_one_code_span_whatever_it_holds(value: str) -> None:
    span = code_span(value, 300)
    if not value.strip():
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
    shown = inner[1:-1] if stripped else inner
    plain = all(c.isascii() and c.isprintable() for c in value)
    assert not plain or shown == value
    assert not INVISIBLE.search(shown)


def test_a_problem_as_github_reads_it() -> None:
    problem = Problem("docs/a,b:c.md", 3, 7, "100% wrong, really: a\r\nb")
    assert annotation("error", "Problem: one", problem) == (
        "::error file=docs/a%2Cb%3Ac.md,line=3,col=7,title=Problem%3A one"
        "::100%25 wrong, really: a%0D%0Ab"
    )
    without_place = annotation("warning", "Warning", Problem("mkdocs.yml", 0, 0, "x"))
    assert without_place == "::warning file=mkdocs.yml,title=Warning::x"


def unescaped(value: str) -> str:
    for code, character in (("%0D", "\r"), ("%0A", "\n"), ("%3A", ":"), ("%2C", ","), ("%25", "%")):
        value = value.replace(code, character)
    return value


@given(st.text(min_size=1), st.text(), st.integers(1), st.integers(1))
def test_nothing_is_lost_and_nothing_escapes(path: str, message: str, line: int, col: int) -> None:
    command = annotation("error", "T", Problem(path, line, col, message))
    assert "\n" not in command
    assert "\r" not in command
    match = re.fullmatch(r"::error file=([^,:]*),line=(\d+),col=(\d+),title=T::(.*)", command, re.S)
    assert match
    assert unescaped(match[1]) == path
    assert unescaped(match[4]) == message
