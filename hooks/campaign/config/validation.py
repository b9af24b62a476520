"""Validates what YAML holds against a model, and says every problem at its place."""

from __future__ import annotations

import re
from collections.abc import Container, Iterable, Mapping
from typing import Any, Literal, TypeVar, get_args, get_origin

from pydantic import BaseModel, ConfigDict, ValidationError
from pydantic_core import ErrorDetails

from campaign.config.yaml_text import Path, YamlText, read_yaml
from campaign.core.problems import Problem, Topic, did_you_mean, nearest, one_of, quote
from campaign.core.topics import ABOUT_KEYS


class Model(BaseModel):
    """What every model of ours is: frozen, and closed to keys it does not know."""

    model_config = ConfigDict(
        frozen=True, extra="forbid", hide_input_in_errors=True, defer_build=True
    )


SYNONYMS = (
    ("type", "kind", "page_type", "tipo"),
    ("title", "name", "heading", "headline"),
    ("description", "summary", "abstract", "beschreibung"),
    ("url", "link", "address", "href"),
)
"""Keys that are taken for one another; which of them is right depends on where they stand."""

EMPTY_VALUE = "is empty; write the text, or leave the whole line out"
"""What is said of an empty text."""
EMPTY_AND_NEEDED = "is empty; write the text"
_A_LIST = "must be a list; write each entry on a line of its own that begins with `- `"
_KEYS_BELOW = "must hold keys of its own; write them below it, indented"
_SHAPES = {
    "list_type": _A_LIST,
    "tuple_type": _A_LIST,
    "model_type": _KEYS_BELOW,
    "dict_type": _KEYS_BELOW,
}
"""What is said of a value of another shape than the model's, by pydantic's name for that."""
_NAMED_KEY = re.compile(r"'(?:\w+\.)?(\w+)'")
"""How the message of a check of a whole model begins: with the key at which it is told."""
UNKNOWN = "extra_forbidden"
"""What pydantic calls a key that a model does not know."""
NOTHING_ELSE: Mapping[str, str] = {}

M = TypeVar("M", bound=Model)


def validate(
    model: type[M],
    document: YamlText,
    at: Path = (),
    instead: Mapping[str, str] = NOTHING_ELSE,
    topic: Topic = ABOUT_KEYS,
) -> tuple[M | None, list[Problem]]:
    """Return the model made from the document's part `at`, or None and all its problems.

    `instead`: of keys that other programs know, what does here what they do there. `topic` explains
    what has no topic of its own.
    """
    data = _part(document.data, at)
    try:
        return model.model_validate(data), []
    except ValidationError as refused:
        errors = refused.errors()
    problems = []
    meant = {e["loc"]: _meant(model, e["loc"], data) for e in errors if e["type"] == UNKNOWN}
    for error in errors:
        kind, loc, raised = error["type"], error["loc"], error.get("ctx", {}).get("error")
        where = (*at, *loc)
        if (
            where in document.unread
            or (kind == "missing" and loc in meant.values())  # told as the key that was meant
            # pydantic counts only the valid entries; the others have problems of their own
            or (kind == "too_short" and error["input"])
        ):
            continue
        if kind == UNKNOWN:
            remedy = instead.get(".".join(map(str, loc)))
            why = f"the key '{loc[-1]}' has no effect here; delete it: {remedy}"
            if not remedy:
                near, known = meant[loc], _model_at(model, loc[:-1]).model_fields
                remedy = f"did you mean {quote(near[-1])}?" if near else f"write {one_of(known)}"
                why = f"the key '{loc[-1]}' is not known; {remedy}"
        elif raised and (key := _NAMED_KEY.match(str(raised))):
            where, why = (*where, key[1]), str(raised)
        else:
            why = _wrong_value(model, error, where)
        explained = getattr(raised, "topic", None) or topic
        problems.append(document.problem(why, *where, key=kind == UNKNOWN, topic=explained))
    return None, problems


def read_entries(
    model: type[M], text: str, path: str, no_list: str, topic: Topic
) -> tuple[tuple[M, ...], YamlText, list[Problem]]:
    """Return the entries of a YAML file that is a list, where each stands, and every problem.

    `no_list`: what the file must be instead.
    """
    document, problems = read_yaml(text, path)
    if not problems and not (isinstance(document.data, list) and document.data):
        problems = [document.problem(no_list, topic=topic)]
    if problems:
        return (), document, problems
    entries = []
    for number in range(len(document.data)):
        entry, found = validate(model, document, (number,))
        problems += found
        entries += [entry] if entry else []
    return (() if problems else tuple(entries)), document, problems


def synonym(key: str, known: Iterable[str], given: Container[str]) -> str | None:
    """Return the known key, not given yet, in whose place another word of its sense stands."""
    word = key.casefold().replace("-", "_")
    like = {each for group in SYNONYMS if word in group for each in group}
    return next((each for each in known if each in like and each not in given), None)


def _meant(model: type[Model], loc: Path, data: Any) -> Path | None:
    """Return the known key that an unknown one was meant to be."""
    *parents, key = loc
    known = _model_at(model, parents).model_fields
    near = synonym(str(key), known, _part(data, parents)) or nearest(str(key), known)
    return (*parents, near) if near else None


def _wrong_value(model: type[Model], error: ErrorDetails, where: Path) -> str:
    kind, given, context = error["type"], error["input"], error.get("ctx", {})
    *above, last = where or ("",)
    name = f"'{last}'" if last else "this part"
    if isinstance(last, int):
        name = f"entry {last + 1} of '{above[-1]}'" if above else f"entry {last + 1}"
    *parents, key = error["loc"] or ("",)
    field = _model_at(model, parents).model_fields.get(str(key))
    if kind == "missing":
        words = get_args(field.annotation) if field else ()
        is_fixed = field and get_origin(field.annotation) is Literal and len(words) == 1
        return f"{name} is missing; add the line `{last}: {words[0] if is_fixed else '…'}`"
    if kind == "literal_error":
        return f"{name} {_wrong_choice(given, context['expected'])}"
    if kind == "value_error":
        why = str(context["error"])
        is_needed = why == EMPTY_VALUE and field and field.is_required()
        return f"{name} {EMPTY_AND_NEEDED if is_needed else why}"
    if kind == "greater_than_equal":
        return f"{name} is {given}; write {context['ge']} or more"
    if kind == "too_short":
        return f"{name} is empty; write at least one entry"
    if kind in _SHAPES:
        is_empty = "is empty; write what belongs to it below, indented"
        return f"{name} {is_empty if given is None else _SHAPES[kind]}"
    return f"{name} cannot be used: {error['msg']}; correct it"


def _wrong_choice(given: Any, expected: str) -> str:
    if not isinstance(given, str):
        return f"is {'empty' if given is None else 'a list or a mapping'}; write one value"
    allowed = [word.strip(" '") for word in expected.replace(" or ", ", ").split(",")]
    remedy = did_you_mean(given, allowed)
    known = f" (known: {one_of(allowed)})" if "did you mean" in remedy else ""
    return f"is {quote(given)}; {remedy}{known}"


def _part(data: Any, loc: Iterable[str | int]) -> Any:
    """Return what stands at a place that is there."""
    for step in loc:
        data = data[step]
    return data


def _model_at(model: type[Model], loc: Iterable[str | int]) -> type[Model]:
    """Return the model, or the one nested in it at `loc`."""
    for step in loc:
        if isinstance(step, str):
            model = _nested_model(model.model_fields[step].annotation) or model
    return model


def _nested_model(annotation: Any) -> type[Model] | None:
    if isinstance(annotation, type) and issubclass(annotation, Model):
        return annotation
    return next(filter(None, map(_nested_model, get_args(annotation))), None)
