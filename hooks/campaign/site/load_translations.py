"""Holds each language's pages and words against the main language's."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

from campaign.config.configuration import Campaign
from campaign.config.folder import Folder
from campaign.config.topics import ABOUT_TRANSLATIONS
from campaign.content.pages import Letter
from campaign.content.versions import Versions
from campaign.core.problems import Problem, Problems, Wrong, quote
from campaign.i18n.catalogues import SOURCE_LANGUAGE, catalogue_path, extract, untranslated
from campaign.i18n.languages import join_path, own_name, split_path
from campaign.i18n.translations import Page as ReadPage
from campaign.i18n.translations import (
    Translation,
    check_source,
    check_translation,
    page_hash,
    stale,
    stale_warning,
)
from campaign.site.load_drafts import Draft

if TYPE_CHECKING:
    from babel.messages import Catalog


def catalogues_wanted(campaign: Campaign, main: str) -> dict[str, bool]:
    """Return the languages whose words are wanted, each with whether it must be complete.

    A site in one language alone uses its catalogue if there is one.
    """
    listed = {entry.code: entry.complete or entry.code == main for entry in campaign.languages}
    return listed or {main: False}


def untranslated_warnings(
    folder: Folder, campaign: Campaign, catalogues: Mapping[str, Catalog], codes: Iterable[str]
) -> list[Problem]:
    """Return a warning for each language that is not complete and shows words in English."""
    done = {entry.code for entry in campaign.languages if entry.complete} | {SOURCE_LANGUAGE}
    warnings = []
    incomplete = [code for code in codes if code not in done]
    words = extract(folder.templates.generator) if incomplete else ()
    for code in incomplete:
        if number := untranslated(catalogues.get(code), words):
            path = folder.shown(catalogue_path(folder.templates, code))
            message = (
                f"{number} of the interface's {len(words)} words and sentences are not translated "
                f"into {own_name(code)}, and stay in English"
            )
            warnings.append(Problem(path, 0, 0, message, ABOUT_TRANSLATIONS))
    return warnings


def check_translated(
    folder: Folder,
    campaign: Campaign | None,
    codes: Iterable[str],
    drafts: Iterable[Draft],
    paths: Iterable[str],
    versions: Versions,
    problems: Problems,
) -> tuple[dict[str, Translation], list[Problem]]:
    """Return what each page of another language translates, and a warning for what is stale."""
    by_path = {draft.path: draft for draft in drafts}
    present = [path for path in paths if path.endswith(".md")]
    sources = [path for path in present if not split_path(path, tuple(codes))[0]]
    found, warnings, hashes = dict[str, Translation](), list[Problem](), dict[str, str | None]()
    numbers = [version.number for version in versions.entries]
    latest = versions.latest.number if versions.latest else None
    for draft in by_path.values():
        if draft.front is None:
            continue
        page = ReadPage(draft.shown, draft.split, draft.front)
        if not draft.folder:
            problems.extend(check_source(page))
            continue
        if draft.inner not in sources:
            problems.add(
                draft.shown,
                (0, 0),
                f"the page translates none: docs/{draft.inner} does not exist; give this file the "
                "name of the page that it translates",
                ABOUT_TRANSLATIONS,
            )
            continue
        source = by_path.get(draft.inner)
        if source is None or source.front is None:
            continue  # it has problems of its own
        if draft.inner not in hashes:
            hashes[draft.inner] = _page_hash(source, problems)
        current = hashes[draft.inner]
        if current is None:
            continue
        original = ReadPage(source.shown, source.split, source.front)
        problems.extend(check_translation(page, original, current, numbers))
        is_stale = stale(draft.front, current, latest)
        found[draft.path] = Translation(draft.inner, is_stale)
        if is_stale and draft.front.source_hash:
            warnings.append(stale_warning(page, original, current, latest))
    for entry in campaign.languages if campaign else ():
        if entry.code not in codes:
            continue
        for path in sources:
            missing = join_path(entry.code, path)
            is_letter = path in by_path and isinstance(by_path[path].front, Letter)
            if missing not in present and (entry.complete or is_letter):
                why = (
                    f"the page is missing, and the language {quote(entry.code)} is complete; "
                    f"translate docs/{path} into it, or write `complete: no` in mkdocs.yml"
                    if entry.complete
                    else f"a language needs at least the letter; translate docs/{path} into this "
                    f"file, or take {quote(entry.code)} out of `languages` in mkdocs.yml"
                )
                problems.add(folder.shown(folder.docs / missing), (0, 0), why, ABOUT_TRANSLATIONS)
    return found, warnings


def _page_hash(draft: Draft, problems: Problems) -> str | None:
    if draft.front is None:
        return None
    try:
        return page_hash(draft.front, draft.split.markdown)
    except Wrong as wrong:
        problems.add(draft.shown, (draft.split.markdown_line, 1), f"the text {wrong}", wrong.topic)
        return None
