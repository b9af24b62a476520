"""What other sites show in a frame: the count with the latest signatories, and the tracker.

Each is one small page that loads nothing else. GitHub Pages sends no header against frames, and
a policy in a page cannot forbid them (`frame-ancestors` holds in headers only), so that a page
with this policy may be framed anywhere.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import date
from heapq import nlargest
from types import SimpleNamespace
from typing import NamedTuple

from campaign.content.paths import EMBEDDED
from campaign.look.overrides import HEAD
from campaign.look.overrides import STYLE as OWN_STYLE
from campaign.output.build import Build
from campaign.output.output_files import OutputFile, first_within
from campaign.safety.built_site_check import inline_source
from campaign.safety.css_scan import CSS_COMMENT
from campaign.signatories.signatories import Signatory, SignatoryList
from campaign.site.site import Site

LIMIT = 15_000
"""Bytes of an embedded page, at most."""
LATEST = 5
"""Signatories beside the count."""
_BLANKS = re.compile(r"\s+")


class Latest(NamedTuple):
    """Signatories beside the count."""

    signatories: tuple[Signatory, ...]
    is_dated: bool
    """Whether they are those who signed last; else they are the first of the list."""


def latest(signatories: SignatoryList, most: int = LATEST) -> Latest:
    """Return those who signed last, newest day first; where no day is known, the first ones."""
    signed = (s for s in signatories.all if s.signed)
    dated = nlargest(most, signed, key=lambda s: s.signed or date.min)
    if dated:
        return Latest(tuple(dated), True)
    first = signatories.select(first=True).all or signatories.all
    return Latest(first[:most], False)


def embed_names(site: Site) -> tuple[str, ...]:
    """Return which pages other sites can embed: those of which there is something to show."""
    shown = {"count": site.page_of("letter"), "tracker": site.page_of("letter") and site.demands}
    return tuple(name for name in EMBEDDED if shown[name])


def style_of(site_css: Iterable[str], own_css: str) -> str:
    """Return an embedded page's style: the colours at the top of the site's, then its own.

    `site_css` are the site's style sheet, and the campaign's own if there is one.
    """
    tokens = [found[0] for css in site_css if (found := HEAD.match(CSS_COMMENT.sub("", css)))]
    whole = f"{' '.join(tokens)} {CSS_COMMENT.sub('', own_css)}"
    return _BLANKS.sub(" ", whole).replace("<", "").strip()


def embeds(build: Build, site: Site) -> Iterator[OutputFile]:
    """Yield the pages that other sites embed, in one language."""
    context = build.context_of(site, "embed")
    if context is None:
        return
    templates, own = build.templates, build.templates.own / OWN_STYLE
    site_css = [build.style, own.read_text(encoding="utf-8") if own.is_file() else ""]
    style = style_of(site_css, templates.winner("embeds/style.css").read_text(encoding="utf-8"))
    most = {"count": len(context["latest"].signatories), "tracker": len(site.demands)}
    for name in embed_names(site):
        url = f"{context['page'].url}{name}/"
        template = build.template(site, f"embeds/{name}.html")
        given = {
            **context,
            "page": SimpleNamespace(url=url, canonical_url=None, file=context["page"].file),
            "style": style,
            "style_source": inline_source(style),
        }
        texts = (
            build.marked(site, template.render({**given, "shown": shown})).encode()
            for shown in range(most[name], -1, -1)
        )
        yield OutputFile(f"{url}index.html", first_within(LIMIT, texts))
