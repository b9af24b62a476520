"""The colours that a style sheet names at its `:root`: each with its place."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Literal, NamedTuple

from ..problems import LineIndex

Scheme = Literal["light", "dark"]
COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
_ROOT = r"(?<![^\s,{};]):root\s*(?:,[^{}]*)?\{(?P<body>[^}]*)\}"
ROOT = re.compile(_ROOT)
RULE = re.compile(
    rf"@(?P<at>[^{{}};]*)\{{(?P<block>(?:[^{{}}]*\{{[^{{}}]*\}})*[^{{}}]*)\}}|{_ROOT}"
)
"""A rule for some readers only, or one for all that sets tokens."""
TOKEN = re.compile(r"--(?P<name>[a-z-]+)\s*:\s*(?P<value>[^;}]+)")
SCHEME = re.compile(r"prefers-color-scheme\s*:\s*(light|dark)")
PRINTED = re.compile(r"^media\s+print\b")


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
    text = COMMENT.sub(lambda comment: " " * len(comment[0]), css)
    for rule in RULE.finditer(text):
        if rule["at"] is None:
            yield from _of_body(rule, None)
            continue
        found = SCHEME.findall(rule["at"])
        if len(found) != 1 or rule["at"].count("(") != 1 or PRINTED.match(rule["at"]):
            continue
        for root in ROOT.finditer(text, *rule.span("block")):
            yield from _of_body(root, found[0])


def _of_body(rule: re.Match[str], scheme: Scheme | None) -> Iterator[Token]:
    for token in TOKEN.finditer(rule.string, *rule.span("body")):
        yield Token(token["name"], token["value"].strip(), scheme, token.start())


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
