"""Front matter: the YAML between two lines of `---` at the top of a page."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import Any

from campaign.config.material_habits import IN_FRONT_MATTER
from campaign.config.validation import synonym, validate
from campaign.config.yaml_text import YamlText, read_yaml
from campaign.content.pages import MODELS, PAGE_TYPES, AnyPage
from campaign.core.problems import Problem, nearest, one_of, quote
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


def split_page(text: str, path: str) -> tuple[SplitPage, list[Problem]]:
    """Split a page at its front matter; a block that is never closed is a problem."""
    opening = OPENING.match(text)
    if not opening:
        return SplitPage(None, text, 1), []
    # `$` knows only \n as a line end; the other two are a single character longer or shorter.
    body = text[opening.end() :]
    closing = CLOSING.search(body.replace("\r\n", " \n").replace("\r", "\n"))
    if not closing:
        problem = Problem(
            path,
            1,
            1,
            "the front matter is never closed; write a line of --- below its last entry",
            ABOUT_FRONT_MATTER,
        )
        return SplitPage(None, "", 1), [problem]
    before = text[: opening.end() + closing.end()]
    lines = len(re.findall(r"\r\n|\n|\r", before))
    return SplitPage(body[: closing.start()], body[closing.end() :], lines + 1), []


def read_front_matter(
    page: SplitPage, path: str, *, is_demand: bool = False, is_update: bool = False
) -> tuple[AnyPage | None, list[Problem]]:
    """Return the page's typed front matter, or None and every problem in it.

    `is_demand`, `is_update`: the page lies where only demands, or only updates, may lie.
    """
    if page.yaml is None:
        return None, [Problem(path, 1, 1, _no_front_matter(page.markdown), ABOUT_FRONT_MATTER)]
    document, problems = read_yaml(page.yaml, path, first_line=2)
    if problems and not document.values:
        return None, problems
    if document.data is None:
        document = YamlText({}, document.values, document.keys)
    if not isinstance(document.data, dict):
        message = "the front matter must hold keys; write `title: …` on a line of its own"
        return None, [*problems, Problem(path, 2, 1, message, ABOUT_FRONT_MATTER)]
    if mistaken := _mistaken_for_type(document.data, is_demand=is_demand):
        key, kind = mistaken
        message = f"'{key}' is not known here; write `type: {kind}`"
        problems = [
            *problems,
            Problem(path, *document.place((key,), key=True), message, ABOUT_FRONT_MATTER),
        ]
        rest = {name: value for name, value in document.data.items() if name != key}
        document = replace(document, data=rest | {"type": kind})
    if "type" not in document.data and is_demand:
        message = "a page in docs/demands/ is a demand, but 'type' is missing; add `type: demand`"
        return None, [*problems, Problem(path, *document.place(()), message, ABOUT_FRONT_MATTER)]
    if "type" not in document.data and is_update:
        message = (
            "a page in docs/updates/ is an update, but 'type' is missing; add `type: update` and "
            "`date: …`, or move the file to another folder"
        )
        return None, [*problems, Problem(path, *document.place(()), message, ABOUT_FRONT_MATTER)]
    kind = document.data.get("type", "page")
    if kind not in PAGE_TYPES:
        message = f"'type' {_wrong_type(kind)}"
        return None, [
            *problems,
            Problem(path, *document.place(("type",)), message, ABOUT_FRONT_MATTER),
        ]
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
