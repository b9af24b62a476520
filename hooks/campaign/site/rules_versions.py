"""What the letter's recorded versions must be to the letter and to each other."""

from __future__ import annotations

import os
from collections.abc import Iterator

from campaign.config.folder import FIRST_PAGE
from campaign.config.publication import today
from campaign.content.demands import slugs_of
from campaign.content.fingerprint import digest, first_difference, locate
from campaign.content.letter_text import Wording, wording_of
from campaign.content.paths import versions_address
from campaign.content.versions import (
    SAMPLE_CHANGE,
    VERSIONS,
    entry_line,
    next_version,
    text_name,
)
from campaign.core.problems import LineIndex, Problem, Wrong, quote
from campaign.site.context import Context


def check_letter_record(context: Context) -> Iterator[Problem]:
    """The letter says what its latest version says, and each version what was recorded of it."""
    campaign, letter, demands = context.campaign, context.letter, context.demands[""]
    if not context.versions.entries:
        return
    wording = None
    if campaign and letter and len(demands) == len(slugs_of(context.paths)):
        try:
            wording = wording_of(context.folder, campaign, letter, demands)
        except Wrong as wrong:
            place = (letter.split.markdown_line, 1)
            yield Problem(context.shown(letter.path), *place, f"the text {wrong}", wrong.topic)
    if wording and campaign and context.is_frozen:
        yield from _changed_words(context, wording, is_open=campaign.is_open)
    yield from _wrong_texts(context, wording.text if wording else "")
    # The first version may be late: it says what was signed.
    for at, version in enumerate(context.versions.entries):
        closed = campaign.closed if at and campaign and not campaign.is_open else None
        if closed and version.date > closed and not version.correction:
            why = (
                f"version {version.number} is of {version.date}, but signing closed on {closed} "
                "and nobody can have signed it; if it only corrects the text, add "
                "`correction: yes`"
            )
            yield context.versions.problem(why, at, "date")


def _changed_words(context: Context, wording: Wording, *, is_open: bool) -> Iterator[Problem]:
    """Yield a problem where the letter's words are not those of its latest version."""
    versions, latest = context.versions, context.versions.latest
    if latest is None or wording.hash == latest.hash:
        return
    then = versions.texts.get(latest.number)
    is_kept = then is not None and digest(then) == latest.hash
    difference = first_difference(then, wording.text) if then and is_kept else None
    name = f"version {latest.number} of {latest.date}"
    changed = (
        f"the letter's words are not those of its {name} (which of them cannot be told, since "
        "the words of that version were not kept)"
    )
    if difference:
        earlier, later = (
            quote(" ".join(said)) if said else "" for said in (difference.earlier, difference.later)
        )
        changed = f"the letter says {later} here, but its {name} says {earlier}"
        if not later:
            changed = f"the letter lacks the words {earlier} here, which its {name} has"
        elif not earlier:
            changed = f"the letter has the words {later} here, which its {name} has not"
    if is_open:
        option, why = "", "people sign these words, so undo the change or record it"
    else:
        option = " --correction"
        why = "signing is closed, so undo the change or, if it only corrects the text, record it"
    day = max(today(os.environ), latest.date)
    version = next_version(versions, wording, day, SAMPLE_CHANGE, correction=not is_open)
    path, line, column = wording.place(difference.at if difference else 0)
    message = (
        f'{changed}; {why}: run `campaign freeze{option} --change "{SAMPLE_CHANGE}"`, or write '
        f"this line at the end of {context.shown(VERSIONS)}, with your own sentence: "
        f"{entry_line(version)}"
    )
    yield Problem(context.folder.shown(path), line, column, message)


def _wrong_texts(context: Context, words_now: str) -> Iterator[Problem]:
    """Yield a problem for each text that is missing, belongs to no version, or was changed.

    The latest version's text may be missing: the letter itself, `words_now`, holds it.
    """
    versions, texts, record = context.versions, context.versions.texts, context.shown(VERSIONS)
    for at, version in enumerate(versions.entries):
        number = version.number
        shown = context.shown(text_name(number))
        if number not in texts and version is not versions.latest:
            page = versions_address(context.letter.path if context.letter else FIRST_PAGE)
            why = (
                f"the words of version {number} were not kept, so that nobody could read what its "
                f"signers signed; put them into {shown} (the published site shows them at "
                f"{page}{number}/)"
            )
            yield versions.problem(why, at)
        elif number in texts and (found := digest(texts[number])) != version.hash:
            is_known = digest(words_now) == version.hash
            difference = first_difference(words_now, texts[number]) if is_known else None
            place, where = (1, 1), f"their hash is {found}, and the recorded one is {version.hash}"
            if difference:
                offset = locate(texts[number], difference.at, texts[number])
                place = LineIndex(texts[number]).place(offset)
                where = (
                    f"they say {quote(' '.join(difference.later))} here, and the recorded ones "
                    f"{quote(' '.join(difference.earlier))}"
                )
            why = (
                f"these are not the words of version {number}: {where}; put the recorded words back"
            )
            yield Problem(shown, *place, why)
    for number in sorted(texts.keys() - {version.number for version in versions.entries}):
        why = f"no version {number} is recorded in {record}; delete it"
        yield Problem(context.shown(text_name(number)), 0, 0, why)


def check_there_is_a_letter(context: Context) -> Iterator[Problem]:
    """Where versions are recorded, there is a letter."""
    pages = [path for path in context.paths if path.endswith(".md")]
    # A page that could not be read may be the letter.
    are_read = len(pages) == len(context.drafts) and all(each.front for each in context.drafts)
    if context.versions.entries and context.letter is None and are_read:
        why = (
            "versions of a letter are recorded, but no page has `type: letter`; add it to the "
            "page of the letter"
        )
        yield Problem(context.shown(VERSIONS), 1, 1, why)
