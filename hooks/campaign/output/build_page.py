"""What a page's template is given: its card, its structured data, and its components."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any
from urllib.parse import quote

from campaign.content.component_syntax import COMPONENTS, Placement
from campaign.i18n.languages import join_path
from campaign.output import presentation
from campaign.output.build import Build
from campaign.output.build_cards import want_card
from campaign.output.components import expand
from campaign.output.structured_data import Place, page_data, script_text
from campaign.site.site import SitePage


def for_machines(
    build: Build,
    context: Mapping[str, Any],
    canonical_url: str | None,
    source: SitePage,
    say: Callable[..., None],
) -> dict[str, Any]:
    """Return a page's card and its structured data, both of which need the page's address."""
    if not canonical_url:
        return {}
    site = build.site.site_of(source)
    card = want_card(build, site, source, context.get("demand"), say)
    original = source.translation and build.address(source.translation.source)
    place = Place(
        canonical_url,
        f"{build.site_url}{join_path(source.folder, '')}",
        site.language,
        f"{build.site_url}{card.path}" if card else "",
        logo=f"{build.site_url}{quote(logo.file)}" if (logo := site.campaign.logo) else "",
        original=original or "",
    )
    data = page_data(site, source, place)
    return {"card": card, "structured_data": script_text(data) if data else ""}


def expanded(
    build: Build, context: Mapping[str, Any], content: str, source: SitePage, *, lists: bool
) -> str:
    """Return a page's text with its lists, or else what stands in its sentences, in place."""

    def render(placement: Placement, inline: bool) -> str:
        site = build.site.site_of(source)
        template = build.environment_of(site).get_template(f"components/{placement.name}.html")
        extra = presentation.component_context(site, source, placement, inline=inline)
        return template.render({**context, **extra}).strip()

    return expand(
        content,
        render,
        only=lambda placement: COMPONENTS[placement.name].inline is not lists,
        keep_comments=not lists,
    )
