"""What mkdocs.yml says to MkDocs: settings of which some would open the site to others.

The campaign itself stands in `extra.campaign` (configuration_file.py), the menu in `nav` (menu.py).
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping
from pathlib import Path
from typing import Annotated, Any, Literal

import yaml
from pydantic import Field, model_validator

from campaign.config.configuration_file import ConfigFile
from campaign.config.fields import LanguageCode, SecureAddress, Text, ValueKind
from campaign.config.publication import whole_site_address
from campaign.config.validation import Model, validate
from campaign.config.yaml_text import Path as Keys
from campaign.config.yaml_text import YamlText
from campaign.core.files import own_lists
from campaign.core.problems import Problem, Wrong, nearest, quote
from campaign.core.topics import ABOUT_SETTINGS

INHERIT = "hooks/settings.yml"
"""MkDocs' own settings, which a campaign's mkdocs.yml takes over."""
_HABITS: dict[str, dict[str, str]] = own_lists(Path(__file__).with_name("material_habits.yml"))
INSTEAD, IN_FRONT_MATTER = _HABITS["settings"], _HABITS["front_matter"]
"""What does here the same as a setting, a plugin or an extension of other sites of MkDocs and
Material; and as a key of front matter."""
_READ_BY_TEMPLATES = re.compile(r"\bextra(?:\.|\[['\"])(\w+)")
PLUGINS = ("/search", "search")
SEARCH_OPTIONS = frozenset(("lang", "separator", "min_search_length", "indexing"))
KNOWN_EXTENSIONS = frozenset(
    "abbr admonition attr_list def_list fenced_code footnotes md_in_html sane_lists smarty tables"
    " toc meta nl2br wikilinks".split()
)
NOT_EXTENSIONS = frozenset("snippets b64 pathconverter striphtml emoji extra arithmatex".split())
"""Parts of pymdown-extensions that read other files, load from other sites, or need a script."""
SAMPLE = "## A heading\n\n[A link](a.md), `code` and a list:\n\n- x\n\n```\ncode\n```\n"
"""Markdown that shows whether extensions work."""
LONGEST_REASON = 100
Extensions = dict[str, Mapping[str, Any]]
"""Names of extensions in the order in which they are loaded, each with its options."""
_Found = Iterator[tuple[Keys, str]]
"""Problems: the key at which each stands, and what is wrong."""


def _site_url(value: str) -> str:
    return whole_site_address(value) if value else ""  # as on GitHub Pages, which gives it


def _only_excluded(value: str) -> str:
    if re.search(r"^\s*!", value, re.MULTILINE):
        raise Wrong(
            "has a line that begins with !, which would publish files that no check has seen; "
            "delete the line"
        )
    return value


class Theme(Model):
    """What a campaign may say of the theme: other values would keep its templates from use."""

    name: Literal["material"] = "material"
    custom_dir: Literal["overrides", "overrides/"] = "overrides"
    language: LanguageCode = "en"

    @model_validator(mode="before")
    @classmethod
    def _adds_to_ours(cls, given: object) -> object:
        # One word, or nothing, takes the place of all that hooks/settings.yml says of the theme.
        if not isinstance(given, dict):
            raise Wrong("holds no keys of its own; write `name: material` below it, or delete it")
        return given


class Settings(Model):
    """What a campaign's mkdocs.yml may say. What is `Any` has checks of its own."""

    site_name: Text
    site_url: Annotated[str, ValueKind(_site_url)] | None = None
    repo_url: SecureAddress | None = None
    extra: Any = None
    nav: Any = None
    not_in_nav: str | None = None
    exclude_docs: Annotated[str, ValueKind(_only_excluded)] | None = None
    theme: Theme = Theme()
    INHERIT: Literal["hooks/settings.yml"]
    hooks: Annotated[tuple[Literal["hooks/main.py"], ...], Field(min_length=1, max_length=1)] = (
        "hooks/main.py",
    )
    docs_dir: Literal["docs", "docs/"] = "docs"
    site_dir: Literal["site", "site/"] = "site"
    strict: Literal["true", "True", "yes"] = "true"
    plugins: Any = None
    markdown_extensions: Any = None
    dev_addr: Any = None


def check_settings(config: ConfigFile, own_templates: Collection[str] = ()) -> Iterator[Problem]:
    """Yield what is wrong in mkdocs.yml beside the campaign and the menu.

    `own_templates` are the texts of the campaign's own, which may read what they like of `extra`.
    """
    document = config.document
    if not isinstance(document.data, dict) or not config.is_read:
        return  # told already
    _, problems = validate(Settings, document, instead=INSTEAD, topic=ABOUT_SETTINGS)
    yield from problems
    found = (*_without_effect(document, own_templates), *_loaded(document), *_unusable(config))
    for at, why in found:
        yield document.problem(why, *at, key=True, topic=ABOUT_SETTINGS)


def _without_effect(document: YamlText, own_templates: Collection[str]) -> _Found:
    """Yield keys beside the campaign that no page shows."""
    used = {key for text in own_templates for key in _READ_BY_TEMPLATES.findall(text)}
    extra = document.data.get("extra")
    known = extra if isinstance(extra, dict) else {}
    is_campaign = nearest("campaign", known)  # another name for it is told as that
    for key in known:
        if key != is_campaign and key not in used:
            name = f"extra.{key}"
            remedy = f": {INSTEAD[name]}" if name in INSTEAD else ""
            why = f"the setting {quote(name)} has no effect here; delete it{remedy}"
            yield ("extra", key), why


def _loaded(document: YamlText) -> _Found:
    """Yield plugins, extensions and options that are not among those that were checked."""
    for name, options, at in _with_options(document.data.get("plugins")):
        where: Keys = ("plugins", *at)
        if name not in PLUGINS:
            yield where, _not_loaded(name, "plugins", PLUGINS)
        for option in options:
            if name in PLUGINS and option not in SEARCH_OPTIONS:
                setting = quote(f"{name}.{option}")
                why = f"the setting {setting} may run another program; delete it"
                yield (*where, option), why
    key = "markdown_extensions"
    for name, _, at in _with_options(document.data.get(key)):
        if not is_extension(name):
            yield (key, *at), _not_loaded(name, key, KNOWN_EXTENSIONS)


def _with_options(given: Any) -> Iterator[tuple[str, Mapping[str, Any], Keys]]:
    """Yield each plugin or extension that a list or a mapping names: its options, and its place."""
    for number, entry in enumerate(given if isinstance(given, list) else [given]):
        at: Keys = (number,) if isinstance(given, list) else ()
        if entry is None:
            continue
        for name, options in (entry if isinstance(entry, dict) else {str(entry): None}).items():
            if isinstance(name, str):
                yield name, options if isinstance(options, dict) else {}, (*at, name)


def _not_loaded(name: str, key: str, known: Collection[str]) -> str:
    if remedy := INSTEAD.get(name) or INSTEAD.get(name.rpartition("/")[2]):
        return f"{quote(name)} in '{key}' is not used here; delete it: {remedy}"
    if near := nearest(name, known):
        return f"{quote(name)} in '{key}' is not known; did you mean {quote(near)}?"
    return (
        f"{quote(name)} in '{key}' is not among those that were checked, and may read or change "
        "what it should not; delete it"
    )


def _unusable(config: ConfigFile) -> _Found:
    """Yield extensions that would end a build with a traceback."""
    key = "markdown_extensions"
    is_text = isinstance(config.said(key), str)
    if why := "it is no list" if is_text else _fault(named_extensions(config.text)):
        yield (key,), f"the setting {quote(key)} cannot be used ({why}); correct it"


def named_extensions(text: str) -> Extensions:
    """Return the extensions of Markdown that a mkdocs.yml names; none where they cannot be read."""
    if "markdown_extensions" not in text:
        return {}
    try:
        # By the reader of MkDocs: their options are numbers and truth values too.
        given = yaml.safe_load(text)["markdown_extensions"]
    except (yaml.YAMLError, ValueError, TypeError, KeyError, RecursionError):
        return {}
    return {name: options for name, options, _ in _with_options(given)}


def usable(extensions: Extensions) -> bool:
    """Whether pages can be made with the extensions that a campaign names."""
    return all(map(is_extension, extensions)) and not _fault(extensions)


def _fault(extensions: Extensions) -> str | None:
    """Say why a page cannot be made with extensions that may be used; None where it can."""
    if not all(map(is_extension, extensions)):
        return None  # told already
    from markdown import Markdown  # costs a check time, and most campaigns add no extension

    try:
        Markdown(extensions=list(extensions), extension_configs=extensions).convert(SAMPLE)
    except Exception as error:  # an extension breaks in ways of its own
        return " ".join(str(error).split())[:LONGEST_REASON]
    return None


def is_extension(name: str) -> bool:
    """Whether a campaign may read its pages by an extension of Markdown."""
    package, _, part = name.rpartition(".")
    if package == "pymdownx":
        return part not in NOT_EXTENSIONS
    return part in KNOWN_EXTENSIONS and package in ("", "markdown.extensions")
