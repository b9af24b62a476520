"""Form links: on a host that many campaigns share, only the campaign's own forms may be linked.

What a campaign allows is a set of texts: hosts, its forms' addresses without a scheme, as
`secure.example.org/donate/form?id=7`, and, as `?refcode`, parameters that its own links add.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple
from urllib.parse import parse_qsl, unquote, urlsplit

import yaml

LISTS: dict[str, list[str]] = yaml.safe_load(
    Path(__file__).with_name("hosts.yml").read_text(encoding="utf-8")
)
"""What hosts.yml lists, by its keys; read once for all who ask."""
FORM_SITES = tuple(LISTS["form_sites"])
FORM_PARAMETERS = frozenset(LISTS["form_parameters"])
DECODINGS = 4
"""How often an address is decoded; who encodes it more often hides something."""


def _any_of(sites: Iterable[str]) -> re.Pattern[str]:
    """Return what matches each site, and what lies below it, at the beginning of a text."""
    each = "|".join(re.escape(site).replace(r"\*", "[^/]+") for site in sites)
    return re.compile(rf"(?:[^/]*\.)?(?:{each})/")


_SITES = _any_of(FORM_SITES)
_SITE_HOSTS = _any_of(site.partition("/")[0] for site in FORM_SITES)


class _Form(NamedTuple):
    host: str
    path: str
    wanted: list[tuple[str, str]]
    """Parameters that must stand in its address."""
    place: str
    """What stands behind its #, where that chooses the form."""


def allowed_form(url: str) -> str:
    """Return a form's address as a set of what is allowed holds it."""
    parts = urlsplit(url)
    query = f"?{parts.query}" if parts.query else ""
    place = f"#{parts.fragment}" if _chooses(parts.fragment) else ""
    return f"{parts.hostname}{_path(parts.path) or '/'}{query}{place}"


def allowed_parameter(name: str) -> str:
    """Return a parameter that the campaign's own links add, as such a set holds it."""
    return f"?{name}"


@lru_cache(maxsize=8)
def hosts_of(allowed: frozenset[str]) -> frozenset[str]:
    """Return the hosts in a set of what is allowed."""
    return frozenset(each for each in allowed if "/" not in each and not each.startswith("?"))


def is_form_site(host: str, path: str) -> bool:
    """Whether anybody can have a form for signatures at a plain host, below a path."""
    return bool(_SITES.match(f"{host}{_path(path)}/"))


def is_at_form_site(host: str) -> bool:
    """Whether anybody can have a form for signatures anywhere at a plain host."""
    return bool(_SITE_HOSTS.match(f"{host}/"))


def is_own_form(url: str, allowed: frozenset[str]) -> bool:
    """Whether an address is that of a form among what is allowed, or lies below it.

    The form's own parameters must stand in it, each once, and no other that could choose a form.
    True where no form is among what is allowed: then only hosts are known.
    """
    forms = _forms(allowed)
    if not forms:
        return True
    parts = urlsplit(url)
    host, path = parts.hostname or "", _path(parts.path)
    given = parse_qsl(parts.query, keep_blank_values=True)
    place = parts.fragment if _chooses(parts.fragment) else ""
    for form in forms:
        if host != form.host or not f"{path}/".startswith(f"{form.path}/") or place != form.place:
            continue
        keys = {key for key, _ in form.wanted}
        own = [pair for pair in given if pair[0] in keys]
        others = {key for key, _ in given if key not in keys}
        if sorted(own) == sorted(form.wanted) and all(_is_harmless(key, allowed) for key in others):
            return True
    return False


@lru_cache(maxsize=8)
def _forms(allowed: frozenset[str]) -> tuple[_Form, ...]:
    return tuple(_taken_apart(each) for each in sorted(allowed) if "/" in each)


def _taken_apart(form: str) -> _Form:
    parts = urlsplit(f"//{form}")
    wanted = parse_qsl(parts.query, keep_blank_values=True)
    # What only says how much is given, or where a gift came from, chooses no form.
    return _Form(
        parts.hostname or "",
        _path(parts.path),
        [pair for pair in wanted if not _is_harmless(pair[0], frozenset())],
        parts.fragment,
    )


def _is_harmless(key: str, allowed: Iterable[str]) -> bool:
    return (
        key in FORM_PARAMETERS
        or key.startswith(("utm_", "entry."))
        or allowed_parameter(key) in allowed
    )


def _chooses(place: str) -> bool:
    """Whether what stands behind the # of an address may say which form is shown."""
    return ("/" in place or "=" in place) and not place.startswith(":~:")


def _path(path: str) -> str:
    """Return a path as a server reads it: decoded, without `..`, without a slash at its end."""
    found: list[str] = []
    for _ in range(DECODINGS):
        path = unquote(path)
    for part in path.replace("\\", "/").split("/"):
        if part.partition(";")[0] == "..":
            del found[-1:]
        elif part not in ("", "."):
            found.append(part)
    return "".join(f"/{part}" for part in found)
