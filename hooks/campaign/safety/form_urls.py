"""Form addresses: where anybody can open a form, and which forms there are the campaign's own."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from urllib.parse import parse_qsl, unquote, urlsplit

import yaml

LISTS: dict[str, list[str]] = yaml.safe_load(
    Path(__file__).with_name("hosts.yml").read_text(encoding="utf-8")
)
"""What hosts.yml lists, by its keys; read once for all who ask."""
DONATION_PLATFORMS = frozenset(LISTS["donation_platforms"])
EDITORIAL = frozenset(LISTS["editorial"])
FORM_PARAMETERS = frozenset(LISTS["form_parameters"])
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


@dataclass(frozen=True)
class LinkPolicy:
    """Where a campaign lets gifts and signatures go, and what its own buttons say."""

    hosts: frozenset[str] = frozenset()
    forms: tuple[str, ...] = ()
    """Addresses of the campaign's own forms, at hosts where anybody can have one."""
    parameters: frozenset[str] = frozenset()
    """Parameters that the campaign's own links add to them."""
    labels: frozenset[str] = frozenset()

    def has_form(self, url: str) -> bool:
        """Whether an address is that of a form of the campaign, or lies below it.

        The form's own parameters must stand in it, each once, and no other that could choose a
        form. True where no form is known: then only hosts are.
        """
        chosen, path = self._read(url)
        return not self.forms or any(
            chosen == wanted and path.startswith(below) for wanted, below in self._own
        )

    @cached_property
    def _own(self) -> list[tuple[tuple[object, ...], str]]:
        return [self._read(url) for url in self.forms]

    def _read(self, url: str) -> tuple[tuple[object, ...], str]:
        """Return what chooses a form in an address, and the path."""
        parts = urlsplit(url)
        chosen = sorted(
            (key, value)
            for key, value in parse_qsl(parts.query, keep_blank_values=True)
            # What only says how much is given, or where a gift came from, chooses no form.
            if key not in FORM_PARAMETERS | self.parameters
            and not key.startswith(("utm_", "entry."))
        )
        place = parts.fragment
        if not ("/" in place or "=" in place) or place.startswith(":~:"):
            place = ""  # a place in the page
        return (parts.hostname, chosen, place), f"{plain_path(parts.path)}/"
