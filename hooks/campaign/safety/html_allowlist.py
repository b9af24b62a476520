"""HTML in Markdown: only what is on the allow-list may stand in a page.

nh3 reads HTML as browsers do (by the rules of the HTML standard). What it would take out of a page
is a problem at its line; nothing is taken out in silence.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from html import unescape
from html.parser import HTMLParser
from urllib.parse import urlsplit

import nh3

from campaign.core.problems import quote
from campaign.safety.form_urls import is_donation_form, is_sign_form
from campaign.safety.hosts import plain_host

ELEMENTS = frozenset(
    "a abbr b bdi blockquote br caption cite code col colgroup dd del details dfn div dl dt em "
    "figcaption figure h2 h3 h4 h5 h6 hr i img input ins kbd label li mark ol p pre q rp rt ruby s "
    "samp small span strong sub summary sup table tbody td tfoot th thead time tr u ul var "
    "wbr".split()
)
"""Elements of text, lists, tables and pictures, and those that tabs are made of.

Not `bdo`, which shows letters in another order than every check reads them.
"""
EVERYWHERE = frozenset("class dir id lang title role aria-hidden aria-label".split())
ATTRIBUTES = {
    "a": frozenset(("href", "hreflang", "rel")),
    "blockquote": frozenset(("cite",)),
    "del": frozenset(("cite", "datetime")),
    "details": frozenset(("open",)),
    "div": frozenset(("data-tabs",)),
    "img": frozenset(("alt", "height", "src", "width", "loading", "decoding")),
    "input": frozenset(("checked", "disabled", "name", "type")),
    "ins": frozenset(("cite", "datetime")),
    "label": frozenset(("for",)),
    "li": frozenset(("value",)),
    "ol": frozenset(("reversed", "start", "type")),
    "q": frozenset(("cite",)),
    "td": frozenset(("colspan", "headers", "rowspan", "align")),
    "th": frozenset(("abbr", "colspan", "headers", "rowspan", "scope", "align")),
    "time": frozenset(("datetime",)),
    "col": frozenset(("span",)),
    "colgroup": frozenset(("span",)),
}
INPUTS = frozenset(("radio", "checkbox"))
SCHEMES = frozenset(("http", "https", "mailto", "tel"))
OWN_CLASSES = frozenset(
    "amounts button-quiet count demonstration donate gift names sign site-donate skip".split()
)
"""Names that our own components bear: other text would pass for them."""
OWN_PLACES = frozenset(("main", "search-q"))
"""Places that our own templates name."""
TURNED = re.compile("[\u202d\u202e]")
"""What shows letters in another order than every check reads them."""
SECOND_TITLE = (
    "the page's heading comes from `title` in its front matter; begin headings in the text with ##"
)
SPAN = re.compile(r"\s*\d{0,2}\s*")
"""What keeps browsers from laying out millions of cells."""
COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)
_DECLARATION = re.compile(r"<[!?](?!--)[^<>]*>?")
"""What of HTML is neither an element nor a comment."""
OPTIONAL_ENDS = frozenset(
    "br col colgroup dd dt hr img input li option p rp rt tbody td tfoot th thead tr wbr".split()
)
"""Elements that need no end, or have none."""
LOADING = frozenset(("src", "srcset", "poster"))
EMBEDDING = frozenset(("script", "iframe", "embed", "object", "frame"))
"""Elements in which other sites show their forms, films and posts."""
_BARE = frozenset("open reversed checked disabled hidden markdown alt".split())
"""Attributes that stand without a value; others do where a < was meant as a sign."""
_WORD = re.compile(r"<[^<>]*(?:\bMso\w+|\bmso-[\w-]+:)|<o:p>", re.IGNORECASE)
"""What Microsoft Word leaves of its styles in what is pasted from it."""
ON_OWN_COMPUTER = re.compile(r"\s*(?:[a-z]:[\\/]|file:)", re.IGNORECASE)
FOREIGN = re.compile(r"\s*(?:[a-z][a-z0-9+.-]*:|[/\\]{2})", re.IGNORECASE)

_CLEANER = nh3.Cleaner(
    tags=set(ELEMENTS),
    clean_content_tags=set(),
    attributes={"*": set(EVERYWHERE), **{tag: set(names) for tag, names in ATTRIBUTES.items()}},
    strip_comments=False,
    link_rel=None,
    url_schemes=set(SCHEMES),
)

_Attributes = tuple[tuple[str, str], ...]


def without_html_comments(html: str) -> str:
    """Return a page's HTML without comments, as it is published."""
    return COMMENT.sub("", html)


def check_raw_html(html: str, markdown: str) -> Iterator[tuple[int, str]]:
    """Yield an offset in a page's Markdown, and a message, for what may not stand in its HTML.

    `html` is what Markdown made of it, without comments.
    """
    if pasted := _WORD.search(markdown):
        yield (
            pasted.start(),
            "this was pasted from a word processor, with its own signs of style; delete it, and "
            "paste it as plain text (Ctrl+Shift+V)",
        )
        return
    written = _Written(html)
    embedded = [each for each in written.elements if embedded_address(*each)]
    found = dict.fromkeys((*_in_text(html), *_in_elements(written), *written.faults))
    if not (found or embedded):
        found = dict.fromkeys(_taken_out(html, written))
    for mark, message in found:
        match = re.search(re.escape(mark), markdown, re.IGNORECASE)
        yield match.start() if match else 0, message
    before = None
    for tag, attributes in embedded:  # the first of each piece, which often consists of several
        address = embedded_address(tag, attributes)
        begin = max(markdown.rfind("<", 0, max(markdown.find(address), 0)), 0)
        if before is None or re.search(r"\n\s*\n", markdown[before:begin]) or begin < before:
            yield begin, _not_embedded(tag, address)
        before = begin


def embedded_address(tag: str, attributes: Iterable[tuple[str, str | None]]) -> str:
    """Return the address of another site that an element would show; empty if it shows none."""
    if tag not in EMBEDDING:
        return ""
    return next((v for n, v in attributes if n in ("src", "data") and v and FOREIGN.match(v)), "")


def _not_embedded(tag: str, address: str) -> str:
    try:
        parts = urlsplit(address.strip())
        host, path = plain_host(parts.hostname or ""), parts.path
    except ValueError:
        host, path = "", ""
    shown = "https://…" if tag == "script" else address.strip()
    remedy = f"link to what it shows, as [What it is]({shown})"
    if is_donation_form(host, path):
        remedy = "place `<!-- @donate -->` where the button is to stand"
    elif is_sign_form(host, path):
        remedy = "place `<!-- @sign -->` where the button is to stand"
    return (
        f"the element {quote(f'<{tag}>')} would have readers' browsers ask another site "
        f"({host or quote(address)}); delete what was pasted, and {remedy}"
    )


def _in_text(html: str) -> Iterator[tuple[str, str]]:
    """Yield a mark to look for, and what is wrong, of what stands beside elements."""
    for sign in TURNED.findall(unescape(html)):
        yield "&#", f"the text holds the invisible character {quote(sign)}; delete it"
    if "<!--" in html:
        yield "<!--", "a comment is never closed; write --> where it ends"
    for declaration in _DECLARATION.findall(html):
        yield declaration[:2], f"{quote(declaration)} may not stand in a page; leave it out"


def _in_elements(written: _Written) -> Iterator[tuple[str, str]]:
    """Yield a mark to look for, and what is wrong, of elements and their attributes."""
    for tag, attributes in written.elements:
        if embedded_address(tag, attributes):
            continue
        elsewhere = [(n, v) for n, v in attributes if n in LOADING and FOREIGN.match(v)]
        for _, value in elsewhere:
            where = (
                "lies on your own computer, where no reader sees it"
                if ON_OWN_COMPUTER.match(value)
                else "lies on another site, which readers' browsers must not ask"
            )
            message = f"{quote(value)} {where}; put the file into docs/, and link to it there"
            yield value, message
        if tag in ELEMENTS:
            yield from _wrong_attributes(tag, [a for a in attributes if a not in elsewhere])
        elif tag == "h1":
            yield "<h1", SECOND_TITLE
        else:
            message = f"the element {quote(f'<{tag}>')} may not stand in a page; leave it out"
            yield f"<{tag}", message


def _wrong_attributes(tag: str, attributes: Iterable[tuple[str, str]]) -> Iterator[tuple[str, str]]:
    """Yield a mark to look for, and what is wrong, of an element that may stand in a page."""
    known = EVERYWHERE | ATTRIBUTES.get(tag, frozenset())
    for name, value in attributes:
        if name not in known:
            yield name, f"the attribute {quote(name)} may not stand in a page; delete it"
        elif name == "class" and (own := OWN_CLASSES.intersection(value.lower().split())):
            message = (
                f"the class {quote(min(own))} is kept for the site's own components; leave it "
                "out, and place a component as `<!-- @donate -->` where you want one"
            )
            yield min(own), message
        elif name == "class" and tag != "a" and "button" in value.lower().split():
            message = (
                f"only a link may look like a button, and {quote(f'<{tag}>')} is none; leave "
                "the class out, or place `<!-- @donate -->` or `<!-- @sign -->`"
            )
            yield "button", message
        elif name in ("colspan", "rowspan") and not SPAN.fullmatch(value):
            yield name, (f"the attribute {quote(name)} may span at most 99 cells; make it smaller")
        elif name == "id" and value.lower() in OWN_PLACES:
            yield value, f"the site itself uses the place {quote(value)}; give it another name"
    if tag == "input" and dict(attributes).get("type", "").lower() not in INPUTS:
        yield "<input", "a page may not ask readers to type something; leave the element out"


def _taken_out(html: str, written: _Written) -> Iterator[tuple[str, str]]:
    """Yield what a browser reads otherwise than it is written, for which nh3 would change it."""
    kept = _Written(_CLEANER.clean(html))
    for tag, attributes in Counter(written.elements) - Counter(kept.elements):
        rest = tuple(each for each in attributes if each[0] != "href")
        # A link that lost its address alone is told as a wrong link.
        is_told = tag == "a" and rest != attributes and (tag, rest) in kept.elements
        if tag != "tbody" and not is_told:  # browsers add that one
            named = "".join(f" {name}" for name, _ in attributes)
            message = (
                f"browsers do not read the element {quote(f'<{tag}{named}>')} as it is written "
                "here; close every element that is open, and leave out what is not needed"
            )
            yield f"<{tag}", message


class _Written(HTMLParser):
    """The elements of HTML as they are written, and what is wrong with how they begin and end.

    A tree, as browsers and selectolax make it, does not show what they leave out or put elsewhere,
    as the attributes of a second <body>, or an end without a beginning, which would close an
    element of the page around it. So tags are read one by one, and compared with what nh3 keeps.
    """

    def __init__(self, html: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, _Attributes]] = []
        self.faults: list[tuple[str, str]] = []
        self._open: Counter[str] = Counter()
        self.feed(html)
        self.close()
        for tag in sorted(ELEMENTS & (+self._open).keys()):
            message = f"the element {quote(f'<{tag}>')} is never closed; write </{tag}> at its end"
            self.faults.append((f"<{tag}", message))

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        bare = {name for name, value in attrs if value is None}
        if tag in ELEMENTS and bare - _BARE and all(value is None for _, value in attrs):
            message = f"{quote(f'<{tag}')} begins an element; write &lt; for the sign itself"
            self.faults.append((f"<{tag}", message))
            return
        self.elements.append((tag, tuple(sorted((name, value or "") for name, value in attrs))))
        if tag not in OPTIONAL_ENDS:
            self._open[tag] += 1

    def set_cdata_mode(self, *_: object, **__: object) -> None:
        """Read on: what stands in a script or a style is looked at as well."""

    def handle_endtag(self, tag: str) -> None:
        if tag not in OPTIONAL_ENDS and self._open[tag]:
            self._open[tag] -= 1
        elif tag not in OPTIONAL_ENDS:
            message = f"{quote(f'</{tag}>')} ends an element that was never begun; leave it out"
            self.faults.append((f"</{tag}", message))

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)  # to browsers the slash means nothing
