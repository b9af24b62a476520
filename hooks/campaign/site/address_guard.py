"""Addresses in data: no value of YAML and no cell of a list may divert a gift or a signature."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Any

from campaign.config.yaml_text import Path, YamlText, read_yaml
from campaign.core.problems import LineIndex, Problem, quote
from campaign.safety.hosts import diverts, is_part_of_platform, is_shared, names_platform
from campaign.safety.personal_data import ADDRESS
from campaign.signatories.signatories import Signatory

TAKES_GIFTS = "takes gifts, or hides where a link leads; leave the address out"
BEHIND = re.compile(r"(?::\d+)?[/?#][^\s<>\"'`]*[\w/]")
SCHEME_BEFORE = re.compile(r"https?://[^\s<>\"'`]*\Z", re.IGNORECASE)
LONGEST_BEFORE = 2_000
"""Characters of an address before the name of a platform in it."""


def check_yaml(
    yaml: str, shown: str, allowed: frozenset[str] | None, *, first_line: int = 1
) -> list[Problem]:
    """Return what `check_values` does of YAML that was not read yet.

    It is read only if an address in it may divert a gift, or if escapes may hide one: reading is
    slow.
    """
    if allowed is None or not ("\\" in yaml or any(diverting(yaml, allowed))):
        return []
    document, _ = read_yaml(yaml, shown, first_line=first_line)
    return check_values(document, shown, allowed)


def check_values(document: YamlText, shown: str, allowed: frozenset[str] | None) -> list[Problem]:
    """Return a problem for each address in a YAML document's values that may divert a gift."""
    if allowed is None:
        return []
    problems = []
    for path, value in texts_in(document.data):
        for address, why in diverting(value, allowed):
            message = f"{_name(path)}: the address {quote(address)} {why}"
            problems.append(Problem(shown, *document.place(path), message))
    return problems


def diverting(text: str, allowed: frozenset[str]) -> Iterator[tuple[str, str]]:
    """Yield each address that a text spells out and that may divert a gift, and why.

    Without https:// it is one if something stands behind a platform's name, or a part before it:
    the mere name of a platform leads to nobody's form.
    """
    for match in ADDRESS.finditer(text):
        address = match[0].rstrip(".,;:!?)")
        if why := diverts(address, allowed):
            yield address, why
    for offset, host in names_platform(text, allowed):
        behind = BEHIND.match(text, offset + len(host))
        if SCHEME_BEFORE.search(text, max(0, offset - LONGEST_BEFORE), offset):
            continue  # told above
        if behind or is_part_of_platform(host):
            yield host + (behind[0] if behind else ""), TAKES_GIFTS


def check_list(
    text: str, shown: str, signed: Iterable[Signatory], allowed: frozenset[str] | None
) -> list[Problem]:
    """Return a problem for each place of a list that may divert a gift.

    `text` is the list's, `signed` whoever could be read of it. A name or a place that spells out
    a donation platform's address does it as well as a link.
    """
    if allowed is None:
        return []
    wrong: dict[str, str] = {}
    known: dict[str, str | None] = {}
    signed = tuple(signed)
    for url in {s.url for s in signed} | {s.source for s in signed}:
        start, _, rest = url.partition("://")
        host, _, path = rest.partition("/")
        # Most addresses differ only in what stands after the host and can divert nothing.
        is_plain = not set(":%").intersection(path) and not set("?#").intersection(rest)
        is_plain = is_plain and "//" not in path
        is_plain = is_plain and not is_shared(host, path)
        short = f"{start}://{host}" if is_plain else url
        if short not in known:
            known[short] = diverts(short, allowed, is_signers=True)
        if why := known[short]:
            wrong[url] = why
    lines = LineIndex(text) if wrong else None
    problems = []
    if lines:
        any_of = "|".join(map(re.escape, sorted(wrong, key=len, reverse=True)))
        for match in re.finditer(any_of, text):
            message = f"the address {quote(match[0])} {wrong[match[0]]}"
            problems.append(Problem(shown, *lines.place(match.start()), message))
    for offset, host in names_platform(text, allowed):
        lines = lines or LineIndex(text)
        before = text[text.rfind("\n", 0, offset) + 1 : offset]
        if re.search(r"""https?://[^\s",]*$""", before, re.IGNORECASE):
            continue  # an address: told above, or at the cell that cannot be read
        message = f"{quote(host)} {TAKES_GIFTS}"
        problems.append(Problem(shown, *lines.place(offset), message))
    return problems


def texts_in(data: Any, at: Path = ()) -> Iterator[tuple[Path, str]]:
    """Yield every text in what YAML holds, keys among them, with its place."""
    if isinstance(data, str):
        yield at, data
    elif isinstance(data, list):
        for number, item in enumerate(data):
            yield from texts_in(item, (*at, number))
    elif isinstance(data, dict):
        for key, value in data.items():
            yield (*at, key), key
            yield from texts_in(value, (*at, key))


def _name(path: Path) -> str:
    """Name a value by the last key that leads to it."""
    return f"'{next((step for step in reversed(path) if isinstance(step, str)), 'this')}'"
