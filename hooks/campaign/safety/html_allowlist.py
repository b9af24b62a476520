"""HTML in Markdown: only what is on the allow-list may stand in a page.

It is read twice: tag by tag as it is written, and as the tree that browsers make of it. What is on
no list in either of the two is a problem at its line; nothing is taken out in silence.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from html import unescape
from html.parser import HTMLParser
from urllib.parse import urlsplit

from selectolax.lexbor import LexborHTMLParser

from campaign.core.problems import quote
from campaign.safety.hosts import plain_host
from campaign.safety.link_policy import is_donation_form, is_sign_form

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
"""What of HTML is neither an element nor a comment: browsers show nothing of it."""
OPTIONAL_ENDS = frozenset(
    "br col colgroup dd dt hr img input li option p rp rt tbody td tfoot th thead tr wbr".split()
)
"""Elements that need no end, or have none."""
_BARE = frozenset("open reversed checked disabled hidden markdown alt href".split())
"""Attributes that stand without a value; others do where a < was meant as a sign."""
LOADING = frozenset(("src", "srcset", "poster"))
EMBEDDING = frozenset(("script", "iframe", "embed", "object", "frame"))
"""Elements in which other sites show their forms, films and posts."""
_WORD = re.compile(r"<[^<>]*(?:\bMso\w+|\bmso-[\w-]+:)|<o:p>", re.IGNORECASE)
"""What Microsoft Word leaves of its styles in what is pasted from it."""
ON_OWN_COMPUTER = re.compile(r"\s*(?:[a-z]:[\\/]|file:)", re.IGNORECASE)
FOREIGN = re.compile(r"\s*(?:[a-z][a-z0-9+.-]*:|[/\\]{2})", re.IGNORECASE)


_Element = tuple[str, Mapping[str, str]]
"""Its tag, and its attributes."""


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
    for declaration in _DECLARATION.findall(html):
        message = f"{quote(declaration)} may not stand in a page; leave it out"
        written.faults.append((declaration.split()[0], message))
    for sign in TURNED.findall(unescape(html)):
        written.faults.append(
            ("&#", f"the text holds the invisible character {quote(sign)}; delete it")
        )
    read = [] if written.faults else [*_read_by_browsers(html)]
    found = [*_in_elements([*written.elements, *read]), *written.faults]
    if not found and not any(embedded_address(tag, of.items()) for tag, of in written.elements):
        found += _left_out(written.elements, read)
    for mark, message in dict.fromkeys(found):
        match = re.search(re.escape(mark), markdown, re.IGNORECASE)
        yield match.start() if match else 0, message
    before = None
    for tag, attributes in written.elements:
        if not (address := embedded_address(tag, attributes.items())):
            continue
        begin = max(markdown.rfind("<", 0, max(markdown.find(address), 0)), 0)
        # The first of each piece, which often consists of several.
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


def _read_by_browsers(html: str) -> Iterator[_Element]:
    root = LexborHTMLParser(html).root
    for node in root.traverse() if root else ():
        tag, attributes = node.tag or "", node.attributes
        if tag[:1].isalpha() and tag not in ("html", "head", "body"):  # those it adds itself
            yield tag, {name: value or "" for name, value in attributes.items()}


def _left_out(written: Iterable[_Element], read: Iterable[_Element]) -> Iterator[tuple[str, str]]:
    """Yield a mark to look for, and what is wrong, of elements that browsers make nothing of."""
    wanted = Counter(tag for tag, _ in written if tag in ELEMENTS)
    for tag in wanted - Counter(tag for tag, _ in read):
        message = (
            f"browsers do not read the element {quote(f'<{tag}>')} as it is written here; close "
            "every element that is open, and leave out what is not needed"
        )
        yield f"<{tag}", message


def _in_elements(elements: Iterable[_Element]) -> Iterator[tuple[str, str]]:
    """Yield a mark to look for, and what is wrong, of elements and their attributes."""
    for tag, attributes in elements:
        if embedded_address(tag, attributes.items()):
            continue
        if tag == "h1":
            yield "<h1", SECOND_TITLE
        elif tag not in ELEMENTS:
            yield (
                f"<{tag}",
                f"the element {quote(f'<{tag}>')} may not stand in a page; leave it out",
            )
        for name, value in attributes.items():
            if name in LOADING and FOREIGN.match(value):
                where = (
                    "lies on your own computer, where no reader sees it"
                    if ON_OWN_COMPUTER.match(value)
                    else "lies on another site, which readers' browsers must not ask"
                )
                message = f"{quote(value)} {where}; put the file into docs/, and link to it there"
                yield value, message
            elif tag in ELEMENTS:
                yield from _wrong_attribute(tag, name, value)
        if tag == "input" and attributes.get("type", "").lower() not in INPUTS:
            yield "<input", "a page may not ask readers to type something; leave the element out"


def _wrong_attribute(tag: str, name: str, value: str) -> Iterator[tuple[str, str]]:
    """Yield a mark to look for, and what is wrong, of an element that may stand in a page."""
    if name not in EVERYWHERE | ATTRIBUTES.get(tag, frozenset()):
        yield name, f"the attribute {quote(name)} may not stand in a page; delete it"
    elif name == "class" and (own := OWN_CLASSES.intersection(value.lower().split())):
        message = (
            f"the class {quote(min(own))} is kept for the site's own components; leave it "
            "out, and place a component as `<!-- @donate -->` where you want one"
        )
        yield min(own), message
    elif name == "class" and tag != "a" and "button" in value.lower().split():
        message = (
            f"only a link may look like a button, and {quote(f'<{tag}>')} is none; leave the class "
            "out, or place `<!-- @donate -->` or `<!-- @sign -->`"
        )
        yield "button", message
    elif name in ("colspan", "rowspan") and not SPAN.fullmatch(value):
        yield name, f"the attribute {quote(name)} may span at most 99 cells; make it smaller"
    elif name == "id" and value.lower() in OWN_PLACES:
        yield value, f"the site itself uses the place {quote(value)}; give it another name"


class _Written(HTMLParser):
    """The elements of HTML as they are written, and what is wrong with how they begin and end.

    The tree that browsers make does not show what they leave out or put elsewhere, as the
    attributes of a second <body>, or an end without a beginning, which would close an element of
    the page around it.
    """

    def __init__(self, html: str) -> None:
        super().__init__()
        self.elements: list[_Element] = []
        self.faults: list[tuple[str, str]] = []
        self._open: list[str] = []
        self.feed(html)
        self.close()
        for tag in sorted(ELEMENTS.intersection(self._open)):
            message = f"the element {quote(f'<{tag}>')} is never closed; write </{tag}> at its end"
            self.faults.append((f"<{tag}", message))

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        bare = {name for name, value in attrs if value is None}
        if tag in ELEMENTS and bare - _BARE and len(bare) == len(attrs):
            message = f"{quote(f'<{tag}')} begins an element; write &lt; for the sign itself"
            self.faults.append((f"<{tag}", message))
            return
        self.elements.append((tag, {name: value or "" for name, value in reversed(attrs)}))
        if tag not in OPTIONAL_ENDS:
            self._open.append(tag)

    def set_cdata_mode(self, *_: object, **__: object) -> None:
        """Read on: what stands in a script or a style is looked at as well."""

    def handle_endtag(self, tag: str) -> None:
        if tag in self._open:
            self._open.remove(tag)
        elif tag not in OPTIONAL_ENDS:
            message = f"{quote(f'</{tag}>')} ends an element that was never begun; leave it out"
            self.faults.append((f"</{tag}", message))

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)  # to browsers the slash means nothing
