"""Reads and checks all that editors write: one site, or every problem; and days that look odd."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import NamedTuple

from campaign.config.configuration import Campaign
from campaign.config.folder import SIGNATORIES, Folder
from campaign.config.publication import given_epoch, site_address, source_epoch
from campaign.content.pages import Appeal, Update
from campaign.content.versions import VERSIONS, advice
from campaign.core import topics
from campaign.core.dates import YEARS
from campaign.core.problems import Problem, Problems, Wrong
from campaign.i18n.languages import in_language
from campaign.signatories.signatories import arrange
from campaign.signatories.summary import passed, progress
from campaign.site import (
    rules_files,
    rules_pages,
    rules_texts,
    rules_translations,
    rules_versions,
)
from campaign.site.context import Context, SiteRule, read_context
from campaign.site.placeholders import find_placeholders, is_publishing
from campaign.site.site import Site

DEMONSTRATION = "CAMPAIGN_SIGNATORIES"
"""Environment variable: a CSV to show instead of the campaign's own, marked on every page."""
MOST_STALE = 100
"""Records of pairs that name nobody, of which a check warns."""
AHEAD = timedelta(hours=14)
"""How far the first place on earth is ahead of UTC: there it is a day later the soonest."""
RULES = (
    SiteRule(topics.ABOUT_FILES, rules_files.check_places),
    SiteRule(topics.ABOUT_FILES, rules_files.check_repository),
    SiteRule(topics.ABOUT_FILES, rules_files.check_uploads),
    SiteRule(topics.ABOUT_FILES, rules_files.check_programs),
    SiteRule(topics.ABOUT_FILES, rules_files.check_case),
    SiteRule(topics.ABOUT_FILES, rules_files.check_generator),
    SiteRule(topics.ABOUT_BUILT_FILES, rules_files.check_own_files),
    SiteRule(topics.ABOUT_COLOURS, rules_files.check_contrast),
    SiteRule(topics.ABOUT_LOGO, rules_files.check_logo_and_typefaces),
    SiteRule(topics.ABOUT_PICTURES, rules_files.check_list_logos),
    SiteRule(topics.ABOUT_IMPORTING, rules_files.check_remembered),
    SiteRule(topics.ABOUT_DUPLICATES, rules_files.check_pairs),
    SiteRule(topics.ABOUT_WITHDRAWN, rules_files.check_signed),
    SiteRule(topics.ABOUT_LINKS, rules_pages.check_texts_of_pages),
    SiteRule(topics.ABOUT_PAGES, rules_pages.check_letter),
    SiteRule(topics.ABOUT_PAGES, rules_pages.check_only_once),
    SiteRule(topics.ABOUT_PAGES, rules_pages.check_demands),
    SiteRule(topics.ABOUT_PAGES, rules_pages.check_named_files),
    SiteRule(topics.ABOUT_PICTURES, rules_pages.check_pictures),
    SiteRule(topics.ABOUT_VOICES, rules_pages.check_portraits),
    SiteRule(topics.ABOUT_UPDATES, rules_pages.check_updates),
    SiteRule(topics.ABOUT_UPDATES, rules_pages.check_further_reading),
    SiteRule(topics.ABOUT_FRONT_MATTER, rules_pages.check_pdf_address),
    SiteRule(topics.ABOUT_FILES, rules_pages.check_same_address),
    SiteRule(topics.ABOUT_FILES, rules_pages.check_own_addresses),
    SiteRule(topics.ABOUT_OLD_ADDRESSES, rules_pages.check_moved),
    SiteRule(topics.ABOUT_SETTINGS, rules_texts.check_configuration),
    SiteRule(topics.ABOUT_PERSONAL_DATA, rules_texts.check_personal_data),
    SiteRule(topics.ABOUT_DONATION_ADDRESS, rules_texts.check_diverted),
    SiteRule(topics.ABOUT_WITHDRAWN, rules_texts.check_named),
    SiteRule(topics.ABOUT_TRANSLATIONS, rules_translations.check_originals),
    SiteRule(topics.ABOUT_TRANSLATIONS, rules_translations.check_translations),
    SiteRule(topics.ABOUT_TRANSLATIONS, rules_translations.check_complete),
    SiteRule(topics.ABOUT_TRANSLATIONS, rules_translations.check_catalogues),
    SiteRule(topics.ABOUT_VERSIONS, rules_versions.check_letter_record),
    SiteRule(topics.ABOUT_VERSIONS, rules_versions.check_there_is_a_letter),
)
"""All that must hold across files, each rule with the section of PROBLEMS.md that explains it."""


class Loaded(NamedTuple):
    """What could be read of a campaign, valid or not."""

    context: Context
    problems: Problems
    site: Site | None
    """None where there is a problem."""
    placeholders: list[Problem]
    """The starter's texts that are still to be replaced."""


def load_campaign(
    folder: Folder, *also: SiteRule, is_frozen: bool = True, is_published: bool = False
) -> Loaded:
    """Read everything that editors write, and hold it to the rules and to those of `also`.

    `is_frozen`: it is a problem if the letter does not say what its latest version says;
    `is_published`: so it is if a text of the starter is still to be replaced.
    """
    problems = Problems()
    context = read_context(folder, problems, is_frozen=is_frozen)
    for rule in (*RULES, *also):
        problems.extend(rule.problems(context))
    placeholders = find_placeholders(folder)
    if is_published:
        problems.extend(placeholders)
        placeholders = []
    if context.campaign is None or problems:
        return Loaded(context, problems, None, placeholders)
    return Loaded(context, problems, _site(context, context.campaign), placeholders)


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


@dataclass(frozen=True)
class Checked:
    """What a check found."""

    problems: Problems
    warnings: tuple[Problem, ...]
    """What looks odd and yet may be right, sorted by place."""
    notices: tuple[Problem, ...] = ()
    """The starter's texts that are to be replaced before the site is published."""
    has_address: bool = True
    """Whether it is known where the site will stand."""


def campaign_folder(configuration: Path, given: str | None = None) -> Folder:
    """Return where the campaign of a mkdocs.yml lies; `given` is a list to read in its stead."""
    root = configuration.parent
    docs = root / "docs"
    return Folder(root, configuration, docs, root / given if given else docs / SIGNATORIES)


def check_folder(configuration: Path, *also: SiteRule) -> Problems:
    """Return every problem in a campaign, found without building it, those of `also` included."""
    folder = campaign_folder(configuration, os.environ.get(DEMONSTRATION))
    return load_campaign(folder, *also, is_published=is_publishing(os.environ)).problems


def check_campaign(configuration: Path, environment: Mapping[str, str], *also: SiteRule) -> Checked:
    """Return every problem in a campaign, and what looks odd in its list and its versions."""
    folder = campaign_folder(configuration, environment.get(DEMONSTRATION))
    loaded = load_campaign(folder, *also, is_published=is_publishing(environment))
    warnings = sorted(_warnings(folder, loaded, last_day(folder.root, environment)))
    try:
        address = site_address(folder.config.setting("site_url"), environment)
    except Wrong as wrong:
        address = ""
        problem = Problem(folder.config.shown, 1, 1, str(wrong), topics.ABOUT_KEYS)
        loaded.problems.extend([problem])
    return Checked(loaded.problems, tuple(warnings), tuple(loaded.placeholders), bool(address))


def _warnings(folder: Folder, loaded: Loaded, today: date) -> Iterator[Problem]:
    # Loaded here: a build does not ask what looks odd.
    from campaign.curation import list_checks
    from campaign.curation.known_different import check_distinct, decisions

    context, site = loaded.context, loaded.site
    signed, shown = context.signed, folder.shown_list
    closed = context.campaign.closed if context.campaign else None
    yield from list_checks.warnings(context.list_text, shown, closed=closed, today=today)
    if site is None:
        return
    distinct = folder.shown(folder.distinct)
    if pairs := check_distinct(folder.distinct, distinct, context.contacts)[0]:
        for line, why in decisions(pairs, signed).stale[:MOST_STALE]:
            yield Problem(distinct, line, 1, why, topics.ABOUT_DUPLICATES)
    campaign, count = site.campaign, site.signatories.count
    if letter := site.page_of("letter"):
        yield from advice(
            site.versions,
            count,
            is_open=campaign.is_open,
            letter=context.shown(letter.path),
            record=context.shown(VERSIONS),
        )
    yield from site.warnings
    yield from _odd_dates(context, site, today)
    if campaign.is_open:
        found = progress(count.total, campaign.goal, campaign.milestones)
        if at_goal := passed(found):
            yield folder.config.problem(at_goal, "goal", topic=topics.ABOUT_GOAL)


def last_day(root: Path, environment: Mapping[str, str]) -> date:
    """Return the last day that is not in the future, anywhere on earth.

    It is SOURCE_DATE_EPOCH's, if that is given. Otherwise it is the last commit's or, since an
    editor checks before committing, today, whichever is later.
    """
    epoch = source_epoch(root, environment)
    moments = [datetime.fromtimestamp(epoch, UTC)] if epoch is not None else []
    if given_epoch(environment) is None:
        moments.append(datetime.now(UTC))
    return (max(moments) + AHEAD).date()


def _odd_dates(context: Context, site: Site, today: date) -> Iterator[Problem]:
    """Yield what looks odd on the last day that is not in the future, and yet may be right."""

    def odd(why: str, path: str | None = None) -> Problem:
        shown = context.shown(path) if path else context.folder.config.shown
        return Problem(shown, 0, 0, why, topics.ABOUT_DATES)

    # `today` is ahead of most of the earth: it is past a day only when it is so everywhere.
    past = today - timedelta(days=2)
    campaign, closed = site.campaign, site.campaign.closed
    if (day := campaign.letter_date) > today or day.year not in YEARS:
        when = "in the future" if day > today else f"before {YEARS.start}"
        yield odd(f"'letter_date' is {day}, which is {when}; correct the date")
    if campaign.is_open and closed and closed < past:
        yield odd(
            f"'status' is \"open\", but 'closed' was {closed}; the site does not close by itself, "
            "so write `status: closed`, or a day to come"
        )
    if not campaign.is_open and closed and closed > today:
        yield odd(
            f"'status' is \"closed\", but 'closed' is {closed}, which is to come; correct one"
        )
    for demand in site.demands:
        if (day := demand.reviewed) > today:
            why = f"'reviewed' is {day}, which is in the future; correct the date"
            yield odd(why, demand.path)
        for event in demand.history:
            if event.date > today:
                why = f"'date' of an event is {event.date}, which is in the future; correct it"
                yield odd(why, demand.path)
    for page in (page for each in site.all_languages for page in each.pages.values()):
        front = page.front
        if isinstance(front, Appeal) and front.match and front.match.until < past:
            why = (
                f"'match' ended on {front.match.until}, so that the page no longer shows it; "
                "delete it, or write the new promise with its source"
            )
            yield odd(why, page.path)
        if isinstance(front, Update) and front.date > today:  # it would stand first
            why = f"'date' is {front.date}, which is in the future; correct the date"
            yield odd(why, page.path)
