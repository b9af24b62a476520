"""Reads `extra.campaign` from mkdocs.yml itself, so that every value knows its line."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import yaml

from campaign.config.configuration import Campaign
from campaign.config.fields import Wrong, language_code
from campaign.config.sign_on import repository_of
from campaign.config.validation import validate
from campaign.config.yaml_text import NULLS, YamlText, compose, read_node
from campaign.core.files import read_text
from campaign.core.problems import LineIndex, Problem, Problems, quote
from campaign.i18n.languages import missing_facts

WHERE = ("extra", "campaign")


def read_campaign(
    path: Path, shown: Callable[[Path], str], problems: Problems
) -> tuple[Campaign | None, tuple[str, ...] | None]:
    """Return the campaign (None where it has a problem) and the names of its groups, if known.

    The groups are returned even then, so that one problem in the configuration does not make
    every row of the signatories look wrong.
    """
    name = shown(path)
    text, found = read_text(path, name)
    problems.extend(found)
    if text is None:
        return None, None
    document, found = compose(text, name)
    if document is None:
        empty = "the file is empty; write `site_name:`, `extra:` and the campaign's facts"
        problems.extend(found or [Problem(name, 1, 1, empty)])
        return None, None
    node = document
    lines = LineIndex(text)
    place = (1, 1)
    for step in WHERE:
        children = _children(node, step)
        for twice, _ in children[1:]:
            where = lines.place(twice.start_mark.index)
            problems.add(name, where, f"{quote(step)} stands in the file twice; keep one")
        if not children:
            problems.add(
                name,
                place,
                "`extra:` holds no `campaign:`; add it, with `name`, "
                "`short_name` and the other facts of the campaign",
            )
            return None, None
        key, node = children[-1]  # as MkDocs reads it
        place = lines.place(key.start_mark.index)
    campaign_text, found = read_node(node, text, name)
    problems.extend(found)
    campaign, wrong = validate(Campaign, campaign_text, name)
    problems.extend(wrong)
    if campaign:
        problems.extend(_check_languages(campaign, campaign_text, name, read_language(path)))
    if campaign and campaign.sign_on and campaign.sign_on.github and not read_repository(path):
        problems.add(
            name,
            campaign_text.place(("sign_on", "github")),
            "'github' needs the repository's address; add the line "
            "`repo_url: https://github.com/OWNER/NAME` below `site_name:`",
        )
    return (None if found else campaign), _groups(campaign_text)


def campaign_text(path: Path) -> YamlText | None:
    """Return `extra.campaign` with the places of its values; None where there is none."""
    text, _ = read_text(path, "")
    document, _ = compose(text or "", "")
    found = [document] if document else []
    for step in WHERE:
        found = [child for node in found[:1] for _, child in _children(node, step)[-1:]]
    return read_node(found[0], text or "", "")[0] if found else None


def read_language(path: Path) -> str:
    """Return the site's language from the theme's settings; English where they say none.

    So too where they name none that is known, which is told elsewhere.
    """
    try:
        return language_code(read_setting(path, "theme", "language") or "en")
    except Wrong:
        return "en"


def read_repository(path: Path) -> str:
    """Return OWNER/NAME of the repository that `repo_url` names; empty where it names none."""
    return repository_of(read_setting(path, "repo_url"))


def read_setting(path: Path, *steps: str) -> str:
    """Return one of MkDocs' own settings as it is written, by its keys; empty where it is not."""
    text, _ = read_text(path, "")
    document, _ = compose(text or "", "")
    found = [document] if document else []
    for step in steps:
        found = [child for node in found[:1] for _, child in _children(node, step)]
    node = found[0] if found else None
    if not isinstance(node, yaml.ScalarNode) or node.value in NULLS:
        return ""
    return str(node.value)


def is_readable(path: Path) -> bool:
    """Whether the file holds YAML, so that it can be asked for more than its mistake."""
    text, _ = read_text(path, "")
    return text is not None and compose(text, "")[0] is not None


def read_other_languages(path: Path) -> tuple[str, ...]:
    """Return the codes of all languages but the main one, whatever else is wrong in the file.

    Their folders hold translations, and must not be taken for pages of the main language.
    """
    text, _ = read_text(path, "")
    document, _ = compose(text or "", "")
    found = [document] if document else []
    for step in (*WHERE, "languages"):
        found = [child for node in found[:1] for _, child in _children(node, step)]
    listed = found[0].value if found and isinstance(found[0], yaml.SequenceNode) else []
    codes = [child.value for node in listed for _, child in _children(node, "code")]
    main = read_language(path)
    return tuple(code for code in codes if isinstance(code, str) and code != main)


def _check_languages(
    campaign: Campaign, document: YamlText, name: str, main: str
) -> Iterator[Problem]:
    codes = [language.code for language in campaign.languages]
    if codes and main not in codes:
        place = document.place(("languages",), key=True)
        yield Problem(
            name,
            *place,
            f"'languages' lacks the site's main language {quote(main)} (theme, language); add "
            f"`- code: {main}` where it belongs in the order",
        )
    for at, language in enumerate(campaign.languages):
        where = ("languages", at)
        if language.code in codes[:at]:
            place = document.place((*where, "code"))
            yield Problem(
                name, *place, f"the language {quote(language.code)} stands twice; keep one"
            )
        if language.code == main:
            facts = language.model_fields_set - {"code", "complete"}
            for key in sorted(facts):
                yield Problem(
                    name,
                    *document.place((*where, key), key=True),
                    f"{quote(main)} is the main language, whose facts stand in the campaign "
                    f"itself; delete '{key}' here",
                )
            continue
        for key in missing_facts(campaign, language) if language.complete else ():
            yield Problem(
                name,
                *document.place(where),
                f"the language {quote(language.code)} is complete, but '{key}' is missing; add it "
                "in this language",
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
                    f"'{key}' has {given} entries, but the campaign has {own}; write one for each, "
                    "in the same order",
                )


def _children(node: yaml.Node, key: str) -> list[tuple[yaml.Node, yaml.Node]]:
    if not isinstance(node, yaml.MappingNode):
        return []
    return [(name, value) for name, value in node.value if name.value == key]


def _groups(document: YamlText) -> tuple[str, ...]:
    groups: Any = document.data.get("groups") if isinstance(document.data, dict) else None
    if not isinstance(groups, list):
        return ()
    return tuple(group.strip() for group in groups if isinstance(group, str))
