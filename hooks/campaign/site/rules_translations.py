"""What each language's pages and words must be to the main language's."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from posixpath import dirname
from typing import NamedTuple

from campaign.config.folder import FIRST_PAGE
from campaign.content.page_check import PageDraft
from campaign.content.pages import Letter
from campaign.core.problems import Problem, Wrong, quote
from campaign.core.topics import ABOUT_TRANSLATIONS
from campaign.i18n.catalogues import extract, speaks_source, untranslated, used_catalogue
from campaign.i18n.languages import join_path, own_name
from campaign.i18n.translations import (
    PageText,
    Translation,
    check_source,
    check_translation,
    stale,
    stale_warning,
)
from campaign.site.context import Context, SiteRule


class _Pair(NamedTuple):
    """A translation and what it translates, with the hash of what that says now."""

    draft: PageDraft
    page: PageText
    source: PageText
    current: str


def check_originals(context: Context) -> Iterator[Problem]:
    """A page in the main language bears no mark of a translation, and can be translated."""
    for draft in context.originals:
        if draft.front:
            yield from check_source(PageText(draft.shown, draft.split, draft.front))
    for path, current in context.hashes.items():
        if isinstance(current, Wrong):
            source = context.by_path[path]
            place = (source.split.markdown_line, 1)
            yield Problem(source.shown, *place, f"the text {current}", current.topic)


def check_translations(context: Context) -> Iterator[Problem]:
    """A translation has the name of its original, and says the same dates, numbers and files."""
    renamed = _renamed(context)
    for draft in context.drafts:
        if _is_orphan(context, draft):
            remedy = (
                f"rename it as well, to {context.shown(renamed[draft.path])}"
                if draft.path in renamed
                else "delete this page too, and its line below `nav` in mkdocs.yml, or give it the "
                "name of the page that it translates"
                if draft.inner in context.folder.config.nav_targets
                else "delete this page too, or give it the name of the page that it translates"
            )
            why = f"the page translates none: docs/{draft.inner} does not exist; {remedy}"
            yield Problem(draft.shown, 0, 0, why)
    numbers = [version.number for version in context.versions.entries]
    for pair in _pairs(context):
        if pair.draft.inner == FIRST_PAGE and context.untyped_letter:
            continue  # what differs follows from it
        yield from check_translation(pair.page, pair.source, pair.current, numbers)


def _is_orphan(context: Context, draft: PageDraft) -> bool:
    """Whether a page translates one that is gone; that the letter is gone is told of the letter."""
    is_translation = bool(draft.folder and draft.front) and draft.inner != FIRST_PAGE
    return is_translation and draft.inner not in {*context.paths, *context.told}


def _renamed(context: Context) -> dict[str, str]:
    """Return translations whose original was renamed, each with the name that it is to have.

    An original was renamed where its folder holds one page without a translation, and the
    language's folder one that translates none.
    """
    found: dict[str, str] = {}
    for code in context.codes:
        orphans: dict[str, list[str]] = {}
        for draft in context.drafts:
            if draft.folder == code and _is_orphan(context, draft):
                orphans.setdefault(dirname(draft.inner), []).append(draft.path)
        for folder, paths in orphans.items():
            new = [
                missing
                for draft in context.originals
                if dirname(draft.path) == folder
                if (missing := join_path(code, draft.path)) not in context.paths
            ]
            if len(paths) == len(new) == 1:
                found[paths[0]] = new[0]
    return found


def check_complete(context: Context) -> Iterator[Problem]:
    """A language has the letter, and all other pages if it is said to be complete."""
    told = set(_renamed(context).values())
    for entry in context.campaign.languages if context.campaign else ():
        if entry.code not in context.codes or _is_to_rename(context, entry.code):
            continue
        for source in (draft for draft in context.originals if draft.front):
            path, is_letter = source.path, isinstance(source.front, Letter)
            missing = join_path(entry.code, path)
            if not {missing, missing.lower()}.isdisjoint(told.union(context.paths)):
                continue
            if f"{path.removesuffix('.md')}.{entry.code}.md" in context.refused:
                continue  # it lies beside its original
            if path in context.unfinished:
                continue
            if not (entry.complete or is_letter):
                continue
            why = (
                f"the page is missing, and the language {quote(entry.code)} is complete; "
                f"translate docs/{path} into it, or write `complete: no` in mkdocs.yml"
                if entry.complete
                else f"a language needs at least the letter; translate docs/{path} into this "
                f"file, or take {quote(entry.code)} out of `languages` in mkdocs.yml"
            )
            yield Problem(context.shown(missing), 0, 0, why)


def _is_to_rename(context: Context, code: str) -> bool:
    """Whether a language's folder bears its former code, which is told of that folder."""
    docs = context.folder.docs
    folders = {path.name for path in docs.iterdir() if path.is_dir()}
    unread = folders - {path.partition("/")[0] for path in context.paths}
    return code not in folders and any(
        (docs / name / draft.path).exists() for name in unread for draft in context.originals
    )


def check_catalogues(context: Context) -> Iterable[Problem]:
    """The words of each language that is complete are all translated."""
    return context.catalogues[1]


def translations_of(context: Context) -> dict[str, Translation]:
    """Return what each page of another language translates, by the page's path."""
    latest = _latest(context)
    return {
        pair.draft.path: Translation(pair.draft.inner, stale(pair.page.front, pair.current, latest))
        for pair in _pairs(context)
    }


def translation_warnings(context: Context) -> Iterator[Problem]:
    """Yield a warning for each translation that is out of date, and each language's words."""
    latest = _latest(context)
    for pair in _pairs(context):
        if pair.page.front.source_hash and stale(pair.page.front, pair.current, latest):
            yield stale_warning(pair.page, pair.source, pair.current, latest)
    languages = context.campaign.languages if context.campaign else ()
    done = {entry.code for entry in languages if entry.complete}
    incomplete = [code for code in context.codes if code not in done and not speaks_source(code)]
    templates = context.folder.templates
    words = extract(templates.generator) if incomplete else {}
    for code in incomplete:
        if number := untranslated(context.catalogues[0].get(code), words):
            why = (
                f"{number} of the interface's {len(words)} words and sentences are not "
                f"translated into {own_name(code)}, and stay in English"
            )
            shown = context.folder.shown(used_catalogue(templates, code))
            yield Problem(shown, 0, 0, why, ABOUT_TRANSLATIONS)


def _pairs(context: Context) -> Iterator[_Pair]:
    for draft in context.drafts:
        source, current = context.by_path.get(draft.inner), context.hashes.get(draft.inner)
        if draft.folder and draft.front and source and source.front and isinstance(current, str):
            page = PageText(draft.shown, draft.split, draft.front)
            original = PageText(source.shown, source.split, source.front)
            yield _Pair(draft, page, original, current)


def _latest(context: Context) -> int | None:
    return context.versions.latest.number if context.versions.latest else None


TRANSLATION_RULES = tuple(
    SiteRule(ABOUT_TRANSLATIONS, check)
    for check in (check_originals, check_translations, check_complete, check_catalogues)
)
