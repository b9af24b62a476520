"""The menu, as `nav` in mkdocs.yml names it: every entry is a page, and every page stands in it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator

from campaign.config.configuration_file import ELSEWHERE, ConfigFile, menu_entries
from campaign.config.fields import text, web_address
from campaign.config.folder import FIRST_PAGE
from campaign.core.problems import Problem, Wrong, nearest, quote
from campaign.core.topics import ABOUT_PAGES, ABOUT_SETTINGS


def check_menu(
    config: ConfigFile,
    pages: Collection[str],
    translated: Collection[str] = (),
    unfinished: Collection[str] = (),
) -> Iterator[Problem]:
    """Yield a problem for each wrong entry of the menu, and for each page that it lacks.

    `pages` are the paths of the files below docs/, and `translated` the folders of other languages,
    whose pages stand in the menus by themselves; `unfinished` are the pages that are told to lack
    more than a place in the menu.
    """
    nav = config.said("nav")
    if not config.is_read or not pages or not isinstance(config.document.data, dict):
        return  # told already
    if nav is not None and not isinstance(nav, list):
        why = "'nav' must be a list; begin each entry with `- `"
        yield config.document.problem(why, "nav", topic=ABOUT_SETTINGS)
        return
    if nav is None:
        # A misspelt key is told as an unknown setting.
        if not any(nearest(key, ["nav"]) for key in config.document.data):
            why = (
                "the menu is missing; write `nav:`, and below it each of its pages, as "
                "`  - The letter: index.md`"
            )
            yield config.document.problem(why, "nav", key=True, topic=ABOUT_SETTINGS)
        return
    # What an entry of the menu is likely to mean: a page of the main language.
    likely = [
        page for page in pages if page.endswith(".md") and page.partition("/")[0] not in translated
    ]
    yield from _wrong_titles(config)
    yield from _wrong_entries(config, pages, likely)
    yield from _unlisted(config, set(likely).difference(unfinished), likely)


def _wrong_titles(config: ConfigFile) -> Iterator[Problem]:
    """Yield titles that nobody could read or press, those of several pages, and several in one."""
    titles = Counter(
        where[:end]
        for where, _ in menu_entries(config.said("nav"))
        for end, step in enumerate(where, 1)
        if isinstance(step, str) and end > 1
    )
    for entry, count in Counter(at[:-1] for at in titles).items():
        if count > 1:
            why = "an entry of 'nav' names one page; begin each with `- `"
            yield config.document.problem(why, *entry, topic=ABOUT_SETTINGS)
    for at, count in titles.items():
        try:
            text(str(at[-1]))
        except Wrong as wrong:
            why = f"the title of an entry of 'nav' {wrong}"
            yield config.document.problem(why, *at, key=True, topic=ABOUT_SETTINGS)
        if count > 1:
            why = (
                f"the header shows only the first page of {quote(at[-1])}; give each an entry of "
                "its own in 'nav', or write the others below `not_in_nav:`"
            )
            yield config.document.problem(why, *at, key=True, topic=ABOUT_SETTINGS)


def _wrong_entries(
    config: ConfigFile, pages: Collection[str], likely: Collection[str]
) -> Iterator[Problem]:
    document = config.document
    seen: dict[str, int] = {}
    for where, target in menu_entries(config.said("nav")):
        here, _ = document.place(where)
        if not isinstance(target, str):
            if where not in document.unread:
                no_page = "an entry of 'nav' names no page; write `- About: about.md`"
                yield document.problem(no_page, *where, key=True, topic=ABOUT_SETTINGS)
            continue
        why = _wrong_target(target, pages, likely)
        if not why and (line := seen.setdefault(target, here)) != here:
            why = f"{quote(target)} stands in 'nav' already (line {line})"
        if why:
            yield document.problem(why, *where, topic=ABOUT_SETTINGS)


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
    if not near and any(page.partition("/")[2] == target for page in set(pages).difference(likely)):
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


def _unlisted(
    config: ConfigFile, finished: Collection[str], likely: Collection[str]
) -> Iterator[Problem]:
    """Yield pages that no menu leads to, which MkDocs warns of without saying where."""
    targets = config.nav_targets
    # A page that a wrong entry means is told of there.
    listed = {_likely_page(target, likely) for target in targets}.union(targets)
    unlisted = sorted(set(finished).difference(listed))
    if not unlisted:
        return
    from pathspec.gitignore import GitIgnoreSpec  # costs a check time, and many sites need none

    hidden = GitIgnoreSpec.from_lines(config.setting("not_in_nav").splitlines())
    for page in unlisted:
        if not hidden.match_file(page):
            why = (
                f"docs/{page} stands in no menu; add `- Its title: {page}` below `nav:`, or "
                f"`/{page}` below `not_in_nav:` if only links lead to it"
            )
            yield config.document.problem(why, "nav", key=True, topic=ABOUT_PAGES)
