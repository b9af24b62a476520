"""Links in Markdown: every one leads somewhere, none runs a script or diverts a gift."""

from __future__ import annotations

import posixpath
from collections.abc import Iterable
from dataclasses import dataclass
from difflib import get_close_matches
from urllib.parse import unquote, urlsplit

from .markdown_text import links
from .problems import LineIndex, Problem, quote

SCHEMES = ("http", "https", "mailto", "tel")
DONATION_PLATFORMS = (
    "actblue.com",
    "winred.com",
    "donorbox.org",
    "stripe.com",
    "givebutter.com",
    "gofundme.com",
    "gofundmepro.org",
    "classy.org",
    "opencollective.com",
    "paypal.com",
    "paypal.me",
    "everyaction.com",
    "actionnetwork.org",
    "patreon.com",
    "ko-fi.com",
    "buymeacoffee.com",
    "venmo.com",
    "cash.app",
    "justgiving.com",
    "betterplace.org",
    "fundly.com",
    "every.org",
    "zeffy.com",
)


@dataclass(frozen=True, slots=True)
class LinkTargets:
    """What links may lead to: files below docs/, and the hosts that the campaign allows."""

    files: frozenset[str]
    hosts: frozenset[str] | None
    """None where they are not known."""


def check_links(
    visible: str, page: str, shown: str, first_line: int, targets: LinkTargets
) -> list[Problem]:
    """Return a problem for every link of a page's Markdown (code already blank) that is wrong."""
    lines = LineIndex(visible)
    problems = []
    for found in links(visible):
        if message := _wrong(found.text, page, targets):
            line, column = lines.place(found.offset)
            problems.append(Problem(shown, line + first_line - 1, column, message))
    return problems


def place_of_link(visible: str, target: str, first_line: int) -> tuple[int, int]:
    """Return the line and column at which a link to `target` stands in a page's Markdown."""
    for found in links(visible):
        if found.text == target:
            line, column = LineIndex(visible).place(found.offset)
            return line + first_line - 1, column
    return first_line, 1


def _wrong(target: str, page: str, targets: LinkTargets) -> str | None:
    try:
        parts = urlsplit(target)
        host = (parts.hostname or "").rstrip(".")
    except ValueError:
        return f"the link {quote(target)} is no address; correct it"
    if parts.scheme:
        if parts.scheme not in SCHEMES:
            return f"the link {quote(target)} may not be used; begin it with https://"
        if parts.scheme in ("http", "https"):
            return _wrong_host(target, host, targets)
        return None
    if target.startswith("//"):
        return f"the link {quote(target)} lacks its beginning; write https:{target}"
    path = unquote(parts.path)
    if not path:
        return None
    if path.startswith("/"):
        return (
            f"the link {quote(target)} begins with a slash and breaks under a base path; write "
            f"it relative to this page, as {quote(_relative(path.lstrip('/'), page))}"
        )
    resolved = posixpath.normpath(posixpath.join(posixpath.dirname(page), path))
    if resolved in targets.files:
        return None
    return f"the link {quote(target)} leads to no file; {_remedy(resolved, page, targets.files)}"


def _wrong_host(target: str, host: str, targets: LinkTargets) -> str | None:
    if targets.hosts is None or host in targets.hosts:
        return None
    for platform in DONATION_PLATFORMS:
        if host == platform or host.endswith("." + platform):
            return (
                f"the link {quote(target)} leads to the donation platform {quote(host)}, which is "
                "not among the allowed hosts in mkdocs.yml; place `<!-- @donate -->` instead"
            )
    return None


def _remedy(resolved: str, page: str, files: Iterable[str]) -> str:
    files = list(files)
    for candidate in (
        f"{resolved}.md",
        f"{resolved}/index.md",
        resolved.removesuffix(".html") + ".md",
    ):
        if candidate in files:
            return f"write {quote(_relative(candidate, page))}"
    near = get_close_matches(resolved, files, n=1, cutoff=0.6)
    if not near:
        name = posixpath.basename(resolved)
        near = [file for file in files if posixpath.basename(file) == name][:1]
    if near:
        return f"did you mean {quote(_relative(near[0], page))}?"
    return "correct the address, or add the file"


def _relative(file: str, page: str) -> str:
    return posixpath.relpath(file, posixpath.dirname(page) or ".")
