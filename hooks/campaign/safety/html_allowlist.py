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

_Mark = tuple[str, tuple[tuple[str, str], ...]]


def without_html_comments(html: str) -> str:
    """Return a page's HTML without comments, as it is published."""
    return COMMENT.sub("", html)


def check_raw_html(html: str, markdown: str) -> Iterator[tuple[int, str]]:
    """Yield an offset in a page's Markdown, and a message, for what may not stand in its HTML.

    `html` is what Markdown made of it, without comments.
    """
    turned = [
        ("&#", f"the text holds the invisible character {quote(found)}; delete it")
        for found in dict.fromkeys(TURNED.findall(unescape(html)))
    ]
    written = _read(html)
    found = dict.fromkeys((*turned, *written.found))
    if "<!--" in html:
        found["<!--", "a comment is never closed; write --> where it ends"] = None
    if pasted := _WORD.search(markdown):
        yield (
            pasted.start(),
            "this was pasted from a word processor, with its own signs of style; delete it, and "
            "paste it as plain text (Ctrl+Shift+V)",
        )
        return
    if not (found or written.embedded):
        found = dict.fromkeys(_taken_out(html, written))
    for mark, message in found:
        match = re.search(re.escape(mark), markdown, re.IGNORECASE)
        yield match.start() if match else 0, message
    yield from _embedded(written.embedded, markdown)


def _embedded(found: list[tuple[str, str]], markdown: str) -> Iterator[tuple[int, str]]:
    """Yield the first element of each piece of another site, which often consists of several."""
    before = None
    for address, message in found:
        at = max(markdown.find(address), 0)
        begin = max(markdown.rfind("<", 0, at), 0)
        if before is None or re.search(r"\n\s*\n", markdown[before:begin]) or begin < before:
            yield begin, message
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


def _taken_out(html: str, written: _Written) -> Iterator[tuple[str, str]]:
    """Yield what a browser reads otherwise than it is written, for which nh3 would change it."""
    kept = _read(_CLEANER.clean(html))
    for tag, attributes in Counter(written.marks) - Counter(kept.marks):
        named = "".join(f" {name}" for name, _ in attributes)
        message = (
            f"browsers do not read the element {quote(f'<{tag}{named}>')} as it is written here; "
            "close every element that is open, and leave out what is not needed"
        )
        yield f"<{tag}", message


def _read(html: str) -> _Written:
    reader = _Written()
    reader.feed(html)
    reader.close()
    return reader


def _wrong_attributes(tag: str, attributes: list[tuple[str, str]]) -> Iterator[tuple[str, str]]:
    """Yield a mark to look for, and what is wrong, of an element that may stand in a page."""
    known = EVERYWHERE | ATTRIBUTES.get(tag, frozenset())
    for name, value in attributes:
        if name in LOADING and FOREIGN.match(value):
            continue  # told of every element
        if name not in known:
            yield name, f"the attribute {quote(name)} may not stand in a page; delete it"
        elif name == "class" and (own := OWN_CLASSES.intersection(value.lower().split())):
            message = (
                f"the class {quote(min(own))} is kept for the site's own components; leave it "
                "out, and place a component as `<!-- @donate -->` where you want one"
            )
            yield min(own), message
        elif name == "class" and tag != "a" and "button" in value.lower().split():
            yield (
                "button",
                (
                    f"only a link may look like a button, and {quote(f'<{tag}>')} is none; leave "
                    "the class out, or place `<!-- @donate -->` or `<!-- @sign -->`"
                ),
            )
        elif name in ("colspan", "rowspan") and not SPAN.fullmatch(value):
            yield name, (f"the attribute {quote(name)} may span at most 99 cells; make it smaller")
        elif name == "id" and value.lower() in OWN_PLACES:
            yield value, f"the site itself uses the place {quote(value)}; give it another name"
    if tag == "input" and (dict(attributes).get("type") or "").lower() not in INPUTS:
        yield "<input", "a page may not ask readers to type something; leave the element out"


class _Written(HTMLParser):
    """Reads HTML as it is written; keeps each mark to look for, and what is wrong with it.

    A tree, as browsers and selectolax make it, does not show what they leave out or put elsewhere,
    as the attributes of a second <body>, or an end without a beginning, which would close an
    element of the page around it. So tags are read one by one, and compared with what nh3 keeps.
    """

    def __init__(self) -> None:
        super().__init__()
        self.found: list[tuple[str, str]] = []
        self.embedded: list[tuple[str, str]] = []
        """Addresses of what other sites show, each with what is to be said of it."""
        self.marks: list[_Mark] = []
        self._open: Counter[str] = Counter()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        attributes = [(name, value or "") for name, value in attrs]
        if foreign := embedded_address(tag, attributes):
            self.embedded.append((foreign, _not_embedded(tag, foreign)))
            self.marks.append((tag, tuple(sorted(attributes))))
            self._open[tag] += 1
            return
        bare = {name for name, value in attrs if value is None} - _BARE
        if tag in ELEMENTS and bare and all(value is None for _, value in attrs):
            found = f"<{tag}"
            message = f"{quote(found)} begins an element; write &lt; for the sign itself"
            self.found.append((found, message))
            return
        for name, value in attributes:
            if name in LOADING and FOREIGN.match(value):
                where = (
                    "lies on your own computer, where no reader sees it"
                    if ON_OWN_COMPUTER.match(value)
                    else "lies on another site, which readers' browsers must not ask"
                )
                message = f"{quote(value)} {where}; put the file into docs/, and link to it there"
                self.found.append((value, message))
        if tag in ELEMENTS:
            self.found += _wrong_attributes(tag, attributes)
        elif tag == "h1":
            self.found.append(("<h1", SECOND_TITLE))
        else:
            message = f"the element {quote(f'<{tag}>')} may not stand in a page; leave it out"
            self.found.append((f"<{tag}", message))
        if tag != "tbody":  # browsers add it
            self.marks.append((tag, tuple(sorted(attributes))))
        if tag not in OPTIONAL_ENDS:
            self._open[tag] += 1

    def set_cdata_mode(self, *_: object, **__: object) -> None:
        """Read on: what stands in a script or a style is looked at as well."""

    def handle_endtag(self, tag: str) -> None:
        if tag in OPTIONAL_ENDS:
            return
        self._open[tag] -= 1
        if self._open[tag] < 0:
            self._open[tag] = 0
            message = f"{quote(f'</{tag}>')} ends an element that was never begun; leave it out"
            self.found.append((f"</{tag}", message))

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)  # to browsers the slash means nothing

    def close(self) -> None:
        super().close()
        for tag in sorted(ELEMENTS & (+self._open).keys()):
            message = f"the element {quote(f'<{tag}>')} is never closed; write </{tag}> at its end"
            self.found.append((f"<{tag}", message))

    def handle_decl(self, decl: str) -> None:
        self.found.append(("<!", f"{quote(f'<!{decl}>')} may not stand in a page; leave it out"))

    def unknown_decl(self, data: str) -> None:
        self.found.append(("<![", f"{quote(f'<![{data}')} may not stand in a page; leave it out"))

    def handle_pi(self, data: str) -> None:
        self.found.append(("<?", f"{quote(f'<?{data}')} may not stand in a page; leave it out"))
