"""The colours that a style sheet names at its `:root`: each with its place."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Literal, NamedTuple

from campaign.core.problems import LineIndex
from campaign.safety.css_scan import declarations

Scheme = Literal["light", "dark"]
ROOT = re.compile(r"(?:^|[\s,]):root\s*(?:,|$)")
"""A selector, or one of several, by which a rule sets tokens for the whole page."""
TOKEN = re.compile(r"\s*(?P<token>--(?P<name>[a-z-]+)\s*:\s*(?P<value>.+))", re.DOTALL)
SCHEME = re.compile(r"prefers-color-scheme\s*:\s*(light|dark)")
PRINTED = re.compile(r"^@media\s+print\b")


class Token(NamedTuple):
    """What is set for one colour."""

    name: str
    """Without its hyphens at the beginning: `on-accent`."""
    value: str
    scheme: Scheme | None
    """For which readers; None for all."""
    offset: int
    """Where its name begins in the text."""


class Source(NamedTuple):
    """Where a colour is set, as problems show it."""

    path: str
    line: int
    column: int
    name: str
    """What it is called there: `accent`, or `--accent`."""


class Placed(NamedTuple):
    """A colour, and where it is set."""

    value: str
    source: Source


def read_tokens(css: str) -> Iterator[Token]:
    """Yield what a style sheet sets at `:root`, in its order.

    Rules for paper and those that ask for anything but the scheme are left out: they hold for
    some readers only, beside what holds for all.
    """
    for said in declarations(css):
        *conditions, selector = said.within or ("",)
        token = TOKEN.fullmatch(said.text)
        if token is None or not ROOT.search(selector):
            continue
        scheme = _scheme(conditions) if conditions else None
        if scheme or not conditions:
            offset = said.offset + token.start("token")
            yield Token(token["name"], token["value"].strip(), scheme, offset)


def _scheme(conditions: list[str]) -> Scheme | None:
    """Return the scheme that a condition asks for, and nothing besides; None where it does not."""
    (condition, *others) = conditions
    found: list[Scheme] = SCHEME.findall(condition)
    is_scheme = len(found) == 1 and condition.count("(") == 1 and not PRINTED.match(condition)
    return found[0] if is_scheme and not others else None


def placed(css: str, path: str) -> Iterator[tuple[Token, Source]]:
    """Yield a style sheet's tokens, each with its place; `path` is shown for the sheet."""
    lines = LineIndex(css)
    for token in read_tokens(css):
        yield token, Source(path, *lines.place(token.offset), f"--{token.name}")


def in_scheme(tokens: Iterable[tuple[Token, Source]], scheme: Scheme) -> Mapping[str, Placed]:
    """Return what holds in a scheme, by the names: of two that set one name, the latter."""
    return {
        token.name: Placed(token.value, source)
        for token, source in tokens
        if token.scheme in (None, scheme)
    }
