"""A page's HTML becomes the tree that the PDF sets, and nothing in it is lost."""

from __future__ import annotations

from collections.abc import Iterable
from html import escape
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from campaign.output.pdf.content import BLOCKS, Piece, read_content
from campaign.output.typesetting import Unset
from tests.golden import cases

NAMED = {"heading": "level", "link": "url", "table": "columns", "cell": "align"}
TAGS = sorted(BLOCKS - {"demands"} | {"b", "em", "code", "a", "mark", "sup", "q", "x-unknown"})


def written(node: Piece) -> Any:
    if isinstance(node, str):
        return node
    name = node["kind"]
    if key := NAMED.get(name):
        name = f"{name} {node[key]}"
    if name == "row" and node["heads"]:
        name = "head"
    if name == "list":
        name = f"ordered {node['start']}" if node["ordered"] else "unordered"
    return [name, *map(written, node["children"])]


@pytest.mark.parametrize("case", cases("pdf_content"))
def test_the_tree_of_a_page(case: dict[str, Any]) -> None:
    found = read_content(case["html"], base=case.get("base", ""))
    assert [written(node) for node in found] == case["tree"]


WORDS = st.text("abc&<>#*_$@\\`é漢א", min_size=1, max_size=6)
HTML = st.recursive(
    WORDS.map(escape),
    lambda inner: st.tuples(st.sampled_from(TAGS), st.lists(inner, max_size=4)).map(
        lambda found: f"<{found[0]}>{' '.join(found[1])}</{found[0]}>"
    ),
    max_leaves=20,
)


@given(st.lists(HTML, max_size=4).map(" ".join))
def test_no_word_is_lost(html: str) -> None:
    words = "".join(_text(html).split())
    found = "".join(text_of(read_content(html)).split()).replace("“", "").replace("”", "")
    assert sorted(found) == sorted(words)


def text_of(pieces: Iterable[Piece]) -> str:
    return "".join(p if isinstance(p, str) else text_of(p["children"]) for p in pieces)


def _text(html: str) -> str:
    from lxml.html import fromstring

    return str(fromstring(f"<div>{html}</div>").text_content())


def test_html_that_is_nested_without_end_is_refused() -> None:
    with pytest.raises(Unset, match="nested too deeply; write them flatter"):
        read_content("<div><blockquote>" * 5000 + "x")
