"""The environments of templates, one for each language: escaping, formats, and what all need."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from types import CodeType
from typing import Any

import jinja2
from jinja2.bccache import Bucket

from campaign.config.donate import donation_link, host_of
from campaign.config.fields import contact_link
from campaign.config.sign_on import SIGN_FORM, issue_form_link
from campaign.content.demands import Tracker
from campaign.content.pages import Letter
from campaign.content.paths import page_folder
from campaign.content.reading import counted_until, shelves
from campaign.content.updates import events_of, timeline
from campaign.i18n.english_words import InterfaceWords
from campaign.i18n.formats import Formats
from campaign.i18n.languages import (
    direction,
    group_names,
    join_path,
    own_name,
    split_path,
    with_territory,
)
from campaign.look.colours import palettes, read_tokens
from campaign.look.logo import logo_in_header, logo_in_row
from campaign.look.typefaces import first_file
from campaign.output.badge import BADGE
from campaign.output.build import Build
from campaign.output.list_pages import page_list
from campaign.output.presentation import json_ld
from campaign.safety.built_site_check import inline_source
from campaign.signatories.collation import label_in_language
from campaign.signatories.summary import facets, progress, summarize
from campaign.site.site import Site


def prepare_templates(build: Build, env: jinja2.Environment, *, is_demonstration: bool) -> None:
    """Make an environment for each language of `env`, and keep them in the build.

    MkDocs' environment does not escape; our own templates do, whatever a field holds.
    """
    site = build.site
    # The campaign's own may lie below the generator's: the names of theirs that this adds are
    # nobody's.
    own = frozenset(
        path.relative_to(folder).as_posix()
        for folder in build.templates
        for path in folder.rglob("*.html")
    )
    env.autoescape = lambda name: name in own
    is_long = site.signatories.count.listed > site.campaign.list_sizes.medium
    if is_long and site.page_of("signatories"):
        build.paged = page_list(site.signatories, site.campaign.list_sizes.page)
    env.bytecode_cache = CompiledOnce()
    env.optimized = False  # a template is filled in too few times to win what that takes
    env.globals.update(_of_all_languages(build), is_demonstration=is_demonstration)
    for language in (*site.others.values(), site):
        english = build.english_words.setdefault(language.language, set())
        # Jinja's own extension adds the method. An overlay's would give its original's words.
        install = env.install_gettext_translations  # type: ignore[attr-defined]
        install(InterfaceWords(language.catalogue, english), newstyle=True)
        own_env = env if language is site else env.overlay()
        if language is not site:
            own_env.globals = dict(env.globals)  # an overlay shares what its original holds
            own_env.filters = dict(env.filters)
        build.environments[language.folder] = own_env
        _prepare(own_env, build, language)
    if build.paged:  # the index of names is shared, and names groups in the main language
        name_of = build.words(site).section_name
        headings = [name_of(section).unescape() for section in site.signatories.sections]
        for environment in build.environments.values():
            environment.globals["list_headings"] = headings


def _of_all_languages(build: Build) -> Mapping[str, Any]:
    site = build.site
    return {
        "signatories": site.signatories,
        "count": site.signatories.count,
        "progress": progress(
            site.signatories.count.total, site.campaign.goal, site.campaign.milestones
        ),
        "summary": summarize(site.signatories),
        "facets": facets(site.signatories.all),
        "paged": build.paged,
        "list_sizes": site.campaign.list_sizes,
        "list_urls": build.list_urls,
        "search_base": build.list_base(site),
        "versions": site.versions,
        "version_counts": site.versions.counts(site.signatories.all),
        "as_of": build.list_as_of,
        "events_of": events_of,
        "readers_counted_until": counted_until(site.reading),
        "shelves_of": partial(shelves, site.reading),
        "is_served": build.is_served,
        "donation_link": donation_link,
        "sign_form_link": lambda title: issue_form_link(site.repository, SIGN_FORM, title),
        "main_language": site.language,
        "other_languages": tuple(site.others),
        "palettes": palettes(read_tokens(build.style)),
        "first_font": first_file(site.campaign.typefaces),
    }


def _prepare(environment: jinja2.Environment, build: Build, site: Site) -> None:
    """Give an environment what belongs to its language."""
    environment.filters.update(
        {name: at_render(function) for name, function in _filters(build, site).items()},
        contact_link=contact_link,
        json_ld=json_ld,
        host=host_of,
        inline_source=inline_source,
        direction=direction,
        own_name=own_name,
        territory=with_territory,
    )
    happened = timeline(site.notes, site.demands, site.signatories.all)
    updates, letter = site.page_of("updates", own=True), site.page_of("letter")
    front = letter.front if letter and isinstance(letter.front, Letter) else None
    is_part = front is not None and bool(front.signed_by or front.signed_note)
    environment.globals.update(
        campaign=site.campaign,
        language=site.language,
        demands=site.demands,
        voices=site.voices,
        appeal_page=site.page_of("appeal"),
        letter_page=letter,
        # The list is not the whole list, so that its count would mislead if it stood alone.
        list_is_part=is_part and not environment.globals["is_demonstration"],
        # A box for signing that an editor placed by hand has no name to be led to by.
        sign_anchor="" if letter and letter.places("sign") else "#sign",
        signatories_page=site.page_of("signatories"),
        citation_path=f"{page_folder(letter.path)}citation" if letter else "",
        text_direction=direction(site.language),
        language_entry=site.entry,
        language_folder=site.folder,
        updates_page=updates,
        tracker_page=site.page_of("tracker"),
        press_page=site.page_of("press"),
        embed_page=site.page_of("embed"),
        badge_path=join_path(site.folder, BADGE),
        list_base=build.list_base(site),
        version_path=lambda number: f"{site.versions_base}{number}/",
        timeline=happened,
        feed=join_path(site.folder, "feed.xml") if build.site_url and updates and happened else "",
        tracker=Tracker(build.as_of, site.campaign.letter_date, site.demands),
        letter_pdf=None,
    )


def _filters(build: Build, site: Site) -> Mapping[str, Callable[..., Any]]:
    """Return the filters whose results belong to a language."""
    formats, url_of = Formats(site.language), build.url_of
    groups = group_names(site.campaign, site.entry)
    return {
        "long_date": formats.long_date,
        "month": formats.month,
        "year": formats.year,
        "number": formats.number,
        "money": formats.money,
        "words": formats.words,
        "filesize": formats.size,
        "page_url": lambda path: url_of(join_path(site.folder, path)) or url_of(path),
        "main_url": url_of,
        "from_root": build.below,
        "page_language": lambda path: (
            split_path(path, tuple(build.site.others))[0] or build.site.language
        ),
        "group_name": lambda group: groups.get(group, group),
        "initial": lambda label: label_in_language(label, site.language),
        "language_name": formats.language,
        "logo_in_header": lambda path: logo_in_header(build.folder.docs, path),
        "logo_in_row": lambda path: logo_in_row(build.folder.docs, path),
        "size_of_file": lambda path: (build.folder.docs / path).stat().st_size,
    }


class ByLanguage:
    """Gives a template to whoever asks, `es/letter.html` from the environment of Spanish."""

    def __init__(self, environments: Mapping[str, jinja2.Environment]) -> None:
        """Hold the environments by the folders of their languages: the main one's is empty."""
        self._environments = environments

    def get_template(self, name: str) -> jinja2.Template:
        """Return a template by its name; raises as Jinja's own method does."""
        folder, inner = split_path(name, self._environments)
        return self._environments[folder].get_template(inner)

    def __getattr__(self, name: str) -> Any:
        return getattr(self._environments[""], name)


class CompiledOnce(jinja2.BytecodeCache):
    """The code of templates, for all environments that share it.

    They must differ in nothing that a template is compiled with. Jinja applies filters to
    constants while it compiles; what differs between languages goes through `at_render`.
    """

    def __init__(self) -> None:
        """Begin with nothing compiled."""
        self._code: dict[str, CodeType | None] = {}

    def load_bytecode(self, bucket: Bucket) -> None:
        """Give Jinja the code of a template, if it was compiled before."""
        bucket.code = self._code.get(bucket.key)

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep what Jinja compiled."""
        self._code[bucket.key] = bucket.code


def at_render(function: Callable[..., Any]) -> Callable[..., Any]:
    """Make a filter that is applied only when a template is rendered, and not to its constants."""

    @jinja2.pass_context
    def applied(_: object, *args: Any, **kwargs: Any) -> Any:
        return function(*args, **kwargs)

    return applied
