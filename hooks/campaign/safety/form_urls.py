"""Form addresses: where anybody can open a form, and which forms there are the campaign's own.

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
DONATION_PLATFORMS = frozenset(LISTS["donation_platforms"])
EDITORIAL = frozenset(LISTS["editorial"])
DECODINGS = 4
"""How often an address is decoded; who encodes it more often hides something."""
LANGUAGE = re.compile(r"c|[a-z]{2}(?:-[a-z]{2})?", re.IGNORECASE)
"""What stands before a platform's own words: a language, or GoFundMe's `c`."""


def _any_of(sites: Iterable[str], behind: str) -> re.Pattern[str]:
    each = "|".join(re.escape(site).replace(r"\*", "[^/]+") for site in sites)
    return re.compile(rf"(?:[^/]*\.)?(?:{each}){behind}")


_FORM_SITES = _any_of(LISTS["form_sites"], "/")
_FORM_HOSTS = _any_of((site.partition("/")[0] for site in LISTS["form_sites"]), "/")
_OWN_PAGES = _any_of(LISTS["own_pages"], "/?$")


def platform_of(host: str) -> str | None:
    """Return the donation platform that a plain host is, or lies below."""
    return next((end for end in ends_of(host) if end in DONATION_PLATFORMS), None)


def ends_of(host: str) -> list[str]:
    """Return the host and every host that it lies below."""
    labels = host.split(".")
    return [".".join(labels[at:]) for at in range(len(labels))]


def is_donation_form(host: str, path: str) -> bool:
    """Whether gifts are taken at a plain host, below a path.

    All of a donation platform is a form but for its first page, its own words (as its blog), and
    the pages on which organizations present themselves.
    """
    platform = platform_of(host)
    if platform is None:
        return False
    own_part = host.removeprefix("www.").removesuffix(platform).rstrip(".")
    steps = plain_path(path).lower().strip("/").split("/")
    while len(steps) > 1 and LANGUAGE.fullmatch(steps[0]):
        del steps[0]
    if own_part in EDITORIAL or steps[0] in EDITORIAL:
        return False
    if steps == [""]:
        return bool(own_part)
    return not _OWN_PAGES.match(f"{host}{plain_path(path)}")


def is_sign_form(host: str, path: str) -> bool:
    """Whether anybody can have a form for signatures at a plain host, below a path."""
    return bool(_FORM_SITES.match(f"{host}{plain_path(path)}/"))


def is_at_shared(host: str) -> bool:
    """Whether anybody can have a form, for gifts or signatures, somewhere at a plain host."""
    return platform_of(host) is not None or bool(_FORM_HOSTS.match(f"{host}/"))


def plain_path(path: str) -> str:
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


def allowed_form(url: str) -> str:
    """Return a form's address as a set of what is allowed holds it."""
    parts = urlsplit(url)
    query = f"?{parts.query}" if parts.query else ""
    place = f"#{parts.fragment}" if _chooses(parts.fragment) else ""
    return f"{parts.hostname}{plain_path(parts.path) or '/'}{query}{place}"


def allowed_parameter(name: str) -> str:
    """Return a parameter that the campaign's own links add, as such a set holds it."""
    return f"?{name}"


@lru_cache(maxsize=8)
def hosts_of(allowed: frozenset[str]) -> frozenset[str]:
    """Return the hosts in a set of what is allowed."""
    return frozenset(each for each in allowed if "/" not in each and not each.startswith("?"))


class _Form(NamedTuple):
    host: str
    path: str
    wanted: list[tuple[str, str]]
    """Parameters that must stand in its address."""
    place: str
    """What stands behind its #, where that chooses the form."""


@lru_cache(maxsize=8)
def _forms(allowed: frozenset[str]) -> tuple[_Form, ...]:
    forms = []
    for parts in (urlsplit(f"//{each}") for each in sorted(allowed) if "/" in each):
        given = parse_qsl(parts.query, keep_blank_values=True)
        # What only says how much is given, or where a gift came from, chooses no form.
        wanted = sorted(pair for pair in given if not _is_harmless(pair[0], frozenset()))
        forms.append(_Form(parts.hostname or "", plain_path(parts.path), wanted, parts.fragment))
    return tuple(forms)


def is_own_form(url: str, allowed: frozenset[str]) -> bool:
    """Whether an address is that of a form among what is allowed, or lies below it.

    The form's own parameters must stand in it, each once, and no other that could choose a form.
    True where no form is among what is allowed: then only hosts are known.
    """
    parts = urlsplit(url)
    path = f"{plain_path(parts.path)}/"
    place = parts.fragment if _chooses(parts.fragment) else ""
    given = sorted(
        pair
        for pair in parse_qsl(parts.query, keep_blank_values=True)
        if not _is_harmless(pair[0], allowed)
    )
    forms = _forms(allowed)
    return not forms or any(
        (parts.hostname, place, given) == (form.host, form.place, form.wanted)
        and path.startswith(f"{form.path}/")
        for form in forms
    )


def _is_harmless(key: str, allowed: Iterable[str]) -> bool:
    return (
        key in LISTS["form_parameters"]
        or key.startswith(("utm_", "entry."))
        or allowed_parameter(key) in allowed
    )


def _chooses(place: str) -> bool:
    """Whether what stands behind the # of an address may say which form is shown."""
    return ("/" in place or "=" in place) and not place.startswith(":~:")
