"""MkDocs' events: the only file that knows MkDocs. The packages beside it do the work."""

from __future__ import annotations

import atexit
import gc
import inspect
import logging
import os
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import jinja2
from mkdocs.exceptions import PluginError
from mkdocs.plugins import BasePlugin, CombinedEvent, event_priority
from mkdocs.structure.files import File, InclusionLevel
from mkdocs.structure.toc import get_toc
from mkdocs.utils import CountHandler, get_relative_url

from campaign.config.folder import NOT_PUBLISHED, OWN, Folder
from campaign.config.publication import EPOCH, WITHOUT_ADDRESS, site_address, source_epoch
from campaign.content.links import MADE, with_addresses
from campaign.content.pages import TEMPLATE_OF, ThanksPage
from campaign.core.files import why_not
from campaign.core.problems import Problems, Wrong, counted, pointers
from campaign.github.intake.form_files import ISSUE_FORMS
from campaign.i18n.catalogues import CATALOGUES_FOLDER
from campaign.i18n.languages import join_path, split_path
from campaign.look.overrides import own_files, template_problem
from campaign.output import live_problems, presentation
from campaign.output.atomic_publish import NextSite
from campaign.output.build import Build
from campaign.output.build_files import outputs, problems_in_built, write_moved
from campaign.output.build_page import card_image, expanded, language_context
from campaign.output.cards import cards_of
from campaign.output.fonts import FONTS
from campaign.output.output_files import write_files
from campaign.output.pdf.document import make_letter_pdf
from campaign.output.pictures import shown_picture
from campaign.output.templates import ByLanguage, prepare_templates
from campaign.output.typesetting import Unset
from campaign.site.checking import DEMONSTRATION, campaign_folder, check_folder, load_campaign
from campaign.site.placeholders import is_publishing
from campaign.site.site import Site, SitePage

if TYPE_CHECKING:
    from collections.abc import Iterator

    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.livereload import LiveReloadServer
    from mkdocs.structure.files import Files
    from mkdocs.structure.nav import Navigation
    from mkdocs.structure.pages import Page
    from mkdocs.utils.templates import TemplateContext


log = logging.getLogger("mkdocs.plugins.campaign")  # --strict counts only what is below "mkdocs"

UNPUBLISHED = (FONTS, "cards/", "pdf/", "components/", "embeds/", "partials/", f"{OWN}/")
"""Folders of overrides/ that pages are made with, and that no page loads."""


@contextmanager
def _disk(done: str) -> Iterator[None]:
    """End the build with a plain message where the disk refuses, or something read is wrong."""
    try:
        yield
    except OSError as error:
        raise PluginError(f"The site could not be {done}: {why_not(error)}") from None
    except Wrong as wrong:
        raise PluginError(str(wrong)) from None


class CampaignPlugin(BasePlugin):  # type: ignore[type-arg, no-untyped-call]
    """Makes a campaign's site out of MkDocs' events, in the order in which they come.

    One object serves a process: under `serve`, `on_config` begins each build anew.
    """

    _build: Build

    def __init__(self) -> None:
        """Keep the environment as the process began: a build must not read what another wrote."""
        self._environment = dict(os.environ)
        self._is_served = False
        self._is_dirty = False
        self._next: NextSite | None = None
        self._warnings = CountHandler(level=logging.WARNING)
        logging.getLogger("mkdocs").addHandler(self._warnings)

    def on_startup(self, *, command: str, dirty: bool) -> None:
        """Remember whether an editor looks on: live reload needs a page without a policy."""
        self._is_served = command == "serve"
        self._is_dirty = dirty

    @_disk("read")
    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        """Read and check everything that editors write, before the last good site is touched."""
        if not self._is_served:
            gc.disable()  # a build makes millions of lasting objects, no cycles, and then ends
            atexit.register(gc.freeze)  # or it would look through all of them once more
        configuration = Path(config.config_file_path)
        epoch = source_epoch(configuration.parent, self._environment)
        if epoch is not None:
            os.environ[EPOCH] = str(epoch)  # the sitemap's dates and its gzip header follow it
        config.site_url = site_address(config.site_url, self._environment) or ""
        folder = campaign_folder(configuration, self._environment.get(DEMONSTRATION))
        templates = folder.templates
        watched = [each for each in templates if each.is_dir()]
        config.watch.extend(map(str, [*watched, folder.signatories]))
        site = self._read(folder)
        if site.others:
            _search_in_every_language(site, config)
        for warning in site.warnings:
            log.info(str(warning))
        if not config.site_url:
            log.info(WITHOUT_ADDRESS)
        # The campaign's own are looked up first. MkDocs looks through every file of the theme, ten
        # thousand icons among them, for what to publish. No page of ours needs one published;
        # templates may still include them (on_env).
        folders = (str(templates.own), str(templates.generator), *config.theme.dirs[1:])
        config.theme.dirs[:] = [d for d in folders[1:] if not Path(d, ".icons").is_dir()]
        config.markdown_extensions = []  # it is given no Markdown, and would load them at each page
        self._build = Build(
            site, folder, epoch, config.site_url, folders, self._environment, self._is_served
        )
        self._count_warnings()
        return config

    def _read(self, folder: Folder) -> Site:
        """Return the site; end the build with every problem where it has one."""
        loaded = load_campaign(folder, is_published=is_publishing(self._environment))
        if left := loaded.placeholders:
            log.info(
                "%s of the starter still to be replaced; `campaign check` names each. "
                "The first: %s",
                counted(len(left), "text"),
                left[0],
            )
        if loaded.site is None:
            raise self._refusal(loaded.problems)
        return loaded.site

    @_disk("written")
    def on_pre_build(self, *, config: MkDocsConfig) -> None:
        """Build beside the last good site, which stays in its place until the new one is good."""
        self._next = None
        if not self._is_dirty:
            self._next = NextSite(Path(config.site_dir), log.info)
            config.site_dir = str(self._next.folder)

    def on_files(self, files: Files, *, config: MkDocsConfig) -> Files:
        """Leave out the raw data, and what no page loads, as fonts and the search's own scripts."""
        build, templates = self._build, config.theme.dirs[0]
        unread = (*NOT_PUBLISHED, "search/main.js", "search/worker.js", f"{CATALOGUES_FOLDER}/")
        gone = build.site.logos_gone
        languages = tuple(f"{code}/" for code in build.site.others)
        for file in list(files):
            is_unpublished = file.src_uri.startswith(UNPUBLISHED) and file.src_dir == templates
            if is_unpublished or file.src_uri.startswith(unread) or file.src_uri in gone:
                files.remove(file)
            elif file.src_uri.startswith(languages):
                file.inclusion = InclusionLevel.NOT_IN_NAV  # each has a navigation of its own
        for path in own_files(own := build.templates.own):
            if (replaced := files.get_file_from_path(path)) is not None:
                files.remove(replaced)
            files.append(File(path, str(own), config.site_dir, config.use_directory_urls))
        build.url_of = lambda path: file.url if (file := files.get_file_from_path(path)) else None
        return files

    def on_page_markdown(
        self, markdown: str, *, page: Page, config: MkDocsConfig, files: Files
    ) -> str:
        """Give MkDocs the page's title and template, and no Markdown: it was made and checked."""
        source = self._source(page)
        front = source.front
        page.meta = {
            "title": front.title,
            "description": front.description,
            "template": join_path(source.folder, TEMPLATE_OF[front.type]),
            "noindex": isinstance(front, ThanksPage),
        }
        if front.search.exclude or isinstance(front, ThanksPage):
            page.meta["search"] = {"exclude": True}
        return ""

    def on_page_content(self, html: str, *, page: Page, config: MkDocsConfig, files: Files) -> str:
        """Give MkDocs the page as it was checked, with links to where the site is published."""
        source = self._source(page)
        page.toc = get_toc(list(source.made.headings))  # type: ignore[arg-type]

        def address(path: str) -> str | None:
            file = files.get_file_from_path(path)
            url = file.url if file else path if path in MADE else None
            return None if url is None else get_relative_url(url, page.file.url)

        html = with_addresses(source.made.html, source.path, address)
        self._build.contents[source.path] = html
        return html

    def on_env(
        self, env: jinja2.Environment, *, config: MkDocsConfig, files: Files
    ) -> jinja2.Environment:
        """Refuse what MkDocs warned of in reading the pages, before any page is written."""
        build = self._build
        self._refuse_warnings()
        env.loader = jinja2.FileSystemLoader(build.theme_folders)
        prepare_templates(build, env, is_demonstration=DEMONSTRATION in self._environment)
        if build.site_url:  # a card's address must be whole
            build.cards = cards_of(build.folder, build.style, log.info)
        try:
            for each in build.site.all_languages:
                make_letter_pdf(build, each, log.info)
        except Unset as unset:
            raise PluginError(f"The letter's PDF could not be made: {unset}") from None
        # MkDocs asks one environment for every template; it gets each from that of its language.
        return ByLanguage(build.environments)  # type: ignore[return-value]

    @event_priority(100)
    def _expand_in_text(
        self, context: dict[str, Any], *, page: Page, config: MkDocsConfig, nav: Navigation
    ) -> dict[str, Any]:
        """Put counts into sentences, and front matter into view, before the search reads it."""
        source = self._source(page)
        build = self._build
        site = build.site.site_of(source)
        context |= presentation.page_context(site, source)
        context["picture"] = shown_picture(build.folder.docs, source, build.pictures)
        context |= language_context(build, site, source.inner, nav)
        context["card"] = card_image(build, source, context.get("demand"), log.info)
        page.content = expanded(build, context, page.content or "", source, lists=False)
        build.contents[source.path] = page.content
        page.content = f"{presentation.searchable(source.front)}{page.content}"
        return context

    @event_priority(-100)
    def _expand_lists(
        self, context: dict[str, Any], *, page: Page, config: MkDocsConfig, nav: Navigation
    ) -> dict[str, Any]:
        """Put lists in place after the search has read the page: names have a search for them."""
        source = self._source(page)
        text = self._build.contents.pop(source.path)
        page.content = expanded(self._build, context, text, source, lists=True)
        self._build.contexts[source.path] = dict(context)
        return context

    on_page_context = CombinedEvent(_expand_in_text, _expand_lists)

    def on_template_context(
        self, context: TemplateContext, *, template_name: str, config: MkDocsConfig
    ) -> TemplateContext:
        """Give the search pages and the 404 page, which are no pages of MkDocs, their languages."""
        build, site = self._build, self._build.site
        code, name = split_path(template_name, tuple(site.others))
        page = name if name == "search.html" else "index.md"

        def given(language: Site) -> dict[str, Any]:
            return language_context(build, language, page, context["nav"])

        context.update(given(site.others.get(code, site)))  # type: ignore[typeddict-item]
        if name == "404.html" and site.others:
            context["not_found"] = [  # type: ignore[typeddict-unknown-key]
                build.marked(
                    other,
                    build.template(other, "partials/not_found.html").render(context | given(other)),
                )
                for other in site.others.values()
            ]
        return context

    def on_post_page(self, output: str, *, page: Page, config: MkDocsConfig) -> str:
        """Say of a page's links and words which are in another language."""
        source = self._source(page)
        return self._build.marked(self._build.site.site_of(source), output, page.url)

    def on_post_template(
        self, output_content: str, *, template_name: str, config: MkDocsConfig
    ) -> str:
        """Say of the words of the search pages and the 404 page which are in another language."""
        site = self._build.site
        if not template_name.endswith(".html"):
            return output_content
        code, _ = split_path(template_name, tuple(site.others))
        return self._build.marked(site.others.get(code, site), output_content)

    @_disk("written")
    def on_post_build(self, *, config: MkDocsConfig) -> None:
        """Write the list's own files, and let go of the last site, unless a warning came up."""
        build, folder = self._build, config.site_dir
        try:
            write_files(outputs(build), folder)
        except Unset as unset:
            raise PluginError(f"A card or the icon could not be drawn: {unset}") from None
        if problems := write_moved(build, folder, is_dirty=self._is_dirty):
            raise self._refusal(problems)
        self._refuse_warnings()
        # A preview is published nowhere, and its live reload breaks the pages' policy.
        if not self._is_served and (problems := problems_in_built(build, folder)):
            raise self._refusal(problems)
        if self._next:
            self._next.publish()
            config.site_dir = str(self._next.site)

    def on_build_error(self, *, error: Exception) -> None:
        """Leave the last good site as it was; say in a problem's form what a template lacks."""
        if self._next:
            with _disk("written"):
                self._next.give_up()
        build = getattr(self, "_build", None)  # None if it was refused before anything was read
        # First, since to Jinja a template that is missing is a fault of the disk.
        if build and (found := template_problem(error, build.templates, build.folder.shown)):
            raise self._refusal(Problems({found}))
        if isinstance(error, OSError):  # MkDocs' own reading and writing
            raise PluginError(f"The site could not be built: {why_not(error)}") from None

    def on_serve(
        self, server: LiveReloadServer, *, config: MkDocsConfig, builder: Any
    ) -> LiveReloadServer:
        """Show problems in the page while the last good site stays up."""
        configuration = Path(config.config_file_path)
        live_problems.install(server, lambda: check_folder(configuration, ISSUE_FORMS))
        return server

    def _count_warnings(self) -> None:
        """Count what MkDocs warns of from here on, also what -q hushes."""
        self._warnings.counts.clear()
        logger = logging.getLogger("mkdocs")
        if logger.level > logging.WARNING:
            for handler in logger.handlers:
                handler.setLevel(logger.level if handler is not self._warnings else logging.WARNING)
            logger.setLevel(logging.WARNING)

    def _refuse_warnings(self) -> None:
        """End the build if MkDocs, or anything in it, has warned."""
        if counts := sum(self._warnings.counts.values()):
            raise PluginError(f"{counted(counts, 'warning')} (see above); nothing was built.")

    def _source(self, page: Page) -> SitePage:
        """Return a page as it was checked; no other may be published."""
        source = self._build.site.page_at(page.file.src_uri)
        if source is None:
            raise PluginError(f"docs/{page.file.src_uri} came during the build; build once more.")
        return source

    def _refusal(self, problems: Problems) -> PluginError:
        """Log every problem; return what ends the build with their number, not a traceback."""
        for problem in problems:
            log.error(str(problem))
        if lines := pointers(problems, self._environment):
            log.info("\n".join(lines))
        live_problems.remember(problems)
        return PluginError(problems.summary)


def _search_in_every_language(site: Site, config: MkDocsConfig) -> None:
    """Make a search page for each language, and let the index know the words of all."""
    config.theme.static_templates.update(f"{code}/search.html" for code in site.others)
    for name, plugin in config.plugins.items():
        if name.rpartition("/")[2] == "search":
            known = Path(inspect.getfile(type(plugin))).parent / "lunr-language"
            codes = ("en", *(each.language.partition("-")[0] for each in site.all_languages))
            found = [c for c in codes if c == "en" or (known / f"lunr.{c}.js").is_file()]
            plugin.config["lang"] = list(dict.fromkeys(found))
