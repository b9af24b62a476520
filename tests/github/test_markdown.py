"""Code spans: whatever a text holds, GitHub shows it as code, on one line, and nothing acts."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from campaign.core.problems import INVISIBLE
from campaign.github.markdown import code_span
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
