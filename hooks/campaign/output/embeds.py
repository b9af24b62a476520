"""What other sites show in a frame: the count with the latest signatories, and the tracker.

Each is one small page that loads nothing else. GitHub Pages sends no header against frames, and
a policy in a page cannot forbid them (`frame-ancestors` holds in headers only), so that a page
with this policy may be framed anywhere.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date
from heapq import nlargest
from typing import Any, NamedTuple

from campaign.content.paths import embed_path
from campaign.core import remembering
from campaign.core.inline_source import inline_source
from campaign.look.overrides import HEAD
from campaign.output.list_html import ListedPage, OutputFile, SourceFile, Template
from campaign.safety.css_scan import COMMENT
from campaign.signatories.signatories import Signatory, SignatoryList

BADGE = "badge.svg"
LIMIT = 15_000
"""Bytes of an embedded page, at most."""
LATEST = 5
"""Signatories beside the count."""
BLANKS = re.compile(r"\s+")


class Latest(NamedTuple):
    """Signatories beside the count."""

    signatories: tuple[Signatory, ...]
    is_dated: bool
    """Whether they are those who signed last; else they are the first of the list."""


@remembering.latest
def latest(signatories: SignatoryList, most: int = LATEST) -> Latest:
    """Return those who signed last, newest day first; where no day is known, the first ones."""
    signed = (s for s in signatories.all if s.signed)
    dated = nlargest(most, signed, key=lambda s: s.signed or date.min)
    if dated:
        return Latest(tuple(dated), True)
    first = signatories.select(first=True).all or signatories.all
    return Latest(first[:most], False)


def badge_path(folder: str = "") -> str:
    """Return the badge's address below the site's root; `folder` is that of its language."""
    return f"{folder}/{BADGE}" if folder else BADGE


def style_of(site_css: Iterable[str], own_css: str) -> str:
    """Return an embedded page's style: the colours at the top of the site's, then its own.

    `site_css` are the site's style sheet, and the campaign's own if there is one.
    """
    tokens = [found[0] for css in site_css if (found := HEAD.match(COMMENT.sub("", css)))]
    whole = f"{' '.join(tokens)} {COMMENT.sub('', own_css)}"
    return BLANKS.sub(" ", whole).replace("<", "").strip()


def as_much_as_fits(render: Callable[[int], str], most: int, limit: int = LIMIT) -> str:
    """Return what `render` makes of as many things as `limit` bytes hold; at most `most` of them.

    Of nothing at all it is returned whatever its size is.
    """
    best, low, high = render(most), 0, most
    if len(best.encode()) <= limit:
        return best
    best = render(0)
    while high - low > 1:
        middle = (low + high) // 2
        text = render(middle)
        if len(text.encode()) <= limit:
            best, low = text, middle
        else:
            high = middle
    return best


def embed_output(
    names: Iterable[str],
    template_of: Callable[[str], Template],
    context: Mapping[str, Any],
    *,
    base: str,
    source: str,
    style: str,
    most: Mapping[str, int],
) -> Iterator[OutputFile]:
    """Yield the embedded pages in one language.

    `template_of` gives a template by its name, in that language. `base` is the address below the
    site's root of the page that offers them, `source` its file below docs/. `most` says of how
    many things a page may tell.
    """
    for name in names:
        url = embed_path(base, name)
        template = template_of(f"embeds/{name}.html")
        page = ListedPage(url, None, "", SourceFile(source), {})
        given = {**context, "page": page, "style": style, "style_source": inline_source(style)}

        def render(
            shown: int, template: Template = template, given: Mapping[str, Any] = given
        ) -> str:
            return template.render({**given, "shown": shown})

        yield OutputFile(f"{url}index.html", [as_much_as_fits(render, most[name])])
