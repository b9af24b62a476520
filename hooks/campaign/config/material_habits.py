"""What people know from other sites of MkDocs and Material, and what does the same here."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping
from typing import Any

from campaign.config.yaml_text import YamlText
from campaign.core.problems import quote

_MENU = "write the menu below `nav:`, in the order in which it is to stand"
_DATES = "a demand says when it was looked at last (`reviewed:`), an update when it was changed"
_LANGUAGES = "write `languages:` below `campaign:`; a language's pages lie in docs/<code>/"
_CAMPAIGN_LOGO = "write `logo:` below `campaign:`, which the icon is made from too"
_WHOLE_TEXT = "write the text into the page itself"
_FORMULA = "a formula would need a script; write it in words, or place a picture of it"

INSTEAD: Mapping[str, str] = {
    "copyright": "each page's foot names `organizers:` and `licence:`, below `campaign:`",
    "draft_docs": "name the folder of drafts below `exclude_docs:`",
    "edit_uri": "whoever reads a page does not edit it; editors find it in the repository",
    "extra_css": "write rules of style into overrides/own.css",
    "extra_javascript": "every page works without scripts of a campaign's own",
    "extra_templates": "templates lie in overrides/",
    "remote_branch": "a workflow publishes the site",
    "remote_name": "a workflow publishes the site",
    "repo_name": "`repo_url:` is enough",
    "site_author": "write `organizers:` below `campaign:`",
    "site_description": "each page has a `description:` of its own",
    "use_directory_urls": "addresses have no ending, and need none",
    "validation": "links and the menu are always checked",
    "watch": "`campaign serve` looks at every file already",
    "extra.alternate": _LANGUAGES,
    "extra.analytics": "no page counts or follows its readers",
    "extra.consent": "no page sets a cookie, so that nobody needs to be asked",
    "extra.homepage": "the name at each page's top leads to the letter",
    "extra.social": "write links to other sites below `nav:`",
    "extra.version": "`campaign freeze` records the letter's versions",
    "theme.direction": "it follows from `language:`",
    "theme.favicon": _CAMPAIGN_LOGO,
    "theme.features": "the site has one menu, and search on a page of its own",
    "theme.font": "write `typefaces:` below `campaign:`",
    "theme.icon": _CAMPAIGN_LOGO,
    "theme.logo": _CAMPAIGN_LOGO,
    "theme.palette": "write `colours:` below `campaign:`",
    "theme.static_templates": "templates lie in overrides/",
    "autorefs": "link to the file and its heading, as [us](about.md#us)",
    "awesome-pages": _MENU,
    "blog": "news stands in docs/updates/",
    "exclude": "write `exclude_docs:`",
    "git-committers": "the campaign's `organizers:` stand on each page",
    "git-revision-date": _DATES,
    "git-revision-date-localized": _DATES,
    "glightbox": "a picture is shown as large as it fits",
    "htmlproofer": "links are checked already",
    "i18n": _LANGUAGES,
    "include-markdown": _WHOLE_TEXT,
    "literate-nav": _MENU,
    "macros": "nothing is filled in but components; a count is `<!-- @count -->`",
    "material/search": "readers can search already",
    "meta": "write the front matter into each page",
    "minify": "the build writes small files already",
    "optimize": "pictures are made small already",
    "print-site": "write `pdf: yes` below `campaign:`, and the letter can be printed",
    "privacy": "no page loads anything from another site",
    "redirects": "write `old_addresses:` into the front matter of the page that moved",
    "rss": "updates have a feed already",
    "section-index": _MENU,
    "social": "each page has a card for shared links already",
    "tags": "the groups of the list and the updates stand in for tags",
    "codehilite": "write `pymdownx.highlight`, or nothing: code is shown as it is",
    "extra": "tables, notes, footnotes and the like are read already",
    "markdown.extensions.extra": "tables, notes, footnotes and the like are read already",
    "mdx_math": _FORMULA,
    "mdx_truly_sane_lists": "lists are read as GitHub reads them already",
    "pymdownx.arithmatex": _FORMULA,
    "pymdownx.emoji": "write the sign itself, as 🙂",
    "pymdownx.snippets": _WHOLE_TEXT,
}  # fmt: skip
"""Settings (`theme.` and `extra.` with their names), plugins and extensions of Markdown."""

IN_FRONT_MATTER: Mapping[str, str] = {
    "author": "the campaign's `organizers:` stand on each page",
    "authors": "the campaign's `organizers:` stand on each page",
    "categories": "the updates' page lists what is new by its date",
    "comments": "the site takes no comments; `contact:` is where readers write",
    "date": "only an update (`type: update`, in docs/updates/) has a day",
    "draft": "move the file into a folder that `exclude_docs:` names in mkdocs.yml",
    "hide": "the site has one menu, which every page shows",
    "icon": "a page has no icon",
    "image": "a card for shared links is made of the page's own picture or words",
    "keywords": "search engines read the page itself",
    "lang": "a page's language follows from its folder, as docs/es/",
    "layout": "write `type:`, as `type: letter`",
    "nav_order": "the order is that of `nav:` in mkdocs.yml",
    "permalink": "the address is the file's name; former ones stand in `old_addresses:`",
    "published": "move the file into a folder that `exclude_docs:` names in mkdocs.yml",
    "redirect_from": "write `old_addresses:`",
    "slug": "the address is the file's name; former ones stand in `old_addresses:`",
    "social": "each page has a card for shared links already",
    "status": "only a demand has a status, that of the latest event of its `history:`",
    "tags": "the groups of the list and the updates stand in for tags",
    "template": "write `type:`, as `type: letter`",
    "weight": "the order is that of `nav:` in mkdocs.yml",
}
"""Keys of front matter that other sites read."""
_READ_BY_TEMPLATES = re.compile(r"\bextra\.(\w+)|\bextra\[['\"](\w+)")


def instead(name: str) -> str:
    """Return, as the end of a message, what does here what a setting or plugin does elsewhere."""
    remedy = INSTEAD.get(name) or INSTEAD.get(name.rpartition("/")[2])
    return f": {remedy}" if remedy else ""


def read_by_templates(texts: Collection[str]) -> frozenset[str]:
    """Return the keys below `extra:` that a campaign's own templates read."""
    return frozenset(
        name for text in texts for found in _READ_BY_TEMPLATES.findall(text) for name in found
    )


def without_effect(
    document: YamlText, used: Collection[str]
) -> Iterator[tuple[tuple[int, int], str]]:
    """Yield settings that MkDocs knows and no page shows; templates read those of `used`."""
    data: dict[str, Any] = document.data
    if str(data.get("strict", "true")).lower() not in ("true", "yes"):
        why = "every problem stops a build, so that 'strict' cannot be turned off; delete it"
        yield document.place(("strict",), key=True), why
    extra = data.get("extra")
    for key in extra if isinstance(extra, dict) else ():
        if key != "campaign" and key not in used:
            name = f"extra.{key}"
            why = f"the setting {quote(name)} has no effect here; delete it{instead(name)}"
            yield document.place(("extra", key), key=True), why
