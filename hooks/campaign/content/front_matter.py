"""Front matter: the YAML between two lines of `---` at the top of a page."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import Any

from campaign.config.settings import IN_FRONT_MATTER
from campaign.config.validation import synonym, validate
from campaign.config.yaml_text import YamlText, read_yaml
from campaign.content.demands import is_demand_path
from campaign.content.pages import MODELS, PAGE_TYPES, Page
from campaign.content.updates import is_update_path
from campaign.core.problems import LineIndex, Problem, nearest, one_of, quote
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

    def refused(why: str, line: int, column: int) -> tuple[None, list[Problem]]:
        return None, [*problems, Problem(path, line, column, why, ABOUT_FRONT_MATTER)]

    if document.data is None:
        document = YamlText({}, document.values, document.keys)
    if not isinstance(document.data, dict):
        why = "the front matter must hold keys; write `title: …` on a line of its own"
        return refused(why, 2, 1)
    is_demand = is_demand_path(inner)
    if mistaken := _mistaken_for_type(document.data, is_demand=is_demand):
        key, kind = mistaken
        why = f"'{key}' is not known here; write `type: {kind}`"
        _, problems = refused(why, *document.place((key,), key=True))
        rest = {name: value for name, value in document.data.items() if name != key}
        document = replace(document, data=rest | {"type": kind})
    if "type" not in document.data and is_demand:
        why = "a page in docs/demands/ is a demand, but 'type' is missing; add `type: demand`"
        return refused(why, *document.place(()))
    if document.data.get("type") == "page" and "order" in document.data and is_demand:
        why = "these keys are a demand's, and 'type' is \"page\"; write `type: demand`"
        return refused(why, *document.place(("type",)))
    if "type" not in document.data and is_update_path(inner):
        why = (
            "a page in docs/updates/ is an update, but 'type' is missing; add `type: update` and "
            "`date: …`, or move the file to another folder"
        )
        return refused(why, *document.place(()))
    kind = document.data.get("type", "page")
    if kind not in PAGE_TYPES:
        return refused(f"'type' {_wrong_type(kind)}", *document.place(("type",)))
    model, found = validate(MODELS[kind], document, path, instead=IN_FRONT_MATTER)
    return model, problems + found


def _no_front_matter(text: str) -> str:
    """Say of a page that does not begin with front matter whether it stands further down."""
    if OPENING.match(text.lstrip()):
        what = "empty lines stand" if text[0] in "\r\n" else "a space stands"
        them = "them" if text[0] in "\r\n" else "it"
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


def _mistaken_for_type(data: dict[str, Any], *, is_demand: bool) -> tuple[str, str] | None:
    """Return the key in whose place `type` belongs, with the type of page that it means."""
    if "type" in data:
        return None
    known = {key for model in MODELS.values() for key in model.model_fields}
    for key, value in data.items():
        if key in known or not (synonym(key, ["type"], ()) or nearest(key, ["type"])):
            continue
        if value in PAGE_TYPES or is_demand:
            return key, "demand" if is_demand else value
    return None


def _wrong_type(kind: object) -> str:
    known = one_of(PAGE_TYPES)
    if not isinstance(kind, str):
        return f"is {'empty' if kind is None else 'a list or a mapping'}; write {known}"
    near = nearest(kind, PAGE_TYPES)
    suggestion = f"did you mean {quote(near)}? (known: {known})" if near else f"write {known}"
    return f"is {quote(kind)}; {suggestion}"
