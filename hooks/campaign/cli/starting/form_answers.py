"""Answers that somebody filled into the form of a workflow, as GitHub's event holds them."""

from __future__ import annotations

import re
from typing import Any

from campaign.core.problems import Wrong

_TEXTS = ("name", "addressee", "contact")
_BETWEEN = re.compile(r"[\s,;]+")
_ADDRESS = re.compile(r"\s+(https?://\S+)$")


def sign_on_way(way: str) -> dict[str, str]:
    """Return what `sign_on` holds for the address of a form, an e-mail address or "github"."""
    if way.strip().casefold() == "github":
        return {"github": "yes"}
    return {"email": way} if "@" in way else {"url": way}


def form_answers(event: Any) -> dict[str, Any]:
    """Return what the form holds by the keys of `Answers`, without fields that were left empty.

    Raises `Wrong` where the event comes from no form.
    """
    inputs = event.get("inputs") if isinstance(event, dict) else None
    if not isinstance(inputs, dict):
        raise Wrong("the event holds no form; give that of a workflow that was started by hand")
    said = {key: str(value).strip() for key, value in inputs.items() if str(value or "").strip()}
    given: dict[str, Any] = {key: said[key] for key in _TEXTS if key in said}
    given["repository"] = str(event.get("repository", {}).get("full_name", ""))
    languages = [code for code in _BETWEEN.split(said.get("languages", "")) if code]
    if languages:
        given |= {"language": languages[0], "also_in": languages[1:]}
    if "owners" in said:
        given["owners"] = [name for name in _BETWEEN.split(said["owners"]) if name]
    if "organizers" in said:
        given["organizers"] = [_organizer(each) for each in _parts(said["organizers"])]
    if "demands" in said:
        given["demands"] = _parts(said["demands"])
    if "sign_on" in said:
        given["sign_on"] = sign_on_way(said["sign_on"])
    if "donate" in said:
        recipient = {"legal_name": said["recipient"]} if "recipient" in said else {}
        given["donate"] = {"url": said["donate"]} | recipient
    elif "recipient" in said:
        raise Wrong("the recipient of gifts is named, but no donation form; fill in both")
    return given


def _parts(text: str) -> list[str]:
    return [part.strip() for part in text.split(";") if part.strip()]


def _organizer(text: str) -> dict[str, str]:
    """Return an organizer of which the site's address may stand behind the name."""
    found = _ADDRESS.search(text)
    if not found:
        return {"name": text}
    return {"name": text[: found.start()], "url": found[1]}
