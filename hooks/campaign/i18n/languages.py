"""The languages of a site: where each one's pages lie, how it is called, and what leads to it.

The main language's pages lie in docs/ itself, those of another language in docs/<code>/, under the
same paths: docs/es/about.md is the Spanish docs/about.md.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Collection, Mapping, Sequence
from functools import lru_cache
from typing import Any, NamedTuple
from urllib.parse import urlsplit

from babel import Locale
from babel.core import get_global

from campaign.config.configuration import TRANSLATED, Campaign, Language
from campaign.config.donate import Donate
from campaign.config.folder import FIRST_PAGE
from campaign.i18n.formats import locale_of

OWN_LINK = re.compile(r"<a\b(?P<attributes>[^>]*\bhref=\"(?P<target>[^\"]*)\"[^>]*)>")
HREFLANG = re.compile(r"\bhreflang=")


def split_path(path: str, codes: Collection[str]) -> tuple[str, str]:
    """Return the language of a path (or address) below docs/, "" for the main one, and the rest.

    `codes` are the other languages: "es/about.md" is ("es", "about.md").
    """
    first, slash, rest = path.partition("/")
    return (first, rest) if slash and first in codes else ("", path)


def join_path(code: str, path: str) -> str:
    """Return the path below docs/ of a page in a language, "" being the main one."""
    return f"{code}/{path}" if code else path


def own_name(code: str) -> str:
    """Return a language's name for itself, as it stands at the beginning of a line: Español."""
    locale = locale_of(code)
    name = locale.get_display_name(locale) or code
    return name[:1].upper() + name[1:]


def direction(code: str) -> str:
    """Return `ltr` or `rtl`."""
    return locale_of(code).text_direction


@lru_cache(maxsize=256)
def with_territory(code: str) -> str:
    """Return a language as Open Graph names it, with the place that it is likely of: es_ES."""
    locale = locale_of(code)
    territory = locale.territory or _likely(locale).territory or ""
    return f"{locale.language}_{territory}" if territory.isalpha() else locale.language


@lru_cache(maxsize=256)
def without_region(code: str) -> str:
    """Return the language alone, `de` for `de-AT`, or the code itself if its script is another."""
    locale = locale_of(code)
    alone = Locale(locale.language)
    script = locale.script or _likely(locale).script
    return alone.language if script == _likely(alone).script else code


def _likely(locale: Locale) -> Locale:
    """Return a language with the script and the territory that it is likely of."""
    likely = get_global("likely_subtags")
    return Locale.parse(likely.get(str(locale)) or likely.get(locale.language) or str(locale))


def in_language(campaign: Campaign, language: Language) -> Campaign:
    """Return the campaign as a language states it; what that one does not say stays as it is.

    The groups keep their names, by which rows and components name them: see `group_names`.
    """
    facts: dict[str, Any] = {}
    for key, (part, *below) in TRANSLATED.items():
        if (said := getattr(language, key)) and isinstance(said, str):
            whole = facts.get(part) or getattr(campaign, part)
            if below and whole:
                facts[part] = whole.model_copy(update={below[0]: said})
            elif not below:
                facts[part] = said
    donate = facts.get("donate", campaign.donate)
    if isinstance(donate, Donate) and len(language.pays_for) == len(donate.amounts):
        pairs = zip(donate.amounts, language.pays_for, strict=True)
        amounts = tuple(a.model_copy(update={"pays_for": text}) for a, text in pairs)
        facts["donate"] = donate.model_copy(update={"amounts": amounts})
    # What is announced in another language is not for these readers.
    return campaign.model_copy(update={"announcement": None} | facts)


def group_names(campaign: Campaign, language: Language | None) -> Mapping[str, str]:
    """Return each group's heading in a language, by the name that the campaign gives it."""
    translated = language.groups if language else ()
    if len(translated) != len(campaign.groups):
        translated = campaign.groups
    return dict(zip(campaign.groups, translated, strict=True))


class Choice(NamedTuple):
    """One entry of the language switcher."""

    code: str
    path: str
    """The page below docs/ that it leads to."""
    is_same_page: bool
    """Whether it leads to the same page: to the letter, where that page is not translated."""
    address: str = ""
    """Where it leads below the site's root, if that is no page of MkDocs."""


def choices(
    page: str, main: str, languages: Sequence[Language], pages: Collection[str]
) -> tuple[Choice, ...]:
    """Return the language switcher of a page, in the header's order.

    `page` is the page's path without its language's folder, `pages` those of all languages below
    docs/. A language that has neither the page nor a letter has no entry.
    """
    found = []
    for code in (language.code for language in languages):
        folder = "" if code == main else code
        same = join_path(folder, page)
        path = same if same in pages else join_path(folder, FIRST_PAGE)
        if path in pages:
            found.append(Choice(code, path, path == same))
    return tuple(found)


def mark_links(html: str, address: str, main: str, codes: Collection[str], of: str) -> str:
    """Add `hreflang` to every link of a page in the language `of` that leads to another language.

    `address` is the page's own below the site's root. Links that say their language keep it.
    """

    def mark(match: re.Match[str]) -> str:
        target = match["target"]
        parts = urlsplit(target)
        if parts.scheme or parts.netloc or not parts.path or HREFLANG.search(match["attributes"]):
            return match[0]
        path = posixpath.normpath(posixpath.join(posixpath.dirname(address), parts.path))
        if "." in posixpath.basename(path) and not path.endswith(".html") and path != ".":
            return match[0]
        language = split_path(f"{path}/", codes)[0] or main
        return match[0] if language == of else f'<a hreflang="{language}"{match["attributes"]}>'

    return OWN_LINK.sub(mark, html)
