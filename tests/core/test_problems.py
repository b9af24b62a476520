"""Problems: their place, their order, and how a message quotes and suggests."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from campaign.core.problems import LineIndex, Problem, Problems, did_you_mean, quote


def test_places_for_each_line_end() -> None:
    lines = LineIndex("ab\rc\n\r\nd")
    assert [lines.place(at) for at in range(4)] == [(1, 1), (1, 2), (1, 3), (2, 1)]
    assert [lines.place(at) for at in (5, 7, 8)] == [(3, 1), (4, 1), (4, 2)]
    assert lines.start(9) == 7  # a line beyond the last begins where the last does


@given(st.text(alphabet=st.sampled_from("ab\r\né\u2028")), st.data())
def test_a_place_leads_back_to_its_offset(text: str, data: st.DataObject) -> None:
    lines = LineIndex(text)
    offset = data.draw(st.integers(0, len(text)))
    line, column = lines.place(offset)
    assert lines.start(line) + column - 1 == offset


def test_problems_are_sorted_by_place_and_told_once() -> None:
    problems = Problems()
    problems.add("b.md", (1, 1), "x")
    problems.add("a.md", (10, 1), "x")
    problems.add("a.md", (9, 2), "x")
    problems.add("c.md", (3, 0), "x")
    problems.extend(
        [Problem("a.md", 9, 1, "x"), Problem("a.md", 9, 1, "x"), Problem("d", 0, 0, "x")]
    )
    assert [str(p) for p in problems] == [
        "a.md:9:1: x",
        "a.md:9:2: x",
        "a.md:10:1: x",
        "b.md:1:1: x",
        "c.md:3: x",
        "d: x",
    ]
    assert problems.summary == "6 problems in 4 files; nothing was built."
    one = Problems()
    one.add("b.md", (1, 1), "x")
    assert one.summary == "1 problem in 1 file; nothing was built."


@pytest.mark.parametrize(
    ("value", "quoted"),
    [
        ("a b", '"a b"'),
        ("a\nb", '"aU+000Ab"'),
        ("a\u202eb\u200b", '"aU+202EbU+200B"'),
        ("\ud800", '"U+D800"'),
        ("x" * 81, '"' + "x" * 80 + '…"'),
        (12, '"12"'),
    ],
)
def test_quoted(value: object, quoted: str) -> None:
    assert quote(value) == quoted


@given(st.text())
def test_a_quotation_stays_on_its_line(text: str) -> None:
    assert len(quote(text).splitlines()) == 1
    quote(text).encode("utf-8")


@pytest.mark.parametrize(
    ("word", "known", "remedy"),
    [
        ("organisation", ["organization", "individual"], 'did you mean "organization"?'),
        ("Short-Name", ["short_name", "name"], 'did you mean "short_name"?'),
        ("xyzzy", ["a", "b", "c"], 'write "a", "b" or "c"'),
        ("x", ["only"], 'write "only"'),
        ("xyzzy", ["a", "b"], 'write "a" or "b"'),
        ("x", [], "write nothing"),
    ],
)
def test_suggestions(word: str, known: list[str], remedy: str) -> None:
    assert did_you_mean(word, known) == remedy
