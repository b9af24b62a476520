"""Reads mkdocs.yml, once: the campaign in `extra.campaign`, and the few settings beside it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from ruamel.yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

from campaign.config.configuration import Campaign, missing_facts
from campaign.config.fields import language_code
from campaign.config.sign_on import repository_of
from campaign.config.validation import validate
from campaign.config.yaml_text import NULLS, YamlText, compose, read_node
from campaign.core.files import read_text
from campaign.core.problems import LineIndex, Problem, Problems, Wrong, quote
from campaign.core.topics import ABOUT_KEYS, ABOUT_SIGN_ON, ABOUT_TRANSLATIONS

WHERE = ("extra", "campaign")
_NAME = "mkdocs.yml"


@dataclass(frozen=True)
class ConfigFile:
    """A mkdocs.yml as it was read: what it says is known whatever else is wrong in it."""

    path: Path
    shown: str
    """The path that problems name."""
    text: str
    """Empty where it cannot be read."""
    root: Node | None
    """None where it holds no YAML."""
    problems: tuple[Problem, ...] = ()
    """Why it cannot be read, or holds no YAML."""

    def setting(self, *steps: str) -> str:
        """Return one of MkDocs' own settings as it is written, by its keys; empty if it is not."""
        found = _at(self.root, steps)
        if not isinstance(found, ScalarNode) or found.value in NULLS:
            return ""
        return str(found.value)

    @cached_property
    def campaign_text(self) -> YamlText | None:
        """`extra.campaign` with the places of its values; None where there is none."""
        found = _at(self.root, WHERE)
        return read_node(found, self.text, "")[0] if found else None

    @property
    def language(self) -> str:
        """The site's language from the theme's settings; English where they say none.

        So too where they name none that is known, which is told elsewhere.
        """
        try:
            return language_code(self.setting("theme", "language") or "en")
        except Wrong:
            return "en"

    @property
    def repository(self) -> str:
        """OWNER/NAME of the repository that `repo_url` names; empty where it names none."""
        return repository_of(self.setting("repo_url"))

    @property
    def other_languages(self) -> tuple[str, ...]:
        """The codes of all languages but the main one, whatever else is wrong in the file.

        Their folders hold translations, and must not be taken for pages of the main language.
        """
        listed = _at(self.root, (*WHERE, "languages"))
        entries = listed.value if isinstance(listed, SequenceNode) else []
        codes = [child.value for entry in entries for _, child in _children(entry, "code")]
        return tuple(code for code in codes if isinstance(code, str) and code != self.language)


def read_config(path: Path, shown: str = _NAME) -> ConfigFile:
    """Read a mkdocs.yml; `shown` is the path that problems name."""
    text, found = read_text(path, shown)
    if text is None:
        return ConfigFile(path, shown, "", None, tuple(found))
    return parse_config(text, path, shown)


def parse_config(text: str, path: Path = Path(_NAME), shown: str = _NAME) -> ConfigFile:
    """Return what the text of a mkdocs.yml says."""
    root, found = compose(text, shown)
    if root is None and not found:
        empty = "the file is empty; write `site_name:`, `extra:` and the campaign's facts"
        found = [Problem(shown, 1, 1, empty, ABOUT_KEYS)]
    return ConfigFile(path, shown, text, root, tuple(found))


def read_campaign(
    config: ConfigFile, problems: Problems
) -> tuple[Campaign | None, tuple[str, ...] | None]:
    """Return the campaign (None where it has a problem) and the names of its groups, if known.

    The groups are returned even then, so that one problem in the configuration does not make
    every row of the signatories look wrong.
    """
    problems.extend(config.problems)
    name, node = config.shown, config.root
    if node is None:
        return None, None
    lines = LineIndex(config.text)
    place = (1, 1)
    for step in WHERE:
        children = _children(node, step)
        for twice, _ in children[1:]:
            where = lines.place(twice.start_mark.index)
            why = f"{quote(step)} stands in the file twice; keep one"
            problems.add(name, where, why, ABOUT_KEYS)
        if not children:
            problems.add(
                name,
                place,
                "`extra:` holds no `campaign:`; add it, with `name`, "
                "`short_name` and the other facts of the campaign",
                ABOUT_KEYS,
            )
            return None, None
        key, node = children[-1]  # as MkDocs reads it
        place = lines.place(key.start_mark.index)
    if isinstance(node, ScalarNode) and node.value in NULLS:
        why = "'campaign' is empty; write what belongs to it below, indented"
        problems.add(name, place, why, ABOUT_KEYS)
        return None, None
    document, found = read_node(node, config.text, name)
    campaign, wrong = validate(Campaign, document, name)
    problems.extend([*found, *wrong])
    if campaign:
        problems.extend(_check_languages(campaign, document, name, config.language))
        if campaign.sign_on and campaign.sign_on.github and not config.repository:
            why = (
                "'github' needs the repository's address; add the line "
                "`repo_url: https://github.com/OWNER/NAME` below `site_name:`"
            )
            problems.add(name, document.place(("sign_on", "github")), why, ABOUT_SIGN_ON)
    return (None if found else campaign), _groups(document)


def _check_languages(
    campaign: Campaign, document: YamlText, name: str, main: str
) -> Iterator[Problem]:
    codes = [language.code for language in campaign.languages]
    if codes and main not in codes:
        place = document.place(("languages",), key=True)
        why = (
            f"'languages' lacks the site's main language {quote(main)} (theme, language); add "
            f"`- code: {main}` where it belongs in the order"
        )
        yield Problem(name, *place, why, ABOUT_TRANSLATIONS)
    for at, language in enumerate(campaign.languages):
        where = ("languages", at)
        if language.code in codes[:at]:
            place = document.place((*where, "code"))
            why = f"the language {quote(language.code)} stands twice; keep one"
            yield Problem(name, *place, why, ABOUT_TRANSLATIONS)
        if language.code == main:
            facts = language.model_fields_set - {"code", "complete"}
            for key in sorted(facts):
                yield Problem(
                    name,
                    *document.place((*where, key), key=True),
                    f"{quote(main)} is the main language, whose facts stand in the campaign "
                    f"itself; delete '{key}' here",
                    ABOUT_TRANSLATIONS,
                )
            continue
        for key in missing_facts(campaign, language) if language.complete else ():
            yield Problem(
                name,
                *document.place(where),
                f"the language {quote(language.code)} is complete, but '{key}' is missing; add it "
                "in this language",
                ABOUT_TRANSLATIONS,
            )
        for key, own in (
            ("groups", len(campaign.groups)),
            ("pays_for", len(campaign.donate.amounts) if campaign.donate else 0),
        ):
            given = len(getattr(language, key))
            if given and given != own:
                yield Problem(
                    name,
                    *document.place((*where, key)),
                    f"'{key}' names {given}, but the campaign has {own}; write one for each, "
                    "in the same order",
                    ABOUT_TRANSLATIONS,
                )


def _at(node: Node | None, steps: tuple[str, ...]) -> Node | None:
    """Return what stands below some keys; of a key that stands twice the last, as MkDocs reads."""
    for step in steps:
        children = _children(node, step)
        node = children[-1][1] if children else None
    return node


def _children(node: Node | None, key: str) -> list[tuple[Node, Node]]:
    if not isinstance(node, MappingNode):
        return []
    return [(name, value) for name, value in node.value if name.value == key]


def _groups(document: YamlText) -> tuple[str, ...] | None:
    """Return the names of groups; None where they are written so that they cannot be known."""
    if not isinstance(document.data, dict):
        return ()
    groups: Any = document.data.get("groups", [])
    if not isinstance(groups, list):
        return None
    return tuple(group.strip() for group in groups if isinstance(group, str))
