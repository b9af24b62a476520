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
from campaign.core.dates import YEARS
from campaign.core.problems import Problem, Problems, Wrong
from campaign.core.topics import ABOUT_DATES, ABOUT_DUPLICATES, ABOUT_KEYS
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
RULES: tuple[SiteRule, ...] = (
    *rules_files.FILE_RULES,
    *rules_pages.PAGE_RULES,
    *rules_texts.TEXT_RULES,
    *rules_translations.TRANSLATION_RULES,
    *rules_versions.VERSION_RULES,
)


class Loaded(NamedTuple):
    """What could be read of a campaign, valid or not."""

    context: Context
    problems: Problems
    site: Site | None
    """None where there is a problem."""


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
    return read_folder(folder, os.environ, *also)[0].problems


def read_folder(
    folder: Folder, environment: Mapping[str, str], *also: SiteRule
) -> tuple[Loaded, list[Problem]]:
    """Return all that a build reads, and the starter's texts that are still to be replaced.

    Where the site is to be published, those are problems.
    """
    loaded = load_campaign(folder, *also)
    placeholders = find_placeholders(folder)
    if not is_publishing(environment):
        return loaded, placeholders
    loaded.problems.extend(placeholders)
    return loaded, []


def check_campaign(configuration: Path, environment: Mapping[str, str], *also: SiteRule) -> Checked:
    """Return every problem in a campaign, and what looks odd in its list and its versions."""
    folder = campaign_folder(configuration, environment.get(DEMONSTRATION))
    # Loaded here: a build does not ask what looks odd.
    from campaign.curation import list_checks
    from campaign.curation.known_different import check_distinct, decisions

    loaded, notices = read_folder(folder, environment, *also)
    campaign, signed = loaded.context.campaign, loaded.context.signed
    shown = folder.shown_list
    closed = campaign.closed if campaign else None
    today = last_day(folder.root, environment)
    odd = list_checks.warnings(loaded.context.list_text, shown, signed, closed=closed, today=today)
    place = folder.shown(folder.distinct)
    pairs, _ = check_distinct(folder.distinct, place)
    if pairs and loaded.site:
        stale = decisions(pairs, signed).stale[:MOST_STALE]
        odd += [Problem(place, each.line, 1, each.why, ABOUT_DUPLICATES) for each in stale]
    found = [*odd, *_warnings(folder, loaded.site, today)]
    try:
        address = site_address(folder.config.setting("site_url"), environment)
    except Wrong as wrong:
        address = ""
        loaded.problems.extend([Problem(folder.config.shown, 1, 1, str(wrong), ABOUT_KEYS)])
    return Checked(loaded.problems, tuple(sorted(found)), tuple(notices), bool(address))


def _warnings(folder: Folder, site: Site | None, today: date) -> list[Problem]:
    if site is None:
        return []
    letter = site.page_of("letter")
    unrecorded = letter and advice(
        site.versions,
        site.signatories.count,
        is_open=site.campaign.is_open,
        letter=folder.shown(folder.docs / letter.path),
        record=folder.shown(folder.docs / VERSIONS),
    )
    dated = odd_dates(folder, site, today)
    return [*(unrecorded or ()), *site.warnings, *dated, *_goal(folder, site)]


def _goal(folder: Folder, site: Site) -> list[Problem]:
    """Return what is odd about the goal of a campaign that still collects signatures."""
    campaign = site.campaign
    if not campaign.is_open:
        return []
    found = progress(site.signatories.count.total, campaign.goal, campaign.milestones)
    return passed(found, folder.config.shown, folder.config.place("goal"))


def last_day(root: Path, environment: Mapping[str, str]) -> date:
    """Return the last day that is not in the future, anywhere on earth.

    It is SOURCE_DATE_EPOCH's, if that is given. Otherwise it is the last commit's or, since an
    editor checks before committing, today, whichever is later.
    """
    epoch = source_epoch(root, environment)
    given = datetime.fromtimestamp(epoch, UTC) if epoch is not None else None
    if given and given_epoch(environment) is not None:
        return (given + AHEAD).date()
    now = datetime.now(UTC)
    return (max(given or now, now) + AHEAD).date()


def odd_dates(folder: Folder, site: Site, today: date) -> Iterator[Problem]:
    """Yield what looks odd on the last day that is not in the future, and yet may be right."""
    # `today` is ahead of most of the earth: it is past a day only when it is so everywhere.
    past = today - timedelta(days=2)
    for path, why in (*_of_campaign(site, today, past), *_of_pages(site, today, past)):
        shown = folder.shown(folder.docs / path if path else folder.configuration)
        yield Problem(shown, 0, 0, why, ABOUT_DATES)


def _of_campaign(site: Site, today: date, past: date) -> Iterator[tuple[str, str]]:
    campaign, closed = site.campaign, site.campaign.closed
    if (day := campaign.letter_date) > today or day.year not in YEARS:
        when = "in the future" if day > today else f"before {YEARS.start}"
        yield "", f"'letter_date' is {day}, which is {when}; correct the date"
    if campaign.is_open and closed and closed < past:
        yield (
            "",
            f"'status' is \"open\", but 'closed' was {closed}; the site does not close by itself, "
            "so write `status: closed`, or a day to come",
        )
    if not campaign.is_open and closed and closed > today:
        yield (
            "",
            f"'status' is \"closed\", but 'closed' is {closed}, which is to come; correct one",
        )


def _of_pages(site: Site, today: date, past: date) -> Iterator[tuple[str, str]]:
    for demand in site.demands:
        if (day := demand.reviewed) > today:
            yield demand.path, f"'reviewed' is {day}, which is in the future; correct the date"
        for event in demand.history:
            if event.date > today:
                why = f"'date' of an event is {event.date}, which is in the future; correct it"
                yield demand.path, why
    for page in (page for each in site.all_languages for page in each.pages.values()):
        front = page.front
        if isinstance(front, Appeal) and front.match and front.match.until < past:
            yield (
                page.path,
                f"'match' ended on {front.match.until}, so that the page no longer shows it; "
                "delete it, or write the new promise with its source",
            )
        if isinstance(front, Update) and front.date > today:  # it would stand first
            yield page.path, f"'date' is {front.date}, which is in the future; correct the date"
