"""Any bytes are read or refused in words: random ones, and those that fuzzing found interesting."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.fuzz.targets import CORPUS, TARGETS

INPUTS = sorted(path for path in CORPUS.rglob("*") if path.is_file())
PIECES = [
    *("name", "kind", "individual", "Example", "=1+1", "2021-02-09", "a@example.org", "é", "\0"),
    *('"', '""', ",", ";", "\t", "\r", "\n", "\r\n", " ", "  ", "'", "\\", "\ufeff", "\u2028"),
    *("{", "}", "[", "]", ":", "- ", "---\n", "&a ", "*a", "!!x ", "# ", "1. ", "PK\x03\x04"),
    *("<!--", "-->", "[a](b)", "<b>", "`", "name,kind\n", "number: 1\n", "quote: a\n"),
]
DATA = st.one_of(
    st.binary(max_size=200),
    st.text(max_size=200).map(str.encode),
    st.lists(
        st.sampled_from(PIECES).map(str.encode) | st.sampled_from((b"\xff", b"\xfe", b"\xd0\xcf")),
        max_size=30,
    ).map(b"".join),
)


@pytest.mark.parametrize("path", INPUTS, ids=lambda path: f"{path.parent.name}/{path.name}")
def test_an_input_breaks_nothing(path: Path) -> None:
    TARGETS[path.parent.name](path.read_bytes())


def test_every_parser_has_inputs_to_begin_with() -> None:
    assert {path.parent.name for path in INPUTS} == set(TARGETS)


@pytest.mark.parametrize("target", TARGETS)
@given(data=DATA)
def test_any_bytes_break_nothing(target: str, data: bytes) -> None:
    TARGETS[target](data)
