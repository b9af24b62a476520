"""What templates are given: escaping, formats, and the site's typed objects."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import date
from html import escape
from typing import Any, NamedTuple

import jinja2

from campaign.config.donations import donation_link, host_of
from campaign.config.fields import contact_link
from campaign.config.sign_on import SIGN_FORM, issue_form_link
from campaign.content.component_syntax import Placement
from campaign.content.demands import Demand, neighbours
from campaign.content.pages import (
    AnyPage,
    Appeal,
    DemandPage,
    EmbedPage,
    Letter,
    ReadingPage,
    Update,
    UpdatesPage,
)
from campaign.content.reading import counted_until, shelves
from campaign.content.tracker import track
from campaign.content.updates import (
    Entry,
    Note,
    by_year,
    events_of,
    notes_around,
    notes_of,
    timeline,
)
from campaign.i18n.catalogues import translations
from campaign.i18n.formats import Formats
from campaign.i18n.languages import (
    choices,
    direction,
    group_names,
    join_path,
    name_in,
    split_path,
    translated_nav,
    with_territory,
)
from campaign.output.addresses import (
    address_of,
    badge_path,
    citation_path,
    feed_path,
    has_list,
    list_base,
    list_urls,
    version_path,
)
from campaign.output.compiled_templates import at_render
from campaign.output.embeds import embed_names, latest
from campaign.output.list_pages import PagedList
from campaign.output.sharing import share_links
from campaign.safety.built_site_check import inline_source
from campaign.signatories.facets import facets
from campaign.signatories.script_names import in_language
from campaign.signatories.summary import summarize
from campaign.site.site import Site, SitePage

SEARCHED = ("ask", "addressed_to", "met_when", "purpose", "subject", "note", "boilerplate")
"""Front matter that stands on its page as text, and that its Markdown does not hold."""
TEMPLATES = {
    "letter": "letter.html",
    "demand": "demand.html",
    "appeal": "appeal.html",
    "signatories": "signatories.html",
    "update": "update.html",
    "updates": "updates.html",
    "tracker": "tracker.html",
    "reading": "reading.html",
    "embed": "embed.html",
    "press": "press.html",
    "page": "main.html",
}


class MadeFile(NamedTuple):
    """A file that the build made and that a page links to."""

    address: str
    """Below the site's root."""
    size: int
    """In bytes."""
    pages: int
    has_names: bool
    """Whether it holds everybody who signed."""


def prepare(
    environment: jinja2.Environment,
    site: Site,
    own_templates: Iterable[str],
    *,
    url_of: Callable[[str], str | None],
    size_of: Callable[[str], int],
    paged: PagedList | None,
    as_of: date,
    has_address: bool,
    is_demonstration: bool,
    is_served: bool,
) -> dict[str, jinja2.Environment]:
    """Make a Jinja environment safe and give it what every template of ours uses.

    MkDocs' environment does not escape; our own templates do, whatever a field holds. `site` is
    the main language's. Returns an environment for each other language, by its code.
    `has_address`: it is known where the site will be published.
    """
    own = frozenset(own_templates)
    shared = {
        "signatories": site.signatories,
        "count": site.signatories.count,
        "summary": summarize(site.signatories),
        "facets": facets(site.signatories.all),
        "paged": paged,
        "list_sizes": site.campaign.list_sizes,
        "list_urls": list_urls(site, paged, url_of),
        "search_base": list_base(site, url_of),
        "versions": site.versions,
        "version_counts": site.versions.counts(site.signatories.all),
        "as_of": as_of,
        "has_address": has_address,
        "events_of": events_of,
        "readers_counted_until": counted_until(site.reading),
        "is_demonstration": is_demonstration,
        "is_served": is_served,
        "donation_link": donation_link,
        "share_links": share_links,
        "sign_form_link": lambda title: issue_form_link(site.repository, SIGN_FORM, title),
        "main_language": site.language,
        "other_languages": tuple(site.others),
    }
    others = {}
    for code, translated in site.others.items():
        _install_words(environment, translated)
        other = others[code] = environment.overlay()
        other.globals = dict(environment.globals)  # an overlay shares what its original holds
        other.filters = dict(environment.filters)
        _prepare(other, translated, own, shared, url_of, size_of)
    _install_words(environment, site)
    _prepare(environment, site, own, shared, url_of, size_of)
    return others


def _install_words(environment: jinja2.Environment, site: Site) -> None:
    """Give an environment its language's words. An overlay's method would give its original's."""
    # Jinja's own extension adds the method.
    install = environment.install_gettext_translations  # type: ignore[attr-defined]
    install(translations(site.catalogue), newstyle=True)


def _prepare(
    environment: jinja2.Environment,
    site: Site,
    own: frozenset[str],
    shared: Mapping[str, Any],
    url_of: Callable[[str], str | None],
    size_of: Callable[[str], int],
) -> None:
    """Give an environment what belongs to its language."""
    environment.autoescape = lambda name: name in own
    formats = Formats(site.language)
    groups = group_names(site.campaign, site.entry)
    of_language: dict[str, Callable[..., Any]] = {
        "long_date": formats.long_date,
        "number": formats.number,
        "money": formats.money,
        "words": formats.words,
        "filesize": formats.size,
        "page_url": lambda path: url_of(join_path(site.folder, path)) or url_of(path),
        "main_url": url_of,
        "from_root": lambda path: address_of(url_of, path),
        "page_language": lambda path: (
            split_path(path, tuple(shared["other_languages"]))[0] or shared["main_language"]
        ),
        "group_name": lambda group: groups.get(group, group),
        "initial": lambda label: in_language(label, shared["main_language"], site.language),
        "language_name": lambda code: name_in(code, site.language),
        "size_of_file": size_of,
    }
    environment.filters.update(
        {name: at_render(function) for name, function in of_language.items()},
        contact_link=contact_link,
        host=host_of,
        inline_source=inline_source,
        direction=direction,
        territory=with_territory,
    )
    environment.globals.update(
        campaign=site.campaign,
        language=site.language,
        demands=site.demands,
        appeal_page=site.page_of("appeal"),
        letter_page=site.page_of("letter"),
        signatories_page=site.page_of("signatories"),
        citation_path=citation_path(site),
        text_direction=formats.locale.text_direction,
        language_entry=site.entry,
        language_folder=site.folder,
        updates_page=updates_page(site),
        tracker_page=site.page_of("tracker"),
        press_page=site.page_of("press"),
        embed_page=site.page_of("embed"),
        badge_path=badge_path(site.folder),
        list_base=list_base(listing := site if has_list(site) else site.main or site, url_of),
        list_language=listing.language,
        version_path=version_path(site),
        years=by_year(site_timeline(site)),
        feed=feed_path(site.folder) if shared["has_address"] and has_feed(site) else "",
        tracker=track(site.demands, site.campaign.letter_date, shared["as_of"]),
        letter_pdf=None,
        **shared,
    )


class ByLanguage:
    """Gives a template to whoever asks, `es/letter.html` from the environment of Spanish."""

    def __init__(self, main: jinja2.Environment, others: Mapping[str, jinja2.Environment]) -> None:
        """Hold the environment of the main language and those of the others, by their codes."""
        self._main = main
        self._others = others

    def get_template(self, name: str) -> jinja2.Template:
        """Return a template by its name; raises as Jinja's own method does."""
        code, inner = split_path(name, self._others)
        return (self._others[code] if code else self._main).get_template(inner)

    def __getattr__(self, name: str) -> Any:
        return getattr(self._main, name)


def language_context(
    main: Site,
    page: str,
    site: Site,
    nav: Iterable[object],
    url_of: Callable[[str], str | None],
) -> dict[str, Any]:
    """Return what a page is given of languages: the switcher, and its language's navigation.

    `page` is its path within the folder of its language, `site` the site in that language, `nav`
    the main language's navigation. A site in one language is given nothing.
    """
    if not main.others:
        return {}
    paths = frozenset(path for each in main.all_languages for path in each.pages)
    listed = main.campaign.languages
    context: dict[str, Any] = {
        "choices": choices(page, site.language, main.language, listed, paths)
    }
    if site.main:

        def translated(path: str) -> tuple[str, str] | None:
            found = site.pages.get(join_path(site.folder, path))
            return (found.path, found.front.nav_title or found.front.title) if found else None

        context["nav"] = translated_nav(
            nav,
            translated=translated,
            url_of=url_of,
            main=main.language,
            code=site.language,
            elsewhere=site.entry.nav_titles if site.entry else (),
        )
    return context


def template_context(
    main: Site,
    name: str,
    site: Site,
    nav: Iterable[object],
    url_of: Callable[[str], str | None],
) -> dict[str, Any]:
    """Return what `language_context` does, for a template that is no page, as `search.html`."""
    context = language_context(main, "index.md", site, nav, url_of)
    if name == "search.html" and context:
        folders = {each.language: each.folder for each in main.all_languages}
        context["choices"] = tuple(
            choice._replace(path=join_path(folders[choice.code], name))
            for choice in context["choices"]
        )
    return context


def site_notes(site: Site) -> tuple[Note, ...]:
    """Return the site's notes, newest first."""
    return notes_of((page.path, page.front) for page in site.pages.values())


def site_timeline(site: Site) -> tuple[Entry, ...]:
    """Return all that happened, newest first."""
    return timeline(site_notes(site), site.demands, site.signatories.all)


def updates_page(site: Site) -> SitePage | None:
    """Return the page of updates in the site's own language, if there is one."""
    return next((p for p in site.pages.values() if isinstance(p.front, UpdatesPage)), None)


def has_feed(site: Site) -> bool:
    """Whether a site whose address is known has a feed: a page of updates, and an entry."""
    return updates_page(site) is not None and bool(site_timeline(site))


def page_context(site: Site, page: SitePage) -> dict[str, Any]:
    """Return what the template of one page is given besides the globals."""
    context: dict[str, Any] = {
        "front": page.front,
        "source": page.name,
        "placed": {placement.name for placement in page.placements},
        "translation": page.translation,
    }
    if isinstance(page.front, DemandPage):
        demand = next(d for d in site.demands if d.path == page.path)
        context |= {"demand": demand, "neighbours": neighbours(site.demands, demand)}
    if isinstance(page.front, Update):
        context["around"] = notes_around(site_notes(site), page.path)
    if isinstance(page.front, ReadingPage):
        context["shelves"] = shelves(site.reading)
    if isinstance(page.front, EmbedPage):
        context |= {"embeds": embed_names(site), "latest": latest(site.signatories)}
    if isinstance(page.front, Letter):
        context["own_version"] = site.versions.of_text(page.front.source_version)
    return context


def searchable(front: AnyPage) -> str:
    """Return what front matter says in words, as HTML for the site's search to read.

    A dot parts one text from the next, since the search shows them in one line.
    """
    said = (getattr(front, name, None) for name in SEARCHED)
    return "".join(f"<p>{escape(text)} ·</p>" for text in said if text)


def asks_for_donation(site: Site, page: SitePage) -> bool:
    """Whether a call to donate may stand in the page's text."""
    return (
        site.campaign.donate is not None
        and page.front.donate
        and not isinstance(page.front, Appeal)
    )


def component_context(
    site: Site, page: SitePage, placement: Placement, *, inline: bool
) -> Mapping[str, Any]:
    """Return what a component's template is given besides the page's own context."""
    options = placement.options
    context: dict[str, Any] = {"options": options, "inline": inline}
    if placement.name == "signatories":
        context["list"] = site.signatories.select(
            options.get("kind", ""),
            options.get("group", ""),
            first=options.get("first") == "yes",
            demand=options.get("demand", ""),
        )
    elif placement.name == "demands":
        status = options.get("status")
        context["listed"] = tuple(d for d in site.demands if status in (None, d.status))
    elif placement.name == "history":
        context["demand"] = _demand(site, options.get("demand"), page)
    elif placement.name == "reading":
        context["shelves"] = shelves(site.reading, options.get("kind", ""))
    elif placement.name == "count":
        context["counted"] = site.signatories.count.of(options.get("kind", "all"))
    return context


def _demand(site: Site, slug: str | None, page: SitePage) -> Demand:
    return next(d for d in site.demands if d.slug == slug or (slug is None and d.path == page.path))
