"""The last look at a built site, file by file, before it replaces the one that readers see.

The checks of what editors write foresee what will be published; this one looks at what was. Nothing
in a built file may load from another host, run without the policy's leave, hold personal data, or
name somebody who withdrew.
"""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from html import unescape
from pathlib import Path
from urllib.parse import unquote

from selectolax.lexbor import LexborHTMLParser

from campaign.core.files import walk
from campaign.core.problems import Problem, quote
from campaign.core.topics import ABOUT_BUILT_FILES
from campaign.safety.css_scan import SCRIPT_ASKS, css_strings, loaded_from_elsewhere
from campaign.safety.html_allowlist import FOREIGN
from campaign.safety.personal_data import (
    NOTHING_PUBLIC,
    PublicDetails,
    personal,
    personal_problem,
)
from campaign.safety.seen_text import seen_prose
from campaign.safety.svg_check import read_drawing
from campaign.safety.uploads import PICTURE_FORMATS
from campaign.safety.withdrawn_names import WithdrawnNames

MAILTO = re.compile(r"href=[\"']?mailto:([^\"'>\s]*)", re.IGNORECASE)
STYLESHEET = re.compile(r"<\?xml-stylesheet\b", re.IGNORECASE)
BEFORE_POLICY = frozenset("html head meta title".split())
ASKING = frozenset(
    "src srcset poster background data action formaction manifest imagesrcset codebase classid "
    "archive profile longdesc ping".split()
)
"""Attributes whose address a browser may ask without a reader's choice, or sends a form to."""
NO_LOAD = frozenset("author bookmark canonical help license me next prev search alternate".split())
"""Relations of a <link> that a browser does not ask for by itself."""
NEVER = frozenset(
    # What a <template> holds is in no tree until a script takes it out.
    "iframe frame object embed applet base portal fencedframe template".split()
)
ALONE = NEVER | {"script", "style"}
"""Elements that may do harm without an attribute."""
WITH_TEXT = frozenset(
    ".atom .bib .css .csv .html .ics .js .json .md .ris .rss .svg .txt .xml .yml".split()
)
IS_DATA = frozenset(("application/ld+json", "application/json"))
SANDBOX = "allow-top-navigation-by-user-activation"
"""What a frame of ours may do: a link in it may lead the whole window on when a reader clicks."""
OWN_SITE = ["'self'"]
RUNNING = ("javascript", "vbscript", "data", "blob", "filesystem")

Policy = dict[str, list[str]]
"""A content security policy: sources by directive."""


@dataclass(frozen=True)
class Expected:
    """What the built files may and may not hold."""

    names: WithdrawnNames
    own: PublicDetails = NOTHING_PUBLIC
    """Contacts and details that may be published, as `own_contacts` returns them."""
    trusted: frozenset[str] = frozenset()
    """Paths of files that only our own templates make, of cells that were checked row by row."""


def check_site(folder: Path, expected: Expected) -> list[Problem]:
    """Return a problem for each thing in a built site that may not be published."""
    problems: list[Problem] = []
    for path in walk(folder):
        name = path.relative_to(folder).as_posix()
        found = iter(("the built file is a link to another one",))
        if not path.is_symlink():
            found = _in_file(path, name, expected)
        problems += [Problem(f"site/{name}", 0, 0, why, ABOUT_BUILT_FILES) for why in found]
    return problems


def _in_file(path: Path, name: str, expected: Expected) -> Iterator[str]:
    """Yield what is wrong in one built file; `name` is its path below the site's root."""
    suffix, is_trusted, names = path.suffix.lower(), name in expected.trusted, expected.names
    if not is_trusted:
        yield from names.named_by(name)
    # Pictures and PDFs were checked where they lie, but not whom their notes name.
    if suffix in PICTURE_FORMATS and names:
        yield from names.noted_in(path.read_bytes())
    if suffix not in WITH_TEXT:
        return
    if is_trusted and suffix != ".html":  # data, as large as the list
        with path.open(encoding="utf-8") as lines:
            yield from names.listed_in(lines)
        return
    text = path.read_bytes().decode("utf-8", "replace")
    if suffix == ".html":
        yield from dict.fromkeys(_in_page(text))
        if is_trusted:
            yield from names.listed_in((text,))
            return
        yield from _personal(text, expected.own)
    elif suffix == ".css":
        yield from _in_style(text)
        text = "\n".join([text, *css_strings(text)])
    elif suffix == ".js" and (asks := SCRIPT_ASKS.search(text)):
        yield f"the script asks another site ({quote(asks[0])})"
    elif suffix == ".svg":
        yield from dict.fromkeys(fault.why for fault in read_drawing(path.read_bytes()).faults)
        yield from _personal(text, expected.own)
    elif suffix in (".xml", ".atom", ".rss") and STYLESHEET.search(text):
        yield "the file loads a stylesheet, as <?xml-stylesheet?>"
    yield from names.names_in(text)


def _in_page(text: str) -> Iterator[str]:
    """Yield what is wrong in the elements of a page, as a browser reads them."""
    policy: Policy = {}
    has_begun = has_referrer = False
    root = LexborHTMLParser(text).root
    for element in root.traverse() if root else ():
        tag, given = (element.tag or "").lower(), element.attributes
        if tag.startswith("-") or (policy and not given and tag not in ALONE):
            continue  # a comment, or one of the many plain elements of a list
        of = {name: value or "" for name, value in given.items()}
        yield from _in_element(tag, of)
        if tag == "meta":
            if not policy and of.get("http-equiv", "").lower() == "content-security-policy":
                policy = _policy(of.get("content", ""))
            has_referrer = has_referrer or of.get("name") == "referrer"
        elif not (policy or has_begun or tag in BEFORE_POLICY):
            yield f"<{tag}> stands before the page's content security policy, or there is none"
            has_begun = True
        elif tag == "style":
            yield from _in_style(element.text())
            if inline_source(element.text()) not in policy.get("style-src", ()):
                yield "the element <style> may not stand in a page"
        elif tag == "script" and "src" not in of and of.get("type", "").lower() not in IS_DATA:
            if inline_source(element.text()) not in policy.get("script-src", ()):
                yield "an inline script's hash does not stand in the content security policy"
        elif tag == "iframe" and _is_powerless(of) and policy.get("frame-src") != OWN_SITE:
            yield "a frame stands in a page whose content security policy allows none"
    if not has_referrer:
        yield "the page has no referrer policy"
    if policy.get("default-src") != ["'none'"]:
        yield "the content security policy does not begin with default-src 'none'"
    for name, sources in policy.items():
        for source in sources:
            if source.startswith("'unsafe-") or not source.startswith("'"):
                yield f"the content security policy lets {quote(source)} through for {name}"


def _in_element(tag: str, of: Mapping[str, str]) -> Iterator[str]:
    """Yield what is wrong in one element, whatever the page's policy."""
    if tag in NEVER and not (tag == "iframe" and _is_powerless(of)):
        yield f"the element <{tag}> may not stand in a page"
    is_refresh = of.get("http-equiv", "").lower() == "refresh"
    if is_refresh and FOREIGN.match(of.get("content", "").rpartition("=")[2]):
        yield "the page leads to another site by itself"
    for name, value in of.items():
        if name.startswith("on") or name in ("style", "srcdoc"):
            yield f"the attribute {quote(name)} runs or styles something without the policy's leave"
        is_address = name in ("href", "xlink:href")
        if (
            name in ASKING
            or (is_address and tag in ("image", "use", "feimage"))
            or (is_address and tag == "link" and not NO_LOAD.issuperset(of.get("rel", "?").split()))
        ):
            for address in value.split(",") if name in ("srcset", "imagesrcset") else (value,):
                if FOREIGN.match(address):
                    yield f"<{tag}> asks another site: {quote(address.strip().split(' ')[0])}"
        if (is_address or name in ASKING) and _scheme(value) in RUNNING:
            yield f"the address {quote(value)} of <{tag}> can run a script"


def _is_powerless(of: Mapping[str, str]) -> bool:
    """Whether a frame cannot run a script; that it shows this site is looked at as of all."""
    return set(of.get("sandbox", "allow-scripts").split()) <= {SANDBOX}


def _policy(content: str) -> Policy:
    parts = [part.split() for part in content.split(";") if part.strip()]
    return {name.lower(): sources for name, *sources in reversed(parts)}


def _in_style(text: str) -> Iterator[str]:
    for address in loaded_from_elsewhere(text):
        yield f"the style asks another site: {quote(address)}"


def _personal(text: str, own: PublicDetails) -> Iterator[str]:
    # Where it was written, all but e-mail was looked at in code.
    said = [seen_prose(text), *(unquote(unescape(each)) for each in MAILTO.findall(text))]
    for _, what, found in personal("\n".join(said), own):
        yield personal_problem(what, found)


def inline_source(text: str) -> str:
    """Return the source expression of a text by its hash (Content Security Policy 3, 2.3.1)."""
    digest = hashlib.sha256(text.encode("utf-8")).digest()
    return f"'sha256-{base64.b64encode(digest).decode('ascii')}'"


def _scheme(address: str) -> str:
    """Return what an address begins with, as browsers read it: without signs that nobody sees."""
    return re.sub(r"[\x00-\x20]", "", address).partition(":")[0].lower()
