"""What the letter's recorded versions must be to the letter and to each other."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator

from campaign.config.publication import today
from campaign.content.demands import slugs_of
from campaign.content.freeze_check import VERSIONS, changed_words, text_name
from campaign.content.paths import versions_address
from campaign.content.versions import check_closed, check_texts
from campaign.core.problems import Problem, Wrong
from campaign.core.topics import ABOUT_VERSIONS
from campaign.site.context import Context, SiteRule
from campaign.site.letter_record import wording_of


def check_letter_record(context: Context) -> Iterator[Problem]:
    """The letter says what its latest version says, and each version what was recorded of it."""
    folder, campaign, letter = context.folder, context.campaign, context.letter
    if context.recorded is None:
        return
    record, wording, demands = context.shown(VERSIONS), None, context.demands[""]
    if campaign and letter and len(demands) == len(slugs_of(context.paths)):
        try:
            wording = wording_of(folder, campaign, letter, demands)
        except Wrong as wrong:
            place = (letter.markdown_line, 1)
            yield Problem(context.shown(letter.path), *place, f"the text {wrong}", wrong.topic)
    if wording and campaign and context.is_frozen:
        yield from changed_words(
            wording,
            context.versions,
            is_open=campaign.is_open,
            today=today(os.environ),
            shown=folder.shown,
            record=record,
        )
    yield from check_texts(
        context.recorded,
        context.versions.texts,
        record,
        context.shown(text_name("{}")),
        f"{versions_address(letter.path if letter else 'index.md')}{{}}/",
        wording.text if wording else "",
    )
    if campaign:
        yield from check_closed(context.recorded, campaign, record)


def check_there_is_a_letter(context: Context) -> Iterator[Problem]:
    """Where versions are recorded, there is a letter."""
    if context.recorded and context.letter is None and context.are_all_right:
        why = (
            "versions of a letter are recorded, but no page has `type: letter`; add it to the "
            "page of the letter"
        )
        yield Problem(context.shown(VERSIONS), 1, 1, why)


def check_version_addresses(context: Context) -> Iterator[Problem]:
    """No file lies where the site shows the letter's versions."""
    if context.recorded is None or context.letter is None:
        return
    taken = re.compile(rf"{re.escape(versions_address(context.letter.path))}\d+(?:\.|/)")
    why = (
        "the site shows the versions of the letter at this address; move this file to another "
        "folder"
    )
    for path in filter(taken.match, context.paths):
        yield Problem(context.shown(path), 0, 0, why)


VERSION_RULES = tuple(
    SiteRule(ABOUT_VERSIONS, check)
    for check in (check_letter_record, check_there_is_a_letter, check_version_addresses)
)
