"""Reads mkdocs.yml, once: the campaign in `extra.campaign`, and the few settings beside it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from campaign.config.configuration import Campaign, missing_facts
from campaign.config.fields import language_code
from campaign.config.sign_on import repository_of
from campaign.config.validation import validate
from campaign.config.yaml_text import Path as Keys
from campaign.config.yaml_text import YamlText, read_yaml
from campaign.core.files import read_text
from campaign.core.problems import Problem, Problems, Topic, Wrong, nearest, quote
from campaign.core.topics import ABOUT_KEYS, ABOUT_SIGN_ON, ABOUT_TRANSLATIONS

WHERE = ("extra", "campaign")
_FILES = (
    ("logo", "file"),
    ("logo", "dark"),
    ("typefaces", "own", "regular"),
    ("typefaces", "own", "bold"),
)
"""Facts that name a file below docs/."""
_NAME = "mkdocs.yml"
ELSEWHERE = re.compile("https?:", re.IGNORECASE)
"""How an address on another site begins."""


@dataclass(frozen=True)
class ConfigFile:
    """A mkdocs.yml as it was read: what it says is known whatever else is wrong in it."""

    path: Path
    text: str
    """Empty where it cannot be read."""
    document: YamlText
    """Without data where the text cannot be read."""
    problems: tuple[Problem, ...] = ()
    """What is wrong with the file, or with its YAML."""

    @property
    def shown(self) -> str:
        """The path that problems name."""
        return self.document.path

    @property
    def is_read(self) -> bool:
        """Whether the file holds YAML, and no line that cannot be read hides the campaign."""
        is_hidden = bool(self.problems) and self.said(*WHERE) is None
        return bool(self.document.values) and not is_hidden

    def said(self, *steps: str) -> Any:
        """Return what stands below some keys; None where nothing does."""
        found = self.document.data
        for step in steps:
            found = found.get(step) if isinstance(found, dict) else None
        return found

    def setting(self, *steps: str) -> str:
        """Return a setting as it is written, by its keys; empty if it is none, or no text."""
        found = self.said(*steps)
        return found if isinstance(found, str) else ""

    def problem(self, why: str, *steps: str | int, key: bool = False, topic: Topic) -> Problem:
        """Return what is wrong with a fact of the campaign, or with its key, at its place."""
        return self.document.problem(why, *WHERE, *steps, key=key, topic=topic)

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
    def nav_targets(self) -> list[str]:
        """The pages and addresses that the menu names, at any depth."""
        return [each for _, each in menu_entries(self.said("nav")) if isinstance(each, str)]

    @property
    def named_files(self) -> frozenset[str]:
        """The files of the campaign's logo and font, whatever else is wrong in the file."""
        return frozenset(filter(None, (self.setting(*WHERE, *keys) for keys in _FILES)))

    @property
    def other_languages(self) -> tuple[str, ...]:
        """The codes of all languages but the main one, whatever else is wrong in the file.

        Their folders hold translations, and must not be taken for pages of the main language.
        """
        listed = self.said(*WHERE, "languages")
        entries = listed if isinstance(listed, list) else []
        codes = [entry.get("code") for entry in entries if isinstance(entry, dict)]
        return tuple(code for code in codes if isinstance(code, str) and code != self.language)


def menu_entries(entries: Any, at: Keys = ("nav",)) -> Iterator[tuple[Keys, Any]]:
    """Yield what each entry of the menu leads to, and its place; nothing where it is no list."""
    for number, entry in enumerate(entries if isinstance(entries, list) else ()):
        here = (*at, number)
        for title, target in entry.items() if isinstance(entry, dict) else ((None, entry),):
            where = here if title is None else (*here, title)
            if isinstance(target, list):
                yield from menu_entries(target, where)
            else:
                yield where, target


def read_config(path: Path, shown: str = _NAME) -> ConfigFile:
    """Read a mkdocs.yml; `shown` is the path that problems name."""
    text, found = read_text(path, shown)
    if text is None:
        return ConfigFile(path, "", YamlText(shown, {}, {}, {}), tuple(found))
    return parse_config(text, path, shown)


def parse_config(text: str, path: Path = Path(_NAME), shown: str = _NAME) -> ConfigFile:
    """Return what the text of a mkdocs.yml says."""
    document, found = read_yaml(text, shown)
    if not document.values and not found:
        empty = "the file is empty; write `site_name:`, `extra:` and the campaign's facts"
        found = [Problem(shown, 1, 1, empty, ABOUT_KEYS)]
    return ConfigFile(path, text, document, tuple(found))


def read_campaign(
    config: ConfigFile, problems: Problems
) -> tuple[Campaign | None, tuple[str, ...] | None]:
    """Return the campaign (None where it has a problem) and the names of its groups, if known.

    The groups are returned even then, so that one problem in the configuration does not make
    every row of the signatories look wrong.
    """
    problems.extend(config.problems)
    if not config.is_read:
        return None, None
    document, above = config.document, config.said(WHERE[0])
    if not isinstance(above, dict) or WHERE[1] not in above:
        near = nearest(WHERE[1], above) if isinstance(above, dict) else None
        why = (
            f"the key '{near}' is not known; did you mean \"campaign\"?"
            if near
            else "`extra:` holds no `campaign:`; add it, with `name`, `short_name` and the other "
            "facts of the campaign"
        )
        # `extras:` is told as a setting.
        keys = document.data if isinstance(document.data, dict) else ()
        others = [key for key in keys if "_" not in key]
        if above is not None or not nearest(WHERE[0], others):
            at = (WHERE[0], near or "")
            problems.extend([document.problem(why, *at, key=True, topic=ABOUT_KEYS)])
        return None, None
    campaign, wrong = validate(Campaign, document, WHERE)
    problems.extend(wrong)
    if campaign:
        problems.extend(_wrong_languages(campaign, config))
        if campaign.sign_on and campaign.sign_on.github and not config.repository:
            why = (
                "'github' needs the repository's address; add the line "
                "`repo_url: https://github.com/OWNER/NAME` below `site_name:`"
            )
            problems.extend([config.problem(why, "sign_on", "github", topic=ABOUT_SIGN_ON)])
    facts = config.said(*WHERE)
    groups = facts.get("groups", []) if isinstance(facts, dict) else []
    if not isinstance(groups, list):  # written so that they cannot be known
        return campaign, None
    return campaign, tuple(group.strip() for group in groups if isinstance(group, str))


def _wrong_languages(campaign: Campaign, config: ConfigFile) -> Iterator[Problem]:
    """Yield what is wrong below `languages`."""

    def problem(why: str, *at: str | int, key: bool = False) -> Problem:
        return config.problem(why, "languages", *at, key=key, topic=ABOUT_TRANSLATIONS)

    main, codes = config.language, [language.code for language in campaign.languages]
    links = sum(ELSEWHERE.match(target) is not None for target in config.nav_targets)
    amounts = len(campaign.donate.amounts) if campaign.donate else 0
    if codes and main not in codes:
        yield problem(
            f"'languages' lacks the site's main language {quote(main)} (theme, language); add "
            f"`- code: {main}` where it belongs in the order",
            key=True,
        )
    for at, language in enumerate(campaign.languages):
        code = quote(language.code)
        if language.code in codes[:at]:
            yield problem(f"the language {code} stands twice; keep one", at, "code")
        if language.code == main:
            for key in sorted(language.model_fields_set - {"code", "complete"}):
                why = "is the main language, whose facts stand in the campaign itself; delete"
                yield problem(f"{code} {why} '{key}' here", at, key, key=True)
            continue
        missing = missing_facts(campaign, language)
        if links and not language.nav_titles:
            missing.append("nav_titles")
        for key in missing if language.complete else ():
            why = (
                f"the language {code} is complete, but '{key}' is missing; add it in this language"
            )
            yield problem(why, at)
        for key, own, what in (
            ("groups", len(campaign.groups), "the campaign has"),
            ("pays_for", amounts, "the campaign has"),
            ("nav_titles", links, "links to other sites in `nav` are"),
        ):
            given = len(getattr(language, key))
            if given and given != own:
                why = f"{what} {own}; write one for each, in the same order"
                yield problem(f"'{key}' names {given}, but {why}", at, key)
