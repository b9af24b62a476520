"""MkDocs events: the only file that knows MkDocs. Everything else is the package `campaign`."""

from __future__ import annotations

import logging
import os
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

# MkDocs puts this folder on the path only while it executes this file.
from campaign import live_problems, presentation
from campaign.links import place_of_link
from campaign.markdown_text import without_code
from campaign.placements import COMPONENTS, Placement
from campaign.problems import Problem, Problems
from campaign.publication import EPOCH, site_address, source_date, source_epoch
from campaign.site import NOT_PUBLISHED, SIGNATORIES, Folder, Site, SitePage, load_site
from campaign.tables import AlignByClass
from mkdocs.exceptions import PluginError
from mkdocs.plugins import CombinedEvent, event_priority
from mkdocs.utils import CountHandler

if TYPE_CHECKING:
    import jinja2
    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.livereload import LiveReloadServer
    from mkdocs.structure.files import Files
    from mkdocs.structure.nav import Navigation
    from mkdocs.structure.pages import Page

log = logging.getLogger("mkdocs.plugins.campaign")  # --strict counts only what is below "mkdocs"

DEMONSTRATION = "CAMPAIGN_SIGNATORIES"
"""Environment variable: a CSV to show instead of the campaign's own, marked on every page."""


@dataclass
class _Build:
    """What one build knows. Modules load once a process, so that each build begins anew."""

    site: Site
    folder: Folder
    warnings: CountHandler
    environment: jinja2.Environment | None = field(default=None)


_build: _Build
_is_served = False


def on_startup(command: str, dirty: bool) -> None:
    """Remember whether an editor looks on; MkDocs' live reload needs a page without a policy."""
    global _is_served  # noqa: PLW0603
    _is_served = command == "serve"


def on_config(config: MkDocsConfig) -> MkDocsConfig:
    """Read and check everything that editors write, before the last good site is touched."""
    global _build  # noqa: PLW0603
    root = Path(config.config_file_path).parent
    epoch = source_epoch(root, os.environ)
    if epoch is not None:
        os.environ[EPOCH] = str(epoch)  # the sitemap's dates and its gzip header follow it
    config.site_url = site_address(config.site_url, os.environ) or ""
    folder = _folder(config, root)
    config.watch.extend(str(path) for path in (*config.theme.dirs, folder.signatories) if _is_ours(path, root))
    site, problems = load_site(folder, str(config.theme["language"] or "en"))
    _refuse(problems)
    assert site is not None  # load_site gives a site, or problems
    config.markdown_extensions.append(AlignByClass())
    warnings = CountHandler()
    warnings.setLevel(logging.WARNING)
    logger = logging.getLogger("mkdocs")
    for handler in [h for h in logger.handlers if getattr(h, "is_campaign", False)]:
        logger.removeHandler(handler)
    warnings.is_campaign = True  # type: ignore[attr-defined]
    logger.addHandler(warnings)
    _build = _Build(site, folder, warnings)
    return config


def on_files(files: Files, config: MkDocsConfig) -> Files:
    """Keep the raw data and the theme's own scripts and styles, which no page loads, unpublished."""
    theme = [Path(folder) for folder in config.theme.dirs[1:]]
    for file in list(files):
        source = Path(file.abs_src_path or "")
        if file.src_uri.startswith(NOT_PUBLISHED) or (
            file.src_uri.startswith("assets/") and any(source.is_relative_to(d) for d in theme)
        ):
            files.remove(file)
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


def on_env(env: jinja2.Environment, config: MkDocsConfig, files: Files) -> jinja2.Environment:
    """Refuse what came to light in reading the pages, before any page is written."""
    _refuse(_broken_anchors(files))
    if counts := _build.warnings.get_counts():
        summary = ", ".join(f"{number} {level.lower()}s" for level, number in counts)
        raise PluginError(f"{summary} (see above); nothing was built.")
    overrides = Path(config.theme.dirs[0])
    own = (p.relative_to(overrides).as_posix() for p in overrides.rglob("*.html"))
    epoch = os.environ.get(EPOCH, "")
    presentation.prepare(
        env,
        _build.site,
        own,
        url_of=lambda path: file.url if (file := files.get_file_from_path(path)) else None,
        size_of=lambda path: (_build.folder.docs / path).stat().st_size,
        as_of=source_date(int(epoch) if epoch.isdigit() else None, _latest_day(_build.site)),
        is_demonstration=DEMONSTRATION in os.environ,
        is_served=_is_served,
    )
    _build.environment = env
    return env


@event_priority(100)
def _expand_in_text(
    context: dict[str, Any], page: Page, config: MkDocsConfig, nav: Navigation
) -> dict[str, Any]:
    """Put counts and the like into sentences before the search reads the page."""
    source = _source(page)
    if source is None:
        return context
    context |= presentation.page_context(_build.site, source)
    context["asks_for_donation"] = presentation.asks_for_donation(_build.site, source)
    _expand(context, page, source, lists=False)
    return context


@event_priority(-100)
def _expand_lists(
    context: dict[str, Any], page: Page, config: MkDocsConfig, nav: Navigation
) -> dict[str, Any]:
    """Put lists in place after the search has read the page, which names have a search for."""
    source = _source(page)
    if source is not None:
        _expand(context, page, source, lists=True)
    return context


on_page_context = CombinedEvent(_expand_in_text, _expand_lists)


def on_serve(server: LiveReloadServer, config: MkDocsConfig, builder: Any) -> LiveReloadServer:
    """Show problems in the page while the last good site stays up."""
    live_problems.install(server)
    return server


def _expand(context: dict[str, Any], page: Page, source: SitePage, *, lists: bool) -> None:
    environment = _build.environment
    assert environment is not None and page.content is not None  # on_env comes before any page

    def render(placement: Placement, inline: bool) -> str:
        template = environment.get_template(f"components/{placement.name}.html")
        extra = presentation.component_context(_build.site, source, placement, inline=inline)
        return template.render(context | dict(extra)).strip()

    page.content = presentation.expand(
        page.content,
        render,
        only=lambda placement: COMPONENTS[placement.name].inline is not lists,
        keep_comments=not lists,
    )


def _folder(config: MkDocsConfig, root: Path) -> Folder:
    docs = Path(config.docs_dir)
    given = os.environ.get(DEMONSTRATION)
    signatories = root / given if given else docs / SIGNATORIES
    return Folder(root, Path(config.config_file_path), docs, signatories)


def _is_ours(path: str | Path, root: Path) -> bool:
    return Path(path).is_relative_to(root) and ".venv" not in Path(path).parts


def _source(page: Page) -> SitePage | None:
    return _build.site.pages.get(page.file.src_uri)


def _refuse(problems: Problems) -> None:
    """Log every problem, then end the build with their number, and without a traceback."""
    if not len(problems):
        return
    for problem in problems:
        log.error(str(problem))
    live_problems.remember(problems)
    raise PluginError(problems.summary)


def _broken_anchors(files: Files) -> Problems:
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
                visible = without_code(source.markdown)
                place = place_of_link(visible, link, source.markdown_line)
                known = ", ".join(f"#{name}" for name in sorted(present)) or "none"
                shown = _build.folder.shown(_build.folder.docs / source.path)
                problems.extend([Problem(shown, *place, f'the link "{link}" leads to a place that '
                                 f"the page does not have; its places are: {known}")])  # fmt: skip
    return problems


def _latest_day(site: Site) -> Any:
    days = [site.campaign.letter_date]
    days += [signatory.signed for signatory in site.signatories.all if signatory.signed]
    days += [demand.reviewed for demand in site.demands]
    return max(days)
