"""What each language's pages and words must be to the main language's."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from posixpath import dirname

from campaign.config.folder import FIRST_PAGE
from campaign.content.page_check import PageDraft
from campaign.content.pages import Letter
from campaign.core.problems import Problem, Topic, Wrong, counted, quote
from campaign.core.topics import ABOUT_TRANSLATIONS, ABOUT_VERSIONS
from campaign.i18n.catalogues import extract, speaks_source, untranslated, used_catalogue
from campaign.i18n.languages import join_path, own_name
from campaign.i18n.translations import Translation, entries_of, marks_of, stale
from campaign.site.context import Context
from campaign.site.site import SitePage

_OF_TRANSLATIONS = ("source_hash", "nav_title", "source_version")
"""Front matter that only a translation has."""
_SAME = {"demand": ("order", "reviewed"), "update": ("date", "updated")}
"""Front matter that is no matter of language, by the type of page."""
_SAME_BELOW = {
    "history": ("event", ("date", "status", "source", "source_kind", "archive")),
    "facts": ("fact", ("source",)),
    "quotes": ("quote", ("name", "date", "source")),
    "files": ("file", ("path",)),
    "figures": ("figure", ("source",)),
    "match": ("promise", ("source", "until")),
}
"""Lists in front matter, or one entry: what it is called, and what of it is the same everywhere."""
_NUMBERS = {"figures": "number", "match": "text"}
"""What of such an entry gives numbers, which each language writes in its own way."""
_NUMBER = re.compile(r"\d+(?:[.,'’٬\s]\d{2,3}(?!\d))*")
"""A number, in which thousands, or lakhs, may be parted by a sign or a space."""


def check_originals(context: Context) -> Iterator[Problem]:
    """A page in the main language bears no mark of a translation, and can be translated."""
    for page in context.pages:
        for key in _OF_TRANSLATIONS if not page.folder else ():
            if getattr(page.front, key, None) is not None:
                why = (
                    f"'{key}' belongs to a translation, and this page is in the main language; "
                    "delete the line"
                )
                yield _at(page, why, key, key=True)
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
    for page, source, current in _pairs(context):
        if page.inner == FIRST_PAGE and context.untyped_letter:
            continue  # what differs follows from it
        front, original = page.front, source.front
        if front.type != original.type:
            why = f"'type' is {front.type}, but {source.shown} has {original.type}; write that"
            yield _at(page, why, "type")
            continue
        if front.source_hash is None:
            why = (
                "'source_hash' is missing, so that nobody can tell which text was translated; if "
                f"this translates {source.shown} as it is now, add `source_hash: {current}`, or "
                f"run `campaign translated {page.shown}`"
            )
            yield _at(page, why)
        yield from _check_same(page, source)
        yield from _check_lists(page, source)
        if isinstance(front, Letter):
            yield from _check_version(context, page, front, current)


def _at(
    page: PageDraft, why: str, *at: str | int, key: bool = False, topic: Topic | None = None
) -> Problem:
    """Return a problem at a value of a page's front matter, or at its key."""
    return page.document.problem(why, *at, key=key, topic=topic)


def _check_version(
    context: Context, page: SitePage, front: Letter, current: str
) -> Iterator[Problem]:
    """Yield a problem where it is not told which recorded version a letter translates."""
    versions = [version.number for version in context.versions.entries]
    said = front.source_version
    if not versions:
        if said is not None:
            why = "no version of the letter is recorded; delete 'source_version'"
            yield _at(page, why, "source_version", key=True, topic=ABOUT_VERSIONS)
        return
    known = f"1 to {versions[-1]}" if len(versions) > 1 else "1"
    if said is None:
        # Which one it was is certain only where there is one, or the text is still the same.
        newest = f"add `source_version: {versions[-1]}`"
        newest += f", or run `campaign translated {page.shown}`"
        which = (
            newest
            if len(versions) == 1
            else f"by its 'source_hash' this translates the newest; {newest}"
            if front.source_hash == current
            else f"add the number of the version that was translated, {known}, as "
            f"`source_version: {versions[0]}` for the first"
        )
        why = f"the letter's versions are recorded, but 'source_version' is missing; {which}"
        yield _at(page, why, topic=ABOUT_VERSIONS)
    elif said not in versions:
        why = f"'source_version' is {said}, which is not recorded; write {known}"
        yield _at(page, why, "source_version")


def _check_same(page: SitePage, source: SitePage) -> Iterator[Problem]:
    """Yield a problem for each key that differs from the source's; some may be missing there."""
    for key in _SAME.get(page.front.type, ()):
        given, own = getattr(page.front, key), getattr(source.front, key)
        if given == own:
            continue
        if own is None:
            why = f"'{key}' is {given}, but {source.shown} has none; delete the line"
        elif given is None:
            why = f"'{key}' is missing, but {source.shown} has it; add `{key}: {own}`"
        else:
            why = f"'{key}' is {given}, but {source.shown} has {own}; write that"
        yield _at(page, why, key)


def _check_lists(page: SitePage, source: SitePage) -> Iterator[Problem]:
    """Yield a problem for each entry that is missing, or differs from the source's."""
    for below, (noun, same) in _SAME_BELOW.items():
        given, own = (entries_of(each.front, below) for each in (page, source))
        if len(given) != len(own):
            why = (
                f"'{below}' has {counted(len(given), noun)}, but {source.shown} has {len(own)}; "
                "write each of them, in the same order"
            )
            yield _at(page, why, below, key=True)
            continue
        for at, (entry, expected) in enumerate(zip(given, own, strict=True)):
            place = (below, at) if isinstance(getattr(page.front, below), tuple) else (below,)
            differs = f"of {noun} {at + 1} differs from {source.shown}"
            for key in same:
                if (wanted := getattr(expected, key)) != getattr(entry, key):
                    remedy = f"write {wanted}" if wanted else "delete the line"
                    yield _at(page, f"'{key}' {differs}; {remedy}", *place, key)
            if counted_in := _NUMBERS.get(below):
                numbers = _numbers(getattr(expected, counted_in))
                if _numbers(getattr(entry, counted_in)) != numbers:
                    why = f"'{counted_in}' {differs}; write its numbers: {', '.join(numbers)}"
                    yield _at(page, why, *place, counted_in)
            said, wanted = (getattr(each, "correction", None) for each in (entry, expected))
            if (said is None) != (wanted is None):
                remedy = "translate it" if wanted else "delete the line"
                yield _at(page, f"'correction' {differs}; {remedy}", *place, "correction")


def _numbers(text: str) -> list[str]:
    """Return a text's numbers in plain digits, without what groups them, the smallest first."""
    found = _NUMBER.findall(unicodedata.normalize("NFKC", text))
    digits = ("".join(str(int(c)) for c in each if c.isdecimal()) for each in found)
    return sorted(digits, key=lambda each: (len(each), each))


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
    told = {*_renamed(context).values(), *context.paths}
    for entry in context.campaign.languages if context.campaign else ():
        if entry.code not in context.codes or _is_to_rename(context, entry.code):
            continue
        for source in context.originals:
            path, missing = source.path, join_path(entry.code, source.path)
            beside = f"{path.removesuffix('.md')}.{entry.code}.md"
            is_told = not told.isdisjoint((missing, missing.lower())) or beside in context.refused
            is_wanted = entry.complete or isinstance(source.front, Letter)
            if is_told or not is_wanted or not source.front or path in context.unfinished:
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
        page.path: Translation(page.inner, stale(page.front, current, latest))
        for page, _, current in _pairs(context)
    }


def translation_warnings(context: Context) -> Iterator[Problem]:
    """Yield a warning for each translation that is out of date, and each language's words."""
    latest = _latest(context)
    for page, source, current in _pairs(context):
        if page.front.source_hash and stale(page.front, current, latest):
            marks = marks_of(page.front, current, latest)
            lines = " and ".join(f"`{key}: {value}`" for key, value in marks.items())
            why = (
                f"{source.shown} has changed since it was translated; bring the translation up to "
                f"date, and write {lines}, or run `campaign translated {page.shown}`"
            )
            yield _at(page, why, "source_hash", topic=ABOUT_TRANSLATIONS)
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


def _latest(context: Context) -> int | None:
    return context.versions.latest.number if context.versions.latest else None


def _pairs(context: Context) -> Iterator[tuple[SitePage, SitePage, str]]:
    """Yield each translation, what it translates, and the hash of what that says now."""
    pages = {page.path: page for page in context.pages}
    for page in pages.values():
        source, current = pages.get(page.inner), context.hashes.get(page.inner)
        if page.folder and source and isinstance(current, str):
            yield page, source, current
