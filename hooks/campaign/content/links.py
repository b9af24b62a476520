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
from campaign.content.markdown_text import PageFault, links, without_code
from campaign.core.problems import Wrong, quote
from campaign.core.topics import ABOUT_DONATION_ADDRESS, ABOUT_LINKS
from campaign.safety.html_allowlist import FOREIGN, LOADING, ON_OWN_COMPUTER, embedded_address
from campaign.safety.link_policy import LinkPolicy, diverting, diverts, leads_elsewhere, misleads
from campaign.safety.personal_data import EMAIL
from campaign.safety.seen_text import seen_lines

ADDRESS_ATTRIBUTES = frozenset("href src action formaction data poster xlink:href".split())
PICTURES = frozenset(".avif .gif .jpeg .jpg .png .svg .webp".split())
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
    written: dict[str, list[int]] = defaultdict(list)
    for link, at in links(without_code(markdown)):
        written[_key(link)].append(at)
    said: list[str] = [seen_lines(html)]
    addresses: list[str] = []
    for element in LexborHTMLParser(html).css("*"):
        given = [(name, value) for name, value in element.attributes.items() if value]
        if embedded_address(element.tag or "", given):
            addresses += [value for _, value in given]
            continue  # told as an element that may not stand in a page
        said += [value for name, value in given if name in _SAID]
        for name, value in given:
            if name not in ADDRESS_ATTRIBUTES:
                continue
            addresses.append(value)
            if value.strip().startswith("mailto:"):
                said.append(unquote(value))
            is_script = value.strip().lower().startswith("javascript:")
            if name in LOADING and FOREIGN.match(value) and not is_script:
                continue  # told as a picture that lies elsewhere
            places = written[_key(value)] or [max(markdown.find(value), 0)]
            offset = places.pop(0) if len(places) > 1 else places[0]
            is_bare = markdown[:offset].rstrip(" \t").endswith("(")
            if element.tag == "img" and value.lower().split("#")[0].endswith(".md"):
                no_picture = (
                    f"{quote(value)} is no picture; write a picture's name, or leave ! out for a "
                    "link"
                )
                yield PageFault(offset, no_picture, ABOUT_LINKS)
            elif found := _wrong(value, page, targets, is_bare=is_bare):
                yield PageFault(offset, found, ABOUT_LINKS)
            elif why := _diverting(element, name, value.strip(), targets.policy):
                message = f"the link {quote(value.strip())} {why}"
                yield PageFault(offset, message, ABOUT_DONATION_ADDRESS)
    spelled = diverting("\n".join(said), targets.policy) if targets.policy else ()
    for address, why in {address: why for _, address, why in spelled}.items():
        if not any(address in each for each in addresses):  # told as a link
            message = f"the address {quote(address)} {why}"
            yield PageFault(max(markdown.find(address), 0), message, ABOUT_DONATION_ADDRESS)


def _key(address: str) -> str:
    """Return an address as Markdown and HTML have it alike: they escape otherwise."""
    return "".join(unescape(address).replace("\\", "").split())


def _diverting(
    element: LexborNode, attribute: str, target: str, policy: LinkPolicy | None
) -> str | None:
    """Say how an address, or the look or the words of a link, could divert a gift."""
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
    """Say why a link is wrong; `is_bare`: it stands in parentheses, where no space belongs."""
    target = given.strip()
    is_parted = is_bare and len(target.split()) > 1
    if message := _wrong_address(target.split()[0] if is_parted else target, given):
        return message
    parts, site = urlsplit(target), urlsplit(targets.site)
    if parts.scheme == "http" and parts.netloc == site.netloc:
        path = parts.path.removeprefix(site.path.rstrip("/"))
        return (
            f"the link {quote(target)} leads to this site itself; write it relative to this page, "
            f"as {_written(_file_of(path, targets), page)}"
        )
    if parts.scheme and is_parted:
        remedy = "delete it, or write %20 in its place"
        return f"the link {quote(target)} holds a space, which ends a link; {remedy}"
    if parts.scheme:
        return None
    path = unquote(parts.path)
    if path.startswith("/"):
        return (
            f"the link {quote(target)} begins with a slash and breaks under a base path; write "
            f"it relative to this page, as {_written(_file_of(path, targets), page)}"
        )
    resolved = _resolved(path, page)
    if not is_parted and (not path or resolved in targets.files):
        place, present = unquote(parts.fragment), targets.places.get(resolved)
        if not place or present is None or place in present | targets.made_places(resolved):
            return None
        known = ", ".join(f"#{name}" for name in sorted(present)) or "none"
        return (
            f"the link {quote(target)} leads to a place that the page does not have; its places "
            f"are: {known}"
        )
    remedy = _file_meant(resolved, page, targets)
    if target[:1] in CURLY_MARKS:
        remedy = "leave out its quotation marks"
    elif not remedy:
        remedy = _address_meant(path, target, is_parted=is_parted)
    fault = "holds a space, which ends a link" if is_parted else "leads to no file"
    return f"the link {quote(target)} {fault}; {remedy}"


def _wrong_address(target: str, given: str) -> str | None:
    try:
        parts = urlsplit(target)
        if parts.scheme in ("http", "https"):
            web_address(target)
    except Wrong as wrong:
        return f"the link {wrong}"
    except ValueError:
        return f"the link {quote(target)} is no address; correct it"
    if ON_OWN_COMPUTER.match(given):
        return (
            f"the link {quote(given)} leads to a file of your own computer; put it into docs/, and "
            "link to it there"
        )
    if parts.scheme not in ("", "http", "https", "mailto", "tel"):
        return f"the link {quote(given)} may not be used; begin it with https://"
    if re.match(r"[/\\]{2}", target):
        return f"the link {quote(target)} lacks its beginning; write https:{target}"
    return None


def _resolved(path: str, page: str) -> str:
    """Return which file of docs/ a path leads to from a page; the page itself if it is empty."""
    return posixpath.normpath(posixpath.join(posixpath.dirname(page), path)) if path else page


def _file_of(path: str, targets: LinkTargets) -> str:
    """Return the file that is published at a path of the site, or the path where none is."""
    path = path.strip("/")
    plain = path.removesuffix(".html")
    candidates = (path, f"{plain}.md", f"{plain}/index.md".lstrip("/"))
    return next((each for each in candidates if each in targets.files), path)


def _file_meant(resolved: str, page: str, targets: LinkTargets) -> str:
    """Say which file a link to none may mean; nothing if none is like it."""
    for meant in (resolved.replace("\\", "/"), _file_of(resolved, targets)):
        if meant in targets.files:
            return f"write {_written(meant, page)}"
    if now := targets.moved.get(resolved):
        return f"the page was moved; write {_written(now, page)}"
    kind, language = _kind(resolved), _language(page, targets)
    folder = posixpath.dirname(resolved) or "."
    named: dict[str, str] = {}
    # Of two with one name, the one that lies nearer is meant.
    for file in sorted(targets.files, key=lambda f: (posixpath.relpath(f, folder).count("/"), f)):
        if _kind(file) == kind and _language(file, targets) == language:
            named.setdefault(_name(file), file)
    near = get_close_matches(_name(resolved), named, n=1, cutoff=LIKE)
    return f"did you mean {_written(named[near[0]], page)}?" if near else ""


def _address_meant(path: str, target: str, *, is_parted: bool) -> str:
    if EMAIL.fullmatch(path):
        return f"write {quote(f'mailto:{target}')}"
    if _HOST.match(path):
        return f"write {quote(f'https://{target}')}, if it is another site's address"
    if is_parted:
        plain = quote("-".join(unquote(target).split()))
        return f"give the file a name without spaces, and write that, as {plain}"
    return "correct the address, or add the file"


def _language(file: str, targets: LinkTargets) -> str:
    first = file.partition("/")[0]
    return first if first in targets.languages else ""


def _kind(file: str) -> str:
    """Return what tells pages, pictures and other files apart: none is meant by another."""
    suffix = PurePosixPath(file).suffix.lower()
    if suffix in PICTURES:
        return "picture"
    return suffix if suffix not in ("", ".html") else ".md"


def _name(file: str) -> str:
    """Return what a file is called: an index by its folder."""
    path = PurePosixPath(file)
    return (path.parent.name if path.stem == "index" else path.stem).casefold()


def _written(file: str, page: str) -> str:
    """Return a file's address as a link writes it."""
    path = posixpath.relpath(file, posixpath.dirname(page) or ".")
    return quote(path.replace(" ", "%20"))


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
