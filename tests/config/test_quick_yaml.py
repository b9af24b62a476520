"""The quick reading of YAML gives what PyYAML's own parser gives, or leaves the text to it."""

from __future__ import annotations

from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from campaign.config.quick_yaml import compose_simple
from campaign.config.yaml_text import read_yaml
from tests.sites import ROOT

SIGNS = [*"\n \t:-[]{}#&*!|>'\"%@`?,~.\\abN0e=<\x85\u2028\ufeff\r\x07é😀", "\n  ", "\n- ", ": ",
         "- ", "? ", "---", "...", "<<: ", "key: ", "true", " #", "|\n  ", ">-\n  ", "’", "…",
         "\u200e", "\u2010", "a*", "/*", "x!", "b&c", "c? ", "1%", ")!", "\n%"]  # fmt: skip


def flat(node: yaml.Node | None) -> Any:
    """Return all that a node says, and where."""
    if node is None:
        return None
    place = (node.tag, node.start_mark.index, node.end_mark.index)
    if isinstance(node, yaml.ScalarNode):
        return *place, node.value, node.style or None
    return *place, [flat(part) if isinstance(part, yaml.Node) else [*map(flat, part)]
                    for part in node.value]  # fmt: skip


def composed(text: str) -> Any:
    try:
        return flat(yaml.compose(text, Loader=yaml.SafeLoader))
    except yaml.YAMLError as error:
        return str(error)


@given(st.lists(st.sampled_from(SIGNS), max_size=14).map("".join))
def test_it_reads_as_the_slow_one_does(text: str) -> None:
    node = compose_simple(text)
    assert node is None or flat(node) == composed(text)


def test_most_pages_of_a_campaign_are_simple() -> None:
    pages = [path.read_text(encoding="utf-8") for path in (ROOT / "docs").rglob("*.md")]
    heads = [page.split("\n---\n")[0].removeprefix("---\n") + "\n" for page in pages]
    nodes = [compose_simple(head) for head in heads]
    assert sum(node is not None for node in nodes) > 0.6 * len(pages)
    for head, node in zip(heads, nodes, strict=True):
        assert node is None or flat(node) == composed(head)


@pytest.mark.parametrize("sign", ["[", "- ", "{a: ", "-  "])
def test_deep_nesting_is_left_to_the_one_that_survives_it(sign: str) -> None:
    assert compose_simple(sign * 50_000) is None
    assert read_yaml(sign * 50_000, "x.yml")[1]
