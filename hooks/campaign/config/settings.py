"""What mkdocs.yml says to MkDocs: the navigation, and settings that would open the site to others.

The campaign itself stands in `extra.campaign`: see configuration_file.py.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator, Mapping
from typing import Any

import yaml

from campaign.config.configuration_file import ELSEWHERE, ConfigFile, menu_entries
from campaign.config.fields import language_code, secure_address, text, web_address
from campaign.config.folder import FIRST_PAGE
from campaign.config.material_habits import instead, without_effect
from campaign.config.publication import whole_site_address
from campaign.config.yaml_addresses import check_values
from campaign.config.yaml_text import Path, YamlText
from campaign.core.problems import Problem, Topic, Wrong, nearest, quote
from campaign.core.topics import ABOUT_PAGES, ABOUT_SETTINGS
from campaign.safety.form_urls import LinkPolicy

INHERIT = "hooks/settings.yml"
"""MkDocs' own settings, which a campaign's mkdocs.yml takes over."""
_KEYS = frozenset(
    (
        "INHERIT", "dev_addr", "docs_dir", "exclude_docs", "extra", "hooks", "markdown_extensions",
        "nav", "not_in_nav", "plugins", "repo_url", "site_dir", "site_name", "site_url", "strict",
        "theme",
    )
)  # fmt: skip
"""Settings that are told by their own checks, or that open nothing."""
THEME = frozenset(("name", "custom_dir", "language"))
FIXED = {
    ("INHERIT",): INHERIT,
    ("docs_dir",): "docs",
    ("site_dir",): "site",
    ("theme", "name"): "material",
    ("theme", "custom_dir"): "overrides",
}
"""What other values would keep from being found, made or checked."""
HOOKS = ["hooks/main.py"]
PLUGINS = ("/search", "search")
KNOWN_EXTENSIONS = frozenset(
    (
        "abbr", "admonition", "attr_list", "def_list", "fenced_code", "footnotes", "md_in_html",
        "sane_lists", "smarty", "tables", "toc", "meta", "nl2br", "wikilinks",
    )
)  # fmt: skip
SEARCH_OPTIONS = frozenset(("lang", "separator", "min_search_length", "indexing"))
SAMPLE = "## A heading\n\n[A link](a.md), `code` and a list:\n\n- x\n\n```\ncode\n```\n"
"""Markdown that shows whether extensions work."""
NOT_EXTENSIONS = frozenset(
    ("snippets", "b64", "pathconverter", "striphtml", "emoji", "extra", "arithmatex")
)
"""Parts of pymdown-extensions that read other files, load from other sites, or need a script."""
LONGEST_TITLE = 100
Extensions = dict[str, Mapping[str, Any]]
"""Names of extensions in the order in which they are loaded, each with its options."""
_Found = Iterator[tuple[tuple[int, int], str]]
"""Problems: the place of each, and what is wrong."""


def check_settings(
    config: ConfigFile,
    pages: Collection[str],
    policy: LinkPolicy | None,
    translated: Collection[str] = (),
    used: Collection[str] = (),
    unfinished: Collection[str] = (),
) -> list[Problem]:
    """Return what is wrong in mkdocs.yml beside the campaign.

    `pages` are the paths of the files below docs/, and `translated` the folders of other languages,
    whose pages stand in the menus by themselves; `used` is what the campaign's own templates read
    of `extra`, `unfinished` the pages that are told to lack more than a place in the menu.
    """
    document = config.document
    if not isinstance(document.data, dict) or not config.is_read:
        return []  # told already
    # What an entry of the menu is likely to mean: a page of the main language.
    likely = [
        page for page in pages if page.endswith(".md") and page.partition("/")[0] not in translated
    ]
    found: tuple[tuple[Topic, _Found], ...] = (
        (ABOUT_SETTINGS, _nav(config, pages, likely)),
        (ABOUT_PAGES, _unlisted(config, set(pages).difference(unfinished), likely)),
        (ABOUT_SETTINGS, _others(config)),
        (ABOUT_SETTINGS, _options(config)),
        (ABOUT_SETTINGS, without_effect(document, used)),
    )
    return check_values(document, config.shown, policy) + [
        Problem(config.shown, *place, message, topic)
        for topic, each in found
        for place, message in each
    ]


def _nav(config: ConfigFile, pages: Collection[str], likely: Collection[str]) -> _Found:
    document, nav = config.document, config.said("nav")
    if not pages:  # told already
        return
    if nav is None:
        if not any(nearest(key, ["nav"]) for key in document.data):  # told as an unknown setting
            yield (
                document.place(("nav",), key=True),
                "the menu is missing; write `nav:`, and below it each of its pages, as "
                "`  - The letter: index.md`",
            )
        return
    if not isinstance(nav, list):
        yield document.place(("nav",)), "'nav' must be a list; begin each entry with `- `"
        return
    leaves = list(menu_entries(nav))
    yield from _parts(document, leaves)
    seen: dict[str, int] = {}
    for where, target in leaves:
        place = document.place(where)
        if not isinstance(target, str):
            if where not in document.unread:
                no_page = "an entry of 'nav' names no page; write `- About: about.md`"
                yield document.place(where, key=True), no_page
        elif why := _wrong_target(target, pages, likely):
            yield place, why
        elif (line := seen.setdefault(target, place[0])) != place[0]:
            yield place, f"{quote(target)} stands in 'nav' already (line {line})"


def _parts(document: YamlText, leaves: list[tuple[Path, Any]]) -> _Found:
    """Yield titles that cannot be shown, and those of several pages or beside others."""
    titles = [at for at in document.keys if at[0] == "nav" and len(at) > 1]
    entries = set()
    for at in titles:
        title, place = str(at[-1]), document.place(at, key=True)
        if at[:-1] in entries:
            yield document.place(at[:-1]), "an entry of 'nav' names one page; begin each with `- `"
        entries.add(at[:-1])
        if why := _wrong_title(title):
            yield place, f"the title of an entry of 'nav' {why}"
        if sum(where[: len(at)] == at for where, _ in leaves) > 1:
            yield (
                place,
                f"the header shows only the first page of {quote(title)}; give each an entry of "
                "its own in 'nav', or write the others below `not_in_nav:`",
            )


def _unlisted(config: ConfigFile, pages: Collection[str], likely: Collection[str]) -> _Found:
    """Yield pages that no menu leads to, which MkDocs warns of without saying where."""
    document, hidden = config.document, config.said("not_in_nav") or ""
    if not isinstance(config.said("nav"), list) or not isinstance(hidden, str):
        return
    targets = config.nav_targets
    # A page that a wrong entry means is told of there.
    listed = {_likely_page(target, likely) for target in targets}.union(targets)
    unlisted = sorted(set(likely).intersection(pages).difference(listed))
    if not unlisted:
        return
    from pathspec.gitignore import GitIgnoreSpec  # costs a check time, and many sites need none

    patterns = GitIgnoreSpec.from_lines(hidden.splitlines())
    for page in unlisted:
        if not patterns.match_file(page):
            yield (
                document.place(("nav",), key=True),
                f"docs/{page} stands in no menu; add `- Its title: {page}` below `nav:`, or "
                f"`/{page}` below `not_in_nav:` if only links lead to it",
            )


def _wrong_title(title: str) -> str | None:
    try:
        if len(text(title)) > LONGEST_TITLE:
            return f"is {len(title)} characters long; write at most {LONGEST_TITLE}"
    except Wrong as wrong:
        return str(wrong)
    return None


def _wrong_target(target: str, pages: Collection[str], likely: Collection[str]) -> str | None:
    if target in likely or target == FIRST_PAGE:
        return None  # that the first page is missing is told
    if ELSEWHERE.match(target):
        try:
            web_address(target)
        except Wrong as wrong:
            return f"an address in 'nav' {wrong}"
        return None
    near = _likely_page(target, likely)
    if target in pages and near:
        return (
            f"{quote(target)} is a page in another language, whose menu follows from this one; "
            f"write {near}"
        )
    if target in pages:
        return f"{quote(target)} is no page; name a file that ends in .md"
    translations = set(pages).difference(likely)
    if not near and any(page.partition("/")[2] == target for page in translations):
        return None  # told of its translation
    remedy = f"write {near}" if near else "add the file, or delete this line"
    return f"'nav' names {quote(target)}, and docs/ holds no such page; {remedy}"


def _likely_page(target: str, pages: Collection[str]) -> str | None:
    """Return the page that an entry means, which names none; None where none is called alike."""
    path = target.strip("/").removeprefix("docs/").removesuffix(".html").removesuffix(".md")
    for candidate in (f"{path}.md", f"{path}/index.md"):
        if candidate in pages:
            return candidate
    folder, _, name = target.rpartition("/")
    beside = [page.rpartition("/")[2] for page in pages if page.rpartition("/")[0] == folder]
    moved = [page for page in pages if page.rpartition("/")[2] == name and name != "index.md"]
    like = nearest(name.removesuffix(".md"), [page.removesuffix(".md") for page in beside])
    return f"{folder}/{like}.md".lstrip("/") if like else next(iter(moved), None)


def _others(config: ConfigFile) -> _Found:
    document, data = config.document, config.document.data
    if not data.get("site_name"):
        yield document.place(("site_name",)), "'site_name' is missing; add the line `site_name: …`"
    if "INHERIT" not in data:
        yield (
            (1, 1),
            f"'INHERIT' is missing; add the line `INHERIT: {INHERIT}`, without which nothing makes "
            "and checks the site",
        )
    if address := data.get("site_url"):
        try:
            whole_site_address(str(address))
        except Wrong as wrong:
            yield document.place(("site_url",)), f"'site_url' {wrong}"
    if address := data.get("repo_url"):
        try:
            secure_address(str(address))
        except Wrong as wrong:
            yield document.place(("repo_url",)), f"'repo_url' {wrong}"
    for key in data:
        if key not in _KEYS:
            yield document.place((key,), key=True), _unknown(key)
    if (hooks := data.get("hooks", HOOKS)) != HOOKS:
        strange = (n for n, hook in enumerate(hooks or ()) if hook not in HOOKS)
        place = document.place(("hooks", next(strange, 0)))
        yield place, "'hooks' names a program; only hooks/main.py may run here"
    yield from _fixed(config)
    excluded = config.setting("exclude_docs")
    if re.search(r"^\s*!", excluded, re.MULTILINE):
        yield (
            document.place(("exclude_docs",)),
            "a line of 'exclude_docs' begins with !, which would publish files that no check has "
            "seen; delete the line",
        )
    yield from _named(document, "plugins", PLUGINS.__contains__, "reads or changes pages")
    yield from _named(document, "markdown_extensions", is_extension, "reads other files or sites")


def _fixed(config: ConfigFile) -> _Found:
    """Yield what is set otherwise than the site's files, checks and templates need it."""
    document, theme = config.document, config.document.data.get("theme", {})
    if not isinstance(theme, dict):
        # One word, or nothing, takes the place of all that hooks/settings.yml says of the theme.
        yield document.place(("theme",)), "write `name: material` below `theme:`, or delete it"
        theme = {}
    for (*above, key), only in FIXED.items():
        said = theme if above else document.data
        if str(said.get(key, only)).rstrip("/") != only:
            name = ".".join((*above, key))
            yield document.place((*above, key)), f"'{name}' is {quote(said[key])}; write {only}"
    if "language" in theme:
        try:
            language_code(str(theme["language"]))
        except Wrong as wrong:
            yield document.place(("theme", "language")), f"'theme.language' {wrong}"
    for key in theme:
        if key not in THEME:
            yield document.place(("theme", key), key=True), _unknown(f"theme.{key}")


def _unknown(key: str) -> str:
    if remedy := instead(key):
        return f"the setting {quote(key)} is not used here; delete it{remedy}"
    near = nearest(key, _KEYS)
    if near and "." not in key:
        return f"the setting {quote(key)} is not known; did you mean {quote(near)}?"
    return (
        f"the setting {quote(key)} is not among those that were checked, and may let other "
        "programs or files into the site; delete it"
    )


def _with_options(document: YamlText, key: str) -> Iterator[tuple[str, Any, Path]]:
    """Yield each plugin or extension that a list or a mapping names: its options, and its place."""
    given = document.data.get(key)
    for number, entry in enumerate(given if isinstance(given, list) else [given]):
        at: Path = (key, number) if isinstance(given, list) else (key,)
        for name, options in (entry if isinstance(entry, dict) else {entry: None}).items():
            if isinstance(name, str):
                yield name, options, (*at, name)


def _named(document: YamlText, key: str, is_known: Callable[[str], bool], danger: str) -> _Found:
    for name, _, where in _with_options(document, key):
        if is_known(name):
            continue
        if remedy := instead(name):
            why = f"{quote(name)} in '{key}' is not used here; delete it{remedy}"
        elif near := nearest(name, KNOWN_EXTENSIONS if key == "markdown_extensions" else PLUGINS):
            why = f"{quote(name)} in '{key}' is not known; did you mean {quote(near)}?"
        else:
            why = (
                f"{quote(name)} in '{key}' is not among those that were checked, and may be one "
                f"that {danger}; delete it"
            )
        yield document.place(where, key=True), why


def _options(config: ConfigFile) -> _Found:
    """Yield options that run other programs, or that end a build with a traceback."""
    document = config.document
    for name, options, where in _with_options(document, "plugins"):
        for option in options if name in PLUGINS and isinstance(options, dict) else ():
            if option not in SEARCH_OPTIONS:
                why = f"the setting {quote(f'{name}.{option}')} may run another program; delete it"
                yield document.place((*where, option), key=True), why
    given = document.data.get("markdown_extensions")
    why_not = "it is no list" if isinstance(given, str) else _fault(named_extensions(config.text))
    if why_not:
        yield (
            document.place(("markdown_extensions",), key=True),
            f'the setting "markdown_extensions" cannot be used ({why_not}); correct it',
        )


def named_extensions(text: str) -> Extensions:
    """Return the extensions of Markdown that a mkdocs.yml names; none where they cannot be read."""
    if "markdown_extensions" not in text:
        return {}
    try:
        # By the reader of MkDocs: their options are numbers and truth values too.
        given = yaml.safe_load(text)["markdown_extensions"]
    except (yaml.YAMLError, ValueError, TypeError, KeyError, RecursionError):
        return {}
    found: Extensions = {}
    for entry in given if isinstance(given, list) else [given]:
        for name, options in (entry if isinstance(entry, dict) else {entry: None}).items():
            found[str(name)] = options if isinstance(options, dict) else {}
    return found


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
        return " ".join(str(error).split())[:LONGEST_TITLE]
    return None


def is_extension(name: str) -> bool:
    """Whether a campaign may read its pages by an extension of Markdown."""
    package, _, part = name.rpartition(".")
    if package == "pymdownx":
        return part not in NOT_EXTENSIONS
    return part in KNOWN_EXTENSIONS and package in ("", "markdown.extensions")
