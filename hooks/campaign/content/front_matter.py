"""Front matter: the YAML between two lines of `---` at the top of a page."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import Any

from campaign.config.settings import IN_FRONT_MATTER
from campaign.config.validation import synonym, validate
from campaign.config.yaml_text import read_yaml
from campaign.content.demands import is_demand_path
from campaign.content.pages import MODELS, PAGE_TYPES, Page
from campaign.content.updates import is_update_path
from campaign.core.problems import LineIndex, Problem, did_you_mean, nearest, one_of, quote
from campaign.core.topics import ABOUT_FRONT_MATTER

OPENING = re.compile(r"---[ \t]*(?:\r\n|\n|\r)")
_OTHER_DASHES = re.compile(r"\s*-*[\u2010-\u2015][-\u2010-\u2015]*[ \t]*\r?\n")
_FURTHER_DOWN = re.compile(r"^---[ \t]*\r?\n(?:type|title|description):", re.MULTILINE)
CLOSING = re.compile(r"^(?:---|\.\.\.)[ \t]*$(?:\r\n|\n|\r)?", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class SplitPage:
    """A page's YAML and its Markdown, with the line of the file at which the Markdown begins."""

    yaml: str | None
    markdown: str
    markdown_line: int

    def place(self, offset: int) -> tuple[int, int]:
        """Return the line and column in the file of what stands at an offset of the Markdown."""
        line, column = LineIndex(self.markdown).place(offset)
        return line + self.markdown_line - 1, column


def split_page(text: str, path: str) -> tuple[SplitPage, list[Problem]]:
    """Split a page at its front matter; a block that is never closed is a problem."""
    opening = OPENING.match(text)
    if not opening:
        return SplitPage(None, text, 1), []
    # `$` knows only \n as a line end; the other two are a single character longer or shorter.
    body = text[opening.end() :]
    closing = CLOSING.search(body.replace("\r\n", " \n").replace("\r", "\n"))
    if not closing:
        why = "the front matter is never closed; write a line of --- below its last entry"
        return SplitPage(None, "", 1), [Problem(path, 1, 1, why, ABOUT_FRONT_MATTER)]
    line, _ = LineIndex(text).place(opening.end() + closing.end())
    return SplitPage(body[: closing.start()], body[closing.end() :], line), []


def read_front_matter(
    page: SplitPage, path: str, inner: str = ""
) -> tuple[Page | None, list[Problem]]:
    """Return the page's typed front matter, or None and every problem in it.

    `inner` is the page's path within its language's folder: some folders hold one type of page.
    """
    if page.yaml is None:
        return None, [Problem(path, 1, 1, _no_front_matter(page.markdown), ABOUT_FRONT_MATTER)]
    document, problems = read_yaml(page.yaml, path, first_line=2)
    if problems and not document.values:
        return None, problems
    data = {} if document.data is None else document.data
    if not isinstance(data, dict):
        why = "the front matter must hold keys; write `title: …` on a line of its own"
        return None, [*problems, Problem(path, 2, 1, why, ABOUT_FRONT_MATTER)]
    kind, key, why = _type_of(data, inner)
    if why:
        at = (key,) if key else ()
        is_key = key not in ("", "type")
        problems.append(document.problem(why, *at, key=is_key, topic=ABOUT_FRONT_MATTER))
    if kind is None:
        return None, problems
    if why:  # the key stands in the place of `type`
        data = {name: value for name, value in data.items() if name != key} | {"type": kind}
    document = replace(document, data=data)
    model, found = validate(MODELS[kind], document, instead=IN_FRONT_MATTER)
    return model, problems + found


def _type_of(data: dict[str, Any], inner: str) -> tuple[str | None, str, str]:
    """Return a page's type, None if it cannot be told, and what is wrong: at which key, and why."""
    is_demand, known = is_demand_path(inner), one_of(PAGE_TYPES)
    if "type" not in data:
        keys = {key for model in MODELS.values() for key in model.model_fields}
        for key, value in data.items():
            is_meant = key not in keys and (synonym(key, ["type"], ()) or nearest(key, ["type"]))
            if is_meant and (value in PAGE_TYPES or is_demand):
                kind = "demand" if is_demand else value
                return kind, key, f"'{key}' is not known here; write `type: {kind}`"
        if is_demand:
            why = "a page in docs/demands/ is a demand, but 'type' is missing; add `type: demand`"
            return None, "", why
        if is_update_path(inner):
            why = (
                "a page in docs/updates/ is an update, but 'type' is missing; add `type: update` "
                "and `date: …`, or move the file to another folder"
            )
            return None, "", why
    kind = data.get("type", "page")
    if kind == "page" and "order" in data and is_demand:
        why = "these keys are a demand's, and 'type' is \"page\"; write `type: demand`"
    elif kind in PAGE_TYPES:
        return kind, "", ""
    elif not isinstance(kind, str):
        why = f"'type' is {'empty' if kind is None else 'a list or a mapping'}; write {known}"
    else:
        remedy = did_you_mean(kind, PAGE_TYPES)
        also = "" if known in remedy else f" (known: {known})"
        why = f"'type' is {quote(kind)}; {remedy}{also}"
    return None, "type", why


def _no_front_matter(text: str) -> str:
    """Say of a page that does not begin with front matter whether it stands further down."""
    if OPENING.match(text.lstrip()):
        what, them = "a space stands", "it"
        if text[0] in "\r\n":
            what, them = "empty lines stand", "them"
        return f"{what} above the front matter; delete {them}, so that --- is the first line"
    if _OTHER_DASHES.match(text):
        return (
            "the first line holds dashes of another kind, as word processors make them; write "
            "three hyphens: ---"
        )
    if _FURTHER_DOWN.search(text):
        return (
            "text stands above the front matter; move it below the second line of ---, so that "
            "--- is the first line"
        )
    return (
        "the page has no front matter; begin it with a line of ---, then `title: …` and "
        "`description: …`, then a line of ---"
    )
