"""Pages that MkDocs does not know: a long list's, and those of the letter's versions.

Reading Markdown and building a navigation for each would cost more than the rest of the site.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NamedTuple
from urllib.parse import quote

from campaign.output.build import Build
from campaign.output.output_files import OutputFile
from campaign.site.site import Site


class SourceFile(NamedTuple):
    """The editor's page that a made page belongs to."""

    src_uri: str


class MadeFront(NamedTuple):
    """What stands in place of a made page's front matter."""

    title: str
    description: str
    type: str


class MadePage(NamedTuple):
    """What a template asks of a page, for a page that MkDocs does not know."""

    url: str
    canonical_url: str | None
    title: str
    file: SourceFile
    meta: Mapping[str, str]
    is_homepage: bool = False


def made_page(
    build: Build,
    site: Site,
    addresses: Mapping[str, str],
    title: str,
    front_type: str,
    belongs_to: str,
    given: Mapping[str, Any],
) -> OutputFile:
    """Return a page, made with the template that is called as its type.

    `addresses` are its own in each language that has it, below the site's root, by their codes.
    `belongs_to` is the type of the editor's page that it belongs to, `given` what its template is
    given besides what that page was.
    """
    url, description = addresses[site.language], f"{title}. {site.campaign.name}"
    context = build.context_of(site, belongs_to) or {}
    context |= {
        **given,
        "page": MadePage(
            url,
            build.whole(url) if build.site_url else None,
            title,
            SourceFile(context["page"].file.src_uri),
            {"title": title, "description": description},
        ),
        "front": MadeFront(title, description, front_type),
        "choices": tuple(
            choice._replace(address=addresses[choice.code], is_same_page=True)
            if choice.code in addresses
            else choice._replace(is_same_page=False)
            for choice in context.get("choices", ())
        ),
        "translation": None,
        "structured_data": "",
    }
    html = build.environment_of(site).get_template(f"{front_type}.html").render(context)
    return OutputFile(f"{url}index.html", [build.marked(site, html, url)])


def moved_page(build: Build, site: Site, path: str, address: str, title: str) -> OutputFile:
    """Return a file in an old place that leads on, without a script, to a page at an address.

    GitHub Pages cannot redirect by its server. A small page names the new address to search
    engines (`rel=canonical`) and takes readers there at once (a refresh after 0 seconds, which
    search engines take for a redirect for good).
    """
    given = {
        "title": title,
        "canonical": build.whole(address) if build.site_url else "",
        "target": "../" * path.count("/") + quote(address, safe="/%") or "./",
    }
    html = build.environment_of(site).get_template("moved.html").render(given)
    return OutputFile(path, [build.marked(site, html, path.removesuffix("index.html"))])
