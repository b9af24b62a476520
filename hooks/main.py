"""MkDocs events: the only file that knows MkDocs. Everything else is the package `campaign`."""

from __future__ import annotations

import gc
import inspect
import logging
import os
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, Any

import jinja2
from mkdocs.exceptions import PluginError
from mkdocs.plugins import CombinedEvent, event_priority
from mkdocs.structure.files import File, InclusionLevel
from mkdocs.utils import CountHandler

from campaign.config.allowed_hosts import allowed_hosts, button_labels
from campaign.config.configuration_file import read_language
from campaign.config.folder import NOT_PUBLISHED, SIGNATORIES, Folder
from campaign.config.publication import EPOCH, site_address, source_epoch
from campaign.content.links import LinkTargets, check_built_links
from campaign.content.pages import Letter
from campaign.core.explanations import pointers
from campaign.core.problems import Problems
from campaign.i18n.catalogues import FOLDER as CATALOGUES
from campaign.i18n.languages import join_path, mark_links, split_path
from campaign.look import overrides as own_look
from campaign.look.colour_checks import campaign_palettes, palettes, site_colours
from campaign.look.logo import shown_logo
from campaign.look.overrides import own_files, template_problem
from campaign.look.palette import style_rules
from campaign.look.typefaces import face_rules, first_file

# MkDocs puts this folder on the path only while it executes this file.
from campaign.output import atomic_publish, live_problems, presentation
from campaign.output.anchors import AnchorLinks, broken_anchors
from campaign.output.build import EMBEDS, FONTS, OWN, PARTIALS, PDF, Build
from campaign.output.build_cards import card_store, write_cards
from campaign.output.build_files import outputs
from campaign.output.build_long_list import aliases_beside, beside, kept_search, located
from campaign.output.build_look import write_icon
from campaign.output.build_moved import write_moved
from campaign.output.build_page import expanded, for_machines
from campaign.output.build_pdf import ReadPage, make_pdf, write_pdfs
from campaign.output.components import misread
from campaign.output.output_files import write_files
from campaign.output.paged_list import page_list
from campaign.output.pdf.typesetting import Unset
from campaign.output.second_process import Beside
from campaign.output.tables import AlignByClass
from campaign.output.verification import problems_in_built
from campaign.safety.html_allowlist import check_raw_html
from campaign.site.checking import DEMONSTRATION, check_folder
from campaign.site.load import load_site
from campaign.site.placeholders import find_placeholders, is_publishing
from campaign.site.site import Site, SitePage

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.livereload import LiveReloadServer
    from mkdocs.structure.files import Files
    from mkdocs.structure.nav import Navigation
    from mkdocs.structure.pages import Page


log = logging.getLogger("mkdocs.plugins.campaign")  # --strict counts only what is below "mkdocs"

STYLE = own_look.STYLE_SHEET
ENVIRONMENT = dict(os.environ)  # as the process began: a build must not read what another wrote


_build: Build
_warnings: CountHandler
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
    global _build, _warnings  # noqa: PLW0603
    if not _is_served:
        gc.disable()  # a build makes millions of lasting objects, no cycles, and then ends
    root = Path(config.config_file_path).parent
    epoch = source_epoch(root, ENVIRONMENT)
    if epoch is not None:
        os.environ[EPOCH] = str(epoch)  # the sitemap's dates and its gzip header follow it
    config.site_url = site_address(config.site_url, ENVIRONMENT) or ""
    folder = _folder(config, root)
    config.watch.extend([config.theme.dirs[0], str(folder.signatories)])
    site, problems = load_site(folder, read_language(folder.configuration))
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
    _warnings = _count_warnings()
    _build = Build(
        site,
        folder,
        epoch,
        Path(config.theme.dirs[0]),
        config.site_url,
        folders,
        ENVIRONMENT,
        _is_served,
    )
    css = Path(config.theme.dirs[0], STYLE).read_text(encoding="utf-8")
    light, dark = style_rules(campaign_palettes(site.campaign.colours, css))
    faces = face_rules(site.campaign.typefaces)
    _build.colours = ("\n".join(filter(None, (light, faces))), dark)
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
        new = atomic_publish.begin(Path(config.site_dir))
    except OSError as error:
        raise PluginError(f"The site could not be written: {error}") from None
    _site_folder = Path(config.site_dir)
    config.site_dir = str(new)


def on_post_build(config: MkDocsConfig) -> None:
    """Write the list's own files, and let go of the last site, unless a warning came up."""
    try:
        folder = config.site_dir
        write_cards(_build, folder)
        Path(folder, STYLE).write_text(_build.style(), encoding="utf-8", newline="")
        write_icon(_build, folder)
        search = kept_search(_build) if _is_served and _build.paged else ()
        _build.aliases = aliases_beside(_build, folder)
        _build.written = write_files(chain(outputs(_build), search), folder)
        _build.written.add(_build.aliases.finish())
        _build.aliases = None
        write_pdfs(_build, folder)
        if len(problems := write_moved(_build, folder, is_dirty=_is_dirty)):
            raise _refusal(problems)
        _refuse_warnings()
        problems = problems_in_built(_build, folder)
        if _build.beside:
            problems.extend(_build.beside.finish())
            _build.beside = None
    except OSError as error:
        raise PluginError(f"The site could not be written: {error}") from None
    if len(problems):
        raise _refusal(problems)
    if _site_folder:
        try:
            atomic_publish.finish(_site_folder)
        except OSError as error:
            raise PluginError(f"The site could not be written: {error}") from None
        config.site_dir = str(_site_folder)


def on_build_error(error: Exception) -> None:
    """Leave the last good site as it was; say in a problem's form what is wrong in a template."""
    if "_build" in globals():
        _build.stop()
    if _site_folder:
        atomic_publish.give_up(_site_folder)
    if "_build" not in globals():  # refused before anything was read
        return
    if found := template_problem(error, _build.overrides, _build.folder.shown):
        problems = Problems()
        problems.extend([found])
        raise _refusal(problems)


def on_files(files: Files, config: MkDocsConfig) -> Files:
    """Leave out the raw data, and what no page loads, as fonts and the search's own scripts."""
    for file in list(files):
        unread = (*NOT_PUBLISHED, "search/main.js", "search/worker.js", f"{CATALOGUES}/")
        is_unpublished = file.src_uri.startswith((FONTS, PDF, EMBEDS, PARTIALS, OWN)) and (
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
    if _build.is_long() and not _is_served:  # `serve` has threads, of which no copy may be made
        _build.beside = Beside.start(beside(_build, config.site_dir))
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
        _build.misread.extend(misread(html, source, shown))
        campaign = _build.site.campaign
        targets = LinkTargets(frozenset(), allowed_hosts(campaign), labels=button_labels(campaign))
        line = source.markdown_line
        _build.misread.extend(check_built_links(html, source.markdown, shown, line, targets))
        _build.misread.extend(check_raw_html(html, source.markdown, shown, line))
    return html


def on_env(env: jinja2.Environment, config: MkDocsConfig, files: Files) -> jinja2.Environment:
    """Refuse what came to light in reading the pages, before any page is written."""
    problems = broken_anchors(_build, env, _links_to_anchors(files))
    problems.extend(_build.misread)
    if len(problems):
        raise _refusal(problems)
    _refuse_warnings()
    env.loader = jinja2.FileSystemLoader(_build.theme_folders)
    overrides = _build.overrides
    own = (
        path.relative_to(overrides).as_posix().removeprefix(OWN)
        for path in overrides.rglob("*.html")
    )
    site = _build.site
    if _build.is_long():
        _build.paged = page_list(site.signatories, site.campaign.list_sizes.page)
    _build.others = presentation.prepare(
        env,
        site,
        own,
        paged=_build.paged,
        url_of=_build.url_of,
        size_of=lambda path: (_build.folder.docs / path).stat().st_size,
        as_of=_build.as_of(),
        has_address=bool(_build.site_url),
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
        environment.globals["first_font"] = first_file(site.campaign.typefaces)
    _build.environment = env
    _build.cards = card_store(_build, log.info)
    if _build.paged:  # the index of names is shared, and names groups in the main language
        words: Any = env.get_template("partials/words.html").module
        headings = [str(words.section_name(section)) for section in site.signatories.sections]
        for other in _build.others.values():
            other.globals["list_headings"] = headings
    if _build.beside:
        _build.beside.send(located(_build))
    try:
        for each in site.all_languages:
            make_pdf(_build, each, _read_pages(files), log.info)
    except Unset as unset:
        raise PluginError(f"The letter's PDF could not be made: {unset}") from None
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
    context |= for_machines(_build, context, page.canonical_url, source, log.info)
    page.content = expanded(_build, context, page.content or "", source, lists=False)
    _build.contents[source.path] = page.content
    page.content = f"{presentation.searchable(source.front)}{page.content}"
    return context


@event_priority(-100)
def _expand_lists(
    context: dict[str, Any], page: Page, config: MkDocsConfig, nav: Navigation
) -> dict[str, Any]:
    """Put lists in place after the search has read the page, which names have a search for."""
    source = _source(page)
    if source is not None:
        text = _build.contents.pop(source.path)
        page.content = expanded(_build, context, text, source, lists=True)
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


def _links_to_anchors(files: Files) -> Iterator[AnchorLinks]:
    """Yield the links to places within pages, as MkDocs found them."""
    for file in files.documentation_pages():
        for target, links in (file.page.links_to_anchors or {}).items() if file.page else ():
            present = target.page.present_anchor_ids if target.page else None
            yield AnchorLinks(file.src_uri, target.src_uri, present, links)


def _read_pages(files: Files) -> Callable[[str], ReadPage | None]:
    """Return what gives a page as Markdown made it, by its path below docs/."""

    def read(path: str) -> ReadPage | None:
        page = next(f.page for f in files.documentation_pages() if f.src_uri == path)
        return ReadPage(page.content or "", page.canonical_url or "") if page else None

    return read


def _refuse_warnings() -> None:
    """End the build if MkDocs, or anything in it, has warned."""
    if counts := sum(number for _, number in _warnings.get_counts()):
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
