"""Keys of mkdocs.yml that bear another name in a newer generator: renamed, or named."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from ruamel.yaml.nodes import MappingNode, Node

from campaign.cli.starting.generator import Renamed
from campaign.cli.starting.wheels import version_number
from campaign.config.yaml_text import compose
from campaign.core.problems import LineIndex, Problem
from campaign.core.topics import ABOUT_VERSIONS


class Migrated(NamedTuple):
    """A configuration as the newer generator reads it."""

    text: str
    renamed: tuple[Problem, ...]
    """What was renamed, at its place in the text before."""
    left: tuple[Problem, ...]
    """What an editor has to do by hand, with the remedy."""


def migrate(text: str, shown: str, table: Iterable[Renamed], since: str) -> Migrated:
    """Rename in a mkdocs.yml the keys that were renamed after the version `since`.

    A text that is no YAML stays as it is: the check says what is wrong with it.
    """
    renamed: list[Problem] = []
    left: list[Problem] = []
    for entry in table:
        if version_number(entry.since) <= version_number(since):
            continue
        old, new = entry.old.split("."), entry.new.split(".")
        node, _ = compose(text, shown)
        for key in _keys(node, old):
            place = LineIndex(text).place(key.start_mark.index)
            same_parent = old[:-1] == new[:-1]
            if same_parent and not list(_keys(node, new)):
                start, end = key.start_mark.index, key.end_mark.index
                text = f"{text[:start]}{new[-1]}{text[end:]}"
                message = f"'{old[-1]}' is called '{new[-1]}' since version {entry.since}"
                renamed.append(Problem(shown, *place, message, ABOUT_VERSIONS))
            else:
                remedy = f"write what it says as `{entry.new}`, and delete this key"
                message = f"'{entry.old}' has not been read since version {entry.since}; {remedy}"
                left.append(Problem(shown, *place, message, ABOUT_VERSIONS))
            break  # what stands twice is a problem of its own
    return Migrated(text, tuple(renamed), tuple(left))


def _keys(node: Node | None, path: list[str]) -> Iterable[Node]:
    """Yield the keys that stand at the end of a path of keys."""
    if not isinstance(node, MappingNode):
        return
    for key, value in node.value:
        if key.value != path[0]:
            continue
        if len(path) == 1:
            yield key
        else:
            yield from _keys(value, path[1:])
