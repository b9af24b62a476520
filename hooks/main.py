"""MkDocs events: the only file that knows MkDocs. Everything else is the package `campaign`."""

from __future__ import annotations

import gc
import html
import inspect
import logging
import os
from dataclasses import dataclass, field
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

import jinja2
from mkdocs.exceptions import PluginError
from mkdocs.plugins import CombinedEvent, event_priority
from mkdocs.structure.files import File, InclusionLevel
from mkdocs.utils import CountHandler

# MkDocs puts this folder on the path only while it executes this file.
from campaign import last_site, list_output, live_problems, own_look, presentation
from campaign.addresses import pdf_address
from campaign.allowed_hosts import allowed_hosts
from campaign.built_site import Expected, check_files, check_site
from campaign.cards import fonts
from campaign.cards.colours import read_colours
from campaign.cards.store import CardStore
from campaign.catalogues import FOLDER as CATALOGUES
from campaign.checking import DEMONSTRATION, check_folder
from campaign.citation import bibtex, cite, ris
from campaign.colours.checks import campaign_palettes, palettes, site_colours
from campaign.colours.contrast import hexadecimal, recoloured
from campaign.colours.palette import style_rules
from campaign.demand_editions import demand_editions
from campaign.editions import editions
from campaign.embeds import style_of
from campaign.explanations import pointers
from campaign.feed import plain
from campaign.feed_output import feed_output
from campaign.folder import NOT_PUBLISHED, SIGNATORIES, Folder
from campaign.languages import join_path, mark_links, split_path
from campaign.links import LinkTargets, check_built_links, place_of_link
from campaign.list_output import ListLanguage, OutputFile
from campaign.loading.everything import load_site
from campaign.loading.versions import letter_wording
from campaign.logo import shown_logo
from campaign.markdown_text import without_code
from campaign.moved import Target, moved_output
from campaign.output_files import Written, write_files
from campaign.own_look import STYLE as OWN_STYLE
from campaign.own_look import own_files, style_sheet, template_problem, winner
from campaign.paged_list import SEARCH, Located, PagedList, page_list, search_files
from campaign.pages import Letter
from campaign.pdf.composing import compose
from campaign.pdf.document import Copy, prints_names
from campaign.pdf.glyphs import messages
from campaign.pdf.making import WARNS
from campaign.pdf.typesetting import TEMPLATE, Pdf, Unset, font_folders, is_wanted
from campaign.personal_data import own_contacts
from campaign.placements import COMPONENTS, Placement
from campaign.problems import Problem, Problems
from campaign.publication import EPOCH, moment_of, site_address, source_date, source_epoch
from campaign.raw_html import check_raw_html
from campaign.remembering import latest
from campaign.second_process import Beside
from campaign.site import Site, SitePage
from campaign.starting.placeholders import find_placeholders, is_publishing
from campaign.structured_data import Place, page_data, script_text
from campaign.tables import AlignByClass
from campaign.uploads import check_made_pdf
from campaign.version_pages import VersionLanguage, version_output

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from datetime import date

    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.livereload import LiveReloadServer
    from mkdocs.structure.files import Files
    from mkdocs.structure.nav import Navigation
    from mkdocs.structure.pages import Page

    from campaign.cards.card import CardImage
    from campaign.signatories import Signatory

log = logging.getLogger("mkdocs.plugins.campaign")  # --strict counts only what is below "mkdocs"

FONTS = "fonts/"
"""Where the fonts lie in overrides/: cards and PDFs are made with them; no page loads one."""
PDF = "pdf/"
"""Where the PDFs' template and its words lie in overrides/."""
EMBEDS = "embeds/"
"""Where the templates and the style lie in overrides/ of what other sites embed."""
STYLE = own_look.STYLE_SHEET
ICON = "assets/favicon.svg"
OWN = "own/"
"""Where in overrides/ the campaign's own templates and files lie: they win over the generator's."""
CARD_CACHE = Path(".cache", "cards")
WHOLE_EDITIONS = frozenset(("signatories.csv", "signatories.json"))
"""The editions that hold everybody."""
SHOWN_MISSING = 8
"""Characters without a glyph that are named; a whole line of them would hide the rest."""
ENVIRONMENT = dict(os.environ)  # as the process began: a build must not read what another wrote


@dataclass
class _Build:
    """What one build knows. Modules load once a process, so that each build begins anew."""

    site: Site
    folder: Folder
    epoch: int | None
    warnings: CountHandler
    theme_folders: tuple[str, ...]
    environment: jinja2.Environment = field(init=False)
    others: dict[str, jinja2.Environment] = field(default_factory=dict)
    """The environments of the other languages, by their codes."""
    url_of: Callable[[str], str | None] = field(init=False)
    """Gives the address, below the site's root, of a page below docs/."""
    misread: Problems = field(default_factory=Problems)
    contents: dict[str, str] = field(default_factory=dict)
    """Pages' text while the search reads them, to which front matter was added."""
    cards: CardStore | None = None
    """None where no card can be shown or drawn."""
    paged: PagedList | None = None
    beside: Beside[Located, list[Problem]] | None = None
    """Writes, and looks at, what a long list needs besides its pages."""
    list_contexts: dict[str, dict[str, Any]] = field(default_factory=dict)
    """What the signatories' page was given in each language: a long list's pages get the same."""
    written: Written = field(default_factory=Written)
    notes: dict[str, str] = field(default_factory=dict)
    """The notes' texts as HTML, by their paths: the feed holds them."""
    embed_contexts: dict[str, dict[str, Any]] = field(default_factory=dict)
    """What pages were given that offer something to embed, by their paths."""
    letter_contexts: dict[str, dict[str, Any]] = field(default_factory=dict)
    """What the letter's page was given in each language: its versions' pages are given the same."""
    colours: tuple[str, str] = ("", "")
    """The rules that set the campaign's own colours."""
    pdfs: dict[str, bytes] = field(default_factory=dict)
    """PDFs of the letter by their addresses below the site's root: one in each language."""


_build: _Build
_is_served = False
_is_dirty = False
_site_folder: Path | None = None


def on_startup(command: str, dirty: bool) -> None:
    """Remember whether an editor looks on; MkDocs' live reload needs a page without a policy."""
    global _is_served, _is_dirty  # noqa: PLW0603
    _is_served = command == "serve"
    _is_dirty = dirty


def on_config(config: MkDocsConfig) -> MkDocsConfig:
    """Read and check everything that editors write, before the last good site is touched."""
    global _build  # noqa: PLW0603
    if not _is_served:
        gc.disable()  # a build makes millions of lasting objects, no cycles, and then ends
    root = Path(config.config_file_path).parent
    epoch = source_epoch(root, ENVIRONMENT)
    if epoch is not None:
        os.environ[EPOCH] = str(epoch)  # the sitemap's dates and its gzip header follow it
    config.site_url = site_address(config.site_url, ENVIRONMENT) or ""
    folder = _folder(config, root)
    config.watch.extend([config.theme.dirs[0], str(folder.signatories)])
    site, problems = load_site(folder, str(config.theme["language"] or "en"))
    placeholders = find_placeholders(folder)
    if is_publishing(ENVIRONMENT):
        problems.extend(placeholders)
    elif placeholders:
        log.info(
            "%s texts of the starter are still to be replaced; `campaign check` names each. The "
            "first: %s",
            len(placeholders),
            placeholders[0],
        )
    if site is None or len(problems):
        raise _refusal(problems)
    config.markdown_extensions.append(AlignByClass())  # type: ignore[arg-type]
    _search_in_every_language(site, config)
    for warning in site.warnings:
        log.info(str(warning))
    folders = (str(Path(config.theme.dirs[0], OWN)), *config.theme.dirs)
    _build = _Build(site, folder, epoch, _count_warnings(), folders)
    css = Path(config.theme.dirs[0], STYLE).read_text(encoding="utf-8")
    _build.colours = style_rules(campaign_palettes(site.campaign.colours, css))
    # MkDocs looks through every file of the theme, ten thousand icons among them, for what to
    # publish. No page of ours needs one published; templates may still include them (on_env).
    config.theme.dirs[:] = [d for d in config.theme.dirs if not Path(d, ".icons").is_dir()]
    return config


def on_pre_build(config: MkDocsConfig) -> None:
    """Build beside the last good site, which stays in its place until the new one is good."""
    global _site_folder  # noqa: PLW0603
    _site_folder = None
    if _is_dirty:
        return
    try:
        new = last_site.begin(Path(config.site_dir))
    except OSError as error:
        raise PluginError(f"The site could not be written: {error}") from None
    _site_folder = Path(config.site_dir)
    config.site_dir = str(new)


def on_post_build(config: MkDocsConfig) -> None:
    """Write the list's own files, and let go of the last site, unless a warning came up."""
    try:
        _write_cards(config)
        Path(config.site_dir, STYLE).write_text(_style(config), encoding="utf-8", newline="")
        _write_icon(config)
        search = _kept_search() if _is_served and _build.paged else ()
        _build.written = write_files(chain(_output(config), search), config.site_dir)
        _write_pdfs(config)
        _write_moved(config)
        _refuse_warnings()
        problems = _problems_in_built(config)
        if _build.beside:
            problems.extend(_build.beside.finish())
            _build.beside = None
    except OSError as error:
        raise PluginError(f"The site could not be written: {error}") from None
    if len(problems):
        raise _refusal(problems)
    if _site_folder:
        try:
            last_site.finish(_site_folder)
        except OSError as error:
            raise PluginError(f"The site could not be written: {error}") from None
        config.site_dir = str(_site_folder)


def on_build_error(error: Exception) -> None:
    """Leave the last good site as it was; say in a problem's form what is wrong in a template."""
    if "_build" in globals() and _build.beside:
        _build.beside.stop()
        _build.beside = None
    if _site_folder:
        last_site.give_up(_site_folder)
    if "_build" not in globals():  # refused before anything was read
        return
    overrides = Path(_build.theme_folders[1])
    if found := template_problem(error, overrides, _build.folder.shown):
        problems = Problems()
        problems.extend([found])
        raise _refusal(problems)


def on_files(files: Files, config: MkDocsConfig) -> Files:
    """Leave out the raw data, and what no page loads, as fonts and the search's own scripts."""
    for file in list(files):
        unread = (*NOT_PUBLISHED, "search/main.js", "search/worker.js", f"{CATALOGUES}/")
        is_unpublished = file.src_uri.startswith((FONTS, PDF, EMBEDS, OWN)) and (
            file.src_dir == config.theme.dirs[0]
        )
        if is_unpublished or file.src_uri.startswith(unread):
            files.remove(file)
        elif file.src_uri.startswith(tuple(f"{code}/" for code in _build.site.others)):
            file.inclusion = InclusionLevel.NOT_IN_NAV  # each language has a navigation of its own
    for path, folder in own_files(Path(config.theme.dirs[0], OWN)).items():
        if (replaced := files.get_file_from_path(path)) is not None:
            files.remove(replaced)
        files.append(File(path, str(folder), config.site_dir, config.use_directory_urls))
    _build.url_of = lambda path: file.url if (file := files.get_file_from_path(path)) else None
    if _is_long() and not _is_served:  # `serve` has threads, of which no copy may be made
        _build.beside = Beside.start(_beside(config))
    return files


def on_page_markdown(markdown: str, page: Page, config: MkDocsConfig, files: Files) -> str:
    """Give MkDocs the page's title and template; the front matter was read before."""
    source = _source(page)
    if source is None:
        return markdown
    front = source.front
    page.meta = {
        "title": front.title,
        "description": front.description,
        "template": join_path(source.folder, presentation.TEMPLATES[front.type]),
    }
    if front.search.exclude:
        page.meta["search"] = {"exclude": True}
    return source.markdown


def on_page_content(html: str, page: Page, config: MkDocsConfig, files: Files) -> str:
    """Check what Markdown made of components and links, which the checks before only foresaw."""
    if source := _source(page):
        shown = _build.folder.shown(_build.folder.docs / source.path)
        _build.misread.extend(presentation.misread(html, source, shown))
        targets = LinkTargets(frozenset(), allowed_hosts(_build.site.campaign))
        line = source.markdown_line
        _build.misread.extend(check_built_links(html, source.markdown, shown, line, targets))
        _build.misread.extend(check_raw_html(html, source.markdown, shown, line))
    return html


def on_env(env: jinja2.Environment, config: MkDocsConfig, files: Files) -> jinja2.Environment:
    """Refuse what came to light in reading the pages, before any page is written."""
    problems = _broken_anchors(env, files)
    problems.extend(_build.misread)
    if len(problems):
        raise _refusal(problems)
    _refuse_warnings()
    env.loader = jinja2.FileSystemLoader(_build.theme_folders)
    overrides = Path(config.theme.dirs[0])
    own = (
        path.relative_to(overrides).as_posix().removeprefix(OWN)
        for path in overrides.rglob("*.html")
    )
    site = _build.site
    if _is_long():
        _build.paged = page_list(site.signatories, site.campaign.list_sizes.page)
    _build.others = presentation.prepare(
        env,
        site,
        own,
        paged=_build.paged,
        url_of=_build.url_of,
        size_of=lambda path: (_build.folder.docs / path).stat().st_size,
        as_of=_as_of(),
        has_address=bool(config.site_url),
        is_demonstration=DEMONSTRATION in ENVIRONMENT,
        is_served=_is_served,
    )
    look = site_colours(
        site.campaign, _build.folder.configuration, _build.folder.templates, _build.folder.shown
    )
    logo = shown_logo(site.campaign.logo, _build.folder.docs)
    for environment in (env, *_build.others.values()):
        environment.globals["palettes"] = palettes(look)
        environment.globals["logo"] = logo
    _build.environment = env
    _build.cards = _card_store(config)
    if _build.paged:  # the index of names is shared, and names groups in the main language
        words: Any = env.get_template("partials/words.html").module
        headings = [str(words.section_name(section)) for section in site.signatories.sections]
        for other in _build.others.values():
            other.globals["list_headings"] = headings
    if _build.beside:
        _build.beside.send(_located())
    for each in site.all_languages:
        _make_pdf(config, files, each)
    # MkDocs asks one environment for every template; it gets each from that of its language.
    return presentation.ByLanguage(env, _build.others) if _build.others else env  # type: ignore[return-value]


@event_priority(100)
def _expand_in_text(
    context: dict[str, Any], page: Page, config: MkDocsConfig, nav: Navigation
) -> dict[str, Any]:
    """Put counts into sentences, and front matter into view, before the search reads the page."""
    source = _source(page)
    if source is None:
        return context
    site = _build.site.site_of(source)
    context |= presentation.page_context(site, source)
    context["asks_for_donation"] = presentation.asks_for_donation(site, source)
    context |= presentation.language_context(_build.site, source.inner, site, nav, _build.url_of)
    context |= _for_machines(context, page, source, config)
    _expand(context, page, source, lists=False)
    _build.contents[source.path] = page.content or ""
    page.content = f"{presentation.searchable(source.front)}{page.content}"
    return context


@event_priority(-100)
def _expand_lists(
    context: dict[str, Any], page: Page, config: MkDocsConfig, nav: Navigation
) -> dict[str, Any]:
    """Put lists in place after the search has read the page, which names have a search for."""
    source = _source(page)
    if source is not None:
        page.content = _build.contents.pop(source.path)
        _expand(context, page, source, lists=True)
        if source.front.type == "signatories":
            _build.list_contexts[_build.site.site_of(source).language] = dict(context)
        if source.front.type == "update":
            _build.notes[source.path] = page.content
        if source.front.type == "embed":
            _build.embed_contexts[source.path] = dict(context)
        if isinstance(source.front, Letter):
            _build.letter_contexts[_build.site.site_of(source).language] = dict(context)
    return context


on_page_context = CombinedEvent(_expand_in_text, _expand_lists)


def on_template_context(
    context: dict[str, Any], template_name: str, config: MkDocsConfig
) -> dict[str, Any]:
    """Give the search pages and the 404 page, which are no pages of MkDocs, their languages."""
    site = _build.site
    code, name = split_path(template_name, tuple(site.others))
    context |= presentation.template_context(
        site, name, site.others.get(code, site), context["nav"], _build.url_of
    )
    if name == "404.html" and site.others:
        context["not_found"] = [
            _build.others[code]
            .get_template("partials/not_found.html")
            .render(
                context
                | presentation.template_context(site, name, other, context["nav"], _build.url_of)
            )
            for code, other in site.others.items()
        ]
    return context


def on_post_page(output: str, page: Page, config: MkDocsConfig) -> str:
    """Say of each link of a translation whether it leads to another language."""
    source = _source(page)
    if source is None or not source.folder:
        return output
    site = _build.site
    return mark_links(output, page.url, site.language, tuple(site.others), source.folder)


def on_serve(server: LiveReloadServer, config: MkDocsConfig, builder: Any) -> LiveReloadServer:
    """Show problems in the page while the last good site stays up."""
    configuration = Path(config.config_file_path)
    live_problems.install(server, lambda: check_folder(configuration))  # type: ignore[arg-type]
    return server


def _search_in_every_language(site: Site, config: MkDocsConfig) -> None:
    """Make a search page for each language, and let the index know the words of all."""
    if not site.others:
        return
    for code in site.others:
        config.theme.static_templates.add(f"{code}/search.html")
    config.watch.append(str(Path(config.theme.dirs[0], CATALOGUES)))
    for name, plugin in config.plugins.items():
        if name.rpartition("/")[2] == "search":
            known = Path(inspect.getfile(type(plugin))).parent / "lunr-language"
            languages = dict.fromkeys(
                each.language.partition("-")[0] for each in site.all_languages
            )
            found = [c for c in languages if c == "en" or (known / f"lunr.{c}.js").is_file()]
            plugin.config["lang"] = list(dict.fromkeys(["en", *found]))


def _environment(site: Site) -> jinja2.Environment:
    return _build.others[site.folder] if site.folder else _build.environment


def _expand(context: dict[str, Any], page: Page, source: SitePage, *, lists: bool) -> None:
    def render(placement: Placement, inline: bool) -> str:
        site = _build.site.site_of(source)
        template = _environment(site).get_template(f"components/{placement.name}.html")
        extra = presentation.component_context(site, source, placement, inline=inline)
        return template.render(context | dict(extra)).strip()

    page.content = presentation.expand(
        page.content or "",
        render,
        only=lambda placement: COMPONENTS[placement.name].inline is not lists,
        keep_comments=not lists,
    )


def _output(config: MkDocsConfig) -> Iterator[OutputFile]:
    """Yield the files that are written beside MkDocs' pages: editions and a long list's pages."""
    site = _build.site
    words: Any = _build.environment.get_template("partials/words.html").module
    label, message = str(words.badge_label()), str(words.total(site.signatories.count))
    for edition in editions(site.signatories.all, site.signatories.count, _as_of(), label, message):
        if not (_build.beside and edition.name in WHOLE_EDITIONS):
            yield OutputFile(edition.name, edition.pieces)
    yield from _record(config, words)
    for each in site.all_languages:
        yield from _embeds(config, each)
        yield from _feed(config, each)
    yield from _version_pages(config)
    yield from _citations(config)
    yield from _list_pages(config)


def _is_long() -> bool:
    """Whether the list has pages of its own."""
    site = _build.site
    sizes = site.campaign.list_sizes
    return site.signatories.count.listed > sizes.medium and bool(site.page_of("signatories"))


def _beside(config: MkDocsConfig) -> Callable[[Callable[[], Located]], list[Problem]]:
    """Return what is done beside the build: a long list's search and its whole editions."""
    site, folder, as_of, base = _build.site, config.site_dir, _as_of(), _list_base()
    expected = _expected()

    def work(receive: Callable[[], Located]) -> list[Problem]:
        everybody, count = site.signatories.all, site.signatories.count
        whole = (
            OutputFile(edition.name, edition.pieces)
            for edition in editions(everybody, count, as_of, "", "")
            if edition.name in WHOLE_EDITIONS
        )
        search = list_output.search_output(search_files(everybody, receive), base)
        written = write_files(chain(whole, search), folder)
        return check_files(Path(folder), written.names, expected)

    return work


def _list_base() -> str:
    """Return the address of the signatories' page below the site's root."""
    return presentation.list_base(_build.site, _build.url_of)


def _located() -> Located:
    """Return where a long list's search finds names."""
    if _build.paged is None:
        return Located([], [])
    words: Any = _build.environment.get_template("partials/words.html").module
    return _build.paged.located(
        {
            (s.section.kind, s.section.group): str(words.section_name(s.section))
            for s in _build.paged.sections
        }
    )


def _list_pages(config: MkDocsConfig) -> Iterator[OutputFile]:
    """Yield a long list's pages, and the addresses that lead to them."""
    paged = _build.paged
    if paged is None:
        return
    sites = [each for each in _build.site.all_languages if each.language in _build.list_contexts]
    languages = [_list_language(site) for site in sites]
    whole = [
        language
        for site, language in zip(sites, languages, strict=True)
        if presentation.has_list(site)
    ]
    yield from list_output.list_pages(paged, whole, config.site_url or "")
    for each in languages:
        yield from list_output.list_aliases(paged, each, each if each in whole else whole[0])


def _list_language(site: Site) -> ListLanguage:
    context, environment = _build.list_contexts[site.language], _environment(site)
    words: Any = environment.get_template("partials/words.html").module
    names: Any = environment.get_template("partials/names.html").module
    return ListLanguage(
        site.language,
        context["page"].url,
        context["page"].file.src_uri,
        context,
        environment.get_template,
        lambda page: str(words.list_page_title(page)),
        site.campaign.name,
        names.comma,
        names.names,
        _marked_for(site),
    )


def _marked_for(site: Site) -> Callable[[str, str], str]:
    """Return what says of each link of a page whether it leads to another language."""
    main, others = _build.site.language, tuple(_build.site.others)
    if not site.folder:
        return lambda html, _: html
    return lambda html, address: mark_links(html, address, main, others, site.folder)


def _for_machines(
    context: dict[str, Any], page: Page, source: SitePage, config: MkDocsConfig
) -> dict[str, Any]:
    """Return a page's card and its structured data, both of which need the page's address."""
    if not page.canonical_url:
        return {}
    site = _build.site.site_of(source)
    card = _want_card(site, source, context.get("demand"))
    original = source.translation and _address(config, source.translation.source)
    place = Place(
        page.canonical_url,
        f"{config.site_url}{join_path(source.folder, '')}",
        site.language,
        f"{config.site_url}{card.path}" if card else "",
        logo=f"{config.site_url}{quote(logo.file)}" if (logo := site.campaign.logo) else "",
        original=original or "",
    )
    data = page_data(site, source, place)
    return {"card": card, "structured_data": script_text(data) if data else ""}


def _address(config: MkDocsConfig, path: str) -> str:
    """Return a page's whole address; empty where the site's is not known."""
    below = presentation.address_of(_build.url_of, path)
    return f"{config.site_url}{below}" if config.site_url else ""


def _want_card(site: Site, source: SitePage, demand: Any) -> CardImage | None:
    if _build.cards is None:
        return None
    words: Any = _environment(site).get_template("partials/card.html").module
    fact = html.unescape(str(words.fact(source.front, demand)))
    image, missing = _build.cards.want(source.path, presentation.card_of(site, source, fact))
    if missing:
        shown = _build.folder.shown(_build.folder.docs / source.path)
        log.info(
            "%s: the card of this page cannot show %s%s; put a font that has it into "
            "overrides/%s, with its licence",
            shown,
            ", ".join(f"{c} (U+{ord(c):04X})" for c in missing[:SHOWN_MISSING]),
            " and more" if len(missing) > SHOWN_MISSING else "",
            FONTS,
        )
    return image


def _card_store(config: MkDocsConfig) -> CardStore | None:
    """Return what makes this build's cards; None, and a word about it, where there can be none."""
    if not config.site_url:
        return None  # a card's address must be whole
    if not fonts.can_shape():
        log.info("No cards are made: the installed Pillow cannot set every script (no libraqm).")
        return None
    overrides = Path(config.theme.dirs[0])
    book, refused = fonts.read_fonts(overrides / FONTS)
    for name, why in refused:
        log.info("overrides/%s%s is not used for cards: %s", FONTS, name, why)
    colours, unread = read_colours(_style(config))
    for name in unread:
        log.info("Cards keep their own colour for --%s: overrides/%s does not set it as #rrggbb.",
                 name, STYLE)  # fmt: skip
    return CardStore(_build.folder.root / CARD_CACHE, book, colours)


def _style(config: MkDocsConfig) -> str:
    return style_sheet(Path(config.theme.dirs[0]), *_build.colours)


def _write_icon(config: MkDocsConfig) -> None:
    """Write the generator's icon in the site's own colours, unless the campaign has its own."""
    overrides = Path(config.theme.dirs[0])
    if winner(overrides, ICON) != overrides / ICON:
        return
    was = read_colours((overrides / STYLE).read_text(encoding="utf-8"))[0].accent
    now = read_colours(_style(config))[0].accent
    text = (overrides / ICON).read_text(encoding="utf-8")
    drawn = recoloured(text, hexadecimal(was), hexadecimal(now))
    Path(config.site_dir, ICON).write_text(drawn, encoding="utf-8", newline="")


def _write_cards(config: MkDocsConfig) -> None:
    for path, data in _build.cards.images() if _build.cards else ():
        target = Path(config.site_dir, path)
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(data)


def _citations(config: MkDocsConfig) -> Iterator[OutputFile]:
    """Yield the letter's citation, for each language that has the letter, in two forms."""
    for site in _build.site.all_languages:
        letter = site.page_of("letter")
        if letter is None or letter.folder != site.folder or not isinstance(letter.front, Letter):
            continue
        address = _address(config, letter.path)
        versions = site.versions
        version = versions.of_text(letter.front.source_version) if versions.are_several else None
        citation = cite(site.campaign, letter.front, address, version, site.language)
        base = presentation.citation_path(site)
        yield OutputFile(f"{base}.bib", [bibtex(citation)])
        yield OutputFile(f"{base}.ris", [ris(citation)])


def _make_pdf(config: MkDocsConfig, files: Files, site: Site) -> None:
    """Make the PDF of a site's letter, if there is to be one, and let its templates know of it."""
    letter, pdf = site.page_of("letter"), _letter_pdf(config, files, site)
    if letter is None or pdf is None:
        return
    address = pdf_address(letter.path)
    _build.pdfs[address] = pdf.data
    _environment(site).globals["letter_pdf"] = presentation.MadeFile(
        address, len(pdf.data), pdf.pages, prints_names(site)
    )


def _letter_pdf(config: MkDocsConfig, files: Files, site: Site) -> Pdf | None:
    """Make the PDF of a site's letter, if the build is to make one; say what it cannot print."""
    source = site.page_of("letter")
    if source is None or source.folder != site.folder:
        return None
    if not isinstance(letter := source.front, Letter) or letter.pdf:
        return None
    asked = site.campaign.pdf
    if not is_wanted(asked, ENVIRONMENT, is_served=_is_served, language=site.language):
        return None
    page = next(f.page for f in files.documentation_pages() if f.src_uri == source.path)
    wording = letter_wording(_build.folder, site)
    if page is None or wording is None:
        return None
    overrides = Path(config.theme.dirs[0])
    try:
        pdf = compose(
            site,
            source,
            letter,
            page.content or "",
            Copy(wording.hash, page.canonical_url or "", _list_address(config, site)),
            _environment(site),
            folder=winner(overrides, f"{PDF}{TEMPLATE}").parent,
            fonts=(overrides / FONTS, overrides / OWN / FONTS, *font_folders(ENVIRONMENT)),
            moment=moment_of(_build.epoch, _as_of()),
        )
    except Unset as unset:
        raise PluginError(f"The letter's PDF could not be made: {unset}") from None
    for message in messages(pdf.missing, _build.folder.shown(overrides / FONTS)):
        log.info(f"{WARNS}{message}")
    return pdf


def _list_address(config: MkDocsConfig, site: Site) -> str:
    """Return the whole address of the page that lists a site's signatories; empty without one."""
    page = site.page_of("signatories")
    url = _build.url_of(page.path) if page else None
    return config.site_url + quote(url) if config.site_url and url is not None else ""


def _write_pdfs(config: MkDocsConfig) -> None:
    for address, data in _build.pdfs.items():
        target = Path(config.site_dir, address)
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(data)


def _write_moved(config: MkDocsConfig) -> None:
    """Write what leads from old addresses to pages; refuse one where the build made a file."""
    problems = Problems()
    for site in _build.site.all_languages:
        own = [old for old in _build.site.old_addresses if old.page in site.pages]
        template = _environment(site).get_template("moved.html")
        for old, output in moved_output(own, template, {}, _moved_to(config)):
            if Path(config.site_dir, output.path).exists() and not _is_dirty:
                message = (
                    f"'old_addresses' names \"{old.address}\", where the site makes a file; "
                    "delete this line"
                )
                problems.add(old.shown, (old.line, old.column), message)
            else:
                write_files([output], config.site_dir)
    if len(problems):
        raise _refusal(problems)


def _moved_to(config: MkDocsConfig) -> Callable[[str], Target]:
    def target(path: str) -> Target:
        page = next(each.pages[path] for each in _build.site.all_languages if path in each.pages)
        below = presentation.address_of(_build.url_of, path)
        return Target(below, _address(config, path), page.front.title)

    return target


def _version_pages(config: MkDocsConfig) -> Iterator[OutputFile]:
    """Yield a page for each recorded version of the letter."""
    site = _build.site
    letter = site.page_of("letter")
    wording = letter_wording(_build.folder, site) if site.versions.entries else None
    if letter is None or wording is None:
        return
    languages = [
        _version_language(each)
        for each in site.all_languages
        if each.language in _build.letter_contexts
    ]
    yield from version_output(site.versions, wording.text, languages, config.site_url or "")


def _version_language(site: Site) -> VersionLanguage:
    context, environment = _build.letter_contexts[site.language], _environment(site)
    words: Any = environment.get_template("partials/words.html").module
    return VersionLanguage(
        site.language,
        presentation.version_path(site),
        context["page"].file.src_uri,
        environment.get_template("version.html"),
        context,
        lambda version: str(words.version_title(version)),
        site.campaign.name,
        _marked_for(site),
    )


def _embeds(config: MkDocsConfig, site: Site) -> Iterator[OutputFile]:
    """Yield what other sites show of a site in one language: the badge, and pages for a frame."""
    overrides, templates = Path(config.theme.dirs[0]), _environment(site)
    css = _style(config)
    yield presentation.badge_file(site, templates, css, site.folder)
    page = site.page_of("embed")
    if page and page.folder == site.folder:
        sheet, own_sheet = overrides / STYLE, overrides / OWN / OWN_STYLE
        site_css = [own_look.coloured(sheet.read_text(encoding="utf-8"), *_build.colours)]
        if own_sheet.is_file():
            site_css.append(own_sheet.read_text(encoding="utf-8"))
        own = winner(overrides, f"{EMBEDS}style.css").read_text(encoding="utf-8")
        context = _build.embed_contexts[page.path]
        yield from presentation.embed_files(site, templates, context, style_of(site_css, own))


def _record(config: MkDocsConfig, words: Any) -> Iterator[OutputFile]:
    """Yield the demands as data: once, in the main language, as the list of signatories."""
    site, url_of, site_url = _build.site, _build.url_of, config.site_url or ""
    tracker: Any = _build.environment.globals["tracker"]

    def address_of(path: str) -> str | None:
        url = url_of(path)
        return site_url + quote(url) if site_url and url is not None else None

    tracked = site.page_of("tracker")
    cite_as = plain(words.tracker_citation(address_of(tracked.path) if tracked else site_url))
    for edition in demand_editions(tracker, site.campaign, address_of, cite_as):
        yield OutputFile(edition.name, edition.pieces)


def _feed(config: MkDocsConfig, site: Site) -> Iterator[OutputFile]:
    """Yield the feed of updates in one language, if that has a page of updates."""
    url_of, site_url = _build.url_of, config.site_url or ""
    page, signed = presentation.updates_page(site), site.page_of("signatories")
    if page is None:
        return
    yield from feed_output(
        presentation.site_timeline(site),
        _environment(site).get_template("partials/feed.html").module,  # type: ignore[arg-type]
        site.campaign,
        language=site.language,
        folder=site.folder,
        title=page.front.title,
        description=page.front.description,
        site_url=site_url,
        page=url_of(page.path) or "",
        signatories_page=url_of(signed.path) if signed else None,
        url_of=url_of,
        texts=_build.notes,
    )


def _kept_search() -> list[OutputFile]:
    """Return the search's files, which under `serve` most builds have in common."""
    return _made_search(_build.site.signatories.all, _located(), _list_base())


@latest
def _made_search(everybody: tuple[Signatory, ...], located: Located, base: str) -> list[OutputFile]:
    return list(list_output.search_output(search_files(everybody, lambda: located), base))


def _as_of() -> date:
    """Return the day to which the list is true."""
    return source_date(_build.epoch, _latest_day(_build.site))


def _folder(config: MkDocsConfig, root: Path) -> Folder:
    docs = Path(config.docs_dir)
    given = ENVIRONMENT.get(DEMONSTRATION)
    signatories = root / given if given else docs / SIGNATORIES
    return Folder(root, Path(config.config_file_path), docs, signatories)


def _source(page: Page) -> SitePage | None:
    return _build.site.page_at(page.file.src_uri)


def _refusal(problems: Problems) -> PluginError:
    """Log every problem; return what ends the build with their number and without a traceback."""
    for problem in problems:
        log.error(str(problem))
    if lines := pointers(problems, ENVIRONMENT):
        log.info("\n".join(lines))
    live_problems.remember(problems)
    return PluginError(problems.summary)


def _expected(lists: Iterable[str] = ()) -> Expected:
    """Return what built files may hold; `lists` are the pages of a long list."""
    site = _build.site
    return Expected(
        own=own_contacts(site.campaign),
        listed=site.signatories.all,
        withdrawn=site.withdrawn,
        hosts=allowed_hosts(site.campaign),
        trusted=frozenset(lists) | WHOLE_EDITIONS,
    )


def _problems_in_built(config: MkDocsConfig) -> Problems:
    """Return a problem for each thing in a built file that may not be published."""
    expected, written = _expected(_build.written.lists), _build.written
    search = f"{_list_base()}{SEARCH}"

    def is_known(name: str) -> bool:
        if _build.beside and (name in WHOLE_EDITIONS or name.startswith(search)):
            return True
        return name in written.alike

    problems = Problems()
    problems.extend(
        check_site(Path(config.site_dir), expected, is_served=_is_served, is_known=is_known)
    )
    for address, data in _build.pdfs.items():
        for why in check_made_pdf(data, expected.hosts):
            problems.add(f"site/{address}", (0, 0), why)
    return problems


def _refuse_warnings() -> None:
    """End the build if MkDocs, or anything in it, has warned."""
    if counts := sum(number for _, number in _build.warnings.get_counts()):
        named = "1 warning" if counts == 1 else f"{counts} warnings"
        raise PluginError(f"{named} (see above); nothing was built.")


def _count_warnings() -> CountHandler:
    """Count what MkDocs warns of from here on; a former build's counter goes."""
    logger = logging.getLogger("mkdocs")
    for handler in [h for h in logger.handlers if isinstance(h, _Warnings)]:
        logger.removeHandler(handler)
    if logger.level > logging.WARNING:  # -q hushes what is shown; all the same it is counted
        for other in logger.handlers:
            other.setLevel(max(other.level, logging.WARNING))
        logger.setLevel(logging.WARNING)
    warnings = _Warnings()
    warnings.setLevel(logging.WARNING)
    logger.addHandler(warnings)
    return warnings


class _Warnings(CountHandler):
    """A counter of ours, told apart from MkDocs' own."""


def _broken_anchors(env: jinja2.Environment, files: Files) -> Problems:
    """Return a problem for every link to a place that a page does not have."""
    problems = Problems()
    for file in files.documentation_pages():
        source = _build.site.page_at(file.src_uri)
        if source is None or file.page is None or not file.page.links_to_anchors:
            continue
        for target, anchors in file.page.links_to_anchors.items():
            present = target.page.present_anchor_ids if target.page else None
            for anchor, link in anchors.items():
                if present is None or anchor in present:
                    continue
                front = led.front if (led := _build.site.page_at(target.src_uri)) else None
                template = presentation.TEMPLATES[front.type] if front else None
                if anchor in presentation.template_anchors(env, template):
                    continue
                visible = without_code(source.markdown)
                place = place_of_link(visible, link, source.markdown_line)
                known = ", ".join(f"#{name}" for name in sorted(present)) or "none"
                shown = _build.folder.shown(_build.folder.docs / source.path)
                problems.extend([Problem(shown, *place, f'the link "{link}" leads to a place that '
                                 f"the page does not have; its places are: {known}")])  # fmt: skip
    return problems


@latest
def _latest_day(site: Site) -> date:
    days = [site.campaign.letter_date]
    days += [signatory.signed for signatory in site.signatories.all if signatory.signed]
    days += [demand.reviewed for demand in site.demands]
    return max(days)
