"""Raw HTML in Markdown: what runs, frames, redirects, swallows or loads is refused."""

from __future__ import annotations

import re
from html.parser import HTMLParser

from .problems import LineIndex, Problem, quote

REFUSED = frozenset(
    "applet base body button dialog embed fencedframe form frame frameset head html iframe link "
    "main math meta noembed noframes noscript object plaintext portal script select slot style "
    "svg template textarea title xmp".split()
)
"""Elements that can run or load something, or change more than the place where they stand."""
REFUSED_ATTRIBUTES = frozenset("hidden inert is ping popover srcdoc style".split())
LOADING = frozenset(("img", "audio", "video", "source", "track", "input"))
SOURCES = frozenset(("src", "srcset", "poster"))
FOREIGN = re.compile(r"\s*(?:[a-z][a-z0-9+.-]*:|[/\\]{2})", re.IGNORECASE)


def check_raw_html(html: str, markdown: str, shown: str, first_line: int) -> list[Problem]:
    """Return a problem for each element or attribute in a page's HTML that may not stand there.

    `html` is what Markdown made of `markdown`, which begins in `first_line` of the file `shown`.
    """
    reader = _Reader()
    reader.feed(html)
    reader.close()
    lines = LineIndex(markdown)
    problems = []
    for mark, message in dict.fromkeys(reader.found):
        found = re.search(re.escape(mark), markdown, re.IGNORECASE)
        line, column = lines.place(found.start() if found else 0)
        problems.append(Problem(shown, line + first_line - 1, column, message))
    return problems


class _Reader(HTMLParser):
    """Reads HTML as written; keeps each mark to look for, and what is wrong with it."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[tuple[str, str]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in REFUSED:
            message = f"the element {quote(f'<{tag}>')} may not stand in a page; leave it out"
            self.found.append((f"<{tag}", message))
        for name, value in attrs:
            if name in REFUSED_ATTRIBUTES or name.startswith("on"):
                message = f"the attribute {quote(name)} may not stand in a page; delete it"
                self.found.append((name, message))
            elif tag in LOADING and name in SOURCES and FOREIGN.match(value or ""):
                message = (
                    f"{quote(value)} lies on another site, which readers' browsers must not ask; "
                    "put the file into docs/, and link to it there"
                )
                self.found.append((value or "", message))

    handle_startendtag = handle_starttag
