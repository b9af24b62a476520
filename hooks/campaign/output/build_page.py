"""What a page's template is given: its card, its components, and the way to other languages."""

from __future__ import annotations

import html
import re
from collections.abc import Callable, Iterable, Mapping
from types import SimpleNamespace
from typing import Any

from campaign.content.component_syntax import COMPONENTS, PLACED, is_among_text, parse_placement
from campaign.content.pages import DemandPage, LeadPicture
from campaign.i18n.formats import locale_of
from campaign.i18n.languages import choices, join_path
from campaign.output.build import Build
from campaign.output.cards import Card, CardImage
from campaign.output.fonts import FONTS, MORE_FONTS
from campaign.site.site import Site, SitePage

SHOWN_MISSING = 8
"""Characters without a glyph that are named; a whole line of them would hide the rest."""


ROOM_FOR_NAME = 44
"""Characters of the campaign's name on a card."""
PLAIN = ("page", "thanks", "faq", "embed")
"""Page types that have no card of their own."""


def card_image(
    build: Build, source: SitePage, demand: object, say: Callable[..., None]
) -> CardImage | None:
    """Return the image of a page's card, if it has one; say what the card cannot show.

    A plain page without a picture has the letter's card: what a shared link is to say is the ask.
    """
    if build.cards is None:
        return None
    site = build.site.site_of(source)
    picture: LeadPicture | None = getattr(source.front, "picture", None)
    letter = site.page_of("letter")
    has_own = picture or source.front.type not in PLAIN
    if not has_own and letter and letter.folder == source.folder:
        return card_image(build, letter, None, lambda *_: None)
    words = build.words(site, "partials/card.html")
    fact = html.unescape(str(words.fact(source.front, demand)))
    front, campaign, locale = source.front, site.campaign, locale_of(site.language)
    title = front.ask if isinstance(front, DemandPage) else front.title
    card = Card(
        speaker(campaign.name, campaign.short_name, title),
        title,
        fact,
        locale.language,
        locale.territory or "",
        locale.text_direction,
        picture,
        str(words.number(front)),
    )
    image, missing = build.cards.want(source.path, card)
    if missing:
        say(
            "%s: the card of this page cannot show %s%s; add the package %s, or put a "
            "font that has it into %s, with its licence",
            build.folder.shown(build.folder.docs / source.path),
            ", ".join(f"{c} (U+{ord(c):04X})" for c in missing[:SHOWN_MISSING]),
            " and more" if len(missing) > SHOWN_MISSING else "",
            MORE_FONTS,
            build.folder.shown(build.templates.own / FONTS),
        )
    return image


def speaker(name: str, short_name: str, title: str, room: int = ROOM_FOR_NAME) -> str:
    """Return the campaign's name for a card: the short one where the long one does not help.

    It does not if it says the title again, or has more than `room` characters.
    """
    repeats = name.casefold() in title.casefold() or title.casefold() in name.casefold()
    return short_name if repeats or len(name) > room else name


def expanded(
    build: Build, context: Mapping[str, Any], content: str, source: SitePage, *, lists: bool
) -> str:
    """Return a page's text with its lists, or else what stands in its sentences, in place.

    Code shows its comments escaped, so that no comment found here is an example. Ordinary
    comments are an editor's notes and are not published: they go with the lists.
    """
    site = build.site.site_of(source)

    def replace(match: re.Match[str]) -> str:
        placement = parse_placement(match["among"] if match["alone"] is None else match["alone"])
        if placement is None:
            return "" if lists else match[0]
        if COMPONENTS[placement.name].inline is lists:
            return match[0]
        template = build.template(site, f"components/{placement.name}.html")
        given = {"options": placement.options, "inline": is_among_text(match)}
        return template.render({**context, **given}).strip()

    return PLACED.sub(replace, content)


def language_context(build: Build, site: Site, page: str, nav: Iterable[object]) -> dict[str, Any]:
    """Return what a page is given of languages: the switcher, and its language's navigation.

    `page` is its path within the folder of its language, `site` the site in that language, `nav`
    the main language's navigation. A site in one language is given nothing.
    """
    main = build.site
    if not main.others:
        return {}
    paths = frozenset(path for each in main.all_languages for path in each.pages)
    if page == "search.html":  # no page of MkDocs: each language has one
        paths = frozenset(join_path(each.folder, page) for each in main.all_languages)
    listed = main.campaign.languages
    shown = choices(page, main.language, listed, paths)
    if site.main is None:
        return {"choices": shown}
    return {"choices": shown, "nav": _translated_nav(nav, site, main, build.url_of)}


def _translated_nav(
    nav: Iterable[Any], site: Site, main: Site, url_of: Callable[[str], str | None]
) -> list[SimpleNamespace]:
    """Return the main navigation's entries, each to its translation.

    Where there is none, the entry leads to the main language's page, and is in that language; so
    is a link to another site that this language calls nothing of its own.
    """
    items = []
    titles = iter(site.entry.nav_titles if site.entry else ())
    for entry in nav:
        item = entry
        while item and item.is_section:
            item = next(iter(item.children), None)
        if item is None:
            continue
        if item.is_link:
            own = next(titles, None)
            language = site.language if own else main.language
            items.append(SimpleNamespace(title=own or entry.title, url=item.url, language=language))
            continue
        path, title, language = item.file.src_uri, entry.title or "", main.language
        if page := site.pages.get(join_path(site.folder, path)):
            path, language = page.path, site.language
            title = page.front.nav_title or page.front.title
        file = SimpleNamespace(src_uri=path)
        items.append(
            SimpleNamespace(
                title=title, url=url_of(path) or "", language=language, file=file, is_page=True
            )
        )
    return items
