"""A page of forms in which editors change a campaign in the browser: Sveltia CMS, and what it asks.

What each form asks follows from the models that read a page, as OPTIONS.md does. The program is no
part of the site: only whoever opens the page of forms loads it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import yaml

from campaign.cli.schemas import Key, keys_of
from campaign.config.configuration import Campaign
from campaign.content.pages import MODELS, Page
from campaign.core.files import write_text
from campaign.core.problems import Wrong
from campaign.site.checking import campaign_folder, load_campaign
from campaign.site.site import Site

PROGRAM = "https://unpkg.com/@sveltia/cms@0.221.1/dist/sveltia-cms.js"
INTEGRITY = "sha384-JQ+XsKx/UzwdTiNnFStza3XtqqQoVtyNPApkfvwlzZDfhe7giE9CnfQrpHqgv3k6"
INDEX = f"""\
<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="robots" content="noindex">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Edit this site</title>
</head>
<body>
<script src="{PROGRAM}" integrity="{INTEGRITY}" crossorigin="anonymous"></script>
</body>
</html>
"""
SEVERAL = ("demand", "update")
"""Types of which a campaign may begin new pages."""
_HEAD = "# Made of the campaign's files at each build: what is changed here is lost.\n"


def add_form_editor(configuration: Path, built: Path, environment: Mapping[str, str]) -> None:
    """Put the page of forms beside a built site, to which none of its pages leads.

    Raises `Wrong` where the repository is not known, or a page lies in its place.
    """
    site = load_campaign(campaign_folder(configuration)).site
    repository = environment.get("GITHUB_REPOSITORY") or (site.repository if site else "")
    if site is None or not repository:
        raise Wrong(
            "`form_editor` needs the repository; write `repo_url: https://github.com/OWNER/NAME` "
            "into mkdocs.yml"
        )
    folder = built / "admin"
    if folder.exists():
        raise Wrong("a page lies in admin/, where `form_editor` belongs; rename its file")
    asked = editor_configuration(site, repository)
    text = yaml.safe_dump(asked, allow_unicode=True, sort_keys=False, width=float("inf"))
    folder.mkdir()
    write_text(folder / "index.html", INDEX)
    write_text(folder / "config.yml", _HEAD + text)


def editor_configuration(site: Site, repository: str) -> dict[str, Any]:
    """Return Sveltia's configuration: a form a page, in every language."""
    return {
        "backend": {"name": "github", "repo": repository, "branch": "main"},
        # Each change is proposed as a pull request: nothing is published from the form itself.
        "publish_mode": "editorial_workflow",
        "media_folder": "docs/files",
        "public_folder": "/files",
        "editor": {"preview": False},
        "output": {"omit_empty_optional_fields": True},
        "collections": [
            *(collection for each in site.all_languages for collection in _collections(each)),
            {"name": "campaign", "label": "Campaign", "files": [_facts()]},
        ],
    }


def _collections(site: Site) -> Iterator[dict[str, Any]]:
    """Yield the forms of one language: of its pages, its demands and its updates."""
    suffix, said = (f"-{site.language}", f" ({site.language})") if site.main else ("", "")
    pages = [page for page in site.pages.values() if page.folder == site.folder]
    yield {
        "name": f"pages{suffix}",
        "label": f"Pages{said}",
        "files": [
            {
                "name": page.inner.removesuffix(".md").replace("/", "-"),
                "label": page.front.title,
                "file": f"docs/{page.path}",
                "fields": form_fields(page.front.type),
            }
            for page in pages
            if page.front.type not in SEVERAL
        ],
    }
    for kind in SEVERAL:
        folders = {page.path.rpartition("/")[0] for page in pages if page.front.type == kind}
        for number, folder in enumerate(sorted(folders)):
            yield {
                "name": f"{kind}s{suffix}{number or ''}",
                "label": f"{kind.capitalize()}s{said}",
                "label_singular": kind.capitalize(),
                "folder": f"docs/{folder}",
                "filter": {"field": "type", "value": kind},
                "create": site.main is None,
                "delete": False,
                "slug": "{{title}}",
                "fields": form_fields(kind),
            }


def form_fields(kind: str) -> list[dict[str, Any]]:
    """Return what the form of a type of page asks: what is its own, its text, and then the rest.

    The rest is what any page may say, and few do.
    """
    hidden = {"name": "type", "label": "Type", "widget": "hidden", "default": kind}
    own, rest = [hidden], list[dict[str, Any]]()
    for key in (each for each in keys_of(MODELS[kind]) if each.name != "type"):
        is_rare = key.name in Page.model_fields and not key.is_needed
        (rest if is_rare else own).append(_field(key))
    hint = "In Markdown, with components as comments."
    body = {"name": "body", "label": "Text", "hint": hint, "widget": "text", "required": False}
    return [*own, body, *rest]


def _facts() -> dict[str, Any]:
    """Return the form of `extra.campaign`; what else mkdocs.yml says stays as it is."""
    fields = [*map(_field, keys_of(Campaign))]
    for name in ("campaign", "extra"):
        fields = [{"name": name, "label": "Facts", "widget": "object", "fields": fields}]
    return {
        "name": "facts",
        "label": "The campaign's facts",
        "file": "mkdocs.yml",
        "format": "yaml",
        "fields": fields,
    }


def _field(key: Key) -> dict[str, Any]:
    field = {"name": key.name, "label": key.name.replace("_", " ").capitalize()}
    field["hint"] = key.part.get("description", "").replace("\n", " ")
    return field | _widget(key) | {"required": key.is_needed}


def _widget(key: Key) -> dict[str, Any]:
    """Return how a value is asked for."""
    if key.keys:
        fields = [*map(_field, key.keys)]
        if not key.is_list:
            return {"widget": "object", "fields": fields}
        one = key.entry["$ref"].rpartition("/")[2]
        return {"widget": "list", "label_singular": one, "fields": fields}
    if "enum" in key.entry:
        asked: dict[str, Any] = {"widget": "select", "options": key.entry["enum"]}
    else:
        asked = WIDGETS.get(key.entry.get("title", ""), {"widget": "string"})
    if key.is_list:
        return {"widget": "list", "field": {"name": "entry", "label": "Entry"} | asked}
    return asked


WIDGETS: Mapping[str, dict[str, Any]] = {
    "a whole number": {"widget": "number", "value_type": "int"},
    "yes or no": {"widget": "select", "options": ["yes", "no"]},
    "a day": {"widget": "datetime", "type": "date", "format": "YYYY-MM-DD"},
}
"""How a value is asked for that is no mere text, by the title of its type."""
