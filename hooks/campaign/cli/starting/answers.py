"""What is known of a campaign when it begins: from a file, from options, or from questions."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Annotated, Any, Literal, TypeVar, get_args

import click
from pydantic import BeforeValidator

from campaign.config.configuration import Licence, Organizer, SignOn
from campaign.config.donate import Donate
from campaign.config.fields import Contact, IsoDate, SecureAddress, Text, YesOrNo
from campaign.config.sign_on import repository_of
from campaign.config.starters import MAIN, languages, read_starter
from campaign.config.validation import Model, validate
from campaign.config.yaml_text import YamlText, read_yaml
from campaign.core.files import read_text
from campaign.core.folding import fold
from campaign.core.problems import Problem, Problems, Wrong, did_you_mean, quote
from campaign.core.topics import ABOUT_KEYS, ABOUT_NEW_CAMPAIGN

Host = Literal["github", "gitlab", "codeberg", "netlify", "cloudflare", "none"]
_SHOWN = "the answers"
"""What a problem names in place of a file, for a value of an option or of a form."""
_NO_ADDRESS = "https://your-organization.example/"
"""Stands in for an organizer's site: a placeholder of every starter."""


_OWNER = re.compile(r"[A-Za-z0-9_-]+(/[A-Za-z0-9_-]+)?")
_BETWEEN = re.compile(r"[\s,;]+")
_OWNERS = re.compile(r"\s*[,;]\s*|\s+(?=@)")
_ORGANIZER = re.compile(r"(?P<name>.*?)(?:[\s,]+(?P<url>\S+://\S+|\S+\.[a-z]{2,}(?:/\S*)?))?")
"""A name, and its site: also one without https://, which the answers refuse."""
_APART = {
    "organizer": ("organizers", "name", "Who is behind the campaign."),
    "organizer_url": ("organizers", "url", "The organizer's own site."),
    "donate_url": ("donate", "url", "The address of the donation form; without it, no appeal."),
    "recipient": ("donate", "legal_name", "The legal name of who receives the gift."),
    "donate_label": ("donate", "label", "The words on the button."),
}
"""Options of their own: where each stands in the answers, and what it says."""
_ONE_EACH = {"groups": "group", "demands": "demand", "owners": "owner", "also_in": "also_in"}
"""Options that may be given several times, by the keys of what they make together."""
_HOST = re.compile(r"[a-z]+://([^/?#@:\s]+)", re.I)
_YES = ("yes", "true")
_F = TypeVar("_F", bound=Callable[..., Any])


def _wrong(why: str) -> Wrong:
    return Wrong(why, ABOUT_NEW_CAMPAIGN)


def _owner(value: Any) -> str:
    name = str(value).strip().removeprefix("@")
    if not _OWNER.fullmatch(name):
        raise _wrong(f"is {quote(value)}; write a name on GitHub, or ORGANIZATION/TEAM")
    return f"@{name}"


def _repository(value: Any) -> str:
    name = str(value).strip()
    found = repository_of(name if "://" in name else f"https://github.com/{name}")
    if not found:
        raise _wrong(f"is {quote(value)}; write OWNER/NAME, as GitHub shows it above the files")
    return found


def _language(value: Any) -> str:
    known = languages()
    if value not in known:
        remedy = did_you_mean(str(value).partition("-")[0], known)  # `pt-BR` begins as `pt`
        raise _wrong(f"is {quote(value)}, for which there is no starter; {remedy}")
    return str(value)


class Answers(Model, use_attribute_docstrings=True):
    """The facts of a new campaign; what is left out gets a text that says what belongs there."""

    language: Annotated[str, BeforeValidator(_language)] = MAIN
    """The language of the site, and of the starter's texts, as es; English, if left out."""
    also_in: tuple[Annotated[str, BeforeValidator(_language)], ...] = ()
    """Another language of the site, as es; each page gets a starter in it."""

    name: Text | None = None
    """The campaign's full name, as “A letter to the Example Council”."""
    short_name: Text | None = None
    """A name short enough for the header and a phone's tab."""
    organizers: tuple[Organizer, ...] = ()
    """Who is behind the campaign."""
    addressee: Text | None = None
    """Whom the letter is written to, or a pledge's promises are made to."""
    letter_date: IsoDate | None = None
    """The date that the letter bears, as 2021-02-09; today, if left out."""
    closed: IsoDate | None = None
    """The day on which signing closed, of a letter that is closed."""
    contact: Contact | None = None
    """Where readers write: an e-mail address or an https address."""
    sign_on: SignOn | None = None
    """How people sign: the address of a form, an e-mail address, or "github"."""
    groups: tuple[Text, ...] = ()
    """Headings that organizations stand under, as National."""
    demands: tuple[Text, ...] | None = None
    """What each demand is called, in a few words."""
    shape: Literal["letter", "pledge"] = "letter"
    """A letter to somebody, or a pledge of what its signers will do; a letter, if left out."""
    without_demands: YesOrNo = False
    """Whether the letter has no list of demands."""
    donate: Donate | None = None
    """Where gifts go; without it, there is no appeal."""
    licence: Licence | None = None
    """The licence of the site's text."""
    site_url: SecureAddress | None = None
    """The site's address, if it is a domain of the campaign's own."""
    host: Host = "github"
    """Where the site is built and published; `none` leaves that to you."""
    repository: Annotated[str, BeforeValidator(_repository)] | None = None
    """The campaign's repository on GitHub, as OWNER/NAME."""
    owners: tuple[Annotated[str, BeforeValidator(_owner)], ...] = ()
    """Who must approve a change to what matters most, by their names on GitHub."""


OPTION_TEXTS: dict[str, str] = {
    name: field.description or ""
    for name, field in Answers.model_fields.items()
    if name not in ("organizers", "donate", "licence")
} | {name: text for name, (*_, text) in _APART.items()}
"""What an option or a question says, by the name of what it asks for."""


def read_answers(
    path: Path | None, given: Mapping[str, Any], today: date
) -> tuple[Answers | None, list[Problem]]:
    """Return the answers of a YAML file, if there is one, and of options, which go before it.

    Returns None and every problem where something is wrong. `given` holds texts, lists and
    mappings by the keys of `Answers`; `today` is the letter's date where none is given.
    """
    problems = Problems()
    text = problems.take(read_text(path, str(path))) if path else None
    document = problems.take(read_yaml(text or "", str(path)))
    data = document.data or {}
    if not isinstance(data, dict):
        message = "the file must hold keys; write `name: …` on a line of its own"
        return None, [*problems, Problem(str(path), 1, 1, message, ABOUT_KEYS)]
    data = {**data, **given}
    values = {at: place for at, place in document.values.items() if not at or at[0] not in given}
    values |= {(key,): (0, at) for at, key in enumerate(given, 1)}
    keys = {at: place for at, place in document.keys.items() if at[0] not in given}
    if path is None:
        values[()] = (0, 0)
    language = data.get("language")
    starter = read_starter(language if language in languages() else MAIN)
    whole = YamlText(str(path), _filled(data, starter), values, keys, document.unread)
    answers, found = validate(Answers, whole)
    for key, why in _contradictions(whole.data):
        found.append(Problem(str(path), *whole.place((key,)), why, ABOUT_NEW_CAMPAIGN))
    problems.extend(each if each.line else _of_answer(each, ("", *given)) for each in found)
    if answers is None or problems:
        return None, list(problems)
    return answers.model_copy(update={"letter_date": answers.letter_date or today}), []


def _of_answer(problem: Problem, keys: Sequence[str]) -> Problem:
    """Return a problem of an answer, which it names where it says only what stands below that."""
    key = keys[problem.column]
    where = _SHOWN if f"'{key}'" in problem.message or not key else f"{_SHOWN}, '{key}'"
    return replace(problem, path=where, column=0)


def _contradictions(data: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """Yield the answer that does not fit to another, and why; each may be wrong by itself too."""
    sign_on = data["sign_on"] if isinstance(data.get("sign_on"), dict) else {}
    wants_form = sign_on.get("github") in _YES
    if wants_form and not data.get("repository"):
        why = "'github' needs the repository's address; add `repository: OWNER/NAME`"
        yield "sign_on", why
    if data.get("host", "github") != "github" and (wants_form or sign_on.get("sync")):
        why = "'github' and 'sync' need workflows on GitHub; write `host: github`, or another way"
        yield "sign_on", why
    if data.get("without_demands") in _YES and data.get("demands"):
        yield "demands", "demands are named, but 'without_demands' is yes; leave one out"
    for key, noun in (("demands", "demand"), ("groups", "group"), ("also_in", "language")):
        entries = data[key] if isinstance(data.get(key), list) else []
        if key == "also_in" and data.get("language", MAIN) in entries:
            yield key, "'also_in' names the main language; leave it out there"
        if len({fold(str(each)) for each in entries}) != len(entries):
            yield key, f"the same {noun} stands twice in '{key}'; keep one"


def _filled(data: dict[str, Any], starter: Mapping[str, str]) -> dict[str, Any]:
    """Return the answers with what follows from others: a link's host, an organizer's site."""
    gift = {"label": starter["donate_label"], "legal_name": starter["recipient"]}
    for key, more in (("sign_on", {}), ("donate", gift)):
        link = data.get(key)
        if isinstance(link, dict):
            host = _HOST.match(str(link.get("url")))
            data[key] = ({"hosts": [host[1].lower()]} if host else {}) | more | link
    if isinstance(organizers := data.get("organizers"), list):
        data["organizers"] = [
            {"url": _NO_ADDRESS} | each if isinstance(each, dict) else each for each in organizers
        ]
    return data


def answer_options(command: _F) -> _F:
    """Give a command an option for each answer that fits on a line."""
    for name, help_text in reversed(OPTION_TEXTS.items()):
        field = Answers.model_fields.get(name)
        choices = get_args(field.annotation) if field else ()
        several = name in _ONE_EACH
        command = click.option(
            f"--{_ONE_EACH.get(name, name).replace('_', '-')}",
            name,
            multiple=several,
            is_flag=bool(field and field.annotation is bool),
            type=click.Choice(choices) if choices and isinstance(choices[0], str) else None,
            help=help_text + " May be given several times." * several,
        )(command)
    return command


def by_keys(said: Mapping[str, Any]) -> dict[str, Any]:
    """Return what options say, without those that were left empty.

    Raises `Wrong` where one is given without the one that it belongs to.
    """
    if said.get("organizer_url") and not said.get("organizer"):
        raise Wrong("an organizer's site is given, but no organizer; give both")
    if (said.get("recipient") or said.get("donate_label")) and not said.get("donate_url"):
        raise Wrong("the recipient of gifts or the button is named, but no donation form; give it")
    given = {key: value for key, value in said.items() if value and key in Answers.model_fields}
    given |= {key: list(value) for key, value in given.items() if isinstance(value, tuple)}
    if given.get("without_demands"):
        given["without_demands"] = "yes"
    if way := given.get("sign_on"):
        github = way.casefold() == "github"
        kind = "github" if github else "email" if "@" in way else "url"
        given["sign_on"] = {kind: "yes" if github else way}
    for option, (key, below, _) in _APART.items():
        if said.get(option):
            given.setdefault(key, {})[below] = said[option]
    if isinstance(organizer := given.get("organizers"), dict):
        given["organizers"] = [organizer]
    return given


def form_answers(event: Any) -> dict[str, Any]:
    """Return what the form of a workflow says, as GitHub's event holds it.

    Raises `Wrong` where the event comes from no form, or where it holds several organizers in one.
    """
    inputs = event.get("inputs") if isinstance(event, dict) else None
    if not isinstance(inputs, dict):
        raise Wrong("the event holds no form; give that of a workflow that was started by hand")
    said: dict[str, Any] = {key: str(value or "").strip() for key, value in inputs.items()}
    organizers = parts(said.get("organizers", ""), ";")
    for each in organizers:
        if each.count("://") > 1:
            raise Wrong(f"{quote(each)} holds two organizers; put a semicolon between them")
    language, *also_in = _BETWEEN.split(said.get("languages", ""))
    said |= {
        "repository": str(event.get("repository", {}).get("full_name", "")),
        "language": language,
        "also_in": [code for code in also_in if code],
        "owners": [name for name in _OWNERS.split(said.get("owners", "")) if name],
        "organizers": [
            {key: value for key, value in found.groupdict().items() if value}
            for found in map(_ORGANIZER.fullmatch, organizers)
            if found
        ],
        "demands": parts(said.get("demands", ""), ";"),
        "donate_url": said.get("donate"),
        "donate": None,
    }
    return by_keys(said)


def parts(text: str, between: str = ",") -> list[str]:
    """Return what stands between signs."""
    return [part.strip() for part in text.split(between) if part.strip()]
