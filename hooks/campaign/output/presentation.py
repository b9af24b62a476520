"""What templates are given of a page, and what search engines and the site's search read of it."""

from __future__ import annotations

import json
from collections.abc import Sequence
from html import escape
from typing import Any

from selectolax.lexbor import LexborHTMLParser

from campaign.content.demands import Demand, neighbours
from campaign.content.pages import Letter, Page
from campaign.content.reading import READING_KINDS, shelves
from campaign.content.updates import Note
from campaign.output.embeds import embed_names, latest
from campaign.site.site import Site, SitePage

SEARCHED = (
    "ask", "addressed_to", "met_when", "purpose", "gift_line", "subject", "note", "boilerplate",
)  # fmt: skip
"""Front matter that stands on its page as text, and that its Markdown does not hold."""


def page_context(site: Site, page: SitePage) -> dict[str, Any]:
    """Return what the template of one page is given besides the globals."""
    context: dict[str, Any] = {
        "front": page.front,
        "source": page.name,
        "placed": {placement.name for placement in page.placements},
        "translation": page.translation,
    }
    if page.front.type in ("demand", "update"):
        listed: Sequence[Demand | Note] = (
            site.demands if page.front.type == "demand" else site.notes
        )
        here = next(each for each in listed if each.path == page.path)
        before, after = neighbours(listed, here)
        context |= {page.front.type: here, "neighbours": {"previous": before, "next": after}}
    if page.front.type == "reading":
        kinds = [kind for kind in READING_KINDS if kind != "coverage" or not site.page_of(kind)]
        context["shelves"] = [shelf for kind in kinds for shelf in shelves(site.reading, kind)]
    if page.front.type == "coverage":
        context["shelves"] = shelves(site.reading, "coverage")
    if page.front.type == "embed":
        context |= {"embeds": embed_names(site), "latest": latest(site.signatories)}
    if page.front.type == "faq":
        context["questions"] = questions_of(page.made.html)
    if isinstance(page.front, Letter):
        context["own_version"] = site.versions.of_text(page.front.source_version)
    return context


def searchable(front: Page) -> str:
    """Return what front matter says in words, as HTML for the site's search to read.

    A dot parts one text from the next, since the search shows them in one line.
    """
    said = (getattr(front, name, None) for name in SEARCHED)
    return "".join(f"<p>{escape(text)} ·</p>" for text in said if text)


ESCAPES = {ord(c): f"\\u{ord(c):04x}" for c in "<>&'\u2028\u2029"}


def json_ld(written: str) -> str:
    """Return JSON-LD without what is empty in it, for a `<script>`; nothing if its graph is empty.

    Whatever its texts hold, neither `</script>` nor `<!--` can appear, nor a line end that
    JavaScript knows and JSON does not. (HTML Living Standard, "Restrictions for contents of script
    elements".)
    """
    data = json.loads(written)
    if not data["@graph"]:
        return ""
    text = json.dumps(_filled(data), ensure_ascii=False, separators=(",", ":"))
    return text.translate(ESCAPES)


def _filled(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _filled(inner) for key, inner in value.items() if inner not in (None, "", [])}
    return [_filled(inner) for inner in value] if isinstance(value, list) else value


def questions_of(html: str) -> list[tuple[str, str]]:
    """Return each heading of the second order in a page's HTML, with the text up to the next."""
    answers = dict[str, list[str]]()
    body = LexborHTMLParser(html).body
    for element in body.iter() if body else ():
        said = " ".join(element.text().split())
        if element.tag == "h2":
            answers[said] = []
        elif answers and said:
            answers[next(reversed(answers))].append(said)
    return [(question, " ".join(answer)) for question, answer in answers.items() if answer]
