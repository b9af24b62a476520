"""Reads and checks everything that editors write: one site, or every problem in all files."""

from __future__ import annotations

from dataclasses import dataclass, replace

from campaign.config.configuration import Campaign
from campaign.config.folder import Folder
from campaign.core.problems import Problems
from campaign.i18n.languages import in_language
from campaign.signatories.signatories import arrange
from campaign.site import (
    rules_files,
    rules_pages,
    rules_texts,
    rules_translations,
    rules_versions,
)
from campaign.site.context import Context, SiteRule, read_context
from campaign.site.site import Site

RULES: tuple[SiteRule, ...] = (
    *rules_files.FILE_RULES,
    *rules_pages.PAGE_RULES,
    *rules_texts.TEXT_RULES,
    *rules_translations.TRANSLATION_RULES,
    *rules_versions.VERSION_RULES,
)


@dataclass(frozen=True, slots=True)
class Loaded:
    """What could be read of a campaign, valid or not."""

    context: Context
    problems: Problems
    site: Site | None
    """None where there is a problem."""


def load_site(folder: Folder) -> tuple[Site | None, Problems]:
    """Read and check everything that editors write; the site is None where there is a problem."""
    loaded = load_campaign(folder)
    return loaded.site, loaded.problems


def load_campaign(folder: Folder, *also: SiteRule, is_frozen: bool = True) -> Loaded:
    """Read everything that editors write, and hold it to the rules and to those of `also`.

    `is_frozen`: it is a problem if the letter does not say what its latest version says.
    """
    problems = Problems()
    context = read_context(folder, problems, is_frozen=is_frozen)
    for rule in (*RULES, *also):
        problems.extend(rule.problems(context))
    if context.campaign is None or problems:
        return Loaded(context, problems, None)
    return Loaded(context, problems, _site(context, context.campaign))


def _site(context: Context, campaign: Campaign) -> Site:
    """Return the site of a campaign that keeps all rules."""
    language, signed = context.folder.config.language, context.signed
    catalogues, _ = context.catalogues
    entries = {entry.code: entry for entry in campaign.languages}
    site = Site(
        campaign,
        language,
        {page.path: page for page in context.pages if not page.folder},
        context.demands[""],
        arrange(signed, campaign.groups, campaign.unnamed, language),
        versions=context.versions,
        reading=context.reading,
        voices=tuple(voice for voice in context.voices if voice.stands_in(language, language)),
        withdrawn=tuple(signatory for signatory in signed if signatory.withdrawn),
        repository=context.folder.config.repository,
        entry=entries.get(language),
        catalogue=catalogues.get(language),
    )
    found = rules_translations.translations_of(context)
    others = {}
    for code in context.codes:
        translated = {demand.slug: demand for demand in context.demands[code]}
        others[code] = replace(
            site,
            campaign=in_language(campaign, entries[code]),
            language=code,
            pages={
                page.path: replace(page, translation=found[page.path])
                for page in context.pages
                if page.folder == code
            },
            demands=tuple(translated.get(demand.slug, demand) for demand in site.demands),
            voices=tuple(voice for voice in context.voices if voice.stands_in(code, language)),
            main=site,
            entry=entries[code],
            catalogue=catalogues.get(code),
        )
    return replace(
        site,
        others=others,
        warnings=tuple(rules_translations.translation_warnings(context)),
        old_addresses=context.old_addresses,
    )
