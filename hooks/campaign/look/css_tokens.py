"""The colours that a style sheet names at its `:root`: each with its place."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from typing import Literal, NamedTuple

import tinycss2
from tinycss2.ast import AtRule, Declaration, Node, QualifiedRule

from campaign.look.contrast import hexadecimal, rgb

Scheme = Literal["light", "dark"]
BOTH_SCHEMES: tuple[Scheme, ...] = ("light", "dark")
HEX = re.compile(r"#(?:[0-9a-fA-F]{3}|[0-9a-fA-F]{6})")
_ASKED = re.compile(
    r"(?:(?:only\s+)?screen\s+and\s+)?\(\s*prefers-color-scheme\s*:\s*(light|dark)\s*\)"
)
"""A condition that asks for one scheme, and nothing besides."""
DRAWN = {"paper": "#fdfcf9", "ink": "#1b1b1d", "edge": "#87827a", "accent": "#8a1c2c"}
"""What pictures are drawn in where a style sheet does not say it: the project's own colours."""


class Token(NamedTuple):
    """What is set for one colour, and where."""

    name: str
    """Without its hyphens at the beginning: `on-accent`."""
    value: str
    scheme: Scheme | None
    """For which readers; None for all."""
    line: int = 0
    column: int = 0
    path: str = ""
    """The file, as problems show it; empty where nobody of the campaign chose it."""
    called: str = ""
    """What it is called there: `on_accent`, or `--on-accent`."""


@lru_cache(maxsize=8)
def read_tokens(css: str) -> tuple[Token, ...]:
    """Return what a style sheet sets at `:root`, in its order.

    Rules for paper and those that ask for anything but the scheme are left out: they hold for
    some readers only, beside what holds for all.
    """
    found: list[Token] = []
    for rule in tinycss2.parse_stylesheet(css, skip_comments=True, skip_whitespace=True):
        if isinstance(rule, QualifiedRule):
            found += _tokens(rule, None)
        elif isinstance(rule, AtRule) and (asked := _ASKED.fullmatch(_text(rule.prelude))):
            for inner in tinycss2.parse_rule_list(rule.content or ()):
                if isinstance(inner, QualifiedRule):
                    found += _tokens(inner, "light" if asked[1] == "light" else "dark")
    return tuple(found)


def _tokens(rule: QualifiedRule, scheme: Scheme | None) -> Iterator[Token]:
    if not any(each.strip().endswith(":root") for each in _text(rule.prelude).split(",")):
        return
    for said in tinycss2.parse_blocks_contents(rule.content):
        if isinstance(said, Declaration) and said.name.startswith("--"):
            value = _text(said.value)
            yield Token(said.name[2:], value, scheme, said.source_line, said.source_column)


def _text(tokens: Iterable[Node]) -> str:
    return str(tinycss2.serialize([t for t in tokens if t.type != "comment"])).strip()


def in_scheme(tokens: Iterable[Token], scheme: Scheme) -> Mapping[str, Token]:
    """Return what holds in a scheme, by the names: of two that set one name, the latter."""
    return {token.name: token for token in tokens if token.scheme in (None, scheme)}


def drawn_colours(css: str) -> tuple[Mapping[str, str], tuple[str, ...]]:
    """Return what pictures are drawn in, as `#rrggbb`: the colours that a style sheet sets for the
    light; and the names of those that it does not set as `#rrggbb` or `#rgb`.
    """  # noqa: D205
    said = {each.name: each.value for each in read_tokens(css) if each.scheme != "dark"}
    read = {name: value for name, value in said.items() if HEX.fullmatch(value)}
    colours = {name: hexadecimal(rgb(read.get(name, own))) for name, own in DRAWN.items()}
    return colours, tuple(name for name in DRAWN if name not in read)
