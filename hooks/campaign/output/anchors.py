"""Links to a place within a page: each place must be there."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Set
from typing import NamedTuple

import jinja2
from jinja2 import meta

from campaign.content.links import place_of_link
from campaign.content.markdown_text import without_code
from campaign.core.problems import Problem, Problems
from campaign.output import presentation
from campaign.output.build import Build

ANCHOR = re.compile(r'\bid="([\w-]+)"')


def template_anchors(environment: jinja2.Environment, name: str | None) -> set[str]:
    """Return the places (`id`) that a template and all that it includes can make."""
    anchors: set[str] = set()
    wanted, seen = [name] if name else [], set[str]()
    while wanted:
        current = wanted.pop()
        if current in seen or environment.loader is None:
            continue
        seen.add(current)
        source, _, _ = environment.loader.get_source(environment, current)
        anchors.update(ANCHOR.findall(source))
        found = meta.find_referenced_templates(environment.parse(source))
        wanted.extend(template for template in found if template)
    return anchors


class AnchorLinks(NamedTuple):
    """The links from one page to places within another."""

    source: str
    """The page's file, from docs/."""
    target: str
    present: Set[str] | None
    """The places that Markdown made in the target; None where they are not known."""
    links: Mapping[str, str]
    """The links as they are written, by their places."""


def broken_anchors(build: Build, env: jinja2.Environment, found: Iterable[AnchorLinks]) -> Problems:
    """Return a problem for every link to a place that a page does not have."""
    problems = Problems()
    for each in found:
        source = build.site.page_at(each.source)
        if source is None:
            continue
        for anchor, link in each.links.items():
            if each.present is None or anchor in each.present:
                continue
            front = led.front if (led := build.site.page_at(each.target)) else None
            template = presentation.TEMPLATES[front.type] if front else None
            if anchor in template_anchors(env, template):
                continue
            visible = without_code(source.markdown)
            place = place_of_link(visible, link, source.markdown_line)
            known = ", ".join(f"#{name}" for name in sorted(each.present)) or "none"
            shown = build.folder.shown(build.folder.docs / source.path)
            problems.extend([Problem(shown, *place, f'the link "{link}" leads to a place that '
                             f"the page does not have; its places are: {known}")])  # fmt: skip
    return problems
