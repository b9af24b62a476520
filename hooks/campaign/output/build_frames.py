"""Makes what other sites show of this one: the badge, and pages for a frame."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from html import unescape
from typing import Any

import jinja2

from campaign.i18n.formats import Formats
from campaign.look import overrides as own_look
from campaign.look.css_tokens import drawn_colours
from campaign.look.overrides import STYLE as OWN_STYLE
from campaign.look.overrides import winner
from campaign.output import presentation
from campaign.output.badge import badge
from campaign.output.build import EMBEDS, OWN, Build
from campaign.output.embeds import badge_path, embed_output, style_of
from campaign.output.list_html import OutputFile
from campaign.site.site import Site


def embeds(build: Build, site: Site) -> Iterator[OutputFile]:
    """Yield what other sites show of a site in one language: the badge, and pages for a frame."""
    overrides, templates = build.overrides, build.environment_of(site)
    css = build.style()
    yield badge_file(site, templates, css, site.folder)
    page = site.page_of("embed")
    if page and page.folder == site.folder:
        sheet, own_sheet = overrides / own_look.STYLE_SHEET, overrides / OWN / OWN_STYLE
        site_css = [own_look.coloured(sheet.read_text(encoding="utf-8"), *build.colours)]
        if own_sheet.is_file():
            site_css.append(own_sheet.read_text(encoding="utf-8"))
        own = winner(overrides, f"{EMBEDS}style.css").read_text(encoding="utf-8")
        context = build.embed_contexts[page.path]
        yield from embed_files(site, templates, context, style_of(site_css, own))


def embed_files(
    site: Site, environment: jinja2.Environment, context: Mapping[str, Any], styles: str
) -> Iterator[OutputFile]:
    """Yield the pages that other sites embed, in one language.

    `context` is what the page was given that offers them; `styles` is their style.
    """
    page = site.page_of("embed")
    if page is None:
        return
    yield from embed_output(
        presentation.embed_names(site),
        environment.get_template,
        context,
        base=context["page"].url,
        source=page.path,
        style=styles,
        most={"count": len(context["latest"].signatories), "tracker": len(site.demands)},
    )


def badge_file(
    site: Site, environment: jinja2.Environment, css: str, folder: str = ""
) -> OutputFile:
    """Return the badge in one language, in the colours at the top of the site's style sheet.

    `folder` is the language's own below the site's root.
    """
    words: Any = environment.get_template("partials/words.html").module
    direction = Formats(site.language).locale.text_direction
    label, message = str(words.badge_label()), str(words.total(site.signatories.count))
    colours, _ = drawn_colours(css)
    given = {
        "badge": badge(unescape(label), unescape(message), direction),
        "colours": colours,
    }
    template = environment.get_template("embeds/badge.html")
    return OutputFile(badge_path(folder), [template.render(given)])
