"""Validates what YAML holds against a model, and says every problem at its place."""

from __future__ import annotations

from collections.abc import Container, Iterable, Mapping
from typing import Any, TypeVar

from pydantic import BaseModel, ConfigDict, Field, ValidationError, create_model
from pydantic_core import ErrorDetails, PydanticCustomError

from campaign.config.yaml_text import Path, YamlText, read_yaml
from campaign.core.problems import Problem, Topic, did_you_mean, nearest, one_of, quote
from campaign.core.topics import ABOUT_KEYS


class Model(BaseModel):
    """What every model of ours is: frozen, and closed to keys it does not know."""

    model_config = ConfigDict(
        frozen=True, extra="forbid", hide_input_in_errors=True, use_attribute_docstrings=True
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
_REMEDIES = {
    "list_type": "must be a list; write each entry on a line of its own that begins with `- `",
    "tuple_type": "must be a list; write each entry on a line of its own that begins with `- `",
    "model_type": "must hold keys of its own; write them below it, indented",
    "too_short": "is empty; write at least one entry",
    "dict_type": "must hold keys of its own; write them below it, indented",
}
"""What is said of a value of another shape than the model's, by pydantic's name for that."""
NOTHING_ELSE: Mapping[str, str] = {}

M = TypeVar("M", bound=Model)


def wrong_key(key: str, why: str, topic: Topic | None = None) -> PydanticCustomError:
    """Make the error for a model-wide check that fails because of one of its keys."""
    return PydanticCustomError("wrong_key", "{why}", {"why": why, "key": key, "topic": topic})


def validate(
    model: type[M],
    document: YamlText,
    path: str,
    at: Path = (),
    instead: Mapping[str, str] = NOTHING_ELSE,
) -> tuple[M | None, list[Problem]]:
    """Return the model made from the document's part `at`, or None and all its problems.

    `instead`: of keys that other programs know, what does here what they do there.
    """
    data = _part(document.data, at)
    try:
        return model.model_validate(data), []
    except ValidationError as errors:
        meant = {_meant(model, error, data) for error in errors.errors()}
        return None, [
            _problem(model, error, document, path, at, instead)
            for error in errors.errors()
            if (*at, *error["loc"]) not in document.unread
            and not (error["type"] == "missing" and error["loc"] in meant)
            # pydantic counts only the valid entries; the others have problems of their own
            and not (error["type"] == "too_short" and error["input"])
        ]


def read_entries(
    model: type[M], name: str, text: str, path: str, no_list: str, topic: Topic
) -> tuple[tuple[M, ...], YamlText, list[Problem]]:
    """Return the entries of a YAML file that is a list, where each stands, and every problem.

    The places are those of a list below the key `name`. `no_list`: what the file must be instead.
    """
    document, problems = read_yaml(text, path)
    if problems:
        return (), document, problems
    if not isinstance(document.data, list):
        return (), document, [Problem(path, *document.place(()), no_list, topic)]
    inner = document.below(name)
    fields: Any = {name: (tuple[model, ...], Field(min_length=1))}  # type: ignore[valid-type]
    file, problems = validate(create_model("File", __base__=Model, **fields), inner, path)
    return getattr(file, name, ()), inner, problems


def synonym(key: str, known: Iterable[str], given: Container[str]) -> str | None:
    """Return the known key, not given yet, in whose place another word of its sense stands."""
    word = key.casefold().replace("-", "_")
    like = {each for group in SYNONYMS if word in group for each in group}
    return next((each for each in known if each in like and each not in given), None)


def _meant(model: type[Model], error: ErrorDetails, data: Any) -> Path | None:
    """Return the known key that an unknown one was meant to be: it is not missed as well."""
    *parents, key = error["loc"] or ("",)
    if error["type"] != "extra_forbidden":
        return None
    known = _keys_at(model, parents)
    near = synonym(str(key), known, _part(data, parents)) or nearest(str(key), known)
    return (*parents, near) if near else None


def _part(data: Any, loc: Iterable[str | int]) -> Any:
    """Return what stands at a place that is there."""
    for step in loc:
        data = data[step]
    return data


def _problem(
    model: type[Model],
    error: ErrorDetails,
    document: YamlText,
    path: str,
    at: Path,
    instead: Mapping[str, str],
) -> Problem:
    where: Path = (*at, *error["loc"])
    context: dict[str, Any] = error.get("ctx", {})
    last = where[-1] if where else None
    name = "this part" if last is None else f"'{last}'"
    if isinstance(last, int):
        name = f"entry {last + 1} of '{where[-2]}'"
    kind, given = error["type"], error["input"]
    place, topic = document.place(where), context.get("topic") or ABOUT_KEYS
    if kind == "missing":
        place = document.place(where[:-1])
        why = f"{name} is missing; add the line `{last}: …`"
    elif kind == "extra_forbidden":
        place = document.place(where, key=True)
        known = _keys_at(model, error["loc"][:-1])
        why = f"the key {name} is not known; {did_you_mean(str(last), known)}"
        if len(error["loc"]) == 1 and isinstance(last, str) and last in instead:
            why = f"the key {name} has no effect here; delete it: {instead[last]}"
        elif meant := synonym(str(last), known, _part(document.data, where[:-1])):
            why = f"{name} is not known here; write `{meant}`"
    elif kind == "wrong_key":
        place, why = document.place((*where, context["key"])), context["why"]
    elif kind in ("literal_error", "enum"):
        why = f"{name} {_wrong_choice(given, context['expected'])}"
    elif kind == "wrong":
        is_needed = context["why"] == EMPTY_VALUE and _is_needed(model, error["loc"])
        why = f"{name} {EMPTY_AND_NEEDED if is_needed else context['why']}"
    elif kind == "greater_than_equal":
        why = f"{name} is {given}; write {context['ge']} or more"
    elif given is None and kind in _REMEDIES:
        why = f"{name} is empty; write what belongs to it below, indented"
    else:
        remedy = _REMEDIES.get(kind, f"cannot be used: {error['msg']}; correct it")
        why = f"{name} {remedy}"
    return Problem(path, *place, why, topic)


def _wrong_choice(given: Any, expected: str) -> str:
    if not isinstance(given, str):
        return f"is {'empty' if given is None else 'a list or a mapping'}; write one value"
    allowed = [word.strip(" '") for word in expected.replace(" or ", ", ").split(",")]
    remedy = did_you_mean(given, allowed)
    known = f" (known: {one_of(allowed)})" if "did you mean" in remedy else ""
    return f"is {quote(given)}; {remedy}{known}"


def _model_at(model: type[Model], loc: Iterable[str | int]) -> type[Model]:
    """Return the model, or the one nested in it at `loc`."""
    for step in loc:
        if isinstance(step, str):
            model = _nested_model(model.model_fields[step].annotation) or model
    return model


def _keys_at(model: type[Model], loc: Iterable[str | int]) -> list[str]:
    return list(_model_at(model, loc).model_fields)


def _is_needed(model: type[Model], loc: Path) -> bool:
    """Whether the model, or the one nested in it, is none without the value at `loc`."""
    *parents, key = loc
    field = _model_at(model, parents).model_fields.get(str(key))
    return field is not None and field.is_required()


def _nested_model(annotation: Any) -> type[Model] | None:
    if isinstance(annotation, type) and issubclass(annotation, Model):
        return annotation
    for part in getattr(annotation, "__args__", ()):
        if found := _nested_model(part):
            return found
    return None
