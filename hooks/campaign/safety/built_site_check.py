"""The last look at a built site, file by file, before it replaces the one that readers see.

The checks of what editors write foresee what will be published; this one looks at what was. Nothing
in a built file may load from another host, run without the policy's leave, hold personal data, or
name somebody who withdrew.

Of files that differ only in escaped addresses, as those that lead on to a page of a long list, one
of each form is looked at.

Cost: one search for tags through each page, of which only those are looked at that differ from all
before; one search for `@` in every text; for the withdrawn, two looks at each pair of bytes.
"""

from __future__ import annotations

import base64
import hashlib
import os
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache
from html import unescape
from html.parser import HTMLParser
from pathlib import Path
from typing import NamedTuple, Protocol
from urllib.parse import unquote

from campaign.core.folding import fold
from campaign.core.problems import Problem, quote
from campaign.safety.css_scan import SCRIPT_ASKS, loaded_from_elsewhere, without_escapes
from campaign.safety.personal_data import (
    EMAIL,
    HANDLE,
    NOTHING_PUBLIC,
    PublicDetails,
    message,
    personal,
)
from campaign.safety.svg_check import read_drawing
from campaign.safety.topics import ABOUT_BUILT_FILES
from campaign.safety.uploads import FORMATS
from campaign.safety.withdrawn_names import WithdrawnNames, seen_blocks

_REST = rb"[^>\"']*(?:(?:\"[^\"]*\"|'[^']*')[^>\"']*)*"
TAG = re.compile(rb"<[a-zA-Z]" + _REST + rb">?")
PLAIN = rb"(?:b|bdi|br|dd|dl|dt|em|h[2-6]|li|ol|p|span(?: class=\"detail\")?|strong|t[dhr]|ul)>"
TAG_AFTER_POLICY = re.compile(rb"<(?!" + PLAIN + rb")[a-zA-Z]" + _REST + rb">?")
"""Every tag but the plainest, of which a long list has two or three for each name."""
TAG_IN_LIST = re.compile(
    rb"<(?!" + PLAIN + rb"|a href=\"https?://[^\"]*\" rel=\"nofollow\">)[a-zA-Z]" + _REST + rb">?"
)
"""The same, without the signatories' own sites, which were checked row by row."""
POLICY = re.compile(rb"<meta\s[^>]*\bcontent-security-policy\b[^>]*>", re.IGNORECASE)
STYLE = re.compile(rb"<style\b(" + _REST + rb")>(.*?)(?:</style|\Z)", re.I | re.S)
SCRIPT = re.compile(rb"<script\b(" + _REST + rb")>(.*?)</script", re.I | re.S)
CODE = re.compile(r"<code\b[^>]*>.*?</code\s*>", re.IGNORECASE | re.DOTALL)
FOREIGN = re.compile(r"\s*(?:[a-z][a-z0-9+.-]*:|[/\\]{2})", re.IGNORECASE)
STYLESHEET = re.compile(rb"<\?xml-stylesheet\b", re.IGNORECASE)
BEFORE_POLICY = frozenset("html head meta title".split())
LOADS = frozenset(
    "src srcset poster background data action formaction manifest imagesrcset codebase classid "
    "archive profile longdesc ping".split()
)
"""Attributes whose address a browser may ask without a reader's choice, or sends a form to."""
NO_LOAD = frozenset("author bookmark canonical help license me next prev search alternate".split())
"""Relations of a <link> that a browser does not ask for by itself."""
NEVER = frozenset("iframe frame object embed applet base portal fencedframe".split())
TEXTS = frozenset(".atom .bib .csv .html .ics .js .json .md .ris .rss .svg .txt .xml .yml".split())
LOOKED_INTO = TEXTS | {".css"}
IS_DATA = frozenset(("application/ld+json", "application/json"))
SANDBOX = "allow-top-navigation-by-user-activation"
"""What a frame of ours may do: a link in it may lead the whole window on when a reader clicks."""
UNSAFE = ("'unsafe-inline'", "'unsafe-eval'", "'unsafe-hashes'", "*", "http:", "https:", "data:")


class _Person(Protocol):
    """A signatory, as far as the check of built files looks at one."""

    @property
    def name(self) -> str: ...
    @property
    def kind(self) -> str: ...
    @property
    def affiliation(self) -> str: ...
    @property
    def title(self) -> str: ...
    @property
    def place(self) -> str: ...
    @property
    def url(self) -> str: ...
    @property
    def source(self) -> str: ...


@dataclass(frozen=True)
class Expected:
    """What the built files may and may not hold."""

    own: PublicDetails = NOTHING_PUBLIC
    """Contacts and details that may be published, as `own_contacts` returns them."""
    listed: tuple[_Person, ...] = ()
    withdrawn: tuple[_Person, ...] = ()
    trusted: frozenset[str] = frozenset()
    """Paths of files that only our own templates make, of cells that were checked row by row."""

    @cached_property
    def gone(self) -> frozenset[str]:
        """The names that no file may hold: withdrawn, and borne by nobody who is listed."""
        names = {signatory.name for signatory in self.withdrawn}
        if not names:
            return frozenset()
        # In whatever order: "Example, Jane", who is somebody else, may be shown.
        standing = {_words_of(signatory.name) for signatory in self.listed}
        return frozenset(name for name in names if _words_of(name) not in standing)

    @cached_property
    def people_gone(self) -> frozenset[str]:
        """Those of them that people bear."""
        return self.gone & {s.name for s in self.withdrawn if s.kind == "individual"}

    @cached_property
    def said_of_others(self) -> str:
        """Everything that is said of those who are listed."""
        return "\n".join(
            "\n".join((s.name, s.affiliation, s.title, s.place, s.url, s.source))
            for s in self.listed
        )


def _words_of(name: str) -> tuple[str, ...]:
    return tuple(sorted(fold(name).split()))


def check_site(
    folder: Path,
    expected: Expected,
    *,
    is_served: bool = False,
    is_known: Callable[[str], bool] = lambda _: False,
) -> list[Problem]:
    """Return a problem for each thing in a built site that may not be published.

    `is_served`: pages have no policy, since a live preview's own script would break it.
    `is_known` tells which files, by their paths in the site, are looked at elsewhere.
    """
    names: list[str] = []
    links: list[str] = []
    for name, is_link in sorted(_files(folder, "")):
        (links if is_link else names).append(name)
    problems = [
        Problem(f"site/{name}", 0, 0, "the built file is a link to another one", ABOUT_BUILT_FILES)
        for name in links
    ]
    unknown = (name for name in names if not is_known(name))
    return problems + check_files(folder, unknown, expected, is_served=is_served)


def check_files(
    folder: Path, names: Iterable[str], expected: Expected, *, is_served: bool = False
) -> list[Problem]:
    """Return what `check_site` does of some files of a site, by their paths in it."""
    withdrawn = WithdrawnNames(expected)
    problems: list[Problem] = []
    for name in names:
        if _suffix(name) not in LOOKED_INTO:  # pictures and PDFs were checked where they lie
            problems += [
                Problem(f"site/{name}", 0, 0, why, ABOUT_BUILT_FILES)
                for why in withdrawn.named_by(name)
            ]
            if _suffix(name) in FORMATS and expected.gone:  # but not whom their notes name
                noted = withdrawn.noted_in(Path(folder, name).read_bytes())
                problems += [Problem(f"site/{name}", 0, 0, why, ABOUT_BUILT_FILES) for why in noted]
            continue
        with open(f"{folder}/{name}", "rb") as file:  # noqa: PTH123 - of tens of thousands
            data = file.read()
        found = check_file(name, data, expected, withdrawn, is_served=is_served)
        problems += [Problem(f"site/{name}", 0, 0, why, ABOUT_BUILT_FILES) for why in found]
    return problems


def _files(folder: str | Path, below: str) -> Iterator[tuple[str, bool]]:
    """Yield the path, and whether it is a link, of everything in a folder but other folders."""
    with os.scandir(folder) as entries:
        for entry in entries:
            if entry.is_dir(follow_symlinks=False):
                yield from _files(entry.path, f"{below}{entry.name}/")
            else:
                yield f"{below}{entry.name}", entry.is_symlink()


def _suffix(name: str) -> str:
    return os.path.splitext(name)[1].lower()  # noqa: PTH122 - of tens of thousands


def check_file(
    name: str,
    data: bytes,
    expected: Expected,
    withdrawn: WithdrawnNames,
    *,
    is_served: bool = False,
) -> Iterator[str]:
    """Yield what is wrong in one built file; `name` is its path below the site's root."""
    suffix = _suffix(name)
    if suffix == ".html":
        is_list = name in expected.trusted
        yield from dict.fromkeys(_in_page(data, is_list=is_list, is_served=is_served))
    elif suffix == ".css":
        yield from _in_style(data.decode("utf-8", "replace"))
    elif suffix == ".js" and (found := SCRIPT_ASKS.search(data.decode("utf-8", "replace"))):
        yield f"the script asks another site ({quote(found[0])})"
    elif suffix in (".svg", ".xml", ".atom", ".rss"):
        if STYLESHEET.search(data):
            yield "the file loads a stylesheet, as <?xml-stylesheet?>"
        if suffix == ".svg":
            yield from dict.fromkeys(fault.why for fault in read_drawing(data).faults)
    if suffix in TEXTS:
        yield from _personal(name, data, expected)
        is_trusted = name in expected.trusted
        is_page = suffix == ".html" and not is_trusted
        yield from withdrawn.names_in(data, is_page=is_page, is_trusted=is_trusted)
    if suffix == ".css":
        style = without_escapes(data.decode("utf-8", "replace"))
        yield from withdrawn.names_in(style.encode("utf-8"), is_page=False)
    if name not in expected.trusted:
        yield from withdrawn.named_by(name)


class _Tag(NamedTuple):
    """A tag as a browser reads it, and what is wrong with it wherever it stands."""

    name: str
    of: Mapping[str, str]
    wrong: tuple[str, ...]


class _Tags(HTMLParser):
    """Reads tags, without what stands between them."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[_Tag] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        of = {name: value or "" for name, value in reversed(attrs)}
        self.found.append(_Tag(tag, of, tuple(_in_tag(tag, of))))

    handle_startendtag = handle_starttag

    def set_cdata_mode(self, *_: object, **__: object) -> None:
        """Read on: what stands in a script or a style is looked at as well."""


@lru_cache(maxsize=65_536)
def _read_tag(tag: bytes) -> tuple[_Tag, ...]:
    """Read one tag; the pages of a site have nearly all of theirs in common."""
    reader = _Tags()
    reader.feed(tag.decode("utf-8", "replace"))
    reader.close()
    if not tag.endswith(b">"):
        reader.found.append(_Tag("", {}, ("a tag is never closed",)))
    return tuple(reader.found)


def _tags(data: bytes, rest: re.Pattern[bytes]) -> Iterator[_Tag]:
    """Yield every tag of a page that differs from all before it, in order.

    `rest` finds those that matter from the policy on: before it none may stand.
    """
    policy = POLICY.search(data)
    end = policy.end() if policy else len(data)
    for tag in dict.fromkeys([*TAG.findall(data, 0, end), *rest.findall(data, end)]):
        yield from _read_tag(tag)


def _in_page(data: bytes, *, is_list: bool, is_served: bool) -> Iterator[str]:
    policy: dict[str, list[str]] | None = None
    referrer = False
    for tag, of, wrong in _tags(data, TAG_IN_LIST if is_list else TAG_AFTER_POLICY):
        yield from wrong
        if tag == "iframe" and not wrong and not (is_served or _may_frame(policy or {})):
            yield "a frame stands in a page whose content security policy allows none"
        if tag == "meta":
            kind = of.get("http-equiv", "").lower()
            if kind == "content-security-policy":
                policy = policy or _policy(of.get("content", ""))
            elif kind == "refresh" and FOREIGN.match(of.get("content", "").rpartition("=")[2]):
                yield "the page leads to another site by itself"
            referrer = referrer or of.get("name") == "referrer"
        elif tag and tag not in BEFORE_POLICY and policy is None and not is_served:
            yield f"<{tag}> stands before the page's content security policy, or there is none"
            policy = {}
    for _, style in STYLE.findall(data):
        text = style.decode("utf-8", "replace")
        yield from _in_style(text)
        # Even under `serve`: the pages that have a style of their own have their policy there too.
        if inline_source(text) not in (policy or {}).get("style-src", ()):
            yield "the element <style> may not stand in a page"
    if not is_served:
        if not referrer:
            yield "the page has no referrer policy"
        yield from _in_policy(policy or {})
        for attributes, script in SCRIPT.findall(data):
            of = _read_tag(b"<script" + attributes + b">")[0].of
            if "src" in of or of.get("type", "").lower() in IS_DATA:
                continue
            if inline_source(script.decode("utf-8")) not in (policy or {}).get("script-src", ()):
                yield "an inline script's hash does not stand in the content security policy"


def _in_tag(tag: str, of: Mapping[str, str]) -> Iterator[str]:
    if tag in NEVER and not (tag == "iframe" and _is_powerless(of)):
        yield f"the element <{tag}> may not stand in a page"
    for name, value in of.items():
        if name.startswith("on") or name in ("style", "srcdoc"):
            yield f"the attribute {quote(name)} runs or styles something without the policy's leave"
        loads = (
            name in LOADS
            or (tag == "link" and name == "href" and _is_asked(of))
            or (tag in ("image", "use", "feimage") and name in ("href", "xlink:href"))
        )
        if loads:
            for address in _each(name, value):
                if FOREIGN.match(address):
                    yield f"<{tag}> asks another site: {quote(address)}"
        if name in ("href", "xlink:href", "action", "formaction", "src"):
            scheme = re.sub(r"[\x00-\x20]", "", value).partition(":")[0].lower()
            if scheme in ("javascript", "vbscript", "data", "blob", "filesystem"):
                yield f"the address {quote(value)} of <{tag}> can run a script"


def _is_powerless(of: Mapping[str, str]) -> bool:
    """Whether a frame cannot run a script; that it shows this site is looked at as of all."""
    return set(of.get("sandbox", "allow-scripts").split()) <= {SANDBOX}


def _each(name: str, value: str) -> Iterator[str]:
    """Yield each address of an attribute: `srcset` holds several."""
    if name in ("srcset", "imagesrcset"):
        yield from (part.strip().partition(" ")[0] for part in value.split(","))
    else:
        yield value


def _is_asked(of: Mapping[str, str]) -> bool:
    relations = set(of.get("rel", "").lower().split())
    return not relations or bool(relations - NO_LOAD)


def _policy(content: str) -> dict[str, list[str]]:
    parts = [part.split() for part in content.split(";") if part.strip()]
    return {name.lower(): sources for name, *sources in reversed(parts)}


def _may_frame(policy: Mapping[str, list[str]]) -> bool:
    return policy.get("frame-src") == ["'self'"]


def _in_policy(policy: dict[str, list[str]]) -> Iterator[str]:
    if policy.get("default-src") != ["'none'"]:
        yield "the content security policy does not begin with default-src 'none'"
    for name, sources in policy.items():
        for source in sources:
            if source in UNSAFE or not source.startswith("'"):
                yield f"the content security policy lets {quote(source)} through for {name}"


def _in_style(text: str) -> Iterator[str]:
    for address in loaded_from_elsewhere(text):
        yield f"the style asks another site: {quote(address)}"


def _personal(name: str, data: bytes, expected: Expected) -> Iterator[str]:
    """Yield what looks personal; of checked cells only addresses are sought once more."""
    if b"@" not in data and name in expected.trusted:
        return
    text = data.decode("utf-8", "replace")
    if name.endswith(".html"):
        text = _visible(CODE.sub(" ", text))  # where it was written, all but e-mail was looked at
    if name in expected.trusted:
        for match in EMAIL.finditer(HANDLE.sub(" ", text)):
            if match[0] not in expected.own:
                yield message("an e-mail address", match[0])
        return
    if not name.endswith(".html"):
        return  # made of what was checked where it was written
    for _, what, found in personal(text, expected.own):
        yield message(what, found)


def _visible(html: str) -> str:
    """Return what a page says, and to whom its links write, without tags."""
    written = " ".join(re.findall(r"href=[\"']?mailto:([^\"'?>\s]*)", html, re.IGNORECASE))
    return seen_blocks(html).replace("\0", "\n") + "\n" + unquote(unescape(written))


def inline_source(text: str) -> str:
    """Return the source expression of a text by its hash (Content Security Policy 3, 2.3.1)."""
    digest = hashlib.sha256(text.encode("utf-8")).digest()
    return f"'sha256-{base64.b64encode(digest).decode('ascii')}'"
