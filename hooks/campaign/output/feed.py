"""The Atom feed of updates (RFC 4287): the same bytes for the same data."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any
from urllib.parse import urljoin, urlsplit

import jinja2
from markupsafe import Markup

from campaign.content.updates import UpdatesEntry
from campaign.output.build import Build
from campaign.output.output_files import OutputFile
from campaign.safety.html_allowlist import ATTRIBUTES, ELEMENTS
from campaign.site.site import Site

MOST_ENTRIES = 100
"""Entries of a feed: the newest ones."""
UNFIT = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""Characters that XML cannot hold."""
TAGS = ELEMENTS - {"input", "label"}
"""What a page may hold but for what tabs are made of, which need a style."""
_SCHEMES = frozenset(("http", "https", "mailto", "tel"))


def feed(build: Build, site: Site) -> Iterator[OutputFile]:
    """Yield the feed in one language, if that has a page of updates with an entry.

    Without the site's address there is none: a feed's addresses are whole.
    """
    template = build.template(site, "partials/atom.html")
    if path := str(template.globals["feed"]):
        entries = template.globals["timeline"]
        yield OutputFile(path, [atom(template, entries, build.contexts, build.whole)])


def atom(
    template: jinja2.Template,
    timeline: Sequence[UpdatesEntry],
    contexts: Mapping[str, Mapping[str, Any]],
    whole: Callable[[str], str],
) -> str:
    """Return the feed of what happened, newest first.

    `contexts` are what the pages of notes were given, by their paths; `whole` makes addresses
    whole.
    """
    text = template.render(
        entries=timeline[:MOST_ENTRIES],
        contexts=contexts,
        whole=whole,
        plain=plain_text,
        harmless=harmless_html,
    )
    return UNFIT.sub("", text)


def harmless_html(html: str, base: str) -> str:
    """Return HTML without anything that runs, with whole addresses in its links and pictures."""
    import nh3

    def attribute(_tag: str, name: str, value: str) -> str | None:
        if name not in ("href", "src"):
            return value
        # The sanitiser looks at the schemes before; nothing but these can come out of the join.
        whole = urljoin(base, value)
        return whole if urlsplit(whole).scheme in _SCHEMES else None

    return nh3.clean(
        html,
        tags=set(TAGS),
        attributes={"*": {"lang", "dir"}, **{tag: set(names) for tag, names in ATTRIBUTES.items()}},
        attribute_filter=attribute,
        clean_content_tags={"script", "style", "svg"},
        url_schemes=set(_SCHEMES),
        link_rel=None,
    ).strip()


def plain_text(markup: object) -> str:
    """Return what a template rendered as plain text: without tags, characters as such."""
    return Markup(markup).striptags()  # noqa: S704 - only read, and never shown as markup
