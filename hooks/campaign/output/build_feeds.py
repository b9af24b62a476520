"""Makes the feed of updates in each language."""

from __future__ import annotations

from collections.abc import Iterator

from campaign.output import presentation
from campaign.output.build import Build
from campaign.output.feed_output import feed_output
from campaign.output.list_html import OutputFile
from campaign.site.site import Site


def feed(build: Build, site: Site) -> Iterator[OutputFile]:
    """Yield the feed of updates in one language, if that has a page of updates."""
    url_of, site_url = build.url_of, build.site_url
    page, signed = presentation.updates_page(site), site.page_of("signatories")
    if page is None:
        return
    yield from feed_output(
        presentation.site_timeline(site),
        build.environment_of(site).get_template("partials/feed.html").module,  # type: ignore[arg-type]
        site.campaign,
        language=site.language,
        folder=site.folder,
        title=page.front.title,
        description=page.front.description,
        site_url=site_url,
        page=url_of(page.path) or "",
        signatories_page=url_of(signed.path) if signed else None,
        url_of=url_of,
        texts=build.notes,
    )
