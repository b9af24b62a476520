"""MkDocs events: the only file that knows MkDocs. Everything else is the package `campaign`."""

from __future__ import annotations

import gc
import html
import logging
import os
from contextlib import nullcontext
from dataclasses import dataclass, field
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, Any

import jinja2
from mkdocs.exceptions import PluginError
from mkdocs.plugins import CombinedEvent, event_priority
from mkdocs.structure.files import File
from mkdocs.utils import CountHandler

# MkDocs puts this folder on the path only while it executes this file.
from campaign import last_site, list_output, live_problems, presentation
from campaign.cards import fonts
from campaign.cards.colours import read_colours
from campaign.cards.store import CardStore
from campaign.checking import DEMONSTRATION, check_folder
from campaign.citation import bibtex, cite, ris
from campaign.editions import editions
from campaign.explanations import pointers
from campaign.links import LinkTargets, check_built_links, place_of_link
from campaign.list_output import OutputFile
from campaign.markdown_text import without_code
from campaign.own_look import own_files, style_sheet, template_problem
from campaign.paged_list import PagedList, page_list
from campaign.pages import Letter
from campaign.placements import COMPONENTS, Placement
from campaign.problems import Problem, Problems
from campaign.publication import EPOCH, site_address, source_date, source_epoch
from campaign.raw_html import check_raw_html
from campaign.remembering import latest
from campaign.second_process import beside
from campaign.site import (
    NOT_PUBLISHED,
    SIGNATORIES,
    Folder,
    Site,
    SitePage,
    allowed_hosts,
    letter_wording,
    load_site,
    page_folder,
)
from campaign.starting.placeholders import find_placeholders, is_publishing
from campaign.structured_data import Place, page_data, script_text
from campaign.tables import AlignByClass
from campaign.version_pages import version_output

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import date

    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.livereload import LiveReloadServer
    from mkdocs.structure.files import Files
    from mkdocs.structure.nav import Navigation
    from mkdocs.structure.pages import Page

    from campaign.cards.card import CardImage

log = logging.getLogger("mkdocs.plugins.campaign")  # --strict counts only what is below "mkdocs"

FONTS = "fonts/"
"""Where the fonts lie in overrides/: pictures are drawn with them; no page loads one."""
STYLE = "assets/campaign.css"
OWN = "own/"
"""Where in overrides/ the campaign's own templates and files lie: they win over the generator's."""
CARD_CACHE = Path(".cache", "cards")
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
    misread: Problems = field(default_factory=Problems)
    contents: dict[str, str] = field(default_factory=dict)
    """Pages' text while the search reads them, to which front matter was added."""
    cards: CardStore | None = None
    """None where no card can be shown or drawn."""
    paged: PagedList | None = None
    list_context: dict[str, Any] = field(default_factory=dict)
    """What the signatories' page was given: the pages of a long list are given the same."""
    letter_context: dict[str, Any] = field(default_factory=dict)
    """What the letter's page was given: the pages of its versions are given the same."""


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
    folders = (str(Path(config.theme.dirs[0], OWN)), *config.theme.dirs)
    _build = _Build(site, folder, epoch, _count_warnings(), folders)
    # MkDocs looks through every file of the theme, ten thousand icons among them, for what to
    # publish. No page of ours needs one published; templates may still include them (on_env).
    config.theme.dirs[:] = [d for d in config.theme.dirs if not Path(d, ".icons").is_dir()]
    return config


def on_pre_build(config: MkDocsConfig) -> None:
    """Set the last good site aside: MkDocs deletes it next, before it has read a single page."""
    global _site_folder  # noqa: PLW0603
    _site_folder = None if _is_dirty else Path(config.site_dir)
    if _site_folder:
        last_site.set_aside(_site_folder)


def on_post_build(config: MkDocsConfig) -> None:
    """Write the list's own files, and let go of the last site, unless a warning came up."""
    search = _search_output()
    try:
        _write_cards(config)
        Path(config.site_dir, STYLE).write_text(
            style_sheet(Path(config.theme.dirs[0]), STYLE), encoding="utf-8", newline=""
        )
        if _is_served:  # by threads, of which no copy may be made
            _write(chain(_output(config), search), config)
        else:
            with beside(lambda: _write(search, config)) if _build.paged else nullcontext():
                _write(_output(config), config)
    except OSError as error:
        raise PluginError(f"The site could not be written: {error}") from None
    _refuse_warnings()
    if _site_folder:
        last_site.forget(_site_folder)


def on_build_error(error: Exception) -> None:
    """Put the last good site back, and say in a problem's form what is wrong in a template."""
    if _site_folder:
        last_site.put_back(_site_folder)
    if "_build" not in globals():  # refused before anything was read
        return
    overrides = Path(_build.theme_folders[1])
    if found := template_problem(error, overrides, _build.folder.shown):
        problems = Problems()
        problems.extend([found])
        raise _refusal(problems)


def on_files(files: Files, config: MkDocsConfig) -> Files:
    """Leave out the raw data, the cards' fonts, and the search's scripts, which no page loads."""
    for file in list(files):
        is_unpublished = file.src_uri.startswith((FONTS, OWN)) and (
            file.src_dir == config.theme.dirs[0]
        )
        if is_unpublished or file.src_uri.startswith(
            (*NOT_PUBLISHED, "search/main.js", "search/worker.js")
        ):
            files.remove(file)
    for path, folder in own_files(Path(config.theme.dirs[0], OWN)).items():
        if (replaced := files.get_file_from_path(path)) is not None:
            files.remove(replaced)
        files.append(File(path, str(folder), config.site_dir, config.use_directory_urls))
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
        "template": presentation.TEMPLATES[front.type],
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
    sizes = site.campaign.list_sizes
    if site.signatories.count.listed > sizes.medium and site.page_of("signatories"):
        _build.paged = page_list(site.signatories, sizes.page)
    presentation.prepare(
        env,
        site,
        own,
        paged=_build.paged,
        url_of=lambda path: file.url if (file := files.get_file_from_path(path)) else None,
        size_of=lambda path: (_build.folder.docs / path).stat().st_size,
        as_of=_as_of(),
        is_demonstration=DEMONSTRATION in ENVIRONMENT,
        is_served=_is_served,
    )
    _build.environment = env
    _build.cards = _card_store(config)
    return env


@event_priority(100)
def _expand_in_text(
    context: dict[str, Any], page: Page, config: MkDocsConfig, nav: Navigation
) -> dict[str, Any]:
    """Put counts into sentences, and front matter into view, before the search reads the page."""
    source = _source(page)
    if source is None:
        return context
    context |= presentation.page_context(_build.site, source)
    context["asks_for_donation"] = presentation.asks_for_donation(_build.site, source)
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
            _build.list_context = dict(context)
        if isinstance(source.front, Letter):
            _build.letter_context = dict(context)
    return context


on_page_context = CombinedEvent(_expand_in_text, _expand_lists)


def on_serve(server: LiveReloadServer, config: MkDocsConfig, builder: Any) -> LiveReloadServer:
    """Show problems in the page while the last good site stays up."""
    configuration = Path(config.config_file_path)
    live_problems.install(server, lambda: check_folder(configuration))  # type: ignore[arg-type]
    return server


def _expand(context: dict[str, Any], page: Page, source: SitePage, *, lists: bool) -> None:
    def render(placement: Placement, inline: bool) -> str:
        template = _build.environment.get_template(f"components/{placement.name}.html")
        extra = presentation.component_context(_build.site, source, placement, inline=inline)
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
        yield OutputFile(edition.name, edition.pieces)
    yield from _version_pages(config, words)
    yield from _citations(config)
    source, paged = site.page_of("signatories"), _build.paged
    if paged is None or source is None:
        return
    base = _build.list_context["page"].url
    context = _build.list_context
    templates = _build.environment
    yield from list_output.list_pages(
        paged,
        templates.get_template("list_page.html"),
        context,
        base=base,
        source=source.path,
        site_url=config.site_url or "",
        title_of=lambda page: str(words.list_page_title(page)),
        campaign_name=site.campaign.name,
    )
    yield from list_output.list_aliases(
        paged, templates.get_template("list_alias.html"), context, base=base
    )


def _for_machines(
    context: dict[str, Any], page: Page, source: SitePage, config: MkDocsConfig
) -> dict[str, Any]:
    """Return a page's card and its structured data, both of which need the page's address."""
    if not page.canonical_url:
        return {}
    card = _want_card(source, context.get("demand"))
    place = Place(
        page.canonical_url,
        config.site_url or "",
        _build.site.language,
        f"{config.site_url}{card.path}" if card else "",
    )
    data = page_data(_build.site, source, place)
    return {"card": card, "structured_data": script_text(data) if data else ""}


def _want_card(source: SitePage, demand: Any) -> CardImage | None:
    if _build.cards is None:
        return None
    words: Any = _build.environment.get_template("partials/card.html").module
    fact = html.unescape(str(words.fact(source.front, demand)))
    image, missing = _build.cards.want(source.path, presentation.card_of(_build.site, source, fact))
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
    colours, unread = read_colours(style_sheet(overrides, STYLE))
    for name in unread:
        log.info("Cards keep their own colour for --%s: overrides/%s does not set it as #rrggbb.",
                 name, STYLE)  # fmt: skip
    return CardStore(_build.folder.root / CARD_CACHE, book, colours)


def _write_cards(config: MkDocsConfig) -> None:
    for path, data in _build.cards.images() if _build.cards else ():
        target = Path(config.site_dir, path)
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(data)


def _citations(config: MkDocsConfig) -> Iterator[OutputFile]:
    """Yield the letter's citation in the two forms that reference managers read."""
    site = _build.site
    letter = site.page_of("letter")
    if letter is None or not isinstance(letter.front, Letter):
        return
    address = f"{config.site_url}{page_folder(letter.path)}" if config.site_url else ""
    versions = site.versions
    latest = versions.latest if len(versions.entries) > 1 else None
    citation = cite(site.campaign, letter.front, address, latest, site.language)
    base = presentation.citation_path(site)
    yield OutputFile(f"{base}.bib", [bibtex(citation)])
    yield OutputFile(f"{base}.ris", [ris(citation)])


def _search_output() -> Iterable[OutputFile]:
    """Return the files of a long list's search; a shorter list has none."""
    if _build.paged is None:
        return ()
    words: Any = _build.environment.get_template("partials/words.html").module
    headings: dict[tuple[str, str], str] = {
        (s.section.kind, s.section.group): str(words.section_name(s.section))
        for s in _build.paged.sections
    }
    base = _build.list_context["page"].url
    if _is_served:
        return _kept_search(_build.paged, headings, base)
    return list_output.search_output(_build.paged.search_files(headings), base)


def _write(output: Iterable[OutputFile], config: MkDocsConfig) -> None:
    for path, pieces in output:
        target = Path(config.site_dir, path)
        target.parent.mkdir(parents=True, exist_ok=True)
        with target.open("w", encoding="utf-8", newline="") as file:
            file.writelines(pieces)


def _version_pages(config: MkDocsConfig, words: Any) -> Iterator[OutputFile]:
    """Yield a page for each recorded version of the letter."""
    site = _build.site
    letter = site.page_of("letter")
    wording = letter_wording(_build.folder, site) if site.versions.entries else None
    if letter is None or wording is None:
        return
    yield from version_output(
        site.versions,
        wording.text,
        _build.environment.get_template("version.html"),
        _build.letter_context,
        address=presentation.version_path(site),
        source=letter.path,
        site_url=config.site_url or "",
        title_of=lambda version: str(words.version_title(version)),
        campaign_name=site.campaign.name,
    )


@latest
def _kept_search(
    paged: PagedList, headings: dict[tuple[str, str], str], base: str
) -> list[OutputFile]:
    """Return the search's files, which under `serve` most builds have in common."""
    return list(list_output.search_output(paged.search_files(headings), base))


def _as_of() -> date:
    """Return the day to which the list is true."""
    return source_date(_build.epoch, _latest_day(_build.site))


def _folder(config: MkDocsConfig, root: Path) -> Folder:
    docs = Path(config.docs_dir)
    given = ENVIRONMENT.get(DEMONSTRATION)
    signatories = root / given if given else docs / SIGNATORIES
    return Folder(root, Path(config.config_file_path), docs, signatories)


def _source(page: Page) -> SitePage | None:
    return _build.site.pages.get(page.file.src_uri)


def _refusal(problems: Problems) -> PluginError:
    """Log every problem; return what ends the build with their number and without a traceback."""
    for problem in problems:
        log.error(str(problem))
    if lines := pointers(problems, ENVIRONMENT):
        log.info("\n".join(lines))
    live_problems.remember(problems)
    return PluginError(problems.summary)


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
        source = _build.site.pages.get(file.src_uri)
        if source is None or file.page is None or not file.page.links_to_anchors:
            continue
        for target, anchors in file.page.links_to_anchors.items():
            present = target.page.present_anchor_ids if target.page else None
            for anchor, link in anchors.items():
                if present is None or anchor in present:
                    continue
                template = target.page.meta.get("template") if target.page else None
                if anchor in presentation.template_anchors(env, template):
                    continue
                visible = without_code(source.markdown)
                place = place_of_link(visible, link, source.markdown_line)
                known = ", ".join(f"#{name}" for name in sorted(present)) or "none"
                shown = _build.folder.shown(_build.folder.docs / source.path)
                problems.extend([Problem(shown, *place, f'the link "{link}" leads to a place that '
                                 f"the page does not have; its places are: {known}")])  # fmt: skip
    return problems


def _latest_day(site: Site) -> date:
    days = [site.campaign.letter_date]
    days += [signatory.signed for signatory in site.signatories.all if signatory.signed]
    days += [demand.reviewed for demand in site.demands]
    return max(days)
