"""Links of a page: every one leads somewhere, none runs a script or diverts a gift.

They are read from the HTML that Markdown made, as a browser reads it, so that no way to write a
link passes by. Where one stands in the Markdown is looked for afterwards.
"""

from __future__ import annotations

import posixpath
import re
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Set
from dataclasses import dataclass, field
from difflib import get_close_matches
from html import escape, unescape
from pathlib import PurePosixPath
from urllib.parse import unquote, urlsplit, urlunsplit

from selectolax.lexbor import LexborHTMLParser, LexborNode

from campaign.config.fields import web_address
from campaign.content.markdown_slips import PageFault
from campaign.content.markdown_text import links, without_code
from campaign.core.problems import Wrong, quote
from campaign.core.topics import ABOUT_DONATION_ADDRESS, ABOUT_LINKS
from campaign.safety.html_allowlist import LOADING, ON_OWN_COMPUTER, embedded_address
from campaign.safety.link_policy import LinkPolicy, diverting, diverts, leads_elsewhere, misleads
from campaign.safety.personal_data import EMAIL
from campaign.safety.seen_text import seen_lines

ADDRESS_ATTRIBUTES = frozenset("href src action formaction data poster xlink:href".split())
PICTURES = frozenset(".avif .gif .jpeg .jpg .png .svg .webp".split())
NO_REMEDY = "correct the address, or add the file"
LIKE = 0.7
"""How alike two names must be, from 0 to 1, for one to be meant by the other."""
MADE = frozenset(
    "signatories.csv signatories.json signatories.schema.json count.json badge.json badge.svg "
    "demands.csv demands.json demands.schema.json".split()
)
"""Files that the build makes at the site's root, which pages may link to."""
_SAID = ("title", "alt", "aria-label", "cite")
_HOST = re.compile(r"(?:www\.|[\w-]+\.(?:com|org|net|edu|gov|info|eu)(?:/|$))")
"""How an address of another site begins that lacks https://."""
CURLY_MARKS = frozenset("“”„‟‘’«»")
_SCHEMES = ("http", "https", "mailto", "tel")
_TAG = re.compile(
    r"<!--.*?-->|<(?:a|img)\b(?:[^>\"']|\"[^\"]*\"|'[^']*')*>", re.DOTALL | re.IGNORECASE
)
ATTRIBUTE = re.compile(r"([^\s\"'>/=]+)(\s*=\s*)(\"[^\"]*\"|'[^']*'|[^\s\"'>]+)")


@dataclass(frozen=True, slots=True)
class LinkTargets:
    """What links may lead to: what is published of docs/, and where gifts may go."""

    files: frozenset[str]
    policy: LinkPolicy | None
    """None where they are not known."""
    moved: Mapping[str, str] = field(default_factory=dict)
    """Where pages lay before they were moved, each with where it lies now."""
    languages: frozenset[str] = frozenset()
    """The folders of other languages, whose pages no link is meant to lead to by mistake."""
    places: Mapping[str, Set[str]] = field(default_factory=dict)
    """The places (`id`) that Markdown made in each page that could be read."""
    site: str = ""
    """The address of the site itself, where it is known."""
    made_places: Callable[[str], Set[str]] = lambda _: frozenset()
    """What gives the places that templates add to a page."""


def places_in(html: str) -> frozenset[str]:
    """Return the places (`id`) in a page's HTML that a link can lead to."""
    tree = LexborHTMLParser(html)
    found = [each.attributes.get("id") for each in tree.css("[id]")]
    found += [each.attributes.get("name") for each in tree.css("a[name]")]
    return frozenset(filter(None, found))


def check_links(html: str, markdown: str, page: str, targets: LinkTargets) -> Iterator[PageFault]:
    """Yield what is wrong with each address in a page.

    `html` is what Markdown made of `markdown`, without comments.
    """
    source = _Source(markdown)
    said: list[str] = [seen_lines(html)]
    addresses: list[str] = []
    for element in LexborHTMLParser(html).css("*"):
        if embedded_address(element.tag or "", element.attributes.items()):
            addresses += [value for value in element.attributes.values() if value]
            continue  # told as an element that may not stand in a page
        for name, value in element.attributes.items():
            if value and name in _SAID:
                said.append(value)
            if not value or name not in ADDRESS_ATTRIBUTES:
                continue
            addresses.append(value)
            if name in LOADING and (ON_OWN_COMPUTER.match(value) or value.startswith("data:")):
                continue  # told as a picture that is not there
            offset = source.offset_of(value)
            target = value.strip()
            if target.startswith("mailto:"):
                said.append(unquote(target))
            if element.tag == "img" and value.lower().split("#")[0].endswith(".md"):
                no_picture = (
                    f"{quote(value)} is no picture; write a picture's name, or leave ! out for a "
                    "link"
                )
                yield PageFault(offset, no_picture, ABOUT_LINKS)
            elif found := _wrong(value, page, targets, is_bare=source.is_bare(offset)):
                yield PageFault(offset, found, ABOUT_LINKS)
            elif why := _diverting(element, name, target, targets):
                message = f"the link {quote(target)} {why}"
                yield PageFault(offset, message, ABOUT_DONATION_ADDRESS)
    if targets.policy is None:
        return
    spelled = diverting("\n".join(said), targets.policy)
    for address, why in {address: why for _, address, why in spelled}.items():
        if not any(address in each for each in addresses):  # told as a link
            message = f"the address {quote(address)} {why}"
            yield PageFault(max(markdown.find(address), 0), message, ABOUT_DONATION_ADDRESS)


class _Source:
    """Finds where the links of a page were written, each occurrence once."""

    def __init__(self, markdown: str) -> None:
        self._markdown = markdown
        self._offsets: dict[str, list[int]] = defaultdict(list)
        for found in sorted(links(without_code(markdown)), key=lambda found: -found.offset):
            self._offsets[_key(found.text)].append(found.offset)

    def offset_of(self, address: str) -> int:
        if offsets := self._offsets.get(_key(address)):
            return offsets.pop() if len(offsets) > 1 else offsets[0]
        return max(self._markdown.find(address), 0)

    def is_bare(self, offset: int) -> bool:
        """Whether the link at an offset stands in plain parentheses, which no space belongs in."""
        return self._markdown[:offset].rstrip(" \t").endswith("(")


def _key(address: str) -> str:
    """Return an address as Markdown and HTML have it alike: they escape otherwise."""
    return "".join(unescape(address).replace("\\", "").split())


def _diverting(
    element: LexborNode, attribute: str, target: str, targets: LinkTargets
) -> str | None:
    """Say how an address, or the look or the words of a link, could divert a gift."""
    policy = targets.policy
    if policy is None:
        return None
    if target.lower().startswith(("http:", "https:")) and (why := diverts(target, policy)):
        return why
    if element.tag != "a" or attribute != "href":
        return None
    classes = (element.attributes.get("class") or "").lower().split()
    is_button = "button" in classes or (element.attributes.get("role") or "").lower() == "button"
    if is_button and leads_elsewhere(target, policy):
        return (
            "looks like the campaign's own button and leads elsewhere; leave `{ .button }` out, or "
            "place `<!-- @donate -->` or `<!-- @sign -->` instead"
        )
    words, others = "", []
    for each in element.traverse(include_text=True):
        if each.tag == "-text":
            words += each.text_content or ""
            continue
        if each.tag == "img":  # what a picture says is a part of the words
            words += each.attributes.get("alt") or ""
        others += [each.attributes.get(name) or "" for name in ("aria-label", "title")]
    wrong = (misleads(said, target, policy) for said in (words, *others))
    return next(filter(None, wrong), None)


def _wrong(given: str, page: str, targets: LinkTargets, *, is_bare: bool) -> str | None:
    """Say why a link is wrong; `is_bare` as `_Source` has it."""
    target = given.strip()
    is_parted = is_bare and len(target.split()) > 1
    if message := _wrong_address(target.split()[0] if is_parted else target, given):
        return message
    parts = urlsplit(target)
    if parts.scheme == "http" and targets.site and parts.netloc == urlsplit(targets.site).netloc:
        below = parts.path.removeprefix(urlsplit(targets.site).path.rstrip("/")).strip("/")
        return (
            f"the link {quote(target)} leads to this site itself; write it relative to this page, "
            f"as {_written(_file_of(below, targets), page)}"
        )
    if parts.scheme:
        return (
            f"the link {quote(target)} holds a space, which ends a link; delete it, or write %20 "
            "in its place"
            if is_parted
            else None
        )
    path = unquote(parts.path)
    if path.startswith("/"):
        return (
            f"the link {quote(target)} begins with a slash and breaks under a base path; write "
            f"it relative to this page, as {_written(_file_of(path.strip('/'), targets), page)}"
        )
    resolved = _resolved(path, page)
    if not is_parted and (not path or resolved in targets.files):
        return _wrong_place(target, resolved, unquote(parts.fragment), targets)
    remedy = _remedy(resolved, page, targets)
    with_slashes = resolved.replace("\\", "/")
    if target[:1] in CURLY_MARKS:
        remedy = "leave out its quotation marks"
    elif with_slashes in targets.files:
        remedy = f"write {_written(with_slashes, page)}"
    elif remedy == NO_REMEDY and EMAIL.fullmatch(path):
        remedy = f"write {quote(f'mailto:{target}')}"
    elif remedy == NO_REMEDY and _HOST.match(path):
        remedy = f"write {quote(f'https://{target}')}, if it is another site's address"
    elif remedy == NO_REMEDY and is_parted:
        plain = quote("-".join(unquote(target).split()))
        remedy = f"give the file a name without spaces, and write that, as {plain}"
    if is_parted:
        return f"the link {quote(target)} holds a space, which ends a link; {remedy}"
    return f"the link {quote(target)} leads to no file; {remedy}"


def _wrong_place(target: str, page: str, place: str, targets: LinkTargets) -> str | None:
    present = targets.places.get(page)
    if not place or present is None or place in present or place in targets.made_places(page):
        return None
    known = ", ".join(f"#{name}" for name in sorted(present)) or "none"
    return (
        f"the link {quote(target)} leads to a place that the page does not have; its places are: "
        f"{known}"
    )


def _wrong_address(target: str, given: str) -> str | None:
    try:
        parts = urlsplit(target)
    except ValueError:
        return f"the link {quote(target)} is no address; correct it"
    if ON_OWN_COMPUTER.match(given):
        return (
            f"the link {quote(given)} leads to a file of your own computer; put it into docs/, and "
            "link to it there"
        )
    if parts.scheme and parts.scheme not in _SCHEMES:
        return f"the link {quote(given)} may not be used; begin it with https://"
    if parts.scheme in ("http", "https"):
        try:
            web_address(target)
        except Wrong as wrong:
            return f"the link {wrong}"
    if re.match(r"[/\\]{2}", target):
        return f"the link {quote(target)} lacks its beginning; write https:{target}"
    return None


def with_addresses(html: str, page: str, address: Callable[[str], str | None]) -> str:
    """Return a page's HTML with links to files of docs/ as links to what is published of them.

    `address` gives what a file's address is from the page on; None if it has none.
    """

    def attribute(match: re.Match[str]) -> str:
        name, equals, quoted = match.groups()
        if name.lower() not in ("href", "src"):
            return match[0]
        given = unescape(quoted[1:-1] if quoted[0] in "\"'" else quoted).strip()
        parts = urlsplit(given)
        if parts.scheme or parts.netloc or not parts.path:
            return match[0]
        to = address(_resolved(unquote(parts.path), page))
        if to is None:
            return match[0]
        return f'{name}{equals}"{escape(urlunsplit(("", "", to, parts.query, parts.fragment)))}"'

    def tag(match: re.Match[str]) -> str:
        return match[0] if match[0].startswith("<!--") else ATTRIBUTE.sub(attribute, match[0])

    return _TAG.sub(tag, html)


def _resolved(path: str, page: str) -> str:
    """Return which file of docs/ a path leads to from a page; the page itself if it is empty."""
    return posixpath.normpath(posixpath.join(posixpath.dirname(page), path)) if path else page


def _file_of(path: str, targets: LinkTargets) -> str:
    """Return the file that is published at a path of the site, or the path where none is."""
    plain = path.removesuffix(".html")
    candidates = (path, f"{plain}.md", f"{plain}/index.md".lstrip("/"))
    return next((each for each in candidates if each in targets.files), path)


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
    language, folder = _language(page, targets), posixpath.dirname(resolved)
    nearest_first = sorted(
        targets.files, key=lambda file: (_steps(posixpath.dirname(file), folder), file)
    )
    named: dict[str, str] = {}
    for file in nearest_first:
        if _kind(file) == _kind(resolved) and _language(file, targets) == language:
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
    path = posixpath.relpath(file, posixpath.dirname(page) or ".")
    return quote(path.replace(" ", "%20"))
