"""Links in Markdown: every one leads somewhere, none runs a script or diverts a gift."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from difflib import get_close_matches
from html.parser import HTMLParser
from pathlib import PurePosixPath
from urllib.parse import unquote, urlsplit

from campaign.config.fields import Wrong, web_address
from campaign.content.markdown_text import links
from campaign.core.problems import LineIndex, Problem, quote
from campaign.safety.hosts import diverts
from campaign.safety.link_words import leads_elsewhere, misleads
from campaign.safety.spelled_addresses import diverting
from campaign.safety.withdrawn_names import seen_blocks

ADDRESS_ATTRIBUTES = ("href", "src", "action", "formaction", "data", "poster", "xlink:href")
PICTURES = frozenset(".avif .gif .jpeg .jpg .png .svg .webp".split())
NO_REMEDY = "correct the address, or add the file"
LIKE = 0.7
"""How alike two names must be, from 0 to 1, for one to be meant by the other."""
BEHIND_A_SPACE = re.compile(r"(?<=[^\s>])[ \t]+[^()<>\r\n\"']+(?=\))")
"""What follows a link in its parentheses and is no title: the rest of what holds spaces."""
ENDING = re.compile(r"\.\w+$")
SAID = ("title", "alt", "aria-label", "cite")
SCHEMES = ("http", "https", "mailto", "tel")


@dataclass(frozen=True, slots=True)
class LinkTargets:
    """What links may lead to: files below docs/, and the hosts that the campaign allows."""

    files: frozenset[str]
    hosts: frozenset[str] | None
    """None where they are not known."""
    moved: Mapping[str, str] = field(default_factory=dict)
    """Where pages lay before they were moved, each with where it lies now."""
    languages: frozenset[str] = frozenset()
    """The folders of other languages, whose pages no link is meant to lead to by mistake."""
    labels: frozenset[str] = frozenset()
    """What the campaign's own buttons say, in every language."""


def check_links(
    visible: str, page: str, shown: str, first_line: int, targets: LinkTargets
) -> list[Problem]:
    """Return a problem for every link of a page's Markdown (code already blank) that is wrong."""
    lines = LineIndex(visible)
    problems = []
    for found in links(visible):
        rest = BEHIND_A_SPACE.match(visible, found.offset + len(found.text))
        if message := _wrong(found.text, page, targets, rest[0] if rest else ""):
            line, column = lines.place(found.offset)
            problems.append(Problem(shown, line + first_line - 1, column, message))
    return problems


def check_built_links(
    html: str, markdown: str, shown: str, first_line: int, targets: LinkTargets
) -> list[Problem]:
    """Return a problem for every address in a page's HTML that may not stand there.

    Markdown and HTML can write a link in more ways than `check_links` finds; what a browser
    will follow is decided here.
    """
    collector = _Addresses()
    collector.feed(html)
    collector.close()
    problems = []
    for address in collector.found:
        if message := _wrong_address(address.strip(), targets):
            line, column = LineIndex(markdown).place(max(markdown.find(address), 0))
            problems.append(Problem(shown, line + first_line - 1, column, message))
    for address in collector.buttons:
        if message := _wrong_button(address.strip(), targets):
            line, column = LineIndex(markdown).place(max(markdown.find(address), 0))
            problems.append(Problem(shown, line + first_line - 1, column, message))
    for mark, message in _wrongly_said(collector, seen_blocks(html), targets):
        line, column = LineIndex(markdown).place(max(markdown.find(mark), 0))
        problems.append(Problem(shown, line + first_line - 1, column, message))
    return problems


def _wrongly_said(
    collector: _Addresses, text: str, targets: LinkTargets
) -> Iterator[tuple[str, str]]:
    """Yield a mark to look for, and what is wrong, of addresses that readers see or hear."""
    if targets.hosts is None:
        return
    said = "\n".join((text.replace("\0", "\n"), *collector.said))
    for address, why in dict(diverting(said, targets.hosts)).items():
        if not any(address in found for found in collector.found):  # told as a link
            yield address, f"the address {quote(address)} {why}"
    for target, words in collector.links:
        if misleading := misleads(words, target, targets.hosts, targets.labels):
            yield target, f"the link {quote(target)} {misleading}"


class _Addresses(HTMLParser):
    """Collects every address that an element leads to, or loads."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []
        self.buttons: list[str] = []
        """Those that look like a button of the site's own."""
        self.said: list[str] = []
        """What attributes say to readers."""
        self.links: list[tuple[str, str]] = []
        """Addresses with the words that lead there."""
        self._link: str | None = None
        self._words: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found += [value for name, value in attrs if name in ADDRESS_ATTRIBUTES and value]
        of = dict(attrs)
        names = (of.get("class") or "").lower().split()
        is_button = "button" in names or (of.get("role") or "").lower() == "button"
        if tag == "a" and is_button and of.get("href"):
            self.buttons.append(of["href"] or "")
        self.said += [value for name, value in attrs if name in SAID and value]
        href = (of.get("href") or "").strip()
        if href.startswith("mailto:"):
            self.said.append(unquote(href))
        if tag == "a":
            self._link, self._words = href, []
        if self._link is not None:  # what a picture says is a part of the words
            if tag == "img":
                self._words.append(of.get("alt") or "")
            self.links += [(self._link, of[n] or "") for n in ("aria-label", "title") if n in of]

    def handle_data(self, data: str) -> None:
        self._words.append(data)

    def handle_endtag(self, tag: str) -> None:
        if tag == "a" and self._link is not None:
            self.links.append((self._link, "".join(self._words)))
            self._link = None


def place_of_link(visible: str, target: str, first_line: int) -> tuple[int, int]:
    """Return the line and column at which a link to `target` stands in a page's Markdown."""
    for found in links(visible):
        if found.text == target:
            line, column = LineIndex(visible).place(found.offset)
            return line + first_line - 1, column
    return first_line, 1


def _wrong(target: str, page: str, targets: LinkTargets, rest: str) -> str | None:
    """Say why a link is wrong; `rest` is what stands behind it if it holds spaces."""
    if message := _wrong_address(target, targets):
        return message
    parts = urlsplit(target)
    if parts.scheme:
        return (
            f"the link {quote(target + rest)} holds a space, which ends a link; delete it, or "
            "write %20 in its place"
            if rest
            else None
        )
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
    if ENDING.search(rest):
        whole = posixpath.normpath(posixpath.join(posixpath.dirname(page), path + unquote(rest)))
        if whole in targets.files:
            remedy = f"write {_written(whole, page)}"
        elif (remedy := _remedy(whole, page, targets)) == NO_REMEDY:
            plain = quote("-".join((target + unquote(rest)).split()))
            remedy = f"give the file a name without spaces, and write that, as {plain}"
        return f"the link {quote(target + rest)} holds a space, which ends a link; {remedy}"
    return f"the link {quote(target)} leads to no file; {_remedy(resolved, page, targets)}"


def _wrong_address(target: str, targets: LinkTargets) -> str | None:
    try:
        parts = urlsplit(target)
    except ValueError:
        return f"the link {quote(target)} is no address; correct it"
    if parts.scheme and parts.scheme not in SCHEMES:
        return f"the link {quote(target)} may not be used; begin it with https://"
    if parts.scheme in ("http", "https"):
        try:
            web_address(target)
        except Wrong as wrong:
            return f"the link {wrong}"
        why = diverts(target, targets.hosts) if targets.hosts is not None else None
        return f"the link {quote(target)} {why}" if why else None
    if re.match(r"[/\\]{2}", target):
        return f"the link {quote(target)} lacks its beginning; write https:{target}"
    return None


def _wrong_button(target: str, targets: LinkTargets) -> str | None:
    """Say why a link may not look like the button that asks for a gift or a signature."""
    if targets.hosts is None or not leads_elsewhere(target, targets.hosts):
        return None
    return (
        f"the link {quote(target)} looks like the campaign's own button and leads elsewhere; "
        "leave `{ .button }` out, or place `<!-- @donate -->` or `<!-- @sign -->` instead"
    )


def _remedy(resolved: str, page: str, targets: LinkTargets) -> str:
    for candidate in (
        f"{resolved}.md",
        f"{resolved}/index.md",
        resolved.removesuffix(".html") + ".md",
    ):
        if candidate in targets.files:
            return f"write {_written(candidate, page)}"
    if now := targets.moved.get(resolved):
        return f"the page was moved; write {_written(now, page)}"
    language = _language(page, targets)
    like = [
        file
        for file in targets.files
        if _kind(file) == _kind(resolved) and _language(file, targets) == language
    ]
    folder = posixpath.dirname(resolved)
    like.sort(key=lambda file: (_steps(posixpath.dirname(file), folder), file))
    named: dict[str, str] = {}
    for file in like:
        named.setdefault(_name(file), file)
    if near := get_close_matches(_name(resolved), named, n=1, cutoff=LIKE):
        return f"did you mean {_written(named[near[0]], page)}?"
    return NO_REMEDY


def _kind(file: str) -> str:
    """Return what tells pages, pictures and other files apart: none is meant by another."""
    suffix = PurePosixPath(file).suffix.lower()
    if suffix in PICTURES:
        return "picture"
    return suffix if suffix not in ("", ".html") else ".md"


def _language(file: str, targets: LinkTargets) -> str:
    first = file.partition("/")[0]
    return first if first in targets.languages else ""


def _name(file: str) -> str:
    """Return what a file is called: an index by its folder."""
    path = PurePosixPath(file)
    return (path.parent.name if path.stem == "index" else path.stem).casefold()


def _steps(folder: str, other: str) -> int:
    """Return how many steps lead from one folder to another."""
    path = posixpath.relpath(folder or ".", other or ".")
    return 0 if path == "." else path.count("/") + 1


def _written(file: str, page: str) -> str:
    """Return a file's address as a link writes it."""
    return quote(_relative(file, page).replace(" ", "%20"))


def _relative(file: str, page: str) -> str:
    return posixpath.relpath(file, posixpath.dirname(page) or ".")
