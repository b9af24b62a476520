"""Pages that MkDocs does not know: a long list's, and those of the letter's versions.

Reading Markdown and building a navigation for each would cost more than the rest of the site.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from types import SimpleNamespace
from typing import Any
from urllib.parse import quote

from campaign.content.demands import neighbours
from campaign.content.fingerprint import differences
from campaign.content.versions import Versions
from campaign.output.build import Build
from campaign.output.list_pages import SEARCH, PagedList
from campaign.output.name_search import index_files
from campaign.output.output_files import OutputFile
from campaign.signatories.summary import facets
from campaign.site.site import Site


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
    url = addresses[site.language]
    said = {"title": title, "description": f"{title}. {site.campaign.name}"}
    context = build.context_of(site, belongs_to) or {}
    context |= {
        **given,
        "page": SimpleNamespace(
            url=url,
            canonical_url=build.whole(url) if build.site_url else None,
            title=title,
            file=context["page"].file,
            meta=said,
        ),
        "front": SimpleNamespace(**said, type=front_type),
        "choices": tuple(
            choice._replace(address=addresses[choice.code], is_same_page=True)
            if choice.code in addresses
            else choice._replace(is_same_page=False)
            for choice in context.get("choices", ())
        ),
        "translation": None,
    }
    html = build.template(site, f"{front_type}.html").render(context)
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
    html = build.template(site, "moved.html").render(given)
    return OutputFile(path, [build.marked(site, html, path.removesuffix("index.html"))])


def version_files(build: Build) -> Iterator[OutputFile]:
    """Yield a page for each recorded version of the letter in each language.

    The words are the main language's.
    """
    main = build.site
    wording = main.wording(build.folder) if main.versions.entries else None
    if main.page_of("letter") is None or wording is None:
        return
    languages = [each for each in main.all_languages if build.context_of(each, "letter")]
    bases = {site.language: site.versions_base for site in languages}
    for shown in version_pages(main.versions, wording.text):
        version = shown["version"]
        addresses = {code: f"{base}{version.number}/" for code, base in bases.items()}
        for site in languages:
            title = str(build.words(site).version_title(version))
            yield made_page(build, site, addresses, title, "version", "letter", {"shown": shown})


def version_pages(versions: Versions, words_now: str) -> Iterator[dict[str, Any]]:
    """Yield what the page of each version shows, oldest first; `words_now` are the latest one's.

    Its `paragraphs` begin with its title, its `differences` are those from the version before.
    """
    texts = {**versions.texts}
    if versions.latest:
        texts[versions.latest.number] = words_now
    for version in versions.entries:
        text = texts[version.number]
        before, after = neighbours(versions.entries, version)
        yield {
            "version": version,
            "previous": before,
            "next": after,
            "paragraphs": [" ".join(p.split()) for p in text.split("\n\n") if p.strip()],
            "differences": differences(texts[before.number], text) if before else (),
        }


def long_list_files(build: Build) -> Iterator[OutputFile]:
    """Yield every file of a list that is too long for one page."""
    paged = build.paged
    if paged is None:
        return
    sites = [s for s in build.site.all_languages if build.context_of(s, "signatories")]
    bases = {site.language: build.list_base(site) for site in sites}
    yield from _list_pages(build, paged, sites, bases)
    for site in sites:  # from former addresses to the page that holds the names
        for old, page in (moved for section in paged.sections for moved in section.moved):
            base, title = bases[site.language], build.words(site).list_page_title(page)
            yield moved_page(build, site, f"{base}{old}index.html", f"{base}{page.path}", title)
    everybody, name_of = build.site.signatories.all, build.words(build.site).section_name
    pages = [(cut.start + page.start, page.path) for cut in paged.sections for page in cut.pages]
    headings = [(cut.start, name_of(cut.section).unescape()) for cut in paged.sections]
    for path, pieces in index_files(everybody, pages, headings, facets(everybody)):
        yield OutputFile(f"{bases[build.site.language]}{SEARCH}{path}", pieces)


def _list_pages(
    build: Build, paged: PagedList, sites: list[Site], bases: Mapping[str, str]
) -> Iterator[OutputFile]:
    """Yield every page of the list in each language."""
    for section in paged.sections:
        has_affiliations = section.section.has_affiliations  # one look through all of them
        for page in section.pages:
            before, after = neighbours(section.pages, page)
            given = {
                "list_page": page,
                "listed": page.section.signatories[page.start : page.stop],
                "has_affiliations": has_affiliations,
                "letters": section.letters,
                "within": section.within(page),
                "previous": before,
                "next": after,
            }
            addresses = {code: f"{base}{page.path}" for code, base in bases.items()}
            for site in sites:
                title = build.words(site).list_page_title(page).unescape()
                given["base"] = bases[site.language]
                yield made_page(build, site, addresses, title, "list_page", "signatories", given)
