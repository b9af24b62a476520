"""What options, questions or a form of GitHub's say of a new campaign, by the keys of `Answers`."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Any, TypeVar, get_args

import click

from campaign.cli.starting.answers import Answers
from campaign.core.problems import Wrong

_BETWEEN = re.compile(r"[\s,;]+")
_ORGANIZER = re.compile(r"(?P<name>.*?)(?:\s+(?P<url>https?://\S+))?")
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
_F = TypeVar("_F", bound=Callable[..., Any])


def answer_options(command: _F) -> _F:
    """Give a command an option for each answer that fits on a line."""
    told = {name: field.description or "" for name, field in Answers.model_fields.items()}
    told = {name: told[name] for name in told if name not in ("organizers", "donate", "licence")}
    for name, help_text in reversed((told | {n: each[-1] for n, each in _APART.items()}).items()):
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

    Raises `Wrong` where the event comes from no form.
    """
    inputs = event.get("inputs") if isinstance(event, dict) else None
    if not isinstance(inputs, dict):
        raise Wrong("the event holds no form; give that of a workflow that was started by hand")
    said: dict[str, Any] = {key: str(value or "").strip() for key, value in inputs.items()}
    language, *also_in = _BETWEEN.split(said.get("languages", ""))
    said |= {
        "repository": str(event.get("repository", {}).get("full_name", "")),
        "language": language,
        "also_in": [code for code in also_in if code],
        "owners": [name for name in _BETWEEN.split(said.get("owners", "")) if name],
        "organizers": [
            {key: value for key, value in found.groupdict().items() if value}
            for found in map(_ORGANIZER.fullmatch, parts(said.get("organizers", ""), ";"))
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
