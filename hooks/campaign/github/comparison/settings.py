"""Reads every setting of mkdocs.yml as text, valid or not: nothing in it may change unseen."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from ruamel.yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

from campaign.config.yaml_text import CORE_TAG, NULLS, YAML_ALIAS, compose

SettingKey = tuple[str, ...]
"""Where a setting stands: `("extra", "campaign", "name")`; a list's entry is `[1]`, from 1."""
SettingValue = tuple[str, ...]
"""The texts of a setting: one, or those of a list; none for a setting that is left empty."""
WrittenSettings = Mapping[SettingKey, SettingValue]

CAMPAIGN: SettingKey = ("extra", "campaign")


def read_settings(text: str) -> WrittenSettings | None:
    """Return every setting of a mkdocs.yml by its place, or None where YAML cannot read it.

    A key that stands twice has the values of both, so that no writing can hide one.
    """
    node, problems = compose(text, "")
    if node is None:
        return None if problems else {}
    settings: dict[SettingKey, SettingValue] = {}
    for key, value in _walk(node, ()):
        settings[key] = settings.get(key, ()) + value
    return settings


def _walk(node: Node, at: SettingKey) -> Iterator[tuple[SettingKey, SettingValue]]:
    if isinstance(node, MappingNode):
        for key, value in node.value:
            name = key.value if isinstance(key, ScalarNode) else str([*_walk(key, ())])
            yield from _walk(value, (*at, name))
    elif isinstance(node, SequenceNode):
        if all(isinstance(entry, ScalarNode) for entry in node.value):
            yield at, tuple(text for entry in node.value for text in _text(entry))
            return
        for number, entry in enumerate(node.value, start=1):
            yield from _walk(entry, (*at, f"[{number}]"))
    elif isinstance(node, ScalarNode):
        yield at, _text(node)


def _text(node: ScalarNode) -> SettingValue:
    """Return a scalar's text; none where it is empty, and with its tag where it has one."""
    tag = str(node.tag)
    if tag == YAML_ALIAS:
        return (f"*{node.value}",)
    if not tag.startswith(CORE_TAG) or "/" in tag:
        return (f"{tag} {node.value}",)
    return () if not node.style and node.value in NULLS else (node.value,)
